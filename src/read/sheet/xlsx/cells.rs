//! The rows and cells of one sheet, in a stream.

use super::super::super::refusal::SheetFault;
use super::super::paper::Paper;
use super::formats::Formats;
use super::numbers;
use super::package::{LARGE, Package};
use super::reference::{area, place};
use super::strings::{Strings, rich};
use super::xml::{Piece, Tag, Xml};
use crate::source::{Area, Odd, Oddity};
use std::collections::HashSet;
use std::io::BufRead;
use std::ops::RangeInclusive;

/// Joined cells, and groups of hidden columns, that a sheet may have.
const MOST: usize = 20_000;

pub(super) struct Cells<'a> {
    strings: &'a Strings,
    formats: &'a Formats,
    from_1904: bool,
    paper: &'a mut Paper,
    odd: &'a mut Vec<Odd>,
    pub merged: Vec<Area>,
    hidden_columns: Vec<RangeInclusive<u32>>,
    /// Columns, and groups of them, of which it is told that they are hidden.
    told: HashSet<u32>,
    /// What is hidden is told and not written down.
    shown_only: bool,
    /// The row that is read, whether it is hidden, and whether that is told.
    row: u32,
    hidden: bool,
    hidden_told: bool,
    /// The column of the next cell that does not say where it is.
    column: u32,
    any: bool,
}

/// What one `c` says.
#[derive(Default)]
struct Cell {
    sort: String,
    style: usize,
    value: Option<String>,
    inline: String,
    formula: bool,
}

impl<'a> Cells<'a> {
    pub(super) fn new(
        strings: &'a Strings,
        formats: &'a Formats,
        from_1904: bool,
        paper: &'a mut Paper,
        odd: &'a mut Vec<Odd>,
    ) -> Cells<'a> {
        let (merged, hidden_columns) = (Vec::new(), Vec::new());
        Cells {
            strings,
            formats,
            from_1904,
            paper,
            odd,
            merged,
            hidden_columns,
            told: HashSet::new(),
            shown_only: false,
            row: 0,
            hidden: false,
            hidden_told: false,
            column: 0,
            any: false,
        }
    }

    /// Leaves out what is hidden; that it is there is told as ever.
    pub(super) fn shown_only(self) -> Cells<'a> {
        Cells { shown_only: true, ..self }
    }

    /// Reads all of a sheet; whether there was anything in it.
    pub(super) fn read(&mut self, package: &mut Package, part: &str) -> Result<bool, SheetFault> {
        let mut xml = Xml::new(package.part(part, LARGE)?.ok_or(SheetFault::Broken)?);
        let mut next_row = 0;
        loop {
            match xml.next()? {
                Piece::Over => return Ok(self.any),
                Piece::Open(tag, closed) => match tag.name() {
                    b"col" if is_hidden(&tag, "width") && self.hidden_columns.len() < MOST => {
                        self.hidden_columns.extend(columns(&tag));
                    }
                    b"row" => {
                        let named = tag.number::<u32>("r").and_then(|row| row.checked_sub(1));
                        self.row = named.unwrap_or(next_row);
                        next_row = self.row.saturating_add(1);
                        (self.column, self.hidden, self.hidden_told) = (0, is_hidden(&tag, "ht"), false);
                    }
                    b"c" => {
                        let at = self.at(&tag);
                        let mut cell = Cell {
                            sort: tag.get("t").unwrap_or_default(),
                            style: tag.number("s").unwrap_or_default(),
                            ..Cell::default()
                        };
                        if !closed {
                            cell.read(&mut xml)?;
                        }
                        self.take(at, &cell)?;
                    }
                    b"mergeCell" if self.merged.len() < MOST => {
                        self.merged.extend(tag.get("ref").and_then(|reference| area(&reference)));
                    }
                    _ => {}
                },
                _ => {}
            }
        }
    }

    /// Where a cell stands.
    fn at(&mut self, tag: &Tag) -> (u32, u32) {
        let named = tag.get("r").and_then(|reference| place(&reference));
        let (row, column) = named.unwrap_or((self.row, self.column));
        self.column = column.saturating_add(1);
        (row, column)
    }

    fn take(&mut self, (row, column): (u32, u32), cell: &Cell) -> Result<(), SheetFault> {
        let text = self.text(cell)?;
        if text.trim().is_empty() {
            if cell.formula && cell.value.is_none() {
                let at = self.paper.go_to(row, column)?;
                self.any = true;
                self.odd(Odd { at, what: Oddity::NoValue });
            }
            return Ok(());
        }
        let group =
            self.hidden_columns.iter().find(|hidden| hidden.contains(&column)).map(|group| *group.start());
        let left_out = self.shown_only && (self.hidden || group.is_some());
        let at = match left_out {
            true => self.paper.go_to(row, column)?,
            false => self.paper.write(row, column, &text)?,
        };
        self.any = true;
        if cell.sort == "e" && !left_out {
            self.odd(Odd { at, what: Oddity::Error });
        }
        if self.hidden && !std::mem::replace(&mut self.hidden_told, true) {
            self.odd(Odd { at, what: Oddity::HiddenRow });
        }
        // of what is left out each column is named
        let told = group.map(|group| if left_out { column } else { group });
        if told.is_some_and(|told| self.told.insert(told)) {
            self.odd(Odd { at, what: Oddity::HiddenColumn });
        }
        Ok(())
    }

    fn odd(&mut self, odd: Odd) {
        if self.odd.len() < MOST {
            self.odd.push(odd);
        }
    }

    fn text(&self, cell: &Cell) -> Result<String, SheetFault> {
        let value = cell.value.as_deref().unwrap_or_default();
        Ok(match cell.sort.as_str() {
            "s" if value.is_empty() => String::new(),
            "s" => {
                let index = value.trim().parse().ok();
                index.and_then(|index| self.strings.get(index)).ok_or(SheetFault::Broken)?.to_owned()
            }
            "inlineStr" => cell.inline.clone(),
            "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            "str" | "e" | "d" => value.to_owned(),
            _ => numbers::text(value, self.formats.of(cell.style), self.from_1904),
        })
    }
}

