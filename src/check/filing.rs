//! `filing-too-early`: filed (备案) before the window had ended, or while an objection waited for its
//! outcome. `filing-overdue`: the days that the kind's rule gives for filing are over.
//!
//! Source: the rule of the kind; filing follows the finished posting.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::notice::{Filing, Notice};
use crate::source::Spanned;
use crate::text;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::HashSet;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let notices = &facts.content.notices;
    let superseded: HashSet<&str> =
        notices.iter().filter_map(|notice| Some(notice.supersedes.as_ref()?.value.as_str())).collect();
    let judge = |notice: &Notice| match &notice.filing {
        Some(filing) => too_early(facts, notice, filing),
        None if superseded.contains(notice.item.id.as_str()) => None,
        None => overdue(facts, notice),
    };
    notices.iter().filter_map(judge).collect()
}

fn too_early(facts: &Facts, notice: &Notice, filing: &Spanned<Filing>) -> Option<Diagnostic> {
    let filed = filing.on.as_ref();
    let last = facts.last_day(notice);
    let (message, hint, span) = match (filed, last) {
        (Some(on), Some(last)) if on.value <= last => {
            let (on_day, next) = (on.value, last.saturating_add(1.day()));
            let message = text!(
                "公示期到 {last} 24:00 才满，{on_day} 就备案了",
                "The posting period runs until {last} at 24:00, but it was filed on {on_day}"
            );
            (message, text!("备案日期最早写 {next}", "The earliest lawful day is `on: {next}`"), on.span)
        }
        _ if notice.has_open_objection() => {
            let message =
                text!("还有异议没有办结，不能备案", "An objection has no outcome yet, so it cannot be filed");
            let hint = text!(
                "先给每条异议写上“处理结果: ……”，或者删去“备案”一栏",
                "Give every objection its `outcome: …` first, or remove `filing`"
            );
            (message, hint, filed.map_or(filing.span, |on| on.span))
        }
        _ => return None,
    };
    Some(Diagnostic::new(Code::FilingTooEarly, notice.item.file, span, message).hint(hint))
}

fn overdue(facts: &Facts, notice: &Notice) -> Option<Diagnostic> {
    let due = due(facts, notice)?;
    let (kind, today) = (facts.kind(notice)?, facts.today());
    if today <= due || notice.draft || notice.withdrawn.is_some() || notice.is_signed_late() {
        return None;
    }
    let late = today.since(due).map_or(0, |span| span.get_days());
    let (last, within) = (facts.last_day(notice)?, kind.file_within?);
    let message = text!(
        "公示期 {last} 已满，应在{within}天内备案，已超过{late}天",
        "The posting period ended on {last} and was to be filed within {within} days; it is {late} days late"
    );
    let hint = if notice.has_open_objection() {
        text!(
            "先办结异议，写上“处理结果: ……”，再去备案",
            "Settle the objection first, write its `outcome: …`, then file the notice"
        )
    } else {
        text!(
            "备案后加上：备案: {{备案单位: ……, 日期: {today}, 回执号: ……}}",
            "Once it is filed, add: filing: {{authority: …, on: {today}, receipt: …}}"
        )
    };
    let found = Diagnostic::new(Code::FilingOverdue, notice.item.file, notice.item.head, message).hint(hint);
    Some(Diagnostic { source: kind.source.as_ref().map(Text::same), ..found })
}

