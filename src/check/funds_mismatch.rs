//! `funds-mismatch`: a project's total is the sum of its sources, and of what it cost and what is left, to the fen.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::money::Money;
use crate::model::notice::Notice;
use crate::text;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    facts.content.notices.iter().flat_map(|notice| [sources(notice), left(notice)]).flatten().collect()
}

/// What it cost and what is left are all that there was.
fn left(notice: &Notice) -> Option<Diagnostic> {
    let project = notice.project.as_ref()?;
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
    Some(Diagnostic::new(Code::FundsMismatch, notice.item.file, surplus.span, message).hint(hint))
}

fn sources(notice: &Notice) -> Option<Diagnostic> {
    let project = notice.project.as_ref()?;
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
    Some(Diagnostic::new(Code::FundsMismatch, notice.item.file, total.span, message).hint(hint))
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
}
