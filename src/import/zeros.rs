//! Numbers that lost a zero at their beginning, as Excel takes it from what looks like a number.

use super::draft::NotRead;
use super::job::Job;
use crate::parse::emit::Value;
use crate::parse::field::{Field, Known, Shape, find};
use crate::parse::foreign_rows::{Cell, ForeignRows};
use crate::text;

/// Digits of a telephone with its area code and without the zero before it.
const TELEPHONE: std::ops::RangeInclusive<usize> = 9..=11;

/// Cells that miss a zero, each with what it should probably be.
pub(super) fn lost(read: &ForeignRows, table: &[Field], job: &Job) -> Vec<NotRead> {
    let cells = read.rows.iter().flat_map(|row| &row.cells);
    cells.filter_map(|cell| lost_in(cell, find(table, &cell.key)?, read, job)).collect()
}

fn lost_in(cell: &Cell, field: &Field, read: &ForeignRows, job: &Job) -> Option<NotRead> {
    let text = match &cell.value {
        Value::Text(text) => text,
        Value::List(items) => items.iter().find_map(Value::as_text)?,
        Value::Map(_) => return None,
    };
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let meant = match (field.shape, field.of) {
        (Shape::Phone | Shape::List(&Shape::Phone), _) => telephone(text),
        (_, Some(Known::Households)) => household(text, job),
        (Shape::Text, None) if field.key == "id" => longer(text, read),
        _ => None,
    }?;
    let place = job.source.cell(cell.span.start as usize).unwrap_or_default();
    Some(NotRead::fault(
        place,
        text!(
            "“{text}”像是少了开头的 0，是不是“{meant}”？把这一列设成文本格式，重新填",
            "`{text}` seems to have lost a zero: `{meant}`? Format the column as text and write it again"
        ),
    ))
}

/// An area code begins with a zero; mobile telephones and numbers of services do not.
fn telephone(text: &str) -> Option<String> {
    let mobile = text.len() == 11 && text.starts_with('1');
    let service = ["400", "800"].iter().any(|first| text.starts_with(first));
    let bare = TELEPHONE.contains(&text.len()) && !text.starts_with('0') && !mobile && !service;
    bare.then(|| format!("0{text}"))
}

/// The number of a household that there is, but for its zeros.
fn household(text: &str, job: &Job) -> Option<String> {
    let bank = &job.facts.content.points;
    if bank.household(text).is_some() {
        return None;
    }
    let known = bank.households.iter().map(|one| one.id.value.as_str());
    known.filter(|id| id.starts_with('0')).find(|id| id.trim_start_matches('0') == text).map(str::to_owned)
}

/// Others of the column begin with zeros and are longer.
fn longer(text: &str, read: &ForeignRows) -> Option<String> {
    let others = read.rows.iter().filter_map(|row| row.text("id"));
    let zeroed = others.filter(|id| id.starts_with('0') && id.bytes().all(|byte| byte.is_ascii_digit()));
    let length = zeroed.map(str::len).max().filter(|&length| length > text.len())?;
    (!text.starts_with('0')).then(|| format!("{text:0>length$}"))
}
