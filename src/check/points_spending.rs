//! `points-overdrawn`: no household spends more than it has on any day. `points-not-yet-spendable`: points
//! count only once their batch's notice has ended without an open objection. `goods-out-of-stock`: no more
//! is taken than there was. `goods-unknown`: what is taken is in goods.yaml, with a price on that day.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::ledger::{Ledger, Shortfall};
use crate::model::points::{Entry, Goods, Household, PointsBank, Redemption, Taken};
use crate::model::valid::ValidIndex;
use crate::source::{SourceId, Span, Spanned};
use crate::text;
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let bank = &facts.content.points;
    let ledger = Ledger::of_content(facts.content, facts.log);
    let homes: HashMap<&str, &Household> =
        bank.households.iter().map(|home| (home.id.value.as_str(), home)).collect();
    // one that is not there is told as that
    let sound_home = |id: &str| homes.is_empty() || homes.get(id).is_some_and(|home| is_sound(home));
    let sound = |short: &&Shortfall| match short {
        Shortfall::Redemption { redemption, .. } => sound_home(&redemption.household.value),
        Shortfall::Entry { entry, .. } => sound_home(&entry.household.value),
        Shortfall::Stock { taken, .. } => {
            !bank.goods.iter().any(|one| one.id.value == taken.id.value && one.unread)
        }
    };
    let short = ledger.shortfalls().iter().filter(sound);
    let mut found: Vec<Diagnostic> = short.map(|short| report(bank, short)).collect();
    found.extend(unknown_goods(bank));
    found
}

/// Nothing is missing that its account would have brought with it; what is, is told.
fn is_sound(home: &Household) -> bool {
    !home.unread && (home.opening.is_none() || home.joined.is_some())
}

fn report(bank: &PointsBank, shortfall: &Shortfall) -> Diagnostic {
    match shortfall {
        Shortfall::Redemption { file, redemption, cost, balance, pending, enough_from } => {
            let money = Money { cost: *cost, balance: *balance, pending: *pending };
            match money.would_do() {
                true => not_yet(*file, redemption, &money, *enough_from),
                false => overdrawn(*file, redemption, &money),
            }
        }
        Shortfall::Entry { file, entry, day, balance } => deducted(*file, entry, *day, *balance),
        Shortfall::Stock { file, taken, on, left } => out_of_stock(bank, *file, taken, *on, *left),
    }
}

struct Money {
    cost: i64,
    balance: i64,
    pending: i64,
}

impl Money {
    /// With what is still posted it would be enough.
    fn would_do(&self) -> bool {
        self.balance + self.pending >= self.cost
    }
}

fn not_yet(file: SourceId, redemption: &Redemption, money: &Money, enough_from: Option<Date>) -> Diagnostic {
    let (household, Money { cost, balance, pending }) = (&redemption.household.value, money);
    let message = text!(
        "{household} 要用{cost}分，当天能用的只有{balance}分，还有{pending}分的公示没有期满或有异议未办结",
        "{household} spends {cost} points but has {balance}; {pending} more are still posted, or wait for an objection's outcome"
    );
    let hint = match enough_from {
        Some(day) => text!("最早 {day} 可以兑换", "It can be done from {day} on"),
        None => text!(
            "批次要写“公示”，公示期满、异议办结以后才能兑换",
            "The batch must name its notice, and the notice must have ended with every objection settled"
        ),
    };
    let span = redemption.on.as_ref().map_or(redemption.id.span, |on| on.span);
    Diagnostic::new(Code::PointsNotYetSpendable, file, span, message).hint(hint)
}

fn overdrawn(file: SourceId, redemption: &Redemption, money: &Money) -> Diagnostic {
    let (household, Money { cost, balance, .. }) = (&redemption.household.value, money);
    let message = text!(
        "{household} 要用{cost}分，当天只有{balance}分",
        "{household} spends {cost} points but has {balance} on that day"
    );
    let hint = text!("减少数量，或者等积分够了再换", "Take less, or wait until there are enough points");
    Diagnostic::new(Code::PointsOverdrawn, file, place(redemption), message).hint(hint)
}

/// The quantity where there is only one, else the redemption's id.
fn place(redemption: &Redemption) -> Span {
    match redemption.goods.as_slice() {
        [only] => only.value.quantity.span,
        _ => redemption.id.span,
    }
}

fn deducted(file: SourceId, entry: &Entry, day: Date, balance: i64) -> Diagnostic {
    let (household, points) = (&entry.household.value, entry.points.value.unsigned_abs());
    let message = text!(
        "{household} 到 {day} 只有{balance}分，扣不了{points}分",
        "{household} has {balance} points on {day}, so {points} cannot be deducted"
    );
    let hint = text!(
        "余额不能低于零：等以后的积分入账再扣，或者分几次扣",
        "A balance never goes below zero: deduct it once more points count, or in parts"
    );
    Diagnostic::new(Code::PointsOverdrawn, file, entry.points.span, message).hint(hint)
}

