//! An entry of whichever collection, among others.

use crate::collection::Collection;
use crate::model::facets::Entry;
use crate::plan::facts::Facts;

/// An entry, by its collection and its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Whose entry.
    pub collection: Collection,
    /// Its place among those of the collection.
    pub i: u32,
}

impl Listed {
    /// The entry itself.
    pub fn entry<'a>(self, facts: &Facts<'a>) -> &'a dyn Entry {
        self.collection.entry(facts.content, self.i as usize)
    }
}
