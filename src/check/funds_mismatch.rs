//! `funds-mismatch`: a project's total is the sum of its sources, to the fen.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::money::Money;
use crate::model::notice::Notice;
use crate::text;

pub fn check(facts: &Facts) -> Vec<Diagnostic> {
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
    use crate::check::testing::{RULES_YAML, faults};

    fn found(total: &str) -> Vec<String> {
        let notice = format!(
            "---\ntitle: 一\nkind: news\nissuer: 二\nproject:\n  name: 路\n  funds: [{{source: 甲, amount: 10.5万元}}, {{source: 乙, amount: 0.10}}]\n  total: {total}\n---\n"
        );
        faults(&[RULES_YAML, ("notices/a.md", &notice)], "2026-11-10", check)
    }

    #[test]
    fn sums_to_the_fen() {
        assert!(found("105000.10").is_empty());
        assert_eq!(found("105000"), ["funds-mismatch content/notices/a.md:8:10"]);
    }
}
