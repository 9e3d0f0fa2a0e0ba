//! A notice that is no longer what was posted, in words.

use crate::diagnostic::{Code, Text};
use crate::model::part::Part;
use crate::text;
use jiff::civil::Date;

pub(super) fn altered(parts: &[Part], new_until: Option<Date>) -> (Code, Text, Text) {
    let (zh, en) = names(parts);
    let message = text!("公示期内改动了{zh}", "Changed while it is posted: {en}");
    let hint = match new_until {
        Some(until) => text!(
            "这是重要事项：改回原样，或者重新公示，截止日至少写到{until}",
            "This is material: restore it, or post it anew with `until` no earlier than {until}"
        ),
        None => text!(
            "改回原样，或者加一条更正：更正: [{{日期: …, 内容: …, 原因: …}}]",
            "Restore it, or add a correction: corrections: [{{on: …, what: …, reason: …}}]"
        ),
    };
    (Code::PostingAltered, message, hint)
}

pub(super) fn altered_after_end(parts: &[Part], new_until: Date) -> (Code, Text, Text) {
    let (zh, en) = names(parts);
    (
        Code::PostingAltered,
        text!("公示期满后改动了重要事项：{zh}", "Changed after the posting period: {en}, which is material"),
        text!(
            "张榜记录会记下这次改动；需要重新公示的，截止日至少写到{new_until}",
            "The log will record it; if it must be posted anew, set `until` to {new_until} or later"
        ),
    )
}

pub(super) fn correction_altered() -> (Code, Text, Text) {
    (
        Code::PostingAltered,
        text!(
            "公示期内改动或删去了已经公布的更正",
            "A correction that the public has seen was changed or removed"
        ),
        text!("恢复原来的更正，另加一条新的更正说明", "Restore it, and add a further correction"),
    )
}

pub(super) fn correction_misdated(on: Date) -> (Code, Text, Text) {
    (
        Code::PostingBackdated,
        text!(
            "更正日期{on}不对：早于张榜，或者还没到",
            "The correction's date {on} is before the posting, or ahead"
        ),
        text!("写实际更正的日期", "Write the day of the correction"),
    )
}

pub(super) fn objection_altered() -> (Code, Text, Text) {
    (
        Code::PostingAltered,
        text!(
            "公示期内改动或删去了已经公布的异议或处理结果",
            "A published objection or its outcome was changed or removed"
        ),
        text!(
            "恢复原来的记载；异议只能增加，处理结果写上就不能改",
            "Restore it: objections are only added, and an outcome stays as written"
        ),
    )
}

fn names(parts: &[Part]) -> (String, String) {
    let zh: Vec<&str> = parts.iter().map(|part| part.name_zh()).collect();
    let en: Vec<&str> = parts.iter().map(|part| part.key()).collect();
    (zh.join("、"), en.join(", "))
}
