//! The rows and cells of one sheet, in a stream.

use super::super::super::refusal::SheetFault;
use super::super::paper::{COLUMNS, Paper, ROWS};
use super::super::xlsx::xml::{Piece, Tag, Xml};
use super::cell::{Cell, cell};
use crate::source::{Area, Odd, Oddity};
use std::collections::BTreeSet;
use std::io::BufRead;
use std::rc::Rc;

/// Cells with something in them that a sheet may have.
const MOST_CELLS: usize = 1_000_000;

/// Joined cells that a sheet may have.
const MOST: usize = 20_000;

#[derive(Default)]
pub(super) struct Table {
    pub paper: Paper,
    pub merged: Vec<Area>,
    pub odd: Vec<Odd>,
    pub any: bool,
    hidden_columns: BTreeSet<u32>,
    told_columns: BTreeSet<u32>,
    /// Cells with something in them so far.
    count: usize,
    /// The column that is told next, of columns and of cells.
    column: u32,
    row: u32,
    /// How often the row that is read stands there, and whether it is hidden.
    rows: u32,
    hidden: bool,
    row_told: bool,
    /// Its cells with something in them, with their columns.
    cells: Vec<(u32, Rc<Cell>)>,
}

/// Reads a sheet up to its end.
pub(super) fn table<R: BufRead>(xml: &mut Xml<R>) -> Result<Table, SheetFault> {
    let (mut table, mut deep) = (Table::default(), 1);
    loop {
        match xml.next()? {
            Piece::Over => return Err(SheetFault::Broken),
            Piece::Open(tag, closed) => match tag.name() {
                b"table-column" => table.columns(&tag),
                b"table-row" => {
                    table.begin_row(&tag);
                    if closed {
                        table.end_row()?;
                    }
                }
                b"table-cell" | b"covered-table-cell" => {
                    let (times, mut found) = (times(&tag, "number-columns-repeated"), Cell::of(&tag));
                    if !closed {
                        cell(xml, &mut found)?;
                    }
                    table.cell(times, found)?;
                }
                // a table within a drawing
                b"table" if !closed => deep += 1,
                _ => {}
            },
            Piece::Close(end) => match end.name() {
                b"table-row" => table.end_row()?,
                b"table" if deep == 1 => return Ok(table),
                b"table" => deep -= 1,
                _ => {}
            },
            _ => {}
        }
    }
}

fn times(tag: &Tag, name: &str) -> u32 {
    tag.number::<u64>(name).map_or(1, |times| u32::try_from(times).unwrap_or(u32::MAX)).max(1)
}

fn is_hidden(tag: &Tag) -> bool {
    tag.get("visibility").is_some_and(|visibility| visibility != "visible")
}

impl Table {
    fn columns(&mut self, tag: &Tag) {
        let end = self.column.saturating_add(times(tag, "number-columns-repeated")).min(COLUMNS);
        if is_hidden(tag) {
            self.hidden_columns.extend(self.column..end);
        }
        self.column = end;
    }

    fn begin_row(&mut self, tag: &Tag) {
        (self.rows, self.hidden, self.row_told) = (times(tag, "number-rows-repeated"), is_hidden(tag), false);
        self.column = 0;
        self.cells.clear();
    }

    /// A cell that stands there so often; blank ones only move the place.
    fn cell(&mut self, times: u32, cell: Cell) -> Result<(), SheetFault> {
        let end = self.column.saturating_add(times);
        if cell.is_something() {
            if end > COLUMNS {
                return Err(SheetFault::TooMuch);
            }
            let cell = Rc::new(cell);
            self.cells.extend((self.column..end).map(|column| (column, Rc::clone(&cell))));
        }
        self.column = end;
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), SheetFault> {
        let cells = std::mem::take(&mut self.cells);
        let end = self.row.saturating_add(self.rows);
        if !cells.is_empty() {
            let rows = usize::try_from(self.rows).unwrap_or(usize::MAX);
            self.count = self.count.saturating_add(cells.len().saturating_mul(rows));
            if end > ROWS || self.count > MOST_CELLS {
                return Err(SheetFault::TooMuch);
            }
            for row in self.row..end {
                cells.iter().try_for_each(|(column, cell)| self.write(row, *column, cell))?;
            }
        }
        self.row = end;
        Ok(())
    }

    fn write(&mut self, row: u32, column: u32, cell: &Cell) -> Result<(), SheetFault> {
        self.any = true;
        let hidden = self.hidden_columns.contains(&column);
        if self.hidden || hidden {
            let at = self.paper.go_to(row, column)?;
            let in_row = self.hidden && !std::mem::replace(&mut self.row_told, true);
            self.odd.extend(in_row.then_some(Odd { at, what: Oddity::HiddenRow }));
            let in_column = hidden && self.told_columns.insert(column);
            self.odd.extend(in_column.then_some(Odd { at, what: Oddity::HiddenColumn }));
            return Ok(());
        }
        let text = cell.text();
        let at = if text.is_empty() {
            self.paper.go_to(row, column)?
        } else {
            self.paper.write(row, column, &text)?
        };
        self.odd.extend(cell.odd().map(|what| Odd { at, what }));
        if let Some((columns, rows)) = cell.joined().filter(|_| self.merged.len() < MOST) {
            let (last_column, last_row) = (column.saturating_add(columns), row.saturating_add(rows));
            self.merged.push(Area { first_column: column, first_row: row, last_column, last_row });
        }
        Ok(())
    }
}
