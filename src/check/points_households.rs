//! `household-unknown`: points are given to, and spent by, households of households.yaml, and each in its
//! own village; an honour's household account exists as well.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::points::{Household, PointsBank};
use crate::model::reversal::{Standing, booked};
use crate::source::{SourceId, Spanned};
use crate::text;
use std::cell::OnceCell;
use std::collections::HashMap;

struct Households<'a> {
    by_id: HashMap<&'a str, &'a Household>,
    /// Ids by what is left of them without what is mistyped most; made when an unknown one is met.
    by_plain: OnceCell<HashMap<String, &'a str>>,
}

impl<'a> Households<'a> {
    fn of(bank: &'a PointsBank) -> Households<'a> {
        let by_id =
            bank.households.iter().map(|household| (household.id.value.as_str(), household)).collect();
        Households { by_id, by_plain: OnceCell::new() }
    }

    /// The household that was probably meant.
    fn meant(&self, written: &str) -> Option<&'a str> {
        let by_plain = self.by_plain.get_or_init(|| {
            // in order, so that the same content always gives the same hint
            let mut ids: Vec<&str> = self.by_id.keys().copied().collect();
            ids.sort_unstable_by(|a, b| b.cmp(a));
            ids.into_iter().map(|id| (plain(id), id)).collect()
        });
        by_plain.get(&plain(written)).copied()
    }
}

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let bank = &facts.content.points;
    let known = Households::of(bank);
    let entries = entries(bank);
    let redemptions = bank.redemptions.iter().flat_map(|list| {
        list.list.iter().map(move |one| (list.file, &one.value.household, Some(list.village.value.as_str())))
    });
    let recipients = facts.content.honours.iter().flat_map(|honour| {
        let accounts = honour.recipients.iter().filter_map(|recipient| recipient.value.household.as_ref());
        accounts.map(|household| (honour.item.file, household, None))
    });
    let named = entries.into_iter().chain(redemptions).chain(recipients);
    named
        .filter(|(_, id, _)| !id.value.is_empty())
        .filter_map(|(file, id, village)| judge(&known, file, id, village))
        .collect()
}

/// An entry that was taken back is a mistake already mended.
fn entries(bank: &PointsBank) -> Vec<(SourceId, &Spanned<String>, Option<&str>)> {
    let mended = |standing| matches!(standing, Standing::TakenBack | Standing::TakesBack { .. });
    let booked = booked(bank).into_iter().filter(|booked| !mended(booked.standing));
    booked.map(|b| (b.batch.file, &b.entry.value.household, Some(b.batch.village.value.as_str()))).collect()
}

fn judge(
    known: &Households,
    file: SourceId,
    id: &Spanned<String>,
    village: Option<&str>,
) -> Option<Diagnostic> {
    let written = &id.value;
    let (message, hint) = match (known.by_id.get(written.as_str()), village) {
        (None, _) => {
            (text!("没有户号“{written}”", "There is no household `{written}`"), meant(known, written))
        }
        (Some(household), Some(village)) if !village.is_empty() && household.village.value != village => {
            let real = &household.village.value;
            (
                text!(
                    "户号“{written}”是{real}的，不是{village}的",
                    "The household `{written}` is of {real}, not of {village}"
                ),
                text!(
                    "核对户号；别的村的户，记在那个村的文件里",
                    "Check the id; households of another village belong in that village's files"
                ),
            )
        }
        _ => return None,
    };
    Some(Diagnostic::new(Code::HouseholdUnknown, file, id.span, message).hint(hint))
}

fn meant(known: &Households, written: &str) -> Text {
    match known.meant(written) {
        Some(near) => text!("是不是想写“{near}”？", "Did you mean `{near}`?"),
        None => text!(
            "新开户的，先加进 content/points/households.yaml",
            "Add new households to content/points/households.yaml first"
        ),
    }
}

