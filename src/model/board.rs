//! The boards of a province, as the one who runs them lists them. No board knows of the list.

use crate::source::Spanned;

/// What a list of boards says.
#[derive(Clone, Debug, Default)]
pub struct Boards {
    /// What the site over all of them is called.
    pub name: Spanned<String>,
    /// A sentence on it.
    pub description: Option<Spanned<String>>,
    /// Who answers for it.
    pub host: Option<Spanned<String>>,
    /// The folder in which a witness keeps what it saw of them.
    pub witness: Option<Spanned<String>>,
    /// In the order of the list, from 0: that is a board's number for whoever runs them one by one.
    pub boards: Vec<Board>,
}

/// One of them.
#[derive(Clone, Debug, Default)]
pub struct Board {
    /// What people call it: a county.
    pub name: Spanned<String>,
    /// The folder that holds its `content/`; none where somebody else publishes it.
    pub site: Option<Spanned<String>>,
    /// Where it is published to; without it, it is built.
    pub target: Option<Spanned<String>>,
    /// The address at which it is read.
    pub url: Spanned<String>,
    /// The folder in which the same can be read on this machine.
    pub published: Option<Spanned<String>>,
}
