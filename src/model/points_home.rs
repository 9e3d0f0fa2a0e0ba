//! The village that a record of the points bank is about: as written, or as nearly all of its households say.

use crate::model::content::Content;
use std::collections::{BTreeMap, HashMap};

/// The village of every household, by the household's id. One whose village is in no list of places is left out: that
/// is told, and nothing follows from it.
#[derive(Clone, Debug)]
pub struct Homes<'a>(HashMap<&'a str, &'a str>);

/// As many households of another village are no slip in a household's number.
const SEVERAL: usize = 2;

impl<'a> Homes<'a> {
    /// Of all accounts.
    pub fn of(content: &'a Content) -> Homes<'a> {
        let places = &content.places;
        let all = content.points.households.iter();
        let pairs = all.map(|one| (one.id.value.as_str(), one.village.value.as_str()));
        Homes(pairs.filter(|(_, village)| places.open || places.village(None, village).is_some()).collect())
    }

    /// The village of a household.
    pub fn village(&self, household: &str) -> Option<&'a str> {
        self.0.get(household).copied()
    }

    /// Another village than the one that is written, when more than half of the households named are of it.
    pub fn meant<'h>(&self, written: &str, named: impl IntoIterator<Item = &'h str>) -> Option<&'a str> {
        let mut count: BTreeMap<&'a str, usize> = BTreeMap::new();
        let homes = named.into_iter().filter_map(|household| self.village(household));
        homes.for_each(|home| *count.entry(home).or_default() += 1);
        let all: usize = count.values().sum();
        let (&most, &times) = count.iter().max_by_key(|&(_, times)| *times)?;
        (most != written && times >= SEVERAL && times * 2 > all).then_some(most)
    }
}
