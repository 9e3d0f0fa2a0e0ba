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

pub fn check(facts: &Facts) -> Vec<Diagnostic> {
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
    use crate::check::testing::{fault_texts, faults};

    const RULES: (&str, &str) = (
        "points/rules.yaml",
        "- {id: A01, deed: 甲, points: 10}\n- {id: A03, deed: 乙, points: 3, valid: {until: 2026-08-31}}\n- {id: A03, deed: 乙, points: 5, valid: {from: 2026-09-01, until: 2026-12-31}}\n- {id: B01, deed: 丙, points: {min: 3, max: 10}}\n- {id: H01, deed: 丁, points: -5}\n",
    );

    fn batch(name: &str, entry: &str) -> String {
        format!(
            "batch: {name}\nvillage: 上村\nmeeting: 2026-11-04\nreviewers: [一]\nentries:\n- {{household: L, {entry}}}\n"
        )
    }

    fn found(entry: &str) -> Vec<String> {
        faults(&[RULES, ("points/v/b.yaml", &batch("B", entry))], "2026-11-10", check)
    }

    #[test]
    fn points_are_those_of_the_rule_on_the_day() {
        for lawful in [
            "rule: A01, on: 2026-10-30, points: 10",
            "rule: A03, on: 2026-08-31, points: 3",
            "rule: A03, on: 2026-09-01, points: 5",
            "rule: B01, on: 2026-10-30, points: 3",
            "rule: B01, on: 2026-10-30, points: 10",
            "rule: H01, on: 2026-10-30, points: -5",
        ] {
            assert!(found(lawful).is_empty(), "{lawful}");
        }
        assert_eq!(
            found("rule: A01, on: 2026-10-30, points: 15"),
            ["points-amount content/points/v/b.yaml:6:53"]
        );
        assert_eq!(found("rule: A03, on: 2026-09-01, points: 3").len(), 1);
        assert_eq!(found("rule: B01, on: 2026-10-30, points: 11").len(), 1);
        assert_eq!(found("rule: H01, on: 2026-10-30, points: 5").len(), 1);
    }

    #[test]
    fn the_rule_is_known_and_valid() {
        assert_eq!(
            found("rule: A99, on: 2026-10-30, points: 5"),
            ["points-rule-unknown content/points/v/b.yaml:6:24"]
        );
        assert_eq!(found("rule: A03, on: 2027-01-01, points: 5").len(), 1);
        let said = |entry| {
            fault_texts(&[RULES, ("points/v/b.yaml", &batch("B", entry))], "2026-11-10", check).remove(0)
        };
        assert!(said("rule: A1, on: 2026-10-30, points: 5").contains("Did you mean `A01`"));
        assert!(said("rule: A03, on: 2027-01-01, points: 5").contains("2026-09-01…2026-12-31"));
    }

    #[test]
    fn a_mistake_that_was_taken_back_is_mended() {
        let wrong = batch("B", "rule: A01, on: 2026-10-30, points: 15");
        let back = batch("C", "rule: A01, on: 2026-11-02, points: -15, reverses: B/L/A01/2026-10-30");
        let files = [RULES, ("points/v/b.yaml", wrong.as_str()), ("points/v/c.yaml", &back)];
        assert!(faults(&files, "2026-11-10", check).is_empty());
    }
}
