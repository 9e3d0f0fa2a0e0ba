//! A project's course in time: it ends after it begins and is looked at after that (`date-invalid`), and goes forward
//! (`project-progress`).

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::notice::Notice;
use crate::model::project::{Progress, Project};
use crate::source::{SourceId, Span, Spanned};
use crate::text;
use jiff::civil::Date;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let projects = facts.content.notices.iter().flat_map(Notice::all_projects);
    projects.flat_map(|(file, project)| judge(file, project, facts.today())).collect()
}

fn judge(file: SourceId, project: &Project, today: Date) -> Vec<Diagnostic> {
    let mut faults: Vec<Fault> = reversed(project).into_iter().chain(accepted_before(project)).collect();
    faults.extend(project.progress.iter().filter_map(|step| alone(step, project, today)));
    faults.extend(project.progress.windows(2).filter_map(|pair| backwards(&pair[0], &pair[1])));
    let told = |(code, span, message, hint)| Diagnostic::new(code, file, span, message).hint(hint);
    faults.into_iter().map(told).collect()
}

type Fault = (Code, Span, Text, Text);

fn reversed(project: &Project) -> Option<Fault> {
    let period = project.period.as_ref()?;
    let (from, until) = (period.from.as_ref()?.value, period.until.as_ref()?);
    let end = until.value;
    let message =
        text!("实施期限的止 {end} 早于起 {from}", "The project ends on {end}, before it begins on {from}");
    let hint = text!("止写 {from} 或以后的一天", "Write `until: {from}` or a later day");
    (end < from).then_some((Code::DateInvalid, until.span, message, hint))
}

fn accepted_before(project: &Project) -> Option<Fault> {
    let from = project.period.as_ref()?.from.as_ref()?.value;
    let accepted = project.acceptance.as_ref()?.on.as_ref()?;
    let on = accepted.value;
    let message =
        text!("验收日期 {on} 早于实施期限的起 {from}", "It was accepted on {on}, before it begins on {from}");
    let hint = text!("核对验收日期和实施期限", "Check the day of acceptance and the period");
    (on < from).then_some((Code::DateInvalid, accepted.span, message, hint))
}

/// What is wrong with a step whatever stands before it.
fn alone(step: &Spanned<Progress>, project: &Project, today: Date) -> Option<Fault> {
    let fault = |span, message, hint| Some((Code::ProjectProgress, span, message, hint));
    if let Some(percent) = step.percent.as_ref().filter(|percent| percent.value > 100) {
        let done = percent.value;
        let message =
            text!("进度写的是 {done}%，最多是 100%", "The progress is {done}%, but cannot pass 100%");
        return fault(percent.span, message, text!("全部完成写 100%", "What is done is 100%"));
    }
    if let Some(on) = step.on.as_ref().filter(|on| on.value > today) {
        let day = on.value;
        let message = text!("进度的日期 {day} 还没有到", "The progress is of {day}, which is ahead");
        return fault(
            on.span,
            message,
            text!("写已经做到的那一天", "Write the day on which it had come so far"),
        );
    }
    let (paid, total) = (step.paid.as_ref()?, project.total.as_ref()?.value);
    let amount = paid.value;
    let message = text!("支出 {amount}元 超过了总额 {total}元", "{amount} yuan are paid, of {total} in all");
    let hint = text!(
        "支出写到这一天为止一共付了多少；核对总额",
        "Write what was paid up to that day; check the total"
    );
    (amount > total).then_some((Code::ProjectProgress, paid.span, message, hint))
}

