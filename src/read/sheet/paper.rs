//! Where cells are written down, row after row.

use super::super::limits::TEXT_LIMIT;
use super::super::refusal::SheetFault;
use crate::source::Span;

/// Rows that Excel has.
pub(super) const ROWS: u32 = 1 << 20;
/// Columns that Excel has.
pub(super) const COLUMNS: u32 = 1 << 14;

/// A sheet's text as far as it is written, and where its end is.
#[derive(Default)]
pub(super) struct Paper {
    text: String,
    row: u32,
    column: u32,
}

impl Paper {
    /// Writes a cell, which must lie behind all that were written. Blank ones are passed over.
    pub(super) fn write(&mut self, row: u32, column: u32, text: &str) -> Result<Span, SheetFault> {
        self.go_to(row, column)?;
        let start = self.text.len();
        let mut words = text.split(['\t', '\n', '\r']).map(str::trim).filter(|part| !part.is_empty());
        self.text.push_str(words.next().unwrap_or_default());
        for word in words {
            self.text.push(' ');
            self.text.push_str(word);
        }
        self.within_limit(0)?;
        Ok(Span::new(start, self.text.len()))
    }

    /// The place of a cell that is blank.
    pub(super) fn go_to(&mut self, row: u32, column: u32) -> Result<Span, SheetFault> {
        if row >= ROWS || column >= COLUMNS {
            return Err(SheetFault::TooMuch);
        }
        if (row, column) < (self.row, self.column) {
            return Err(SheetFault::Broken);
        }
        let down = (row - self.row) as usize;
        let right = (if down > 0 { column } else { column - self.column }) as usize;
        self.within_limit(down + right)?;
        self.text.extend(std::iter::repeat_n('\n', down).chain(std::iter::repeat_n('\t', right)));
        (self.row, self.column) = (row, column);
        Ok(Span::at(self.text.len()))
    }

    fn within_limit(&self, more: usize) -> Result<(), SheetFault> {
        let size = (self.text.len() + more) as u64;
        if size > TEXT_LIMIT { Err(SheetFault::TooMuch) } else { Ok(()) }
    }

    /// All of it, with a line end.
    pub(super) fn into_text(mut self) -> String {
        self.text.push('\n');
        self.text
    }
}
