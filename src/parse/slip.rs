//! A slip in a block of fields, and the lines in which it is looked for.

use crate::diagnostic::{Edit, Text};
use crate::source::Span;

/// A slip: where, what to do about it, and the mending where that is beyond doubt.
pub(super) struct Cause {
    pub span: Span,
    pub hint: Text,
    pub edit: Option<Edit>,
}

/// A line with the place of its first byte in the file.
pub(super) struct Line<'t> {
    pub at: usize,
    pub text: &'t str,
    pub indent: usize,
    /// Without indentation and the dash of a list.
    pub inner: &'t str,
}

impl<'t> Line<'t> {
    /// A line that begins at byte `at` of its file.
    pub(super) fn of(text: &'t str, at: usize) -> Line<'t> {
        let indent = text.len() - text.trim_start_matches([' ', '\t', '\u{3000}', '\u{A0}']).len();
        let inner = text[indent..].trim_start_matches(['-', ' ']);
        Line { at, text, indent, inner }
    }

    /// Where a byte of the inner part stands in the file.
    pub(super) fn place(&self, inside: usize) -> usize {
        self.at + self.text.len() - self.inner.len() + inside
    }

    /// Whether it has a name and a colon.
    pub(super) fn is_field(&self) -> bool {
        let name = self.inner.split([':', '：']).next().unwrap_or_default();
        name.len() < self.inner.len() && !name.is_empty() && !self.inner.starts_with('#')
    }
}

/// A slip that nobody but the clerk can mend.
pub(super) fn cause(span: Span, hint: Text) -> Option<Cause> {
    Some(Cause { span, hint, edit: None })
}

/// A slip with what to write at a place instead.
pub(super) fn mended(span: Span, hint: Text, at: Span, text: impl Into<String>) -> Option<Cause> {
    Some(Cause { span, hint, edit: Some(Edit { span: at, text: text.into() }) })
}

/// What stands before a line's colon.
pub(super) fn field_name<'t>(line: &Line<'t>) -> &'t str {
    line.inner.split(':').next().unwrap_or_default().trim()
}
