//! Sums by name, with a bound on how many names a stranger may make up.

use std::collections::BTreeMap;

/// So many names; what comes after is counted under one.
const NAMES: usize = 120;
/// That one.
pub const OTHERS: &str = "其他";

/// Notices of a name: all, and those that can still be objected to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// All that there are.
    pub all: usize,
    /// Those that are posted now.
    pub open: usize,
}

/// Notices by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally(BTreeMap<String, Count>);

impl Tally {
    /// The name under which something is counted.
    pub fn name<'n>(&self, name: &'n str) -> &'n str {
        let known = self.0.contains_key(name) || self.0.len() < NAMES;
        if known { name } else { OTHERS }
    }

    /// Counts under a name; nothing has none.
    pub fn add(&mut self, name: &str, count: Count) {
        if name.is_empty() {
            return;
        }
        let of = self.0.entry(self.name(name).to_owned()).or_default();
        (of.all, of.open) = (of.all + count.all, of.open + count.open);
    }

    /// Every name with what it has.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Count)> {
        self.0.iter().map(|(name, &count)| (name.as_str(), count))
    }
}

/// Money of a year and a kind of notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many projects say what they cost.
    pub projects: usize,
    /// What they cost together.
    pub fen: i128,
}

/// Money by year and by the name of a kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Money(BTreeMap<(i16, String), Sum>);

impl Money {
    /// Adds what a project of a year costs.
    pub fn add(&mut self, year: i16, kind: &str, sum: Sum) {
        let key = (year, kind.to_owned());
        let full = self.0.len() >= NAMES && !self.0.contains_key(&key);
        let of = self.0.entry(if full { (year, OTHERS.to_owned()) } else { key }).or_default();
        (of.projects, of.fen) = (of.projects + sum.projects, of.fen + sum.fen);
    }

    /// Every year and kind with what it comes to.
    pub fn iter(&self) -> impl Iterator<Item = (i16, &str, Sum)> {
        self.0.iter().map(|((year, kind), &sum)| (*year, kind.as_str(), sum))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_end_take_no_memory_without_end() {
        let mut tally = Tally::default();
        for number in 0..10_000 {
            tally.add(&format!("类别{number}"), Count { all: 1, open: 0 });
        }
        assert_eq!(tally.iter().count(), NAMES + 1);
        assert_eq!(tally.iter().map(|(_, count)| count.all).sum::<usize>(), 10_000);
    }
}
