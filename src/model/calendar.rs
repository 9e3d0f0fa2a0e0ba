//! The work calendar: which days are working days.
//!
//! Weekends are known to everybody; holidays and make-up workdays (调休上班) are announced once a year by
//! the State Council's General Office, and a [`WorkCalendar`] holds the years it has been given. For any
//! other year it knows weekends only, and says so through [`WorkCalendar::knows`]: whether that is good
//! enough is for the caller to decide.
//!
//! This room reads no file and no clock, and counts nothing; counting is in [`super::posting`].

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use super::announced;
use super::feast;
use jiff::civil::{Date, Weekday};

/// The holiday arrangement of one year, as its notice announces it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarYear {
    /// Of the common era.
    pub year: i16,
    /// Where it is from.
    pub announcement: Announcement,
    /// Days off, in order.
    pub holidays: Vec<Holiday>,
    /// Saturdays and Sundays that are worked in exchange for a day off.
    pub workdays: Vec<Date>,
}

/// The notice that a year's arrangement was taken from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Announcement {
    /// What it is called.
    pub title: String,
    /// The document number (文号), such as `国办发明电〔2025〕7号`.
    pub number: Option<String>,
}

/// One stretch of days off, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// What is celebrated: 国庆节.
    pub name: String,
    /// The first day off.
    pub from: Date,
    /// The last day off, included.
    pub until: Date,
}

/// What a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayKind<'c> {
    /// An ordinary Monday to Friday.
    Workday,
    /// A Saturday or Sunday that is off without an announcement.
    Weekend,
    /// An announced day off, with the holiday's name; may also be a Saturday or Sunday.
    Holiday(&'c str),
    /// A Saturday or Sunday that is worked in exchange for a day off.
    MakeUp,
}

impl DayKind<'_> {
    /// Whether offices work on such a day.
    pub fn is_workday(self) -> bool {
        matches!(self, DayKind::Workday | DayKind::MakeUp)
    }
}

/// The years whose arrangements are known, ready to be asked about any day.
#[derive(Clone, Debug, Default)]
pub struct WorkCalendar {
    years: BTreeMap<i16, Announcement>,
    marks: BTreeMap<Date, Mark>,
}

/// What makes a day differ from its weekday.
#[derive(Clone, Debug)]
enum Mark {
    Holiday(Arc<str>),
    MakeUp,
}

impl WorkCalendar {
    /// A calendar that knows weekends only.
    pub fn new() -> WorkCalendar {
        WorkCalendar::default()
    }

    /// Adds a year, less the entries that [`CalendarYear::faults`] names. Where two years speak of the same
    /// day, the one inserted last holds.
    pub fn insert_year(&mut self, year: CalendarYear) {
        let faulty: HashSet<CalendarEntry> = year.faults().into_iter().map(|(entry, _)| entry).collect();
        for (at, holiday) in year.holidays.iter().enumerate() {
            if !faulty.contains(&CalendarEntry::Holiday(at)) {
                let name: Arc<str> = holiday.name.as_str().into();
                self.marks.extend(holiday.dates().map(|date| (date, Mark::Holiday(Arc::clone(&name)))));
            }
        }
        for (at, &date) in year.workdays.iter().enumerate() {
            if !faulty.contains(&CalendarEntry::Workday(at)) {
                self.marks.insert(date, Mark::MakeUp);
            }
        }
        self.years.insert(year.year, year.announcement);
    }

    /// Whether the arrangement of that year has been given.
    pub fn knows(&self, year: i16) -> bool {
        self.years.contains_key(&year)
    }

    /// The notice that a known year was taken from.
    pub fn announcement(&self, year: i16) -> Option<&Announcement> {
        self.years.get(&year)
    }

    /// What the day is; by its weekday alone where nothing is announced. What the State Council announced as a day
    /// off is one, whatever the calendars say or leave out.
    pub fn day(&self, date: Date) -> DayKind<'_> {
        match self.by_its_own(date) {
            DayKind::Workday | DayKind::MakeUp if announced::is_workday(date) == Some(false) => {
                DayKind::Holiday("法定节假日")
            }
            kind => kind,
        }
    }

    /// What the given years say of a day.
    pub(super) fn by_its_own(&self, date: Date) -> DayKind<'_> {
        match self.marks.get(&date) {
            Some(Mark::Holiday(name)) => DayKind::Holiday(name),
            Some(Mark::MakeUp) => DayKind::MakeUp,
            None if is_weekend(date) => DayKind::Weekend,
            None => DayKind::Workday,
        }
    }

    /// Whether offices work on that day; by its weekday alone where nothing is announced.
    pub fn is_workday(&self, date: Date) -> bool {
        self.day(date).is_workday()
    }
}

