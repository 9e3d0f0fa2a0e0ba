//! What rows that add others up should say.

use super::super::faults::Faults;
use super::super::field::{Field, Shape};
use super::super::value;
use super::super::yaml::{Node, Value};
use super::grid::Grid;
use super::heading::{Column, Heading};
use super::row;
use super::unit::Unit;
use crate::diagnostic::Code;
use crate::model::money::Money;
use crate::model::sums::{self, Reach, Wrong};
use crate::source::Span;
use crate::text;

/// What the columns of numbers come to, and what rows say of that.
pub(super) struct Sums<'a> {
    columns: Vec<sums::Column>,
    /// Number and label of each row that adds up.
    rows: Vec<(usize, &'a str)>,
}

impl<'a> Sums<'a> {
    pub(super) fn new(heading: &Heading) -> Sums<'a> {
        Sums { columns: heading.columns.iter().map(|_| sums::Column::default()).collect(), rows: Vec::new() }
    }

    /// Counts a row in. A blank cell is nothing; one that is no number is told where it is read.
    pub(super) fn add(&mut self, grid: &Grid, heading: &Heading, at: usize) {
        for (sum, column) in self.columns.iter_mut().zip(&heading.columns) {
            let Some(field) = column.field() else { continue };
            if row::shares_number(grid, heading, at, column) {
                sum.row(None);
                continue;
            }
            let cell = row::cell(grid, heading, at, column, None);
            sum.row(cell.map_or(Some(0), |cell| amount(field, &cell)));
        }
    }

    /// Takes down a row that adds up.
    pub(super) fn state(
        &mut self,
        grid: &Grid,
        heading: &Heading,
        at: usize,
        (label, reach): (&'a str, Reach),
    ) {
        self.rows.push((at, label));
        for (sum, column) in self.columns.iter_mut().zip(&heading.columns) {
            let Some(field) = column.field() else { continue };
            let cell = row::cell(grid, heading, at, column, None);
            sum.sum(reach, cell.and_then(|cell| amount(field, &cell)));
        }
    }

    /// Tells what rows say wrongly, row by row.
    pub(super) fn report(&self, grid: &Grid, heading: &Heading, faults: &Faults) {
        let columns = self.columns.iter().zip(&heading.columns);
        let mut wrong: Vec<(Wrong, &Column)> = columns
            .flat_map(|(sums, column)| sums.wrong().into_iter().map(move |wrong| (wrong, column)))
            .collect();
        wrong.sort_by_key(|(wrong, _)| wrong.number);
        for (wrong, column) in wrong {
            let (at, label) = self.rows[wrong.number];
            let Some(field) = column.field() else { continue };
            if let Some(cell) = row::cell(grid, heading, at, column, None) {
                differs((label, field), &cell, &wrong, column.unit, faults);
            }
        }
    }
}

fn amount(field: &Field, cell: &Node) -> Option<i128> {
    let Value::Scalar { text, .. } = &cell.value else { return None };
    match field.shape {
        Shape::Money => Some(i128::from(Money::parse(text)?.fen())),
        Shape::Number | Shape::NumberOr(_) => value::signed(text).map(i128::from),
        Shape::Count => value::whole(text).map(i128::from),
        Shape::Decimal => value::decimal(text).map(i128::from),
        Shape::Hours => value::tenths(text).map(i128::from),
        _ => None,
    }
}

/// A sum in the unit of its column, as a person would write it there.
pub(super) fn written(sum: i128, shape: Shape, unit: Option<Unit>) -> String {
    let parts = match shape {
        Shape::Money => unit.map_or(100, |unit| unit.fen),
        Shape::Hours => 10,
        Shape::Decimal => 1000,
        _ => 1,
    };
    let (places, parts) = (i64::ilog10(parts) as usize, i128::from(parts));
    let number = format!("{}.{:0places$}", sum / parts, (sum % parts).abs());
    number.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn differs((label, field): (&str, &Field), cell: &Node, wrong: &Wrong, unit: Option<Unit>, faults: &Faults) {
    let at: Span = cell.span;
    if faults.counts_only(Code::SheetTotal, at) {
        return;
    }
    let (name, key) = (field.alias, field.key);
    let sum = written(wrong.sum, field.shape, unit);
    let label: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    let (side, where_to) = if wrong.below { ("下", "below") } else { ("上", "above") };
    faults.add(
        Code::SheetTotal,
        at,
        text!(
            "“{label}”这一行的“{name}”和{side}面各行加起来的不一样",
            "`{key}` of this total is not what the rows {where_to} come to"
        ),
        text!(
            "各行加起来是 {sum}；看看是哪一行的数错了，还是漏了行",
            "They come to {sum}; look which number is wrong, or which row is missing"
        ),
    );
}
