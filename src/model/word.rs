//! The county's list of words (词表): what is not written, and what is written instead.

use crate::source::Spanned;

/// A word that is not to be used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedWord {
    /// As it would be written.
    pub word: Spanned<String>,
    /// What is written instead.
    pub instead: Option<Spanned<String>>,
    /// Why.
    pub reason: Option<Spanned<String>>,
    /// Nothing is published with it; else it is a remark.
    pub forbidden: bool,
}
