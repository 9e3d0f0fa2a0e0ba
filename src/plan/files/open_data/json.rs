//! A set as JSON: an envelope and one object a row, each on its own line.

use super::cell::{Cell, Sort};
use super::column::{Column, Set};
use super::columns::of;
use crate::model::money::Money;
use crate::plan::addresses::{Addresses, Floors};
use crate::plan::shelves::{DataRow, DataSet};
use crate::plan::words;
use std::io::Write;

/// Bytes that a row takes, roughly: so that the file grows once.
const ROW: usize = 700;

pub(super) fn document(floors: &Floors, set: DataSet) -> Vec<u8> {
    let (facts, addresses) = (floors.facts, floors.addresses);
    let (rows, Set { title, columns, .. }) = (floors.shelves.rows(facts, set), of(set));
    let schema = format!("{}#/$defs/{}", Addresses::data("schema", "json"), set.name());
    let mut out = Vec::with_capacity(512 + rows.len() * ROW);
    out.extend(b"{\"site\":");
    string(&mut out, &facts.content.site.name.value);
    out.extend(b",\"title\":");
    string(&mut out, title);
    out.extend(b",\"as_of\":");
    string(&mut out, &words::iso(facts.today()));
    out.extend(b",\"schema\":");
    string(&mut out, &addresses.absolute(&schema));
    out.extend(b",\"terms\":");
    string(&mut out, &addresses.absolute(Addresses::DATA));
    print(&mut out, format_args!(",\"count\":{},\"items\":[", rows.len()));
    for (n, row) in rows.into_iter().enumerate() {
        out.extend(if n == 0 { "\n{".as_bytes() } else { b",\n{" });
        object(&mut out, floors, columns, row);
        out.push(b'}');
    }
    out.extend(b"\n]}\n");
    out
}

/// Every key stands in every row, so that readers need no default.
fn object(out: &mut Vec<u8>, floors: &Floors, columns: &[Column], row: DataRow) {
    for (n, column) in columns.iter().enumerate() {
        if n > 0 {
            out.push(b',');
        }
        print(out, format_args!("\"{}\":", column.key));
        cell(out, &(column.value)(floors, row), column.sort);
    }
}

fn cell(out: &mut Vec<u8>, value: &Cell, sort: Sort) {
    match value {
        Cell::Empty if sort == Sort::Name => out.extend(b"\"\""),
        Cell::Empty => out.extend(b"null"),
        Cell::Text(text) => string(out, text),
        Cell::Date(date) => print(out, format_args!("\"{date}\"")),
        Cell::Time(at) => print(out, format_args!("\"{}\"", at.strftime("%Y-%m-%dT%H:%M"))),
        Cell::Whole(number) => print(out, format_args!("{number}")),
        Cell::Yuan(money) => yuan(out, *money),
        Cell::Thousandths(number) => out.extend(words::thousandths(*number).bytes()),
        Cell::Named(values) => list(out, values, |out, one| {
            out.extend(b"{\"key\":");
            string(out, one.key);
            out.extend(b",\"name\":");
            string(out, one.name);
            out.extend(b",\"value\":");
            cell(out, &one.value, sort);
            out.push(b'}');
        }),
        Cell::Funds(funds) => list(out, funds, |out, (source, amount)| {
            out.extend(b"{\"source\":");
            string(out, source);
            out.extend(b",\"amount\":");
            match amount {
                Some(amount) => yuan(out, *amount),
                None => out.extend(b"null"),
            }
            out.push(b'}');
        }),
    }
}

fn list<T>(out: &mut Vec<u8>, items: &[T], write: impl Fn(&mut Vec<u8>, &T)) {
    out.push(b'[');
    for (n, item) in items.iter().enumerate() {
        if n > 0 {
            out.push(b',');
        }
        write(out, item);
    }
    out.push(b']');
}

/// `365000` or `365000.50`: exact, as JSON numbers are written.
pub(super) fn yuan(out: &mut Vec<u8>, money: Money) {
    let (whole, fen) = (money.fen() / 100, money.fen() % 100);
    match fen {
        0 => print(out, format_args!("{whole}")),
        fen => print(out, format_args!("{whole}.{:02}", fen.abs())),
    }
}

fn string(out: &mut Vec<u8>, text: &str) {
    // writing into memory cannot fail
    let _ = serde_json::to_writer(out, text);
}

fn print(out: &mut Vec<u8>, words: std::fmt::Arguments) {
    // as above
    let _ = out.write_fmt(words);
}