/// A step that falls behind the one before it; the first thing that does.
fn backwards(before: &Progress, after: &Progress) -> Option<Fault> {
    let dates =
        before.on.as_ref().zip(after.on.as_ref()).filter(|(before, after)| after.value < before.value);
    if let Some((before, after)) = dates {
        let (was, is) = (before.value, after.value);
        let message =
            text!("进度的日期 {is} 早于前一步的 {was}", "The step of {is} stands after that of {was}");
        return Some((Code::ProjectProgress, after.span, message, order()));
    }
    let done = before.percent.as_ref().zip(after.percent.as_ref());
    if let Some((before, after)) = done.filter(|(before, after)| after.value < before.value) {
        let (was, is) = (before.value, after.value);
        let message = text!("进度从 {was}% 退到 {is}%", "The progress falls from {was}% to {is}%");
        return Some((Code::ProjectProgress, after.span, message, order()));
    }
    let (before, after) = before.paid.as_ref().zip(after.paid.as_ref())?;
    let (was, is) = (before.value, after.value);
    let message = text!("支出从 {was}元 退到 {is}元", "What is paid falls from {was} to {is} yuan");
    let hint = text!(
        "支出写到这一天为止一共付了多少，不是这一步付了多少",
        "Write all that was paid up to that day, not this step's part"
    );
    (is < was).then_some((Code::ProjectProgress, after.span, message, hint))
}

fn order() -> Text {
    text!(
        "进度按日期从早到晚写，一步比一步多；前面写错了的改过来",
        "Write the steps in the order of their days, each with more done; mend the one that is wrong"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{RULES_YAML, case};
    use expect_test::expect;

    #[test]
    fn a_project_goes_forward() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/reversed.md
               kind: project
               project: {name: 路, period: {from: 2026-10-01, until: 2026-03-01}}
            //                                                       ^^^^^^^^^^ error[date-invalid]
            // 实施期限的止 2026-03-01 早于起 2026-10-01
            // ➜ 止写 2026-10-01 或以后的一天
            // The project ends on 2026-03-01, before it begins on 2026-10-01
            // ➜ Write `until: 2026-10-01` or a later day
            notices/accepted.md
               kind: project
               project: {name: 路, period: 2026年, acceptance: {on: 2025-12-31, unit: 县局, result: 合格}}
            //                                                      ^^^^^^^^^^ error[date-invalid]
            // 验收日期 2025-12-31 早于实施期限的起 2026-01-01
            // ➜ 核对验收日期和实施期限
            notices/steps.md
               kind: project
               project:
                 name: 路
                 total: 10万
                 progress:
                   - {on: 2026-09-01, percent: 60%, paid: 3万}
                   - {on: 2026-10-01, percent: 40%}
            //                                 ^^^ error[project-progress]
            // 进度从 60% 退到 40%
            // ➜ 进度按日期从早到晚写，一步比一步多；前面写错了的改过来
            // The progress falls from 60% to 40%
            // ➜ Write the steps in the order of their days, each with more done; mend the one that is wrong
                   - {on: 2026-10-01, percent: 120%}
            //                                 ^^^^ error[project-progress]
            // 进度写的是 120%，最多是 100%
            // ➜ 全部完成写 100%
                   - {on: 2026-09-30, paid: 5万}
            //            ^^^^^^^^^^ error[project-progress]
            // 进度的日期 2026-09-30 早于前一步的 2026-10-01
            // ➜ 进度按日期从早到晚写，一步比一步多；前面写错了的改过来
                   - {on: 2026-10-02, paid: 4万}
            //                              ^^^ error[project-progress]
            // 支出从 50,000元 退到 40,000元
            // ➜ 支出写到这一天为止一共付了多少，不是这一步付了多少
                   - {on: 2026-11-02, paid: 10.1万}
            //                              ^^^^^^ error[project-progress]
            // 支出 101,000元 超过了总额 100,000元
            // ➜ 支出写到这一天为止一共付了多少；核对总额
                   - {on: 2026-11-11}
            //            ^^^^^^^^^^ error[project-progress]
            // 进度的日期 2026-11-11 还没有到
            // ➜ 写已经做到的那一天
            notices/right.md
               kind: project
               project:
                 name: 路
                 total: 10万
                 period: {from: 2026-03-01, until: 2026-03-01}
                 acceptance: {on: 2026-03-01}
                 progress: [{on: 2026-09-01, percent: 百分之60, note: 路基完成}, {on: 2026-11-10, percent: 100, paid: 10万}]
        "#]]);
    }
}
