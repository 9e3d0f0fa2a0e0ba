//! Rows of a sheet that somebody else made, by the fields that its headings name: texts of which nothing is understood yet.

use super::emit::Value;
use super::faults::Faults;
use super::field::Table;
use super::sheet;
use super::yaml::{Key, Node, Value as Written};
use crate::diagnostic::Diagnostic;
use crate::model::sums;
use crate::source::{Source, SourceId, Span};

pub use super::sheet::{Fit, oddity};

/// What a sheet holds.
#[derive(Debug)]
pub struct ForeignRows {
    /// What stands alone above the headings.
    pub title: Option<String>,
    /// Fields that hold for all rows.
    pub above: Vec<Cell>,
    /// In order; rows that add others up are none.
    pub rows: Vec<ForeignRow>,
    /// What is wrong with headings, cells and totals.
    pub told: Vec<Diagnostic>,
    /// Some row adds others up.
    pub adds_up: bool,
}

/// What one row holds.
#[derive(Debug)]
pub struct ForeignRow {
    /// In the order of the columns.
    pub cells: Vec<Cell>,
    /// From its first cell to its last.
    pub span: Span,
}

/// A field of a row.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its key in the table.
    pub key: String,
    /// What stands there.
    pub value: Value,
    /// Where.
    pub span: Span,
}

impl ForeignRow {
    /// What stands in the column of a field.
    pub fn get(&self, key: &str) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.key == key)
    }

    /// The same as a text.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.value.as_text()
    }
}

/// Reads a sheet by the table of its rows; with `whole`, what holds for all of them stands above the headings, and the
/// rows are its field of that key.
///
/// # Errors
/// What is wrong, where no row names the columns.
pub fn rows<'a>(
    source: &'a Source,
    whole: Option<(Table<'a>, &str)>,
    table: Table<'a>,
) -> Result<ForeignRows, Vec<Diagnostic>> {
    let faults = Faults::new(SourceId(0));
    let read = match whole {
        Some(whole) => sheet::map(source, whole, table, &faults),
        None => sheet::rows(source, table, &faults).map(|rows| (Vec::new(), rows)),
    };
    let Some((above, list)) = read else { return Err(faults.into_list()) };
    let rows = match &list.value {
        Written::List(rows) => rows.iter().map(row).collect(),
        _ => Vec::new(),
    };
    Ok(ForeignRows {
        title: sheet::title(source, table),
        above: cells(&above),
        rows,
        told: faults.into_list(),
        adds_up: source.text.lines().any(adds_up),
    })
}

/// How well a table fits the headings of a sheet; `None` where it names none of them.
pub fn fit(source: &Source, table: Table) -> Option<Fit> {
    sheet::fit(source, table)
}

fn adds_up(line: &str) -> bool {
    let first = line.split('\t').find(|cell| !cell.trim().is_empty());
    first.is_some_and(|first| sums::reach(first).is_some())
}

fn row(node: &Node) -> ForeignRow {
    let cells = match &node.value {
        Written::Map(entries) => cells(entries),
        _ => Vec::new(),
    };
    ForeignRow { cells, span: node.span }
}

fn cells(entries: &[(Key, Node)]) -> Vec<Cell> {
    let cell = |(key, node): &(Key, Node)| {
        Some(Cell { key: key.text.clone().into_owned(), value: value(node)?, span: node.span })
    };
    entries.iter().filter_map(cell).collect()
}

fn value(node: &Node) -> Option<Value> {
    Some(match &node.value {
        Written::Null => return None,
        Written::Scalar { text, .. } => Value::Text(text.trim().to_owned()),
        Written::List(items) => Value::List(items.iter().filter_map(value).collect()),
        Written::Map(entries) => {
            Value::Map(cells(entries).into_iter().map(|cell| (cell.key, cell.value)).collect())
        }
    })
}