/// Which entry of a [`CalendarYear`] a fault is about: an index into its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CalendarEntry {
    /// The n-th of the days off.
    Holiday(usize),
    /// The n-th of the working days.
    Workday(usize),
}

/// Why an entry cannot be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CalendarFault {
    /// The holiday ends before it begins.
    Reversed,
    /// The holiday is longer than [`LONGEST_HOLIDAY`] days.
    TooLong,
    /// A date lies outside the year; December of the year before is allowed, where New Year may begin.
    OutsideYear,
    /// A day of the holiday belongs to an earlier entry as well.
    Overlaps,
    /// The make-up workday is a Monday to Friday, which needs no making up.
    NotAWeekend,
    /// The make-up workday lies in a holiday.
    InHoliday,
    /// The make-up workday is listed before.
    Repeated,
    /// The State Council announced the day as one off: a site may add days off, and take none away.
    AnnouncedOff,
    /// The feast that the holiday is named after falls on this day, outside the holiday.
    WithoutFeast(Date),
}

/// No arrangement so far came near this many days; a longer one is a mistyped month or year.
pub const LONGEST_HOLIDAY: usize = 20;

impl CalendarYear {
    /// Every entry that cannot be right, holidays first, in the order written; at most one fault an entry.
    /// A faulty entry is not held against later ones.
    pub fn faults(&self) -> Vec<(CalendarEntry, CalendarFault)> {
        let (mut off, mut worked) = (BTreeSet::new(), BTreeSet::new());
        let mut faults = Vec::new();
        for (at, holiday) in self.holidays.iter().enumerate() {
            match self.holiday_fault(holiday, &off) {
                Some(fault) => faults.push((CalendarEntry::Holiday(at), fault)),
                None => off.extend(holiday.dates()),
            }
        }
        for (at, &date) in self.workdays.iter().enumerate() {
            let repeated = (!worked.insert(date)).then_some(CalendarFault::Repeated);
            let fault = self.workday_fault(date, &off).or(repeated);
            faults.extend(fault.map(|fault| (CalendarEntry::Workday(at), fault)));
        }
        faults
    }

    fn holiday_fault(&self, holiday: &Holiday, off: &BTreeSet<Date>) -> Option<CalendarFault> {
        if holiday.until < holiday.from {
            Some(CalendarFault::Reversed)
        } else if !self.covers(holiday.from) || !self.covers(holiday.until) {
            Some(CalendarFault::OutsideYear)
        } else if holiday.dates().last() != Some(holiday.until) {
            Some(CalendarFault::TooLong)
        } else if holiday.dates().any(|date| off.contains(&date)) {
            Some(CalendarFault::Overlaps)
        } else {
            self.without_feast(holiday)
        }
    }

    fn without_feast(&self, holiday: &Holiday) -> Option<CalendarFault> {
        let feasts = feast::days(&holiday.name, self.year).into_iter().map(|(_, day)| day);
        let outside = |day: &Date| *day < holiday.from || *day > holiday.until;
        feasts.into_iter().find(outside).map(CalendarFault::WithoutFeast)
    }

    fn workday_fault(&self, date: Date, off: &BTreeSet<Date>) -> Option<CalendarFault> {
        if !self.covers(date) {
            Some(CalendarFault::OutsideYear)
        } else if !is_weekend(date) {
            Some(CalendarFault::NotAWeekend)
        } else if off.contains(&date) {
            Some(CalendarFault::InHoliday)
        } else if announced::is_workday(date) == Some(false) {
            Some(CalendarFault::AnnouncedOff)
        } else {
            None
        }
    }

    /// New Year's days off may begin in December: 2022-12-31 was announced with the year 2023.
    fn covers(&self, date: Date) -> bool {
        date.year() == self.year || (self.year.checked_sub(1) == Some(date.year()) && date.month() == 12)
    }
}

impl Holiday {
    /// Its days, in order; no more than [`LONGEST_HOLIDAY`] however wrong the entry is.
    fn dates(&self) -> impl Iterator<Item = Date> + use<> {
        let until = self.until;
        let days = std::iter::successors(Some(self.from), |date| date.tomorrow().ok());
        days.take_while(move |&date| date <= until).take(LONGEST_HOLIDAY)
    }
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn year_2023() -> CalendarYear {
        CalendarYear {
            year: 2023,
            announcement: Announcement { title: "2023年安排".into(), number: None },
            holidays: vec![
                Holiday { name: "元旦".into(), from: date(2022, 12, 31), until: date(2023, 1, 2) },
                Holiday { name: "春节".into(), from: date(2023, 1, 21), until: date(2023, 1, 27) },
            ],
            workdays: vec![date(2023, 1, 28), date(2023, 1, 29)],
        }
    }

    fn faults(change: impl FnOnce(&mut CalendarYear)) -> Vec<(CalendarEntry, CalendarFault)> {
        let mut year = year_2023();
        change(&mut year);
        year.faults()
    }

