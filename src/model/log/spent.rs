//! What balances of the points bank rest on besides batches: what accounts began with, what was bought and brought back,
//! and what happens when a year ends.

use crate::model::digest::Print;
use crate::model::points::YearEnd;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was not published before, or is another than before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spent {
    /// Of each redemption, by its number: which household spent how many points on which day.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub redemptions: BTreeMap<String, Print>,
    /// Of each redemption that was taken back, by its number: on which day.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub returns: BTreeMap<String, Print>,
    /// Of each household, by its number: how many points it began with, and on which day; null for one that began with none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub openings: BTreeMap<String, Option<Print>>,
    /// Of each household, by its number: whom it is said to be of, as the public sees the name. Another name is said again.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, Print>,
    /// What happens to balances when a year ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year_end: Option<YearEnd>,
}

/// All that was published of that, so far.
#[derive(Clone, Debug, Default)]
pub struct Books {
    redemptions: BTreeMap<String, (Print, usize)>,
    returns: BTreeMap<String, (Print, usize)>,
    openings: BTreeMap<String, (Option<Print>, usize)>,
    names: BTreeMap<String, Print>,
    year_end: Option<YearEnd>,
}

impl Spent {
    /// Numbers of households that are of somebody else than they were.
    pub fn renamed(&self) -> impl Iterator<Item = &str> {
        let new = |id: &&String| !self.openings.contains_key(*id);
        self.names.keys().filter(new).map(String::as_str)
    }
}

impl Books {
    pub(super) fn take(&mut self, spent: Spent, line: usize) {
        let Spent { redemptions, returns, openings, names, year_end } = spent;
        // what was published first is what holds
        for (id, print) in redemptions {
            self.redemptions.entry(id).or_insert((print, line));
        }
        for (id, print) in returns {
            self.returns.entry(id).or_insert((print, line));
        }
        for (id, print) in openings {
            let known = self.openings.entry(id).or_insert((print, line));
            if known.0.is_none() {
                *known = (print, line);
            }
        }
        self.names.extend(names);
        self.year_end = year_end.or(self.year_end);
    }

    /// A redemption as it was published, and the line that says so.
    pub fn redemption(&self, id: &str) -> Option<(Print, usize)> {
        self.redemptions.get(id).copied()
    }

    /// Numbers of all that were published, each with its line.
    pub fn redemptions(&self) -> impl Iterator<Item = (&str, usize)> {
        self.redemptions.iter().map(|(id, &(_, line))| (id.as_str(), line))
    }

    /// How a redemption was taken back, as it was published.
    pub fn returned(&self, id: &str) -> Option<Print> {
        self.returns.get(id).map(|&(print, _)| print)
    }

    /// What a household began with, as it was published; `None` where its account was not.
    pub fn opening(&self, household: &str) -> Option<Option<Print>> {
        self.openings.get(household).map(|&(print, _)| print)
    }

    /// Numbers of all households whose account was published, with what each began with and the line that says so.
    pub fn openings(&self) -> impl Iterator<Item = (&str, Option<Print>, usize)> {
        self.openings.iter().map(|(id, &(print, line))| (id.as_str(), print, line))
    }

    /// Whom a household is said to be of, as last published.
    pub fn name(&self, household: &str) -> Option<Print> {
        self.names.get(household).copied()
    }

    /// What happens when a year ends, as last published; `None` where no line says it.
    pub fn year_end(&self) -> Option<YearEnd> {
        self.year_end
    }
}
