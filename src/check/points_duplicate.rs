//! `points-duplicate`: one household gets points by one rule once a day. An entry that was taken back may be
//! entered anew.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::reversal::{Booked, Standing, booked};
use crate::text;
use std::collections::HashMap;
use std::collections::hash_map::Entry as Place;

pub fn check(facts: &Facts) -> Vec<Diagnostic> {
    let list = booked(&facts.content.points);
    let mut seen: HashMap<_, &Booked> = HashMap::new();
    let mut found = Vec::new();
    for booked in list.iter().filter(|booked| booked.standing == Standing::Stands) {
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
    use crate::check::testing::faults;

    fn batch(name: &str, entries: &[&str]) -> String {
        let lines: String = entries.iter().map(|entry| format!("- {{household: L, {entry}}}\n")).collect();
        format!("batch: {name}\nvillage: 上村\nmeeting: 2026-11-04\nreviewers: [一]\nentries:\n{lines}")
    }

    const DEED: &str = "rule: A, on: 2026-10-10, points: 5";

    #[test]
    fn the_second_entry_is_named_in_whatever_batch() {
        let (first, second) = (batch("B", &[DEED]), batch("C", &[DEED]));
        let files = [("points/v/1.yaml", first.as_str()), ("points/v/2.yaml", &second)];
        assert_eq!(faults(&files, "2026-11-10", check), ["points-duplicate content/points/v/2.yaml:6:15"]);
        let others =
            batch("B", &[DEED, "rule: A, on: 2026-10-11, points: 5", "rule: B, on: 2026-10-10, points: 5"]);
        assert!(faults(&[("points/v/1.yaml", &others)], "2026-11-10", check).is_empty());
    }

    #[test]
    fn what_was_taken_back_may_be_entered_anew() {
        let back = "rule: A, on: 2026-10-10, points: -5, reverses: B/L/A/2026-10-10";
        let (first, again) = (batch("B", &[DEED]), batch("C", &[back, DEED]));
        let files = [("points/v/1.yaml", first.as_str()), ("points/v/2.yaml", &again)];
        assert!(faults(&files, "2026-11-10", check).is_empty());
    }
}
