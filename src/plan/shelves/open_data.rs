//! Which sets of open data there are, and what their rows are about.

use crate::collection::Collection;
use crate::plan::facts::Facts;

/// A set of rows of the same shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataSet {
    /// A row for each notice shown.
    Notices,
    /// A row for each project of each notice.
    Projects,
    /// A row for each recipient of each honour.
    Honours,
    /// A row for each activity.
    Activities,
    /// A row for each row of each register.
    Registers,
    /// A row for each household.
    Points,
}

/// What a row is about: an item of the content, by number, and a part of it where it has several rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DataRow {
    /// Place of the item in the content.
    pub item: usize,
    /// Which of its rows, counted from 0; 0 where an item has one row.
    pub part: usize,
}

impl DataRow {
    fn of(item: usize) -> DataRow {
        DataRow { item, part: 0 }
    }
}

impl DataSet {
    /// The set that a collection makes; pages are words, and no data.
    fn of(collection: Collection) -> Option<DataSet> {
        match collection {
            Collection::Notices => Some(DataSet::Notices),
            Collection::Honours => Some(DataSet::Honours),
            Collection::Activities => Some(DataSet::Activities),
            Collection::Pages => None,
            Collection::Registers => Some(DataSet::Registers),
        }
    }

    /// All that there can be, in the order of the page of open data.
    pub fn all() -> impl Iterator<Item = DataSet> {
        Collection::ALL.into_iter().filter_map(DataSet::of).chain([DataSet::Projects, DataSet::Points])
    }

    /// The name of its files.
    pub fn name(self) -> &'static str {
        match self {
            DataSet::Notices => "notices",
            DataSet::Projects => "projects",
            DataSet::Honours => "honours",
            DataSet::Activities => "activities",
            DataSet::Registers => "registers",
            DataSet::Points => "points",
        }
    }
}

/// The rows of a set, in order; given all notices shown, and all honours.
pub(super) fn rows(set: DataSet, facts: &Facts, notices: &[u32], honours: &[u32]) -> Vec<DataRow> {
    let content = facts.content;
    match set {
        DataSet::Notices => notices.iter().map(|&i| DataRow::of(i as usize)).collect(),
        DataSet::Projects => projects(facts, notices),
        DataSet::Honours => recipients(facts, honours),
        DataSet::Activities => (0..content.activities.len()).map(DataRow::of).collect(),
        DataSet::Registers => rows_of_registers(facts),
        DataSet::Points => (0..content.points.households.len()).map(DataRow::of).collect(),
    }
}

/// Every row of every register, as written.
fn rows_of_registers(facts: &Facts) -> Vec<DataRow> {
    let registers = facts.content.registers.iter().enumerate();
    registers
        .flat_map(|(item, one)| (0..one.rows.list.len()).map(move |part| DataRow { item, part }))
        .collect()
}

/// Every project of every notice: its own, then those that it lists.
fn projects(facts: &Facts, notices: &[u32]) -> Vec<DataRow> {
    let notices = notices.iter().map(|&i| i as usize);
    let parts = |item: usize| 0..facts.content.notices[item].all_projects().count();
    notices.flat_map(|item| parts(item).map(move |part| DataRow { item, part })).collect()
}

/// Every recipient of every honour, newest first.
fn recipients(facts: &Facts, honours: &[u32]) -> Vec<DataRow> {
    let honours = honours.iter().map(|&i| i as usize);
    let parts = |item: usize| 0..facts.content.honours[item].recipients.len();
    honours.flat_map(|item| parts(item).map(move |part| DataRow { item, part })).collect()
}
