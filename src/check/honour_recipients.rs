//! `honour-recipient`: nobody holds one honour twice, a household's account is of the village that is written, and
//! what was taken back was given before, and by now.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::honour::{Honour, Recipient, Revocation};
use crate::model::points_home::Homes;
use crate::source::{Span, Spanned};
use crate::text;
use jiff::civil::Date;
use std::collections::HashSet;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let homes = Homes::of(facts.content);
    facts.content.honours.iter().flat_map(|honour| judge(honour, &homes, facts.today())).collect()
}

fn judge(honour: &Honour, homes: &Homes, today: Date) -> Vec<Diagnostic> {
    let mut found = twice(honour);
    found.extend(honour.recipients.iter().filter_map(|one| elsewhere(honour, one, homes)));
    let revoked =
        honour.recipients.iter().filter_map(|one| one.value.revoked.as_ref()).chain(&honour.revoked);
    found.extend(revoked.filter_map(|revoked| untimely(honour, revoked, today)));
    found.extend(ended_before(honour));
    found
}

fn fault(honour: &Honour, span: Span, (message, hint): (Text, Text)) -> Diagnostic {
    Diagnostic::new(Code::HonourRecipient, honour.item.file, span, message).hint(hint)
}

/// The same name at the same place; two people may share a name, but then their places or accounts differ.
fn twice(honour: &Honour) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    let text = |name: &Option<Spanned<String>>| name.as_ref().map(|name| name.value.clone());
    let key = |one: &Recipient| {
        (one.name.value.clone(), text(&one.township), text(&one.village), text(&one.household))
    };
    let again = honour
        .recipients
        .iter()
        .filter(|one| !one.value.name.value.is_empty() && !seen.insert(key(&one.value)));
    let report = |one: &Spanned<Recipient>| {
        let name = &one.value.name.value;
        let message = text!("“{name}”在这份荣誉里写了两遍", "`{name}` is named twice in this honour");
        let hint = text!(
            "删去一个；同名的两个人，写上各自的村或户号",
            "Remove one; if they are two people, give each a village or household"
        );
        fault(honour, one.value.name.span, (message, hint))
    };
    again.map(report).collect()
}

fn elsewhere(honour: &Honour, one: &Recipient, homes: &Homes) -> Option<Diagnostic> {
    let (id, village) = (one.household.as_ref()?, &one.village.as_ref()?.value);
    let (real, written) = (homes.village(&id.value)?, &id.value);
    (real != village).then(|| {
        let message = text!(
            "户号“{written}”是{real}的，获奖者写的是{village}",
            "The household `{written}` is of {real}, the recipient of {village}"
        );
        let hint = text!("核对户号和村", "Check household and village");
        fault(honour, id.span, (message, hint))
    })
}

fn untimely(honour: &Honour, revoked: &Revocation, today: Date) -> Option<Diagnostic> {
    let on = revoked.on.as_ref()?;
    let (day, decided) = (on.value, decided(honour));
    let words = if day > today {
        let message = text!("撤销的日期 {day} 还没有到", "The day of the revocation, {day}, is still ahead");
        (message, text!("核对年份和月份", "Check year and month"))
    } else if let Some(decided) = decided.filter(|decided| day < *decided) {
        let message = text!(
            "{decided} 才决定表彰，{day} 就撤销了",
            "It was revoked on {day}, before it was given on {decided}"
        );
        (message, text!("核对撤销的日期和决定的日期", "Check both days"))
    } else {
        return None;
    };
    Some(fault(honour, on.span, words))
}

fn decided(honour: &Honour) -> Option<Date> {
    Some(honour.decision.as_ref()?.value.on.as_ref()?.value)
}

fn ended_before(honour: &Honour) -> Option<Diagnostic> {
    let (until, decided) = (honour.valid_until.as_ref()?, decided(honour)?);
    let last = until.value;
    (last < decided).then(|| {
        let message = text!(
            "有效期到 {last} 就满了，{decided} 才决定表彰",
            "It is valid until {last}, and was given on {decided}"
        );
        fault(honour, until.span, (message, text!("核对这两个日期的年份", "Check the years of both")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    const ACCOUNTS: (&str, &str) = ("points/households.yaml", "- {id: L, village: 上村, name: 顾*林}\n");

    #[test]
    fn who_holds_an_honour_is_named_once_and_rightly() {
        case(check).with([ACCOUNTS]).shows(expect![[r#"
            honours/a.md
               recipients:
               - {name: 顾国林, village: 上村, household: L}
               - {name: 何守成, village: 上村}
               - {name: 何守成, village: 下村}
               - {name: 何守成, village: 上村}
            //          ^^^^^^ error[honour-recipient]
            // “何守成”在这份荣誉里写了两遍
            // ➜ 删去一个；同名的两个人，写上各自的村或户号
            // `何守成` is named twice in this honour
            // ➜ Remove one; if they are two people, give each a village or household
               - {name: 林某, village: 下村, household: L}
            //                                          ^ error[honour-recipient]
            // 户号“L”是上村的，获奖者写的是下村
            // ➜ 核对户号和村
        "#]]);
    }

    #[test]
    fn what_is_taken_back_was_given_before() {
        case(check).shows(expect![[r#"
            honours/a.md
               decision: {on: 2026-10-08}
               valid_until: 2025-12-31
            //              ^^^^^^^^^^ error[honour-recipient]
            // 有效期到 2025-12-31 就满了，2026-10-08 才决定表彰
            // ➜ 核对这两个日期的年份
            // It is valid until 2025-12-31, and was given on 2026-10-08
            // ➜ Check the years of both
               recipients:
               - {name: 甲, revoked: {on: 2026-10-07, reason: 一}}
            //                            ^^^^^^^^^^ error[honour-recipient]
            // 2026-10-08 才决定表彰，2026-10-07 就撤销了
            // ➜ 核对撤销的日期和决定的日期
               - {name: 乙, revoked: {on: 2026-11-11, reason: 一}}
            //                            ^^^^^^^^^^ error[honour-recipient]
            // 撤销的日期 2026-11-11 还没有到
            // ➜ 核对年份和月份
               - {name: 丙, revoked: {on: 2026-11-10, reason: 一}}
        "#]]);
    }
}
