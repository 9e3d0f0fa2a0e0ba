//! Which row names the columns, and which field each column is.

use super::super::field::{self, Field, Shape, Table};
use super::super::value::narrow;
use super::grid::Grid;
use super::marks::is_sum;
use super::unit::Unit;
use crate::source::{Span, Spanned};

/// Rows with something in them that may stand above the heading.
const ABOVE: usize = 20;

pub(super) struct Heading<'a> {
    /// The first of its rows.
    pub first: usize,
    /// The last of its rows.
    pub last: usize,
    pub columns: Vec<Column<'a>>,
}

impl<'a> Heading<'a> {
    /// Whether some column is a field, or a part of it.
    pub(super) fn has(&self, key: &str) -> bool {
        self.columns.iter().any(|column| match column.holds {
            Holds::Field(known) | Holds::Inner(known, _) | Holds::Named(known, ..) => known.key == key,
            Holds::Again(known) | Holds::Undivided(known) => known.key == key,
            Holds::Nothing => false,
        })
    }

    /// The column at a place, as far as it has a heading.
    pub(super) fn column(&self, at: usize) -> Option<&Column<'a>> {
        let found = self.columns.binary_search_by_key(&at, |column| column.at).ok()?;
        self.columns.get(found)
    }
}

#[derive(Clone)]
pub(super) struct Column<'a> {
    pub at: usize,
    /// Where its heading stands.
    pub span: Span,
    pub holds: Holds<'a>,
    /// What its amounts are in, when the heading says so: 万元.
    pub unit: Option<Unit>,
}

/// What the cells of a column are.
#[derive(Clone)]
pub(super) enum Holds<'a> {
    /// A field of the row.
    Field(&'a Field<'a>),
    /// A field of a map in the row.
    Inner(&'a Field<'a>, &'a Field<'a>),
    /// The amount of one in a list of things with a name each, which stands in the heading.
    Named(&'a Field<'a>, &'a [Field<'a>; 2], Spanned<String>),
    /// A field that another column holds already.
    Again(&'a Field<'a>),
    /// A field that takes several columns, in one.
    Undivided(&'a Field<'a>),
    /// Nothing that is read: running numbers, sums, what nobody knows.
    Nothing,
}

impl<'a> Column<'a> {
    /// The field that its cells hold; `None` where they are not read.
    pub(super) fn field(&self) -> Option<&'a Field<'a>> {
        match &self.holds {
            Holds::Field(field) | Holds::Inner(_, field) => Some(field),
            Holds::Named(_, [_, amount], _) => Some(amount),
            Holds::Again(_) | Holds::Undivided(_) | Holds::Nothing => None,
        }
    }
}

/// Finds the row that names the columns, or the two that do.
pub(super) fn find<'a>(grid: &Grid, table: Table<'a>) -> Option<Heading<'a>> {
    let mut filled = (0..grid.rows()).filter(|&row| grid.filled(row).next().is_some()).take(ABOVE);
    let wanted = table.len().min(2);
    let score = |row: usize| matches(grid, row, table);
    let first = filled.find(|&row| {
        score(row) >= wanted
            || (score(row) > 0 && is_upper(grid, row, table) && score(row) + score(row + 1) >= wanted)
    })?;
    let unit = unit_above(grid, first);
    let mut heading = match is_upper(grid, first, table) {
        true => Heading { first, last: first + 1, columns: two_rows(grid, first, table, unit) },
        false => Heading { first, last: first, columns: one_row(grid, first, table, unit) },
    };
    let mut known: Vec<&str> = Vec::new();
    for column in &mut heading.columns {
        let Holds::Field(field) = column.holds else { continue };
        column.holds = match field.shape {
            _ if known.contains(&field.key) => Holds::Again(field),
            Shape::Map(_) | Shape::List(&Shape::Map(_)) => Holds::Undivided(field),
            _ => Holds::Field(field),
        };
        known.push(field.key);
    }
    Some(heading)
}

fn matches(grid: &Grid, row: usize, table: Table) -> usize {
    let mut known: Vec<&str> =
        grid.filled(row).filter_map(|(_, text)| named(table, text)).map(|f| f.key).collect();
    known.sort_unstable();
    known.dedup();
    known.len()
}

/// A heading without its blanks, stars and what stands in brackets at its end; and the unit in those.
fn bare(written: &str) -> (String, Option<Unit>) {
    let compact: String = narrow(written).chars().filter(|c| !c.is_whitespace() && *c != '*').collect();
    let (mut name, mut unit) = (compact.trim_end_matches(':'), None);
    while let Some((front, inside)) = name.strip_suffix(')').and_then(|inside| inside.rsplit_once('(')) {
        if front.is_empty() {
            break;
        }
        (name, unit) = (front, Unit::of(inside).or(unit));
    }
    (name.to_owned(), unit)
}

