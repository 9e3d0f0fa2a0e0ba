//! How an activity repeats: the one place where the rule's text is read, and where it is said what is wrong
//! with it.
//!
//! Source: RFC 5545, section 3.3.10, of which [`Repeat`] takes a part.

use super::fields::Fields;
use crate::diagnostic::Text;
use crate::model::activity::Activity;
use crate::model::content::Content;
use crate::model::moment;
use crate::model::repeat::{self, Repeat, RepeatEnd, RepeatFault};
use crate::source::Spanned;
use crate::text;
use jiff::tz::TimeZone;
use std::sync::Arc;

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

/// What repeats until a moment in UTC ends by the site's clock.
pub(super) fn settle(content: &mut Content) {
    let zone = moment::zone(&content.site);
    for index in 0..content.activities.len() {
        let settled = content.activities.get(index).and_then(|activity| settled(activity, &zone));
        if let Some(settled) = settled {
            content.activities.replace(index, Arc::new(settled));
        }
    }
}

/// `None` where nothing changes.
fn settled(activity: &Activity, zone: &TimeZone) -> Option<Activity> {
    let in_utc = |rule: &&Repeat| matches!(rule.end, Some(RepeatEnd::UntilUtc(_)));
    let mut rule = activity.rule().filter(in_utc)?.clone();
    rule.settle(zone);
    let repeat = activity.repeat.as_ref().map(|written| Spanned::new(Some(rule), written.span));
    Some(Activity { repeat, ..activity.clone() })
}

fn reason(fault: &RepeatFault) -> Text {
    match fault {
        RepeatFault::NoFrequency => text!(
            "“重复”要以“每”或者 FREQ=DAILY、WEEKLY、MONTHLY、YEARLY 开头",
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
        "例如：每周六，共4次；每两周周三，到2026年12月31日为止；每月第一个周六；每月15日；也可以写日历软件的格式 FREQ=WEEKLY;COUNT=4",
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
        for rule in [
            "FREQ=DAILY;COUNT=5",
            "FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231",
            "FREQ=MONTHLY;BYDAY=1SA",
            "每周六",
        ] {
            assert_eq!(read(rule), (Vec::new(), true), "{rule}");
        }
    }

    #[test]
    fn what_calendars_would_misread_is_refused_at_its_place() {
        for rule in ["每逢赶集", "FREQ=WEEKLY;COUNT=四", "FREQ=WEEKLY;BYHOUR=8", "FREQ=DAILY;COUNT=2;COUNT=3"]
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
