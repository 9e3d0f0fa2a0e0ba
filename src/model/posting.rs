//! How long a notice must stay up: the minimum posting period and its arithmetic.
//!
//! The strict reading of Civil Code articles 201 and 203: the first day is not counted, the period ends at
//! 24:00 of its last day, and a last day that is not worked moves on to the next working day. A rule may say
//! otherwise in [`MinimumPosting`]. All functions are pure; "today" is no part of any of them.
//!
//! This room reads no clock and no file, knows no notice and no log, and reports nothing: it answers with
//! dates, or with the year whose calendar is missing. Dates at the end of the representable range stay there.

use std::error::Error;
use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::calendar::{DayKind, WorkCalendar};

/// What a minimum is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Calendar days (日).
    Days,
    /// Working days (工作日); needs the work calendar of every year it looks at.
    Workdays,
}

/// The shortest posting period that a rule allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MinimumPosting {
    /// How many days or working days; 0 asks for nothing, and is over on the day it begins.
    pub min: u16,
    /// In what `min` is counted.
    pub unit: Unit,
    /// Whether the day it goes up is the first counted day, against article 201.
    pub count_first_day: bool,
    /// Whether a last day that is not worked moves on to the next working day (article 203).
    pub roll_end: bool,
}

impl MinimumPosting {
    /// A minimum as articles 201 and 203 would count it.
    pub const fn strict(min: u16, unit: Unit) -> MinimumPosting {
        MinimumPosting { min, unit, count_first_day: false, roll_end: true }
    }

    /// Whether this minimum ends no earlier than `floor` for every start date and every calendar, so that a
    /// site's own rule may stand in for a statutory one. Working days are never fewer than as many days;
    /// days are never accepted for working days, since a calendar may always hold longer holidays.
    pub fn never_shorter_than(&self, floor: &MinimumPosting) -> bool {
        let rolls_enough = self.roll_end || !floor.roll_end;
        match (self.unit, floor.unit) {
            _ if floor.min == 0 => true,
            _ if self.min == 0 => false,
            (Unit::Days, Unit::Days) => self.days_after_first() >= floor.days_after_first() && rolls_enough,
            (Unit::Workdays, Unit::Days) => self.days_after_first() >= floor.days_after_first(),
            (Unit::Workdays, Unit::Workdays) => {
                let given_away = u16::from(self.count_first_day && !floor.count_first_day);
                self.min - given_away >= floor.min
            }
            (Unit::Days, Unit::Workdays) => false,
        }
    }

    /// How many days after the first one the last counted day lies, were every day counted.
    fn days_after_first(&self) -> u16 {
        self.min.saturating_sub(u16::from(self.count_first_day))
    }
}

/// Working days were to be counted in a year whose calendar nobody has given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CalendarMissing {
    /// Civil year.
    pub year: i16,
}

impl fmt::Display for CalendarMissing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no work calendar for {}", self.year)
    }
}

impl Error for CalendarMissing {}

/// The day until whose 24:00 a notice that goes up on `from` must stay up: the earliest lawful `until`.
///
/// A rule in days looks at the calendar only to roll its end, and takes weekends alone where a year is
/// unknown ([`guessed_years`] tells); a rule in working days refuses such a year.
pub fn required_last_day(
    from: Date,
    rule: &MinimumPosting,
    calendar: &WorkCalendar,
) -> Result<Date, CalendarMissing> {
    let last_counted = last_counted_day(from, rule, calendar)?;
    Ok(rolled(last_counted, rule, calendar))
}

/// The unknown years at whose weekends a roll had to guess: empty unless the rule is in days, rolls, and
/// its last days fall into a year without a calendar.
pub fn guessed_years(from: Date, rule: &MinimumPosting, calendar: &WorkCalendar) -> Vec<i16> {
    if rule.unit == Unit::Workdays || !rule.roll_end || rule.min == 0 {
        return Vec::new();
    }
    let last_counted = day_after(from, rule.days_after_first());
    let last = rolled(last_counted, rule, calendar);
    (last_counted.year()..=last.year()).filter(|&year| !calendar.knows(year)).collect()
}

