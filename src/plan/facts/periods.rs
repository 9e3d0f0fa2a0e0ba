//! Months, quarters and years in which something happened to a village's accounts.

use crate::model::content::Content;
use crate::model::ledger::Ledger;
use crate::model::period::{Period, PeriodPart};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// For each of the villages those of its accounts, by today: newest year first, and in it the year, its quarters
/// and its months, each newest first.
pub(super) fn of_villages(
    content: &Content,
    ledger: &Ledger,
    villages: &[&str],
    today: Date,
) -> Vec<Vec<Period>> {
    let places: HashMap<&str, usize> = villages.iter().enumerate().map(|(i, name)| (*name, i)).collect();
    let mut found: Vec<BTreeSet<Period>> = vec![BTreeSet::new(); villages.len()];
    for household in &content.points.households {
        let Some(&village) = places.get(household.village.value.as_str()) else { continue };
        let Some(account) = ledger.account(&household.id.value) else { continue };
        let moved = account.movements.iter().map(|movement| movement.day);
        let counting = account.credits.iter().filter(|credit| credit.counts(today));
        let done = counting.filter_map(|credit| Some(credit.entry.on.as_ref()?.value));
        for day in moved.chain(done).filter(|&day| day <= today) {
            found[village].extend(Period::around(day));
        }
    }
    found.into_iter().map(newest_first).collect()
}

fn newest_first(found: BTreeSet<Period>) -> Vec<Period> {
    let rank = |one: &Period| match one.part {
        PeriodPart::Whole => 0,
        PeriodPart::Quarter(_) => 1,
        PeriodPart::Month(_) => 2,
    };
    let mut list: Vec<Period> = found.into_iter().collect();
    list.sort_by_key(|one| (Reverse(one.year), rank(one), Reverse(*one)));
    list
}
