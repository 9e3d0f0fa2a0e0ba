//! The guard of points batches and honours: what was published of them stays as it was.
//!
//! A points batch is posted through its notice. While that notice is open, the batch changes only together with it:
//! with a new window, or once it was withdrawn. After the window it never does, since balances rest on it: mistakes
//! are taken back by new entries. An honour is taken back by saying so. What was left out may still be added to an
//! honour; its title, text and pictures may change, which the log writes down.

use crate::model::content::Content;
use crate::model::honour::Honour;
use crate::model::log::PublicationLog;
use crate::model::log::event::{Action, Event};
use crate::model::log::recorded::{KeptRecord, Recorded, Sort};
use crate::model::notice::Notice;
use crate::model::points::Batch;
use crate::model::record::{held_batch, held_honour};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A part that is not as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// There is no such file any more.
    Vanished {
        /// Another file, which the log does not know, says the same.
        now: Option<String>,
    },
    /// The parts that differ, by name.
    Altered {
        /// In the order of their names.
        parts: Vec<String>,
        /// The notice that posts it is still open.
        open: bool,
    },
}

/// One that is not as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongRecord {
    /// Its path under `content/` without the ending.
    pub id: String,
    /// What it is.
    pub sort: Sort,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// What the guard of records says: nothing is published while there are findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordJudgement {
    /// In the order of ids.
    pub findings: Vec<WrongRecord>,
    /// What publishing writes down.
    pub events: Vec<Event>,
}

/// Holds batches and honours against the log. `said` are the events that this publication writes of notices: what
/// goes up anew with them may bring another batch.
pub fn judge_records(
    log: &PublicationLog,
    content: &Content,
    said: &[Event],
    today: Date,
) -> RecordJudgement {
    let now = published(log, content, today);
    let renewed = renewed(said);
    let mut judgement = RecordJudgement::default();
    for kept in log.records().iter().filter(|kept| !now.contains_key(kept.recorded.id.as_str())) {
        let Recorded { id, sort, parts, .. } = &kept.recorded;
        if content.broken.contains(id) {
            continue;
        }
        let twin = now.values().find(|now| now.parts == *parts && log.records().get(&now.id).is_none());
        let wrong = Wrong::Vanished { now: twin.map(|twin| twin.id.clone()) };
        judgement.findings.push(WrongRecord { id: id.clone(), sort: *sort, wrong });
    }
    for (id, recorded) in now {
        let wrong = log.records().get(id).and_then(|kept| altered(log, kept, &recorded, &renewed, today));
        match wrong {
            Some(wrong) => {
                judgement.findings.push(WrongRecord { id: id.to_owned(), sort: recorded.sort, wrong });
            }
            None if log.records().get(id).is_none_or(|kept| kept.recorded != recorded) => {
                judgement.events.push(Event::Recorded(Box::new(recorded)));
            }
            None => {}
        }
    }
    judgement
}

/// Whether a publication on a day could have recorded this, given the log `before` it and what it `said` of notices. What
/// was not known before is judged by rules of its own.
pub fn may_be_recorded(before: &PublicationLog, recorded: &Recorded, said: &[Event], today: Date) -> bool {
    let known = before.records().get(&recorded.id);
    known.is_none_or(|kept| altered(before, kept, recorded, &renewed(said), today).is_none())
}

/// What the site publishes of batches and honours, by id; and what it did publish, though its notice is gone.
fn published<'c>(log: &PublicationLog, content: &'c Content, today: Date) -> BTreeMap<&'c str, Recorded> {
    let is_out = |notice: &Notice| !notice.draft && notice.declared_from().is_none_or(|from| from <= today);
    let posted = |batch: &&Batch| {
        let notice = batch.notice.as_ref().and_then(|notice| content.notice(&notice.value));
        notice.is_some_and(is_out) || log.records().get(&batch.id).is_some()
    };
    let batches = content.points.batches.iter().filter(posted);
    let batches = batches.map(|batch| (batch.id.as_str(), held_batch(batch)));
    let honour = |honour: &'c Honour| (honour.item.id.as_str(), held_honour(content, honour));
    batches.chain(content.honours.iter().map(honour)).collect()
}

/// Notices that go up anew, or come down, with this publication.
fn renewed(said: &[Event]) -> BTreeSet<&str> {
    let anew = |action: Action| matches!(action, Action::Reposted | Action::Withdrawn);
    let notices = said.iter().filter_map(|event| match event {
        Event::Notice(event) if anew(event.action) => Some(event.kept.id.as_str()),
        _ => None,
    });
    notices.collect()
}

/// Nothing rests yet on a batch whose notice goes up anew within its window, or was withdrawn within it. Once the
/// window had ended, balances did, whatever became of the notice since.
fn may_change(log: &PublicationLog, kept: &KeptRecord, renewed: &BTreeSet<&str>, today: Date) -> bool {
    let Some((id, posted)) = kept.recorded.notice.as_deref().and_then(|id| Some((id, log.posted(id)?)))
    else {
        return false;
    };
    let says = |line: usize, wanted| {
        log.event(line).is_some_and(|event| matches!(event, Event::Notice(event) if event.action == wanted))
    };
    let first = kept.lines.first().copied().unwrap_or_default();
    // the window in which the batch came may have ended before it was there
    let begun = posted.lines.iter().rfind(|&&line| line < first && says(line, Action::Reposted));
    let since = begun.copied().unwrap_or_default();
    if posted.lines.iter().any(|&line| since < line && says(line, Action::Closed)) {
        return false;
    }
    let until = posted.kept.effective.map(|window| window.until);
    let within = |day: Date| until.is_some_and(|until| day <= until);
    posted.withdrawn.is_some_and(|at| within(at.date())) || (renewed.contains(id) && within(today))
}

fn altered(
    log: &PublicationLog,
    kept: &KeptRecord,
    now: &Recorded,
    renewed: &BTreeSet<&str>,
    today: Date,
) -> Option<Wrong> {
    let (before, after) = (&kept.recorded.parts, &now.parts);
    let is_added = |part: &&String| now.sort == Sort::Honour && !before.contains_key(*part);
    let all: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differs = |part: &&String| before.get(*part) != after.get(*part);
    let parts: Vec<String> =
        all.into_iter().filter(|part| differs(part) && !is_added(part)).cloned().collect();
    let free = now.sort == Sort::PointsBatch && may_change(log, kept, renewed, today);
    if parts.is_empty() || free {
        return None;
    }
    let notice = kept.recorded.notice.as_deref().and_then(|id| log.posted(id));
    Some(Wrong::Altered { parts, open: notice.is_some_and(|posted| posted.is_open(today)) })
}
