//! Words for dates, times, states and places, as the public reads them.

mod repeats;

pub use repeats::repeats;

use super::view::StateView;
use crate::model::activity::{Activity, State};
use crate::model::window::NoticeState;
use jiff::civil::{Date, DateTime, Weekday};

/// `2026-11-02`
pub fn iso(date: Date) -> String {
    date.to_string()
}

/// `2026-11-02 14:30`
pub fn iso_minute(at: DateTime) -> String {
    format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute())
}

/// `2026年11月2日`
pub fn chinese(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

pub fn weekday(date: Date) -> &'static str {
    weekday_name(date.weekday())
}

pub fn weekday_name(weekday: Weekday) -> &'static str {
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

/// `11月8日（周日）14:30–17:00`, or both days when it lasts longer than one.
pub fn when(from: DateTime, to: Option<DateTime>) -> String {
    let start = format!("{} {}", day(from.date()), clock(from));
    match to {
        None => start,
        Some(to) if to.date() == from.date() => format!("{start}–{}", clock(to)),
        Some(to) => format!("{start} 至 {} {}", day(to.date()), clock(to)),
    }
}

fn day(date: Date) -> String {
    format!("{}月{}日（{}）", date.month(), date.day(), weekday(date))
}

fn clock(at: DateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// Full days from one date to another; negative when it is past.
pub fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

pub fn notice_state(state: NoticeState) -> StateView {
    let (key, label) = match state {
        NoticeState::Draft => ("draft", "草稿"),
        NoticeState::Scheduled => ("scheduled", "即将公示"),
        NoticeState::Posted => ("posted", "公示中"),
        NoticeState::Objection => ("objection", "有异议，核查中"),
        NoticeState::Ended => ("ended", "公示期满"),
        NoticeState::Filed => ("filed", "已备案"),
        NoticeState::Informed => ("informed", "已公开"),
        NoticeState::Withdrawn => ("withdrawn", "已撤销"),
        NoticeState::Superseded => ("superseded", "已被替代"),
    };
    StateView { key, label: label.to_owned() }
}

pub fn activity_state(activity: &Activity, now: DateTime) -> StateView {
    let (key, label) = match activity.state(now) {
        State::Announced => ("announced", "预告"),
        State::SignupOpen => ("signup", "报名中"),
        State::Running => ("running", "进行中"),
        State::Over => ("over", "已结束"),
        State::Recorded => ("recorded", "已记录"),
        State::Cancelled => ("cancelled", "已取消"),
        State::Postponed => ("postponed", "已延期"),
    };
    StateView { key, label: label.to_owned() }
}

/// `128 KB`, `2.4 MB`
pub fn file_size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}

/// `PDF`, `XLSX`; `文件` when a name has no ending.
pub fn file_format(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or_else(|| "文件".to_owned(), |(_, ending)| ending.to_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn times_read_as_a_poster_would_say() {
        let from = date(2026, 11, 8).at(14, 30, 0, 0);
        assert_eq!(when(from, Some(date(2026, 11, 8).at(17, 0, 0, 0))), "11月8日（周日） 14:30–17:00");
        assert_eq!(
            when(from, Some(date(2026, 11, 9).at(9, 0, 0, 0))),
            "11月8日（周日） 14:30 至 11月9日（周一） 09:00"
        );
    }
}
