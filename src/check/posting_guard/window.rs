//! What was done to a notice's days, or to its being up, in words.

use crate::diagnostic::{Code, Text};
use crate::text;
use jiff::civil::Date;

pub(super) fn backdated(declared: Date, seen: Date, new_until: Option<Date>) -> (Code, Text, Text) {
    let message = text!(
        "公示起始日{declared}早于实际张榜日{seen}",
        "The posting period claims to begin on {declared}, but the notice went up on {seen}"
    );
    let hint = match new_until {
        Some(until) => text!(
            "起始日改成{seen}，截止日至少写到{until}",
            "Set `from` to {seen} and `until` to {until} or later"
        ),
        None => text!("起始日改回{seen}或更晚", "Set `from` back to {seen} or later"),
    };
    (Code::PostingBackdated, message, hint)
}

pub(super) fn shortened(until: Date) -> (Code, Text, Text) {
    (
        Code::PostingWithdrawnEarly,
        text!(
            "公示期被缩短：已经公布公示到{until}",
            "The posting period was shortened: it is announced until {until}"
        ),
        text!("截止日改回{until}或更晚", "Set `until` back to {until} or later"),
    )
}

pub(super) fn reopened(new_until: Date) -> (Code, Text, Text) {
    (
        Code::PostingAltered,
        text!("公示期已经满了，不能接着延长", "The posting period has ended and cannot go on"),
        text!(
            "改回原来的截止日；要重新公示，截止日至少写到{new_until}",
            "Set `until` back; to post it anew, set it to {new_until} or later"
        ),
    )
}

pub(super) fn withdrawal_incomplete(today: Date) -> (Code, Text, Text) {
    (
        Code::PostingWithdrawnEarly,
        text!(
            "公示期内撤销要写明原因和批准单位，日期不能在今天之后",
            "A withdrawal within the posting period needs a reason and an authority, and no date ahead"
        ),
        text!(
            "撤销: {{日期: {today}, 原因: ……, 批准单位: ……}}",
            "withdrawn: {{on: {today}, reason: …, authority: …}}"
        ),
    )
}

pub(super) fn withdrawal_undone(new_until: Date) -> (Code, Text, Text) {
    (
        Code::PostingAltered,
        text!(
            "撤销的公告又恢复了，却没有重新公示、说明原因",
            "The withdrawal was taken back without a new posting period and a word"
        ),
        text!(
            "恢复“撤销”一栏；要重新公示，截止日至少写到{new_until}，并加一条更正说明",
            "Restore `withdrawn`; to post it anew, set `until` to {new_until} or later and add a correction"
        ),
    )
}

pub(super) fn supersedes_open(old: &str, until: Date, today: Date) -> (Code, Text, Text) {
    (
        Code::PostingWithdrawnEarly,
        text!(
            "它替代的公告“{old}”公示到{until}才满，却没有写撤销",
            "It takes the place of `{old}`, which is posted until {until} and not withdrawn"
        ),
        text!(
            "在 content/{old}.md 里加：撤销: {{日期: {today}, 原因: ……, 批准单位: ……}}；没有批准就等公示期满再替代",
            "Add to content/{old}.md: withdrawn: {{on: {today}, reason: …, authority: …}}; without approval wait until its posting has ended"
        ),
    )
}
