//! A notice that takes the place of another: as long as that one is open, it asks what a withdrawal asks, since its
//! page, too, says at the top that it no longer holds. Whenever it does, the log says so of the older one as well.

use super::finding::{Fault, Finding};
use super::open::is_complete;
use super::saying;
use super::situation::Situation;
use crate::model::candidate::Candidate;
use crate::model::log::PublicationLog;
use crate::model::log::event::{Action, Event, Kept, NoticeEvent};
use crate::model::part::Part;
use std::collections::{BTreeMap, BTreeSet};

/// Every candidate that supersedes an open notice without its being withdrawn.
pub(super) fn judge(
    log: &PublicationLog,
    by_id: &BTreeMap<&str, &Candidate>,
    situation: Situation,
) -> Vec<Finding> {
    let finding = |new: &&Candidate| {
        let old = *by_id.get(new.supersedes.as_deref()?)?;
        let posted = log.posted(&old.id);
        let window = match posted {
            Some(posted) => posted.kept.effective,
            None => situation.first(old, log.is_empty()).0,
        };
        let until = window.filter(|window| !window.has_ended(situation.today))?.until;
        let withdrawn = is_complete(old, situation.today);
        let fault = Fault::SupersedesOpen { old: old.id.clone(), until };
        (!withdrawn).then(|| Finding { id: new.id.clone(), fault, refused: true })
    };
    by_id.values().filter_map(finding).collect()
}

/// What the log does not know of it yet, besides the events of the same publication. Of one that readers never saw
/// without its successor, nothing is new.
pub(super) fn events(
    log: &PublicationLog,
    by_id: &BTreeMap<&str, &Candidate>,
    said: &[Event],
) -> Vec<NoticeEvent> {
    let mut successors: BTreeMap<&str, &str> = BTreeMap::new();
    let pairs = by_id.values().filter_map(|new| Some((new.supersedes.as_deref()?, new.id.as_str())));
    successors.extend(pairs.filter(|(old, _)| log.posted(old).is_some() && by_id.contains_key(old)));
    let known = log.notices().filter_map(|(id, posted)| Some((id, posted.superseded_by.as_deref()?)));
    let known: BTreeMap<&str, &str> = known.filter(|(id, _)| by_id.contains_key(id)).collect();
    let ids: BTreeSet<&str> = successors.keys().chain(known.keys()).copied().collect();
    let is_new = |id: &&str| match (successors.get(id), known.get(id)) {
        (Some(by), None) => !always_was(log, said, id, by),
        (by, before) => by != before,
    };
    let event = |id: &str| Some(superseded(latest(log, said, id)?.clone(), successors.get(id).copied()));
    ids.into_iter().filter(is_new).filter_map(event).collect()
}

/// Both went up at once, the one in the place of the other.
fn always_was(log: &PublicationLog, said: &[Event], old: &str, by: &str) -> bool {
    let claims = |event: &NoticeEvent| {
        event.kept.id == by && (event.action == Action::Posted || event.changed.contains(&Part::Supersedes))
    };
    let is_claim = |event: &Event| matches!(event, Event::Notice(event) if claims(event));
    let (Some(old), Some(new)) = (log.posted(old), log.posted(by)) else { return false };
    let is_last = |line: &&usize| log.event(**line).is_some_and(|event| is_claim(&event));
    let Some(&line) = new.lines.iter().rev().find(is_last) else { return false };
    let is_release = |line| matches!(log.event(line), Some(Event::Released(_)));
    !said.iter().any(is_claim) && !(old.posted_line()..line).any(is_release)
}

/// How a notice stands by the log and by what is said after it.
fn latest<'a>(log: &'a PublicationLog, said: &'a [Event], id: &str) -> Option<&'a Kept> {
    let own = said.iter().rev().find_map(|event| match event {
        Event::Notice(event) if event.kept.id == id => Some(&event.kept),
        _ => None,
    });
    own.or_else(|| log.posted(id).map(|posted| &posted.kept))
}

fn superseded(kept: Kept, by: Option<&str>) -> NoticeEvent {
    NoticeEvent { by: by.map(str::to_owned), ..saying::event(Action::Superseded, kept, Vec::new()) }
}

/// Whether a publication could have said this of an older notice, after what it had said.
pub fn may_be_superseded(before: &PublicationLog, event: &NoticeEvent, said: &[Event]) -> bool {
    let kept = latest(before, said, &event.kept.id);
    kept.is_some_and(|kept| *event == superseded(kept.clone(), event.by.as_deref()))
}
