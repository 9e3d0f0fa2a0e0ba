//! A notice that is no longer what was posted, in words.

use crate::diagnostic::{Code, Text};
use crate::model::guard::Demand;
use crate::model::part::Part;
use crate::text;
use jiff::civil::Date;

/// What an entry to paste is written with.
#[derive(Clone, Copy)]
pub(super) struct Pen {
    pub today: Date,
    /// The notice has no correction yet.
    pub first: bool,
}

/// `values` are the changes, from → to, where they can be said.
pub(super) fn altered(
    parts: &[Part],
    new_until: Option<Date>,
    told: bool,
    values: Option<Text>,
    pen: Pen,
) -> (Code, Text, Text) {
    let (zh, en) = names(parts);
    let message = text!("公示期内改动了{zh}", "Changed while it is posted: {en}");
    let Text { zh: line_zh, en: line_en } = correction(parts, values, pen);
    let hint = match new_until {
        Some(until) if told => text!(
            "这是重要事项：改回原样，或者重新公示，截止日至少写到{until}",
            "This is material: restore it, or post it anew with `until` no earlier than {until}"
        ),
        Some(until) => text!(
            "这是重要事项：改回原样，或者重新公示，截止日至少写到{until}，并加一条更正（放在最后）：{line_zh}",
            "This is material: restore it, or post it anew with `until` no earlier than {until} and a correction, as the last: {line_en}"
        ),
        None => text!(
            "改回原样，或者加一条更正（放在最后）：{line_zh}",
            "Restore it, or add a correction, as the last: {line_en}"
        ),
    };
    (Code::PostingAltered, message, hint)
}

/// The entry to paste for a change of these parts.
fn correction(parts: &[Part], values: Option<Text>, pen: Pen) -> Text {
    let (zh, en) = names(parts);
    entry(&values.unwrap_or_else(|| text!("{zh}……", "{en} …")), pen)
}

/// The entry to paste that says so.
pub(super) fn entry(what: &Text, pen: Pen) -> Text {
    let Pen { today, first } = pen;
    let (zh, en) = (scalar(&what.zh), scalar(&what.en));
    let (zh, en) = (
        format!("{{日期: {today}, 内容: {zh}, 原因: ……}}"),
        format!("{{on: {today}, what: {en}, reason: …}}"),
    );
    if first { text!("更正: [{zh}]", "corrections: [{en}]") } else { Text::new(zh, en) }
}

/// A text as a value within braces: in quotes where YAML would read it as something else.
fn scalar(text: &str) -> String {
    let plain = |c: char| !c.is_control() && !",[]{}:#&*!|>'\"%@`\\?-".contains(c);
    if text.chars().all(plain) { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

pub(super) fn altered_after_end(
    parts: &[Part],
    new_until: Date,
    told: bool,
    values: Option<Text>,
    pen: Pen,
) -> (Code, Text, Text) {
    let (zh, en) = names(parts);
    let message = text!("公示期满后改动了{zh}", "Changed after the posting period: {en}");
    let Text { zh: line_zh, en: line_en } = correction(parts, values, pen);
    let hint = if told {
        text!(
            "张榜记录会记下这次改动，改动以后不能再开公示证明；需要重新公示的，截止日至少写到{new_until}",
            "The log will record it, and no certificate is given for what was changed; if it must be posted anew, set `until` to {new_until} or later"
        )
    } else {
        text!(
            "改回原样，或者加一条更正（放在最后）：{line_zh}；需要重新公示的，截止日至少写到{new_until}",
            "Restore it, or add a correction, as the last: {line_en}; if it must be posted anew, set `until` to {new_until} or later"
        )
    };
    (Code::PostingAltered, message, hint)
}

pub(super) fn kind_asks_less(from: &str, to: &str, lowered: &[Demand]) -> (Code, Text, Text) {
    let (zh, en): (Vec<&str>, Vec<&str>) = lowered.iter().map(|&demand| demanded(demand)).unzip();
    let (zh, en) = (zh.join("、"), en.join(", "));
    (
        Code::PostingAltered,
        text!(
            "公示期内类别从 {from} 改成 {to}，要求变低了：{zh}",
            "The kind was changed from `{from}` to `{to}` while it is posted, which asks for less: {en}"
        ),
        text!(
            "改回“类别: {from}”；确实写错了类别的，写“撤销”一栏，再用对的类别另发一条",
            "Restore `kind: {from}`; if that was wrong, withdraw the notice and post another"
        ),
    )
}

fn demanded(demand: Demand) -> (&'static str, &'static str) {
    match demand {
        Demand::Days => ("公示天数或算法", "days, or how they are counted"),
        Demand::Project => ("项目要写的内容", "what a project must say"),
        Demand::Material => ("哪些算重要事项", "what is material"),
        Demand::Filing => ("备案期限", "when it is filed"),
    }
}

pub(super) fn correction_altered() -> (Code, Text, Text) {
    (
        Code::PostingAltered,
        text!("改动或删去了已经公布的更正", "A correction that the public has seen was changed or removed"),
        text!(
            "恢复原来的更正，一字不动，新的更正加在最后",
            "Restore it as it was, and add a new one as the last"
        ),
    )
}

pub(super) fn correction_misdated(on: Date, today: Date) -> (Code, Text, Text) {
    (
        Code::PostingBackdated,
        text!(
            "新加的更正日期写的是{on}，不是改动的这一天",
            "A new correction is dated {on}, not the day of the change"
        ),
        text!("日期写{today}", "Write {today}"),
    )
}

pub(super) fn correction_incomplete(today: Date) -> (Code, Text, Text) {
    (
        Code::PostingAltered,
        text!("新加的更正要写清日期、内容和原因", "A new correction needs a day, what was changed, and why"),
        text!(
            "写成：{{日期: {today}, 内容: 改了什么, 原因: 为什么改}}",
            "Write: {{on: {today}, what: …, reason: …}}"
        ),
    )
}

pub(super) fn objection_altered() -> (Code, Text, Text) {
    (
        Code::PostingAltered,
        text!(
            "改动或删去了已经公布的异议或处理结果",
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
