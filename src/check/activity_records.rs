//! `activity-record-early`: a record stands before the activity has begun. `activity-record-odd`: more came than there
//! were places, more hours than so many people can have given, or a day on which nothing took place.
//!
//! Source: the content page of the design: announced before, recorded after. Twice the hours leave room for preparing
//! and clearing up.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::activity::{Activity, Occurrence, Record};
use crate::source::{Span, Spanned};
use crate::text;
use jiff::civil::{Date, DateTime};

/// Nobody serves longer on one day.
const LONGEST_DAY: u64 = 12;
/// So many times the hours of the activity itself are believed.
const BELIEVED: u64 = 2;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    facts.content.activities.iter().flat_map(|activity| of_one(activity, facts.now)).collect()
}

fn of_one(activity: &Activity, now: DateTime) -> Vec<Diagnostic> {
    let records = activity.all_records();
    records.filter_map(|record| judge(activity, record, now)).collect()
}

/// The first thing that is wrong: the rest follows from it more often than not.
fn judge(activity: &Activity, record: &Spanned<Record>, now: DateTime) -> Option<Diagnostic> {
    let first = activity.from.as_ref()?.value;
    let day = record.value.on.as_ref();
    let begins = day.map_or(first.date(), |on| on.value);
    if begins > now.date() || first > now {
        return Some(told(activity, Code::ActivityRecordEarly, record.span, early(begins)));
    }
    let told_of: Vec<Occurrence> = activity
        .times()
        .take_while(|time| time.from <= now)
        .filter(|time| day.is_none_or(|on| time.is_on(on.value)))
        .collect();
    match day {
        Some(on) if told_of.is_empty() => {
            Some(told(activity, Code::ActivityRecordOdd, on.span, no_such_day(on.value)))
        }
        _ => attended(activity, &record.value, &told_of).or_else(|| hours(activity, &record.value, &told_of)),
    }
}

fn told(activity: &Activity, code: Code, span: Span, (message, hint): (Text, Text)) -> Diagnostic {
    Diagnostic::new(code, activity.item.file, span, message).hint(hint)
}

fn early(begins: Date) -> (Text, Text) {
    (
        text!(
            "活动 {begins} 才办，现在就写了记录",
            "The activity is on {begins}, and its record stands already"
        ),
        text!("办完以后再补记录；日期写错的，改“开始”", "Add the record afterwards, or mend the date"),
    )
}

fn no_such_day(day: Date) -> (Text, Text) {
    (
        text!("{day} 没有这项活动，却写了记录", "Nothing took place on {day}, but a record tells of it"),
        text!("“日期”写办活动的那一天", "Give the day on which it took place"),
    )
}

fn attended(activity: &Activity, record: &Record, times: &[Occurrence]) -> Option<Diagnostic> {
    let (came, quota) = (record.attended.as_ref()?, activity.quota.as_ref()?.value);
    let places = u64::from(quota).saturating_mul(times.len().max(1) as u64);
    if u64::from(came.value) <= places {
        return None;
    }
    let came_number = came.value;
    let words = (
        text!(
            "名额只有 {places} 人，记录写来了 {came_number} 人",
            "There were {places} places, and {came_number} people are said to have come"
        ),
        text!(
            "核对签到表；确实超了的，把“名额”改成实际接待的人数",
            "Check the list; if so many came, mend `quota`"
        ),
    );
    Some(told(activity, Code::ActivityRecordOdd, came.span, words))
}

fn hours(activity: &Activity, record: &Record, times: &[Occurrence]) -> Option<Diagnostic> {
    let (given, came) = (record.hours_tenths.as_ref()?, u64::from(record.attended.as_ref()?.value));
    let tenths: u64 = times.iter().map(tenths_of).sum();
    let most = came.saturating_mul(tenths);
    if tenths == 0 || u64::from(given.value) <= most.saturating_mul(BELIEVED) {
        return None;
    }
    let (given_hours, most_hours) = (f64::from(given.value) / 10.0, most as f64 / 10.0);
    let words = (
        text!(
            "{came} 人参加，一共大约 {most_hours} 小时，记录写了 {given_hours} 小时",
            "{came} people give about {most_hours} hours in all, and the record says {given_hours}"
        ),
        text!(
            "“时长”写人数乘每人的小时数，看看是不是多写了一个零",
            "`hours` is people times hours each: look for a zero too many"
        ),
    );
    Some(told(activity, Code::ActivityRecordOdd, given.span, words))
}

/// How long one time is, in tenths of an hour; nights do not count.
fn tenths_of(time: &Occurrence) -> u64 {
    let minutes = u64::try_from(time.end().duration_since(time.from).as_mins()).unwrap_or(0);
    let days = minutes.div_ceil(24 * 60).max(1);
    (minutes / 6).min(days * LONGEST_DAY * 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn a_record_is_written_afterwards_and_adds_up() {
        case(check).on("2026-11-10").shows(expect![[r#"
            activities/early.md
               from: 2026-11-18 08:30
               record: {attended: 3}
            //         ^^^^^^^^^^^^ error[activity-record-early]
            // 活动 2026-11-18 才办，现在就写了记录
            // ➜ 办完以后再补记录；日期写错的，改“开始”
            // The activity is on 2026-11-18, and its record stands already
            // ➜ Add the record afterwards, or mend the date
            activities/full.md
               from: 2026-10-18 08:30
               to: 2026-10-18 11:30
               quota: 20
               record: {attended: 25, hours: 75}
            //                    ^^ warning[activity-record-odd]
            // 名额只有 20 人，记录写来了 25 人
            // ➜ 核对签到表；确实超了的，把“名额”改成实际接待的人数
            // There were 20 places, and 25 people are said to have come
            // ➜ Check the list; if so many came, mend `quota`
            activities/zero.md
               from: 2026-10-18 08:30
               to: 2026-10-18 11:30
               quota: 20
               record: {attended: 18, hours: 540}
            //                               ^^^ warning[activity-record-odd]
            // 18 人参加，一共大约 54 小时，记录写了 540 小时
            // ➜ “时长”写人数乘每人的小时数，看看是不是多写了一个零
            activities/right.md
               from: 2026-10-18 08:30
               to: 2026-10-18 11:30
               quota: 20
               record: {attended: 18, hours: 54}
            activities/all-of-them.md
               sessions: [{from: 2026-10-18 08:30, to: 2026-10-18 11:30}, {from: 2026-10-25 08:30, to: 2026-10-25 11:30}, {from: 2026-11-01 08:30, to: 2026-11-01 11:30}]
               record: {attended: 20, hours: 180}
            activities/saturdays.md
               from: 2026-09-19 08:30
               to: 2026-09-19 11:30
               repeat: 每周六，共8次
               record: {attended: 8, hours: 192}
            activities/series.md
               from: 2026-10-31 08:30
               to: 2026-10-31 11:30
               repeat: 每周六
               records:
                 - {on: 2026-11-07, attended: 8, hours: 24}
                 - {on: 2026-11-08, attended: 8, hours: 24}
            //          ^^^^^^^^^^ warning[activity-record-odd]
            // 2026-11-08 没有这项活动，却写了记录
            // ➜ “日期”写办活动的那一天
                 - {on: 2026-11-14, attended: 8, hours: 24}
            //     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[activity-record-early]
            // 活动 2026-11-14 才办，现在就写了记录
            // ➜ 办完以后再补记录；日期写错的，改“开始”
        "#]]);
    }
}
