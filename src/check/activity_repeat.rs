//! `field-type` for `repeat` (重复): a rule that gives the first time itself. What is no rule at all is
//! reported where it is read.
//!
//! Source: RFC 5545, section 3.8.5.3, which leaves a series undefined whose first time is not one of its own.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::activity::Activity;
use crate::text;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    facts.content.activities.iter().filter_map(judge).collect()
}

fn judge(activity: &Activity) -> Option<Diagnostic> {
    let (written, first) = (activity.repeat.as_ref()?, activity.from.as_ref()?.value);
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