/// Whether the window `from` to `until` is too short by the strict reading and long enough once its first
/// day is counted, which is how staff often miscount. Both readings roll alike, as the rule says, so that a
/// window which also ends on a day off is simply too short.
pub fn is_inclusive_only(
    from: Date,
    until: Date,
    rule: &MinimumPosting,
    calendar: &WorkCalendar,
) -> Result<bool, CalendarMissing> {
    let strict = MinimumPosting { count_first_day: false, ..*rule };
    let inclusive = MinimumPosting { count_first_day: true, ..*rule };
    // The shorter reading first: where it already fails, the longer one need not find a calendar.
    Ok(required_last_day(from, &inclusive, calendar)? <= until
        && until < required_last_day(from, &strict, calendar)?)
}

/// The day a window really began: the latest of what was declared, the first day the log saw the notice,
/// and the day of the last material change.
pub fn effective_from(declared: Date, first_seen: Option<Date>, last_material_change: Option<Date>) -> Date {
    declared.max(first_seen.unwrap_or(declared)).max(last_material_change.unwrap_or(declared))
}

/// The day until whose 24:00 the notice must stay up: what was promised, or what the rule asks for from the
/// day the window really began, whichever is later.
pub fn must_stay_until(
    declared_until: Option<Date>,
    effective_from: Date,
    rule: &MinimumPosting,
    calendar: &WorkCalendar,
) -> Result<Date, CalendarMissing> {
    let required = required_last_day(effective_from, rule, calendar)?;
    Ok(declared_until.map_or(required, |declared| declared.max(required)))
}

/// A window counted out day by day, to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count<'c> {
    /// The day it goes up.
    pub from: Date,
    /// The same day as [`required_last_day`] gives.
    pub last: Date,
    /// Every day from `from` to `last`, in order.
    pub days: Vec<CountedDay<'c>>,
    /// The last counted day, where the end moved on from it because it is not worked.
    pub rolled_from: Option<Date>,
    /// As [`guessed_years`] gives.
    pub guessed_years: Vec<i16>,
}

/// One day of a window. Its kind is by weekday alone in a year that the calendar does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CountedDay<'c> {
    /// In order, none left out.
    pub date: Date,
    /// Holiday, weekend, make-up workday or workday.
    pub kind: DayKind<'c>,
    /// Whether it counts, and as which.
    pub tally: Tally,
}

/// What a day does for the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tally {
    /// The day the notice goes up, not counted.
    FirstDay,
    /// The n-th counted day, from 1.
    Counted(u16),
    /// Not counted because the rule counts working days only.
    DayOff,
    /// After the last counted day: the end moved on over it, or to it.
    Rolled,
}

impl CountedDay<'_> {
    /// Which counted day it is, from 1.
    pub fn number(&self) -> Option<u16> {
        match self.tally {
            Tally::Counted(number) => Some(number),
            _ => None,
        }
    }
}

/// [`required_last_day`] with each day on the way to it.
pub fn count<'c>(
    from: Date,
    rule: &MinimumPosting,
    calendar: &'c WorkCalendar,
) -> Result<Count<'c>, CalendarMissing> {
    let last_counted = last_counted_day(from, rule, calendar)?;
    let last = rolled(last_counted, rule, calendar);
    let mut counted = 0;
    let counted_day = |date| {
        let kind = calendar.day(date);
        let tally = match not_counted(date, kind, from, last_counted, rule) {
            Some(tally) => tally,
            None => {
                counted += 1;
                Tally::Counted(counted)
            }
        };
        CountedDay { date, kind, tally }
    };
    Ok(Count {
        from,
        last,
        days: days(from, last).map(counted_day).collect(),
        rolled_from: (last != last_counted).then_some(last_counted),
        guessed_years: guessed_years(from, rule, calendar),
    })
}

/// Why a day of the window does not count; none for one that does.
fn not_counted(
    date: Date,
    kind: DayKind,
    from: Date,
    last_counted: Date,
    rule: &MinimumPosting,
) -> Option<Tally> {
    if date == from && (!rule.count_first_day || rule.min == 0) {
        Some(Tally::FirstDay)
    } else if date > last_counted {
        Some(Tally::Rolled)
    } else if rule.unit == Unit::Workdays && !kind.is_workday() {
        Some(Tally::DayOff)
    } else {
        None
    }
}

fn last_counted_day(
    from: Date,
    rule: &MinimumPosting,
    calendar: &WorkCalendar,
) -> Result<Date, CalendarMissing> {
    match rule.unit {
        Unit::Days => Ok(day_after(from, rule.days_after_first())),
        Unit::Workdays => last_counted_workday(from, rule, calendar),
    }
}