/// The field that a heading names.
fn named<'a>(table: Table<'a>, written: &str) -> Option<&'a Field<'a>> {
    let whole: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    field::find(table, &whole).or_else(|| field::find(table, &bare(written).0))
}

/// `单位：万元` above a table says what all of its amounts are in.
fn unit_above(grid: &Grid, heading: usize) -> Option<Unit> {
    let cells = (0..heading).flat_map(|row| grid.filled(row));
    let said = |(_, text): (usize, &str)| Unit::of(narrow(text).rsplit_once("单位")?.1);
    cells.filter_map(said).last()
}

/// Whether a row is the upper one of two: what stands below it names parts of its columns, and none of its plain
/// columns has something below.
fn is_upper(grid: &Grid, row: usize, table: Table) -> bool {
    let plain = |text: &str| named(table, text).is_some() && grouped(table, text).is_none();
    let below: Vec<(usize, &str)> = grid.filled(row + 1).collect();
    let over_plain = |column: usize| plain(grid.own(row, column));
    let over = over(grid, row);
    let part = |&(column, text): &(usize, &str)| {
        let over = over[column];
        grouped(table, over).is_some() || (named(table, text).is_some() && !over.is_empty())
    };
    !below.iter().any(|&(column, _)| over_plain(column)) && below.iter().any(part)
}

/// What stands over each column of the two rows: its own upper cell, or the one to the left that reaches over it.
fn over<'a>(grid: &Grid<'a>, upper: usize) -> Vec<&'a str> {
    let mut last = "";
    let of_column = |column| {
        let own = grid.own(upper, column);
        last = if own.is_empty() { last } else { own };
        last
    };
    (0..grid.columns(upper).max(grid.columns(upper + 1))).map(of_column).collect()
}

/// What a heading over several columns names: a map, a list, or the list of what is called so (`资金来源` over `中央`
/// and `省级`); and the fields of one of those.
fn grouped<'a>(table: Table<'a>, written: &str) -> Option<(&'a Field<'a>, Table<'a>)> {
    let field = named(table, written)?;
    let called = |list: &&Field<'a>| matches!((list.shape, group(list)), (Shape::List(_), Some([first, _])) if first.key == field.key);
    let outer = if group(field).is_some() { field } else { table.iter().find(called)? };
    Some((outer, group(outer)?))
}

/// The fields of a map, or of the things with a name in a list, that several columns may hold together.
fn group<'a>(field: &Field<'a>) -> Option<Table<'a>> {
    match field.shape {
        Shape::Map(table)
        | Shape::PeriodOr(table)
        | Shape::WindowOr(table)
        | Shape::NumberOr(table)
        | Shape::List(&Shape::Map(table)) => Some(table),
        _ => None,
    }
}

fn one_row<'a>(grid: &Grid, row: usize, table: Table<'a>, unit: Option<Unit>) -> Vec<Column<'a>> {
    let column = |(at, text): (usize, &str)| {
        let holds = match named(table, text) {
            Some(field) => Holds::Field(field),
            None => Holds::Nothing,
        };
        Column { at, span: grid.span(row, at).unwrap_or_default(), holds, unit: bare(text).1.or(unit) }
    };
    grid.filled(row).map(column).collect()
}

fn two_rows<'a>(grid: &Grid, upper: usize, table: Table<'a>, unit: Option<Unit>) -> Vec<Column<'a>> {
    let over = over(grid, upper);
    let column = |at: usize| {
        let (top, low) = (over[at], grid.own(upper + 1, at));
        let (row, text) = if low.is_empty() { (upper, grid.own(upper, at)) } else { (upper + 1, low) };
        if text.is_empty() {
            return None;
        }
        let span = grid.span(row, at).unwrap_or_default();
        let outer = grouped(table, top).filter(|_| row > upper);
        let holds = match (outer, named(table, text)) {
            (Some((outer, inner)), _) => inside(outer, inner, text, span),
            (None, Some(field)) => Holds::Field(field),
            (None, None) => Holds::Nothing,
        };
        let own = bare(text).1.or_else(|| bare(top).1.filter(|_| row > upper));
        Some(Column { at, span, holds, unit: own.or(unit) })
    };
    (0..over.len()).filter_map(column).collect()
}

/// What a column below a group holds.
fn inside<'a>(outer: &'a Field<'a>, inner: Table<'a>, text: &str, span: Span) -> Holds<'a> {
    match (outer.shape, named(inner, text)) {
        // a list of things: the heading is the name of one
        (Shape::List(_), _) => match <&[Field<'a>; 2]>::try_from(inner) {
            Ok(pair) if matches!(pair[0].shape, Shape::Text) && !is_sum(text) => {
                Holds::Named(outer, pair, Spanned::new(bare(text).0, span))
            }
            _ => Holds::Nothing,
        },
        (_, Some(field)) => Holds::Inner(outer, field),
        (_, None) => Holds::Nothing,
    }
}
