//! The guard: holds what the site would show against what the log says is posted.
//!
//! An open notice must be there, at its URL, unaltered save by a visible correction or by a material
//! change that starts a new window; nothing may claim to have begun earlier than the log saw it. A pure
//! comparison: `check` words its faults, `publish` refuses for them and writes its events.

mod change;
mod finding;
mod saying;
mod situation;
mod twins;

pub use finding::{Fault, Finding, Judgement};
pub use situation::Situation;

use crate::model::candidate::Candidate;
use crate::model::log::PublicationLog;
use crate::model::log::event::{Action, Event, NoticeEvent};
use crate::model::log::posted::Posted;
use crate::model::open_days::Window;
use crate::model::part::{FORMAT, Part};
use change::{Change, changed, continues, same_address};
use jiff::civil::Date;
use saying::{continued, event, kept, sealed};
use std::collections::BTreeMap;
use twins::Twins;

/// Holds all candidates against the log.
pub fn judge(log: &PublicationLog, candidates: &[Candidate], situation: Situation) -> Judgement {
    let by_id: BTreeMap<&str, &Candidate> = candidates.iter().map(|c| (c.id.as_str(), c)).collect();
    let new: Vec<&Candidate> = candidates.iter().filter(|c| log.posted(&c.id).is_none()).collect();
    let twins = Twins::among(&new);
    let mut judge = Judge { situation, judgement: Judgement::default() };
    for (id, posted) in log.notices() {
        judge.close(posted);
        match by_id.get(id) {
            None => judge.gone(posted, &twins),
            Some(candidate) => judge.known(posted, candidate),
        }
    }
    for candidate in new {
        judge.unseen(candidate, log.is_empty());
    }
    judge.judgement
}

struct Judge<'a> {
    situation: Situation<'a>,
    judgement: Judgement,
}

