//! Rows of a register with columns of its own, judged as its readers see them: what stands beside each other in a row
//! may be private where no cell is by itself, as a name beside an illness.

use super::finding::Finding;
use super::scan::scan_rows;
use super::seen::Seen;
use crate::model::own::{Cell, Sort, Value};
use crate::model::register::{Register, Row};
use crate::source::{Span, Spanned};
use std::ops::Range;

/// What only a whole row tells, each at the cell where it stands.
pub(super) fn scan(register: &Register) -> Vec<(Finding, Span)> {
    if register.columns.is_empty() {
        return Vec::new();
    }
    let heading = heading(register);
    let rows = register.rows.list.iter();
    rows.flat_map(|row| of_row(&register.title.value, &heading, register, &row.value)).collect()
}

/// `| 事项 | 病情 |`, the column by which rows are called first.
fn heading(register: &Register) -> String {
    let public = register.columns.iter().filter(|column| column.public);
    public.map(|column| format!("|{}", plain(&column.name.value))).collect::<String>() + "|\n"
}

fn of_row(title: &str, heading: &str, register: &Register, row: &Row) -> Vec<(Finding, Span)> {
    let (mut text, mut cells) = (heading.to_owned(), Vec::<(Range<usize>, Span)>::new());
    let mut named = false;
    for (at, column) in register.columns.iter().enumerate().filter(|(_, column)| column.public) {
        text.push('|');
        let from = text.len();
        let own = row.own.iter().find(|cell| cell.column == at);
        // the cell that is in none of its own is the row's name
        let is_name = own.is_none() && !named && column.sort == Sort::Text;
        named |= is_name;
        let words = if is_name { Some(&row.what) } else { own.and_then(words) };
        if let Some(words) = words {
            text.push_str(&plain(&words.value));
            cells.push((from..text.len(), words.span));
        }
    }
    text.push_str("|\n");
    let seen = Seen::of(&text);
    let placed = |found: Finding| {
        let range = seen.written(found.range.clone());
        let (_, span) = cells.iter().find(|(cell, _)| cell.start < range.end && range.start < cell.end)?;
        Some((found, *span))
    };
    scan_rows(title, seen.text()).into_iter().filter_map(placed).collect()
}

fn words(cell: &Cell) -> Option<&Spanned<String>> {
    match &cell.value {
        Value::Text(text) | Value::Choice(text) => Some(text),
        Value::Places(_) | Value::Units(_) | Value::Phone(_) => None,
        Value::Date(_) | Value::Money(_) | Value::Number(_) => None,
    }
}

/// Without what would end a cell or line.
fn plain(text: &str) -> String {
    text.replace(['|', '\n', '\t'], " ")
}
