//! `household-unknown`: points are given to, and spent by, households of households.yaml, and each in its
//! own village; an honour's household account exists as well. A wrong village of a whole file is told at the village,
//! and a household that is not there once, wherever it is named.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::points::{Household, PointsBank};
use crate::model::points_home::Homes;
use crate::model::reversal::Standing;
use crate::source::{SourceId, Spanned};
use crate::text;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

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
    let content = facts.content;
    let known = Households::of(&content.points);
    let homes = Homes::of(content);
    let (mut found, mut unknown) = (Vec::new(), BTreeMap::new());
    for record in records(facts) {
        let written = &record.village.value;
        let meant = homes.meant(written, record.households.iter().map(|id| id.value.as_str()));
        // one that is in no list of places is told as that
        let is_place = content.places.open || content.places.village(None, written).is_some();
        found.extend(meant.filter(|_| is_place).map(|meant| other_village(&record, meant)));
        let village = meant.unwrap_or(written);
        for id in &record.households {
            found.extend(judge(&known, record.file, id, Some(village), (&homes, &mut unknown)));
        }
    }
    for honour in content.honours.iter() {
        let accounts = honour.recipients.iter().filter_map(|recipient| recipient.value.household.as_ref());
        accounts
            .for_each(|id| found.extend(judge(&known, honour.item.file, id, None, (&homes, &mut unknown))));
    }
    // of each number that is used twice, one household may be the one that is missing
    let twice = content.points.households.len() - known.by_id.len();
    let explained = unknown.len() <= twice;
    found.extend(unknown.into_values().filter(|_| !explained).map(|missing| missing.report(&known)));
    found
}

/// A batch or a list of redemptions: its village, and the households that it names.
struct Record<'a> {
    file: SourceId,
    village: &'a Spanned<String>,
    households: Vec<&'a Spanned<String>>,
}

/// An entry that was taken back is a mistake already mended.
fn records<'a>(facts: &Facts<'a>) -> Vec<Record<'a>> {
    let mended = |standing| matches!(standing, Standing::TakenBack | Standing::TakesBack { .. });
    let mut batches: BTreeMap<&str, Record> = BTreeMap::new();
    for one in facts.booked().iter().filter(|one| !mended(one.standing)) {
        let (file, village) = (one.batch.file, &one.batch.village);
        let record = || Record { file, village, households: Vec::new() };
        batches.entry(&one.batch.id).or_insert_with(record).households.push(&one.entry.value.household);
    }
    let redemptions = facts.content.points.redemptions.iter().map(|list| Record {
        file: list.file,
        village: &list.village,
        households: list.list.iter().map(|one| &one.value.household).collect(),
    });
    batches.into_values().chain(redemptions).collect()
}

fn other_village(record: &Record, meant: &str) -> Diagnostic {
    let (written, count) = (&record.village.value, record.households.len());
    let message = text!(
        "“村”写的是{written}，下面的{count}笔差不多都是{meant}的户",
        "`village` is {written}, but nearly all of the {count} households below are of {meant}"
    );
    let hint = text!("写：村: {meant}", "Write: village: {meant}");
    Diagnostic::new(Code::HouseholdUnknown, record.file, record.village.span, message).hint(hint)
}

/// Where an id stands that no household has, and how often.
struct Missing<'a> {
    file: SourceId,
    id: &'a Spanned<String>,
    times: usize,
}

impl Missing<'_> {
    /// Once, at the first place: it is one household that is missing, or one number that is wrong.
    fn report(&self, known: &Households) -> Diagnostic {
        let (written, more) = (&self.id.value, self.times - 1);
        let message = match more {
            0 => text!("没有户号“{written}”", "There is no household `{written}`"),
            more => text!(
                "没有户号“{written}”，另有{more}处也写了它",
                "There is no household `{written}`, which {more} others name as well"
            ),
        };
        Diagnostic::new(Code::HouseholdUnknown, self.file, self.id.span, message).hint(meant(known, written))
    }
}

/// A household of another village; one that is not there is kept for later.
fn judge<'a>(
    known: &Households,
    file: SourceId,
    id: &'a Spanned<String>,
    village: Option<&str>,
    (homes, unknown): (&Homes, &mut BTreeMap<&'a str, Missing<'a>>),
) -> Option<Diagnostic> {
    let written = &id.value;
    if written.is_empty() {
        return None;
    }
    if !known.by_id.contains_key(written.as_str()) {
        unknown.entry(written).or_insert(Missing { file, id, times: 0 }).times += 1;
        return None;
    }
    let (real, village) = (homes.village(written)?, village.filter(|village| !village.is_empty())?);
    if real == village {
        return None;
    }
    let message = text!(
        "户号“{written}”是{real}的，不是{village}的",
        "The household `{written}` is of {real}, not of {village}"
    );
    let hint = text!(
        "核对户号；别的村的户，记在那个村的文件里",
        "Check the id; households of another village belong in that village's files"
    );
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
    fn a_number_used_twice_explains_one_that_is_missing() {
        let twice = (
            "points/households.yaml",
            "- {id: LY-01, village: 上村, name: 乔*英}\n- {id: LY-01, village: 上村, name: 乔*兰}\n- {id: LY-03, village: 上村, name: 顾*林}\n",
        );
        case(check).with([twice]).shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: LY-02, rule: A, on: 2026-10-30, points: 5}
        "#]]);
        case(check).with([twice]).shows(expect![[r#"
            points/v/b.yaml
               entries:
               - {household: LY-02, rule: A, on: 2026-10-30, points: 5}
            //               ^^^^^ error[household-unknown]
            // 没有户号“LY-02”
            // ➜ 新开户的，先加进 content/points/households.yaml
            // There is no household `LY-02`
            // ➜ Add new households to content/points/households.yaml first
               - {household: LY-33, rule: A, on: 2026-10-30, points: 5}
            //               ^^^^^ error[household-unknown]
            // 没有户号“LY-33”
            // ➜ 新开户的，先加进 content/points/households.yaml
        "#]]);
    }

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
