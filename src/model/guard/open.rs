//! A change to a notice whose window is open.

use super::change::Change;
use super::demands::lowered;
use super::finding::{Fault, Judgement};
use super::situation::Situation;
use super::{remarks, saying};
use crate::model::candidate::{Candidate, says};
use crate::model::part::Part;
use jiff::civil::Date;

pub(super) fn judge(change: &Change, situation: Situation, judgement: &mut Judgement) {
    let id = &change.candidate.id;
    let mut found = remarks::faults(change);
    found.extend(shortened(change));
    if change.withdraws() && !is_complete(change.candidate, situation.today) {
        found.push(Fault::WithdrawalIncomplete);
    }
    let less = kind_asks_less(change);
    let outcome = if less.is_some() { less } else { unsaid(change, situation) };
    found.extend(outcome);
    found.into_iter().for_each(|fault| judgement.find(id, fault, true));
    let anew = change.restarts() || change.undoes_withdrawal();
    judgement.say(if anew { saying::repost(change, situation) } else { saying::change(change, situation) });
}

/// What was declared shorter than the window in force from the start is no new fault.
fn shortened(change: &Change) -> Option<Fault> {
    let until = change.posted.kept.effective?.until;
    let declared = change.candidate.declared.map(|window| window.until);
    let before = change.posted.kept.declared.map(|window| window.until);
    let short = declared.is_none_or(|declared| declared < until) && declared < before;
    short.then_some(Fault::Shortened { until, declared })
}

/// Another kind is accepted when its rule asks at least as much as the one under which the notice was posted. One that
/// nobody knows asks for nothing, and is no kind.
fn kind_asks_less(change: &Change) -> Option<Fault> {
    let (kept, candidate) = (&change.posted.kept, change.candidate);
    let lowered = lowered(kept, &candidate.rule);
    let is_known = candidate.around.as_ref().is_none_or(|around| around.kind.is_some());
    let less = is_known && kept.kind != candidate.kind && !lowered.is_empty();
    less.then(|| Fault::KindAsksLess { from: kept.kind.clone(), to: candidate.kind.clone(), lowered })
}

/// A new window has to be a whole one, and whatever a reader can see of a change has to be told.
fn unsaid(change: &Change, situation: Situation) -> Option<Fault> {
    let told = remarks::speak(change);
    let new_until = situation.new_until(change.posted, change.candidate);
    let covers = change.candidate.declared.is_some_and(|window| new_until <= window.until);
    if change.undoes_withdrawal() {
        return (!covers || !told).then_some(Fault::WithdrawalUndone { new_until });
    }
    let too_short = change.restarts() && !covers;
    let mut parts = change.quiet();
    if too_short {
        parts = change.changed.iter().filter(|part| !Part::LIFE.contains(part)).copied().collect();
    }
    let silent = !parts.is_empty() && !told;
    (too_short || silent).then_some(Fault::Altered { parts, new_until: too_short.then_some(new_until), told })
}

/// A withdrawal says in words why and on whose authority, and on no day that is ahead.
pub(super) fn is_complete(candidate: &Candidate, today: Date) -> bool {
    candidate.withdrawal.as_ref().is_some_and(|withdrawal| {
        withdrawal.on.is_none_or(|on| on <= today)
            && [&withdrawal.reason, &withdrawal.authority]
                .iter()
                .all(|text| text.as_deref().is_some_and(says))
    })
}
