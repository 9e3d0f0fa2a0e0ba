//! CSV as Excel and WPS save it.
//!
//! By hand, because rows must keep the numbers that Excel shows: readers of CSV pass over blank lines, and take
//! everything behind a quotation mark that is never closed for one cell without a word.

use super::super::refusal::SheetFault;
use super::paper::Paper;
use crate::source::{Odd, Oddity, Sheet};

/// What stands between cells.
const DIVIDERS: [char; 3] = [',', '\t', ';'];

pub(super) fn sheet(text: &str) -> Result<(String, Sheet), SheetFault> {
    let (mut paper, mut sheet) = (Paper::default(), Sheet::default());
    let divider = divider(text);
    let mut rest = text;
    let (mut row, mut column) = (0, 0);
    while !rest.is_empty() {
        let cell = cell(rest, divider);
        if !cell.text.trim().is_empty() {
            let at = paper.write(row, column, &cell.text)?;
            sheet.odd.extend(cell.open.then_some(Odd { at, what: Oddity::OpenQuote }));
        }
        rest = &rest[cell.length..];
        let more = rest.starts_with(divider);
        (row, column) = if more { (row, column + 1) } else { (row + 1, 0) };
        rest = rest.get(1..).unwrap_or_default();
    }
    Ok((paper.into_text(), sheet))
}

/// The one that stands most often in the first line that has any: Excel takes it from the system's settings.
fn divider(text: &str) -> char {
    let count = |line: &str, of: char| line.matches(of).count();
    let divided = text.lines().find(|line| line.contains(DIVIDERS));
    let most = |line: &str| DIVIDERS.into_iter().rev().max_by_key(|&divider| count(line, divider));
    divided.and_then(most).unwrap_or(',')
}

struct Cell {
    text: String,
    /// Bytes that it takes.
    length: usize,
    /// It begins with a quotation mark that is never closed.
    open: bool,
}

/// The cell at the start of a text.
fn cell(text: &str, divider: char) -> Cell {
    let bare = |text: &str| text.find([divider, '\n']).unwrap_or(text.len());
    let Some(quoted) = text.strip_prefix('"') else {
        let length = bare(text);
        return Cell { text: text[..length].to_owned(), length, open: false };
    };
    let mut inside = String::new();
    let mut rest = quoted;
    while let Some(end) = rest.find('"') {
        inside.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        let Some(after) = rest.strip_prefix('"') else {
            let tail = bare(rest);
            inside.push_str(&rest[..tail]);
            return Cell { text: inside, length: text.len() - rest.len() + tail, open: false };
        };
        inside.push('"');
        rest = after;
    }
    let length = bare(text);
    Cell { text: text[..length].to_owned(), length, open: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        sheet(text).expect("read").0
    }

    #[test]
    fn rows_keep_their_numbers_and_cells_their_text() {
        assert_eq!(read("户号,村\n\n010,\"松醪村,\"\"老街\"\"\"\n"), "户号\t村\n\n010\t松醪村,\"老街\"\n");
        assert_eq!(read("a,\"甲\n乙\",c\nd"), "a\t甲 乙\tc\nd\n");
        assert_eq!(read("甲;乙;丙\n1,5;2;3"), "甲\t乙\t丙\n1,5\t2\t3\n");
        assert_eq!(read("甲\t乙\n1\t2\n"), "甲\t乙\n1\t2\n");
        assert_eq!(read("甲,,,\n,,,\n,乙,,\n"), "甲\n\n\t乙\n");
        assert_eq!(read(""), "\n");
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_swallows_one_cell_and_is_told() {
        let (text, sheet) = sheet("甲,乙\n\"松醪村,5\n鹤汀村,6\n").expect("read");
        assert_eq!(text, "甲\t乙\n\"松醪村\t5\n鹤汀村\t6\n");
        assert_eq!(sheet.odd.len(), 1);
        assert_eq!(sheet.odd[0].what, Oddity::OpenQuote);
        assert_eq!(&text[sheet.odd[0].at.range()], "\"松醪村");
    }
}
