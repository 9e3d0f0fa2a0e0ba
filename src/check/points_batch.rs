//! `points-batch`: a batch holds something, was scored by now, after the deeds were done, and is posted. One that
//! names no notice yet is only mentioned: it may be on its way.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::points::{Batch, Entry};
use crate::source::Spanned;
use crate::text;
use jiff::civil::Date;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let today = facts.today();
    facts.content.points.batches.iter().flat_map(|batch| judge(batch, today)).collect()
}

fn judge(batch: &Batch, today: Date) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = ahead(batch, today).into_iter().collect();
    if found.is_empty() {
        found = not_done_yet(batch);
    }
    found.extend(empty(batch).or_else(|| not_posted(batch)));
    found
}

fn fault<T>(batch: &Batch, at: &Spanned<T>, (message, hint): (Text, Text)) -> Diagnostic {
    Diagnostic::new(Code::PointsBatch, batch.file, at.span, message).hint(hint)
}

fn empty(batch: &Batch) -> Option<Diagnostic> {
    let name = &batch.batch.value;
    batch.entries.is_empty().then(|| {
        let message = text!("批次“{name}”一笔明细也没有", "The batch `{name}` has no entries");
        let hint = text!("填上“明细”；不要这一批的，删去这个文件", "Fill in `entries`, or remove the file");
        fault(batch, &batch.batch, (message, hint))
    })
}

fn not_posted(batch: &Batch) -> Option<Diagnostic> {
    let name = &batch.batch.value;
    (batch.notice.is_none() && !batch.unread.iter().any(|key| key == "notice")).then(|| {
        let message = text!(
            "批次“{name}”没有写“公示”，这些积分不会入账",
            "The batch `{name}` names no notice, so its points never count"
        );
        let hint = text!(
            "写一份类别为 points 的公告，再加一行：公示: notices/年份/公告的文件名（不带 .md）",
            "Write a notice of kind points, and add: notice: notices/YEAR/its-file (without .md)"
        );
        fault(batch, &batch.batch, (message, hint)).warning()
    })
}

fn ahead(batch: &Batch, today: Date) -> Option<Diagnostic> {
    let meeting = batch.meeting.as_ref().filter(|meeting| meeting.value > today)?;
    let day = meeting.value;
    let message = text!(
        "评议日期 {day} 还没有到，分却已经评好了",
        "The meeting of {day} is still ahead, yet it has scored points"
    );
    let hint = text!("核对年份和月份，写评议会那天", "Check year and month: write the day of the meeting");
    Some(fault(batch, meeting, (message, hint)))
}

/// Deeds of a day after the meeting; where all are, it is the meeting's day that is wrong.
fn not_done_yet(batch: &Batch) -> Vec<Diagnostic> {
    let Some(meeting) = &batch.meeting else { return Vec::new() };
    let day = meeting.value;
    let late = |entry: &&Spanned<Entry>| entry.on.as_ref().is_some_and(|on| on.value > day);
    let after: Vec<&Spanned<Entry>> = batch.entries.iter().filter(late).collect();
    if after.len() > 1 && after.len() == batch.entries.len() {
        let count = after.len();
        let message = text!(
            "评议日期是 {day}，{count}笔事项全都在它以后",
            "The meeting was on {day}; all {count} deeds are later"
        );
        let hint = text!(
            "先做事，后评议：核对评议日期的年份和月份",
            "Deeds are scored once done: check the day of the meeting"
        );
        return vec![fault(batch, meeting, (message, hint))];
    }
    let days = after.into_iter().filter_map(|entry| entry.on.as_ref());
    let report = |on: &Spanned<Date>| {
        let then = on.value;
        let message =
            text!("这笔事项是 {then} 的，评议会 {day} 就开了", "A deed of {then} cannot be scored on {day}");
        let hint = text!(
            "核对日期；评议以后做的，记到下一批",
            "Check the day; what was done later belongs in the next batch"
        );
        fault(batch, on, (message, hint))
    };
    days.map(report).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn a_batch_holds_something_and_is_posted() {
        case(check).shows(expect![[r#"
            points/v/a.yaml
               batch: B1
            //        ^^ error[points-batch]
            // 批次“B1”一笔明细也没有
            // ➜ 填上“明细”；不要这一批的，删去这个文件
            // The batch `B1` has no entries
            // ➜ Fill in `entries`, or remove the file
               entries: []
            points/v/b.yaml
               batch: B2
            //        ^^ warning[points-batch]
            // 批次“B2”没有写“公示”，这些积分不会入账
            // ➜ 写一份类别为 points 的公告，再加一行：公示: notices/年份/公告的文件名（不带 .md）
               entries:
               - {household: L, rule: A, points: 1, on: 2026-10-01}
        "#]]);
    }

    #[test]
    fn deeds_come_before_the_meeting_and_the_meeting_before_today() {
        case(check).shows(expect![[r#"
            points/v/a.yaml
               notice: notices/n
               meeting: 2027-11-04
            //          ^^^^^^^^^^ error[points-batch]
            // 评议日期 2027-11-04 还没有到，分却已经评好了
            // ➜ 核对年份和月份，写评议会那天
            // The meeting of 2027-11-04 is still ahead, yet it has scored points
            // ➜ Check year and month: write the day of the meeting
               entries:
               - {household: L, rule: A, points: 1, on: 2026-10-01}
            points/v/b.yaml
               notice: notices/n
               meeting: 2025-11-04
            //          ^^^^^^^^^^ error[points-batch]
            // 评议日期是 2025-11-04，2笔事项全都在它以后
            // ➜ 先做事，后评议：核对评议日期的年份和月份
               entries:
               - {household: L, rule: A, points: 1, on: 2026-10-01}
               - {household: L, rule: A, points: 1, on: 2026-10-02}
            points/v/c.yaml
               notice: notices/n
               meeting: 2026-10-04
               entries:
               - {household: L, rule: A, points: 1, on: 2026-10-04}
               - {household: L, rule: A, points: 1, on: 2026-10-05}
            //                                          ^^^^^^^^^^ error[points-batch]
            // 这笔事项是 2026-10-05 的，评议会 2026-10-04 就开了
            // ➜ 核对日期；评议以后做的，记到下一批
        "#]]);
    }
}
