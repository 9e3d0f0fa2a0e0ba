//! What stands above the heading and holds for all rows: names of fields, each with its value beside it.

use super::super::faults::Faults;
use super::super::field::{self, Field, Shape, Table};
use super::super::misread::example;
use super::super::value::narrow;
use super::super::yaml::{Key, Node, Value};
use super::grid::Grid;
use super::heading::Heading;
use super::row;
use crate::diagnostic::Code;
use crate::source::Span;
use crate::text;
use std::borrow::Cow;

type Entries<'a> = Vec<(Key<'a>, Node<'a>)>;

/// A cell above the heading: the name of a field, with what stands behind a colon in the same cell.
struct Label<'t> {
    field: Option<&'t Field<'t>>,
    /// A name that is near, where that is none.
    near: Option<&'t str>,
    at: Span,
    /// Empty where the value stands in the next cells.
    value: Span,
}

/// The fields of `whole` that are named above the heading: `批次 | LY-2026-10` or `批次：LY-2026-10`. Names with a slip
/// are told. `rows` is the field that the rows below are.
pub(super) fn entries<'a>(
    grid: &Grid<'a>,
    heading: &Heading,
    (whole, rows): (Table<'a>, &str),
    faults: &Faults,
) -> Entries<'a> {
    let mut entries = Entries::new();
    for row in 0..heading.first {
        of_row(grid, row, whole, &mut entries, faults);
    }
    missing(&entries, grid.start(heading.first), whole.iter().filter(|field| field.key != rows), faults);
    entries
}

fn of_row<'a>(grid: &Grid<'a>, row: usize, whole: Table<'a>, entries: &mut Entries<'a>, faults: &Faults) {
    let cells: Vec<Span> = grid.filled(row).filter_map(|(column, _)| grid.span(row, column)).collect();
    let mut rest = &cells[..];
    while let Some((&cell, after)) = rest.split_first() {
        rest = after;
        let Some(label) = label(grid, cell, whole) else { continue };
        let count = after.iter().take_while(|&&cell| self::label(grid, cell, whole).is_none()).count();
        let (beside, further) = after.split_at(count);
        let values = if label.value.range().is_empty() { beside } else { std::slice::from_ref(&label.value) };
        rest = further;
        match (label.field, values.first()) {
            (_, None) => {}
            (Some(field), Some(_)) => entries.push((key(field, label.at), value(grid, field, values))),
            (None, Some(_)) => slip(grid, &label, whole, faults),
        }
    }
}

fn label<'t>(grid: &Grid, cell: Span, whole: Table<'t>) -> Option<Label<'t>> {
    let text = grid.text_at(cell);
    let colon = text.find(['：', ':']);
    let name: String = narrow(&text[..colon.unwrap_or(text.len())]).split_whitespace().collect();
    let (field, near) = (field::find(whole, &name), field::nearest(whole, &name));
    if field.is_none() && near.is_none() {
        return None;
    }
    let value = match colon.map(|at| at + text[at..].chars().next().map_or(0, char::len_utf8)) {
        Some(from) => {
            let from = from + text[from..].len() - text[from..].trim_start().len();
            Span { start: cell.start + u32::try_from(from).unwrap_or_default(), end: cell.end }
        }
        None => Span { start: cell.end, end: cell.end },
    };
    Some(Label { field, near, at: cell, value })
}

fn key<'a>(field: &Field<'a>, at: Span) -> Key<'a> {
    Key { text: Cow::Borrowed(field.key), span: at }
}

/// One value, or several that stand side by side.
fn value<'a>(grid: &Grid<'a>, field: &Field, cells: &[Span]) -> Node<'a> {
    let whole = Span { start: cells[0].start, end: cells[cells.len() - 1].end };
    let scalar = |span: Span| Value::Scalar { text: Cow::Borrowed(grid.text_at(span)), plain: true };
    match field.shape {
        Shape::List(_) => {
            let parts = cells.iter().flat_map(|&cell| row::parts(grid.text_at(cell), cell));
            Node { value: Value::List(parts.collect()), span: whole }
        }
        _ => Node { value: scalar(cells[0]), span: cells[0] },
    }
}

fn slip(grid: &Grid, label: &Label, whole: Table, faults: &Faults) {
    let (written, near) = (grid.text_at(label.at), label.near.unwrap_or_default());
    faults.add(
        Code::FieldUnknown,
        label.at,
        text!("表头上面的“{written}”不认识", "`{written}` above the heading is unknown"),
        text!("是不是想写“{near}”？", "Did you mean `{near}`?"),
    );
    faults.in_sheet();
    if let Some(field) = field::find(whole, near) {
        faults.no_column(field.key);
        faults.unread(field.key, label.at);
    }
}

/// Fields that hold for all rows and are not named.
fn missing<'t>(entries: &Entries, at: Span, fields: impl Iterator<Item = &'t Field<'t>>, faults: &Faults) {
    faults.in_sheet();
    for field in fields.filter(|field| field.required && !faults.lacks_column(field.key)) {
        if entries.iter().any(|(known, _)| known.text == field.key) {
            continue;
        }
        faults.no_column(field.key);
        let (name, key) = (field.alias, field.key);
        let (zh, en) = match field.shape {
            Shape::Text => (String::new(), String::new()),
            shape => (format!("，如 {}", example(shape).0), format!(", such as {}", example(shape).1)),
        };
        faults.add(
            Code::FieldMissing,
            at,
            text!("表头上面没有写“{name}”（{key}）", "`{key}` ({name}) is not named above the heading"),
            text!(
                "在表头上面加一行：左边一格写“{name}”，右边一格写它的内容{zh}",
                "Add a row above the heading: `{key}` in one cell, and its value beside it{en}"
            ),
        );
    }
}
