//! `points-duplicate`: one household gets points by one rule once a day. An entry that was taken back may be
//! entered anew.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::reversal::{Booked, Standing};
use crate::text;
use std::collections::HashMap;
use std::collections::hash_map::Entry as Place;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let mut seen: HashMap<_, &Booked> = HashMap::new();
    let mut found = Vec::new();
    for booked in facts.booked().iter().filter(|booked| booked.standing == Standing::Stands) {
        let entry = &booked.entry.value;
        let Some(on) = entry.on.as_ref().map(|on| on.value) else { continue };
        if entry.household.value.is_empty() || entry.rule.value.is_empty() {
            continue;
        }
        match seen.entry((&entry.household.value, &entry.rule.value, on)) {
            Place::Occupied(first) => found.push(report(booked, first.get())),
            Place::Vacant(place) => drop(place.insert(booked)),
        }
    }
    found
}

fn report(booked: &Booked, first: &Booked) -> Diagnostic {
    let entry = &booked.entry.value;
    let (household, rule, batch) = (&entry.household.value, &entry.rule.value, &first.batch.batch.value);
    let message = text!(
        "{household} 这一天按规则 {rule} 已经在批次“{batch}”里记过",
        "{household} already has an entry by the rule {rule} on this day, in the batch `{batch}`"
    );
    let hint = text!(
        "删去一笔；确实是两天做的，把日期写对",
        "Remove one; if they were done on two days, correct the date"
    );
    Diagnostic::new(Code::PointsDuplicate, booked.batch.file, entry.household.span, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn the_second_entry_is_named_in_whatever_batch() {
        case(check).shows(expect![[r#"
            points/v/1.yaml
               batch: B
               entries:
               - {household: L, rule: A, on: 2026-10-10, points: 5}
            points/v/2.yaml
               batch: C
               entries:
               - {household: L, rule: A, on: 2026-10-10, points: 5}
            //               ^ error[points-duplicate]
            // L 这一天按规则 A 已经在批次“B”里记过
            // ➜ 删去一笔；确实是两天做的，把日期写对
            // L already has an entry by the rule A on this day, in the batch `B`
            // ➜ Remove one; if they were done on two days, correct the date
        "#]]);
        case(check).shows(expect![[r#"
            points/v/1.yaml
               entries:
               - {household: L, rule: A, on: 2026-10-10, points: 5}
               - {household: L, rule: A, on: 2026-10-11, points: 5}
               - {household: L, rule: B, on: 2026-10-10, points: 5}
        "#]]);
    }

    #[test]
    fn what_was_taken_back_may_be_entered_anew() {
        case(check).shows(expect![[r#"
            points/v/1.yaml
               batch: B
               entries:
               - {household: L, rule: A, on: 2026-10-10, points: 5}
            points/v/2.yaml
               batch: C
               entries:
               - {household: L, rule: A, on: 2026-10-10, points: -5, reverses: B/L/A/2026-10-10}
               - {household: L, rule: A, on: 2026-10-10, points: 5}
        "#]]);
    }
}
