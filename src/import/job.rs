//! What the readers of each sort of rows are given.

use super::draft::NotRead;
use super::wish::Facts;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// What a sheet was read for.
pub(super) struct Job<'a> {
    /// The file's name without its ending.
    pub stem: &'a str,
    pub source: &'a Source,
    pub facts: &'a Facts<'a>,
}

impl Job<'_> {
    /// What is wrong with headings, cells and totals, by cell.
    pub(super) fn told(&self, told: &[Diagnostic]) -> Vec<NotRead> {
        let of = |fault: &Diagnostic| {
            let cell = self.source.cell(fault.span.start as usize).unwrap_or_default();
            NotRead::told(cell, &fault.message, fault.hint.as_ref(), fault.is_error())
        };
        told.iter().map(of).collect()
    }
}
