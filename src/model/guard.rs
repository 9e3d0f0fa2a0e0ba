//! The guard: holds what the site would show against what the log says is posted.
//!
//! An open notice must be there, at its URL, unaltered save by a visible correction or by a material
//! change that starts a new window; nothing may claim to have begun earlier than the log saw it. A pure
//! comparison: `check` words its faults, `publish` refuses for them and writes its events.

mod address;
mod around;
mod books;
mod change;
mod demands;
mod finding;
mod late;
mod open;
mod records;
mod remarks;
mod saying;
mod signs;
mod situation;
mod superseding;
mod twins;

pub use books::{WrongBook, judge_books, may_be_spent};
pub use demands::Demand;
pub use finding::{Fault, Finding, Judgement};
pub use records::{RecordJudgement, Wrong, WrongRecord, judge_records, may_be_recorded};
pub use signs::{Missed, judge_signs, said_signs};
pub use situation::Situation;
pub use superseding::may_be_superseded;

use crate::model::candidate::{self, Candidate};
use crate::model::index_number::index_number;
use crate::model::log::PublicationLog;
use crate::model::log::event::{Action, Event, Kept, NoticeEvent};
use crate::model::log::posted::Posted;
use crate::model::log::stamp::Stamp;
use crate::model::part::{FORMAT, Part};
use change::{Change, changed};
use jiff::civil::Date;
use saying::{event, kept, sealed};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use twins::Twins;

/// Holds all candidates against the log.
pub fn judge(log: &PublicationLog, candidates: &[Candidate], situation: Situation) -> Judgement {
    let by_id: BTreeMap<&str, &Candidate> = candidates.iter().map(|c| (c.id.as_str(), c)).collect();
    let mut new: Vec<&Candidate> = candidates.iter().filter(|c| log.posted(&c.id).is_none()).collect();
    let twins = Twins::among(&new);
    let published = log.last_release().and_then(|(line, _)| log.time_of(line)).map(Stamp::date);
    let days = published.into_iter().chain([situation.today]).collect();
    let mut judge = Judge { situation, days, judgement: Judgement::default() };
    let mut pairs = Vec::new();
    for (id, posted) in log.notices() {
        judge.close(posted);
        match by_id.get(id) {
            None => {
                let moved = judge.gone(posted, &twins);
                new.retain(|candidate| Some(candidate.id.as_str()) != moved);
            }
            Some(&candidate) => {
                judge.known(posted, candidate);
                pairs.push((posted, candidate));
            }
        }
    }
    let mut posted_now: BTreeMap<&str, u32> = BTreeMap::new();
    for candidate in new {
        let before = log.posted_of(&candidate.kind, situation.today.year());
        let sequence = posted_now.entry(&candidate.kind).or_insert(before);
        *sequence += 1;
        judge.unseen(candidate, log.is_empty(), *sequence);
    }
    judge.judgement.findings.extend(address::judge(&pairs, situation));
    judge.judgement.findings.extend(around::judge(&pairs, situation));
    judge.judgement.findings.extend(superseding::judge(log, &by_id, situation));
    let superseded = superseding::events(log, &by_id, &judge.judgement.events);
    superseded.into_iter().for_each(|event| judge.judgement.say(event));
    judge.judgement
}

/// Whether a publication could have written what the log says of a notice, given the log `before` it and the record that
/// was posted with it: a line by hand says what the guard would not have let through, or what the record does not say.
pub fn could_be_said(
    before: &PublicationLog,
    said: &NoticeEvent,
    record: Option<&Map<String, Value>>,
    situation: Situation,
) -> bool {
    let (kept, known) = (&said.kept, before.posted(&said.kept.id));
    let published = before.last_release().and_then(|(line, _)| before.time_of(line)).map(Stamp::date);
    let days = published.into_iter().chain([situation.today]).collect();
    let mut judge = Judge { situation, days, judgement: Judgement::default() };
    if said.action == Action::Closed {
        known.into_iter().for_each(|posted| judge.close(posted));
        return judge.judgement.events == [Event::Notice(Box::new(said.clone()))];
    }
    let Some(record) = record.filter(|_| kept.format == FORMAT) else { return false };
    let candidate = candidate::of_record(kept, record);
    match known {
        None => judge.unseen(&candidate, false, 1),
        Some(posted) if posted.kept.format < FORMAT => {
            let sealed =
                Kept { around: kept.around.clone(), ..sealed(posted.kept.clone(), &candidate.parts) };
            return said.action == Action::Converted && *kept == sealed;
        }
        Some(posted) => {
            judge.known(posted, &candidate);
            let pair = [(posted, &candidate)];
            judge.judgement.findings.extend(address::judge(&pair, situation));
            judge.judgement.findings.extend(around::judge(&pair, situation));
        }
    }
    let same = |event: &Event| matches!(event, Event::Notice(own) if saying::is_the_same(own, said));
    !judge.judgement.refuses() && judge.judgement.events.iter().any(same)
}