impl Cell {
    fn read<R: BufRead>(&mut self, xml: &mut Xml<R>) -> Result<(), SheetFault> {
        let mut inside = false;
        loop {
            match xml.next()? {
                Piece::Over => return Err(SheetFault::Broken),
                Piece::Open(tag, closed) => match (tag.name(), closed) {
                    (b"v", closed) => {
                        inside = !closed;
                        self.value.get_or_insert_default();
                    }
                    (b"f", _) => self.formula = true,
                    (b"is", false) => rich(xml, b"is", &mut self.inline)?,
                    _ => {}
                },
                Piece::Text(text) if inside => self.value.get_or_insert_default().push_str(&text),
                Piece::Close(end) => match end.name() {
                    b"v" => inside = false,
                    b"c" => return Ok(()),
                    _ => {}
                },
                _ => {}
            }
        }
    }
}

/// Said to be, or of no size.
fn is_hidden(tag: &Tag, size: &str) -> bool {
    tag.is("hidden") || tag.number::<f64>(size).is_some_and(|size| size <= 0.0)
}

fn columns(tag: &Tag) -> Option<RangeInclusive<u32>> {
    let (first, last): (u32, u32) = (tag.number("min")?, tag.number("max")?);
    Some(first.checked_sub(1)?..=last.checked_sub(1)?)
}

/// Whether a sheet has anything in it.
pub(super) fn has_any(package: &mut Package, part: &str) -> Result<bool, SheetFault> {
    let mut xml = Xml::new(package.part(part, LARGE)?.ok_or(SheetFault::Broken)?);
    loop {
        match xml.next()? {
            Piece::Over => return Ok(false),
            Piece::Open(tag, false) if matches!(tag.name(), b"v" | b"is") => return Ok(true),
            _ => {}
        }
    }
}
