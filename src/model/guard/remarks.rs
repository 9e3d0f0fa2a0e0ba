//! What a notice says of its own changes: corrections, and objections with their outcomes. They only ever grow,
//! and a new correction says today, what, and why.

use super::change::{Change, continues};
use super::finding::Fault;

/// What is wrong with the remarks.
pub(super) fn faults(change: &Change) -> Vec<Fault> {
    let (seen, now) = (&change.posted.kept, change.candidate.parts_as(&change.posted.kept));
    let mut faults = Vec::new();
    if !now.corrections.starts_with(&seen.corrections) {
        faults.push(Fault::CorrectionAltered);
    } else {
        let new = change.candidate.corrections.iter().enumerate().skip(seen.corrections.len());
        faults.extend(new.filter_map(|(at, told)| match told.on {
            Some(on) if !change.days.contains(&on) => Some(Fault::CorrectionMisdated { at, on }),
            Some(_) if told.in_words => None,
            _ => Some(Fault::CorrectionIncomplete { at }),
        }));
    }
    if !continues(&seen.objections, &now.objections) {
        faults.push(Fault::ObjectionAltered);
    }
    faults
}

/// It says that something was changed: there is a correction that the public has not seen, and it repeats none.
pub(super) fn speak(change: &Change) -> bool {
    let (seen, now) = (&change.posted.kept.corrections, change.candidate.parts_as(&change.posted.kept));
    now.corrections.iter().skip(seen.len()).any(|print| !seen.contains(print))
}
