//! `points-redemption`: a redemption lies in the past, takes something, and two people stand for it; one that was
//! taken back was so after it, and by now.
//!
//! Source: the county's rule for the shop: one hands out, another one sees it.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::points::{Redemption, Redemptions};
use crate::source::{SourceId, Span, Spanned};
use crate::text;
use jiff::civil::Date;
use std::collections::BTreeMap;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let (lists, today) = (&facts.content.points.redemptions, facts.today());
    let all = lists.iter().flat_map(|list| list.list.iter().map(move |one| (list.file, one)));
    let mut found: Vec<Diagnostic> = all
        .filter_map(|(file, one)| ahead(file, one, today).or_else(|| of_return(file, one, today)))
        .collect();
    found.extend(lists.iter().flat_map(|list| list.list.iter().filter_map(|one| nothing(list.file, one))));
    found.extend(lists.iter().flat_map(alone));
    found
}

fn fault(file: SourceId, span: Span, (message, hint): (Text, Text)) -> Diagnostic {
    Diagnostic::new(Code::PointsRedemption, file, span, message).hint(hint)
}

fn ahead(file: SourceId, one: &Redemption, today: Date) -> Option<Diagnostic> {
    let on = one.on.as_ref().filter(|on| on.value > today)?;
    let day = on.value;
    let message = text!("兑换的日期 {day} 还没有到", "The redemption of {day} is still ahead");
    let hint = text!(
        "核对年份和月份；先换后记，换走那天再写",
        "Check year and month: it is written down once it was done"
    );
    Some(fault(file, on.span, (message, hint)))
}

fn of_return(file: SourceId, one: &Redemption, today: Date) -> Option<Diagnostic> {
    let (on, back) = (one.on.as_ref()?.value, one.reversed.as_ref()?.value.on.as_ref()?);
    let day = back.value;
    let words = if day < on {
        let message =
            text!("{on} 才兑换，{day} 就撤回了", "It was taken back on {day}, before the redemption of {on}");
        (message, text!("撤回的日期写东西退回来那天", "Write the day on which the goods came back"))
    } else if day > today {
        let message = text!("撤回的日期 {day} 还没有到", "The day of taking it back, {day}, is still ahead");
        (message, text!("核对年份和月份", "Check year and month"))
    } else {
        return None;
    };
    Some(fault(file, back.span, words))
}

/// The list may have been unreadable, which is told.
fn nothing(file: SourceId, one: &Redemption) -> Option<Diagnostic> {
    let id = &one.id.value;
    (one.goods.is_empty() && !one.unread).then(|| {
        let message = text!("兑换“{id}”没有写换了什么", "The redemption `{id}` takes nothing");
        let hint = text!("写：商品: [{{编号: SP01, 数量: 1}}]", "Write: goods: [{{id: SP01, quantity: 1}}]");
        fault(file, one.id.span, (message, hint))
    })
}

/// One person on both sides; once for each person in a file.
fn alone(list: &Redemptions) -> Vec<Diagnostic> {
    let mut people: BTreeMap<String, (&Spanned<String>, usize)> = BTreeMap::new();
    for one in &list.list {
        let (Some(handler), Some(witness)) = (&one.handler, &one.witness) else { continue };
        let name = plain(&witness.value);
        if plain(&handler.value) == name {
            people.entry(name).or_insert((witness, 0)).1 += 1;
        }
    }
    let report = |(name, (at, times)): (String, (&Spanned<String>, usize))| {
        let message = match times {
            1 => text!("经办人和见证人都是{name}", "{name} is both handler and witness"),
            times => text!(
                "经办人和见证人都是{name}，这个文件里有{times}笔",
                "{name} is both handler and witness, of {times} redemptions in this file"
            ),
        };
        let hint = text!("见证人写另一个在场的人", "Name another person who saw it");
        fault(list.file, at.span, (message, hint))
    };
    people.into_iter().map(report).collect()
}

/// A name without the spaces that people align names with.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn a_redemption_lies_in_the_past_and_two_people_stand_for_it() {
        case(check).shows(expect![[r#"
            points/v/r.yaml
               redemptions:
               - {id: D1, household: L, on: 2026-11-10, goods: [{id: S, quantity: 1}], handler: 甲乙, witness: 丙丁}
               - {id: D2, household: L, on: 2026-11-11, goods: [{id: S, quantity: 1}]}
            //                              ^^^^^^^^^^ error[points-redemption]
            // 兑换的日期 2026-11-11 还没有到
            // ➜ 核对年份和月份；先换后记，换走那天再写
            // The redemption of 2026-11-11 is still ahead
            // ➜ Check year and month: it is written down once it was done
               - {id: D3, household: L, on: 2026-11-09, goods: []}
            //        ^^ error[points-redemption]
            // 兑换“D3”没有写换了什么
            // ➜ 写：商品: [{编号: SP01, 数量: 1}]
               - {id: D4, household: L, on: 2026-11-09, goods: [{id: S, quantity: 1}], handler: 甲乙, witness: 甲 乙}
            //                                                                                                 ^^^^^ error[points-redemption]
            // 经办人和见证人都是甲乙，这个文件里有2笔
            // ➜ 见证人写另一个在场的人
               - {id: D5, household: L, on: 2026-11-09, goods: [{id: S, quantity: 1}], handler: 甲乙, witness: 甲乙}
        "#]]);
    }

    #[test]
    fn what_was_taken_back_was_so_after_it_and_by_now() {
        case(check).shows(expect![[r#"
            points/v/r.yaml
               redemptions:
               - {id: D1, household: L, on: 2026-11-08, goods: [{id: S, quantity: 1}], reversed: {on: 2026-11-08, reason: 拿错}}
               - {id: D2, household: L, on: 2026-11-08, goods: [{id: S, quantity: 1}], reversed: {on: 2026-11-07, reason: 拿错}}
            //                                                                                        ^^^^^^^^^^ error[points-redemption]
            // 2026-11-08 才兑换，2026-11-07 就撤回了
            // ➜ 撤回的日期写东西退回来那天
            // It was taken back on 2026-11-07, before the redemption of 2026-11-08
            // ➜ Write the day on which the goods came back
               - {id: D3, household: L, on: 2026-11-08, goods: [{id: S, quantity: 1}], reversed: {on: 2026-12-07, reason: 拿错}}
            //                                                                                        ^^^^^^^^^^ error[points-redemption]
            // 撤回的日期 2026-12-07 还没有到
            // ➜ 核对年份和月份
        "#]]);
    }
}
