//! What stands in the columns that a register declares for itself.

use crate::model::own::{Sort, Value};
use crate::model::register::{Register, Row};
use crate::plan::addresses::Floors;
use crate::plan::pages::frame::place_link;
use crate::plan::view::FactView;
use crate::plan::words;

/// The cells of a row, each under the name of its column; and apart from those the numbers that can be called.
pub(super) fn facts(floors: &Floors, register: &Register, row: &Row) -> (Vec<FactView>, Vec<FactView>) {
    let cells = row.own.iter().map(|cell| {
        let label = register.columns.get(cell.column).map_or("", |column| &column.name.value).to_owned();
        let href = matches!(cell.value, Value::Places(_)).then(|| only_place(floors, row)).flatten();
        let is_phone = matches!(cell.value, Value::Phone(_));
        (is_phone, FactView { label, value: words::own_cell(cell), href })
    });
    let (phones, facts): (Vec<_>, Vec<_>) = cells.partition(|(is_phone, _)| *is_phone);
    let views = |list: Vec<(bool, FactView)>| list.into_iter().map(|(_, view)| view).collect();
    (views(facts), views(phones))
}

/// The page of the place that a row is of, where it is of one.
fn only_place(floors: &Floors, row: &Row) -> Option<String> {
    let [(township, village)] = row.places()[..] else { return None };
    let href = place_link(floors, township, village).href;
    (!href.is_empty()).then_some(href)
}

/// The names of the columns of choices that everybody sees, each with its place among all.
pub(super) fn choices(register: &Register) -> impl Iterator<Item = (usize, &str)> {
    let columns = register.columns.iter().enumerate();
    let chosen = columns.filter(|(_, column)| column.public && column.sort == Sort::Choice);
    chosen.map(|(at, column)| (at, column.name.value.as_str()))
}

/// What a row chooses in a column.
pub(super) fn choice(row: &Row, at: usize) -> Option<String> {
    row.own.iter().find(|cell| cell.column == at).map(words::own_cell)
}
