//! Points entries in the order in which they were booked, and what reversals (冲销) make of them.
//!
//! A published mistake is never edited away: a new entry takes it back, with the negative of its points.
//! From then on neither counts for caps and duplicates. This room judges nothing; it says what stands.

use crate::model::points::{Batch, Entry, PointsBank};
use crate::source::Spanned;
use jiff::civil::Date;
use std::collections::HashMap;

/// An entry with its batch, and how it stands.
#[derive(Clone, Copy, Debug)]
pub struct Booked<'a> {
    /// Where it was scored.
    pub batch: &'a Batch,
    /// What was scored.
    pub entry: &'a Spanned<Entry>,
    /// What became of it.
    pub standing: Standing,
}

/// How an entry stands among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// An ordinary entry.
    Stands,
    /// A later entry has taken it back.
    TakenBack,
    /// It takes an earlier entry back.
    TakesBack {
        /// That one's place in the list.
        of: usize,
    },
    /// It would take back an entry, but cannot.
    Stray(Stray),
}

/// Why a reversal takes nothing back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stray {
    /// Not `batch/household/rule/date`.
    Malformed,
    /// No earlier entry has that batch, household, rule and date.
    Unknown,
    /// It has been taken back before.
    Already,
    /// The entry belongs to another household or rule than the one that takes it back.
    Different,
    /// The points are not the negative of the entry's.
    Points {
        /// The points that it has to have.
        wanted: i32,
    },
    /// It is dated before the entry that it takes back.
    TooEarly,
}

/// `batch/household/rule/date`
type Key<'a> = (&'a str, &'a str, &'a str, Date);

/// Every entry, by the day of its batch's meeting, then in the order of files and lines.
pub fn booked(bank: &PointsBank) -> Vec<Booked<'_>> {
    let mut batches: Vec<&Batch> = bank.batches.iter().collect();
    batches.sort_by_key(|batch| batch.meeting.as_ref().map(|meeting| meeting.value));
    let entries = || batches.iter().flat_map(|&batch| batch.entries.iter().map(move |entry| (batch, entry)));
    let named = entries().filter_map(|(_, entry)| key(&entry.reverses.as_ref()?.value));
    let known = named.map(|key| (key, Vec::new())).collect();
    let mut book = Book { list: Vec::with_capacity(entries().count()), known };
    for (batch, entry) in entries() {
        book.add(batch, entry);
    }
    book.list
}

struct Book<'a> {
    list: Vec<Booked<'a>>,
    /// Where ordinary entries that some reversal names are in the list, none where there is no such entry; several only
    /// when one was entered twice. A county has a million entries, and few are reversed.
    known: HashMap<Key<'a>, Vec<usize>>,
}

impl<'a> Book<'a> {
    fn add(&mut self, batch: &'a Batch, entry: &'a Spanned<Entry>) {
        let standing = match &entry.reverses {
            Some(reverses) => self.take_back(entry, &reverses.value),
            None => {
                self.remember(batch, entry);
                Standing::Stands
            }
        };
        self.list.push(Booked { batch, entry, standing });
    }

    fn remember(&mut self, batch: &'a Batch, entry: &'a Entry) {
        if let Some(on) = &entry.on {
            let key = (
                batch.batch.value.as_str(),
                entry.household.value.as_str(),
                entry.rule.value.as_str(),
                on.value,
            );
            if let Some(places) = self.known.get_mut(&key) {
                places.push(self.list.len());
            }
        }
    }

    fn take_back(&mut self, entry: &'a Entry, reference: &'a str) -> Standing {
        match self.find(entry, reference) {
            Ok(at) => {
                self.list[at].standing = Standing::TakenBack;
                Standing::TakesBack { of: at }
            }
            Err(stray) => Standing::Stray(stray),
        }
    }

    fn find(&self, entry: &Entry, reference: &'a str) -> Result<usize, Stray> {
        let key = key(reference).ok_or(Stray::Malformed)?;
        let places = self.known.get(&key).filter(|places| !places.is_empty()).ok_or(Stray::Unknown)?;
        let stands = |&&at: &&usize| self.list[at].standing == Standing::Stands;
        let at = *places.iter().rev().find(stands).ok_or(Stray::Already)?;
        let original = &self.list[at].entry.value;
        let wanted = original.points.value.saturating_neg();
        if (key.1, key.2) != (entry.household.value.as_str(), entry.rule.value.as_str()) {
            Err(Stray::Different)
        } else if entry.points.value != wanted {
            Err(Stray::Points { wanted })
        } else if entry.on.as_ref().is_some_and(|on| on.value < key.3) {
            Err(Stray::TooEarly)
        } else {
            Ok(at)
        }
    }
}

