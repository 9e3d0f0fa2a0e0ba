//! What a template gets for one page.

use crate::collection::Collection;
use crate::model::item::Item;
use crate::plan::view::PageMeta;

pub use crate::plan::view::Data;

/// What a template gets.
pub struct PageView<'a> {
    /// What every page has.
    pub meta: PageMeta,
    /// Values of this page alone, by their name in templates.
    pub data: Vec<(&'static str, Data)>,
    /// Lists of shared cards, by their name in templates.
    pub lists: Vec<(&'static str, CardList)>,
    /// Filters shared by all lists of a collection.
    pub filters: Option<Collection>,
    /// The Markdown to show.
    pub body: Option<&'a Item>,
}

impl PageView<'_> {
    /// A page of its own values alone.
    pub fn new(meta: PageMeta, data: Vec<(&'static str, Data)>) -> PageView<'static> {
        PageView { meta, data, lists: Vec::new(), filters: None, body: None }
    }
}

/// Cards of a collection, by their places in the content.
pub struct CardList {
    /// Whose cards.
    pub collection: Collection,
    /// In the order shown.
    pub members: Vec<u32>,
}

impl CardList {
    /// Shows those members, in the order given.
    pub fn new(collection: Collection, members: impl IntoIterator<Item = u32>) -> CardList {
        CardList { collection, members: members.into_iter().collect() }
    }
}
