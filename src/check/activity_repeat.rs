//! `field-type` for `repeat` (重复): a recurrence rule that calendars understand, and that gives the first
//! time itself.
//!
//! Source: RFC 5545, section 3.3.10, of which [`Repeat`] takes a part; section 3.8.5.3 leaves a series
//! undefined whose first time is not one of its own.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::activity::Activity;
use crate::model::repeat::{Repeat, RepeatFault};
use crate::text;

pub fn check(facts: &Facts) -> Vec<Diagnostic> {
    facts.content.activities.iter().filter_map(judge).collect()
}

fn judge(activity: &Activity) -> Option<Diagnostic> {
    let written = activity.repeat.as_ref()?;
    let (message, hint) = match Repeat::parse(&written.value) {
        Err(fault) => (reason(&fault), examples()),
        Ok(repeat) => {
            let first = activity.from.as_ref()?.value;
            if repeat.includes(first) {
                return None;
            }
            let day = first.date();
            (
                text!(
                    "开始的那天 {day} 不在“重复”所说的日子里",
                    "The first day {day} is not one that `repeat` gives"
                ),
                text!(
                    "“开始”写第一次的时间，星期几、几号要和“重复”对得上，也不能晚于 UNTIL",
                    "`from` is the first time: make its day agree with `repeat`, and lie before UNTIL"
                ),
            )
        }
    };
    Some(Diagnostic::new(Code::FieldType, activity.item.file, written.span, message).hint(hint))
}

fn reason(fault: &RepeatFault) -> Text {
    match fault {
        RepeatFault::NoFrequency => text!(
            "“重复”要以 FREQ=DAILY、WEEKLY、MONTHLY 或 YEARLY 开头",
            "`repeat` must begin with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY"
        ),
        RepeatFault::UnknownPart(part) if part.is_empty() => {
            text!("“重复”里多了一个分号", "There is a needless semicolon in `repeat`")
        }
        RepeatFault::UnknownPart(part) => {
            text!("“重复”里的“{part}”程序不认", "The part `{part}` of `repeat` is not known here")
        }
        RepeatFault::BadValue(part) => {
            text!("“重复”里的“{part}”不对", "The part `{part}` of `repeat` is wrong")
        }
        RepeatFault::Twice(part) => {
            text!("“重复”里“{part}”这一项写了两次", "The part of `{part}` is given twice in `repeat`")
        }
        RepeatFault::TwoEnds => {
            text!("COUNT 和 UNTIL 只能写一个", "Only one of COUNT and UNTIL can be given")
        }
        RepeatFault::NotWithFrequency(part) => {
            text!("{part} 这样写和 FREQ 的周期对不上", "{part} cannot be used in this way with this FREQ")
        }
    }
}

fn examples() -> Text {
    text!(
        "例如：FREQ=WEEKLY;COUNT=4（每周一次，共4次）、FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231（每两周一次，到年底）、FREQ=MONTHLY;BYDAY=1SA（每月第一个星期六）",
        "For example: FREQ=WEEKLY;COUNT=4, FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231, FREQ=MONTHLY;BYDAY=1SA"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{fault_texts, faults};

    fn activity(repeat: &str) -> String {
        format!("---\ntitle: 一\nfrom: 2026-11-07 08:30\nrepeat: {repeat}\n---\n")
    }

    fn found(repeat: &str) -> Vec<String> {
        faults(&[("activities/a.md", &activity(repeat))], "2026-11-10", check)
    }

    #[test]
    fn the_handbook_rules_pass() {
        for rule in ["FREQ=DAILY;COUNT=5", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231", "FREQ=MONTHLY;BYDAY=1SA"]
        {
            assert!(found(rule).is_empty(), "{rule}");
        }
    }

    #[test]
    fn what_calendars_would_misread_is_refused() {
        for rule in ["每周六", "FREQ=WEEKLY;COUNT=四", "FREQ=WEEKLY;BYHOUR=8", "FREQ=WEEKLY;BYDAY=SU"] {
            assert_eq!(found(rule), ["field-type content/activities/a.md:4:9"], "{rule}");
        }
    }

    #[test]
    fn the_part_at_fault_is_named() {
        let said = |rule| fault_texts(&[("activities/a.md", &activity(rule))], "2026-11-10", check).remove(0);
        assert!(said("FREQ=WEEKLY;BYDAY=XX").contains("“BYDAY=XX”不对"));
        assert!(said("FREQ=MONTHLY;BYDAY=2SA").contains("2026-11-07 不在"));
    }
}
