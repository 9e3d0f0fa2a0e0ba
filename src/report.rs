//! Faults made readable: diagnostics go in, one text comes out, for people, for editors or for
//! programs.
//!
//! Everything here is pure. Nothing is printed and no file is opened; whoever calls decides where the
//! text goes. The drawing itself is `annotate-snippets`: it counts Chinese characters as two columns
//! and takes our own words for its labels. This room adds what content from strangers needs: characters
//! that would steer a terminal are shown instead of sent, and a fault costs the same in a line of
//! twenty or of five thousand characters, or in a file that is gone.

mod harmless;
mod human;
mod json;
mod place;
mod short;

#[cfg(test)]
mod tests;

use crate::diagnostic::{Diagnostic, Language, Severity, Text};
use crate::source::Source;

/// Who is going to read the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// A person: the source line with the place underlined, the hint, the rule's source, a closing count.
    #[default]
    Human,
    /// An editor: `file:line:column: error[code]: message`, one line each. `error` and `warning` stay
    /// English in every language, because that is what problem matchers look for.
    Short,
    /// A program: one JSON document.
    Json,
}

/// How the report is dressed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    pub language: Language,
    /// Whether to use terminal colours; only [`Format::Human`] has any.
    pub color: bool,
    /// The terminal's columns; `None` where there is no terminal.
    pub width: Option<usize>,
}

/// The whole report, in the order given; call [`sort`] first. A `SourceId` is an index into `sources`.
///
/// No faults give an empty text, except in JSON, where they give an empty list.
pub fn report(diagnostics: &[Diagnostic], sources: &[Source], format: Format, style: Style) -> String {
    match format {
        Format::Human => human::human(diagnostics, sources, style),
        Format::Short => short::short(diagnostics, sources, style.language),
        Format::Json => json::json(diagnostics, sources, style.language),
    }
}

/// Sorts by file, place and code, and drops faults that say exactly the same twice.
pub fn sort(diagnostics: &mut Vec<Diagnostic>, sources: &[Source]) {
    diagnostics.sort_by(|a, b| key(a, sources).cmp(&key(b, sources)));
    diagnostics.dedup();
}

/// Orders as a reader expects, then by everything else, so that equal faults become neighbours and the
/// order never depends on which thread was faster.
fn key<'a>(diagnostic: &'a Diagnostic, sources: &'a [Source]) -> impl Ord + 'a {
    let Diagnostic { code, severity, file, span, message, hint, source } = diagnostic;
    let both = |text: &'a Text| (text.zh.as_str(), text.en.as_str());
    (
        place::path(*file, sources),
        span.start,
        code.name(),
        (span.end, *severity, *file),
        (both(message), hint.as_ref().map(both), source.as_ref().map(both)),
    )
}

/// How many errors and how many warnings.
fn count(diagnostics: &[Diagnostic]) -> (usize, usize) {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    (errors, diagnostics.len() - errors)
}

/// A severity's name for programs.
fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
