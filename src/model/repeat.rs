//! How an activity repeats: the part of RFC 5545's recurrence rules that a county's calendar needs, read
//! strictly, and the moments that it gives.
//!
//! Anything beyond the grammar here (hours, set positions, week numbers) is refused rather than guessed at.
//! Weeks begin on Monday.

mod reading;
mod spoken;
mod writing;

pub use reading::read;
pub use writing::written;

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};

/// `FREQ=WEEKLY;INTERVAL=2;BYDAY=SA;COUNT=8`, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// How long a period is.
    pub frequency: Frequency,
    /// Every so many days, weeks, months or years.
    pub interval: u16,
    /// Where it stops.
    pub end: Option<RepeatEnd>,
    /// Days of the week.
    pub by_day: Vec<ByDay>,
    /// Days of the month; negative ones count from its end.
    pub by_month_day: Vec<i8>,
    /// Months of the year, 1 to 12.
    pub by_month: Vec<i8>,
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    /// FREQ=DAILY
    Daily,
    /// FREQ=WEEKLY
    Weekly,
    /// FREQ=MONTHLY
    Monthly,
    /// FREQ=YEARLY
    Yearly,
}

/// Where a repetition stops; without one it never does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepeatEnd {
    /// So many times, the first included.
    Count(u32),
    /// Wall-clock time in the site's zone; a date alone means to its end.
    Until(DateTime),
    /// In UTC, as calendar programs write it, until [`Repeat::settle`] knows the zone.
    UntilUtc(DateTime),
}

/// `SA`, `1SA` (the first of the month), `-1SU` (the last).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByDay {
    /// Which of the month: 1 to 5, -1 to -5 from its end; `None` for every one.
    pub nth: Option<i8>,
    /// Which day of the week.
    pub weekday: Weekday,
}

/// Why a text is no repetition that we take: the part at fault, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RepeatFault {
    /// `FREQ=` is missing or not the first part.
    NoFrequency,
    /// No part that we take.
    UnknownPart(String),
    /// A part that we take, with a value that we do not.
    BadValue(String),
    /// A part that has been there.
    Twice(String),
    /// COUNT and UNTIL exclude each other.
    TwoEnds,
    /// A part that makes no sense with this frequency, such as `1SA` in a week.
    NotWithFrequency(String),
}

/// How far ahead occurrences are looked for: empty periods before we give up (29 February needs eight years).
const EMPTY_PERIODS: usize = 4_000;

impl Repeat {
    /// Brings an end in UTC to the clock of the site's zone.
    pub fn settle(&mut self, zone: &TimeZone) {
        if let Some(RepeatEnd::UntilUtc(until)) = self.end {
            let local = until.to_zoned(TimeZone::UTC).map(|at| at.with_time_zone(zone.clone()).datetime());
            self.end = Some(RepeatEnd::Until(local.unwrap_or(until)));
        }
    }

    /// The moments it gives from the first one on, in order; the first is always `first` itself.
    pub fn occurrences(&self, first: DateTime) -> impl Iterator<Item = DateTime> {
        let limit = match self.end {
            Some(RepeatEnd::Count(count)) => usize::try_from(count).unwrap_or(usize::MAX),
            _ => usize::MAX,
        };
        let until = match self.end {
            Some(RepeatEnd::Until(until) | RepeatEnd::UntilUtc(until)) => until,
            _ => DateTime::MAX,
        };
        let later = self.dates(first.date()).map(move |date| date.to_datetime(first.time()));
        let later = later.filter(move |&moment| moment > first).take_while(move |&moment| moment <= until);
        std::iter::once(first).chain(later).take(limit)
    }

    /// Whether a moment is one that the rule itself gives: the first of a series must be.
    pub fn includes(&self, first: DateTime) -> bool {
        let ended = matches!(self.end, Some(RepeatEnd::Until(until)) if until < first);
        !ended && self.dates(first.date()).next() == Some(first.date())
    }

    /// When the last occurrence begins; `None` when it never ends.
    pub fn last(&self, first: DateTime) -> Option<DateTime> {
        self.end?;
        self.occurrences(first).last()
    }

    /// Days from `first` on, without end.
    fn dates(&self, first: Date) -> impl Iterator<Item = Date> {
        let mut empty = 0;
        let periods = (0..).map_while(move |n| self.period(first, n));
        let given = periods.map(move |start| self.in_period(start, first));
        let going = given.take_while(move |days| {
            empty = if days.is_empty() { empty + 1 } else { 0 };
            empty <= EMPTY_PERIODS
        });
        going.flatten()
    }

