//! Plain pages and policy documents.

use crate::model::item::Item;
use crate::source::Spanned;
use jiff::civil::Date;

#[derive(Clone, Debug, Default)]
pub struct Page {
    pub item: Item,
    pub title: Spanned<String>,
    /// Place in the menu; `None` keeps it out.
    pub nav: Option<Spanned<u32>>,
    /// Set for policy documents.
    pub document: Option<Spanned<Document>>,
}

/// The facts of an official document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    pub number: Option<Spanned<String>>,
    pub issuer: Option<Spanned<String>>,
    pub signed: Option<Spanned<Date>>,
    /// 有效, 废止, …
    pub status: Option<Spanned<String>>,
    pub topic: Option<Spanned<String>>,
}
