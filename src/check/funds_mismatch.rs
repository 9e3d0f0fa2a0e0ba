//! `funds-mismatch`: a project's total is the sum of its sources, to the fen.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::money::Money;
use crate::model::notice::Notice;
use crate::text;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    facts.content.notices.iter().filter_map(judge).collect()
}

fn judge(notice: &Notice) -> Option<Diagnostic> {
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
}