fn last_counted_workday(
    from: Date,
    rule: &MinimumPosting,
    calendar: &WorkCalendar,
) -> Result<Date, CalendarMissing> {
    if rule.min == 0 {
        return Ok(from);
    }
    let mut left = rule.min;
    for date in days(from, Date::MAX).skip(usize::from(!rule.count_first_day)) {
        if !calendar.knows(date.year()) {
            return Err(CalendarMissing { year: date.year() });
        }
        left -= u16::from(calendar.is_workday(date));
        if left == 0 {
            return Ok(date);
        }
    }
    Err(CalendarMissing { year: Date::MAX.year() + 1 })
}

/// Moves an end that is not worked on to the next working day, where the rule rolls.
fn rolled(last_counted: Date, rule: &MinimumPosting, calendar: &WorkCalendar) -> Date {
    if !rule.roll_end || rule.min == 0 {
        return last_counted;
    }
    days(last_counted, Date::MAX).find(|&date| calendar.is_workday(date)).unwrap_or(Date::MAX)
}

fn day_after(date: Date, days: u16) -> Date {
    date.saturating_add(i32::from(days).days())
}

/// The days from one date to another, both included.
fn days(from: Date, until: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(from), |date| date.tomorrow().ok()).take_while(move |&date| date <= until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::calendar::{Announcement, CalendarYear, Holiday};
    use jiff::civil::date;

    const TEN_DAYS: MinimumPosting = MinimumPosting::strict(10, Unit::Days);
    const FIVE_WORKDAYS: MinimumPosting = MinimumPosting::strict(5, Unit::Workdays);

    /// The autumn of 2026, and no other year.
    fn calendar() -> WorkCalendar {
        let holiday = |name: &str, from, until| Holiday { name: name.into(), from, until };
        let mut calendar = WorkCalendar::new();
        calendar.insert_year(CalendarYear {
            year: 2026,
            announcement: Announcement::default(),
            holidays: vec![
                holiday("中秋节", date(2026, 9, 25), date(2026, 9, 27)),
                holiday("国庆节", date(2026, 10, 1), date(2026, 10, 7)),
            ],
            workdays: vec![date(2026, 9, 20), date(2026, 10, 10)],
        });
        calendar
    }

    fn last(from: Date, rule: MinimumPosting) -> Date {
        required_last_day(from, &rule, &calendar()).expect("2026 is known")
    }

    #[test]
    fn the_first_day_is_not_counted() {
        assert_eq!(last(date(2026, 8, 10), TEN_DAYS), date(2026, 8, 20));
        assert_eq!(last(date(2026, 8, 10), inclusive(TEN_DAYS)), date(2026, 8, 19));
        assert_eq!(last(date(2026, 8, 10), FIVE_WORKDAYS), date(2026, 8, 17));
        assert_eq!(last(date(2026, 8, 10), inclusive(FIVE_WORKDAYS)), date(2026, 8, 14));
        assert_eq!(
            last(date(2026, 8, 9), inclusive(FIVE_WORKDAYS)),
            date(2026, 8, 14),
            "a Sunday is no workday"
        );
    }

    #[test]
    fn an_end_in_a_holiday_moves_behind_it() {
        assert_eq!(last(date(2026, 9, 21), TEN_DAYS), date(2026, 10, 8));
        assert_eq!(last(date(2026, 9, 21), unrolled(TEN_DAYS)), date(2026, 10, 1));
        assert_eq!(last(date(2026, 9, 9), TEN_DAYS), date(2026, 9, 20), "to a Sunday that is worked");
        assert_eq!(last(date(2026, 9, 30), TEN_DAYS), date(2026, 10, 10), "no roll from a worked Saturday");
        assert_eq!(last(date(2026, 9, 18), FIVE_WORKDAYS), date(2026, 9, 24), "the worked Sunday counts");
    }

    #[test]
    fn an_unknown_year_stops_working_days_and_only_warns_for_days() {
        let calendar = calendar();
        let missing = Err(CalendarMissing { year: 2027 });
        assert_eq!(required_last_day(date(2026, 12, 25), &FIVE_WORKDAYS, &calendar), missing);
        assert_eq!(required_last_day(date(2026, 12, 24), &FIVE_WORKDAYS, &calendar), Ok(date(2026, 12, 31)));
        assert_eq!(required_last_day(date(2026, 12, 23), &TEN_DAYS, &calendar), Ok(date(2027, 1, 4)));
        assert_eq!(guessed_years(date(2026, 12, 23), &TEN_DAYS, &calendar), [2027]);
        assert!(guessed_years(date(2026, 12, 21), &TEN_DAYS, &calendar).is_empty());
        assert!(guessed_years(date(2026, 12, 23), &unrolled(TEN_DAYS), &calendar).is_empty());
        assert_eq!(guessed_years(date(2024, 12, 21), &TEN_DAYS, &WorkCalendar::new()), [2024]);
        let over_new_year = guessed_years(date(2022, 12, 21), &TEN_DAYS, &WorkCalendar::new());
        assert_eq!(over_new_year, [2022, 2023], "12-31 is a Saturday");
        let from_unknown = guessed_years(date(2025, 12, 25), &TEN_DAYS, &calendar);
        assert!(from_unknown.is_empty(), "only the end is looked up");
    }

    #[test]
    fn only_the_days_looked_at_need_a_calendar() {
        let before = date(2025, 12, 31);
        let first_counted = required_last_day(before, &inclusive(FIVE_WORKDAYS), &calendar());
        assert_eq!(first_counted, Err(CalendarMissing { year: 2025 }));
        // New Year is off whatever this calendar leaves out
        assert_eq!(last(before, FIVE_WORKDAYS), date(2026, 1, 9));
    }

    #[test]
    fn every_day_of_a_window_is_accounted_for() {
        let calendar = calendar();
        let count = count(date(2026, 9, 29), &MinimumPosting::strict(3, Unit::Days), &calendar);
        let count = count.expect("days need no calendar");
        let shown: Vec<_> = count.days.iter().map(|day| (day.date.day(), day.kind, day.tally)).collect();
        let holiday = DayKind::Holiday("国庆节");
        assert_eq!(
            shown,
            [
                (29, DayKind::Workday, Tally::FirstDay),
                (30, DayKind::Workday, Tally::Counted(1)),
                (1, holiday, Tally::Counted(2)),
                (2, holiday, Tally::Counted(3)),
                (3, holiday, Tally::Rolled),
                (4, holiday, Tally::Rolled),
                (5, holiday, Tally::Rolled),
                (6, holiday, Tally::Rolled),
                (7, holiday, Tally::Rolled),
                (8, DayKind::Workday, Tally::Rolled),
            ]
        );
        assert_eq!(count.rolled_from, Some(date(2026, 10, 2)));
        assert_eq!((count.last, count.guessed_years), (date(2026, 10, 8), vec![]));
    }

    #[test]
    fn days_off_stand_between_counted_workdays() {
        let calendar = calendar();
        let count = count(date(2026, 9, 24), &MinimumPosting::strict(2, Unit::Workdays), &calendar);
        let count = count.expect("2026 is known");
        let numbers: Vec<_> = count.days.iter().map(CountedDay::number).collect();
        assert_eq!(numbers, [None, None, None, None, Some(1), Some(2)]);
        assert_eq!(count.days[1].tally, Tally::DayOff);
        assert_eq!((count.last, count.rolled_from), (date(2026, 9, 29), None));
    }

    #[test]
    fn long_enough_only_with_its_first_day() {
        let calendar = calendar();
        let only = |from, until, rule| is_inclusive_only(from, until, &rule, &calendar);
        assert_eq!(only(date(2026, 8, 10), date(2026, 8, 18), TEN_DAYS), Ok(false), "short either way");
        assert_eq!(only(date(2026, 8, 10), date(2026, 8, 19), TEN_DAYS), Ok(true));
        assert_eq!(only(date(2026, 8, 10), date(2026, 8, 20), TEN_DAYS), Ok(false), "long enough");
        // 08-06 + 9 is a Saturday: counted inclusively it still has to roll, to where the strict end is.
        assert_eq!(only(date(2026, 8, 6), date(2026, 8, 15), TEN_DAYS), Ok(false));
        assert_eq!(only(date(2026, 8, 6), date(2026, 8, 15), unrolled(TEN_DAYS)), Ok(true));
        assert_eq!(only(date(2026, 8, 10), date(2026, 8, 19), inclusive(TEN_DAYS)), Ok(true));
        assert_eq!(only(date(2026, 12, 25), date(2026, 12, 26), FIVE_WORKDAYS), Ok(false));
        let missing = Err(CalendarMissing { year: 2027 });
        assert_eq!(only(date(2026, 12, 28), date(2027, 1, 1), FIVE_WORKDAYS), missing);
    }

    #[test]
    fn a_window_begins_when_it_was_really_up() {
        let (declared, seen, changed) = (date(2026, 8, 10), date(2026, 8, 12), date(2026, 8, 14));
        assert_eq!(effective_from(declared, None, None), declared);
        assert_eq!(effective_from(declared, Some(seen), None), seen);
        assert_eq!(effective_from(declared, Some(seen), Some(changed)), changed);
        assert_eq!(effective_from(changed, Some(seen), Some(declared)), changed);
    }

    #[test]
    fn the_later_of_promise_and_rule_binds() {
        let calendar = calendar();
        let until = |declared| must_stay_until(declared, date(2026, 8, 12), &TEN_DAYS, &calendar);
        assert_eq!(until(None), Ok(date(2026, 8, 24)));
        assert_eq!(until(Some(date(2026, 8, 20))), Ok(date(2026, 8, 24)));
        assert_eq!(until(Some(date(2026, 8, 30))), Ok(date(2026, 8, 30)));
    }

    #[test]
    fn a_site_may_lengthen_and_never_shorten() {
        let days = |min| MinimumPosting::strict(min, Unit::Days);
        let workdays = |min| MinimumPosting::strict(min, Unit::Workdays);
        for (own, floor, lawful) in [
            (days(10), TEN_DAYS, true),
            (days(9), TEN_DAYS, false),
            (inclusive(days(10)), TEN_DAYS, false),
            (inclusive(days(11)), TEN_DAYS, true),
            (days(9), inclusive(TEN_DAYS), true),
            (unrolled(days(30)), TEN_DAYS, false),
            (unrolled(days(10)), unrolled(TEN_DAYS), true),
            (workdays(10), TEN_DAYS, true),
            (unrolled(workdays(10)), TEN_DAYS, true),
            (inclusive(workdays(10)), TEN_DAYS, false),
            (workdays(9), TEN_DAYS, false),
            (days(3650), FIVE_WORKDAYS, false),
            (workdays(5), FIVE_WORKDAYS, true),
            (inclusive(workdays(5)), FIVE_WORKDAYS, false),
            (inclusive(workdays(6)), FIVE_WORKDAYS, true),
            (inclusive(workdays(5)), inclusive(FIVE_WORKDAYS), true),
            (days(0), unrolled(inclusive(days(1))), false),
            (days(0), workdays(0), true),
        ] {
            assert_eq!(own.never_shorter_than(&floor), lawful, "{own:?} for {floor:?}");
        }
    }

    #[test]
    fn nothing_asked_for_is_over_at_once() {
        let sunday = date(2026, 8, 9);
        for unit in [Unit::Days, Unit::Workdays] {
            let nothing = MinimumPosting::strict(0, unit);
            assert_eq!(last(sunday, nothing), sunday);
            assert_eq!(last(sunday, inclusive(nothing)), sunday);
            let calendar = calendar();
            let count = count(sunday, &inclusive(nothing), &calendar).expect("nothing to look up");
            assert_eq!(count.days.len(), 1);
            assert_eq!(count.days[0].tally, Tally::FirstDay);
        }
    }

    #[test]
    fn the_end_of_time_is_no_panic() {
        let calendar = calendar();
        for from in [Date::MIN, Date::MAX, Date::MAX.yesterday().expect("not the first day")] {
            for min in [0, 1, 10, u16::MAX] {
                let days = count(from, &MinimumPosting::strict(min, Unit::Days), &calendar);
                assert!(days.is_ok_and(|count| count.last >= from));
                let workdays = count(from, &MinimumPosting::strict(min, Unit::Workdays), &calendar);
                assert_eq!(workdays.is_err(), min > 0);
            }
        }
        let beyond = required_last_day(Date::MAX, &FIVE_WORKDAYS, &calendar);
        assert_eq!(beyond, Err(CalendarMissing { year: 10_000 }));
    }

    fn inclusive(rule: MinimumPosting) -> MinimumPosting {
        MinimumPosting { count_first_day: true, ..rule }
    }

    fn unrolled(rule: MinimumPosting) -> MinimumPosting {
        MinimumPosting { roll_end: false, ..rule }
    }
}
