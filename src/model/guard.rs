//! The guard: holds what the site would show against what the log says is posted.
//!
//! An open notice must be there, at its URL, unaltered save by a visible correction or by a material
//! change that starts a new window; nothing may claim to have begun earlier than the log saw it. A pure
//! comparison: `check` words its faults, `publish` refuses for them and writes its events.

mod change;
mod finding;

pub use finding::{Fault, Finding, Judgement};

use crate::model::calendar::WorkCalendar;
use crate::model::candidate::Candidate;
use crate::model::digest::Print;
use crate::model::log::PublicationLog;
use crate::model::log::event::{Action, Applied, Event, Kept, NoticeEvent, ObjectionPrint};
use crate::model::log::posted::Posted;
use crate::model::posting::required_last_day;
use crate::model::record::part::Part;
use crate::model::window::Window;
use change::{Change, changed};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};

/// What the guard has to know besides log and candidates.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    pub today: Date,
    pub calendar: &'a WorkCalendar,
    /// A demonstration may begin its log with windows that are already running.
    pub demo: bool,
}

/// Holds all candidates against the log.
pub fn judge(log: &PublicationLog, candidates: &[Candidate], situation: Situation) -> Judgement {
    let by_id: BTreeMap<&str, &Candidate> = candidates.iter().map(|c| (c.id.as_str(), c)).collect();
    let new: Vec<&Candidate> = candidates.iter().filter(|c| log.posted(&c.id).is_none()).collect();
    let twins = by_title(&new);
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

fn by_title<'a>(candidates: &[&'a Candidate]) -> HashMap<Print, Vec<&'a Candidate>> {
    let mut map: HashMap<Print, Vec<&Candidate>> = HashMap::new();
    for candidate in candidates {
        if let Some(title) = title(&candidate.parts.prints()) {
            map.entry(title).or_default().push(candidate);
        }
    }
    map
}

