//! A set as CSV (RFC 4180) that a spreadsheet opens with a double click: UTF-8 with its mark, lines ended
//! by CRLF, Chinese headings.

use super::cell::Cell;
use super::columns::of;
use super::json::yuan;
use crate::plan::addresses::Floors;
use crate::plan::shelves::DataSet;

/// Bytes that a row takes, roughly.
const ROW: usize = 400;

/// What a spreadsheet would take for a formula. Source: OWASP, CSV Injection; full-width forms are read so,
/// too, by spreadsheets in Chinese and Japanese.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

pub fn document(floors: &Floors, set: DataSet) -> Vec<u8> {
    let (rows, columns) = (floors.shelves.rows(floors.facts, set), of(set).columns);
    let mut out = Vec::with_capacity(512 + rows.len() * ROW);
    out.extend("\u{FEFF}".as_bytes());
    for (n, column) in columns.iter().enumerate() {
        separate(&mut out, n);
        text(&mut out, column.title);
    }
    for row in rows {
        out.extend(b"\r\n");
        for (n, column) in columns.iter().enumerate() {
            separate(&mut out, n);
            cell(&mut out, &(column.value)(floors, row));
        }
    }
    out.extend(b"\r\n");
    out
}

fn separate(out: &mut Vec<u8>, n: usize) {
    if n > 0 {
        out.push(b',');
    }
}

fn cell(out: &mut Vec<u8>, cell: &Cell) {
    match cell {
        Cell::Empty => {}
        Cell::Text(words) => text(out, words),
        Cell::Date(date) => out.extend(date.to_string().bytes()),
        Cell::Time(at) => out.extend(at.strftime("%Y-%m-%dT%H:%M").to_string().bytes()),
        // numbers are ours, and may be negative
        Cell::Whole(number) => out.extend(number.to_string().bytes()),
        Cell::Yuan(money) => yuan(out, *money),
        Cell::Funds(funds) => {
            let amount = |amount: Option<_>| {
                amount.map(|amount| {
                    let mut out = Vec::new();
                    yuan(&mut out, amount);
                    format!(" {}", String::from_utf8_lossy(&out))
                })
            };
            let words =
                |(source, money): &(&str, _)| format!("{source}{}", amount(*money).unwrap_or_default());
            text(out, &funds.iter().map(words).collect::<Vec<_>>().join("；"));
        }
    }
}

/// Quoted where it must be; what would be a formula gets an apostrophe before it.
fn text(out: &mut Vec<u8>, words: &str) {
    let guard = if words.starts_with(FORMULA) { "'" } else { "" };
    if words.contains([',', '"', '\r', '\n']) {
        out.extend(format!("\"{guard}{}\"", words.replace('"', "\"\"")).bytes());
    } else {
        out.extend(guard.bytes());
        out.extend(words.bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(words: &str) -> String {
        let mut out = Vec::new();
        text(&mut out, words);
        String::from_utf8(out).unwrap()
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
