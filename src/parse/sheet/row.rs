//! What a row below the heading is, and the map that it stands for.

use super::super::faults::Faults;
use super::super::field::{Field, Shape};
use super::super::value::narrow;
use super::super::yaml::{Key, Node, Value};
use super::grid::Grid;
use super::heading::{Column, Heading, Holds};
use super::marks::are_notes;
use super::told;
use super::unit::Unit;
use crate::model::sums::{self, Reach};
use crate::source::{Span, Spanned};
use std::borrow::Cow;

/// What a row below the heading is.
pub(super) enum Sort<'a> {
    /// Nothing of a row: blank, running numbers alone, a heading within the table.
    Blank,
    Data,
    /// With what it is called.
    Total(&'a str, Reach),
    /// A note, or what people sign.
    Note,
}

pub(super) fn sort<'a>(grid: &Grid<'a>, heading: &Heading, row: usize) -> Sort<'a> {
    let cells: Vec<(usize, &str)> = grid.filled(row).collect();
    let Some(&(first, text)) = cells.first() else { return Sort::Blank };
    if let Some(reach) = sums::reach(text) {
        return Sort::Total(text, reach);
    }
    if are_notes(&cells.iter().map(|(_, text)| compact(text)).collect::<Vec<_>>()) {
        return Sort::Note;
    }
    let chapter = sums::chapter(text);
    if cells.len() == 1 && (chapter.is_some() || reaches_over(grid, row, first)) {
        return Sort::Blank;
    }
    if chapter.is_some_and(|level| opens(grid, heading, row, level)) {
        return Sort::Total(cells.get(1).map_or(text, |(_, name)| name), Reach::Chapter);
    }
    let known = |at: usize| heading.column(at);
    let numbers = |(index, (_, text)): (usize, &(usize, &str))| *text == (index + 1).to_string();
    let numbered = row == heading.last + 1 && cells.len() > 2 && cells.iter().enumerate().all(numbers);
    let nothing = cells.iter().all(|&(at, _)| known(at).is_some_and(|column| column.field().is_none()));
    if numbered || nothing { Sort::Blank } else { Sort::Data }
}

/// Without blanks, and narrowed.
fn compact(text: &str) -> String {
    narrow(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a numbered row with amounts is the heading of a chapter: beside its name it has nothing but numbers, and what
/// follows is of a lower rank. A list whose rows are all numbered so has none.
fn opens(grid: &Grid, heading: &Heading, row: usize, level: usize) -> bool {
    let is_word = |(at, _): &(usize, &str)| {
        let field = heading.column(*at).and_then(Column::field);
        field.is_some_and(|field| !is_number(field.shape))
    };
    let mut below = (row + 1..grid.rows()).filter_map(|row| Some(grid.filled(row).next()?.1));
    let lower =
        |text: &str| sums::reach(text).is_none() && sums::chapter(text).is_none_or(|next| next > level);
    grid.filled(row).filter(is_word).count() <= 1 && below.next().is_some_and(lower)
}

fn reaches_over(grid: &Grid, row: usize, column: usize) -> bool {
    grid.area(row, column).is_some_and(|area| area.last_column > area.first_column + 1)
}

/// Whether a cell is one of several rows' that share a number, so that nobody knows its own.
pub(super) fn shares_number(grid: &Grid, heading: &Heading, row: usize, column: &Column) -> bool {
    let is_number = column.field().is_some_and(|field| is_number(field.shape));
    is_number && grid.above(row, column.at).is_some_and(|above| above > heading.last)
}

/// The map of a row. What is wrong with its joined cells is told.
pub(super) fn node<'a>(grid: &Grid<'a>, heading: &Heading<'a>, row: usize, faults: &Faults) -> Node<'a> {
    let mut entries: Vec<(Key<'a>, Node<'a>)> = Vec::new();
    for column in &heading.columns {
        if let Some(cell) = cell(grid, heading, row, column, Some(faults)) {
            add(&mut entries, column, cell);
        }
    }
    Node { value: Value::Map(entries), span: grid.whole(row) }
}

/// A cell with its text, its own or that of the one above that it is joined to. What is wrong with that is told if somebody
/// asks for it.
pub(super) fn cell<'a>(
    grid: &Grid<'a>,
    heading: &Heading,
    row: usize,
    column: &Column,
    faults: Option<&Faults>,
) -> Option<Node<'a>> {
    let field = column.field()?;
    let above = grid.above(row, column.at).filter(|&above| above > heading.last);
    let at = above.unwrap_or(row);
    let (text, span) = (grid.own(at, column.at), grid.span(at, column.at)?);
    if text.is_empty() || (is_number(field.shape) && is_dash(text)) {
        return None;
    }
    if let Some(faults) = faults {
        match above {
            Some(above) if is_number(field.shape) => {
                if row == above + 1 {
                    told::joined_down(field, span, faults);
                }
                faults.unread(field.key, grid.start(row));
                return None;
            }
            Some(_) => {}
            None => told::joined_across(grid, heading, row, column, span, faults),
        }
    }
    Some(Node { value: value(field, text, span, column.unit), span })
}

