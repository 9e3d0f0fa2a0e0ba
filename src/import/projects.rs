//! Rows that are the projects of one notice: the notice, and the list beside it.

use super::draft::{Draft, Found, Imported, What, place};
use super::job::Job;
use super::notices::{days, issuer, posting};
use super::row;
use super::title::{body, title};
use crate::collection::Collection;
use crate::diagnostic::Text;
use crate::model::kind::Kind;
use crate::parse::emit::{Value, csv};
use crate::parse::field::Field;
use crate::parse::foreign_rows::{ForeignRow, ForeignRows};
use crate::parse::schema::{self, PROJECT_ROW};

/// What the list beside the notice is called.
const LIST: &str = "清单.csv";

pub(super) fn projects(read: ForeignRows, job: &Job) -> Imported {
    let name = read.title.clone().unwrap_or_else(|| job.stem.to_owned());
    let path = place(Collection::Notices, &name, job.facts.today, true);
    let list = path.rsplit_once('/').map_or(LIST.to_owned(), |(folder, _)| format!("{folder}/{LIST}"));
    let from = row::rows(job.source, read.rows.iter().map(|row| row.span));
    let what = What::Entry(schema::of(Collection::Notices), fields(&name, &read, job), Some(body(&name)));
    let files = vec![
        Draft { path, from: from.clone(), what },
        Draft { path: list, from, what: What::Text(csv(&table(&read.rows))) },
    ];
    Imported { files, left: job.told(&read.told) }
}

fn fields(name: &str, read: &ForeignRows, job: &Job) -> Vec<Found> {
    let kind = kind(name, job);
    let from = Text::same(if read.title.is_some() { "" } else { job.stem });
    let mut fields = vec![Found::guessed("title", title(name, kind), from), Found::given("draft", "是")];
    fields.extend(kind.map(|kind| Found::guessed("kind", &kind.key, Text::default())));
    if let Some(township) = only(&read.rows, "township") {
        fields.push(Found::given("township", township));
    }
    issuer(&mut fields, job);
    posting(kind, &mut fields, job);
    fields.push(Found::given("projects", LIST));
    fields
}

/// What all rows say.
fn only<'r>(rows: &'r [ForeignRow], key: &str) -> Option<&'r str> {
    let first = rows.first()?.text(key)?;
    rows.iter().all(|row| row.text(key) == Some(first)).then_some(first)
}

/// The kind whose name the title holds; else the usual one.
fn kind<'a>(name: &str, job: &Job<'a>) -> Option<&'a Kind> {
    let kinds = &job.facts.content.kinds;
    let word = |kind: &Kind| kind.name.trim_end_matches("公示").trim_end_matches("公告").to_owned();
    let named = |kind: &&Kind| {
        let word = word(kind);
        kind.posting.is_some() && !word.is_empty() && word != "项目" && name.contains(&word)
    };
    let plan = || kinds.get("annual_plan").filter(|_| name.contains("计划"));
    let usual = || kinds.get("project").or_else(|| kinds.iter().find(|kind| kind.project));
    kinds.iter().find(named).or_else(plan).or_else(usual)
}

/// A column of the list: a field, or a part of it.
struct Column<'t> {
    field: &'t Field<'t>,
    part: Option<String>,
}

/// The rows under the names of their fields; parts of a field stand in a second row of headings.
fn table(rows: &[ForeignRow]) -> Vec<Vec<String>> {
    let columns: Vec<Column> = PROJECT_ROW.iter().flat_map(|field| columns(field, rows)).collect();
    let mut table = vec![upper(&columns)];
    if columns.iter().any(|column| column.part.is_some()) {
        table.push(columns.iter().map(|column| column.part.clone().unwrap_or_default()).collect());
    }
    table.extend(rows.iter().map(|row| columns.iter().map(|column| cell(row, column)).collect()));
    table
}

/// A field over several columns stands over the first of them.
fn upper(columns: &[Column]) -> Vec<String> {
    let name = |(at, column): (usize, &Column)| {
        let before = at.checked_sub(1).and_then(|before| columns.get(before));
        let goes_on = before.is_some_and(|before| before.field.key == column.field.key);
        if goes_on { String::new() } else { column.field.alias.to_owned() }
    };
    columns.iter().enumerate().map(name).collect()
}

fn columns(field: &'static Field<'static>, rows: &[ForeignRow]) -> Vec<Column<'static>> {
    let mut parts: Vec<Option<String>> = Vec::new();
    for row in rows {
        for (part, _) in row.get(field.key).map(|cell| parted(field, &cell.value)).unwrap_or_default() {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
    }
    parts.into_iter().map(|part| Column { field, part }).collect()
}

fn cell(row: &ForeignRow, column: &Column) -> String {
    let parts = row.get(column.field.key).map(|cell| parted(column.field, &cell.value)).unwrap_or_default();
    parts.into_iter().find(|(part, _)| *part == column.part).map(|(_, text)| text).unwrap_or_default()
}

/// The texts of a value, each with the name of its part.
fn parted(field: &Field, value: &Value) -> Vec<(Option<String>, String)> {
    let split = days(value).filter(|_| field.key == "period");
    match split.as_ref().unwrap_or(value) {
        Value::Text(text) => vec![(None, text.clone())],
        Value::Map(entries) => {
            let inner = field.shape.inner().unwrap_or_default();
            let name = |key: &str| crate::parse::field::find(inner, key).map(|field| field.alias.to_owned());
            let part =
                |(key, value): &(String, Value)| (name(key), value.as_text().unwrap_or_default().to_owned());
            entries.iter().map(part).collect()
        }
        Value::List(items) => items.iter().filter_map(pair).collect(),
    }
}

/// One of a list of things with an amount each.
fn pair(item: &Value) -> Option<(Option<String>, String)> {
    let Value::Map(entries) = item else { return None };
    let [(_, Value::Text(name)), (_, Value::Text(amount))] = entries.as_slice() else { return None };
    Some((Some(name.clone()), amount.clone()))
}
