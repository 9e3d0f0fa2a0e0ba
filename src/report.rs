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
mod style;
mod summary;

#[cfg(test)]
mod tests;

pub use harmless::harmless_line;
pub use place::path;
pub use style::{Format, Style};

use crate::diagnostic::{Diagnostic, Text};
use crate::source::Source;

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
    let Diagnostic { code, severity, file, path: _, span, message, hint, source, mending: _ } = diagnostic;
    let both = |text: &'a Text| (text.zh.as_str(), text.en.as_str());
    (
        place::path(diagnostic, sources),
        span.start,
        code.name(),
        (span.end, *severity, *file),
        (both(message), hint.as_ref().map(both), source.as_ref().map(both)),
    )
}