    /// The day that the n-th period begins on; `None` past the end of the calendar.
    fn period(&self, first: Date, n: i64) -> Option<Date> {
        let step = n.checked_mul(i64::from(self.interval))?;
        match self.frequency {
            Frequency::Daily => first.checked_add(Span::new().try_days(step).ok()?).ok(),
            Frequency::Weekly => {
                let monday =
                    first.checked_sub(i64::from(first.weekday().to_monday_zero_offset()).days()).ok()?;
                monday.checked_add(Span::new().try_weeks(step).ok()?).ok()
            }
            Frequency::Monthly => first.first_of_month().checked_add(Span::new().try_months(step).ok()?).ok(),
            Frequency::Yearly => first.first_of_year().checked_add(Span::new().try_years(step).ok()?).ok(),
        }
    }

    fn in_period(&self, start: Date, first: Date) -> Vec<Date> {
        let mut days = match self.frequency {
            Frequency::Daily => vec![start],
            Frequency::Weekly => (0..7).filter_map(|n| start.checked_add(n.days()).ok()).collect(),
            Frequency::Monthly => days_of_month(start),
            Frequency::Yearly => self.months(first).flat_map(|month| month_of(start, month)).collect(),
        };
        days.retain(|&day| day >= first && self.matches(day, first));
        days
    }

    fn months(&self, first: Date) -> impl Iterator<Item = i8> {
        let mut months = if self.by_month.is_empty() { vec![first.month()] } else { self.by_month.clone() };
        months.sort_unstable();
        months.dedup();
        months.into_iter()
    }

    fn matches(&self, day: Date, first: Date) -> bool {
        let month = self.by_month.is_empty() || self.by_month.contains(&day.month());
        let month_day =
            self.by_month_day.is_empty() || self.by_month_day.iter().any(|&n| is_month_day(day, n));
        let week_day = self.by_day.is_empty() || self.by_day.iter().any(|by| by.matches(day));
        month && month_day && week_day && (self.says_which_day() || self.same_day(day, first))
    }

    fn says_which_day(&self) -> bool {
        !self.by_day.is_empty() || !self.by_month_day.is_empty()
    }

    /// Without BYDAY and BYMONTHDAY the day is that of the first time.
    fn same_day(&self, day: Date, first: Date) -> bool {
        match self.frequency {
            Frequency::Daily => true,
            Frequency::Weekly => day.weekday() == first.weekday(),
            Frequency::Monthly | Frequency::Yearly => day.day() == first.day(),
        }
    }
}

impl ByDay {
    fn matches(self, day: Date) -> bool {
        let from_start = (day.day() - 1) / 7 + 1;
        let from_end = -((day.days_in_month() - day.day()) / 7 + 1);
        day.weekday() == self.weekday && self.nth.is_none_or(|nth| nth == from_start || nth == from_end)
    }
}

fn is_month_day(day: Date, wanted: i8) -> bool {
    day.day() == wanted || day.day() - day.days_in_month() - 1 == wanted
}

fn days_of_month(start: Date) -> Vec<Date> {
    (1..=start.days_in_month()).filter_map(|day| Date::new(start.year(), start.month(), day).ok()).collect()
}

