//! `funds-mismatch`: a project's total is the sum of its sources, and of what it cost and what is left, to the fen.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::money::Money;
use crate::model::notice::Notice;
use crate::model::project::{Project, ProjectSum, Projects};
use crate::model::sums::Wrong;
use crate::source::SourceId;
use crate::text;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let notices = facts.content.notices.iter();
    notices.flat_map(|notice| of_projects(notice).chain(of_sums(notice))).collect()
}

fn of_projects(notice: &Notice) -> impl Iterator<Item = Diagnostic> {
    let projects = notice.all_projects();
    projects.flat_map(|(file, project)| [sources(file, project), left(file, project)]).flatten()
}

/// What a list says that its rows come to.
fn of_sums(notice: &Notice) -> impl Iterator<Item = Diagnostic> {
    let lists = notice.projects.iter();
    lists.flat_map(|list| list.wrong_sums().into_iter().filter_map(|(sum, wrong)| of_sum(list, sum, &wrong)))
}

fn of_sum(list: &Projects, sum: &ProjectSum, wrong: &Wrong) -> Option<Diagnostic> {
    let (declared, real) = (sum.total.as_ref()?, Money::from_fen(i64::try_from(wrong.sum).ok()?));
    let (label, written, count) = (&sum.label, declared.value, wrong.rows);
    let (side, where_to) = if wrong.below { ("下", "below") } else { ("上", "above") };
    let message = text!(
        "{label}写的是{written}元，它{side}面的{count}个项目加起来是{real}元",
        "{label} is {written} yuan, but the {count} projects {where_to} it add up to {real} yuan"
    );
    let hint = text!(
        "核对各个项目；如果都没错，改为 {real}。{label}也可以不写，网页上自动有合计",
        "Check the projects; if they are right, write {real}, or leave the row out: the page adds up by itself"
    );
    Some(Diagnostic::new(Code::FundsMismatch, list.file, declared.span, message).hint(hint))
}

/// What it cost and what is left are all that there was.
fn left(file: SourceId, project: &Project) -> Option<Diagnostic> {
    let (total, settled, surplus) =
        (project.total.as_ref()?.value, project.settled.as_ref()?.value, project.surplus.as_ref()?);
    let (left, right) = (surplus.value, Money::from_fen(total.fen() - settled.fen()));
    if left == right {
        return None;
    }
    let message = text!(
        "总额{total}元减去结算金额{settled}元是{right}元，结余写的是{left}元",
        "The total {total} less what was settled, {settled}, is {right} yuan, but the surplus is {left} yuan"
    );
    let hint = if right.fen() < 0 {
        text!("结算超过了总额：核对这三个数", "More was settled than there was: check the three amounts")
    } else {
        text!(
            "核对这三个数；如果总额和结算金额没错，结余改为 {right}",
            "Check the three amounts; if the other two are right, write surplus: {right}"
        )
    };
    Some(Diagnostic::new(Code::FundsMismatch, file, surplus.span, message).hint(hint))
}

