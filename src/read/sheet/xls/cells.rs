//! The cells of one sheet.

use super::super::super::refusal::SheetFault;
use super::super::paper::Paper;
use super::super::xlsx::numbers;
use super::container::{long, short};
use super::globals::Book;
use super::records::{Records, sort};
use super::strings;
use crate::source::{Area, Odd, Oddity};
use std::collections::{BTreeMap, BTreeSet};

/// Cells, and joined ones, that a sheet may have.
const MOST: usize = 400_000;

/// What stands in a cell.
enum Cell {
    /// A text that others share.
    Shared(u32),
    Text(String),
    /// With the number of its style.
    Number(f64, u16),
    Error,
}

#[derive(Default)]
pub(super) struct Cells {
    cells: BTreeMap<(u32, u32), Cell>,
    hidden_rows: BTreeSet<u32>,
    hidden_columns: BTreeSet<u32>,
    merged: Vec<Area>,
    /// The formula whose text follows.
    waiting: Option<(u32, u32)>,
}

/// Whether a sheet has anything in it.
pub(super) fn has_any(stream: &[u8], at: usize) -> bool {
    let sorts =
        [sort::SHARED, sort::LABEL, sort::NUMBER, sort::SHORT, sort::SHORTS, sort::FORMULA, sort::TRUTH];
    Records::from(stream, at)
        .take(MOST)
        .take_while(|(sort, _)| *sort != sort::END)
        .any(|(sort, _)| sorts.contains(&sort))
}

impl Cells {
    pub(super) fn read(stream: &[u8], at: usize) -> Result<Cells, SheetFault> {
        let (mut cells, mut deep) = (Cells::default(), 0);
        for (sort, bytes) in Records::from(stream, at) {
            match sort {
                sort::BEGIN => deep += 1,
                sort::END if deep <= 1 => break,
                sort::END => deep -= 1,
                // a chart within the sheet has cells of its own
                _ if deep == 1 => drop(cells.take(sort, bytes)),
                _ => {}
            }
            if cells.cells.len() > MOST || cells.merged.len() > MOST {
                return Err(SheetFault::TooMuch);
            }
        }
        Ok(cells)
    }

    /// Takes a record; one that is cut short is passed over.
    fn take(&mut self, sort: u16, bytes: &[u8]) -> Option<()> {
        match sort {
            sort::COLUMNS => self.columns(bytes)?,
            sort::ROW => {
                let hidden = short(bytes, 12)? & 0x20 > 0;
                self.hidden_rows.extend(hidden.then_some(u32::from(short(bytes, 0)?)));
            }
            sort::SHARED => self.put(bytes, Cell::Shared(long(bytes, 6)?))?,
            sort::LABEL => self.put(bytes, Cell::Text(strings::text(bytes.get(6..)?, true)?))?,
            sort::NUMBER => self.put(bytes, Cell::Number(float(bytes.get(6..14)?)?, short(bytes, 4)?))?,
            sort::SHORT => self.put(bytes, Cell::Number(packed(long(bytes, 6)?), short(bytes, 4)?))?,
            sort::SHORTS => self.shorts(bytes)?,
            sort::FORMULA => self.formula(bytes)?,
            sort::RESULT => {
                let at = self.waiting.take()?;
                self.cells.insert(at, Cell::Text(strings::text(bytes, true)?));
            }
            sort::TRUTH => self.truth(bytes)?,
            sort::MERGED => self.merged.extend(areas(bytes)),
            _ => {}
        }
        Some(())
    }

    fn put(&mut self, bytes: &[u8], cell: Cell) -> Option<()> {
        self.cells.insert((u32::from(short(bytes, 0)?), u32::from(short(bytes, 2)?)), cell);
        Some(())
    }

    fn columns(&mut self, bytes: &[u8]) -> Option<()> {
        let (first, last) = (short(bytes, 0)?, short(bytes, 2)?.min(255));
        if short(bytes, 8)? & 1 > 0 || short(bytes, 4)? == 0 {
            self.hidden_columns.extend((first..=last).map(u32::from));
        }
        Some(())
    }

