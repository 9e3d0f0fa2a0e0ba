//! Which row names the columns, and which field each column is.

use super::super::field::{self, Field, Shape};
use super::super::value::narrow;
use super::grid::Grid;
use super::marks::is_sum;
use crate::source::{Span, Spanned};

/// Rows with something in them that may stand above the heading.
const ABOVE: usize = 20;

pub(super) struct Heading {
    /// The first of its rows.
    pub first: usize,
    /// The last of its rows.
    pub last: usize,
    pub columns: Vec<Column>,
}

#[derive(Clone)]
pub(super) struct Column {
    pub at: usize,
    /// Where its heading stands.
    pub span: Span,
    pub holds: Holds,
    /// What its amounts are in, when the heading says so: 万元.
    pub unit: Option<&'static str>,
}

/// What the cells of a column are.
#[derive(Clone)]
pub(super) enum Holds {
    /// A field of the row.
    Field(&'static Field),
    /// A field of a map in the row.
    Inner(&'static Field, &'static Field),
    /// The amount of one in a list of things with a name each, which stands in the heading.
    Named(&'static Field, &'static [Field; 2], Spanned<String>),
    /// A field that another column holds already.
    Again(&'static Field),
    /// A field that takes several columns, in one.
    Undivided(&'static Field),
    /// Nothing that is read: running numbers, sums, what nobody knows.
    Nothing,
}

impl Column {
    /// The field that its cells hold; `None` where they are not read.
    pub(super) fn field(&self) -> Option<&'static Field> {
        match &self.holds {
            Holds::Field(field) | Holds::Inner(_, field) => Some(field),
            Holds::Named(_, [_, amount], _) => Some(amount),
            Holds::Again(_) | Holds::Undivided(_) | Holds::Nothing => None,
        }
    }
}

/// Finds the row that names the columns, or the two that do.
pub(super) fn find(grid: &Grid, table: &'static [Field]) -> Option<Heading> {
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

fn matches(grid: &Grid, row: usize, table: &'static [Field]) -> usize {
    let mut known: Vec<&str> =
        grid.filled(row).filter_map(|(_, text)| named(table, text)).map(|f| f.key).collect();
    known.sort_unstable();
    known.dedup();
    known.len()
}

/// A heading without its blanks, stars and what stands in brackets at its end; and the unit in those.
fn bare(written: &str) -> (String, Option<&'static str>) {
    let compact: String = narrow(written).chars().filter(|c| !c.is_whitespace() && *c != '*').collect();
    let compact = compact.trim_end_matches(':').to_owned();
    match compact.strip_suffix(')').and_then(|inside| inside.rsplit_once('(')) {
        Some((name, inside)) if !name.is_empty() => (name.to_owned(), unit(inside)),
        _ => (compact, None),
    }
}

fn unit(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches("单位").trim_start_matches(':');
    ["亿元", "万元", "元"].into_iter().find(|&known| text == known || (text == "万" && known == "万元"))
}

/// The field that a heading names.
fn named(table: &'static [Field], written: &str) -> Option<&'static Field> {
    let whole: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    field::find(table, &whole).or_else(|| field::find(table, &bare(written).0))
}

/// `单位：万元` above a table says what all of its amounts are in.
fn unit_above(grid: &Grid, heading: usize) -> Option<&'static str> {
    let cells = (0..heading).flat_map(|row| grid.filled(row));
    let texts =
        cells.map(|(_, text)| narrow(text).chars().filter(|c| !c.is_whitespace()).collect::<String>());
    let said = |text: String| {
        let tail = text.rsplit_once("单位:").map(|(_, tail)| tail.trim_end_matches(')').to_owned())?;
        unit(&tail)
    };
    texts.filter_map(said).last()
}

/// Whether a row is the upper one of two: what stands below it names parts of its columns, and none of its plain
/// columns has something below.
fn is_upper(grid: &Grid, row: usize, table: &'static [Field]) -> bool {
    let plain = |text: &str| named(table, text).is_some_and(|field| group(field).is_none());
    let below: Vec<(usize, &str)> = grid.filled(row + 1).collect();
    let over_plain = |column: usize| plain(grid.own(row, column));
    let part = |&(column, text): &(usize, &str)| {
        let over = over(grid, row, column);
        named(table, over).and_then(group).is_some() || (named(table, text).is_some() && !over.is_empty())
    };
    !below.iter().any(|&(column, _)| over_plain(column)) && below.iter().any(part)
}

/// What stands over a cell of the lower row: its own upper cell, or the one to the left that reaches over it.
fn over<'a>(grid: &Grid<'a>, upper: usize, column: usize) -> &'a str {
    (0..=column).rev().map(|column| grid.own(upper, column)).find(|text| !text.is_empty()).unwrap_or_default()
}

/// The fields of a map, or of the things with a name in a list, that several columns may hold together.
fn group(field: &'static Field) -> Option<&'static [Field]> {
    match field.shape {
        Shape::Map(table)
        | Shape::PeriodOr(table)
        | Shape::NumberOr(table)
        | Shape::List(&Shape::Map(table)) => Some(table),
        _ => None,
    }
}

fn one_row(grid: &Grid, row: usize, table: &'static [Field], unit: Option<&'static str>) -> Vec<Column> {
    let column = |(at, text): (usize, &str)| {
        let holds = match named(table, text) {
            Some(field) => Holds::Field(field),
            None => Holds::Nothing,
        };
        Column { at, span: grid.span(row, at).unwrap_or_default(), holds, unit: bare(text).1.or(unit) }
    };
    grid.filled(row).map(column).collect()
}

fn two_rows(grid: &Grid, upper: usize, table: &'static [Field], unit: Option<&'static str>) -> Vec<Column> {
    let last = grid.columns(upper).max(grid.columns(upper + 1));
    let column = |at: usize| {
        let (top, low) = (over(grid, upper, at), grid.own(upper + 1, at));
        let (row, text) = if low.is_empty() { (upper, grid.own(upper, at)) } else { (upper + 1, low) };
        if text.is_empty() {
            return None;
        }
        let span = grid.span(row, at).unwrap_or_default();
        let outer = named(table, top).filter(|_| row > upper).and_then(|field| Some((field, group(field)?)));
        let holds = match (outer, named(table, text)) {
            (Some((outer, inner)), _) => inside(outer, inner, text, span),
            (None, Some(field)) => Holds::Field(field),
            (None, None) => Holds::Nothing,
        };
        let own = bare(text).1.or_else(|| bare(top).1.filter(|_| row > upper));
        Some(Column { at, span, holds, unit: own.or(unit) })
    };
    (0..last).filter_map(column).collect()
}

/// What a column below a group holds.
fn inside(outer: &'static Field, inner: &'static [Field], text: &str, span: Span) -> Holds {
    match (outer.shape, named(inner, text)) {
        // a list of things: the heading is the name of one
        (Shape::List(_), _) => match <&[Field; 2]>::try_from(inner) {
            Ok(pair) if matches!(pair[0].shape, Shape::Text) && !is_sum(text) => {
                Holds::Named(outer, pair, Spanned::new(bare(text).0, span))
            }
            _ => Holds::Nothing,
        },
        (_, Some(field)) => Holds::Inner(outer, field),
        (_, None) => Holds::Nothing,
    }
}