fn out_of_stock(bank: &PointsBank, file: SourceId, taken: &Taken, on: Date, left: i64) -> Diagnostic {
    let name = bank.goods(&taken.id.value).map_or(taken.id.value.as_str(), |goods| goods.name.value.as_str());
    let quantity = taken.quantity.value;
    let message = text!(
        "{on} 要换{quantity}件“{name}”，库存只剩{left}件",
        "{quantity} of `{name}` are taken on {on}, but only {left} are left"
    );
    let hint = text!(
        "先核对数量；进了新货，把新进的加到 goods.yaml 的库存上",
        "Check the quantity; if new goods came in, add them to `stock` in goods.yaml"
    );
    Diagnostic::new(Code::GoodsOutOfStock, file, taken.quantity.span, message).hint(hint)
}

fn unknown_goods(bank: &PointsBank) -> Vec<Diagnostic> {
    let known = ValidIndex::new(&bank.goods);
    let redemptions = bank.redemptions.iter().flat_map(|list| list.list.iter().map(|one| (list.file, one)));
    let taken = redemptions.flat_map(|(file, one)| {
        let on = one.value.on.as_ref().map(|on| on.value);
        one.value.goods.iter().map(move |taken| (file, on, &taken.value.id))
    });
    // once for each: it is one row that is missing
    let (mut seen, mut found) = (HashSet::new(), Vec::new());
    for (file, on, id) in taken.filter(|(_, _, id)| !id.value.is_empty()) {
        let versions = known.versions(&id.value);
        let priced = on.is_none_or(|on| known.on(&id.value, on).is_some());
        if (versions.is_empty() || !priced) && seen.insert(&id.value) {
            found.push(match on {
                Some(on) if !versions.is_empty() => unpriced(file, on, id),
                _ => unknown(&bank.goods, file, id),
            });
        }
    }
    found
}

fn unpriced(file: SourceId, on: Date, id: &Spanned<String>) -> Diagnostic {
    let written = &id.value;
    let message = text!(
        "商品“{written}”在 {on} 没有价格：那天不在它的有效期里",
        "The goods `{written}` have no price on {on}"
    );
    let hint = text!(
        "核对日期；涨价的，旧价那一条写“有效期: {{止: ……}}”，新价那一条从第二天起，中间不留空",
        "Check the day; an old price ends on the day before the new one begins"
    );
    Diagnostic::new(Code::GoodsUnknown, file, id.span, message).hint(hint)
}

/// More goods than this are not compared with a mistyped id.
const COMPARED: usize = 200;

