//! Rows of pages.

use super::parts::{Link, Pager, State};
use serde::Serialize;

/// A notice that is posted now.
#[derive(Clone, Debug, Serialize)]
pub struct OpenView {
    /// Its title.
    pub title: String,
    /// Its address on its board.
    pub href: String,
    /// Its board.
    pub county: Link,
    /// The name of its kind.
    pub kind: String,
    /// Township and village.
    pub place: String,
    /// Its state.
    pub state: State,
    /// The last day on which it may be objected to.
    pub until: String,
    /// Days after today until that.
    pub days_left: i64,
}

/// Some rows of something that was put together from all boards.
#[derive(Clone, Debug, Serialize)]
pub struct Rows<T> {
    /// How many there are on all pages.
    pub count: usize,
    /// Those of this page.
    pub rows: Vec<T>,
    /// Where one is.
    pub pager: Pager,
}

/// An activity.
#[derive(Clone, Debug, Serialize)]
pub struct ActivityView {
    /// Its title.
    pub title: String,
    /// Its address on its board.
    pub href: String,
    /// Its board.
    pub county: Link,
    /// What people come for.
    pub sort: String,
    /// When.
    pub when: String,
    /// It takes place again and again.
    pub repeats: bool,
    /// Where.
    pub place: String,
    /// Its state.
    pub state: State,
}

/// An honour.
#[derive(Clone, Debug, Serialize)]
pub struct HonourView {
    /// Its title.
    pub title: String,
    /// Its address on its board.
    pub href: String,
    /// Its board.
    pub county: Link,
    /// What they are called now.
    pub award: String,
    /// Day or year.
    pub when: String,
    /// The first of those who have it.
    pub names: String,
    /// How many have it.
    pub count: usize,
}

/// A filing that is awaited.
#[derive(Clone, Debug, Serialize)]
pub struct DueView {
    /// The notice's title.
    pub title: String,
    /// Its address on its board.
    pub href: String,
    /// Its board.
    pub county: Link,
    /// The last day of its window.
    pub until: String,
    /// By when it has to be filed; empty where no rule says.
    pub by: String,
    /// That day is over.
    pub overdue: bool,
    /// An objection has no outcome.
    pub objection: bool,
}

/// A year's money.
#[derive(Clone, Debug, Serialize)]
pub struct YearView {
    /// The year.
    pub year: i16,
    /// The kinds of notices that tell it, the largest first.
    pub kinds: Vec<String>,
    /// A row a board; of a single board none but its own.
    pub rows: Vec<MoneyRow>,
    /// All together, by kind.
    pub sums: Vec<Amount>,
}

/// A board's money in a year.
#[derive(Clone, Debug, Serialize)]
pub struct MoneyRow {
    /// The board.
    pub county: Link,
    /// By kind.
    pub amounts: Vec<Amount>,
}

/// What projects cost.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Amount {
    /// How many.
    pub projects: usize,
    /// In words.
    pub yuan: String,
}

/// How a board stands.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CheckView {
    /// Its page here.
    pub link: Link,
    /// Its own address.
    pub url: String,
    /// Whole, marked or refused.
    pub state: State,
    /// When its release was made.
    pub at: String,
    /// Lines of its log; none where it was not seen.
    pub lines: usize,
    /// The digest of the last in short.
    pub head: String,
    /// What does not add up.
    pub faults: Vec<String>,
    /// How much more does not.
    pub more: usize,
    /// What the witness saw.
    pub seen: Option<SeenView>,
}

/// What the witness saw of a board.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SeenView {
    /// Who looked.
    pub witness: String,
    /// When last.
    pub at: String,
    /// In one word.
    pub state: State,
    /// In a sentence.
    pub words: String,
    /// How often it looked.
    pub rounds: usize,
    /// How often all was well.
    pub well: usize,
}
