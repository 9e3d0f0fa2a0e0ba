//! `points-reversal`: an entry that takes another back names one that is there, with the negative of its
//! points.
//!
//! Source: the points page of the handbook: published mistakes are reversed by a new entry.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::reversal::{Booked, Standing, Stray};
use crate::text;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let (bank, today) = (&facts.content.points, facts.today());
    // a batch whose meeting is still ahead, which is told, comes after all others only by mistake
    let ahead =
        bank.batches.iter().filter(|batch| batch.meeting.as_ref().is_some_and(|day| day.value > today));
    let ahead: Vec<String> = ahead.map(|batch| format!("{}/", batch.batch.value)).collect();
    let follows = |one: &&Booked| {
        let named = one.entry.reverses.as_ref();
        named.is_some_and(|named| ahead.iter().any(|batch| named.value.trim().starts_with(batch)))
    };
    facts.booked().iter().filter(|one| !follows(one)).filter_map(judge).collect()
}

fn judge(booked: &Booked) -> Option<Diagnostic> {
    let (Standing::Stray(stray), entry) = (booked.standing, &booked.entry.value) else { return None };
    let reverses = entry.reverses.as_ref()?;
    let span = match stray {
        Stray::Points { .. } => entry.points.span,
        Stray::TooEarly => entry.on.as_ref().map_or(reverses.span, |on| on.span),
        _ => reverses.span,
    };
    let (message, hint) = words(stray, &reverses.value);
    Some(Diagnostic::new(Code::PointsReversal, booked.batch.file, span, message).hint(hint))
}

