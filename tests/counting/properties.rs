//! What holds of counting for any calendar, any rule and any start date.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use zhangbang::model::calendar::{Announcement, CalendarYear, Holiday, WorkCalendar};
use zhangbang::model::posting::{
    MinimumPosting, Tally, Unit, count, effective_from, guessed_years, is_inclusive_only, must_stay_until,
    required_last_day,
};

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// The definition, looked at from the end: that many counted days up to the last counted one, and no
    /// working day between it and the last.
    #[test]
    fn the_last_day_is_where_the_definition_puts_it((from, rule, calendar) in cases()) {
        let Ok(last) = required_last_day(from, &rule, &calendar) else {
            prop_assert_eq!(rule.unit, Unit::Workdays);
            return Ok(());
        };
        let first = if rule.count_first_day { from } else { from + 1.day() };
        let counts = |day: &Date| rule.unit == Unit::Days || calendar.is_workday(*day);
        if rule.min == 0 {
            prop_assert_eq!(last, from);
        } else {
            let counted: Vec<Date> = days(first, last).filter(counts).take(rule.min.into()).collect();
            prop_assert_eq!(counted.len(), usize::from(rule.min));
            let last_counted = counted[counted.len() - 1];
            let mut moved_over = days(last_counted, last).filter(|&day| day != last);
            prop_assert!(rule.roll_end || last == last_counted);
            prop_assert!(!rule.roll_end || calendar.is_workday(last));
            prop_assert!(moved_over.all(|day| !calendar.is_workday(day)));
        }
    }

    #[test]
    fn a_later_start_never_ends_earlier((from, rule, calendar) in cases(), later in 0_i32..400) {
        let early = required_last_day(from, &rule, &calendar);
        let late = required_last_day(from + later.days(), &rule, &calendar);
        if let (Ok(early), Ok(late)) = (early, late) {
            prop_assert!(early <= late);
        }
    }

    #[test]
    fn a_longer_minimum_never_ends_earlier((from, rule, calendar) in cases(), more in 0_u16..40) {
        let longer = MinimumPosting { min: rule.min + more, ..rule };
        prop_assert!(longer.never_shorter_than(&rule));
        let shorter = required_last_day(from, &rule, &calendar);
        match required_last_day(from, &longer, &calendar) {
            Ok(last) => prop_assert!(shorter.is_ok_and(|shorter| shorter <= last)),
            Err(missing) => prop_assert!(!calendar.knows(missing.year)),
        }
    }

    #[test]
    fn each_day_is_told_once_and_numbered_in_order((from, rule, calendar) in cases()) {
        let counted = count(from, &rule, &calendar);
        prop_assert_eq!(counted.clone().map(|count| count.last), required_last_day(from, &rule, &calendar));
        let Ok(counted) = counted else { return Ok(()) };
        let dates: Vec<Date> = counted.days.iter().map(|day| day.date).collect();
        prop_assert_eq!(dates, days(from, counted.last).collect::<Vec<_>>());
        let numbers: Vec<u16> = counted.days.iter().filter_map(|day| day.number()).collect();
        prop_assert_eq!(numbers, (1..=rule.min).collect::<Vec<_>>());
        let rolled = counted.days.iter().find(|day| day.tally == Tally::Rolled);
        prop_assert_eq!(counted.rolled_from, rolled.map(|day| day.date - 1.day()));
        prop_assert!(counted.days.iter().all(|day| day.kind == calendar.day(day.date)));
        prop_assert_eq!(counted.guessed_years, guessed_years(from, &rule, &calendar));
    }

    /// Filling in a year that was not named as guessed changes nothing.
    #[test]
    fn only_guessed_years_could_change_the_answer((from, rule, calendar) in cases(), filled in years()) {
        let before = required_last_day(from, &rule, &calendar);
        let guessed = guessed_years(from, &rule, &calendar);
        if before.is_ok() && !calendar.knows(filled.year) && !guessed.contains(&filled.year) {
            let mut fuller = calendar.clone();
            fuller.insert_year(filled);
            prop_assert_eq!(required_last_day(from, &rule, &fuller), before);
        }
    }

    #[test]
    fn a_rule_that_may_stand_in_is_never_shorter((from, own, calendar) in cases(), floor in rules()) {
        if own.never_shorter_than(&floor) {
            let own_last = required_last_day(from, &own, &calendar);
            let floor_last = required_last_day(from, &floor, &calendar);
            if let (Ok(own_last), Ok(floor_last)) = (own_last, floor_last) {
                prop_assert!(own_last >= floor_last);
            }
        }
    }

    #[test]
    fn inclusive_only_is_short_strictly_alone((from, rule, calendar) in cases(), length in 0_i32..60) {
        let until = from + length.days();
        if is_inclusive_only(from, until, &rule, &calendar) == Ok(true) {
            let strict = MinimumPosting { count_first_day: false, ..rule };
            let inclusive = MinimumPosting { count_first_day: true, ..rule };
            prop_assert!(required_last_day(from, &strict, &calendar).is_ok_and(|last| until < last));
            prop_assert!(required_last_day(from, &inclusive, &calendar).is_ok_and(|last| last <= until));
        }
    }

    #[test]
    fn nothing_that_happened_shortens_a_window(
        (declared, rule, calendar) in cases(),
        seen in proptest::option::of(starts()),
        changed in proptest::option::of(starts()),
        length in 0_i32..60,
    ) {
        let from = effective_from(declared, seen, changed);
        prop_assert!(from >= declared && seen.is_none_or(|seen| from >= seen));
        prop_assert!(changed.is_none_or(|changed| from >= changed));
        let until = declared + length.days();
        if let Ok(last) = must_stay_until(Some(until), from, &rule, &calendar) {
            prop_assert!(last >= until);
            prop_assert!(required_last_day(from, &rule, &calendar).is_ok_and(|required| last >= required));
        }
    }

    #[test]
    fn no_date_and_no_rule_makes_it_panic(
        (_, rule, calendar) in cases(),
        year in -9999_i16..=9999,
        day in 0_i32..365,
        min in any::<u16>(),
    ) {
        let from = date(year, 1, 1) + day.days();
        let rule = MinimumPosting { min, ..rule };
        if let Ok(last) = required_last_day(from, &rule, &calendar) {
            prop_assert!(last >= from);
        }
    }
}

