//! Where a delimiter stands on its line: at the start of what the line says, at the edge of a table
//! cell, or anywhere else.
//!
//! The parser cuts `> ` and `|` away before it looks at delimiters, so they are no neighbours. Only
//! asked where a delimiter touches such a sign; every answer together costs one walk over the text.

use std::ops::Range;

use crate::source::Span;
use memchr::{memchr, memrchr};

/// Questions about one text, to be asked for bytes that never go down.
#[derive(Debug)]
pub(super) struct Places<'t> {
    text: &'t str,
    /// The first byte after the line looked at last.
    line_end: usize,
    /// Where that line begins to say something.
    content: usize,
    tables: Option<Vec<Range<usize>>>,
}

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str) -> Places<'t> {
        Places { text, line_end: 0, content: 0, tables: None }
    }

    /// Whether a line's content begins here, after quote signs, list markers or a footnote's label.
    pub(super) fn starts_content(&mut self, at: usize) -> bool {
        if at >= self.line_end {
            self.look_at_line(at);
        }
        at == self.content
    }

    fn look_at_line(&mut self, at: usize) {
        let bytes = self.text.as_bytes();
        let start =
            memrchr(b'\n', &bytes[self.line_end..at]).map_or(self.line_end, |n| self.line_end + n + 1);
        self.line_end = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |newline| at + newline + 1);
        self.content = start + prefix_length(&bytes[start..self.line_end]);
    }

    /// Whether a byte lies in a table, where an unescaped `|` is the edge of a cell.
    pub(super) fn in_table(&mut self, at: usize) -> bool {
        let tables = self.tables.get_or_insert_with(|| tables(self.text));
        let after = tables.partition_point(|table| table.start <= at);
        after > 0 && at < tables[after - 1].end
    }
}

/// Quotes and lists inside one another that are read; honest texts need three or four.
pub const DEEPEST: usize = 32;

/// The start of the first line that opens more quotes and lists inside one another than are read.
pub fn too_deep(text: &str) -> Option<Span> {
    let mut start = 0;
    text.split_inclusive('\n').find_map(|line| {
        let (at, bytes) = (start, line.trim_end().as_bytes());
        start += line.len();
        // a line of list markers alone is a rule across the page
        let rule = bytes.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'-' | b'*' | b'+'));
        let prefix = if rule { 0 } else { prefix_length(bytes) };
        let opened =
            bytes[..prefix].iter().filter(|byte| matches!(byte, b'>' | b'-' | b'+' | b'*' | b'.' | b')'));
        (opened.count() > DEEPEST).then(|| Span::new(at, at + prefix))
    })
}

/// The length of the quote signs, list markers and footnote label that a line begins with.
fn prefix_length(line: &[u8]) -> usize {
    let mut length = 0;
    loop {
        let rest = &line[length..];
        length += match rest {
            [b' ' | b'\t' | b'>', ..] => 1,
            [b'-' | b'+' | b'*', b' ' | b'\t', ..] => 2,
            [b'0'..=b'9', ..] => number_length(rest),
            [b'[', b'^', ..] => label_length(rest),
            _ => 0,
        };
        if line.len() - length == rest.len() {
            return length;
        }
    }
}

/// The length of `12. ` or `12) `, else 0.
fn number_length(line: &[u8]) -> usize {
    let digits = line.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    match line[digits..] {
        [b'.' | b')', b' ' | b'\t', ..] if digits < 10 => digits + 2,
        _ => 0,
    }
}

/// The length of `[^1]:`, else 0.
fn label_length(line: &[u8]) -> usize {
    match memchr(b']', line) {
        Some(close) if line.get(close + 1) == Some(&b':') => close + 2,
        _ => 0,
    }
}

/// From each table's head to the next blank line: at least the table, since the dialect ends one
/// there at the latest. A line like a table's delimiter row in a code block makes no harm: it only
/// says that a `|` touching a delimiter nearby is no neighbour.
fn tables(text: &str) -> Vec<Range<usize>> {
    let mut tables: Vec<Range<usize>> = Vec::new();
    let mut open = None;
    let mut previous = 0;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if is_blank(line) {
            tables.extend(open.take().map(|head| head..start));
        } else if open.is_none() && is_delimiter_row(line) {
            open = Some(previous);
        }
        previous = start;
        start += line.len();
    }
    tables.extend(open.map(|head| head..start));
    tables
}

fn is_blank(line: &str) -> bool {
    line.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'>' | b'\r' | b'\n'))
}

fn is_delimiter_row(line: &str) -> bool {
    let cells = line.trim_start_matches([' ', '\t', '>']).trim_end();
    cells.starts_with(['|', ':', '-'])
        && cells.contains('|')
        && cells.bytes().all(|byte| matches!(byte, b'|' | b':' | b'-' | b' ' | b'\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content_starts(text: &str) -> Vec<usize> {
        let mut places = Places::new(text);
        (0..text.len()).filter(|&at| places.starts_content(at)).collect()
    }

    #[test]
    fn quotes_lists_and_footnotes_open_a_line() {
        assert_eq!(content_starts("ab"), [0]);
        assert_eq!(content_starts(">a>b\n> > a"), [1, 9]);
        assert_eq!(content_starts("- 1. >a"), [6]);
        assert_eq!(content_starts("[^1]:a"), [5]);
        assert_eq!(content_starts("1.a\n-a\n[^1]a"), [0, 4, 7]);
        assert_eq!(content_starts("1234567890. a"), [0]);
    }

    #[test]
    fn deep_lines_are_found() {
        assert_eq!(too_deep(&("甲\n".to_owned() + &">".repeat(33) + "乙")), Some(Span::new(4, 37)));
        assert_eq!(too_deep(&"1. ".repeat(40)), Some(Span::new(0, 117)));
        assert_eq!(too_deep(&("- ".repeat(40) + "a")), Some(Span::new(0, 80)));
        for fine in
            [">".repeat(32), "- ".repeat(100), "* * *\n".repeat(40), "1. 2. 3. 甲".into(), "-".repeat(99)]
        {
            assert_eq!(too_deep(&fine), None, "{fine}");
        }
    }

    #[test]
    fn a_table_lasts_to_the_blank_line() {
        let text = "a|b\n\n> |甲|乙|\n> |--|:-:|\n> |1|2|\n>\n> a|b\n";
        let mut places = Places::new(text);
        let inside: Vec<bool> =
            text.char_indices().filter(|&(_, c)| c == '|').map(|(at, _)| places.in_table(at)).collect();
        assert_eq!(inside.iter().filter(|&&inside| inside).count(), 9);
        assert!(!inside[0] && !inside[10]);
    }
}
