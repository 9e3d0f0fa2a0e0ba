//! What is listed again with another validity, so that a change never rewrites the past: points rules, prices.

use crate::source::Spanned;
use jiff::civil::Date;
use std::collections::HashMap;

/// From which day until which something holds, both included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    /// The first day; `None`: from the beginning.
    pub from: Option<Spanned<Date>>,
    /// The last day; `None`: without end.
    pub until: Option<Spanned<Date>>,
}

/// Something that has an id and holds on some days; rows of one id are its versions.
pub trait Valid {
    /// What its versions share.
    fn id(&self) -> &str;

    /// On which days it holds.
    fn validity(&self) -> &Validity;

    /// Something of it could not be read, which is told: nothing follows from the rest.
    fn is_unread(&self) -> bool;
}

impl Validity {
    /// The first day on which it holds; the beginning of time where none is given.
    pub fn first_day(&self) -> Date {
        self.from.as_ref().map_or(Date::MIN, |from| from.value)
    }

    /// The last day on which it holds; the end of time where none is given.
    pub fn last_day(&self) -> Date {
        self.until.as_ref().map_or(Date::MAX, |until| until.value)
    }

    /// Whether it holds on a day.
    pub fn covers(&self, on: Date) -> bool {
        self.first_day() <= on && on <= self.last_day()
    }
}

/// Versions by id, for those who ask often.
#[derive(Clone, Debug)]
pub struct ValidIndex<'a, T> {
    /// The versions of each, by the first day on which they hold.
    by_id: HashMap<&'a str, Vec<&'a T>>,
}

/// Versions that may overlap, which is a fault, before we give up looking.
const OVERLAPS: usize = 16;

impl<'a, T: Valid> ValidIndex<'a, T> {
    /// An index of a list.
    pub fn new(list: &'a [T]) -> ValidIndex<'a, T> {
        let mut by_id: HashMap<&str, Vec<&T>> = HashMap::new();
        for one in list {
            by_id.entry(one.id()).or_default().push(one);
        }
        for versions in by_id.values_mut() {
            versions.sort_by_key(|one| one.validity().first_day());
        }
        ValidIndex { by_id }
    }

    /// Every version of one, oldest first.
    pub fn versions(&self, id: &str) -> &[&'a T] {
        self.by_id.get(id).map_or(&[], Vec::as_slice)
    }

    /// Versions that begin while an older one of the same id still holds.
    pub fn overlapping(&self) -> Vec<&'a T> {
        self.by_id.values().flat_map(|versions| overlaps(versions)).collect()
    }

    /// Whether some day has two versions of it.
    pub fn is_ambiguous(&self, id: &str) -> bool {
        !overlaps(self.versions(id)).is_empty()
    }

    /// The version that holds on a day.
    pub fn on(&self, id: &str, on: Date) -> Option<&'a T> {
        let versions = self.versions(id);
        let begun = versions.partition_point(|one| one.validity().first_day() <= on);
        versions[..begun].iter().rev().take(OVERLAPS).find(|one| one.validity().covers(on)).copied()
    }
}

fn overlaps<'a, T: Valid>(versions: &[&'a T]) -> Vec<&'a T> {
    let mut taken_until: Option<Date> = None;
    let mut found = Vec::new();
    if versions.len() < 2 || versions[0].id().is_empty() || versions.iter().any(|one| one.is_unread()) {
        return found;
    }
    for one in versions {
        let valid = one.validity();
        if taken_until.is_some_and(|until| valid.first_day() <= until) {
            found.push(*one);
        }
        taken_until = taken_until.max(Some(valid.last_day()));
    }
    found
}
