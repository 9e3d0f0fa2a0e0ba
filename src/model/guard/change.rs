//! What differs between a notice as it is posted and as it would be shown, and what kind of change that is.

use crate::model::candidate::Candidate;
use crate::model::digest::Print;
use crate::model::log::event::Kept;
use crate::model::log::posted::Posted;
use crate::model::parts::differing;
use crate::model::record::part::Part;

/// A known notice and what differs in it.
pub struct Change<'a> {
    pub posted: &'a Posted,
    pub candidate: &'a Candidate,
    pub changed: Vec<Part>,
}

impl Change<'_> {
    /// A part that the rule, as it was applied, calls material has changed, or one that is always material of a
    /// project; parts with a life of their own never count, and the window itself has rules of its own.
    pub fn restarts(&self) -> bool {
        let own_rules = |part: &Part| Part::LIFE.contains(part) || matches!(part, Part::From | Part::Until);
        let listed = &self.posted.kept.rule.material;
        let floor = if self.is_project() { Part::PROJECT_FLOOR.as_slice() } else { &[] };
        let material = |part: &Part| listed.contains(part) || floor.contains(part);
        self.changed.iter().any(|part| material(part) && !own_rules(part))
    }

    /// It was posted with a project, or would be shown with one.
    fn is_project(&self) -> bool {
        let is_project = |&(part, _): &(Part, Print)| part == Part::Project;
        self.posted.kept.parts.iter().any(is_project) || self.candidate.parts.prints().iter().any(is_project)
    }

    pub fn withdraws(&self) -> bool {
        self.posted.withdrawn.is_none() && self.candidate.withdrawal.is_some()
    }

    pub fn undoes_withdrawal(&self) -> bool {
        self.posted.withdrawn.is_some() && self.candidate.withdrawal.is_none()
    }

    /// Whether the change needs no correction: it only adds to what the public knows, or other rules judge it.
    pub fn speaks_for_itself(&self, part: Part) -> bool {
        match part {
            // checked one by one
            Part::Corrections | Part::Objections => true,
            Part::Withdrawn => self.posted.withdrawn.is_none(),
            // judged by filing-too-early
            Part::Filing => true,
            // shortening is judged apart; to stay up longer harms nobody
            Part::Until => true,
            _ => false,
        }
    }
}

/// The parts that differ. Bytes that nobody read are taken to be unchanged.
pub fn changed(kept: &Kept, candidate: &Candidate) -> Vec<Part> {
    if candidate.parts.files_known && candidate.parts.whole() == kept.whole {
        return Vec::new();
    }
    let mut parts = differing(&kept.parts, &candidate.parts.prints());
    if !candidate.parts.files_known {
        parts.retain(|&part| part != Part::Files);
    } else if parts.is_empty() {
        // the whole differs and no print does: never to be met, never to be let through
        parts.push(Part::Body);
    }
    parts
}
