//! Rows of a register: one file of YAML.

use super::draft::{Draft, Found, Imported, What, place};
use super::job::Job;
use super::row;
use crate::collection::Collection;
use crate::diagnostic::Text;
use crate::model::register::Preset;
use crate::parse::emit::Value;
use crate::parse::foreign_rows::{ForeignRow, ForeignRows};
use crate::parse::schema;

pub(super) fn register(preset: Preset, read: ForeignRows, job: &Job) -> Imported {
    let name = read.title.clone().unwrap_or_else(|| job.stem.to_owned());
    let from = row::rows(job.source, read.rows.iter().map(|row| row.span));
    let rows = read.rows.iter().map(map).collect();
    let fields = vec![
        Found::read("title", Value::Text(name.clone()), &Text::default()),
        Found::given("preset", preset.words().1),
        Found::read("rows", Value::List(rows), &from),
    ];
    let path = place(Collection::Registers, &name, job.facts.today, false);
    let what = What::Entry(schema::register_of(preset).0, fields, None);
    Imported { files: vec![Draft { path, from, what }], left: job.told(&read.told) }
}

/// A row by the keys of its fields.
pub(super) fn map(row: &ForeignRow) -> Value {
    Value::Map(row.cells.iter().map(|cell| (cell.key.clone(), cell.value.clone())).collect())
}
