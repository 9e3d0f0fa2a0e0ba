//! What a spreadsheet is besides its text.
//!
//! A sheet's text is in one form, whatever file it came from: one line a row, cells divided by tabs, with blank
//! ends of rows left out. So a byte of it has a row and a column, and every place is told as a cell.

use super::span::Span;

/// A sheet's name, and what the cells of its text do not say by themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// As its tab shows it; empty where the file has no tabs.
    pub name: String,
    /// Cells that were joined to one, in order of first column and first row; the text stands in the first of each.
    pub merged: Vec<Area>,
    /// What cannot be taken as it stands, in any order.
    pub odd: Vec<Odd>,
}

/// Cells from one corner to the other, both included, counted from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Area {
    /// The column of its first corner.
    pub first_column: u32,
    /// The row of its first corner.
    pub first_row: u32,
    /// The column of its last corner.
    pub last_column: u32,
    /// The row of its last corner.
    pub last_row: u32,
}

/// What is odd about a place in a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Odd {
    /// Where.
    pub at: Span,
    /// What.
    pub what: Oddity,
}

/// What cannot be taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// A formula whose value the file does not hold.
    NoValue,
    /// `#DIV/0!` and the like.
    Error,
    /// A row that is not shown.
    HiddenRow,
    /// A column that is not shown, with something in it.
    HiddenColumn,
    /// A quotation mark that is never closed.
    OpenQuote,
    /// Another sheet of the file, which is not read.
    Unread(String),
}

impl Sheet {
    /// A cell as people say it, with the sheet's name where it has one: `Sheet1!C7`. Row and column are counted from zero.
    pub fn cell(&self, row: usize, column: usize) -> String {
        let (letters, row) = (letters(column), row + 1);
        match self.name.as_str() {
            "" => format!("{letters}{row}"),
            name => format!("{name}!{letters}{row}"),
        }
    }
}

impl Area {
    /// Whether it holds a cell.
    pub fn holds(&self, row: u32, column: u32) -> bool {
        (self.first_row..=self.last_row).contains(&row)
            && (self.first_column..=self.last_column).contains(&column)
    }
}

/// A column's letters: A, B, …, Z, AA. Counted from zero.
pub fn letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + u8::try_from(column % 26).unwrap_or_default());
        match column / 26 {
            0 => break,
            more => column = more - 1,
        }
    }
    letters.iter().rev().map(|&letter| char::from(letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_told_as_excel_does() {
        assert_eq!([0, 25, 26, 701, 702, 16_383].map(letters), ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }
}