fn words(stray: Stray, written: &str) -> (Text, Text) {
    let copy = text!(
        "照要冲销的那一笔写“批次/户号/事项/日期”，例如 LY-2026-10/LY-04/A01/2026-10-30",
        "Write batch/household/rule/date of the entry, such as LY-2026-10/LY-04/A01/2026-10-30"
    );
    match stray {
        Stray::Malformed => {
            (text!("“冲销”写的“{written}”少了几样", "`reverses` is incomplete: `{written}`"), copy)
        }
        Stray::Unknown => {
            (text!("以前的批次里没有“{written}”这一笔", "No earlier batch has the entry `{written}`"), copy)
        }
        Stray::Already => (
            text!("“{written}”这一笔已经冲销过了", "The entry `{written}` is already taken back"),
            text!("删去这一笔", "Remove this entry"),
        ),
        Stray::Different => (
            text!(
                "冲销的户号、事项和“{written}”不是同一个",
                "Household or rule differ from those of `{written}`"
            ),
            text!("户号、事项照原来那一笔写", "Repeat the household and rule of the entry it takes back"),
        ),
        Stray::Points { wanted } => (
            text!("冲销的分值不是原来那一笔的相反数", "The points are not the negative of the entry's"),
            text!("写：分值: {wanted}", "Write: points: {wanted}"),
        ),
        Stray::TooEarly => (
            text!("冲销的日期早于原来那一笔", "The reversal is dated before the entry that it takes back"),
            text!("日期写发现记错、决定冲销的那天", "Write the day on which the mistake was found"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn a_reversal_mirrors_its_original() {
        case(check).shows(expect![[r#"
            points/v/1.yaml
               entries: [{household: L, rule: A, on: 2026-10-30, points: 10}]
            points/v/2.yaml
               batch: C
               meeting: 2026-12-04
               entries:
               - {household: L, rule: A, on: 2026-11-20, points: -10, reverses: B/L/A/2026-10-30}
        "#]]);
        case(check).shows(expect![[r#"
            points/v/1.yaml
               entries: [{household: L, rule: A, on: 2026-10-30, points: 10}]
            points/v/2.yaml
               batch: C
               meeting: 2026-12-04
               entries:
               - {household: L, rule: A, on: 2026-11-20, points: -10, reverses: B/L/A}
            //                                                                  ^^^^^ error[points-reversal]
            // “冲销”写的“B/L/A”少了几样
            // ➜ 照要冲销的那一笔写“批次/户号/事项/日期”，例如 LY-2026-10/LY-04/A01/2026-10-30
            // `reverses` is incomplete: `B/L/A`
            // ➜ Write batch/household/rule/date of the entry, such as LY-2026-10/LY-04/A01/2026-10-30
        "#]]);
        case(check).shows(expect![[r#"
            points/v/1.yaml
               entries: [{household: L, rule: A, on: 2026-10-30, points: 10}]
            points/v/2.yaml
               batch: C
               meeting: 2026-12-04
               entries:
               - {household: L, rule: A, on: 2026-11-20, points: -10, reverses: B/L/A/2026-10-29}
            //                                                                  ^^^^^^^^^^^^^^^^ error[points-reversal]
            // 以前的批次里没有“B/L/A/2026-10-29”这一笔
            // ➜ 照要冲销的那一笔写“批次/户号/事项/日期”，例如 LY-2026-10/LY-04/A01/2026-10-30
            // No earlier batch has the entry `B/L/A/2026-10-29`
            // ➜ Write batch/household/rule/date of the entry, such as LY-2026-10/LY-04/A01/2026-10-30
        "#]]);
        case(check).shows(expect![[r#"
            points/v/1.yaml
               entries: [{household: L, rule: A, on: 2026-10-30, points: 10}]
            points/v/2.yaml
               batch: C
               meeting: 2026-12-04
               entries:
               - {household: M, rule: A, on: 2026-11-20, points: -10, reverses: B/L/A/2026-10-30}
            //                                                                  ^^^^^^^^^^^^^^^^ error[points-reversal]
            // 冲销的户号、事项和“B/L/A/2026-10-30”不是同一个
            // ➜ 户号、事项照原来那一笔写
            // Household or rule differ from those of `B/L/A/2026-10-30`
            // ➜ Repeat the household and rule of the entry it takes back
        "#]]);
        case(check).shows(expect![[r#"
            points/v/1.yaml
               entries: [{household: L, rule: A, on: 2026-10-30, points: 10}]
            points/v/2.yaml
               batch: C
               meeting: 2026-12-04
               entries:
               - {household: L, rule: A, on: 2026-11-20, points: -8, reverses: B/L/A/2026-10-30}
            //                                                   ^^ error[points-reversal]
            // 冲销的分值不是原来那一笔的相反数
            // ➜ 写：分值: -10
            // The points are not the negative of the entry's
            // ➜ Write: points: -10
        "#]]);
        case(check).shows(expect![[r#"
            points/v/1.yaml
               entries: [{household: L, rule: A, on: 2026-10-30, points: 10}]
            points/v/2.yaml
               batch: C
               meeting: 2026-12-04
               entries:
               - {household: L, rule: A, on: 2026-10-20, points: -10, reverses: B/L/A/2026-10-30}
            //                               ^^^^^^^^^^ error[points-reversal]
            // 冲销的日期早于原来那一笔
            // ➜ 日期写发现记错、决定冲销的那天
            // The reversal is dated before the entry that it takes back
            // ➜ Write the day on which the mistake was found
        "#]]);
    }

    #[test]
    fn an_entry_is_taken_back_once() {
        case(check).shows(expect![[r#"
            points/v/1.yaml
               entries: [{household: L, rule: A, on: 2026-10-30, points: 10}]
            points/v/2.yaml
               batch: C
               meeting: 2026-12-04
               entries:
               - {household: L, rule: A, on: 2026-11-20, points: -10, reverses: B/L/A/2026-10-30}
               - {household: L, rule: A, on: 2026-11-20, points: -10, reverses: B/L/A/2026-10-30}
            //                                                                  ^^^^^^^^^^^^^^^^ error[points-reversal]
            // “B/L/A/2026-10-30”这一笔已经冲销过了
            // ➜ 删去这一笔
            // The entry `B/L/A/2026-10-30` is already taken back
            // ➜ Remove this entry
        "#]]);
    }
}
