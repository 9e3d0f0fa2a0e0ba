//! Rows that are somebody who is honoured each: a file for each honour.

use super::draft::{Draft, Found, Imported, What, free_place};
use super::job::Job;
use super::row;
use crate::collection::Collection;
use crate::diagnostic::Text;
use crate::parse::emit::Value;
use crate::parse::foreign_rows::{ForeignRow, ForeignRows};
use crate::parse::schema;
use std::collections::HashSet;

/// What is said of one who is honoured, and not of the honour.
const OF_RECIPIENT: [&str; 5] = ["name", "township", "village", "deed", "household"];

pub(super) fn honours(read: ForeignRows, job: &Job) -> Imported {
    let mut groups: Vec<Vec<&ForeignRow>> = Vec::new();
    for row in &read.rows {
        match groups.iter_mut().find(|group| said_of_all(group[0]) == said_of_all(row)) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    let mut taken = HashSet::new();
    let files = groups.iter().map(|group| honour(group, job, &mut taken)).collect();
    Imported { files, left: job.told(&read.told) }
}

fn said_of_all(row: &ForeignRow) -> Vec<(&str, &Value)> {
    let of_all = row.cells.iter().filter(|cell| !OF_RECIPIENT.contains(&cell.key.as_str()));
    of_all.map(|cell| (cell.key.as_str(), &cell.value)).collect()
}

fn honour(group: &[&ForeignRow], job: &Job, taken: &mut HashSet<String>) -> Draft {
    let first = group[0];
    let of_all = first.cells.iter().filter(|cell| !OF_RECIPIENT.contains(&cell.key.as_str()));
    let mut fields: Vec<Found> = of_all
        .map(|cell| Found::read(&cell.key, cell.value.clone(), &row::cell(job.source, cell.span)))
        .collect();
    let name = name(first);
    fields.push(Found::guessed("title", name.as_str(), Text::default()));
    let recipients = group.iter().map(|row| recipient(row)).collect();
    fields.push(Found::read("recipients", Value::List(recipients), &Text::default()));
    let path = free_place(Collection::Honours, &name, job.facts.today, taken);
    let from = row::rows(job.source, group.iter().map(|row| row.span));
    Draft { path, from, what: What::Entry(schema::of(Collection::Honours), fields, Some(String::new())) }
}

/// `2026年度文明家庭（村级）`: two of one award and year differ in who gives it.
fn name(row: &ForeignRow) -> String {
    let year = row
        .text("year")
        .map_or_else(String::new, |year| format!("{}年度", year.trim_end_matches(['年', '度'])));
    let level =
        row.text("level").map_or_else(String::new, |level| format!("（{}级）", level.trim_end_matches('级')));
    let by = row.text("awarded_by").unwrap_or_default();
    format!("{by}{year}{}{level}", row.text("award").unwrap_or("荣誉"))
}

fn recipient(row: &ForeignRow) -> Value {
    let of = |key: &str| row.get(key).map(|cell| (key.to_owned(), cell.value.clone()));
    Value::Map(OF_RECIPIENT.into_iter().filter_map(of).collect())
}