fn month_of(year: Date, month: i8) -> Vec<Date> {
    Date::new(year.year(), month, 1).map(days_of_month).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn days(rule: &str, first: Date, most: usize) -> Vec<String> {
        let repeat = read(rule).expect("a lawful rule");
        let moments = repeat.occurrences(first.at(8, 30, 0, 0)).take(most);
        moments.map(|moment| moment.date().strftime("%m-%d").to_string()).collect()
    }

    #[test]
    fn each_frequency_gives_its_days() {
        let saturday = date(2026, 11, 7);
        assert_eq!(days("FREQ=DAILY;COUNT=3", saturday, 9), ["11-07", "11-08", "11-09"]);
        assert_eq!(days("freq=weekly;interval=2;until=20261205", saturday, 9), ["11-07", "11-21", "12-05"]);
        assert_eq!(
            days("FREQ=WEEKLY;BYDAY=TU,SA;COUNT=4", saturday, 9),
            ["11-07", "11-10", "11-14", "11-17"]
        );
        assert_eq!(days("FREQ=MONTHLY;BYDAY=1SA", saturday, 3), ["11-07", "12-05", "01-02"]);
        assert_eq!(days("FREQ=MONTHLY;BYDAY=-1SU", date(2026, 11, 29), 3), ["11-29", "12-27", "01-31"]);
        assert_eq!(days("FREQ=MONTHLY", date(2026, 10, 31), 3), ["10-31", "12-31", "01-31"]);
        assert_eq!(days("FREQ=MONTHLY;BYMONTHDAY=-1", date(2026, 11, 30), 3), ["11-30", "12-31", "01-31"]);
        assert_eq!(days("FREQ=YEARLY;BYMONTH=3;BYDAY=1TH", date(2026, 3, 5), 3), ["03-05", "03-04", "03-02"]);
        assert_eq!(days("FREQ=YEARLY", date(2024, 2, 29), 2), ["02-29", "02-29"]);
        assert_eq!(days("FREQ=DAILY;BYDAY=MO;COUNT=2", date(2026, 11, 9), 9), ["11-09", "11-16"]);
    }

    #[test]
    fn what_we_do_not_take_is_named() {
        use RepeatFault::*;
        let fault = |rule: &str| read(rule).expect_err(rule);
        assert_eq!(fault("周六"), NoFrequency);
        assert_eq!(fault("COUNT=4;FREQ=DAILY"), NoFrequency);
        assert_eq!(fault("FREQ=HOURLY"), BadValue("FREQ=HOURLY".into()));
        assert_eq!(fault("FREQ=DAILY;COUNT=0"), BadValue("COUNT=0".into()));
        assert_eq!(fault("FREQ=WEEKLY;BYDAY=XX"), BadValue("BYDAY=XX".into()));
        assert_eq!(fault("FREQ=WEEKLY;BYDAY=六"), BadValue("BYDAY=六".into()));
        assert_eq!(fault("FREQ=DAILY;UNTIL=20260230"), BadValue("UNTIL=20260230".into()));
        assert_eq!(fault("FREQ=DAILY;COUNT=2;COUNT=3"), Twice("COUNT=3".into()));
        assert_eq!(fault("FREQ=DAILY;COUNT=2;UNTIL=20261231"), TwoEnds);
        assert_eq!(fault("FREQ=DAILY;BYSETPOS=1"), UnknownPart("BYSETPOS=1".into()));
        assert_eq!(fault("FREQ=DAILY;"), UnknownPart(String::new()));
        assert_eq!(fault("FREQ=WEEKLY;BYDAY=1SA"), NotWithFrequency("BYDAY".into()));
        assert_eq!(fault("FREQ=WEEKLY;BYMONTHDAY=3"), NotWithFrequency("BYMONTHDAY".into()));
        assert_eq!(fault("FREQ=MONTHLY;BYMONTHDAY=32"), BadValue("BYMONTHDAY=32".into()));
    }

    #[test]
    fn a_series_knows_its_first_and_last() {
        let friday = date(2026, 11, 6).at(8, 30, 0, 0);
        let weekly = read("FREQ=WEEKLY;BYDAY=SA;COUNT=2").expect("lawful");
        let first = date(2026, 11, 7).at(8, 30, 0, 0);
        assert!(!weekly.includes(friday) && weekly.includes(first));
        let over = read("FREQ=DAILY;UNTIL=20261107T0830").is_err();
        let ended = read("FREQ=DAILY;UNTIL=20261107T082959").expect("lawful");
        assert!(over && !ended.includes(first));
        assert_eq!(weekly.last(first), Some(date(2026, 11, 14).at(8, 30, 0, 0)));
        assert_eq!(read("FREQ=WEEKLY").expect("lawful").last(first), None);
    }

    #[test]
    fn an_end_in_utc_does_not_lose_the_last_day() {
        let mut weekly = read("FREQ=WEEKLY;UNTIL=20261121T003000Z").expect("lawful");
        weekly.settle(&TimeZone::fixed(jiff::tz::offset(8)));
        let first = date(2026, 11, 7).at(8, 30, 0, 0);
        assert_eq!(weekly.last(first), Some(date(2026, 11, 21).at(8, 30, 0, 0)));
        assert_eq!(weekly.to_string(), "FREQ=WEEKLY;UNTIL=20261121T083000");
    }

    #[test]
    fn a_rule_that_never_fits_ends() {
        let never = read("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30").expect("each part is lawful");
        assert_eq!(never.occurrences(date(2026, 2, 1).at(8, 0, 0, 0)).count(), 1);
        let far = read("FREQ=YEARLY;INTERVAL=65535;COUNT=4000000000").expect("lawful");
        assert_eq!(far.occurrences(date(2026, 2, 1).at(8, 0, 0, 0)).count(), 1);
    }
}
