//! Everything dated, newest first, by month: the way in for readers whose browser runs no script, and the
//! order of the search.

use super::listed::Listed;
use crate::collection::Collection;
use crate::plan::facts::{Facts, number};
use jiff::civil::Date;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::ops::Range;

/// Every entry that is shown, by its day.
#[derive(Default)]
pub struct Archive {
    /// Newest first.
    pub dated: Vec<(Date, Listed)>,
    /// What has no day; reached through the search and other lists.
    pub undated: Vec<Listed>,
    /// Newest first.
    pub months: Vec<Month>,
}

/// A month in which there is something: the range of its entries among the dated ones.
pub struct Month {
    /// Civil year.
    pub year: i16,
    /// January is 1.
    pub month: i8,
    /// Positions in [`Archive::dated`].
    pub entries: Range<usize>,
}

pub(super) fn gather(facts: &Facts) -> Archive {
    let mut archive = Archive::default();
    for (date, entry) in entries(facts) {
        match date {
            Some(date) => archive.dated.push((date, entry)),
            None => archive.undated.push(entry),
        }
    }
    // stable: within a day, the order of the content
    archive.dated.par_sort_by_key(|&(date, _)| Reverse(date));
    archive.months = months(&archive.dated);
    archive
}

/// Everything shown, with its day where it has one.
fn entries<'f>(facts: &'f Facts) -> impl Iterator<Item = (Option<Date>, Listed)> + 'f {
    let all = Collection::ALL.into_iter().flat_map(|collection| {
        let count = number(collection.entries(facts.content).count());
        (0..count).map(move |i| Listed { collection, i })
    });
    let shown = all.filter(|listed| facts.is_shown(listed.collection, listed.i as usize));
    shown.map(|listed| (listed.entry(facts).date(), listed))
}

fn months(dated: &[(Date, Listed)]) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for (i, (date, _)) in dated.iter().enumerate() {
        match months.last_mut() {
            Some(last) if (last.year, last.month) == (date.year(), date.month()) => last.entries.end = i + 1,
            _ => months.push(Month { year: date.year(), month: date.month(), entries: i..i + 1 }),
        }
    }
    months
}

impl Archive {
    /// Entries, dated or not.
    pub fn count(&self) -> usize {
        self.dated.len() + self.undated.len()
    }
}
