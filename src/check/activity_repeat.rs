//! `field-type` for `repeat` (重复): a rule that gives the first time itself, and no list of times beside it.
//! `date-invalid` for `except` (除外): a day that the rule gives. What is no rule at all is reported where it is read.
//!
//! Source: RFC 5545, section 3.8.5.3, which leaves a series undefined whose first time is not one of its own.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::activity::Activity;
use crate::source::Spanned;
use crate::text;
use jiff::civil::Date;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let judged = |activity| judge(activity).into_iter().chain(twice(activity)).chain(excepted(activity));
    facts.content.activities.iter().flat_map(judged).collect()
}

/// Times that stand in a list follow no rule.
fn twice(activity: &Activity) -> Option<Diagnostic> {
    let written = activity.repeat.as_ref().filter(|_| !activity.sessions.is_empty())?;
    let message = text!("“场次”和“重复”只能写一样", "`sessions` and `repeat` cannot both be given");
    let hint = text!(
        "时间有规律的写“重复”，没有规律的写“场次”，删去另一项",
        "Keep `repeat` for a rule, `sessions` for a list"
    );
    Some(Diagnostic::new(Code::FieldType, activity.item.file, written.span, message).hint(hint))
}

/// Days excepted that the rule does not give.
fn excepted(activity: &Activity) -> Vec<Diagnostic> {
    let Some(first) = activity.from.as_ref().map(|from| from.value) else { return Vec::new() };
    let not_given = |day: &&Spanned<Date>| match activity.rule() {
        Some(rule) => !rule
            .occurrences(first)
            .map(|at| at.date())
            .take_while(|at| *at <= day.value)
            .any(|at| at == day.value),
        None => activity.repeat.is_none(),
    };
    let judged = activity.except.iter().filter(not_given).map(|except| {
        let day = except.value;
        let message =
            text!("除外的 {day} 本来就没有活动", "There is no activity on {day} that could be excepted");
        let hint = text!(
            "除外写“重复”里有、但是这一次不办的日子",
            "Give days that `repeat` names and on which it is left out"
        );
        Diagnostic::new(Code::DateInvalid, activity.item.file, except.span, message).hint(hint)
    });
    judged.collect()
}

fn judge(activity: &Activity) -> Option<Diagnostic> {
    // beside a list of times it is told as one of two
    let written = activity.repeat.as_ref().filter(|_| activity.sessions.is_empty())?;
    let first = activity.from.as_ref()?.value;
    if written.value.as_ref()?.includes(first) {
        return None;
    }
    let day = first.date();
    let message = text!(
        "开始的那天 {day} 不在“重复”所说的日子里",
        "The first day {day} is not one that `repeat` gives"
    );
    let hint = text!(
        "“开始”写第一次的时间，星期几、几号要和“重复”对得上，也不能晚于 UNTIL",
        "`from` is the first time: make its day agree with `repeat`, and lie before UNTIL"
    );
    Some(Diagnostic::new(Code::FieldType, activity.item.file, written.span, message).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn what_is_excepted_is_one_of_the_series() {
        case(check).shows(expect![[r#"
            activities/saturdays.md
               repeat: 每周六，到2026-12-31
               except: [2026-11-14, 2026-11-15]
            //                      ^^^^^^^^^^ error[date-invalid]
            // 除外的 2026-11-15 本来就没有活动
            // ➜ 除外写“重复”里有、但是这一次不办的日子
            // There is no activity on 2026-11-15 that could be excepted
            // ➜ Give days that `repeat` names and on which it is left out
            activities/once.md
               except: [2026-11-07]
            //          ^^^^^^^^^^ error[date-invalid]
            // 除外的 2026-11-07 本来就没有活动
            // ➜ 除外写“重复”里有、但是这一次不办的日子
            activities/both.md
               repeat: 每周六
            //         ^^^^^^ error[field-type]
            // “场次”和“重复”只能写一样
            // ➜ 时间有规律的写“重复”，没有规律的写“场次”，删去另一项
            // `sessions` and `repeat` cannot both be given
            // ➜ Keep `repeat` for a rule, `sessions` for a list
               sessions: [{from: 2026-11-08 18:30}]
        "#]]);
    }

    #[test]
    fn the_first_time_is_one_of_the_series() {
        case(check).shows(expect![[r#"
            activities/daily.md
               repeat: FREQ=DAILY;COUNT=5
            activities/fortnightly.md
               repeat: FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231
            activities/first-saturday.md
               repeat: FREQ=MONTHLY;BYDAY=1SA
            activities/sundays.md
               repeat: FREQ=WEEKLY;BYDAY=SU
            //         ^^^^^^^^^^^^^^^^^^^^ error[field-type]
            // 开始的那天 2026-11-07 不在“重复”所说的日子里
            // ➜ “开始”写第一次的时间，星期几、几号要和“重复”对得上，也不能晚于 UNTIL
            // The first day 2026-11-07 is not one that `repeat` gives
            // ➜ `from` is the first time: make its day agree with `repeat`, and lie before UNTIL
            activities/second-saturday.md
               repeat: FREQ=MONTHLY;BYDAY=2SA
            //         ^^^^^^^^^^^^^^^^^^^^^^ error[field-type]
            activities/over-before.md
               repeat: FREQ=DAILY;UNTIL=20261106
            //         ^^^^^^^^^^^^^^^^^^^^^^^^^ error[field-type]
        "#]]);
    }
}
