//! `field-type` for `repeat` (重复): a rule that gives the first time itself. What is no rule at all is
//! reported where it is read.
//!
//! Source: RFC 5545, section 3.8.5.3, which leaves a series undefined whose first time is not one of its own.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::activity::Activity;
use crate::text;

pub fn check(facts: &Facts) -> Vec<Diagnostic> {
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
    use crate::check::testing::{fault_texts, faults};

    fn activity(repeat: &str) -> String {
        format!("---\ntitle: 一\nfrom: 2026-11-07 08:30\nrepeat: {repeat}\n---\n")
    }

    #[test]
    fn the_first_time_is_one_of_the_series() {
        let found = |repeat: &str| faults(&[("activities/a.md", &activity(repeat))], "2026-11-10", check);
        for rule in ["FREQ=DAILY;COUNT=5", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231", "FREQ=MONTHLY;BYDAY=1SA"]
        {
            assert!(found(rule).is_empty(), "{rule}");
        }
        for rule in ["FREQ=WEEKLY;BYDAY=SU", "FREQ=MONTHLY;BYDAY=2SA", "FREQ=DAILY;UNTIL=20261106"] {
            assert_eq!(found(rule), ["field-type content/activities/a.md:4:9"], "{rule}");
        }
    }

    #[test]
    fn the_first_day_is_named() {
        let said = |rule| fault_texts(&[("activities/a.md", &activity(rule))], "2026-11-10", check).remove(0);
        assert!(said("FREQ=MONTHLY;BYDAY=2SA").contains("2026-11-07 不在"));
    }
}
