//! What a set is, and a column of it.

use super::cell::{Cell, Sort};
use crate::plan::addresses::Floors;
use crate::plan::shelves::DataRow;

/// How a set is called, and what each of its rows says.
pub(super) struct Set {
    pub title: &'static str,
    /// What is in it, and what is not.
    pub about: &'static str,
    pub columns: &'static [Column],
}

pub(super) struct Column {
    /// The name in JSON.
    pub key: &'static str,
    /// The heading in CSV.
    pub title: &'static str,
    pub sort: Sort,
    pub about: &'static str,
    pub value: for<'p> fn(&Floors<'p>, DataRow) -> Cell<'p>,
}

pub(super) const fn column(
    key: &'static str,
    title: &'static str,
    sort: Sort,
    about: &'static str,
    value: for<'p> fn(&Floors<'p>, DataRow) -> Cell<'p>,
) -> Column {
    Column { key, title, sort, about, value }
}