    #[test]
    fn a_day_is_what_the_notice_makes_it() {
        let mut calendar = WorkCalendar::new();
        calendar.insert_year(year_2023());
        assert_eq!(calendar.day(date(2022, 12, 30)), DayKind::Workday);
        assert_eq!(calendar.day(date(2022, 12, 31)), DayKind::Holiday("元旦"));
        assert_eq!(calendar.day(date(2023, 1, 2)), DayKind::Holiday("元旦"));
        assert_eq!(calendar.day(date(2023, 1, 3)), DayKind::Workday);
        assert_eq!(calendar.day(date(2023, 1, 7)), DayKind::Weekend);
        assert_eq!(calendar.day(date(2023, 1, 28)), DayKind::MakeUp);
        assert!(calendar.is_workday(date(2023, 1, 29)));
        assert!(!calendar.is_workday(date(2023, 1, 27)));
    }

    #[test]
    fn only_given_years_are_known() {
        let mut calendar = WorkCalendar::new();
        calendar.insert_year(year_2023());
        assert!(calendar.knows(2023) && !calendar.knows(2022) && !calendar.knows(2024));
        assert_eq!(calendar.announcement(2023).map(|notice| notice.title.as_str()), Some("2023年安排"));
        assert_eq!(calendar.day(date(2029, 1, 1)), DayKind::Workday, "a Monday, as far as anybody said");
    }

    #[test]
    fn each_impossible_entry_is_named() {
        use CalendarEntry::{Holiday, Workday};
        assert_eq!(year_2023().faults(), []);
        // 2022's days with 2023 written over them
        assert_eq!(
            faults(|year| (year.holidays[1].from, year.holidays[1].until) =
                (date(2023, 1, 31), date(2023, 2, 6))),
            [(Holiday(1), CalendarFault::WithoutFeast(date(2023, 1, 22)))]
        );
        assert_eq!(
            faults(|year| year.holidays[1].until = date(2023, 1, 20)),
            [(Holiday(1), CalendarFault::Reversed)]
        );
        assert_eq!(
            faults(|year| year.holidays[1].until = date(2024, 1, 27)),
            [(Holiday(1), CalendarFault::OutsideYear)]
        );
        assert_eq!(
            faults(|year| year.holidays[0].from = date(2022, 11, 30)),
            [(Holiday(0), CalendarFault::OutsideYear)]
        );
        assert_eq!(
            faults(|year| year.holidays[1].from = date(2023, 1, 7)),
            [(Holiday(1), CalendarFault::TooLong)]
        );
        assert_eq!(
            faults(|year| year.holidays[1].from = date(2023, 1, 8)),
            [],
            "twenty days are still believed"
        );
        assert_eq!(
            faults(|year| year.holidays.push(year.holidays[0].clone())),
            [(Holiday(2), CalendarFault::Overlaps)]
        );
        assert_eq!(
            faults(|year| year.workdays[0] = date(2023, 1, 30)),
            [(Workday(0), CalendarFault::NotAWeekend)]
        );
        assert_eq!(
            faults(|year| year.workdays[0] = date(2023, 1, 22)),
            [(Workday(0), CalendarFault::InHoliday)]
        );
        assert_eq!(
            faults(|year| year.workdays[1] = date(2023, 1, 28)),
            [(Workday(1), CalendarFault::Repeated)]
        );
        assert_eq!(
            faults(|year| year.workdays[0] = date(2032, 1, 31)),
            [(Workday(0), CalendarFault::OutsideYear)]
        );
    }

    #[test]
    fn a_faulty_entry_marks_no_day() {
        let mut year = year_2023();
        year.workdays = vec![date(2023, 1, 21), date(2023, 1, 30), date(2023, 1, 29)];
        year.holidays[0].from = date(2022, 11, 30);
        let mut calendar = WorkCalendar::new();
        calendar.insert_year(year);
        assert_eq!(calendar.day(date(2023, 1, 21)), DayKind::Holiday("春节"));
        assert_eq!(calendar.day(date(2023, 1, 30)), DayKind::Workday);
        assert_eq!(calendar.day(date(2022, 11, 30)), DayKind::Workday);
        assert_eq!(calendar.day(date(2023, 1, 29)), DayKind::MakeUp);
    }

    #[test]
    fn a_mistyped_year_neither_hangs_nor_panics() {
        let mut year = year_2023();
        year.year = i16::MIN;
        year.holidays[0].from = Date::MIN;
        year.holidays[0].until = Date::MAX;
        assert_eq!(year.faults().len(), 4);
        let mut calendar = WorkCalendar::new();
        calendar.insert_year(year);
        assert!(calendar.knows(i16::MIN));
        assert_eq!(calendar.day(Date::MAX), DayKind::Workday);
    }
}
