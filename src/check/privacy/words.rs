//! Words of a text: Chinese characters with nothing between.

use super::names::is_chinese;
use memchr::memmem;

/// Whether a text has any of these, wherever.
pub(super) fn has(text: &str, any: &[&str]) -> bool {
    any.iter().any(|one| memmem::find(text.as_bytes(), one.as_bytes()).is_some())
}

/// One word.
#[derive(Clone, Copy)]
pub(super) struct Word<'t> {
    pub text: &'t str,
    /// Its first byte.
    pub start: usize,
}

/// Every word, in order.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    let pieces = text.split_inclusive(|c| !is_chinese(c)).map(move |piece| {
        let start = at;
        at += piece.len();
        Word { text: piece.trim_end_matches(|c| !is_chinese(c)), start }
    });
    pieces.filter(|word| !word.text.is_empty())
}
