//! `points-account`: deeds are done and goods are taken while a household's account is open. Where several are not,
//! it is the day of opening or closing that is wrong, and is told there.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::points::Household;
use crate::model::reversal::Standing;
use crate::source::{SourceId, Spanned};
use crate::text;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};

/// So many days outside an account's life are no slips in the days.
const SEVERAL: usize = 3;

/// Something that happened to an account on a day.
type Event<'a> = (SourceId, &'a Spanned<Date>);

type ByHousehold<'a> = BTreeMap<&'a str, Vec<Event<'a>>>;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let bank = &facts.content.points;
    let homes: HashMap<&str, &Household> =
        bank.households.iter().map(|home| (home.id.value.as_str(), home)).collect();
    let (mut early, mut late) = (ByHousehold::new(), ByHousehold::new());
    for (household, file, on) in events(facts) {
        let Some(home) = homes.get(household) else { continue };
        // an opening that is still ahead is told itself
        let opened = home.joined.as_ref().filter(|joined| joined.value <= facts.today());
        if opened.is_some_and(|joined| on.value < joined.value) {
            early.entry(household).or_default().push((file, on));
        } else if !home.ends_before_it_begins()
            && home.closed.as_ref().is_some_and(|closed| on.value > closed.value)
        {
            late.entry(household).or_default().push((file, on));
        }
    }
    let file = bank.households_file.unwrap_or_default();
    let before = early.iter().filter_map(|(id, events)| Some((homes.get(id)?, events)));
    let after = late.iter().filter_map(|(id, events)| Some((homes.get(id)?, events)));
    before
        .flat_map(|(home, events)| too_early(file, home, events))
        .chain(after.flat_map(|(home, events)| too_late(file, home, events)))
        .collect()
}

/// An entry that was taken back is a mistake already mended, and the one that takes it back may come at any time.
fn events<'f>(facts: &'f Facts) -> impl Iterator<Item = (&'f str, SourceId, &'f Spanned<Date>)> {
    let standing = facts.booked().iter().filter(|booked| booked.standing == Standing::Stands);
    let deeds = standing
        .filter_map(|one| Some((one.entry.household.value.as_str(), one.batch.file, one.entry.on.as_ref()?)));
    let redemptions = facts
        .content
        .points
        .redemptions
        .iter()
        .flat_map(|list| list.list.iter().map(move |one| (list.file, one)));
    let taken = redemptions.filter(|(_, one)| one.reversed.is_none());
    deeds.chain(taken.filter_map(|(file, one)| Some((one.household.value.as_str(), file, one.on.as_ref()?))))
}

fn too_early(file: SourceId, home: &Household, events: &[Event]) -> Vec<Diagnostic> {
    let Some(joined) = &home.joined else { return Vec::new() };
    let (id, day, count) = (&home.id.value, joined.value, events.len());
    let first = events.iter().map(|(_, on)| on.value).min().unwrap_or(day);
    if count >= SEVERAL {
        let message = text!(
            "{id} 的开户日期是 {day}，有{count}笔积分或兑换比它早，最早的是 {first}",
            "The account {id} was opened on {day}; {count} deeds or redemptions are older, the first of {first}"
        );
        let hint = text!(
            "核对开户日期；以前的分从老台账带过来的，写“初始积分”",
            "Check `joined`; what the books before had goes into `opening`"
        );
        return vec![fault(file, joined, message, hint)];
    }
    let report = |&(file, on): &Event| {
        let then = on.value;
        let message = text!(
            "{id} {day} 才开户，{then} 还没有户头",
            "The account {id} was opened on {day}, after {then}"
        );
        let hint = text!(
            "核对日期和户号；开户日期写晚了的，改 households 里的“开户日期”",
            "Check the day and the household, or `joined` in the list of households"
        );
        fault(file, on, message, hint)
    };
    events.iter().map(report).collect()
}

fn too_late(file: SourceId, home: &Household, events: &[Event]) -> Vec<Diagnostic> {
    let Some(closed) = &home.closed else { return Vec::new() };
    let (id, day, count) = (&home.id.value, closed.value, events.len());
    let last = events.iter().map(|(_, on)| on.value).max().unwrap_or(day);
    if count >= SEVERAL {
        let message = text!(
            "{id} 的销户日期是 {day}，有{count}笔积分或兑换比它晚，最晚的是 {last}",
            "The account {id} was closed on {day}; {count} deeds or redemptions are later, the last of {last}"
        );
        let hint = text!("核对销户日期；没有销户的，删去这一项", "Check `closed`, or remove it");
        return vec![fault(file, closed, message, hint)];
    }
    let report = |&(file, on): &Event| {
        let then = on.value;
        let message = text!(
            "{id} {day} 已经销户，不能再有 {then} 的",
            "The account {id} was closed on {day}, before {then}"
        );
        let hint = text!(
            "核对日期和户号；没有销户的，删去 households 里的“销户日期”",
            "Check the day and the household, or `closed` in the list of households"
        );
        fault(file, on, message, hint)
    };
    events.iter().map(report).collect()
}

fn fault(file: SourceId, at: &Spanned<Date>, message: Text, hint: Text) -> Diagnostic {
    Diagnostic::new(Code::PointsAccount, file, at.span, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    const ACCOUNTS: (&str, &str) = (
        "points/households.yaml",
        "- {id: L, village: 上村, name: 顾*林, joined: 2026-03-01, closed: 2026-10-20}\n- {id: M, village: 上村, name: 何*成}\n",
    );

    #[test]
    fn deeds_and_redemptions_fall_into_an_accounts_life() {
        case(check).with([ACCOUNTS]).shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: L, rule: A, points: 1, on: 2026-02-28}
            //                                          ^^^^^^^^^^ error[points-account]
            // L 2026-03-01 才开户，2026-02-28 还没有户头
            // ➜ 核对日期和户号；开户日期写晚了的，改 households 里的“开户日期”
            // The account L was opened on 2026-03-01, after 2026-02-28
            // ➜ Check the day and the household, or `joined` in the list of households
               - {household: L, rule: A, points: 1, on: 2026-03-01}
               - {household: L, rule: A, points: 1, on: 2026-10-20}
               - {household: M, rule: A, points: 1, on: 2020-01-01}
            points/v/r.yaml
               redemptions:
               - {id: D, household: L, goods: [], on: 2026-10-21}
            //                                        ^^^^^^^^^^ error[points-account]
            // L 2026-10-20 已经销户，不能再有 2026-10-21 的
            // ➜ 核对日期和户号；没有销户的，删去 households 里的“销户日期”
        "#]]);
    }

    #[test]
    fn many_outside_it_are_one_wrong_day_of_the_account() {
        case(check).shows(expect![[r#"
            points/households.yaml
               - {id: L, village: 上村, name: 顾*林, joined: 2026-11-01}
            //                                               ^^^^^^^^^^ error[points-account]
            // L 的开户日期是 2026-11-01，有3笔积分或兑换比它早，最早的是 2026-03-01
            // ➜ 核对开户日期；以前的分从老台账带过来的，写“初始积分”
            // The account L was opened on 2026-11-01; 3 deeds or redemptions are older, the first of 2026-03-01
            // ➜ Check `joined`; what the books before had goes into `opening`
            points/v/b.yaml
               entries:
               - {household: L, rule: A, points: 1, on: 2026-03-01}
               - {household: L, rule: A, points: 1, on: 2026-03-02}
               - {household: L, rule: A, points: 1, on: 2026-03-03}
        "#]]);
    }
}
