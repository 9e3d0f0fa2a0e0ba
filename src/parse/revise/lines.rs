//! Where entries and items begin and end in the lines of a text.

use super::super::yaml::{Key, Node, Value};
use super::unusual::Unusual;
use crate::source::Span;

pub(super) struct Lines<'t>(pub &'t str);

impl Lines<'_> {
    pub(super) fn is_flow(&self, node: &Node) -> bool {
        self.0[node.span.range()].starts_with(['{', '['])
    }

    /// Whether a scalar is a text below its `|` or `>`.
    pub(super) fn is_block(&self, node: &Node) -> bool {
        let Value::Scalar { plain: false, .. } = node.value else { return false };
        let before = self.0[..node.span.start as usize].trim_end_matches([' ', '\t']);
        let word = before.trim_end().rsplit([' ', '\t', '\n']).next().unwrap_or_default();
        let below = before.ends_with('\n') && word.starts_with(['|', '>']);
        below || self.first(node.span).is_some_and(|first| matches!(first, '|' | '>'))
    }

    pub(super) fn first(&self, span: Span) -> Option<char> {
        self.0[span.range()].chars().next()
    }

    /// Where an entry ends: what stands below a block text is none of it.
    pub(super) fn end(&self, key: &Key, node: &Node) -> usize {
        let key_end = key.span.end as usize;
        match node.value {
            Value::Null => {
                let colon = self.0[key_end..].find([':', '：']).map_or(key_end, |at| key_end + at);
                colon + self.0[colon..].chars().next().map_or(0, char::len_utf8)
            }
            _ => (self.trimmed(node.span).end as usize).max(key_end),
        }
    }

    pub(super) fn trimmed(&self, span: Span) -> Span {
        let length = self.0[span.range()].trim_end().len();
        Span::new(span.start as usize, span.start as usize + length)
    }

    /// The dash before an item.
    pub(super) fn dash(&self, node: &Node) -> Result<usize, Unusual> {
        let before = self.0[..node.span.start as usize].trim_end();
        before.ends_with('-').then(|| before.len() - 1).ok_or(Unusual::Style)
    }

    pub(super) fn is_blank(&self, start: usize, end: usize) -> bool {
        self.0[start..end].trim().is_empty()
    }

    pub(super) fn column(&self, at: usize) -> usize {
        at - self.line_start(at)
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        self.0[..at].rfind('\n').map_or(0, |line| line + 1)
    }

    pub(super) fn line_end(&self, at: usize) -> usize {
        self.0[at..].find('\n').map_or(self.0.len(), |line| at + line)
    }

    pub(super) fn next_line(&self, at: usize) -> usize {
        (self.line_end(at) + 1).min(self.0.len())
    }
}
