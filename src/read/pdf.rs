//! The words of a PDF: those that its pages show, page by page, and those that lie in notes and forms on them.
//!
//! By hand over `flate2`, because the readers that there are stop with a panic, or take all memory, on files that
//! strangers make. Only what words need is read: objects are found by looking for them, so that no table has to be
//! believed; everything unpacked is counted against one limit, and nothing is followed twice.

mod cmap;
mod content;
mod fonts;
mod objects;
mod pages;
mod parser;
mod streams;

use super::part::{Part, Words};
use crate::model::download::Unread;
use objects::File;

/// Words of a document.
const LONGEST: usize = 16 << 20;

/// What a PDF says. Pages that are pictures, or whose letters nobody can tell, are told by `hidden`.
pub(super) fn words(bytes: &[u8]) -> Result<Words, Unread> {
    let file = File::read(bytes)?;
    let pages = pages::pages(&file);
    if pages.is_empty() {
        return Err(Unread::Broken);
    }
    let mut words = Words::default();
    let (mut fonts, mut left) = (content::Fonts::default(), LONGEST);
    for (number, page) in pages.iter().enumerate() {
        let seen = content::page(&file, page, &mut fonts)?;
        left = left.checked_sub(seen.text.len()).ok_or(Unread::TooMuch)?;
        if seen.hides() {
            words.hidden = Some(Unread::Pictures);
        }
        if !seen.text.trim().is_empty() {
            words.parts.push(Part { name: format!("第{}页", number + 1), text: seen.text });
        }
    }
    Ok(words)
}

#[cfg(test)]
mod tests;