struct Judge<'a> {
    situation: Situation<'a>,
    /// Today, and the day of the last publication.
    days: Vec<Date>,
    judgement: Judgement,
}

impl Judge<'_> {
    fn close(&mut self, posted: &Posted) {
        let ended = posted.kept.effective.is_some_and(|window| window.has_ended(self.situation.today));
        if ended && posted.closed.is_none() && posted.withdrawn.is_none() {
            self.judgement.say(event(Action::Closed, posted.kept.clone(), Vec::new()));
        }
    }

    /// A new notice with the same material content is the old one under another name, which is told here and
    /// nowhere else.
    fn gone<'t>(&mut self, posted: &Posted, twins: &Twins<'t>) -> Option<&'t str> {
        let kept = &posted.kept;
        let until = kept.effective.map(|window| window.until);
        let twin = twins.of(kept);
        let fault = match twin {
            Some(twin) => Fault::Moved { from: kept.url.clone(), to: twin.url.clone(), until },
            None => Fault::Vanished { until },
        };
        self.judgement.find(&kept.id, fault, true);
        twin.map(|twin| twin.id.as_str())
    }

    /// A notice that never went up.
    fn unseen(&mut self, candidate: &Candidate, first_publication: bool, sequence: u32) {
        let today = self.situation.today;
        let (effective, before_log) = self.situation.first(candidate, first_publication);
        let late = candidate.declared.filter(|window| window.from < today);
        if let Some(window) = late.filter(|_| !before_log) {
            let new_until = Some(self.situation.required(today, &candidate.rule));
            let fault = Fault::Backdated { declared: window.from, seen: today, new_until };
            self.judgement.find(&candidate.id, fault, true);
        }
        let mut event = event(Action::Posted, kept(candidate, effective), Vec::new());
        let pattern = self.situation.index_pattern;
        event.kept.index = Some(index_number(pattern, &candidate.kind, today.year(), sequence));
        event.before_log = before_log;
        event.withdrawal = candidate.withdrawal.clone();
        event.filing = candidate.filing.clone();
        self.judgement.say(event);
    }

    /// A notice that is up.
    fn known(&mut self, posted: &Posted, candidate: &Candidate) {
        let open = posted.is_open(self.situation.today);
        let changed = changed(&posted.kept, candidate);
        self.dates(posted, candidate, &changed);
        if changed.is_empty() && posted.kept.url == candidate.url {
            return self.convert(posted, candidate);
        }
        let change = Change { posted, candidate, changed, days: self.days.clone() };
        let decide = if open { open::judge } else { late::judge };
        decide(&change, self.situation, &mut self.judgement);
    }

    /// A log of an older format is told the digests of the new one, once: those of a notice that is proved to be
    /// as it was. One that has changed gets them by the event that says so. So it is with the surroundings of one that
    /// is open.
    fn convert(&mut self, posted: &Posted, candidate: &Candidate) {
        let older = posted.kept.format < FORMAT;
        let around = posted.is_open(self.situation.today) && around::is_news(posted, candidate);
        if (older || around) && candidate.parts_as(&posted.kept).files_known {
            let kept = sealed(posted.kept.clone(), &candidate.parts);
            let kept = Kept { around: candidate.around.clone(), ..kept };
            self.judgement.say(event(Action::Converted, kept, Vec::new()));
        }
    }

    /// Nothing may claim, ever, to have begun before the log saw it.
    fn dates(&mut self, posted: &Posted, candidate: &Candidate, changed: &[Part]) {
        let Some(declared) = candidate.from else { return };
        let moved = match posted.kept.declared {
            Some(before) => before.from != declared,
            // one that lasts, or that had no days: what it said of its first
            None => changed.contains(&Part::From),
        };
        let seen = posted.first_seen.date();
        if declared < seen && moved && !late::begins_anew(posted, candidate, self.situation) {
            let fault = Fault::Backdated { declared, seen, new_until: None };
            self.judgement.find(&candidate.id, fault, true);
        }
    }
}