/// The last day for filing a notice in time.
fn due(facts: &Facts, notice: &Notice) -> Option<Date> {
    let within = facts.kind(notice)?.file_within?;
    Some(facts.last_day(notice)?.saturating_add(i32::from(within).days()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    const RULES: (&str, &str) = (
        "rules.yaml",
        "project: {name: 甲, posting: {min: 10}, file_within: 10, source: {title: 意见}}\nhonour: {name: 乙, posting: {min: 10}}\n",
    );

    #[test]
    fn filing_waits_for_the_end_of_the_last_day() {
        case(check).with([RULES]).on("2027-01-01").shows(expect![[r#"
            notices/on-the-last-day.md
               kind: project
               posting: {from: 2026-11-02, until: 2026-11-12}
               filing: {authority: 局, on: 2026-11-12}
            //                             ^^^^^^^^^^ error[filing-too-early]
            // 公示期到 2026-11-12 24:00 才满，2026-11-12 就备案了
            // ➜ 备案日期最早写 2026-11-13
            // The posting period runs until 2026-11-12 at 24:00, but it was filed on 2026-11-12
            // ➜ The earliest lawful day is `on: 2026-11-13`
            notices/after.md
               kind: project
               posting: {from: 2026-11-02, until: 2026-11-12}
               filing: {authority: 局, on: 2026-11-13}
        "#]]);
    }

    #[test]
    fn filing_waits_for_every_outcome() {
        case(check).with([RULES]).on("2027-01-01").shows(expect![[r#"
            notices/open.md
               kind: project
               posting: {from: 2026-11-02, until: 2026-11-12}
               filing: {authority: 局, on: 2026-11-13}
            //                             ^^^^^^^^^^ error[filing-too-early]
            // 还有异议没有办结，不能备案
            // ➜ 先给每条异议写上“处理结果: ……”，或者删去“备案”一栏
            // An objection has no outcome yet, so it cannot be filed
            // ➜ Give every objection its `outcome: …` first, or remove `filing`
               objections: [{on: 2026-11-05, summary: 路窄}]
            notices/answered.md
               kind: project
               posting: {from: 2026-11-02, until: 2026-11-12}
               filing: {authority: 局, on: 2026-11-13}
               objections: [{on: 2026-11-05, summary: 路窄, outcome: 已答复}]
            notices/none.md
               kind: project
               posting: {from: 2026-11-02, until: 2026-11-12}
               filing: {authority: 局, on: 2026-11-13}
               objections: []
        "#]]);
    }

    #[test]
    fn a_filing_is_overdue_the_day_after_its_term() {
        case(check).with([RULES]).on("2026-11-22").shows(expect![[r#"
            notices/a.md
               kind: project
               posting: {from: 2026-11-02, until: 2026-11-12}
        "#]]);
        case(check).with([RULES]).on("2026-11-23").shows(expect![[r#"
            notices/a.md
            // 1:1 warning[filing-overdue]
            // 公示期 2026-11-12 已满，应在10天内备案，已超过1天
            // ➜ 备案后加上：备案: {备案单位: ……, 日期: 2026-11-23, 回执号: ……}
            // The posting period ended on 2026-11-12 and was to be filed within 10 days; it is 1 days late
            // ➜ Once it is filed, add: filing: {authority: …, on: 2026-11-23, receipt: …}
            // § 《意见》 / 《意见》
               kind: project
               posting: {from: 2026-11-02, until: 2026-11-12}
        "#]]);
        case(check).with([RULES]).on("2026-12-23").shows(expect![[r#"
            notices/draft.md
               kind: project
               posting: {from: 2026-11-02, until: 2026-11-12}
               draft: true
            notices/withdrawn.md
               kind: project
               posting: {from: 2026-11-02, until: 2026-11-12}
               withdrawn: {on: 2026-11-20}
            notices/open.md
            // 1:1 warning[filing-overdue]
            // 公示期 2026-11-12 已满，应在10天内备案，已超过31天
            // ➜ 先办结异议，写上“处理结果: ……”，再去备案
            // The posting period ended on 2026-11-12 and was to be filed within 10 days; it is 31 days late
            // ➜ Settle the objection first, write its `outcome: …`, then file the notice
            // § 《意见》 / 《意见》
               kind: project
               posting: {from: 2026-11-02, until: 2026-11-12}
               objections: [{on: 2026-11-05, summary: 路窄}]
        "#]]);
    }

    #[test]
    fn only_kinds_with_a_term_and_only_notices_in_force() {
        case(check).with([RULES]).on("2027-01-01").shows(expect![[r#"
            notices/a.md
               kind: honour
               posting: {from: 2026-11-02, until: 2026-11-12}
        "#]]);
        case(check).with([RULES]).on("2027-01-01").shows(expect![[r#"
            notices/a.md
               kind: project
               posting: {from: 2026-11-02, until: 2026-11-12}
            notices/b.md
               kind: honour
               posting: {from: 2026-11-02, until: 2026-11-12}
               supersedes: notices/a
        "#]]);
    }
}