/// What stands in a cell of numbers where there is none.
fn is_dash(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '-' | '—' | '–' | '/' | '－' | '／'))
}

fn value<'a>(field: &Field, text: &'a str, span: Span, unit: Option<Unit>) -> Value<'a> {
    let scalar = |text: Cow<'a, str>| Value::Scalar { text, plain: true };
    match field.shape {
        Shape::Money => {
            let number = narrow(text);
            let bare = number.trim().bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
            match unit.filter(|_| bare) {
                Some(unit) => scalar(Cow::Owned(format!("{}{}", number.trim(), unit.name))),
                None => scalar(Cow::Borrowed(text)),
            }
        }
        Shape::List(&Shape::Text | &Shape::Choice(_)) => Value::List(parts(text, span)),
        _ => scalar(Cow::Borrowed(text)),
    }
}

/// Several things in one cell.
pub(super) fn parts(text: &str, span: Span) -> Vec<Node<'_>> {
    let mut at = span.start as usize;
    let mut parts = Vec::new();
    for part in text.split_inclusive(['、', '；', ';']) {
        let word = part.trim_end_matches(['、', '；', ';']);
        let (blank, word) = (word.len() - word.trim_start().len(), word.trim());
        if !word.is_empty() {
            let span = Span::new(at + blank, at + blank + word.len());
            parts.push(Node { value: Value::Scalar { text: Cow::Borrowed(word), plain: true }, span });
        }
        at += part.len();
    }
    parts
}

fn key<'a>(name: &'a str, span: Span) -> Key<'a> {
    Key { text: Cow::Borrowed(name), span }
}

fn add<'a>(entries: &mut Vec<(Key<'a>, Node<'a>)>, column: &Column<'a>, cell: Node<'a>) {
    let (outer, empty) = match column.holds {
        Holds::Nothing | Holds::Again(_) | Holds::Undivided(_) => return,
        Holds::Field(field) => return entries.push((key(field.key, column.span), cell)),
        Holds::Inner(outer, _) => (outer, Value::Map(Vec::new())),
        Holds::Named(outer, ..) => (outer, Value::List(Vec::new())),
    };
    let at = entries.iter().position(|(known, _)| known.text == outer.key).unwrap_or_else(|| {
        entries.push((key(outer.key, column.span), Node { value: empty, span: cell.span }));
        entries.len() - 1
    });
    let node = &mut entries[at].1;
    node.span.end = cell.span.end;
    match (&mut node.value, &column.holds) {
        (Value::Map(inner), Holds::Inner(_, field)) => inner.push((key(field.key, column.span), cell)),
        (Value::List(items), Holds::Named(_, pair, name)) => items.push(one_of_list(pair, name, cell)),
        _ => {}
    }
}

/// One of a list: the heading is its name, the cell its amount.
fn one_of_list<'a>([first, second]: &[Field<'a>; 2], name: &Spanned<String>, cell: Node<'a>) -> Node<'a> {
    let text = Value::Scalar { text: Cow::Owned(name.value.clone()), plain: true };
    let named = Node { value: text, span: name.span };
    let span = cell.span;
    Node { value: Value::Map(vec![(key(first.key, name.span), named), (key(second.key, span), cell)]), span }
}

/// Whether cells of a shape hold numbers, so that a dash stands for nothing.
fn is_number(shape: Shape) -> bool {
    matches!(
        shape,
        Shape::Money | Shape::Number | Shape::Count | Shape::Decimal | Shape::Hours | Shape::NumberOr(_)
    )
}
