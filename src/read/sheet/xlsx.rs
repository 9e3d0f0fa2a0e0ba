//! XLSX as Excel, WPS and LibreOffice save it: the first sheet that is shown and has something in it.
//!
//! By hand over `zip` and `quick-xml`, because the readers that there are tell neither hidden rows, nor formulas
//! without a value, nor joined cells while streaming, and die of small hostile files. Nothing that a file claims
//! about itself (its range, its counts) is believed, and every part is unpacked up to a limit.

mod book;
mod cells;
pub(in crate::read) mod formats;
mod mark;
pub(in crate::read) mod numbers;
pub(in crate::read) mod package;
mod reference;
mod strings;
pub(in crate::read) mod xml;

use super::super::refusal::SheetFault;
use super::paper::Paper;
use super::shown::Shown;
use crate::source::{Odd, Oddity, Sheet, Span};
use book::Book;
use cells::Cells;
use package::Package;

/// Sheets that are looked at: a book of more is none of ours.
const SHEETS: usize = 64;

pub(super) fn sheet(bytes: &[u8]) -> Result<(String, Sheet), SheetFault> {
    let mut package = Package::open(bytes)?;
    let book = book::book(&mut package)?;
    first(&mut package, &book, false)
}

/// The same as its owner sees it: what is hidden in it is left out, and told; sheets that are hidden are named.
pub(in crate::read) fn shown(bytes: &[u8]) -> Result<Shown, SheetFault> {
    let mut package = Package::open(bytes)?;
    let book = book::book(&mut package)?;
    let (text, sheet) = first(&mut package, &book, true)?;
    let mut hidden = Vec::new();
    for tab in book.tabs.iter().filter(|tab| tab.hidden).take(SHEETS) {
        if cells::has_any(&mut package, &tab.part)? {
            hidden.push(tab.name.clone());
        }
    }
    let mark = mark::mark(&mut package)?;
    Ok(Shown { text, sheet, hidden, mark })
}

fn first(package: &mut Package, book: &Book, shown_only: bool) -> Result<(String, Sheet), SheetFault> {
    let strings = strings::strings(package, book)?;
    let formats = formats::formats(package, book)?;
    let mut chosen: Option<(String, Sheet)> = None;
    let mut shown = false;
    for tab in book.tabs.iter().filter(|tab| !tab.hidden).take(SHEETS) {
        shown = true;
        match &mut chosen {
            Some((_, sheet)) => {
                if cells::has_any(package, &tab.part)? {
                    sheet.odd.push(Odd { at: Span::default(), what: Oddity::Unread(tab.name.clone()) });
                }
            }
            None => {
                let (mut paper, mut sheet) = (Paper::default(), Sheet::default());
                sheet.name.clone_from(&tab.name);
                let cells = Cells::new(&strings, &formats, book.from_1904, &mut paper, &mut sheet.odd);
                let mut cells = if shown_only { cells.shown_only() } else { cells };
                let any = cells.read(package, &tab.part)?;
                sheet.merged = std::mem::take(&mut cells.merged);
                sheet.merged.sort_unstable();
                chosen = any.then(|| (paper.into_text(), sheet));
            }
        }
    }
    match (chosen, shown) {
        (Some(chosen), _) => Ok(chosen),
        (None, true) => Ok((Paper::default().into_text(), Sheet::default())),
        (None, false) => Err(SheetFault::NoSheet),
    }
}

/// Bytes that all parts of a book may have that is looked through.
const UNPACKED: u64 = 128 << 20;

/// The text of every sheet with its name, hidden ones too: what is taken home is looked into.
pub(in crate::read) fn all(bytes: &[u8]) -> Result<Vec<(String, String)>, SheetFault> {
    let mut package = Package::within(bytes, UNPACKED)?;
    let book = book::book(&mut package)?;
    let strings = strings::strings(&mut package, &book)?;
    let formats = formats::formats(&mut package, &book)?;
    let mut texts = Vec::new();
    for tab in book.tabs.iter().take(SHEETS) {
        let (mut paper, mut odd) = (Paper::default(), Vec::new());
        let mut cells = Cells::new(&strings, &formats, book.from_1904, &mut paper, &mut odd);
        if cells.read(&mut package, &tab.part)? {
            texts.push((tab.name.clone(), paper.into_text()));
        }
    }
    Ok(texts)
}

#[cfg(test)]
mod tests;
