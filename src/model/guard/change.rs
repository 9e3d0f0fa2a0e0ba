//! What differs between a notice as it is posted and as it would be shown, and what kind of change that is.

use crate::model::candidate::Candidate;
use crate::model::log::event::{Kept, ObjectionPrint};
use crate::model::log::posted::Posted;
use crate::model::part::Part;
use crate::model::record::differing;
use jiff::civil::Date;

/// A known notice and what differs in it.
pub(super) struct Change<'a> {
    pub posted: &'a Posted,
    pub candidate: &'a Candidate,
    pub changed: Vec<Part>,
    /// Days on which a new correction may be dated: today, and the day of the last publication.
    pub days: Vec<Date>,
}

impl Change<'_> {
    /// A part that the rule, as it was applied, calls material has changed, or one that is always material of a
    /// project; parts with a life of their own never count, and the window itself has rules of its own.
    pub(super) fn restarts(&self) -> bool {
        let own_rules = |part: &Part| Part::LIFE.contains(part) || matches!(part, Part::From | Part::Until);
        let listed = &self.posted.kept.rule.material;
        let floor = if self.is_project() { Part::PROJECT_FLOOR.as_slice() } else { &[] };
        let material = |part: &Part| listed.contains(part) || floor.contains(part);
        self.changed.iter().any(|part| material(part) && !own_rules(part)) || self.hides_one()
    }

    /// It was posted with a project, or would be shown with one.
    fn is_project(&self) -> bool {
        let before = self.posted.kept.parts.iter().map(|&(part, _)| part);
        let now = self.candidate.parts.list.iter().map(|&(part, _)| part);
        before.chain(now).any(Part::is_of_projects)
    }

    /// What is material differs and no print of it does: the prints were made to meet.
    fn hides_one(&self) -> bool {
        let (kept, parts) = (&self.posted.kept, self.candidate.parts_as(&self.posted.kept));
        parts.files_known
            && parts.material(&kept.rule.material) != kept.material
            && !self.changed.iter().any(|part| kept.rule.material.contains(part))
    }

    pub(super) fn withdraws(&self) -> bool {
        self.posted.withdrawn.is_none() && self.candidate.withdrawal.is_some()
    }

    pub(super) fn undoes_withdrawal(&self) -> bool {
        self.posted.withdrawn.is_some() && self.candidate.withdrawal.is_none()
    }

    /// Parts that are not material and differ without a word: all but those that only add to what the public knows,
    /// or that other rules judge.
    pub(super) fn quiet(&self) -> Vec<Part> {
        self.changed.iter().filter(|part| !self.speaks_for_itself(**part)).copied().collect()
    }

    /// The same, or the days where nothing else differs.
    pub(super) fn quiet_or_window(&self) -> Vec<Part> {
        let quiet = self.quiet();
        if quiet.is_empty() { vec![Part::Until] } else { quiet }
    }

    fn speaks_for_itself(&self, part: Part) -> bool {
        let is_new = || self.posted.kept.parts.iter().all(|&(known, _)| known != part);
        match part {
            // checked one by one
            Part::Corrections | Part::Objections => true,
            // taking it back is judged apart
            Part::Withdrawn => is_new() || self.undoes_withdrawal(),
            // judged by filing-too-early
            Part::Filing => is_new(),
            // a step that is added says its day; one that is changed or gone says nothing
            Part::Progress => is_new() || self.goes_on(),
            // shortening is judged apart; to stay up longer harms nobody
            Part::Until => true,
            // no first day, or one before it was seen, is told as that
            Part::From => self.candidate.from.is_none_or(|from| from < self.posted.first_seen.date()),
            _ => false,
        }
    }

    /// Every step of the progress that was posted stands as it stood.
    fn goes_on(&self) -> bool {
        let kept = self.posted.kept.parts.iter().find(|(part, _)| *part == Part::Progress);
        kept.is_none_or(|(_, print)| self.candidate.parts.progress.contains(print))
    }
}

/// The parts that differ, by the format in which the log knows them. Bytes that nobody read are taken to be
/// unchanged.
pub(super) fn changed(kept: &Kept, candidate: &Candidate) -> Vec<Part> {
    let now = candidate.parts_as(kept);
    if now.files_known && now.record == kept.record {
        return Vec::new();
    }
    let mut parts = differing(&kept.parts, &now.prints());
    if !now.files_known {
        parts.retain(|part| !now.with_files().contains(part));
    } else if parts.is_empty() {
        // the whole differs and no print does: never to be met, never to be let through
        parts.push(Part::Body);
    }
    parts
}

/// Old objections stand as they were; an outcome may be added.
pub(super) fn continues(before: &[ObjectionPrint], now: &[ObjectionPrint]) -> bool {
    before.len() <= now.len()
        && before.iter().zip(now).all(|(before, now)| {
            before.what == now.what && (before.outcome.is_none() || before.outcome == now.outcome)
        })
}
