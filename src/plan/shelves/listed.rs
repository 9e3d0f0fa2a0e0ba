//! An entry of whichever collection, among others.

use crate::collection::Collection;
use crate::model::facets::Entry;
use crate::plan::facts::Facts;
use crate::plan::words::{self, Word};

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

    /// What sort of thing it is, among others.
    pub fn label<'a>(self, facts: &Facts<'a>) -> &'a str {
        let i = self.i as usize;
        match self.collection {
            Collection::Notices => facts.kind_name(i),
            Collection::Pages if facts.content.pages[i].document.is_some() => "政策文件",
            other => other.row().label,
        }
    }

    /// The state that it is in, where it has any.
    pub fn state(self, facts: &Facts) -> Option<Word> {
        let i = self.i as usize;
        match self.collection {
            Collection::Notices => Some(words::notice_state(facts.standing(i).state)),
            Collection::Activities => {
                Some(words::activity_state(facts.activity_state(&facts.content.activities[i])))
            }
            Collection::Honours | Collection::Pages => None,
        }
    }
}
