//! New notices by their titles: one of them may be an old notice under another name.

use crate::model::candidate::Candidate;
use crate::model::digest::Print;
use crate::model::log::event::Kept;
use crate::model::part::Part;
use std::collections::HashMap;

pub(super) struct Twins<'a>(HashMap<Print, Vec<&'a Candidate>>);

impl<'a> Twins<'a> {
    pub(super) fn among(candidates: &[&'a Candidate]) -> Twins<'a> {
        let mut map: HashMap<Print, Vec<&Candidate>> = HashMap::new();
        for candidate in candidates {
            let cuts = [Some(&candidate.parts), candidate.former.as_ref()];
            for title in cuts.into_iter().flatten().filter_map(|parts| title(&parts.prints())) {
                map.entry(title).or_default().push(candidate);
            }
        }
        Twins(map)
    }

    /// The one with the same material content.
    pub(super) fn of(&self, kept: &Kept) -> Option<&'a Candidate> {
        let same = |c: &&&Candidate| c.parts_as(kept).material(&kept.rule.material) == kept.material;
        self.0.get(&title(&kept.parts)?)?.iter().find(same).copied()
    }
}

fn title(parts: &[(Part, Print)]) -> Option<Print> {
    parts.iter().find(|(part, _)| *part == Part::Title).map(|&(_, print)| print)
}
