//! What a template gets for one page.

use crate::collection::Collection;
use crate::markdown;
use crate::model::item::Item;
use crate::model::posted_records::PostedRecord;
use crate::plan::view::PageMeta;
use std::borrow::Cow;
use std::sync::Arc;

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
    pub body: Option<Body<'a>>,
}

/// A text in Markdown, and whose links it has.
pub enum Body<'a> {
    /// Of an entry.
    Item(&'a Item),
    /// Of a former version of a notice, by the notice's place in the content.
    Version {
        /// The notice, by its place in the content.
        notice: usize,
        /// Where its files lie on the site, in the record's order.
        files: Vec<Option<String>>,
        /// As it was posted.
        record: Arc<PostedRecord>,
    },
}

impl<'a> Body<'a> {
    /// Where its links and pictures lead, as written there.
    pub fn targets(&self) -> Vec<String> {
        match self {
            Body::Item(item) => item.body.links.iter().map(|link| link.target.value.clone()).collect(),
            Body::Version { .. } => markdown::targets(self.text()),
        }
    }

    /// The text, without what it belongs to.
    pub fn into_text(self) -> Cow<'a, str> {
        match self {
            Body::Item(item) => Cow::Borrowed(item.body.text()),
            Body::Version { .. } => Cow::Owned(self.text().to_owned()),
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        match self {
            Body::Item(item) => item.body.text(),
            Body::Version { record, .. } => {
                record.value.get("body").and_then(|text| text.as_str()).unwrap_or_default()
            }
        }
    }
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