fn cases() -> impl Strategy<Value = (Date, MinimumPosting, WorkCalendar)> {
    (starts(), rules(), calendars())
}

/// A start date in or near the years that calendars are made for, often near a year's turn.
fn starts() -> impl Strategy<Value = Date> {
    let turn =
        (2019_i16..=2027).prop_flat_map(|year| (-25_i32..25).prop_map(move |n| date(year, 1, 1) + n.days()));
    let any_day = (0_i32..3_000).prop_map(|n| date(2019, 6, 1) + n.days());
    prop_oneof![turn, any_day]
}

fn rules() -> impl Strategy<Value = MinimumPosting> {
    let unit = prop_oneof![Just(Unit::Days), Just(Unit::Workdays)];
    (0_u16..40, unit, any::<bool>(), any::<bool>()).prop_map(|(min, unit, count_first_day, roll_end)| {
        MinimumPosting { min, unit, count_first_day, roll_end }
    })
}

/// Some of the years 2020 to 2026, with holidays and make-up workdays anywhere.
fn calendars() -> impl Strategy<Value = WorkCalendar> {
    proptest::collection::vec(years(), 0..8).prop_map(|years| {
        let mut calendar = WorkCalendar::new();
        years.into_iter().for_each(|year| calendar.insert_year(year));
        calendar
    })
}

fn years() -> impl Strategy<Value = CalendarYear> {
    let holidays = proptest::collection::vec((0_i32..345, 0_i32..20), 0..12);
    let workdays = proptest::collection::vec(0_i32..52, 0..12);
    (2020_i16..=2026, holidays, workdays).prop_map(|(year, holidays, workdays)| {
        let first = date(year, 1, 1);
        let saturday = first.nth_weekday_of_month(1, jiff::civil::Weekday::Saturday).unwrap_or(first);
        let holidays = holidays.into_iter().map(|(start, length)| Holiday {
            name: "假".into(),
            from: first + start.days(),
            until: first + (start + length).days(),
        });
        CalendarYear {
            year,
            announcement: Announcement::default(),
            holidays: holidays.collect(),
            workdays: workdays.into_iter().map(|week| saturday + (week * 7).days()).collect(),
        }
    })
}

fn days(from: Date, until: Date) -> impl Iterator<Item = Date> {
    from.series(1.day()).take_while(move |&day| day <= until)
}
