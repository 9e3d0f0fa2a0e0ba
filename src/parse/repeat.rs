//! How an activity repeats: the one place where the rule's text is read, and where it is said what is wrong
//! with it.
//!
//! Source: RFC 5545, section 3.3.10, of which [`Repeat`] takes a part.

use super::fields::Fields;
use crate::diagnostic::Text;
use crate::model::repeat::{self, Repeat, RepeatFault};
use crate::source::Spanned;
use crate::text;

/// The rule of a field; `None` inside for what is written but is no rule, which is reported.
pub(super) fn repeat(fields: &Fields, key: &str) -> Option<Spanned<Option<Repeat>>> {
    let written = fields.text(key)?;
    let rule = match repeat::read(&written.value) {
        Ok(rule) => Some(rule),
        Err(fault) => {
            fields.refuse(written.span, reason(&fault), examples());
            None
        }
    };
    Some(Spanned::new(rule, written.span))
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
    use crate::diagnostic::Diagnostic;
    use crate::parse::parse;
    use crate::read::Sources;
    use crate::source::Source;

    fn activity(rule: &str) -> String {
        format!("---\ntitle: 一\nfrom: 2026-11-07 08:30\nrepeat: {rule}\n---\n")
    }

    /// The faults of an activity, and whether its rule was understood.
    fn read(rule: &str) -> (Vec<Diagnostic>, bool) {
        let activity = activity(rule);
        let texts = vec![Source::new("content/activities/a.md", activity)];
        let parsed = parse(&Sources { texts, ..Sources::default() });
        (parsed.diagnostics, parsed.value.activities[0].rule().is_some())
    }

    #[test]
    fn the_handbook_rules_are_understood() {
        for rule in ["FREQ=DAILY;COUNT=5", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231", "FREQ=MONTHLY;BYDAY=1SA"]
        {
            assert_eq!(read(rule), (Vec::new(), true), "{rule}");
        }
    }

    #[test]
    fn what_calendars_would_misread_is_refused_at_its_place() {
        for rule in ["每周六", "FREQ=WEEKLY;COUNT=四", "FREQ=WEEKLY;BYHOUR=8", "FREQ=DAILY;COUNT=2;COUNT=3"]
        {
            let (faults, understood) = read(rule);
            let text = activity(rule);
            let at = |fault: &Diagnostic| text[fault.span.start as usize..fault.span.end as usize].to_owned();
            let found: Vec<_> = faults.iter().map(|fault| (fault.code.name(), at(fault))).collect();
            assert_eq!((found, understood), (vec![("field-type", rule.to_owned())], false));
        }
    }

    #[test]
    fn the_part_at_fault_is_named() {
        assert!(read("FREQ=WEEKLY;BYDAY=XX").0[0].message.zh.contains("“BYDAY=XX”不对"));
    }
}
