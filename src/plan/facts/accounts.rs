//! Accounts of the points bank by what is asked of them most: their number, their village, the honours of a household.

use crate::model::content::Content;
use std::collections::HashMap;

/// Accounts by what is asked of them, by their places in the content.
pub struct Accounts<'a> {
    by_id: HashMap<&'a str, u32>,
    by_village: HashMap<&'a str, Vec<u32>>,
    honours: HashMap<&'a str, Vec<u32>>,
}

impl<'a> Accounts<'a> {
    pub(super) fn of(content: &'a Content) -> Accounts<'a> {
        let mut accounts =
            Accounts { by_id: HashMap::new(), by_village: HashMap::new(), honours: HashMap::new() };
        for (i, household) in (0..).zip(&content.points.households) {
            accounts.by_id.entry(&household.id.value).or_insert(i);
            accounts.by_village.entry(&household.village.value).or_default().push(i);
        }
        for (i, honour) in (0..).zip(content.honours.iter()).filter(|(_, honour)| honour.revoked.is_none()) {
            let holders = honour.recipients.iter().filter(|one| one.revoked.is_none());
            for household in holders.filter_map(|one| one.value.household.as_ref()) {
                accounts.honours.entry(&household.value).or_default().push(i);
            }
        }
        accounts
    }

    /// The account of a number.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).map(|&i| i as usize)
    }

    /// The accounts of a village, in the order of their list.
    pub fn of_village(&self, village: &str) -> impl Iterator<Item = usize> {
        self.by_village.get(village).into_iter().flatten().map(|&i| i as usize)
    }

    /// Honours that a household holds.
    pub fn honours(&self, id: &str) -> impl Iterator<Item = usize> {
        self.honours.get(id).into_iter().flatten().map(|&i| i as usize)
    }
}
