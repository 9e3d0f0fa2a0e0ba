//! Figures of the points bank that can mean nothing (`field-type`): a purchase of no pieces, a price, stock
//! or cap below zero; and a validity that ends before it begins (`date-invalid`).

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::points::{CapMeasure, PointsBank, PointsRule};
use crate::source::{SourceId, Span};
use crate::text;

pub fn check(facts: &Facts) -> Vec<Diagnostic> {
    let bank = &facts.content.points;
    let rules_file = bank.rules_file.unwrap_or_default();
    let low =
        prices(bank).chain(purchases(bank)).chain(bank.rules.iter().filter_map(|rule| cap(rules_file, rule)));
    let mut found: Vec<Diagnostic> = low.map(|(file, span, least)| too_low(file, span, least)).collect();
    found.extend(bank.rules.iter().filter_map(|rule| never_valid(rules_file, rule)));
    found
}

/// Where a number is lower than it may be, and how low that is.
type Low = (SourceId, Span, i32);

fn prices(bank: &PointsBank) -> impl Iterator<Item = Low> {
    let file = bank.goods_file.unwrap_or_default();
    let numbers = bank.goods.iter().flat_map(|goods| [&goods.points, &goods.stock]);
    numbers.filter(|number| number.value < 0).map(move |number| (file, number.span, 0))
}

fn purchases(bank: &PointsBank) -> impl Iterator<Item = Low> {
    let redemptions = bank.redemptions.iter().flat_map(|list| list.list.iter().map(|one| (list.file, one)));
    let taken =
        redemptions.flat_map(|(file, one)| one.value.goods.iter().map(move |taken| (file, &taken.value)));
    // an empty span: the quantity could not be read, which is reported
    let read = taken.filter(|(_, taken)| taken.quantity.span != Span::default());
    read.filter(|(_, taken)| taken.quantity.value < 1).map(|(file, taken)| (file, taken.quantity.span, 1))
}

fn cap(file: SourceId, rule: &PointsRule) -> Option<Low> {
    let cap = rule.cap.as_ref()?;
    matches!(cap.measure, CapMeasure::Points(points) if points < 0).then_some((file, cap.span, 0))
}

fn too_low(file: SourceId, span: Span, least: i32) -> Diagnostic {
    let message = text!("这个数不能小于{least}", "This number must not be below {least}");
    let hint = text!("写 {least} 或更大的整数", "Write {least} or more");
    Diagnostic::new(Code::FieldType, file, span, message).hint(hint)
}

fn never_valid(file: SourceId, rule: &PointsRule) -> Option<Diagnostic> {
    let (from, until) = (rule.valid_from.as_ref()?, rule.valid_until.as_ref()?);
    let (first, last) = (from.value, until.value);
    let message = text!(
        "有效期的止 {last} 早于起 {first}，这条规则哪天都无效",
        "The validity ends on {last}, before it begins on {first}"
    );
    let hint = text!("止写 {first} 或以后的一天", "Write `until: {first}` or a later day");
    (last < first).then(|| Diagnostic::new(Code::DateInvalid, file, until.span, message).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::faults;

    fn found(path: &str, text: &str) -> Vec<String> {
        faults(&[(path, text)], "2026-11-10", check)
    }

    #[test]
    fn nothing_below_zero() {
        let goods = |points: i32, stock: i32| {
            found("points/goods.yaml", &format!("- {{id: A, name: 盐, points: {points}, stock: {stock}}}\n"))
        };
        assert!(goods(0, 0).is_empty());
        assert_eq!(goods(-1, 5), ["field-type content/points/goods.yaml:1:28"]);
        assert_eq!(goods(1, -5).len(), 1);
        let taken = |quantity: i32| {
            let list = format!(
                "village: 甲\nredemptions: [{{id: D, household: L, on: 2026-11-01, goods: [{{id: A, quantity: {quantity}}}]}}]\n"
            );
            found("points/v/r.yaml", &list).len()
        };
        assert_eq!((taken(1), taken(0), taken(-5)), (0, 1, 1));
        let cap = |points: i32| {
            found(
                "points/rules.yaml",
                &format!("- {{id: A, deed: 甲, points: 1, cap: {{points: {points}, per: year}}}}\n"),
            )
        };
        assert_eq!((cap(5).len(), cap(-5).len()), (0, 1));
    }

    #[test]
    fn a_validity_has_a_day() {
        let rule = |valid: &str| {
            found("points/rules.yaml", &format!("- {{id: A, deed: 甲, points: 1, valid: {{{valid}}}}}\n"))
        };
        assert!(rule("from: 2026-09-01, until: 2026-09-01").is_empty());
        assert_eq!(
            rule("from: 2026-09-01, until: 2026-08-31"),
            ["date-invalid content/points/rules.yaml:1:64"]
        );
    }
}
