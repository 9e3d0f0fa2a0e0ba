//! A sheet's text → the nodes that a YAML list of maps would have given, so that every reader takes either.
//!
//! Headings are the names of fields; what stands around the table (titles, units, running numbers, totals, notes)
//! is known for what it is and kept apart; totals are compared with what the rows come to.

mod above;
mod grid;
mod heading;
mod marks;
mod row;
mod sums;
mod told;
mod unit;

use super::faults::Faults;
use super::field::Table;
use super::unseen;
use super::yaml::{Key, Node, Value};
use crate::model::characters::Place;
use crate::source::{Source, Span};
use grid::Grid;
use heading::Heading;
use sums::Sums;

pub use told::oddity;

/// The rows of a sheet as a list of maps, from which blank cells are absent; `None` where no row names the columns, which
/// is told. `faults` are the sheet's own. Rows that add others up are compared with them, and are no data.
pub(super) fn rows<'a>(source: &'a Source, table: Table<'a>, faults: &Faults) -> Option<Node<'a>> {
    let (grid, heading) = open(source, table, faults)?;
    Some(below(source, &grid, &heading, faults))
}

/// A map as a sheet: what holds for all of it stands above the heading, the list that is its field of this key below.
pub(super) fn map<'a>(
    source: &'a Source,
    (whole, key): (Table<'a>, &str),
    table: Table<'a>,
    faults: &Faults,
) -> Option<(Vec<(Key<'a>, Node<'a>)>, Node<'a>)> {
    let (grid, heading) = open(source, table, faults)?;
    let entries = above::entries(&grid, &heading, (whole, key), faults);
    Some((entries, below(source, &grid, &heading, faults)))
}

/// Whether a sheet read by this table has a column of that key.
pub(super) fn has_column(source: &Source, table: Table, key: &str) -> bool {
    let heading = heading::find(&Grid::new(source), table);
    heading.is_some_and(|heading| {
        heading.columns.iter().any(|column| column.field().is_some_and(|field| field.key == key))
    })
}

/// How well a table fits a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Headings that it knows.
    pub known: usize,
    /// Headings that it does not know.
    pub unknown: usize,
    /// Columns that it asks for and that are not there.
    pub missing: usize,
}

/// How well a table fits the headings of a sheet; `None` where no row names its columns.
pub(super) fn fit(source: &Source, table: Table) -> Option<Fit> {
    let grid = Grid::new(source);
    let heading = heading::find(&grid, table)?;
    let columns = &heading.columns;
    Some(Fit {
        known: columns.iter().filter(|column| column.field().is_some()).count(),
        unknown: columns.iter().filter(|column| told::is_unknown(&grid, column)).count(),
        missing: table.iter().filter(|field| field.required && !heading.has(field.key)).count(),
    })
}

/// What stands alone in its row above the headings.
pub(super) fn title(source: &Source, table: Table) -> Option<String> {
    let grid = Grid::new(source);
    let first = heading::find(&grid, table)?.first;
    let alone = |row: usize| {
        let mut filled = grid.filled(row);
        let (_, text) = filled.next()?;
        let is_title = text.chars().count() >= SHORTEST_TITLE
            && !text.contains([':', '：'])
            && !text.starts_with("附件");
        (is_title && filled.next().is_none()).then(|| text.split_whitespace().collect())
    };
    (0..first).find_map(alone)
}

/// Characters of a title.
const SHORTEST_TITLE: usize = 4;

fn open<'a>(source: &'a Source, table: Table<'a>, faults: &Faults) -> Option<(Grid<'a>, Heading<'a>)> {
    unseen::report(&source.text.replace('\t', " "), 0, Place::Field, faults);
    told::oddities(source, faults);
    let grid = Grid::new(source);
    let Some(heading) = heading::find(&grid, table) else {
        told::no_heading(&grid, table, faults);
        return None;
    };
    told::columns(&grid, table, &heading, faults);
    Some((grid, heading))
}

fn below<'a>(source: &'a Source, grid: &Grid<'a>, heading: &Heading<'a>, faults: &Faults) -> Node<'a> {
    let (mut list, mut sums) = (Vec::new(), Sums::new(heading));
    let mut noted = false;
    for at in heading.last + 1..grid.rows() {
        match row::sort(grid, heading, at) {
            row::Sort::Blank => {}
            row::Sort::Note => noted = true,
            // a note may have further lines
            row::Sort::Data if noted && heading.columns.len() > 1 && grid.filled(at).nth(1).is_none() => {}
            row::Sort::Total(label, reach) => sums.state(grid, heading, at, (label, reach)),
            row::Sort::Data => {
                sums.add(grid, heading, at);
                list.push(row::node(grid, heading, at, faults));
            }
        }
    }
    sums.report(grid, heading, faults);
    Node { value: Value::List(list), span: Span::new(0, source.text.len()) }
}

#[cfg(test)]
mod tests;