/// An id without hyphens, leading zeros and case.
fn plain(id: &str) -> String {
    let letters = id.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    let mut plain = String::new();
    for c in letters {
        if c != '0' || plain.ends_with(|last: char| last.is_ascii_digit()) {
            plain.push(c);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    const HOUSEHOLDS: (&str, &str) = (
        "points/households.yaml",
        "- {id: LY-04, village: 上村, name: 乔*英}\n- {id: LY-40, village: 上村, name: 乔*兰}\n- {id: XC-01, village: 下村, name: 顾*林}\n",
    );

    #[test]
    fn entries_name_households_of_their_village() {
        case(check).with([HOUSEHOLDS]).shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: LY-04, rule: A, on: 2026-10-30, points: 5}
               - {household: LY-4, rule: A, on: 2026-10-30, points: 5}
            //               ^^^^ error[household-unknown]
            // 没有户号“LY-4”
            // ➜ 是不是想写“LY-04”？
            // There is no household `LY-4`
            // ➜ Did you mean `LY-04`?
               - {household: XC-01, rule: A, on: 2026-10-30, points: 5}
            //               ^^^^^ error[household-unknown]
            // 户号“XC-01”是下村的，不是上村的
            // ➜ 核对户号；别的村的户，记在那个村的文件里
        "#]]);
    }

    #[test]
    fn so_do_redemptions_and_honours() {
        case(check).with([HOUSEHOLDS]).shows(expect![[r#"
            points/v/r.yaml
               redemptions:
               - {id: D1, household: LY-04, on: 2026-11-01, goods: []}
               - {id: D2, household: LY-05, on: 2026-11-01, goods: []}
            //                       ^^^^^ error[household-unknown]
            // 没有户号“LY-05”
            // ➜ 新开户的，先加进 content/points/households.yaml
            // There is no household `LY-05`
            // ➜ Add new households to content/points/households.yaml first
               - {id: D3, household: XC-01, on: 2026-11-01, goods: []}
            //                       ^^^^^ error[household-unknown]
            // 户号“XC-01”是下村的，不是上村的
            // ➜ 核对户号；别的村的户，记在那个村的文件里
        "#]]);
        case(check).with([HOUSEHOLDS]).shows(expect![[r#"
            honours/h.md
               recipients: [{name: 三, village: 上村, household: XC-01}]
            honours/unknown.md
               recipients: [{name: 三, village: 上村, household: XC-02}]
            //                                                   ^^^^^ error[household-unknown]
            // 没有户号“XC-02”
            // ➜ 新开户的，先加进 content/points/households.yaml
            // There is no household `XC-02`
            // ➜ Add new households to content/points/households.yaml first
        "#]]);
    }

    #[test]
    fn a_mistake_that_was_taken_back_is_mended() {
        case(check).with([HOUSEHOLDS]).shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: LY-9, rule: A, on: 2026-10-30, points: 5}
            points/v/c.yaml
               batch: C
               entries:
               - {household: LY-9, rule: A, on: 2026-10-30, points: -5, reverses: B/LY-9/A/2026-10-30}
        "#]]);
    }

    #[test]
    fn the_likely_id_is_suggested() {
        case(check).with([HOUSEHOLDS]).shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: ly4, rule: A, on: 2026-10-30, points: 5}
            //               ^^^ error[household-unknown]
            // 没有户号“ly4”
            // ➜ 是不是想写“LY-04”？
            // There is no household `ly4`
            // ➜ Did you mean `LY-04`?
               - {household: LY-040, rule: A, on: 2026-10-30, points: 5}
            //               ^^^^^^ error[household-unknown]
            // 没有户号“LY-040”
            // ➜ 是不是想写“LY-40”？
               - {household: LY-9, rule: A, on: 2026-10-30, points: 5}
            //               ^^^^ error[household-unknown]
            // 没有户号“LY-9”
            // ➜ 新开户的，先加进 content/points/households.yaml
        "#]]);
    }
}
