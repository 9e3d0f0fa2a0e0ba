//! A change to a notice whose window has ended, or that never had one.

use super::change::Change;
use super::finding::{Fault, Judgement};
use super::situation::Situation;
use super::{remarks, saying};
use crate::model::candidate::Candidate;
use crate::model::log::posted::Posted;
use crate::model::open_days::Window;
use crate::model::part::Part;

/// What was told stays told, and a reader is told of what was material. But what claims to be open again must be a
/// whole new window.
pub(super) fn judge(change: &Change, situation: Situation, judgement: &mut Judgement) {
    let id = &change.candidate.id;
    remarks::faults(change).into_iter().for_each(|fault| judgement.find(id, fault, true));
    let declared = change.candidate.declared.filter(|window| !window.has_ended(situation.today));
    if let Some(declared) = declared {
        return reopen(change, declared, situation, judgement);
    }
    let new_until = situation.new_until(change.posted, change.candidate);
    if change.undoes_withdrawal() {
        judgement.find(id, Fault::WithdrawalUndone { new_until }, true);
    }
    let parts = lasting(change);
    if !parts.is_empty() {
        let told = remarks::speak(change);
        judgement.find(id, Fault::AlteredAfterEnd { parts, new_until, told }, !told);
    }
    judgement.say(saying::change(change, situation));
}

/// A window is declared where the log knows of none: judged with what else it asks.
pub(super) fn begins_anew(posted: &Posted, candidate: &Candidate, situation: Situation) -> bool {
    let ahead = candidate.declared.is_some_and(|window| !window.has_ended(situation.today));
    posted.kept.effective.is_none() && ahead
}

/// What does not change without a word though the window is over: what people could object to, and what was told of
/// the notice's life.
fn lasting(change: &Change) -> Vec<Part> {
    let had_a_window = !change.posted.before_log && change.posted.kept.effective.is_some();
    if had_a_window && change.restarts() {
        return change.changed.iter().filter(|part| !Part::LIFE.contains(part)).copied().collect();
    }
    change.quiet().into_iter().filter(|part| Part::LIFE.contains(part)).collect()
}

/// The days between were nobody's window, so that the old one cannot simply go on.
fn reopen(change: &Change, declared: Window, situation: Situation, judgement: &mut Judgement) {
    let Change { posted, candidate, .. } = change;
    let new_until = situation.new_until(posted, candidate);
    let seen = posted.first_seen.date();
    let fault = if begins_anew(posted, candidate, situation) && declared.from < seen {
        Some(Fault::Backdated { declared: declared.from, seen, new_until: Some(new_until) })
    } else if declared.until < new_until {
        Some(Fault::Reopened { new_until })
    } else {
        let parts = change.quiet_or_window();
        (!remarks::speak(change)).then_some(Fault::Altered { parts, new_until: None, told: false })
    };
    fault.into_iter().for_each(|fault| judgement.find(&candidate.id, fault, true));
    judgement.say(saying::repost(change, situation));
}