fn title(parts: &[(Part, Print)]) -> Option<Print> {
    parts.iter().find(|(part, _)| *part == Part::Title).map(|&(_, print)| print)
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
        let ended = posted.kept.effective.is_some_and(|window| window.until < self.situation.today);
        if ended && posted.closed.is_none() && posted.withdrawn.is_none() {
            self.say(event(Action::Closed, posted.kept.clone(), Vec::new()));
        }
    }

    /// A new notice with the same material content is the old one under another name.
    fn gone(&mut self, posted: &Posted, twins: &HashMap<Print, Vec<&Candidate>>) {
        let kept = &posted.kept;
        let same = |c: &&&Candidate| c.parts.material(&kept.rule.material) == kept.material;
        let twin = title(&kept.parts).and_then(|title| twins.get(&title)?.iter().find(same));
        let until = kept.effective.map(|window| window.until);
        let fault = match twin {
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
        let over = window.is_some_and(|window| window.until < today);
        let before_log = late.is_some() && first_publication && (over || self.situation.demo);
        if let Some(window) = late.filter(|_| !before_log) {
            let new_until = Some(self.required(today, &candidate.rule));
            let fault = Fault::Backdated { declared: window.from, seen: today, new_until };
            self.find(&candidate.id, fault, true);
        }
        let effective = if before_log && over { None } else { self.effective(candidate, today) };
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
            return;
        }
        let change = Change { posted, candidate, changed };
        if open {
            self.open_change(&change);
        } else {
            self.late_change(&change);
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
        let seen = &posted.kept.corrections;
        let kept = seen.iter().zip(&candidate.corrections).filter(|(seen, now)| **seen == now.print).count();
        if kept < seen.len() {
            self.find(&candidate.id, Fault::CorrectionAltered, true);
        }
        let (earliest, latest) = (posted.first_seen.date(), self.situation.today);
        for on in candidate.corrections.iter().skip(kept).filter_map(|correction| correction.on) {
            if on < earliest || on > latest {
                self.find(&candidate.id, Fault::CorrectionMisdated { on }, true);
            }
        }
        if !continues(&posted.kept.objections, &candidate.objections) {
            self.find(&candidate.id, Fault::ObjectionAltered, true);
        }
    }

    /// A material change: lawful when the declared window covers a whole new one.
    fn restart(&mut self, change: &Change) {
        let Change { posted, candidate, changed } = change;
        let new_until = self.new_until(posted, candidate);
        let covers = candidate.declared.is_some_and(|window| new_until <= window.until);
        if covers {
            self.repost(change);
        } else {
            let parts = changed.iter().filter(|part| !Part::LIFE.contains(part)).copied().collect();
            self.find(&candidate.id, Fault::Altered { parts, new_until: Some(new_until) }, true);
        }
    }

    fn undo_withdrawal(&mut self, change: &Change) {
        let new_until = self.new_until(change.posted, change.candidate);
        if change.candidate.declared.is_some_and(|window| new_until <= window.until) {
            self.repost(change);
        } else {
            self.find(&change.candidate.id, Fault::WithdrawalUndone { new_until }, true);
        }
    }

    fn repost(&mut self, change: &Change) {
        let effective = self.effective(change.candidate, self.situation.today);
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
        let mut event = event(action, self.continued(posted, candidate), changed.clone());
        event.withdrawal = candidate.withdrawal.clone().filter(|_| action == Action::Withdrawn);
        event.filing = candidate.filing.clone().filter(|_| action == Action::Filed);
        self.say(event);
    }

    /// The record under the window that runs: its rule stays as it was applied, whatever rules.yaml now says.
    fn continued(&self, posted: &Posted, candidate: &Candidate) -> Kept {
        let rule = posted.kept.rule.clone();
        let material = candidate.parts.material(&rule.material);
        Kept { rule, material, ..kept(candidate, self.prolonged(posted, candidate)) }
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
        if let Some(declared) = candidate.declared.filter(|window| self.situation.today <= window.until) {
            return self.reopen(change, declared);
        }
        if change.restarts() && !posted.before_log && posted.kept.effective.is_some() {
            let parts = changed.iter().filter(|part| !Part::LIFE.contains(part)).copied().collect();
            let new_until = self.new_until(posted, candidate);
            self.find(&candidate.id, Fault::AlteredAfterEnd { parts, new_until }, false);
        }
        self.log_change(change);
    }

    /// The days between were nobody's window, so that the old one cannot simply go on.
    fn reopen(&mut self, change: &Change, declared: Window) {
        let Change { posted, candidate, .. } = change;
        let (today, new_until) = (self.situation.today, self.new_until(posted, candidate));
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

    /// The window of a notice that goes up, or begins anew, on a day.
    fn effective(&self, candidate: &Candidate, day: Date) -> Option<Window> {
        if candidate.declared.is_none() && candidate.rule.minimum.is_none() {
            return None;
        }
        let from = candidate.declared.map_or(day, |window| window.from.max(day));
        let required = self.required(from, &candidate.rule);
        let until = candidate.declared.map_or(required, |window| window.until.max(required));
        Some(Window { from, until })
    }

    /// The window in force after a change that starts no new one: never shorter than before.
    fn prolonged(&self, posted: &Posted, candidate: &Candidate) -> Option<Window> {
        let before = posted.kept.effective?;
        let declared = candidate.declared.unwrap_or(before);
        let from = before.from.max(declared.from);
        let required = self.required(from, &posted.kept.rule);
        Some(Window { from, until: before.until.max(declared.until).max(required) })
    }

    /// The earliest last day of a window that begins anew today; no promise is taken back by it.
    fn new_until(&self, posted: &Posted, candidate: &Candidate) -> Date {
        let from = candidate.declared.map_or(self.situation.today, |w| w.from.max(self.situation.today));
        let promised = posted.kept.effective.map_or(from, |window| window.until);
        self.required(from, &candidate.rule).max(self.required(from, &posted.kept.rule)).max(promised)
    }

    /// A year without a calendar is refused by `calendar-missing`; here its window ends as it begins.
    fn required(&self, from: Date, rule: &Applied) -> Date {
        let required = |minimum| required_last_day(from, &minimum, self.situation.calendar).ok();
        rule.minimum.and_then(required).unwrap_or(from)
    }
}

fn event(action: Action, kept: Kept, changed: Vec<Part>) -> NoticeEvent {
    NoticeEvent { action, kept, changed, before_log: false, withdrawal: None, filing: None }
}

fn kept(candidate: &Candidate, effective: Option<Window>) -> Kept {
    Kept {
        id: candidate.id.clone(),
        url: candidate.url.clone(),
        kind: candidate.kind.clone(),
        declared: candidate.declared,
        effective,
        rule: candidate.rule.clone(),
        material: candidate.parts.material(&candidate.rule.material),
        whole: candidate.parts.whole(),
        parts: candidate.parts.prints(),
        corrections: candidate.corrections.iter().map(|correction| correction.print).collect(),
        objections: candidate.objections.clone(),
    }
}

/// Old objections stand as they were; an outcome may be added.
fn continues(before: &[ObjectionPrint], now: &[ObjectionPrint]) -> bool {
    before.len() <= now.len()
        && before.iter().zip(now).all(|(before, now)| {
            before.what == now.what && (before.outcome.is_none() || before.outcome == now.outcome)
        })
}

/// The same page: https in place of http is no move.
fn same_address(a: &str, b: &str) -> bool {
    let rest = |url: &str| url.split_once("://").map_or(url, |(_, rest)| rest).to_owned();
    rest(a) == rest(b)
}