impl Judge<'_> {
    fn find(&mut self, id: &str, fault: Fault, refused: bool) {
        self.judgement.findings.push(Finding { id: id.to_owned(), fault, refused });
    }

    fn say(&mut self, event: NoticeEvent) {
        self.judgement.events.push(Event::Notice(Box::new(event)));
    }

    fn close(&mut self, posted: &Posted) {
        let ended = posted.kept.effective.is_some_and(|window| window.has_ended(self.situation.today));
        if ended && posted.closed.is_none() && posted.withdrawn.is_none() {
            self.say(event(Action::Closed, posted.kept.clone(), Vec::new()));
        }
    }

    /// A new notice with the same material content is the old one under another name.
    fn gone(&mut self, posted: &Posted, twins: &Twins) {
        let kept = &posted.kept;
        let until = kept.effective.map(|window| window.until);
        let fault = match twins.of(kept) {
            Some(twin) => Fault::Moved { from: kept.url.clone(), to: twin.url.clone(), until },
            None => Fault::Vanished { until },
        };
        self.find(&kept.id, fault, posted.is_open(self.situation.today));
    }

    /// A notice that never went up.
    fn unseen(&mut self, candidate: &Candidate, first_publication: bool) {
        let today = self.situation.today;
        let window = candidate.declared;
        let late = window.filter(|window| window.from < today);
        let over = window.is_some_and(|window| window.has_ended(today));
        let before_log = late.is_some() && first_publication && (over || self.situation.demo);
        if let Some(window) = late.filter(|_| !before_log) {
            let new_until = Some(self.situation.required(today, &candidate.rule));
            let fault = Fault::Backdated { declared: window.from, seen: today, new_until };
            self.find(&candidate.id, fault, true);
        }
        let effective = if before_log && over { None } else { self.situation.effective(candidate, today) };
        let mut event = event(Action::Posted, kept(candidate, effective), Vec::new());
        event.before_log = before_log;
        event.withdrawal = candidate.withdrawal.clone();
        event.filing = candidate.filing.clone();
        self.say(event);
    }

    /// A notice that is up.
    fn known(&mut self, posted: &Posted, candidate: &Candidate) {
        let open = posted.is_open(self.situation.today);
        self.address(posted, candidate, open);
        self.dates(posted, candidate);
        let changed = changed(&posted.kept, candidate);
        if changed.is_empty() && posted.kept.url == candidate.url {
            return self.convert(posted, candidate);
        }
        let change = Change { posted, candidate, changed };
        if open {
            self.open_change(&change);
        } else {
            self.late_change(&change);
        }
    }

    /// A log of an older format is told the digests of the new one, once: those of a notice that is proved to be
    /// as it was. One that has changed gets them by the event that says so.
    fn convert(&mut self, posted: &Posted, candidate: &Candidate) {
        if posted.kept.format < FORMAT && candidate.parts_as(&posted.kept).files_known {
            let kept = sealed(posted.kept.clone(), &candidate.parts);
            self.say(event(Action::Converted, kept, Vec::new()));
        }
    }

    fn address(&mut self, posted: &Posted, candidate: &Candidate, open: bool) {
        let (from, to) = (&posted.kept.url, &candidate.url);
        if same_address(from, to) {
            return;
        }
        let until = posted.kept.effective.map(|window| window.until);
        let fault = Fault::Moved { from: from.clone(), to: to.clone(), until };
        self.find(&candidate.id, fault, open);
    }

    /// Nothing may claim, ever, to have begun before the log saw it.
    fn dates(&mut self, posted: &Posted, candidate: &Candidate) {
        let Some(declared) = candidate.declared else { return };
        let moved = posted.kept.declared.is_none_or(|before| before.from != declared.from);
        let seen = posted.first_seen.date();
        if declared.from < seen && moved {
            self.find(
                &candidate.id,
                Fault::Backdated { declared: declared.from, seen, new_until: None },
                true,
            );
        }
    }

    fn open_change(&mut self, change: &Change) {
        let Change { posted, candidate, .. } = change;
        self.remarks(change);
        if change.withdraws() && !self.is_complete(candidate) {
            self.find(&candidate.id, Fault::WithdrawalIncomplete, true);
        }
        let logged = posted.kept.effective.map(|window| window.until);
        let declared = candidate.declared.map(|window| window.until);
        if let Some(until) = logged.filter(|&until| declared.is_none_or(|declared| declared < until)) {
            self.shortened(change, until, declared);
        }
        if change.restarts() {
            self.restart(change);
        } else if change.undoes_withdrawal() {
            self.undo_withdrawal(change);
        } else {
            self.correct(change);
        }
    }

    /// What was declared shorter than the window in force from the start is no new fault.
    fn shortened(&mut self, change: &Change, until: Date, declared: Option<Date>) {
        let before = change.posted.kept.declared.map(|window| window.until);
        if declared < before {
            self.find(&change.candidate.id, Fault::Shortened { until, declared }, true);
        }
    }

    /// Corrections and objections only ever grow.
    fn remarks(&mut self, change: &Change) {
        let Change { posted, candidate, .. } = change;
        let (seen, now) = (&posted.kept, candidate.parts_as(&posted.kept));
        let kept = seen.corrections.iter().zip(&now.corrections).filter(|(seen, now)| seen == now).count();
        if kept < seen.corrections.len() {
            self.find(&candidate.id, Fault::CorrectionAltered, true);
        }
        let latest = self.situation.today;
        for &on in candidate.corrections.iter().skip(kept).flatten() {
            if on < posted.first_seen.date().min(latest) || on > latest {
                self.find(&candidate.id, Fault::CorrectionMisdated { on }, true);
            }
        }
        if !continues(&seen.objections, &now.objections) {
            self.find(&candidate.id, Fault::ObjectionAltered, true);
        }
    }

    /// A material change: lawful when the declared window covers a whole new one.
    fn restart(&mut self, change: &Change) {
        let Change { posted, candidate, changed } = change;
        let new_until = self.situation.new_until(posted, candidate);
        let covers = candidate.declared.is_some_and(|window| new_until <= window.until);
        if covers {
            self.repost(change);
        } else {
            let parts = changed.iter().filter(|part| !Part::LIFE.contains(part)).copied().collect();
            self.find(&candidate.id, Fault::Altered { parts, new_until: Some(new_until) }, true);
        }
    }

    fn undo_withdrawal(&mut self, change: &Change) {
        let new_until = self.situation.new_until(change.posted, change.candidate);
        if change.candidate.declared.is_some_and(|window| new_until <= window.until) {
            self.repost(change);
        } else {
            self.find(&change.candidate.id, Fault::WithdrawalUndone { new_until }, true);
        }
    }

    fn repost(&mut self, change: &Change) {
        let effective = self.situation.effective(change.candidate, self.situation.today);
        let mut event = event(Action::Reposted, kept(change.candidate, effective), change.changed.clone());
        event.withdrawal = change.candidate.withdrawal.clone();
        self.say(event);
    }

    /// Nothing material: a new correction must say so, unless the change only adds.
    fn correct(&mut self, change: &Change) {
        let Change { posted, candidate, changed } = change;
        let quiet: Vec<Part> =
            changed.iter().filter(|part| !change.speaks_for_itself(**part)).copied().collect();
        if !quiet.is_empty() && candidate.corrections.len() <= posted.kept.corrections.len() {
            self.find(&candidate.id, Fault::Altered { parts: quiet, new_until: None }, true);
        }
        self.log_change(change);
    }

    fn log_change(&mut self, change: &Change) {
        let Change { posted, candidate, changed } = change;
        let action = if change.withdraws() {
            Action::Withdrawn
        } else if candidate.filing.is_some() && changed.contains(&Part::Filing) {
            Action::Filed
        } else {
            Action::Corrected
        };
        let mut event = event(action, continued(posted, candidate, self.situation), changed.clone());
        event.withdrawal = candidate.withdrawal.clone().filter(|_| action == Action::Withdrawn);
        event.filing = candidate.filing.clone().filter(|_| action == Action::Filed);
        self.say(event);
    }

    fn is_complete(&self, candidate: &Candidate) -> bool {
        candidate.withdrawal.as_ref().is_some_and(|withdrawal| {
            withdrawal.on.is_none_or(|on| on <= self.situation.today)
                && [&withdrawal.reason, &withdrawal.authority].iter().all(|text| text.is_some())
        })
    }

    /// After the end everything may change, and is logged; a material change is worth a warning. But what
    /// claims to be open again must be a whole new window.
    fn late_change(&mut self, change: &Change) {
        let Change { posted, candidate, changed } = change;
        if let Some(declared) = candidate.declared.filter(|window| !window.has_ended(self.situation.today)) {
            return self.reopen(change, declared);
        }
        if change.restarts() && !posted.before_log && posted.kept.effective.is_some() {
            let parts = changed.iter().filter(|part| !Part::LIFE.contains(part)).copied().collect();
            let new_until = self.situation.new_until(posted, candidate);
            self.find(&candidate.id, Fault::AlteredAfterEnd { parts, new_until }, false);
        }
        self.log_change(change);
    }

    /// The days between were nobody's window, so that the old one cannot simply go on.
    fn reopen(&mut self, change: &Change, declared: Window) {
        let Change { posted, candidate, .. } = change;
        let (today, new_until) = (self.situation.today, self.situation.new_until(posted, candidate));
        if posted.kept.effective.is_none() && declared.from < today {
            let fault = Fault::Backdated { declared: declared.from, seen: today, new_until: Some(new_until) };
            self.find(&candidate.id, fault, true);
        }
        if new_until <= declared.until {
            self.repost(change);
        } else {
            self.find(&candidate.id, Fault::Reopened { new_until }, true);
        }
    }
}
