//! The lines of a body that Markdown reads as text: those of code are left out.

use crate::diagnostic::{Code, Diagnostic, Edit, Text};
use crate::source::{SourceId, Span};
use std::borrow::Cow;

/// A line without its end, and where it begins in the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'t> {
    pub at: usize,
    pub text: &'t str,
}

impl Line<'_> {
    /// All of it.
    pub(super) fn span(&self) -> Span {
        Span::new(self.at, self.at + self.text.len())
    }

    /// The part without the spaces at both ends.
    pub(super) fn inner(&self) -> Span {
        let start = self.at + self.text.len() - self.text.trim_start().len();
        Span::new(start, start + self.text.trim().len())
    }

    /// The same with what stands between backticks, which is no text, made unreadable byte for byte.
    pub(super) fn without_code(&self) -> Cow<'_, str> {
        if !self.text.contains('`') {
            return Cow::Borrowed(self.text);
        }
        let pieces = self.text.split('`').enumerate();
        let cover = |(number, piece): (usize, &str)| match number % 2 {
            0 => piece.to_owned(),
            _ => "x".repeat(piece.len()),
        };
        Cow::Owned(pieces.map(cover).collect::<Vec<_>>().join("`"))
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Every line outside fenced code.
pub(super) fn of(body: &str) -> Vec<Line<'_>> {
    let (mut lines, mut at, mut fence) = (Vec::new(), 0, None);
    for whole in body.split_inclusive('\n') {
        let line = Line { at, text: whole.trim_end_matches('\n') };
        at += whole.len();
        let mark = line.text.trim_start().get(..3).filter(|mark| matches!(*mark, "```" | "~~~"));
        match (fence, mark) {
            (None, None) => lines.push(line),
            (None, Some(opened)) => fence = Some(opened),
            (Some(opened), Some(mark)) if opened == mark => fence = None,
            _ => {}
        }
    }
    lines
}

/// What is odd, with its place in the body, and how to mend it where there is no doubt.
pub(super) struct Odd {
    code: Code,
    span: Span,
    message: Text,
    hint: Text,
    edits: Vec<(Span, String)>,
}

impl Odd {
    pub(super) fn new(code: Code, span: Span, message: Text, hint: Text) -> Odd {
        Odd { code, span, message, hint, edits: Vec::new() }
    }

    /// With what to put in place of what.
    pub(super) fn mended(mut self, span: Span, text: impl Into<String>) -> Odd {
        self.edits.push((span, text.into()));
        self
    }

    pub(super) fn shifted(self, offset: usize, file: SourceId) -> Diagnostic {
        let Odd { code, span, message, hint, edits } = self;
        let fault = Diagnostic::new(code, file, span.shifted(offset), message).hint(hint);
        let edit = |(span, text): (Span, String)| Edit { span: span.shifted(offset), text };
        fault.mended(edits.into_iter().map(edit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_left_out() {
        let told: Vec<&str> = of("甲\n```\n|乙|\n~~~\n```\n丙").iter().map(|line| line.text).collect();
        assert_eq!(told, ["甲", "丙"]);
    }
}
