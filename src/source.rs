//! Source texts and places in them.
//!
//! A [`Source`] is one text file as decoded: byte-order mark gone, line ends `\n`, nothing else
//! changed. A [`Span`] is a range of its bytes. Lines and columns are worked out only when somebody
//! has to read them, so carrying a place costs eight bytes.
//!
//! This room imports nothing from the others and knows nothing of what the text means.

mod sheet;
mod span;

pub use sheet::{Area, Odd, Oddity, Sheet, letters};
pub use span::Span;

use std::ops::Deref;
use std::sync::Arc;

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
    /// What it is besides its text, if it came from a spreadsheet.
    pub sheet: Option<Arc<Sheet>>,
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
        Source { path: path.into(), text: text.into(), sheet: None }
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

    /// The cell that a byte lies in, as people say it; `None` where this is no sheet.
    pub fn cell(&self, offset: usize) -> Option<String> {
        let sheet = self.sheet.as_ref()?;
        let (start, line) = self.line_at(offset);
        let inside = offset.saturating_sub(start).min(line.len());
        let row = self.text.get(..start).map_or(0, |above| above.matches('\n').count());
        Some(sheet.cell(row, line.bytes().take(inside).filter(|&byte| byte == b'\t').count()))
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
    fn a_byte_of_a_sheet_is_told_as_its_cell() {
        let mut source = Source::new("x.xlsx", "户号\t村\n\nA-1\t松醪村\t甲");
        assert_eq!(source.cell(0), None);
        source.sheet = Some(Arc::new(Sheet { name: "名册".into(), ..Sheet::default() }));
        let at = source.text.find('甲').unwrap();
        assert_eq!(source.cell(at).as_deref(), Some("名册!C3"));
        assert_eq!(source.cell(0).as_deref(), Some("名册!A1"));
        assert_eq!(source.cell(9_999).as_deref(), Some("名册!C3"));
    }

    #[test]
    fn a_place_inside_a_character_is_its_start() {
        let source = Source::new("x.md", "一二");
        assert_eq!(source.position(4), Position { line: 1, column: 2 });
        assert_eq!(source.slice(Span::new(1, 4)), "一");
    }
}
