//! `project-incomplete`: what a project's notice should tell and leaves out: where, what, by whom, from what money.
//! The total is required, see `field-missing`.
//!
//! Source: the content page of the design, notices: what the rule wants and a notice leaves out is named.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::notice::Notice;
use crate::model::project::{Project, ProjectRow};
use crate::source::Span;
use crate::text;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let asked = |notice: &&Notice| facts.kind(notice).is_some_and(|kind| kind.project);
    let own = facts.content.notices.iter().filter(asked).filter_map(judge);
    own.chain(facts.content.notices.iter().filter_map(listed)).collect()
}

/// Of a list, how many rows leave out what, in one sentence; a row that could not be read wholly is told where it stands.
fn listed(notice: &Notice) -> Option<Diagnostic> {
    let list = notice.projects.as_ref()?;
    let lacks = |what: fn(&ProjectRow) -> bool| -> Vec<&str> {
        let told = |row: &ProjectRow| !row.unread.is_empty();
        let lacking = list.rows.iter().filter(|row| !told(row) && what(row));
        lacking.map(|row| row.project.name.value.as_str()).collect()
    };
    let asked = [
        (
            "place",
            "村或者地点",
            lacks(|row| row.village.is_none() && row.township.is_none() && row.project.site.is_none()),
        ),
        ("content", "建设内容", lacks(|row| row.project.content.is_none())),
        ("total", "总额", lacks(|row| row.project.cost().is_none())),
        ("unit", "实施单位", lacks(|row| row.project.unit.is_none())),
    ];
    let missing: Vec<_> = asked.iter().filter(|(.., rows)| !rows.is_empty()).collect();
    missing.first()?;
    let zh: Vec<String> =
        missing.iter().map(|(_, zh, rows)| format!("{zh}（{}个，如“{}”）", rows.len(), rows[0])).collect();
    let en: Vec<String> =
        missing.iter().map(|(en, _, rows)| format!("{en} ({}, such as {})", rows.len(), rows[0])).collect();
    let (zh, en) = (zh.join("、"), en.join(", "));
    let message = text!("清单里有项目没有写：{zh}", "Projects of the list do not say: {en}");
    let hint = text!(
        "群众要看得到建在哪里、建什么、多少钱、谁来建，每个项目都补上",
        "People have to see where, what, how much and by whom, of each project"
    );
    Some(Diagnostic::new(Code::ProjectIncomplete, notice.item.file, list.span, message).hint(hint))
}

fn judge(notice: &Notice) -> Option<Diagnostic> {
    let project = notice.project.as_ref()?;
    let missing = missing(project);
    let missing = missing.iter().filter(|(key, _)| !notice.item.is_unread(&[*key]));
    let (keys, names): (Vec<&str>, Vec<&str>) = missing.copied().unzip();
    if keys.is_empty() {
        return None;
    }
    let (en, zh, first) = (keys.join(", "), names.join("、"), names[0]);
    let message = text!("项目没有写：{zh}", "The project does not say: {en}");
    let hint = text!(
        "群众要看得到建在哪里、建什么、谁来建、钱从哪里来；在“项目”一栏里补上，如 {first}: ……",
        "People have to see where, what, by whom and from what money; add them to `project`"
    );
    let span = Span::at(project.span.start as usize);
    Some(Diagnostic::new(Code::ProjectIncomplete, notice.item.file, span, message).hint(hint))
}

/// Key and name of what is left out, in the order of the page.
fn missing(project: &Project) -> Vec<(&'static str, &'static str)> {
    let asked = [
        ("site", "地点", project.site.is_none()),
        ("content", "建设内容", project.content.is_none()),
        ("funds", "资金（来源和金额）", project.funds.is_empty()),
        ("unit", "实施单位", project.unit.is_none()),
    ];
    asked.into_iter().filter(|(.., absent)| *absent).map(|(key, name, _)| (key, name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{RULES_YAML, case};
    use expect_test::expect;

    #[test]
    fn what_people_have_to_see_is_named_once() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/bare.md
               kind: project
               project: {name: 路, total: 1}
            //          ^ warning[project-incomplete]
            // 项目没有写：地点、建设内容、资金（来源和金额）、实施单位
            // ➜ 群众要看得到建在哪里、建什么、谁来建、钱从哪里来；在“项目”一栏里补上，如 地点: ……
            // The project does not say: site, content, funds, unit
            // ➜ People have to see where, what, by whom and from what money; add them to `project`
            notices/half.md
               kind: 项目公示
               项目: {名称: 路, 地点: 甲村, 建设内容: 硬化, 总额: 1, 实施单位: 乙镇}
            //       ^ warning[project-incomplete]
            // 项目没有写：资金（来源和金额）
            // ➜ 群众要看得到建在哪里、建什么、谁来建、钱从哪里来；在“项目”一栏里补上，如 资金（来源和金额）: ……
            notices/whole.md
               kind: project
               project: {name: 路, site: 甲村, content: 硬化, funds: [{source: 财政, amount: 1}], total: 1, unit: 乙镇}
            notices/none.md
               kind: project
            notices/other.md
               kind: news
        "#]]);
    }

    #[test]
    fn sources_of_money_say_what_a_row_costs() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/plan.md
               kind: project
               项目清单:
               - {名称: 甲, 村: 一村, 建设内容: 硬化, 资金: [{来源: 中央, 金额: 1万}, {来源: 省级, 金额: 2万}], 实施单位: 镇政府}
        "#]]);
    }

    #[test]
    fn what_rows_leave_out_is_counted() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/plan.md
               kind: project
               项目清单:
               - {名称: 甲, 村: 一村, 建设内容: 硬化, 总额: 1万, 实施单位: 镇政府}
            //   ^ warning[project-incomplete]
            // 清单里有项目没有写：村或者地点（1个，如“丙”）、建设内容（1个，如“乙”）、总额（1个，如“丙”）、实施单位（1个，如“丙”）
            // ➜ 群众要看得到建在哪里、建什么、多少钱、谁来建，每个项目都补上
            // Projects of the list do not say: place (1, such as 丙), content (1, such as 乙), total (1, such as 丙), unit (1, such as 丙)
            // ➜ People have to see where, what, how much and by whom, of each project
               - {名称: 乙, 村: 一村, 总额: 1万, 实施单位: 镇政府}
               - {名称: 丙, 建设内容: 硬化}
        "#]]);
    }
}