    /// Several numbers side by side.
    fn shorts(&mut self, bytes: &[u8]) -> Option<()> {
        let (row, first) = (u32::from(short(bytes, 0)?), u32::from(short(bytes, 2)?));
        let numbers = bytes.get(4..bytes.len().checked_sub(2)?)?.chunks_exact(6);
        for (column, number) in (first..).zip(numbers) {
            self.cells.insert((row, column), Cell::Number(packed(long(number, 2)?), short(number, 0)?));
        }
        Some(())
    }

    fn formula(&mut self, bytes: &[u8]) -> Option<()> {
        let result = bytes.get(6..14)?;
        if result[6..] != [0xFF, 0xFF] {
            return self.put(bytes, Cell::Number(float(result)?, short(bytes, 4)?));
        }
        match result[0] {
            0 => self.waiting = Some((u32::from(short(bytes, 0)?), u32::from(short(bytes, 2)?))),
            1 => self.put(bytes, said(result[2] == 1))?,
            2 => self.put(bytes, Cell::Error)?,
            _ => {}
        }
        Some(())
    }

    fn truth(&mut self, bytes: &[u8]) -> Option<()> {
        let (value, is_error) = (*bytes.get(6)?, *bytes.get(7)? != 0);
        self.put(bytes, if is_error { Cell::Error } else { said(value == 1) })
    }

    /// Joined cells, in order.
    pub(super) fn merged(&self) -> Vec<Area> {
        let mut merged = self.merged.clone();
        merged.sort_unstable();
        merged
    }

    /// Writes down what is shown; what is hidden is told, each row and column once.
    pub(super) fn write(&self, book: &Book, paper: &mut Paper, odd: &mut Vec<Odd>) -> Result<(), SheetFault> {
        let (mut rows, mut columns) = (BTreeSet::new(), BTreeSet::new());
        for (&(row, column), cell) in &self.cells {
            let text = text(cell, book)?;
            if text.trim().is_empty() {
                continue;
            }
            let (in_row, in_column) =
                (self.hidden_rows.contains(&row), self.hidden_columns.contains(&column));
            if in_row || in_column {
                let at = paper.go_to(row, column)?;
                odd.extend((in_row && rows.insert(row)).then_some(Odd { at, what: Oddity::HiddenRow }));
                odd.extend(
                    (in_column && columns.insert(column)).then_some(Odd { at, what: Oddity::HiddenColumn }),
                );
                continue;
            }
            let at = paper.write(row, column, &text)?;
            odd.extend(matches!(cell, Cell::Error).then_some(Odd { at, what: Oddity::Error }));
        }
        Ok(())
    }
}

fn text(cell: &Cell, book: &Book) -> Result<String, SheetFault> {
    Ok(match cell {
        Cell::Shared(number) => {
            let found = usize::try_from(*number).ok().and_then(|at| book.strings.get(at));
            found.ok_or(SheetFault::Broken)?.clone()
        }
        Cell::Text(text) => text.clone(),
        Cell::Number(number, style) => numbers::text(&number.to_string(), book.style(*style), book.from_1904),
        Cell::Error => "#N/A".to_owned(),
    })
}

fn said(yes: bool) -> Cell {
    Cell::Text(if yes { "TRUE" } else { "FALSE" }.to_owned())
}

fn float(bytes: &[u8]) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.try_into().ok()?)).filter(|number| number.is_finite())
}

/// A number in four bytes: whole or the upper half of a fraction, perhaps of a hundredth.
fn packed(bytes: u32) -> f64 {
    let number = match bytes & 2 > 0 {
        true => f64::from(bytes.cast_signed() >> 2),
        false => f64::from_bits(u64::from(bytes & !3) << 32),
    };
    if bytes & 1 > 0 { number / 100.0 } else { number }
}

fn areas(bytes: &[u8]) -> Vec<Area> {
    let all = bytes.get(2..).unwrap_or_default().chunks_exact(8);
    let area = |eight: &[u8]| {
        let at = |place| short(eight, place).map(u32::from);
        Some(Area { first_row: at(0)?, last_row: at(2)?, first_column: at(4)?, last_column: at(6)? })
    };
    all.filter_map(area)
        .filter(|area| area.first_row <= area.last_row && area.first_column <= area.last_column)
        .collect()
}