fn sources(file: SourceId, project: &Project) -> Option<Diagnostic> {
    let total = project.total.as_ref()?;
    let amounts: Option<Vec<Money>> =
        project.funds.iter().map(|fund| Some(fund.amount.as_ref()?.value)).collect();
    // an amount that could not be read is already reported
    let amounts = amounts.filter(|amounts| !amounts.is_empty())?;
    let (sum, declared) = (amounts.iter().copied().sum::<Money>(), total.value);
    if sum == declared {
        return None;
    }
    let message = text!(
        "总额写的是{declared}元，各项资金加起来是{sum}元",
        "The total is {declared} yuan, but the sources add up to {sum} yuan"
    );
    let hint = text!(
        "核对各项金额；如果各项没错，总额改为 {sum}",
        "Check the amounts; if they are right, write total: {sum}"
    );
    Some(Diagnostic::new(Code::FundsMismatch, file, total.span, message).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{RULES_YAML, case};
    use expect_test::expect;

    #[test]
    fn sums_to_the_fen() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/right.md
               project:
                 name: 路
                 funds: [{source: 甲, amount: 10.5万元}, {source: 乙, amount: 0.10}]
                 total: 105000.10
            notices/wrong.md
               project:
                 name: 路
                 funds: [{source: 甲, amount: 10.5万元}, {source: 乙, amount: 0.10}]
                 total: 105000
            //          ^^^^^^ error[funds-mismatch]
            // 总额写的是105,000元，各项资金加起来是105,000.10元
            // ➜ 核对各项金额；如果各项没错，总额改为 105,000.10
            // The total is 105,000 yuan, but the sources add up to 105,000.10 yuan
            // ➜ Check the amounts; if they are right, write total: 105,000.10
        "#]]);
    }

    #[test]
    fn what_it_cost_and_what_is_left_are_the_total() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/right.md
               project: {name: 路, total: 36.5万, settled: 35.88万, surplus: 6200}
            notices/half.md
               project: {name: 路, total: 36.5万, settled: 35.88万}
            notices/wrong.md
               project: {name: 路, total: 36.5万, settled: 35.88万, surplus: 6000}
            //                                                               ^^^^ error[funds-mismatch]
            // 总额365,000元减去结算金额358,800元是6,200元，结余写的是6,000元
            // ➜ 核对这三个数；如果总额和结算金额没错，结余改为 6,200
            // The total 365,000 less what was settled, 358,800, is 6,200 yuan, but the surplus is 6,000 yuan
            // ➜ Check the three amounts; if the other two are right, write surplus: 6,200
            notices/over.md
               项目: {名称: 路, 总额: 10万, 结算金额: 11万, 结余: 1万}
            //                                                    ^^^ error[funds-mismatch]
            // 总额100,000元减去结算金额110,000元是-10,000元，结余写的是10,000元
            // ➜ 结算超过了总额：核对这三个数
        "#]]);
    }

    #[test]
    fn subtotals_and_the_total_of_a_list_are_added_up() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/plan.md
               kind: project
               项目清单:
               - {名称: 甲, 总额: 100万}
               - {名称: 乙, 总额: 60万}
               - {名称: 云砚镇小计, 总额: 160万}
               - {项目名称: 丙, 总投资: 240万, 资金: [{来源: 中央, 金额: 200万}, {来源: 县级, 金额: 30万}]}
            //                          ^^^^^ error[funds-mismatch]
            // 总额写的是2,400,000元，各项资金加起来是2,300,000元
            // ➜ 核对各项金额；如果各项没错，总额改为 2,300,000
            // The total is 2,400,000 yuan, but the sources add up to 2,300,000 yuan
            // ➜ Check the amounts; if they are right, write total: 2,300,000
               - {名称: 小计, 总额: 248万}
            //                      ^^^^^ error[funds-mismatch]
            // 小计写的是2,480,000元，它上面的1个项目加起来是2,400,000元
            // ➜ 核对各个项目；如果都没错，改为 2,400,000。小计也可以不写，网页上自动有合计
               - {名称: 合计, 总额: 408万}
            //                      ^^^^^ error[funds-mismatch]
            // 合计写的是4,080,000元，它上面的3个项目加起来是4,000,000元
            // ➜ 核对各个项目；如果都没错，改为 4,000,000。合计也可以不写，网页上自动有合计
        "#]]);
    }

    #[test]
    fn sums_may_lead_their_rows_and_be_added_up_again() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/above.md
               kind: project
               项目清单:
               - {名称: 合计, 总额: 400万}
               - {名称: 甲乡小计, 总额: 160万}
               - {名称: 甲路, 总额: 100万}
               - {名称: 乙渠, 总额: 60万}
               - {名称: 乙乡小计, 总额: 250万}
            //                          ^^^^^ error[funds-mismatch]
            // 乙乡小计写的是2,500,000元，它下面的1个项目加起来是2,400,000元
            // ➜ 核对各个项目；如果都没错，改为 2,400,000。乙乡小计也可以不写，网页上自动有合计
            // 乙乡小计 is 2,500,000 yuan, but the 1 projects below it add up to 2,400,000 yuan
            // ➜ Check the projects; if they are right, write 2,400,000, or leave the row out: the page adds up by itself
               - {名称: 丙桥, 总额: 240万}
            notices/ranks.md
               kind: project
               项目清单:
               - {名称: 甲路, 总额: 100万}
               - {名称: 上村小 计, 总额: 100万}
               - {名称: 乙渠, 总额: 60万}
               - {名称: 下村小计, 总额: 60万}
               - {名称: 甲乡合计, 总额: 160万}
               - {名称: 丙桥, 总额: 240万}
               - {名称: 乙乡合计, 总额: 240万}
               - {名称: 合  计, 总额: 400万}
        "#]]);
    }

    #[test]
    fn a_sum_over_an_amount_that_is_not_known_is_no_second_fault() {
        use crate::check::testing::sources;
        let plan = "---\n标题: 一\n类别: project\n发布单位: 二\n项目清单:\n- {名称: 甲, 村: 丙, 建设内容: 丁, 实施单位: 戊, 总额: 一百万}\n- {名称: 乙, 村: 丙, 建设内容: 丁, 实施单位: 戊, 总额: 60万}\n- {名称: 合计, 总额: 160万}\n---\n见清单。\n";
        let sources = sources(&[RULES_YAML, ("notices/a.md", plan)]);
        let parsed = crate::parse::parse(&sources);
        let told: Vec<&str> = parsed.diagnostics.iter().map(|fault| fault.message.zh.as_str()).collect();
        assert_eq!(told, ["“总额”写的是“一百万”，要填金额，用数字写，不写单位就是元"]);
        let (log, now) = (Default::default(), jiff::civil::date(2026, 11, 10).at(0, 0, 0, 0));
        let facts = Facts::new(&parsed.value, &log, now);
        let told = [check(&facts), super::super::project_incomplete::check(&facts)].concat();
        assert_eq!(told, []);
    }
}
