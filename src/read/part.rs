//! What a document says, part by part.

use crate::model::download::Unread;

/// What a document says, as far as it could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Its parts, in their order.
    pub parts: Vec<Part>,
    /// Why there is more in it than could be read.
    pub hidden: Option<Unread>,
}

/// A part of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// What it is called for people: `第3页`; empty where there is one alone.
    pub name: String,
    /// Its words, cells of a row between `|`, or between tabs in a sheet.
    pub text: String,
}

impl Words {
    /// Of a document that is one text.
    pub(super) fn of(text: String) -> Words {
        Words { parts: vec![Part { name: String::new(), text }], hidden: None }
    }
}
