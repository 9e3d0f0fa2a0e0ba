//! All of a collection as one list, whatever its entries are.

use crate::model::facets::Entry;
use crate::model::items::Items;

/// All of a collection, in order of id.
pub trait Entries: Sync {
    /// How many there are.
    fn count(&self) -> usize;

    /// By its place in the content.
    fn at(&self, i: usize) -> &dyn Entry;

    /// The place of an id.
    fn find(&self, id: &str) -> Option<usize>;

    /// Puts them in order.
    fn sort(&mut self);
}

impl<T: Entry> Entries for Items<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn at(&self, i: usize) -> &dyn Entry {
        &self[i]
    }

    fn find(&self, id: &str) -> Option<usize> {
        self.binary_search_by(|entry| entry.item().id.as_str().cmp(id)).ok()
    }

    fn sort(&mut self) {
        self.sort_by(|a, b| a.item().id.cmp(&b.item().id));
    }
}

impl dyn Entries + '_ {
    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &dyn Entry> {
        (0..self.count()).map(|i| self.at(i))
    }
}
