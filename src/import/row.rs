//! Where in a sheet something stands, in words.

use crate::diagnostic::Text;
use crate::source::{Source, Span};
use crate::text;

/// `C7`, with the sheet's name.
pub(super) fn cell(source: &Source, span: Span) -> Text {
    Text::same(source.cell(span.start as usize).unwrap_or_default())
}

/// `第 7 行`.
pub(super) fn row(source: &Source, span: Span) -> Text {
    let line = source.position(span.start as usize).line;
    text!("第 {line} 行", "row {line}")
}

/// From the first of some rows to the last.
pub(super) fn rows(source: &Source, spans: impl Iterator<Item = Span> + Clone) -> Text {
    let line = |span: Span| source.position(span.start as usize).line;
    let first = spans.clone().next().map(line).unwrap_or_default();
    let last = spans.last().map(line).unwrap_or_default();
    match first == last {
        true => text!("第 {first} 行", "row {first}"),
        false => text!("第 {first}–{last} 行", "rows {first}–{last}"),
    }
}
