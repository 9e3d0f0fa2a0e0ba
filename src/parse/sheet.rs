//! A sheet's text → the nodes that a YAML list of maps would have given, so that every reader takes either.
//!
//! Headings are the names of fields; what stands around the table (titles, units, running numbers, totals, notes)
//! is known for what it is and kept apart; totals are compared with what the rows come to.

mod grid;
mod heading;
mod marks;
mod row;
mod sums;
mod told;

use super::faults::Faults;
use super::field::Field;
use super::unseen;
use super::yaml::{Node, Value};
use crate::model::characters::Place;
use crate::source::{Source, Span};
use grid::Grid;
use sums::Sums;

/// The rows of a sheet as a list of maps, from which blank cells are absent; `None` where no row names the columns, which
/// is told. `faults` are the sheet's own. Rows that add others up are compared with them, and are no data.
pub(super) fn rows<'a>(source: &'a Source, table: &'static [Field], faults: &Faults) -> Option<Node<'a>> {
    unseen::report(&source.text.replace('\t', " "), 0, Place::Field, faults);
    told::oddities(source, faults);
    let grid = Grid::new(source);
    let Some(heading) = heading::find(&grid, table) else {
        told::no_heading(&grid, table, faults);
        return None;
    };
    told::columns(&grid, table, &heading, faults);
    let (mut list, mut sums) = (Vec::new(), Sums::new(&heading));
    for at in heading.last + 1..grid.rows() {
        match row::sort(&grid, &heading, at) {
            row::Sort::Blank => {}
            row::Sort::Note => break,
            row::Sort::Total(label) => sums.compare(&grid, &heading, at, label, faults),
            row::Sort::Data => {
                sums.add(&grid, &heading, at);
                list.push(row::node(&grid, &heading, at, faults));
            }
        }
    }
    Some(Node { value: Value::List(list), span: Span::new(0, source.text.len()) })
}

#[cfg(test)]
mod tests;
