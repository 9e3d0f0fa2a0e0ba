//! The holidays of the years that the State Council has announced, as far as this program knows them: a floor under
//! whatever a site's calendars say. Source: its General Office's yearly notices, named in the starter's calendars,
//! to which a test holds this table.

use jiff::civil::{Date, Weekday, date};

struct Year {
    year: i16,
    /// First and last day off.
    holidays: &'static [(Date, Date)],
    /// Saturdays and Sundays that are worked.
    workdays: &'static [Date],
}

/// Whether offices work on a day of a year that was announced; `None` for any other year.
pub fn is_workday(day: Date) -> Option<bool> {
    YEARS.iter().any(|year| year.year == day.year()).then(|| {
        let off =
            YEARS.iter().flat_map(|year| year.holidays).any(|&(from, until)| from <= day && day <= until);
        let made_up = YEARS.iter().any(|year| year.workdays.contains(&day));
        !off && (made_up || !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday))
    })
}

#[rustfmt::skip]
const YEARS: &[Year] = &[
    Year {
        year: 2020,
        holidays: &[(date(2020, 1, 1), date(2020, 1, 1)), (date(2020, 1, 24), date(2020, 2, 2)), (date(2020, 4, 4), date(2020, 4, 6)), (date(2020, 5, 1), date(2020, 5, 5)), (date(2020, 6, 25), date(2020, 6, 27)), (date(2020, 10, 1), date(2020, 10, 8))],
        workdays: &[date(2020, 1, 19), date(2020, 4, 26), date(2020, 5, 9), date(2020, 6, 28), date(2020, 9, 27), date(2020, 10, 10)],
    },
    Year {
        year: 2021,
        holidays: &[(date(2021, 1, 1), date(2021, 1, 3)), (date(2021, 2, 11), date(2021, 2, 17)), (date(2021, 4, 3), date(2021, 4, 5)), (date(2021, 5, 1), date(2021, 5, 5)), (date(2021, 6, 12), date(2021, 6, 14)), (date(2021, 9, 19), date(2021, 9, 21)), (date(2021, 10, 1), date(2021, 10, 7))],
        workdays: &[date(2021, 2, 7), date(2021, 2, 20), date(2021, 4, 25), date(2021, 5, 8), date(2021, 9, 18), date(2021, 9, 26), date(2021, 10, 9)],
    },
    Year {
        year: 2022,
        holidays: &[(date(2022, 1, 1), date(2022, 1, 3)), (date(2022, 1, 31), date(2022, 2, 6)), (date(2022, 4, 3), date(2022, 4, 5)), (date(2022, 4, 30), date(2022, 5, 4)), (date(2022, 6, 3), date(2022, 6, 5)), (date(2022, 9, 10), date(2022, 9, 12)), (date(2022, 10, 1), date(2022, 10, 7))],
        workdays: &[date(2022, 1, 29), date(2022, 1, 30), date(2022, 4, 2), date(2022, 4, 24), date(2022, 5, 7), date(2022, 10, 8), date(2022, 10, 9)],
    },
    Year {
        year: 2023,
        holidays: &[(date(2022, 12, 31), date(2023, 1, 2)), (date(2023, 1, 21), date(2023, 1, 27)), (date(2023, 4, 5), date(2023, 4, 5)), (date(2023, 4, 29), date(2023, 5, 3)), (date(2023, 6, 22), date(2023, 6, 24)), (date(2023, 9, 29), date(2023, 10, 6))],
        workdays: &[date(2023, 1, 28), date(2023, 1, 29), date(2023, 4, 23), date(2023, 5, 6), date(2023, 6, 25), date(2023, 10, 7), date(2023, 10, 8)],
    },
    Year {
        year: 2024,
        holidays: &[(date(2024, 1, 1), date(2024, 1, 1)), (date(2024, 2, 10), date(2024, 2, 17)), (date(2024, 4, 4), date(2024, 4, 6)), (date(2024, 5, 1), date(2024, 5, 5)), (date(2024, 6, 10), date(2024, 6, 10)), (date(2024, 9, 15), date(2024, 9, 17)), (date(2024, 10, 1), date(2024, 10, 7))],
        workdays: &[date(2024, 2, 4), date(2024, 2, 18), date(2024, 4, 7), date(2024, 4, 28), date(2024, 5, 11), date(2024, 9, 14), date(2024, 9, 29), date(2024, 10, 12)],
    },
    Year {
        year: 2025,
        holidays: &[(date(2025, 1, 1), date(2025, 1, 1)), (date(2025, 1, 28), date(2025, 2, 4)), (date(2025, 4, 4), date(2025, 4, 6)), (date(2025, 5, 1), date(2025, 5, 5)), (date(2025, 5, 31), date(2025, 6, 2)), (date(2025, 10, 1), date(2025, 10, 8))],
        workdays: &[date(2025, 1, 26), date(2025, 2, 8), date(2025, 4, 27), date(2025, 9, 28), date(2025, 10, 11)],
    },
    Year {
        year: 2026,
        holidays: &[(date(2026, 1, 1), date(2026, 1, 3)), (date(2026, 2, 15), date(2026, 2, 23)), (date(2026, 4, 4), date(2026, 4, 6)), (date(2026, 5, 1), date(2026, 5, 5)), (date(2026, 6, 19), date(2026, 6, 21)), (date(2026, 9, 25), date(2026, 9, 27)), (date(2026, 10, 1), date(2026, 10, 7))],
        workdays: &[date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10)],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::calendar::WorkCalendar;
    use crate::read::Sources;
    use crate::source::Source;

    const STARTER: [&str; 7] = [
        include_str!("../commands/starter/calendar/2020.yaml"),
        include_str!("../commands/starter/calendar/2021.yaml"),
        include_str!("../commands/starter/calendar/2022.yaml"),
        include_str!("../commands/starter/calendar/2023.yaml"),
        include_str!("../commands/starter/calendar/2024.yaml"),
        include_str!("../commands/starter/calendar/2025.yaml"),
        include_str!("../commands/starter/calendar/2026.yaml"),
    ];

    #[test]
    fn the_table_is_what_the_starter_says() {
        let texts = STARTER
            .iter()
            .zip(2020..)
            .map(|(text, year)| Source::new(format!("content/calendar/{year}.yaml"), *text));
        let parsed = crate::parse::parse(&Sources { texts: texts.collect(), ..Sources::default() });
        let calendar: &WorkCalendar = &parsed.value.calendar;
        let mut day = date(2020, 1, 1);
        while day.year() < 2027 {
            assert_eq!(is_workday(day), Some(calendar.is_workday(day)), "{day}");
            assert_eq!(is_workday(day), Some(calendar.by_its_own(day).is_workday()), "{day}");
            day = day.tomorrow().unwrap();
        }
        assert_eq!((is_workday(date(2019, 12, 31)), is_workday(date(2027, 1, 1))), (None, None));
        assert!(YEARS.iter().map(|year| year.year).eq(2020..2027));
    }
}
