//! What the guard has the log say of a notice.

use super::change::Change;
use super::demands::joined;
use super::situation::Situation;
use crate::model::candidate::Candidate;
use crate::model::log::event::{Action, Kept, NoticeEvent};
use crate::model::log::posted::Posted;
use crate::model::open_days::Window;
use crate::model::part::Part;
use crate::model::record::Parts;

pub(super) fn event(action: Action, kept: Kept, changed: Vec<Part>) -> NoticeEvent {
    NoticeEvent { action, kept, changed, before_log: false, withdrawal: None, filing: None, by: None }
}

pub(super) fn kept(candidate: &Candidate, effective: Option<Window>) -> Kept {
    let kept = Kept {
        id: candidate.id.clone(),
        url: candidate.url.clone(),
        kind: candidate.kind.clone(),
        declared: candidate.declared,
        effective,
        rule: candidate.rule.clone(),
        around: candidate.around.clone(),
        ..Kept::default()
    };
    sealed(kept, &candidate.parts)
}

/// With the digests of a notice as it is cut now, under the rule that is kept.
pub(super) fn sealed(kept: Kept, parts: &Parts) -> Kept {
    Kept {
        format: parts.format,
        record: parts.record,
        material: parts.material(&kept.rule.material),
        parts: parts.prints(),
        corrections: parts.corrections.clone(),
        objections: parts.objections.clone(),
        ..kept
    }
}

/// What is kept under the window that runs: its rule stays as it was applied, whatever rules.yaml now says; another
/// kind's comes on top.
pub(super) fn continued(posted: &Posted, candidate: &Candidate, situation: Situation) -> Kept {
    let (before, now) = (&posted.kept.rule, &candidate.rule);
    let rule = if posted.kept.kind == candidate.kind { before.clone() } else { joined(before, now) };
    let effective = situation.prolonged(posted, candidate, &rule);
    let index = Some(posted.index_number(situation.index_pattern));
    sealed(Kept { rule, index, ..kept(candidate, effective) }, &candidate.parts)
}

/// What a change that starts no new window is called.
pub(super) fn change(change: &Change, situation: Situation) -> NoticeEvent {
    let Change { posted, candidate, changed, .. } = change;
    // what is said of a filing that the log has is a change of it
    let was_filed = posted.kept.parts.iter().any(|&(part, _)| part == Part::Filing);
    let action = if change.withdraws() {
        Action::Withdrawn
    } else if candidate.filing.is_some() && changed.contains(&Part::Filing) && !was_filed {
        Action::Filed
    } else {
        Action::Corrected
    };
    let mut event = event(action, continued(posted, candidate, situation), changed.clone());
    event.withdrawal = candidate.withdrawal.clone().filter(|_| action == Action::Withdrawn);
    event.filing = candidate.filing.clone().filter(|_| action == Action::Filed);
    event
}

/// A new window, from today.
pub(super) fn repost(change: &Change, situation: Situation) -> NoticeEvent {
    let Change { posted, candidate, changed, .. } = change;
    let rule = joined(&posted.kept.rule, &candidate.rule);
    let effective = situation.effective(candidate, situation.today, &rule);
    let index = Some(posted.index_number(situation.index_pattern));
    let kept = sealed(Kept { rule, index, ..kept(candidate, effective) }, &candidate.parts);
    let mut event = event(Action::Reposted, kept, changed.clone());
    event.withdrawal = candidate.withdrawal.clone();
    event
}

/// What the guard would say of a change is what is said of it. Calendars and patterns of index numbers may have changed
/// since: a window may be longer than it must, and an index number is as it was made.
pub(super) fn is_the_same(own: &NoticeEvent, said: &NoticeEvent) -> bool {
    let covers = match (own.kept.effective, said.kept.effective) {
        (Some(own), Some(said)) => own.from == said.from && own.until <= said.until,
        (own, said) => own == said,
    };
    let Kept { effective, index, .. } = said.kept.clone();
    covers && NoticeEvent { kept: Kept { effective, index, ..own.kept.clone() }, ..own.clone() } == *said
}
