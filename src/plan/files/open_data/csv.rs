//! A set as CSV (RFC 4180) that a spreadsheet opens with a double click: UTF-8 with its mark, lines ended
//! by CRLF, Chinese headings.

use super::cell::{Cell, Named};
use super::columns::of;
use super::json::yuan;
use crate::model::money::Money;
use crate::plan::addresses::Floors;
use crate::plan::shelves::DataSet;
use crate::plan::words;
use csv::{Terminator, WriterBuilder};
use std::borrow::Cow;

/// Bytes that a row takes, roughly.
const ROW: usize = 400;

/// What a spreadsheet would take for a formula. Source: OWASP, CSV Injection; full-width forms are read so,
/// too, by spreadsheets in Chinese and Japanese.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

pub(super) fn document(floors: &Floors, set: DataSet) -> Vec<u8> {
    // into memory, and every row with a cell for every column: nothing here that could fail
    written(floors, set).unwrap_or_default()
}

fn written(floors: &Floors, set: DataSet) -> csv::Result<Vec<u8>> {
    let (rows, columns) = (floors.shelves.rows(floors.facts, set), of(set).columns);
    let mut out = Vec::with_capacity(512 + rows.len() * ROW);
    out.extend("\u{FEFF}".as_bytes());
    let mut sheet = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    sheet.write_record(columns.iter().map(|column| column.title))?;
    for row in rows {
        for column in columns {
            sheet.write_field(cell(&(column.value)(floors, row)).as_bytes())?;
        }
        sheet.write_record(None::<&[u8]>)?;
    }
    sheet.into_inner().map_err(|failed| failed.into_error().into())
}

fn cell<'a>(value: &'a Cell) -> Cow<'a, str> {
    match value {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(words) => guarded(words),
        Cell::Date(date) => date.to_string().into(),
        Cell::Time(at) => at.strftime("%Y-%m-%dT%H:%M").to_string().into(),
        // numbers are ours, and may be negative
        Cell::Whole(number) => number.to_string().into(),
        Cell::Yuan(money) => in_yuan(*money).into(),
        Cell::Thousandths(number) => words::thousandths(*number).into(),
        Cell::Named(values) => {
            let said = |one: &Named| format!("{}：{}", one.name, cell(&one.value));
            guarded(&values.iter().map(said).collect::<Vec<_>>().join("；")).into_owned().into()
        }
        Cell::Funds(funds) => {
            let words = |(source, money): &(&str, Option<Money>)| match money {
                Some(money) => format!("{source} {}", in_yuan(*money)),
                None => (*source).to_owned(),
            };
            guarded(&funds.iter().map(words).collect::<Vec<_>>().join("；")).into_owned().into()
        }
    }
}

fn in_yuan(money: Money) -> String {
    let mut out = Vec::new();
    yuan(&mut out, money);
    String::from_utf8_lossy(&out).into_owned()
}

/// What would be a formula gets an apostrophe before it.
fn guarded(words: &str) -> Cow<'_, str> {
    if words.starts_with(FORMULA) { format!("'{words}").into() } else { words.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(words: &str) -> String {
        let mut sheet = WriterBuilder::new().from_writer(Vec::new());
        sheet.write_record([guarded(words).as_ref(), "x"]).unwrap();
        let line = String::from_utf8(sheet.into_inner().unwrap()).unwrap();
        line.strip_suffix(",x\n").unwrap().to_owned()
    }

    #[test]
    fn formulas_are_defused() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "－cmd", "＠x", "＋1"] {
            assert!(shown(formula).trim_start_matches('"').starts_with('\''), "{formula}");
        }
        assert_eq!(shown("=HYPERLINK(\"x\",1)"), "\"'=HYPERLINK(\"\"x\"\",1)\"");
        assert_eq!(shown("莲溪村-道路"), "莲溪村-道路");
    }

    #[test]
    fn separators_and_quotes_are_quoted() {
        assert_eq!(shown("一,二"), "\"一,二\"");
        assert_eq!(shown("一\n二"), "\"一\n二\"");
        assert_eq!(shown("\"一\""), "\"\"\"一\"\"\"");
    }
}
