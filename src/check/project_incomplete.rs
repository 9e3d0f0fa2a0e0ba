//! `project-incomplete`: what a project's notice should tell and leaves out: where, what, by whom, from what money.
//! The total is required, see `field-missing`.
//!
//! Source: the content page of the design, notices: what the rule wants and a notice leaves out is named.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::notice::Notice;
use crate::model::project::Project;
use crate::source::Span;
use crate::text;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let asked = |notice: &&Notice| facts.kind(notice).is_some_and(|kind| kind.project);
    facts.content.notices.iter().filter(asked).filter_map(judge).collect()
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
}
