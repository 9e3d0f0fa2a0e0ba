//! Source texts and places in them.
//!
//! A [`Source`] is one text file as decoded: byte-order mark gone, line ends `\n`, nothing else
//! changed. A [`Span`] is a range of its bytes. Lines and columns are worked out only when somebody
//! has to read them, so carrying a place costs eight bytes.
//!
//! This room imports nothing from the others and knows nothing of what the text means.

use std::ops::{Deref, Range};
use std::sync::Arc;

/// A range of bytes in one source, start inclusive, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// A span over the given bytes; files are limited to far below 4 GiB.
    pub fn new(start: usize, end: usize) -> Span {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span { start: narrow(start), end: narrow(end) }
    }

    /// The empty span at a byte.
    pub fn at(offset: usize) -> Span {
        Span::new(offset, offset)
    }

    /// For slicing the text that it is of.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same span in a text that starts `offset` bytes earlier.
    pub fn shifted(self, offset: usize) -> Span {
        Span::new(self.start as usize + offset, self.end as usize + offset)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

/// A value and where it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spanned<T> {
    /// As it was understood, not as it was written.
    pub value: T,
    /// What was written, in its own source.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value with its place.
    pub fn new(value: T, span: Span) -> Spanned<T> {
        Spanned { value, span }
    }

    /// Another value in the same place.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned::new(f(self.value), self.span)
    }
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Which source a place is in: the index in `read::Sources`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

impl SourceId {
    /// No file: for what is wrong because a file is not there.
    pub const NOWHERE: SourceId = SourceId(u32::MAX);
}

/// One decoded text file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Relative to the site's root, with `/`: `content/notices/2026/x.md`.
    pub path: String,
    /// Decoded, with line ends `\n`.
    pub text: Arc<str>,
}

/// A place as a person counts: both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
}

impl Source {
    /// A source of a decoded text.
    pub fn new(path: impl Into<String>, text: impl Into<Arc<str>>) -> Source {
        Source { path: path.into(), text: text.into() }
    }

    /// Line and column of a byte; a byte past the end is the end.
    pub fn position(&self, offset: usize) -> Position {
        let before = &self.text[..self.floor(offset)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
    }

    /// The whole line that holds a byte, without its line end, and where it starts.
    pub fn line_at(&self, offset: usize) -> (usize, &str) {
        let offset = self.floor(offset);
        let start = self.text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
        let end = self.text[offset..].find('\n').map_or(self.text.len(), |newline| offset + newline);
        (start, &self.text[start..end])
    }

    /// The text of a span, cut to what there is.
    pub fn slice(&self, span: Span) -> &str {
        let start = self.floor(span.start as usize);
        let end = self.floor(span.end as usize).max(start);
        &self.text[start..end]
    }

    fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_one() {
        let source = Source::new("x.md", "标题: 一\n类别: 二\n");
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        let second = source.text.find('二').unwrap();
        assert_eq!(source.position(second), Position { line: 2, column: 5 });
        assert_eq!(source.position(9_999), Position { line: 3, column: 1 });
    }

    #[test]
    fn a_place_inside_a_character_is_its_start() {
        let source = Source::new("x.md", "一二");
        assert_eq!(source.position(4), Position { line: 1, column: 2 });
        assert_eq!(source.slice(Span::new(1, 4)), "一");
    }
}
