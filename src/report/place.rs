//! Where a fault is: path, line and column, and the line itself.
//!
//! Never trusts a place: an unknown file, a span past the end or inside a character all give something
//! that can be shown.

use crate::diagnostic::Diagnostic;
use crate::source::{Source, SourceId, Span};

/// Longer lines are not shown: nobody reads 64 KiB in one line, and drawing costs time in proportion.
const LONGEST_LINE: usize = 64 * 1024;

/// A fault's place, as a person counts.
#[derive(Clone)]
pub(super) struct Place<'a> {
    pub path: &'a str,
    pub line: usize,
    pub column: usize,
    /// The cell, in a sheet: `Sheet1!C7`. Line and column are its row and column then.
    pub cell: Option<String>,
    text: &'a str,
    line_start: usize,
    span: Span,
}

/// The line in which a fault begins, cut at the fault.
pub(super) struct Excerpt<'a> {
    pub before: &'a str,
    /// Ends at the line's end at the latest.
    pub marked: &'a str,
    pub after: &'a str,
}

impl<'a> Place<'a> {
    /// File and cell of a place in a sheet.
    pub(super) fn path_and_cell(&self) -> Option<String> {
        self.cell.as_ref().map(|cell| format!("{}!{cell}", self.path))
    }

    /// What the row of a place in a sheet says, its cells divided by bars.
    pub(super) fn row(&self) -> Option<String> {
        let excerpt = self.excerpt().filter(|_| self.cell.is_some())?;
        let line = [excerpt.before, excerpt.marked, excerpt.after].concat();
        let cells: Vec<&str> = line.split('\t').map(str::trim).filter(|cell| !cell.is_empty()).collect();
        (!cells.is_empty()).then(|| cells.join(" | "))
    }

    /// Nothing if the file is empty or missing, or the line is too long to be shown.
    pub(super) fn excerpt(&self) -> Option<Excerpt<'a>> {
        let rest = &self.text[self.line_start..];
        let window = &rest[..rest.floor_char_boundary(LONGEST_LINE)];
        let end = window.find('\n').or((window.len() == rest.len()).then_some(rest.len()))?;
        if self.text.is_empty() {
            return None;
        }
        let line = &rest[..end];
        let inside =
            |offset: u32| line.floor_char_boundary((offset as usize).saturating_sub(self.line_start));
        let from = inside(self.span.start);
        let to = inside(self.span.end).max(from);
        Some(Excerpt { before: &line[..from], marked: &line[from..to], after: &line[to..] })
    }
}

/// Finds places. Remembers the last one and goes on from there, so that a sorted list of faults costs
/// one walk through each text, however many faults there are.
pub(super) struct Places<'a> {
    sources: &'a [Source],
    last: Mark,
}

#[derive(Clone, Copy, Default)]
struct Mark {
    file: SourceId,
    offset: usize,
    line_start: usize,
    lines_before: usize,
    characters_before: usize,
}

impl<'a> Places<'a> {
    pub(super) fn new(sources: &'a [Source]) -> Places<'a> {
        Places { sources, last: Mark::default() }
    }

    pub(super) fn find(&mut self, diagnostic: &'a Diagnostic) -> Place<'a> {
        let Diagnostic { file, span, .. } = *diagnostic;
        let source = self.sources.get(file.0 as usize);
        let text = source.map_or("", |source| &source.text);
        let offset = text.floor_char_boundary(span.start as usize);
        let known = Some(self.last).filter(|last| last.file == file && last.offset <= offset);
        let mark = known.unwrap_or(Mark { file, ..Mark::default() }).forward(text, offset);
        self.last = mark;
        let sheet = source.and_then(|source| source.sheet.as_ref());
        let tabs = || text[mark.line_start..offset].matches('\t').count();
        Place {
            path: path(diagnostic, self.sources),
            line: mark.lines_before + 1,
            column: sheet.map_or(mark.characters_before, |_| tabs()) + 1,
            cell: sheet.map(|sheet| sheet.cell(mark.lines_before, tabs())),
            text,
            line_start: mark.line_start,
            span,
        }
    }
}

impl Mark {
    fn forward(self, text: &str, offset: usize) -> Mark {
        let passed = &text[self.offset..offset];
        let Some(newline) = passed.rfind('\n') else {
            let characters_before = self.characters_before + passed.chars().count();
            return Mark { offset, characters_before, ..self };
        };
        Mark {
            offset,
            line_start: self.offset + newline + 1,
            lines_before: self.lines_before + passed.matches('\n').count(),
            characters_before: passed[newline + 1..].chars().count(),
            ..self
        }
    }
}

/// The path of the file that a fault is in; the content folder for what no file has, or `?` for a file that nobody
/// knows.
pub fn path<'a>(fault: &'a Diagnostic, sources: &'a [Source]) -> &'a str {
    if fault.file == SourceId::NOWHERE {
        return fault.path.as_deref().unwrap_or("content");
    }
    sources.get(fault.file.0 as usize).map_or("?", |source| &source.path)
}
