//! The day on which the guard judges, and the windows that notices have from it.

use crate::model::calendar::WorkCalendar;
use crate::model::candidate::Candidate;
use crate::model::log::event::Applied;
use crate::model::log::posted::Posted;
use crate::model::open_days::Window;
use crate::model::posting::required_last_day;
use jiff::civil::Date;

/// What the guard has to know besides log and candidates.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// The day in the site's zone.
    pub today: Date,
    /// What minimum periods are counted by.
    pub calendar: &'a WorkCalendar,
    /// A demonstration may begin its log with windows that are already running.
    pub demo: bool,
    /// How the site makes index numbers.
    pub index_pattern: Option<&'a str>,
}

impl Situation<'_> {
    /// The window of a notice that goes up, or begins anew, on a day.
    pub fn effective(&self, candidate: &Candidate, day: Date, rule: &Applied) -> Option<Window> {
        if candidate.declared.is_none() && rule.minimum.is_none() {
            return None;
        }
        let from = candidate.declared.map_or(day, |window| window.from.max(day));
        let required = self.required(from, rule);
        let until = candidate.declared.map_or(required, |window| window.until.max(required));
        Some(Window { from, until })
    }

    /// The window of a notice that goes up for the first time, and whether it ran before the log began: what had
    /// ended by then has none, and nobody is asked to keep it open anew.
    pub(super) fn first(&self, candidate: &Candidate, first_publication: bool) -> (Option<Window>, bool) {
        let late = candidate.declared.filter(|window| window.from < self.today);
        let over = candidate.declared.is_some_and(|window| window.has_ended(self.today));
        let before_log = late.is_some() && first_publication && (over || self.demo);
        let none = before_log && over;
        let window = (!none).then(|| self.effective(candidate, self.today, &candidate.rule)).flatten();
        (window, before_log)
    }

    /// The window in force after a change that starts no new one: never shorter than before.
    pub fn prolonged(&self, posted: &Posted, candidate: &Candidate, rule: &Applied) -> Option<Window> {
        let before = posted.kept.effective?;
        let declared = candidate.declared.unwrap_or(before);
        let from = before.from.max(declared.from);
        let required = self.required(from, rule);
        Some(Window { from, until: before.until.max(declared.until).max(required) })
    }

    /// The earliest last day of a window that begins anew today; no promise is taken back by it.
    pub fn new_until(&self, posted: &Posted, candidate: &Candidate) -> Date {
        let from = candidate.declared.map_or(self.today, |w| w.from.max(self.today));
        let promised = posted.kept.effective.map_or(from, |window| window.until);
        self.required(from, &candidate.rule).max(self.required(from, &posted.kept.rule)).max(promised)
    }

    /// A year without a calendar is refused by `calendar-missing`; here its window ends as it begins.
    pub fn required(&self, from: Date, rule: &Applied) -> Date {
        let required = |minimum| required_last_day(from, &minimum, self.calendar).ok();
        rule.minimum.and_then(required).unwrap_or(from)
    }
}
