//! Rows of the points bank. They count as soon as they are there: what is wrong with any cell is told, and nothing of the
//! sheet is taken before it is put right.

use super::draft::{Draft, Found, Imported, NotRead, What};
use super::job::Job;
use super::registers::map;
use super::row;
use crate::diagnostic::Text;
use crate::parse::emit::{self, Value};
use crate::parse::foreign_rows::{ForeignRow, ForeignRows};
use crate::parse::{self, schema};
use crate::plan::words::segment;
use crate::source::{Source, SourceId};
use crate::text;

const HOUSEHOLDS: &str = "content/points/households.yaml";

pub(super) fn households(read: &ForeignRows, job: &Job) -> Imported {
    let mut imported = checked("content/points/households.xlsx", job);
    let bank = &job.facts.content.points;
    if bank.households_file.is_some() {
        let new: Vec<&str> = read
            .rows
            .iter()
            .filter_map(|row| row.text("id"))
            .filter(|id| bank.household(id).is_none())
            .collect();
        imported.left.push(NotRead::fault("", there_already(&new)));
        return imported;
    }
    let rows: Vec<Value> = read.rows.iter().map(map).collect();
    let from = row::rows(job.source, read.rows.iter().map(|row| row.span));
    let what = What::Text(emit::list(schema::HOUSEHOLD, &rows));
    with(imported, Draft { path: HOUSEHOLDS.to_owned(), from, what })
}

fn there_already(new: &[&str]) -> Text {
    let (count, named) = (new.len(), new.iter().take(10).copied().collect::<Vec<_>>().join("、"));
    let more = if count > 10 { "……" } else { "" };
    let which = if count > 0 { format!("（{named}{more}）") } else { String::new() };
    text!(
        "站点里已经有积分户名册，没有覆盖；这张表里有 {count} 户是名册里没有的{which}，请加到名册里",
        "There is a list of households already, which was left alone; {count} households here are not in it{which}: add them there"
    )
}

pub(super) fn batch(read: &ForeignRows, job: &Job) -> Imported {
    let entries: Vec<Value> = read.rows.iter().map(map).collect();
    let name = above(read, "batch").unwrap_or(job.stem);
    let draft = record(name, read, job, (schema::BATCH, "entries"), entries);
    with(checked("content/points/x/x.xlsx", job), draft)
}

pub(super) fn redemptions(read: ForeignRows, job: &Job) -> Imported {
    let list = gathered(&read.rows);
    let draft = record(job.stem, &read, job, (schema::REDEMPTIONS, "redemptions"), list);
    with(checked("content/points/x/x.xlsx", job), draft)
}

fn above<'r>(read: &'r ForeignRows, key: &str) -> Option<&'r str> {
    read.above.iter().find(|cell| cell.key == key)?.value.as_text()
}

/// A file in its village's folder.
fn record(
    name: &str,
    read: &ForeignRows,
    job: &Job,
    (table, key): (parse::field::Table<'static>, &str),
    list: Vec<Value>,
) -> Draft {
    let above = read
        .above
        .iter()
        .map(|cell| Found::read(&cell.key, cell.value.clone(), &row::cell(job.source, cell.span)));
    let from = row::rows(job.source, read.rows.iter().map(|row| row.span));
    let fields = above.chain([Found::read(key, Value::List(list), &from)]).collect();
    let village = self::above(read, "village").unwrap_or("_");
    let places = &job.facts.content.places;
    let folder = places.village(None, village).map_or(village, |village| village.url_name());
    let path = format!("content/points/{}/{}.yaml", segment(folder), segment(name));
    Draft { path, from, what: What::Entry(table, fields, None) }
}

/// What the reader of such files says of every cell.
fn checked(path: &str, job: &Job) -> Imported {
    let source = Source { path: path.to_owned(), ..job.source.clone() };
    let (_, faults) = parse::parse_file(&source, SourceId(0));
    Imported { files: Vec::new(), left: job.told(&faults) }
}

fn with(mut imported: Imported, draft: Draft) -> Imported {
    imported.files.push(draft);
    imported
}

/// Rows of points count as soon as they are there.
pub(super) fn whole_or_nothing(imported: &mut Imported) {
    if !imported.left.iter().any(|left| left.fault) || imported.files.is_empty() {
        return;
    }
    imported.files.clear();
    let why = text!(
        "积分的表要全对才导入：改好上面的格子，保存了再导入一次",
        "A sheet of points is taken whole or not at all: mend these cells and import it again"
    );
    imported.left.push(NotRead::fault("", why));
}

/// Whose, and when; blank where a redemption of several goods goes on.
const OF_ALL_GOODS: [&str; 3] = ["id", "household", "on"];

/// What holds for all of it, and each of the goods.
type Purchase = (Vec<(String, Value)>, Vec<Value>);

/// Goods of one number, household and day are one redemption.
fn gathered(rows: &[ForeignRow]) -> Vec<Value> {
    let mut list: Vec<Purchase> = Vec::new();
    for row in rows {
        let whole: Vec<(String, Value)> = row
            .cells
            .iter()
            .filter(|cell| !["goods", "quantity"].contains(&cell.key.as_str()))
            .map(|cell| (cell.key.clone(), cell.value.clone()))
            .collect();
        let goods = goods(row);
        match list.last_mut().filter(|(last, _)| goes_on(last, &whole)) {
            Some((_, taken)) => taken.push(goods),
            None => list.push((whole, vec![goods])),
        }
    }
    list.into_iter().map(redemption).collect()
}

fn goes_on(last: &[(String, Value)], whole: &[(String, Value)]) -> bool {
    let of = |entries: &[(String, Value)], key: &str| {
        entries.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone())
    };
    let blank = OF_ALL_GOODS.iter().all(|key| of(whole, key).is_none());
    blank || OF_ALL_GOODS.iter().all(|key| of(last, key) == of(whole, key))
}

fn goods(row: &ForeignRow) -> Value {
    let of = |key: &str, name: &str| row.get(key).map(|cell| (name.to_owned(), cell.value.clone()));
    Value::Map([of("goods", "id"), of("quantity", "quantity")].into_iter().flatten().collect())
}

fn redemption((mut whole, goods): Purchase) -> Value {
    let at = whole.iter().position(|(key, _)| !OF_ALL_GOODS.contains(&key.as_str())).unwrap_or(whole.len());
    whole.insert(at, ("goods".to_owned(), Value::List(goods)));
    Value::Map(whole)
}