/// Read from its end, so that a batch's own name may have slashes.
fn key(reference: &str) -> Option<Key<'_>> {
    let mut parts = reference.rsplitn(4, '/').map(str::trim);
    let (date, rule, household, batch) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    Some((batch, household, rule, date.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spanned<T>(value: T) -> Spanned<T> {
        Spanned::new(value, Default::default())
    }

    fn entry(on: &str, points: i32, reverses: &str) -> Spanned<Entry> {
        spanned(Entry {
            household: spanned("LY-01".into()),
            rule: spanned("A01".into()),
            on: Some(spanned(on.parse().expect("a date"))),
            points: spanned(points),
            reverses: (!reverses.is_empty()).then(|| spanned(reverses.into())),
            ..Entry::default()
        })
    }

    fn batch(name: &str, meeting: &str, entries: Vec<Spanned<Entry>>) -> Batch {
        let meeting = Some(spanned(meeting.parse().expect("a date")));
        Batch { batch: spanned(name.into()), meeting, entries, ..Batch::default() }
    }

    fn standings(batches: Vec<Batch>) -> Vec<Standing> {
        let bank = PointsBank { batches, ..PointsBank::default() };
        booked(&bank).iter().map(|booked| booked.standing).collect()
    }

    /// An entry of 10 points, and in a later batch one that means to take it back.
    fn later(on: &str, points: i32, reverses: &str) -> Standing {
        let first = batch("L/1", "2026-10-04", vec![entry("2026-09-30", 10, "")]);
        standings(vec![batch("L/2", "2026-11-04", vec![entry(on, points, reverses)]), first])[1]
    }

    #[test]
    fn a_pair_cancels_and_may_be_entered_anew() {
        use Standing::*;
        let first = batch("L1", "2026-10-04", vec![entry("2026-09-30", 10, "")]);
        let again = vec![entry("2026-10-20", -10, "L1/LY-01/A01/2026-09-30"), entry("2026-09-30", 5, "")];
        assert_eq!(
            standings(vec![first, batch("L2", "2026-11-04", again)]),
            [TakenBack, TakesBack { of: 0 }, Stands]
        );
    }

    #[test]
    fn one_of_two_equal_entries_can_be_taken_back() {
        use Standing::*;
        let twice = batch("L1", "2026-10-04", vec![entry("2026-09-30", 10, ""), entry("2026-09-30", 10, "")]);
        let back = entry("2026-10-20", -10, "L1/LY-01/A01/2026-09-30");
        let back = batch("L2", "2026-11-04", vec![back.clone(), back.clone(), back]);
        assert_eq!(
            standings(vec![twice, back]),
            [TakenBack, TakenBack, TakesBack { of: 1 }, TakesBack { of: 0 }, Stray(super::Stray::Already)]
        );
    }

    #[test]
    fn why_a_reversal_takes_nothing_back() {
        let stray = |on, points, reverses| match later(on, points, reverses) {
            Standing::Stray(stray) => Some(stray),
            _ => None,
        };
        assert_eq!(stray("2026-10-20", -10, "L/1/LY-01/A01/2026-09-30"), None, "a name with a slash");
        assert_eq!(stray("2026-10-20", -10, "LY-01/A01/2026-09-30"), Some(Stray::Malformed));
        assert_eq!(stray("2026-10-20", -10, "L/1/LY-01/A01/昨天"), Some(Stray::Malformed));
        assert_eq!(stray("2026-10-20", -10, "L/1/LY-01/A01/2026-09-29"), Some(Stray::Unknown));
        assert_eq!(stray("2026-10-20", -9, "L/1/LY-01/A01/2026-09-30"), Some(Stray::Points { wanted: -10 }));
        assert_eq!(stray("2026-09-29", -10, "L/1/LY-01/A01/2026-09-30"), Some(Stray::TooEarly));
    }
}
