//! What rows that add others up should say.

use super::super::faults::Faults;
use super::super::field::{Field, Shape};
use super::super::value;
use super::super::yaml::{Node, Value};
use super::grid::Grid;
use super::heading::Heading;
use super::marks::is_whole;
use super::row;
use crate::diagnostic::Code;
use crate::model::money::Money;
use crate::source::Span;
use crate::text;

/// What the columns of numbers come to so far, in fen, tenths or ones.
pub(super) struct Sums {
    /// Of all rows; `None` where a cell is no number, which is told where it is read.
    all: Vec<Option<i64>>,
    /// The same at the last row that added up.
    before: Vec<Option<i64>>,
}

impl Sums {
    pub(super) fn new(heading: &Heading) -> Sums {
        Sums { all: vec![Some(0); heading.columns.len()], before: vec![Some(0); heading.columns.len()] }
    }

    /// Counts a row in.
    pub(super) fn add(&mut self, grid: &Grid, heading: &Heading, at: usize) {
        for (sum, column) in self.all.iter_mut().zip(&heading.columns) {
            let Some(field) = column.field() else { continue };
            if let Some(cell) = row::cell(grid, heading, at, column, None) {
                *sum = sum.zip(amount(field, &cell)).and_then(|(sum, amount)| sum.checked_add(amount));
            }
        }
    }

    /// Compares a row that adds up: with all rows above, or with those since the last such row.
    pub(super) fn compare(
        &mut self,
        grid: &Grid,
        heading: &Heading,
        at: usize,
        label: &str,
        faults: &Faults,
    ) {
        for ((all, before), column) in self.all.iter().zip(&self.before).zip(&heading.columns) {
            let Some(field) = column.field() else { continue };
            let Some(cell) = row::cell(grid, heading, at, column, None) else { continue };
            let (Some(said), Some(all), Some(before)) = (amount(field, &cell), *all, *before) else {
                continue;
            };
            let since = all.saturating_sub(before);
            if said != all && said != since {
                let sum = if is_whole(label) { all } else { since };
                differs(label, field, &cell, sum, column.unit, faults);
            }
        }
        self.before.clone_from(&self.all);
    }
}

fn amount(field: &Field, cell: &Node) -> Option<i64> {
    let Value::Scalar { text, .. } = &cell.value else { return None };
    match field.shape {
        Shape::Money => Some(Money::parse(text)?.fen()),
        Shape::Number | Shape::NumberOr(_) => value::signed(text).map(i64::from),
        Shape::Count => value::whole(text).map(i64::from),
        Shape::Hours => value::tenths(text).map(i64::from),
        _ => None,
    }
}

/// A sum in the unit of its column, as a person would write it there.
pub(super) fn written(sum: i64, shape: Shape, unit: Option<&str>) -> String {
    let parts = match (shape, unit) {
        (Shape::Money, Some("亿元")) => 10_000_000_000,
        (Shape::Money, Some("万元")) => 1_000_000,
        (Shape::Money, _) => 100,
        (Shape::Hours, _) => 10,
        _ => 1,
    };
    let places = i64::ilog10(parts) as usize;
    let number = format!("{}.{:0places$}", sum / parts, (sum % parts).abs());
    number.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn differs(label: &str, field: &Field, cell: &Node, sum: i64, unit: Option<&'static str>, faults: &Faults) {
    let at: Span = cell.span;
    if faults.counts_only(Code::SheetTotal, at) {
        return;
    }
    let (name, key) = (field.alias, field.key);
    let sum = written(sum, field.shape, unit);
    let label: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    faults.add(
        Code::SheetTotal,
        at,
        text!(
            "“{label}”这一行的“{name}”和上面各行加起来的不一样",
            "`{key}` of this total is not what the rows above come to"
        ),
        text!(
            "各行加起来是 {sum}；看看是哪一行的数错了，还是漏了行",
            "They come to {sum}; look which number is wrong, or which row is missing"
        ),
    );
}
