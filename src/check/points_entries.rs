//! `points-rule-unknown`: every entry follows a points rule that is valid on the day of the deed.
//! `points-amount`: its points are the rule's, or lie in the rule's range.
//!
//! Entries that were taken back are mistakes already mended, and reversals follow their original.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::points::{PointsBank, PointsRange, PointsRule, RuleIndex};
use crate::model::reversal::{Booked, Standing, booked};
use crate::text;
use jiff::civil::Date;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let bank = &facts.content.points;
    let rules = RuleIndex::new(bank);
    let standing = booked(bank).into_iter().filter(|booked| booked.standing == Standing::Stands);
    standing.filter_map(|booked| judge(bank, &rules, &booked)).collect()
}

fn judge(bank: &PointsBank, rules: &RuleIndex, booked: &Booked) -> Option<Diagnostic> {
    let (entry, file) = (&booked.entry.value, booked.batch.file);
    let on = entry.on.as_ref()?.value;
    if entry.rule.value.is_empty() {
        return None;
    }
    let Some(rule) = rules.valid(&entry.rule.value, on) else {
        let (message, hint) = no_rule(bank, rules.versions(&entry.rule.value), &entry.rule.value, on);
        return Some(Diagnostic::new(Code::PointsRuleUnknown, file, entry.rule.span, message).hint(hint));
    };
    let (range, given) = (rule.points.value, entry.points.value);
    if range.min <= given && given <= range.max {
        return None;
    }
    let (message, hint) = wrong_points(rule, range, given);
    Some(Diagnostic::new(Code::PointsAmount, file, entry.points.span, message).hint(hint))
}

/// More known ids than this are not compared with a mistyped one.
const COMPARED: usize = 200;

fn no_rule(bank: &PointsBank, versions: &[&PointsRule], id: &str, on: Date) -> (Text, Text) {
    if versions.is_empty() {
        let known = bank.rules.iter().map(|rule| rule.id.value.as_str()).take(COMPARED);
        let near = known.clone().find(|known| strsim::damerau_levenshtein(known, id) <= 1);
        let list = known.take(12).collect::<Vec<_>>().join("、");
        let hint = match near {
            Some(near) => text!("是不是想写“{near}”？", "Did you mean `{near}`?"),
            None => text!("可以写的编号：{list}", "Known rules: {list}"),
        };
        return (text!("积分规则里没有“{id}”", "There is no points rule `{id}`"), hint);
    }
    let spans = versions.iter().take(12).map(|rule| validity(rule)).collect::<Vec<_>>().join("、");
    (
        text!(
            "做事那天（{on}）积分规则“{id}”不在有效期内",
            "The points rule `{id}` is not valid on the day of the deed, {on}"
        ),
        text!(
            "它的有效期：{spans}；核对日期，或者换一条规则",
            "It is valid {spans}; check the date or use another rule"
        ),
    )
}

/// `2026-01-01…2026-08-31`, open ends left out.
fn validity(rule: &PointsRule) -> String {
    let day = |day: &Option<crate::source::Spanned<Date>>| {
        day.as_ref().map_or_else(String::new, |day| day.value.to_string())
    };
    format!("{}…{}", day(&rule.valid_from), day(&rule.valid_until))
}

fn wrong_points(rule: &PointsRule, range: PointsRange, given: i32) -> (Text, Text) {
    let (id, deed, PointsRange { min, max }) = (&rule.id.value, &rule.deed.value, range);
    if min == max {
        return (
            text!(
                "规则{id}（{deed}）是{min}分，这里写了{given}分",
                "The rule {id} gives {min} points, but {given} are entered"
            ),
            text!("写：分值: {min}", "Write: points: {min}"),
        );
    }
    (
        text!(
            "规则{id}（{deed}）是{min}到{max}分，这里写了{given}分",
            "The rule {id} gives {min} to {max} points, but {given} are entered"
        ),
        text!("写 {min} 到 {max} 之间的分值", "Write `points:` from {min} to {max}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    const RULES: (&str, &str) = (
        "points/rules.yaml",
        "- {id: A01, deed: 甲, points: 10}\n- {id: A03, deed: 乙, points: 3, valid: {until: 2026-08-31}}\n- {id: A03, deed: 乙, points: 5, valid: {from: 2026-09-01, until: 2026-12-31}}\n- {id: B01, deed: 丙, points: {min: 3, max: 10}}\n- {id: H01, deed: 丁, points: -5}\n",
    );

    #[test]
    fn points_are_those_of_the_rule_on_the_day() {
        case(check).with([RULES]).shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: L, rule: A01, on: 2026-10-30, points: 10}
               - {household: L, rule: A03, on: 2026-08-31, points: 3}
               - {household: L, rule: A03, on: 2026-09-01, points: 5}
               - {household: L, rule: B01, on: 2026-10-30, points: 3}
               - {household: L, rule: B01, on: 2026-10-30, points: 10}
               - {household: L, rule: H01, on: 2026-10-30, points: -5}
        "#]]);
        case(check).with([RULES]).shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: L, rule: A01, on: 2026-10-30, points: 15}
            //                                                     ^^ error[points-amount]
            // 规则A01（甲）是10分，这里写了15分
            // ➜ 写：分值: 10
            // The rule A01 gives 10 points, but 15 are entered
            // ➜ Write: points: 10
               - {household: L, rule: A03, on: 2026-09-01, points: 3}
            //                                                     ^ error[points-amount]
            // 规则A03（乙）是5分，这里写了3分
            // ➜ 写：分值: 5
               - {household: L, rule: B01, on: 2026-10-30, points: 11}
            //                                                     ^^ error[points-amount]
            // 规则B01（丙）是3到10分，这里写了11分
            // ➜ 写 3 到 10 之间的分值
               - {household: L, rule: H01, on: 2026-10-30, points: 5}
            //                                                     ^ error[points-amount]
            // 规则H01（丁）是-5分，这里写了5分
            // ➜ 写：分值: -5
        "#]]);
    }

    #[test]
    fn the_rule_is_known_and_valid() {
        case(check).with([RULES]).shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: L, rule: A99, on: 2026-10-30, points: 5}
            //                        ^^^ error[points-rule-unknown]
            // 积分规则里没有“A99”
            // ➜ 可以写的编号：A01、A03、A03、B01、H01
            // There is no points rule `A99`
            // ➜ Known rules: A01、A03、A03、B01、H01
               - {household: L, rule: A03, on: 2027-01-01, points: 5}
            //                        ^^^ error[points-rule-unknown]
            // 做事那天（2027-01-01）积分规则“A03”不在有效期内
            // ➜ 它的有效期：…2026-08-31、2026-09-01…2026-12-31；核对日期，或者换一条规则
               - {household: L, rule: A1, on: 2026-10-30, points: 5}
            //                        ^^ error[points-rule-unknown]
            // 积分规则里没有“A1”
            // ➜ 是不是想写“A01”？
        "#]]);
    }

    #[test]
    fn a_mistake_that_was_taken_back_is_mended() {
        case(check).with([RULES]).shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: L, rule: A01, on: 2026-10-30, points: 15}
            points/v/c.yaml
               batch: C
               entries:
               - {household: L, rule: A01, on: 2026-11-02, points: -15, reverses: B/L/A01/2026-10-30}
        "#]]);
    }
}
