//! The cells of a sheet's text, by row and column.

use crate::source::{Area, Source, Span};

pub(super) struct Grid<'a> {
    text: &'a str,
    /// Where each row's cells begin and end.
    rows: Vec<Vec<Span>>,
    merged: &'a [Area],
}

impl<'a> Grid<'a> {
    pub(super) fn new(source: &'a Source) -> Grid<'a> {
        let mut rows = Vec::new();
        let mut start = 0;
        for line in source.text.lines() {
            let mut cells = Vec::new();
            let mut at = start;
            for cell in line.split('\t').filter(|_| !line.is_empty()) {
                let blank = cell.len() - cell.trim_start().len();
                cells.push(Span::new(at + blank, at + blank + cell.trim().len()));
                at += cell.len() + 1;
            }
            rows.push(cells);
            start += line.len() + 1;
        }
        let merged = source.sheet.as_ref().map_or(&[][..], |sheet| &sheet.merged);
        Grid { text: &source.text, rows, merged }
    }

    pub(super) fn rows(&self) -> usize {
        self.rows.len()
    }

    /// Columns of a row, as far as there is something in it.
    pub(super) fn columns(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, Vec::len)
    }

    /// What stands in a cell itself; empty for a blank one.
    pub(super) fn own(&self, row: usize, column: usize) -> &'a str {
        self.span(row, column).map_or("", |span| &self.text[span.range()])
    }

    /// What stands in a span of the text.
    pub(super) fn text_at(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Where a cell stands, as far as the row is written.
    pub(super) fn span(&self, row: usize, column: usize) -> Option<Span> {
        self.rows.get(row)?.get(column).copied()
    }

    /// Where a row begins that has something in it.
    pub(super) fn start(&self, row: usize) -> Span {
        let cells = self.rows.get(row).map_or(&[][..], Vec::as_slice);
        let first = cells.iter().find(|span| span.start < span.end).or(cells.first());
        first.copied().unwrap_or_default()
    }

    /// From the first to the last cell of a row.
    pub(super) fn whole(&self, row: usize) -> Span {
        let last = self.rows.get(row).and_then(|cells| cells.last()).copied().unwrap_or_default();
        Span { start: self.start(row).start, end: last.end }
    }

    /// The joined cells that a cell is one of.
    pub(super) fn area(&self, row: usize, column: usize) -> Option<&Area> {
        let (row, column) = (u32::try_from(row).ok()?, u32::try_from(column).ok()?);
        let before = self.merged.partition_point(|area| (area.first_column, area.first_row) <= (column, row));
        // an area that begins further left lies behind those of this column
        let own = self.merged[..before].last().filter(|area| area.holds(row, column));
        own.or_else(|| self.merged[..before].iter().rev().take(NEAR).find(|area| area.holds(row, column)))
    }

    /// The cell above that this one is joined to, downwards only.
    pub(super) fn above(&self, row: usize, column: usize) -> Option<usize> {
        let area = self.area(row, column)?;
        let (first_row, first_column) = (area.first_row as usize, area.first_column as usize);
        (first_column == column && first_row < row).then_some(first_row)
    }

    /// Non-blank cells of a row, with their columns.
    pub(super) fn filled(&self, row: usize) -> impl Iterator<Item = (usize, &'a str)> {
        (0..self.columns(row))
            .map(move |column| (column, self.own(row, column)))
            .filter(|(_, text)| !text.is_empty())
    }
}

/// Areas that are looked through for one that begins in another column.
const NEAR: usize = 512;
