//! A sheet as its owner sees it.

use crate::source::Sheet;

/// The property by which a book of ours is known.
pub const MARK: &str = "zhangbang";

/// A sheet's text without what is hidden in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// In the form that all sheets have.
    pub text: String,
    /// What it is besides.
    pub sheet: Sheet,
    /// Names of sheets that are hidden and have something in them: nothing of them is read.
    pub hidden: Vec<String>,
    /// What the book says of itself in our own property.
    pub mark: Option<String>,
}
