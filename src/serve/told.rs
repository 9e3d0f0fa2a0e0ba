//! Faults for the overlay and the terminal.

use crate::diagnostic::{Diagnostic, Language, Text};
use crate::report::{self, Format, Style};
use crate::source::{Source, SourceId};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Faults with the few texts that they are in, so that both can leave the workspace.
#[derive(Default)]
pub(super) struct Findings {
    faults: Vec<Diagnostic>,
    texts: Vec<Source>,
}

impl Findings {
    /// Faults in order of file and place. Diagnostics of files that are gone meanwhile are dropped; those of a file that
    /// is missing have no text, and are kept.
    pub(super) fn new(faults: impl IntoIterator<Item = Diagnostic>, texts: &[Source]) -> Findings {
        let mut findings = Findings::default();
        let mut numbers = BTreeMap::from([(SourceId::NOWHERE, SourceId::NOWHERE)]);
        for mut fault in faults {
            let source = texts.get(fault.file.0 as usize).filter(|source| !source.path.is_empty());
            if let Some(source) = source.filter(|_| !numbers.contains_key(&fault.file)) {
                numbers.insert(fault.file, findings.keep(source));
            }
            if let Some(&number) = numbers.get(&fault.file) {
                fault.file = number;
                findings.faults.push(fault);
            }
        }
        report::sort(&mut findings.faults, &findings.texts);
        findings
    }

    fn keep(&mut self, source: &Source) -> SourceId {
        self.texts.push(source.clone());
        SourceId(u32::try_from(self.texts.len() - 1).unwrap_or(u32::MAX))
    }

    /// One more, unless it is known.
    pub(super) fn add(&mut self, mut fault: Diagnostic, texts: &[Source]) {
        if let Some(source) = texts.get(fault.file.0 as usize) {
            let known = self.texts.iter().position(|known| known.path == source.path);
            let known = known.and_then(|at| u32::try_from(at).ok()).map(SourceId);
            fault.file = known.unwrap_or_else(|| self.keep(source));
        } else if fault.file != SourceId::NOWHERE {
            return;
        }
        self.faults.push(fault);
        report::sort(&mut self.faults, &self.texts);
    }

    pub(super) fn errors(&self) -> usize {
        self.faults.iter().filter(|fault| fault.is_error()).count()
    }

    /// The error to be told when there is room for one: what is posted comes before all else.
    pub(super) fn worst(&self) -> Option<(&Text, &str)> {
        let errors = || self.faults.iter().filter(|fault| fault.is_error());
        let posted =
            |fault: &&Diagnostic| ["posting-", "log-"].iter().any(|of| fault.code.name().starts_with(of));
        let worst = errors().find(posted).or_else(|| errors().next())?;
        Some((&worst.message, report::path(worst, &self.texts)))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.faults.is_empty()
    }

    pub(super) fn warnings(&self) -> usize {
        self.faults.len() - self.errors()
    }

    /// As `check` prints it.
    pub(super) fn report(&self, language: Language) -> String {
        let style = Style { language, color: false, width: None };
        report::report(&self.faults, &self.texts, Format::Human, style)
    }

    /// For the overlay, in Chinese.
    pub(super) fn json(&self) -> Value {
        self.faults.iter().map(|fault| self.entry(fault)).collect()
    }

    fn entry(&self, fault: &Diagnostic) -> Value {
        let nothing = Source::new(report::path(fault, &self.texts), "");
        let source = self.texts.get(fault.file.0 as usize).unwrap_or(&nothing);
        let at = source.position(fault.span.start as usize);
        json!({
            "code": fault.code.name(),
            "error": fault.is_error(),
            "file": source.path,
            "line": at.line,
            "column": at.column,
            "place": place(source, fault),
            "message": fault.message.zh,
            "hint": fault.hint.as_ref().map(|hint| &hint.zh),
            "source": fault.source.as_ref().map(|source| &source.zh),
            "excerpt": excerpt(source, fault),
        })
    }
}

/// Where a fault is, as `check` says it: a cell in a sheet, a line elsewhere, a folder where a file is missing.
fn place(source: &Source, fault: &Diagnostic) -> String {
    let offset = fault.span.start as usize;
    match source.cell(offset) {
        _ if fault.file == SourceId::NOWHERE => source.path.clone(),
        Some(cell) => format!("{}!{cell}", source.path),
        None => {
            let at = source.position(offset);
            format!("{}:{}:{}", source.path, at.line, at.column)
        }
    }
}

/// Characters shown on either side of a fault.
const AROUND: usize = 60;

/// The line in which a fault begins, cut around it: before, marked, after. Cells of a sheet are divided by bars.
fn excerpt(source: &Source, fault: &Diagnostic) -> [String; 3] {
    let (start, line) = source.line_at(fault.span.start as usize);
    let inside = |offset: u32| line.floor_char_boundary((offset as usize).saturating_sub(start));
    let from = inside(fault.span.start);
    let to = inside(fault.span.end).max(from);
    let skipped = line[..from].chars().count().saturating_sub(AROUND);
    let parts: [String; 3] = [
        line[..from].chars().skip(skipped).collect(),
        line[from..to].chars().take(2 * AROUND).collect(),
        line[to..].chars().take(AROUND).collect(),
    ];
    parts.map(|part| if source.sheet.is_some() { part.replace('\t', " | ") } else { part })
}