fn unknown(goods: &[Goods], file: SourceId, id: &Spanned<String>) -> Diagnostic {
    let written = &id.value;
    let message = text!("没有商品“{written}”", "There are no goods `{written}`");
    let compared = &goods[..goods.len().min(COMPARED)];
    let near = compared.iter().find(|goods| strsim::damerau_levenshtein(&goods.id.value, written) <= 1);
    let named = compared.iter().find(|goods| goods.name.value == *written);
    let hint: Text = match named.or(near) {
        Some(near) => {
            let (near, name) = (&near.id.value, &near.name.value);
            text!("是不是想写“{near}”（{name}）？", "Did you mean `{near}` ({name})?")
        }
        None => text!(
            "新商品先加进 content/points/goods.yaml",
            "Add new goods to content/points/goods.yaml first"
        ),
    };
    Diagnostic::new(Code::GoodsUnknown, file, id.span, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    const GOODS: (&str, &str) = (
        "points/goods.yaml",
        "- {id: SP01, name: 食盐, points: 5, stock: 3}\n- {id: SP02, name: 毛巾, points: 1, stock: 9}\n",
    );
    const RULES: (&str, &str) = ("rules.yaml", "points: {name: 积分公示, posting: {min: 3}}\n");
    /// Ends on Monday 2026-11-09.
    const NOTICE: (&str, &str) = (
        "notices/n.md",
        "---\ntitle: 一\nkind: points\nissuer: 二\nposting: {from: 2026-11-05, until: 2026-11-09}\n---\n",
    );
    const BATCH: (&str, &str) = (
        "points/v/b.yaml",
        "batch: B\nvillage: 上村\nmeeting: 2026-11-04\nreviewers: [一]\nnotice: notices/n\nentries:\n- {household: L, rule: A, on: 2026-10-30, points: 20}\n",
    );

    #[test]
    fn points_are_spent_after_their_notice() {
        case(check).with([GOODS, RULES, NOTICE, BATCH]).on("2026-12-10").shows(expect![[r#"
            points/v/r.yaml
               redemptions:
               - {id: D, household: L, on: 2026-11-10, goods: [{id: SP01, quantity: 1}]}
        "#]]);
        case(check).with([GOODS, RULES, NOTICE, BATCH]).on("2026-12-10").shows(expect![[r#"
            points/v/r.yaml
               redemptions:
               - {id: D, household: L, on: 2026-11-09, goods: [{id: SP01, quantity: 1}]}
            //                             ^^^^^^^^^^ error[points-not-yet-spendable]
            // L 要用5分，当天能用的只有0分，还有20分的公示没有期满或有异议未办结
            // ➜ 最早 2026-11-10 可以兑换
            // L spends 5 points but has 0; 20 more are still posted, or wait for an objection's outcome
            // ➜ It can be done from 2026-11-10 on
        "#]]);
    }

    #[test]
    fn no_more_is_spent_than_there_is() {
        case(check).with([GOODS, RULES, NOTICE, BATCH]).on("2026-12-10").shows(expect![[r#"
            points/v/r.yaml
               redemptions:
               - {id: D, household: L, on: 2026-11-10, goods: [{id: SP02, quantity: 21}]}
            //                                                                      ^^ error[goods-out-of-stock]
            // 2026-11-10 要换21件“毛巾”，库存只剩9件
            // ➜ 先核对数量；进了新货，把新进的加到 goods.yaml 的库存上
            // 21 of `毛巾` are taken on 2026-11-10, but only 9 are left
            // ➜ Check the quantity; if new goods came in, add them to `stock` in goods.yaml
            //                                                                      ^^ error[points-overdrawn]
            // L 要用21分，当天只有20分
            // ➜ 减少数量，或者等积分够了再换
            // L spends 21 points but has 20 on that day
            // ➜ Take less, or wait until there are enough points
               - {id: D, household: L, on: 2026-11-11, goods: [{id: SP01, quantity: 3}]}
        "#]]);
        case(check).with([GOODS, RULES, NOTICE, BATCH]).on("2026-12-10").shows(expect![[r#"
            points/v/r.yaml
               redemptions:
               - {id: D, household: L, on: 2026-11-10, goods: [{id: SP01, quantity: 3}]}
               - {id: D, household: L, on: 2026-11-10, goods: [{id: SP01, quantity: 3}]}
            //                                                                      ^ error[goods-out-of-stock]
            // 2026-11-10 要换3件“食盐”，库存只剩0件
            // ➜ 先核对数量；进了新货，把新进的加到 goods.yaml 的库存上
            // 3 of `食盐` are taken on 2026-11-10, but only 0 are left
            // ➜ Check the quantity; if new goods came in, add them to `stock` in goods.yaml
            //                                                                      ^ error[points-overdrawn]
            // L 要用15分，当天只有5分
            // ➜ 减少数量，或者等积分够了再换
            // L spends 15 points but has 5 on that day
            // ➜ Take less, or wait until there are enough points
        "#]]);
    }

    #[test]
    fn goods_are_known() {
        case(check).with([GOODS, RULES, NOTICE, BATCH]).on("2026-12-10").shows(expect![[r#"
            points/v/r.yaml
               redemptions:
               - {id: D, household: L, on: 2026-11-10, goods: [{id: SP1, quantity: 1}]}
            //                                                      ^^^ error[goods-unknown]
            // 没有商品“SP1”
            // ➜ 是不是想写“SP01”（食盐）？
            // There are no goods `SP1`
            // ➜ Did you mean `SP01` (食盐)?
        "#]]);
        case(check).with([GOODS]).on("2026-12-10").shows(expect![[r#"
            points/v/r.yaml
               redemptions:
               - {id: D, household: L, on: 2026-11-10, goods: [{id: 食盐, quantity: 1}]}
            //                                                      ^^^^ error[goods-unknown]
            // 没有商品“食盐”
            // ➜ 是不是想写“SP01”（食盐）？
            // There are no goods `食盐`
            // ➜ Did you mean `SP01` (食盐)?
        "#]]);
    }

    #[test]
    fn a_deduction_cannot_exceed_the_balance() {
        case(check).with([RULES, NOTICE]).on("2026-12-10").shows(expect![[r#"
            points/v/b.yaml
               notice: notices/n
               entries:
               - {household: L, rule: A, on: 2026-10-30, points: 20}
               - {household: M, rule: A, on: 2026-10-30, points: 3}
               - {household: M, rule: B, on: 2026-10-30, points: -5}
            //                                                   ^^ error[points-overdrawn]
            // M 到 2026-11-10 只有3分，扣不了5分
            // ➜ 余额不能低于零：等以后的积分入账再扣，或者分几次扣
            // M has 3 points on 2026-11-10, so 5 cannot be deducted
            // ➜ A balance never goes below zero: deduct it once more points count, or in parts
        "#]]);
    }

    #[test]
    fn a_batch_without_notice_is_never_spendable() {
        case(check).with([GOODS, RULES, NOTICE]).on("2026-12-10").shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: L, rule: A, on: 2026-10-30, points: 20}
            points/v/r.yaml
               redemptions:
               - {id: D, household: L, on: 2026-11-09, goods: [{id: SP01, quantity: 1}]}
            //                             ^^^^^^^^^^ error[points-not-yet-spendable]
            // L 要用5分，当天能用的只有0分，还有20分的公示没有期满或有异议未办结
            // ➜ 批次要写“公示”，公示期满、异议办结以后才能兑换
            // L spends 5 points but has 0; 20 more are still posted, or wait for an objection's outcome
            // ➜ The batch must name its notice, and the notice must have ended with every objection settled
        "#]]);
    }
}
