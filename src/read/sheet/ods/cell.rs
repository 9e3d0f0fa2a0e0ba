//! What one cell says.

use super::super::super::refusal::SheetFault;
use super::super::xlsx::formats::Shown;
use super::super::xlsx::numbers;
use super::super::xlsx::xml::{Piece, Tag, Xml};
use crate::source::Oddity;
use std::io::BufRead;

/// Letters of a cell.
const LONGEST: usize = 1 << 17;

#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    sort: String,
    value: String,
    /// As it is shown.
    shown: String,
    formula: bool,
    /// Cells further that it is joined with.
    columns: u32,
    rows: u32,
}

impl Cell {
    pub(super) fn of(tag: &Tag) -> Cell {
        let of = |name: &str| tag.get(name);
        let more = |name: &str| tag.number::<u32>(name).unwrap_or(1).saturating_sub(1);
        let value = of("value")
            .or(of("date-value"))
            .or(of("time-value"))
            .or(of("boolean-value"))
            .or(of("string-value"));
        Cell {
            sort: of("value-type").unwrap_or_default(),
            value: value.unwrap_or_default(),
            shown: String::new(),
            formula: of("formula").is_some(),
            columns: more("number-columns-spanned"),
            rows: more("number-rows-spanned"),
        }
    }

    /// Something stands in it, or should.
    pub(super) fn is_something(&self) -> bool {
        !self.text().is_empty() || self.formula
    }

    pub(super) fn joined(&self) -> Option<(u32, u32)> {
        (self.columns > 0 || self.rows > 0).then_some((self.columns, self.rows))
    }

    pub(super) fn odd(&self) -> Option<Oddity> {
        match self.formula {
            true if self.text().is_empty() => Some(Oddity::NoValue),
            true if self.shown.starts_with(['#']) || self.shown.starts_with("Err:") => Some(Oddity::Error),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> String {
        let plain = |shown| numbers::text(&self.value, shown, false);
        match self.sort.as_str() {
            "float" | "currency" if self.shown.trim_end().ends_with("万元") => plain(Shown::TenThousands),
            "float" | "currency" => plain(Shown::Number),
            "percentage" => plain(Shown::Percent),
            "date" => moment(&self.value),
            "time" => clock(&self.value).unwrap_or_else(|| self.shown.clone()),
            "boolean" => if self.value == "true" { "TRUE" } else { "FALSE" }.to_owned(),
            _ if self.shown.is_empty() => self.value.trim().to_owned(),
            _ => self.shown.trim().to_owned(),
        }
    }
}

/// `2026-11-02T14:30:00` to the minute.
fn moment(value: &str) -> String {
    match value.split_once('T') {
        Some((day, clock)) if clock.starts_with("00:00") => day.to_owned(),
        Some((day, clock)) => format!("{day} {}", clock.get(..5).unwrap_or(clock)),
        None => value.to_owned(),
    }
}

/// `PT14H30M00S`.
fn clock(value: &str) -> Option<String> {
    let (hours, rest) = value.strip_prefix("PT")?.split_once('H')?;
    let minutes = rest.split_once('M')?.0;
    Some(format!("{hours:0>2}:{minutes:0>2}"))
}

/// Reads what is shown in a cell, up to its end; remarks and drawings are none of it.
pub(super) fn cell<R: BufRead>(xml: &mut Xml<R>, cell: &mut Cell) -> Result<(), SheetFault> {
    let (mut aside, mut paragraphs) = (0, 0);
    loop {
        match xml.next()? {
            Piece::Over => return Err(SheetFault::Broken),
            Piece::Open(tag, closed) => match tag.name() {
                b"annotation" | b"shapes" | b"frame" | b"custom-shape" if !closed => aside += 1,
                b"p" if aside == 0 => {
                    paragraphs += 1;
                    if paragraphs > 1 {
                        cell.shown.push(' ');
                    }
                }
                b"s" | b"tab" | b"line-break" if aside == 0 => cell.shown.push(' '),
                _ => {}
            },
            Piece::Text(text) if aside == 0 && paragraphs > 0 => cell.shown.push_str(&text),
            Piece::Close(end) => match end.name() {
                b"annotation" | b"shapes" | b"frame" | b"custom-shape" if aside > 0 => aside -= 1,
                b"table-cell" | b"covered-table-cell" if aside == 0 => return Ok(()),
                _ => {}
            },
            _ => {}
        }
        if cell.shown.len() > LONGEST {
            return Err(SheetFault::TooMuch);
        }
    }
}
