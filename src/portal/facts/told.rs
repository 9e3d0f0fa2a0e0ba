//! What one board says, as small as the pages need it: whatever its size, this stays small.

use super::fault::Fault;
use super::tally::{Money, Tally};
use crate::model::log::stamp::Stamp;
use jiff::civil::Date;

/// So many faults are kept of a board.
const FAULTS: usize = 50;
/// So many filings, honours and activities of a board have a row.
pub const KEPT: usize = 200;

/// What a board says.
#[derive(Debug, Default)]
pub struct Told {
    /// When its release was made.
    pub at: Option<Stamp>,
    /// The log that it showed: lines, and the digest of the last in short.
    pub head: Option<(usize, String)>,
    /// What does not add up, up to a number.
    pub faults: Vec<Fault>,
    /// How much more does not.
    pub more_faults: usize,
    /// Notices that are shown.
    pub notices: usize,
    /// Those that can still be objected to.
    pub open: usize,
    /// Those of them whose last day is near.
    pub ending: usize,
    /// Notices by the name of their kind.
    pub kinds: Tally,
    /// Notices by what their project is about.
    pub themes: Tally,
    /// What projects cost, by year and kind of notice.
    pub money: Money,
    /// Filings that are awaited, the oldest first.
    pub due: Vec<Due>,
    /// How many are awaited in all.
    pub all_due: usize,
    /// Honours, the latest first.
    pub honours: Vec<Honour>,
    /// How many there are.
    pub all_honours: usize,
    /// What is to come, the next first.
    pub activities: Vec<Activity>,
}

impl Told {
    /// One more thing that does not add up.
    pub fn add(&mut self, fault: Fault) {
        match self.faults.len() < FAULTS {
            true => self.faults.push(fault),
            false => self.more_faults += 1,
        }
    }

    /// Everything adds up.
    pub fn is_whole(&self) -> bool {
        self.faults.is_empty()
    }

    /// Nothing that it says is shown.
    pub fn is_refused(&self) -> bool {
        self.faults.iter().any(Fault::is_of_all)
    }
}

/// A notice whose window has ended and that was not filed by the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Its id on the board.
    pub id: String,
    /// Its title; the id where nobody says it.
    pub title: String,
    /// The last day of its window.
    pub until: Date,
    /// The last day on which it may be filed, where a rule says one.
    pub by: Option<Date>,
    /// An objection has no outcome.
    pub objection: bool,
}

/// An honour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Honour {
    /// Its id on the board.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What they are called now.
    pub award: String,
    /// The day of the decision, or the year.
    pub when: String,
    /// The first of those who have it.
    pub names: Vec<String>,
    /// How many have it.
    pub count: usize,
}

/// An activity that is to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Its id on the board.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What people come for.
    pub sort: String,
    /// When, `YYYY-MM-DD HH:MM`; of one that repeats, since when.
    pub when: String,
    /// It takes place again and again.
    pub repeats: bool,
    /// Where.
    pub place: String,
    /// Key and label of its state.
    pub state: (String, String),
}
