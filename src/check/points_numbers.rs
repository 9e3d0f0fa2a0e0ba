//! Figures of the points bank that can mean nothing (`field-type`): a purchase of no pieces, a price, stock
//! or cap below zero, two stars for the same points; a validity or account that ends before it begins
//! (`date-invalid`); points that an account brings with it, and no day from which they count (`field-missing`).

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::points::{CapMeasure, Household, PointsBank, PointsRule, Star};
use crate::model::valid::{Valid, Validity};
use crate::source::{SourceId, Span};
use crate::text;
use std::collections::HashSet;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let bank = &facts.content.points;
    let rules_file = bank.rules_file.unwrap_or_default();
    let low =
        prices(bank).chain(purchases(bank)).chain(bank.rules.iter().filter_map(|rule| cap(rules_file, rule)));
    let mut found: Vec<Diagnostic> = low.map(|(file, span, least)| too_low(file, span, least)).collect();
    found.extend(bank.rules.iter().filter_map(|rule| never_valid(rules_file, rule.validity())));
    let goods_file = bank.goods_file.unwrap_or_default();
    found.extend(bank.goods.iter().filter_map(|goods| never_valid(goods_file, goods.validity())));
    let homes_file = bank.households_file.unwrap_or_default();
    found.extend(bank.households.iter().filter_map(|home| life(homes_file, home)));
    let mut seen = HashSet::new();
    let again = bank.stars.iter().filter(|star| !seen.insert(star.points.value));
    found.extend(again.map(|star| same_star(rules_file, star)));
    found
}

fn same_star(file: SourceId, star: &Star) -> Diagnostic {
    let points = star.points.value;
    let message = text!("两个星级都是{points}分", "Two stars are given for {points} points");
    let hint = text!("星级高的，分值写高一些", "Ask more points for the higher one");
    Diagnostic::new(Code::FieldType, file, star.points.span, message).hint(hint)
}

fn life(file: SourceId, home: &Household) -> Option<Diagnostic> {
    if let (Some(joined), Some(closed)) = (&home.joined, &home.closed)
        && closed.value < joined.value
    {
        let (first, last) = (joined.value, closed.value);
        let message =
            text!("销户日期 {last} 早于开户日期 {first}", "The account is closed on {last}, before {first}");
        let hint = text!("核对这两个日期的年份和月份", "Check year and month of both");
        return Some(Diagnostic::new(Code::DateInvalid, file, closed.span, message).hint(hint));
    }
    let opening = home.opening.as_ref().filter(|_| home.joined.is_none() && !home.unread)?;
    let points = opening.value;
    let message =
        text!("写了初始积分，没有写开户日期", "`opening` points need the day from which they count");
    let hint = text!(
        "加上：开户日期: 年-月-日，这{points}分从那天起算",
        "Add `joined`: the {points} points count from it"
    );
    Some(Diagnostic::new(Code::FieldMissing, file, opening.span, message).hint(hint))
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

fn never_valid(file: SourceId, valid: &Validity) -> Option<Diagnostic> {
    let (from, until) = (valid.from.as_ref()?, valid.until.as_ref()?);
    let (first, last) = (from.value, until.value);
    let message = text!(
        "有效期的止 {last} 早于起 {first}，哪天都无效",
        "The validity ends on {last}, before it begins on {first}"
    );
    let hint = text!("止写 {first} 或以后的一天", "Write `until: {first}` or a later day");
    (last < first).then(|| Diagnostic::new(Code::DateInvalid, file, until.span, message).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn nothing_below_zero() {
        case(check).shows(expect![[r#"
            points/goods.yaml
               - {id: A, name: 盐, points: 0, stock: 0}
               - {id: B, name: 油, points: -1, stock: 5}
            //                             ^^ error[field-type]
            // 这个数不能小于0
            // ➜ 写 0 或更大的整数
            // This number must not be below 0
            // ➜ Write 0 or more
               - {id: C, name: 米, points: 1, stock: -5}
            //                                       ^^ error[field-type]
        "#]]);
        case(check).shows(expect![[r#"
            points/v/r.yaml
               redemptions:
               - {id: D1, household: L, on: 2026-11-01, goods: [{id: A, quantity: 1}]}
               - {id: D2, household: L, on: 2026-11-01, goods: [{id: A, quantity: 0}]}
            //                                                                    ^ error[field-type]
            // 这个数不能小于1
            // ➜ 写 1 或更大的整数
            // This number must not be below 1
            // ➜ Write 1 or more
               - {id: D3, household: L, on: 2026-11-01, goods: [{id: A, quantity: -5}]}
            //                                                                    ^^ error[field-type]
        "#]]);
        case(check).shows(expect![[r#"
            points/rules.yaml
               - {id: A, deed: 甲, points: 1, cap: {points: 5, per: year}}
               - {id: B, deed: 乙, points: 1, cap: {points: -5, per: year}}
            //                                     ^^^^^^^^^^^^^^^^^^^^^^ error[field-type]
            // 这个数不能小于0
            // ➜ 写 0 或更大的整数
            // This number must not be below 0
            // ➜ Write 0 or more
        "#]]);
    }

    #[test]
    fn a_validity_has_a_day() {
        case(check).shows(expect![[r#"
            points/rules.yaml
               - {id: A, deed: 甲, points: 1, valid: {from: 2026-09-01, until: 2026-09-01}}
               - {id: B, deed: 乙, points: 1, valid: {from: 2026-09-01, until: 2026-08-31}}
            //                                                                 ^^^^^^^^^^ error[date-invalid]
            // 有效期的止 2026-08-31 早于起 2026-09-01，哪天都无效
            // ➜ 止写 2026-09-01 或以后的一天
            // The validity ends on 2026-08-31, before it begins on 2026-09-01
            // ➜ Write `until: 2026-09-01` or a later day
        "#]]);
    }
}
