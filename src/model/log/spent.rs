//! What balances of the points bank rest on besides batches: what was bought, and what happens when a year ends.

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
    /// What happens to balances when a year ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year_end: Option<YearEnd>,
}

/// All that was published of that, so far.
#[derive(Clone, Debug, Default)]
pub struct Books {
    redemptions: BTreeMap<String, (Print, usize)>,
    year_end: Option<YearEnd>,
}

impl Books {
    pub(super) fn take(&mut self, spent: Spent, line: usize) {
        let Spent { redemptions, year_end } = spent;
        for (id, print) in redemptions {
            // what was published first is what holds
            self.redemptions.entry(id).or_insert((print, line));
        }
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

    /// What happens when a year ends, as last published; `None` where no line says it.
    pub fn year_end(&self) -> Option<YearEnd> {
        self.year_end
    }
}
