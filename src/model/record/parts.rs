//! A notice's record cut into its parts, each with its digest: what tells whether it changed, and where.

use super::canon;
use super::files::{are_known, of_notice};
use super::value::{Plain, canonical, object};
use crate::model::content::Content;
use crate::model::digest::{Digest, Print};
use crate::model::kind::Kind;
use crate::model::log::event::ObjectionPrint;
use crate::model::notice::{Notice, Objection};
use crate::model::open_days::Window;
use crate::model::part::{FORMAT, Part};
use std::collections::BTreeSet;

/// The digests of a notice's record and of its parts, in some format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// See [`FORMAT`].
    pub format: u8,
    /// Of everything a reader could see: SHA-256 of the record.
    pub record: Digest,
    /// Of the parts that it has, in the order of [`Part`]: SHA-256 of the canonical JSON of each.
    pub list: Vec<(Part, Digest)>,
    /// Of each correction, in order.
    pub corrections: Vec<Print>,
    pub objections: Vec<ObjectionPrint>,
    /// False when the bytes of some file were not at hand: then `record`, and the parts that hold files, say
    /// nothing.
    pub files_known: bool,
}

impl Parts {
    /// Cuts a notice as it stands now. `declared` is its window with `days` already counted out.
    pub fn of(content: &Content, notice: &Notice, kind: Option<&Kind>, declared: Option<Window>) -> Parts {
        let record = super::notice::notice_in(content, notice, kind, declared);
        let mut list: Vec<_> =
            record.parts().filter_map(|(key, value)| Some((Part::of_key(key)?, Digest::of(value)))).collect();
        list.sort_unstable_by_key(|&(part, _)| part);
        let corrections = notice.corrections.iter();
        Parts {
            format: FORMAT,
            record: record.digest(),
            list,
            corrections: corrections.map(|correction| print(&correction.plain())).collect(),
            objections: notice
                .objections
                .iter()
                .flatten()
                .map(|objection| objection_print(objection))
                .collect(),
            files_known: are_known(content, &of_notice(content, notice)),
        }
    }

    /// Digest of the parts that a rule names: SHA-256 of the canonical JSON of a map from each that is there to
    /// its own digest.
    pub fn material(&self, named: &[Part]) -> Digest {
        let list = self.list.iter().filter(|(part, _)| named.contains(part));
        if self.format < FORMAT {
            return canon::over("zhangbang material 1", &list.copied().collect::<Vec<_>>());
        }
        Digest::of(&canonical(&object(
            list.map(|(part, digest)| (part.key(), Some(digest.to_string().into()))),
        )))
    }

    /// What the log keeps of each part.
    pub fn prints(&self) -> Vec<(Part, Print)> {
        self.list.iter().map(|&(part, digest)| (part, digest.print())).collect()
    }

    /// The parts that hold files' digests, in this format.
    pub fn with_files(&self) -> &'static [Part] {
        if self.format < FORMAT { &[Part::Files] } else { &[Part::Attachments, Part::Files] }
    }
}

fn print(value: &serde_json::Value) -> Print {
    Digest::of(&canonical(value)).print()
}

/// The outcome may come later, and is looked at for itself.
fn objection_print(objection: &Objection) -> ObjectionPrint {
    let what = Objection { outcome: None, ..objection.clone() };
    ObjectionPrint {
        what: print(&what.plain()),
        outcome: objection.outcome.as_ref().map(|o| print(&o.plain())),
    }
}

/// The parts that differ between two lists, both in the order of [`Part`].
pub fn differing(before: &[(Part, Print)], after: &[(Part, Print)]) -> Vec<Part> {
    let missing_in = |list: &[(Part, Print)], entry: &(Part, Print)| !list.contains(entry);
    let gone = before.iter().filter(|entry| missing_in(after, entry));
    let new = after.iter().filter(|entry| missing_in(before, entry));
    gone.chain(new).map(|&(part, _)| part).collect::<BTreeSet<_>>().into_iter().collect()
}
