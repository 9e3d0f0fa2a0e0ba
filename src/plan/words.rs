//! Words for dates, times, states, names and units, as the public reads them: one place for pages, files and
//! the certificate.

mod changes;
mod dates;
mod files;
mod log;
mod names;
mod notices;
mod phones;
mod points;
mod posted;
mod projects;
mod registers;
mod repeats;
mod states;

pub use crate::model::masked::masked;
pub use changes::{Change, changes, grown};
pub use dates::{chinese, day, day_kind, hours, iso, iso_ending, iso_minute, month, period, weekday, when};
pub use files::{file_format, file_size};
pub use log::{log_event, log_sentence};
pub use names::{full_name, places, places_in_short, recipients, segment, venue, venue_at, where_of};
pub use notices::{
    apply, filing, lasting, listed, minimum, outcome, project, rule, sentence, sheet, validity,
};
pub use phones::tel;
pub use points::{batch, cap, entry, entry_state, posted_deed, range, valid};
pub use posted::{Field, fields as posted_fields};
pub use projects::{PROJECT_COLUMNS, ProjectColumn, project_columns};
pub use registers::{
    own_cell, preset, register_state, row_facts, row_place, taken_by, team_work, thousandths,
};
pub use repeats::repeats;
pub use states::{activity_state, level, marked_title, notice_state, sort};

use crate::source::Spanned;

/// A state: a key for style and shape, and the word that people read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Lower-case English; style sheets know it.
    pub key: &'static str,
    /// In Chinese, as shown.
    pub label: &'static str,
}

/// A label and its value, as on a paper form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// In Chinese, with no colon after it.
    pub label: &'static str,
    /// Already worded.
    pub value: String,
}

impl Fact {
    /// A fact; an empty value is still one.
    pub fn new(label: &'static str, value: impl Into<String>) -> Fact {
        Fact { label, value: value.into() }
    }
}

/// The facts that are there, in order.
pub fn facts(pairs: &[(&'static str, &Option<Spanned<String>>)]) -> Vec<Fact> {
    let there = pairs.iter().filter_map(|(label, value)| Some((*label, value.as_ref()?)));
    there.map(|(label, value)| Fact::new(label, value.value.clone())).collect()
}
