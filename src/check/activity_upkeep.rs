//! `activity-unrecorded`: an activity that ended more than two weeks ago has no record.
//! `activity-risk-missing`: an activity says nothing of its risks.
//!
//! Source: the content page of the design: announced before, recorded after. Two weeks leave a clerk a full
//! month's turn of work without letting a record be forgotten.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::activity::{Activity, Change, Sort};
use crate::text;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

/// How long after its end an activity may go without a record, in days.
pub(super) const RECORD_WITHIN: i32 = 14;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let judge = |activity| [unrecorded(activity, facts.now), without_risk(activity)];
    facts.content.activities.iter().flat_map(judge).flatten().collect()
}

fn unrecorded(activity: &Activity, now: DateTime) -> Option<Diagnostic> {
    if activity.all_records().next().is_some() || activity.status.is_some() {
        return None;
    }
    let ended = ended(activity, now)?;
    if ended.saturating_add(RECORD_WITHIN.days()) >= now.date() {
        return None;
    }
    let message =
        text!("活动 {ended} 就结束了，还没有补记录", "The activity ended on {ended} and has no record yet");
    let hint = text!(
        "加上：记录: {{人数: ……, 时长: ……, 小结: ……}}；没有办成的写：状态: {{状态: 取消, 原因: ……}}",
        "Add: record: {{attended: …, hours: …, summary: …}}, or status: {{state: cancelled, reason: …}} if it did not take place"
    );
    Some(
        Diagnostic::new(Code::ActivityUnrecorded, activity.item.file, activity.item.head, message).hint(hint),
    )
}

/// The day on which the last of it was over; `None` while there is more to come.
fn ended(activity: &Activity, now: DateTime) -> Option<Date> {
    // of what was written and is no rule, nobody knows whether there is more to come
    let known = activity.repeat.as_ref().is_none_or(|written| written.value.is_some());
    let last = activity.listed(now).filter(|last| known && last.end() <= now)?;
    Some(last.to.unwrap_or(last.from).max(last.from).date())
}

fn without_risk(activity: &Activity) -> Option<Diagnostic> {
    // who sits and listens is in no danger that must be told
    if activity.sort() != Sort::Volunteer {
        return None;
    }
    let cancelled = activity.status.as_ref().is_some_and(|status| status.change == Change::Cancelled);
    if activity.risk.is_some() || cancelled || activity.item.is_unread(&["risk"]) {
        return None;
    }
    let message = text!("活动没有写风险提示", "The activity says nothing of its risks");
    let hint = text!(
        "加一行：风险提示: 打扫高处时注意防滑防跌落，请穿防滑鞋",
        "Add a line: risk: what to beware of, and what to wear or bring"
    );
    Some(
        Diagnostic::new(Code::ActivityRiskMissing, activity.item.file, activity.item.head, message)
            .hint(hint),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn two_weeks_are_given_for_the_record() {
        case(check).on("2026-11-01").shows(expect![[r#"
            activities/a.md
               from: 2026-10-18 08:30
               to: 2026-10-18 11:30
               risk: 防滑
        "#]]);
        case(check).on("2026-11-02").shows(expect![[r#"
            activities/a.md
            // 1:1 warning[activity-unrecorded]
            // 活动 2026-10-18 就结束了，还没有补记录
            // ➜ 加上：记录: {人数: ……, 时长: ……, 小结: ……}；没有办成的写：状态: {状态: 取消, 原因: ……}
            // The activity ended on 2026-10-18 and has no record yet
            // ➜ Add: record: {attended: …, hours: …, summary: …}, or status: {state: cancelled, reason: …} if it did not take place
               from: 2026-10-18 08:30
               to: 2026-10-18 11:30
               risk: 防滑
        "#]]);
        case(check).on("2026-12-01").shows(expect![[r#"
            activities/recorded.md
               from: 2026-10-18 08:30
               to: 2026-10-18 11:30
               risk: 防滑
               record: {attended: 3}
            activities/cancelled.md
               from: 2026-10-18 08:30
               to: 2026-10-18 11:30
               risk: 防滑
               status: {state: cancelled}
            activities/postponed.md
               from: 2026-10-18 08:30
               to: 2026-10-18 11:30
               risk: 防滑
               status: {state: postponed}
        "#]]);
    }

    #[test]
    fn a_series_ends_with_its_last_time() {
        // the last is on 11-01
        case(check).on("2026-11-15").shows(expect![[r#"
            activities/a.md
               from: 2026-10-18 08:30
               to: 2026-10-18 11:30
               risk: 防滑
               repeat: FREQ=WEEKLY;COUNT=3
        "#]]);
        case(check).on("2026-11-16").shows(expect![[r#"
            activities/a.md
            // 1:1 warning[activity-unrecorded]
            // 活动 2026-11-01 就结束了，还没有补记录
            // ➜ 加上：记录: {人数: ……, 时长: ……, 小结: ……}；没有办成的写：状态: {状态: 取消, 原因: ……}
            // The activity ended on 2026-11-01 and has no record yet
            // ➜ Add: record: {attended: …, hours: …, summary: …}, or status: {state: cancelled, reason: …} if it did not take place
               from: 2026-10-18 08:30
               to: 2026-10-18 11:30
               risk: 防滑
               repeat: FREQ=WEEKLY;COUNT=3
        "#]]);
        case(check).on("2027-11-16").shows(expect![[r#"
            activities/a.md
               from: 2026-10-18 08:30
               to: 2026-10-18 11:30
               risk: 防滑
               repeat: FREQ=WEEKLY
        "#]]);
    }

    #[test]
    fn risks_are_named_unless_it_is_cancelled() {
        case(check).shows(expect![[r#"
            activities/a.md
            // 1:1 warning[activity-risk-missing]
            // 活动没有写风险提示
            // ➜ 加一行：风险提示: 打扫高处时注意防滑防跌落，请穿防滑鞋
            // The activity says nothing of its risks
            // ➜ Add a line: risk: what to beware of, and what to wear or bring
               from: 2026-11-18 08:30
            activities/named.md
               from: 2026-11-18 08:30
               risk: 防滑
            activities/film.md
               type: performance
               from: 2026-11-18 18:30
            activities/cancelled.md
               from: 2026-11-18 08:30
               status: {state: cancelled}
            activities/postponed.md
            // 1:1 warning[activity-risk-missing]
               from: 2026-11-18 08:30
               status: {state: postponed}
        "#]]);
    }
}
