//! Rows that are a notice each.

use super::draft::{Draft, Found, Imported, NotRead, What, free_place};
use super::escape::{Care, words};
use super::job::Job;
use super::row;
use super::title::{body, title};
use crate::collection::Collection;
use crate::diagnostic::Text;
use crate::model::kind::Kind;
use crate::model::posting::required_last_day;
use crate::parse::emit::Value;
use crate::parse::field;
use crate::parse::foreign_rows::{Cell, ForeignRow, ForeignRows};
use crate::parse::schema::{self, PROJECT_ROW};
use crate::parse::value;
use crate::text;
use std::collections::HashSet;

pub(super) fn notices(read: ForeignRows, job: &Job) -> Imported {
    let mut imported = Imported { files: Vec::new(), left: job.told(&read.told) };
    if read.rows.len() > MOST {
        imported.left.push(too_many(read.rows.len()));
        return imported;
    }
    let mut paths = HashSet::new();
    for row in &read.rows {
        match notice(row, job) {
            Some((name, fields, body)) => {
                let path = free_place(Collection::Notices, &name, job.facts.today, &mut paths);
                let what = What::Entry(schema::of(Collection::Notices), fields, Some(body));
                imported.files.push(Draft { path, from: row::row(job.source, row.span), what });
            }
            None => imported.left.push(nameless(row, job)),
        }
    }
    if read.adds_up && !imported.files.is_empty() {
        imported.left.push(NotRead::left_out(
            "",
            text!(
                "表里有合计，像是一份公告里的项目清单；要放进一份公告，加 --one-notice 再导入（先删去刚写的草稿）",
                "The sheet has totals like a list of projects: --one-notice makes one notice of it (remove these drafts first)"
            ),
        ));
    }
    imported
}

/// Notices that a sheet may be: a county has some hundred a year.
const MOST: usize = 2_000;

fn too_many(count: usize) -> NotRead {
    let why = text!(
        "表里有 {count} 行，一行一份公告太多了（最多 {MOST} 份）；是一份公告里的清单就加 --one-notice，不是就分成几张表",
        "{count} rows would be as many notices, and {MOST} are the most: add --one-notice, or divide the sheet"
    );
    NotRead::fault("", why)
}

fn nameless(row: &ForeignRow, job: &Job) -> NotRead {
    let cell = row::cell(job.source, row.span).zh;
    let why = text!(
        "这一行没有项目名称，也没有标题，没有导入",
        "This row has neither the name of a project nor a title and was not imported"
    );
    NotRead::fault(cell, why)
}

/// Its name, its fields and its text.
fn notice(row: &ForeignRow, job: &Job) -> Option<(String, Vec<Found>, String)> {
    let name = row.text("name").or(row.text("title")).filter(|name| !name.is_empty())?.to_owned();
    let mut fields = Vec::new();
    for cell in &row.cells {
        fields.extend(found(cell, row, job));
    }
    let kind = kind(row, &mut fields, job);
    if row.get("title").is_none() {
        let from = row.get("name").map(|cell| row::cell(job.source, cell.span));
        fields.push(Found::guessed("title", title(&name, kind), from.unwrap_or_default()));
    }
    issuer(&mut fields, job);
    township(row, &mut fields, job);
    posting(kind, &mut fields, job);
    fields.push(Found::given("draft", "是"));
    let note =
        row.text("note").map_or_else(String::new, |note| format!("\n\n备注：{}", words(note, Care::Usual)));
    Some((name.clone(), fields, body(&name) + &note))
}

/// What a cell says, by its path in a notice.
fn found(cell: &Cell, row: &ForeignRow, job: &Job) -> Vec<Found> {
    let from = row::cell(job.source, cell.span);
    let own = |path: &str, value: Value| vec![Found::read(path, value, &from)];
    let key = cell.key.as_str();
    match key {
        "note" => Vec::new(),
        "township" | "village" => own(key, cell.value.clone()),
        "source" if row.get("funds").is_none() => own("project.funds", Value::List(vec![fund(cell, row)])),
        "source" => Vec::new(),
        "posting" | "period" => {
            let path = if key == "period" { "project.period" } else { key };
            own(path, days(&cell.value).unwrap_or_else(|| cell.value.clone()))
        }
        _ if field::find(PROJECT_ROW, key).is_some() => own(&format!("project.{key}"), cell.value.clone()),
        _ => own(key, cell.value.clone()),
    }
}

/// One source that pays for it all.
fn fund(source: &Cell, row: &ForeignRow) -> Value {
    let mut fund = vec![("source".to_owned(), source.value.clone())];
    fund.extend(row.get("total").map(|total| ("amount".to_owned(), total.value.clone())));
    Value::Map(fund)
}

/// `2026-11-05至2026-11-20` in one cell.
pub(super) fn days(written: &Value) -> Option<Value> {
    let text = written.as_text()?;
    let (from, until) = ["至", "到", "~", "—", "－", " - "].iter().find_map(|sign| text.split_once(sign))?;
    let until = until.trim_start_matches(['—', '-']);
    let day = |text: &str| value::date(text.trim()).map(|day| Value::Text(day.to_string()));
    Some(Value::Map(vec![("from".to_owned(), day(from)?), ("until".to_owned(), day(until)?)]))
}

/// The kind that the row names, or the one that was asked for, or the usual one.
fn kind<'a>(row: &ForeignRow, fields: &mut Vec<Found>, job: &Job<'a>) -> Option<&'a Kind> {
    let kinds = &job.facts.content.kinds;
    if let Some(written) = row.text("kind") {
        return kinds.find(written);
    }
    let kind = kinds.get("project").or_else(|| kinds.iter().find(|kind| kind.project))?;
    fields.push(Found::guessed("kind", &kind.key, Text::default()));
    Some(kind)
}

pub(super) fn issuer(fields: &mut Vec<Found>, job: &Job) {
    if fields.iter().any(|found| found.path == "issuer") {
        return;
    }
    if let Some(host) = &job.facts.content.site.host {
        fields.push(Found::guessed("issuer", &host.value, Text::default()));
    }
}

/// A village says which township it is in, where there is one of its name.
fn township(row: &ForeignRow, fields: &mut Vec<Found>, job: &Job) {
    let Some(village) = row.text("village").filter(|_| row.get("township").is_none()) else { return };
    let has = |township: &&crate::model::place::Township| {
        township.villages.iter().any(|one| one.name.value == village)
    };
    let mut townships = job.facts.content.places.townships.iter().filter(has);
    if let (Some(only), None) = (townships.next(), townships.next()) {
        fields.push(Found::given("township", &only.name.value));
    }
}

/// The earliest lawful days, as far as the row does not say others.
pub(super) fn posting(kind: Option<&Kind>, fields: &mut Vec<Found>, job: &Job) {
    let Some(rule) = kind.and_then(|kind| kind.posting.as_ref()) else { return };
    let said = |path: &str| fields.iter().find(|found| found.path == path);
    if said("posting").is_some() || said("posting.until").is_some() && said("posting.from").is_some() {
        return;
    }
    let written = said("posting.from").and_then(|found| value::date(found.value.as_text()?));
    let from = written.unwrap_or(job.facts.today);
    let until = required_last_day(from, &rule.value, &job.facts.content.calendar).unwrap_or(from);
    let guesses = [("posting.from", from), ("posting.until", until)];
    let missing: Vec<_> = guesses.into_iter().filter(|(path, _)| said(path).is_none()).collect();
    fields.extend(
        missing.into_iter().map(|(path, day)| Found::guessed(path, day.to_string(), Text::default())),
    );
}
