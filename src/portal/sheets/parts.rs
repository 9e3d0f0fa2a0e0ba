//! What pages and rows share: links, states, where one is in a list.

use serde::Serialize;

/// What stands on every page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SiteView {
    /// The portal's name.
    pub name: String,
    /// A sentence on it.
    pub description: String,
    /// Who answers for it.
    pub host: String,
    /// The day for which it was made.
    pub today: String,
    /// The moment, to the minute; on the page of checks alone, lest every page change with every run.
    pub at: String,
    /// Changes with what boards say: files of search are asked for by it.
    pub data: String,
    /// Boards.
    pub boards: usize,
    /// Boards that do not add up.
    pub bad: usize,
    /// Changes with style and scripts.
    pub version: String,
    /// A witness is named.
    pub witness: bool,
}

/// A link.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Link {
    /// Its words.
    pub title: String,
    /// From the portal's root, or an address.
    pub href: String,
    /// How many stand there.
    pub count: usize,
}

/// A state as its badge shows it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct State {
    /// For style.
    pub key: String,
    /// For readers.
    pub label: String,
}

/// Where one is in a list of several pages.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Pager {
    /// From 1.
    pub number: usize,
    /// How many there are.
    pub pages: usize,
    /// The page before; empty on the first.
    pub previous: String,
    /// The page after; empty on the last.
    pub next: String,
}
