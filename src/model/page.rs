//! Plain pages and policy documents.

use crate::model::item::Item;
use crate::source::Spanned;
use jiff::civil::Date;

/// A page of text, or an official document.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Where its file lies, and its text.
    pub item: Item,
    /// What it is called.
    pub title: Spanned<String>,
    /// Place in the menu; `None` keeps it out.
    pub nav: Option<Spanned<u32>>,
    /// Set for policy documents.
    pub document: Option<Spanned<Document>>,
}

/// The facts of an official document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its document number (文号).
    pub number: Option<Spanned<String>>,
    /// Who issued it.
    pub issuer: Option<Spanned<String>>,
    /// The day it was signed.
    pub signed: Option<Spanned<Date>>,
    /// 有效, 废止, …
    pub status: Option<Spanned<String>>,
    /// What it is about (主题分类).
    pub topic: Option<Spanned<String>>,
}
