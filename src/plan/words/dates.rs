//! Days and times.

use crate::model::calendar::DayKind;
use crate::model::period::{Period, PeriodPart};
use jiff::civil::{Date, DateTime, Time, Weekday};

/// `2026-11-02`
pub fn iso(date: Date) -> String {
    date.to_string()
}

/// `2026-11-02 14:30`
pub fn iso_minute(at: DateTime) -> String {
    format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute())
}

/// The end of something, `2026-11-02 18:00`: midnight is 24:00 of the day that it ends, not 0:00 of the next.
pub fn iso_ending(at: DateTime) -> String {
    match ended_day(at) {
        Some(day) => format!("{day} 24:00"),
        None => iso_minute(at),
    }
}

/// The day of which this is the 24:00, if it is one.
fn ended_day(at: DateTime) -> Option<Date> {
    (at.time() == Time::midnight()).then(|| at.date().yesterday().ok()).flatten()
}

/// `2026年11月2日`
pub fn chinese(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// `2026年11月`
pub fn month(year: i16, month: i8) -> String {
    format!("{year}年{month}月")
}

/// `2026年`, `2026年第3季度`, `2026年9月`
pub fn period(period: Period) -> String {
    let year = period.year;
    match period.part {
        PeriodPart::Whole => format!("{year}年"),
        PeriodPart::Quarter(quarter) => format!("{year}年第{quarter}季度"),
        PeriodPart::Month(of) => month(year, of),
    }
}

/// `周一` … `周日`.
pub fn weekday(date: Date) -> &'static str {
    name(date.weekday())
}

pub(super) fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "周一",
        Weekday::Tuesday => "周二",
        Weekday::Wednesday => "周三",
        Weekday::Thursday => "周四",
        Weekday::Friday => "周五",
        Weekday::Saturday => "周六",
        Weekday::Sunday => "周日",
    }
}

/// What a day is off for, or worked for; nothing of an ordinary working day.
pub fn day_kind(kind: DayKind) -> String {
    match kind {
        DayKind::Workday => String::new(),
        DayKind::Weekend => "周末".into(),
        DayKind::Holiday(name) => format!("{name}放假"),
        DayKind::MakeUp => "调休上班".into(),
    }
}

/// `11月8日（周日）14:30–17:00`, or both days when it lasts longer than one.
pub fn when(from: DateTime, to: Option<DateTime>, today: Date) -> String {
    let day = |date| day(date, today);
    let start = format!("{} {}", day(from.date()), clock(from));
    let Some(to) = to else { return start };
    let (last, end) = match ended_day(to) {
        Some(last) => (last, "24:00".to_owned()),
        None => (to.date(), clock(to)),
    };
    let whole_days = from.time() == Time::midnight() && end == "24:00";
    match (last == from.date(), whole_days) {
        (true, true) => format!("{} 全天", day(last)),
        (false, true) => format!("{} 至 {}", day(from.date()), day(last)),
        // kept together where a line is short
        (true, false) => format!("{start}–\u{2060}{end}"),
        (false, false) => format!("{start} 至 {} {end}", day(last)),
    }
}

/// `11月8日（周日）`, of another year than today's with the year.
pub fn day(date: Date, today: Date) -> String {
    let year = if date.year() == today.year() { String::new() } else { format!("{}年", date.year()) };
    format!("{year}{}月{}日（{}）", date.month(), date.day(), weekday(date))
}

fn clock(at: DateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// `2.5小时`, from tenths of an hour.
pub fn hours(tenths: u32) -> String {
    match tenths % 10 {
        0 => format!("{}小时", tenths / 10),
        fraction => format!("{}.{fraction}小时", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn times_read_as_a_poster_would_say() {
        let (first, next, third) = (date(2026, 11, 8), date(2026, 11, 9), date(2026, 11, 10));
        let from = first.at(14, 30, 0, 0);
        assert_eq!(
            when(from, Some(date(2026, 11, 8).at(17, 0, 0, 0)), first),
            "11月8日（周日） 14:30–\u{2060}17:00"
        );
        assert_eq!(
            when(from, Some(date(2026, 11, 9).at(9, 0, 0, 0)), first),
            "11月8日（周日） 14:30 至 11月9日（周一） 09:00"
        );
        let midnight = |day: Date| day.at(0, 0, 0, 0);
        assert_eq!(when(from, None, date(2025, 12, 31)), "2026年11月8日（周日） 14:30");
        assert_eq!(when(from, Some(midnight(next)), first), "11月8日（周日） 14:30–\u{2060}24:00");
        assert_eq!(when(midnight(first), Some(midnight(next)), first), "11月8日（周日） 全天");
        assert_eq!(when(midnight(first), Some(midnight(third)), first), "11月8日（周日） 至 11月9日（周一）");
        assert_eq!(iso_ending(midnight(next)), "2026-11-08 24:00");
        assert_eq!(iso_ending(from), "2026-11-08 14:30");
    }
}
