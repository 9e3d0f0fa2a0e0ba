//! The books of Excel 97–2003, and those of WPS: the first sheet that is shown and has something in it.
//!
//! By hand, as XLSX is: the reader that there is (`calamine`) tells neither hidden rows nor hidden columns, and what its
//! owner hid must not get out; and it dies of damaged files.

mod cells;
mod container;
mod globals;
mod records;
mod strings;

use super::super::refusal::SheetFault;
use super::paper::Paper;
use super::shown::Shown;
use crate::source::{Odd, Oddity, Sheet, Span};
use cells::{Cells, has_any};
use globals::{Book, book};

/// Sheets that are looked at.
const SHEETS: usize = 64;

pub(in crate::read) fn shown(bytes: &[u8]) -> Result<Shown, SheetFault> {
    let stream = container::stream(bytes, &["Workbook", "Book"])?;
    let book = book(&stream)?;
    let tabs = || book.tabs.iter().take(SHEETS);
    let mut filled = tabs().filter(|tab| !tab.hidden && has_any(&stream, tab.at));
    let first = filled.next();
    let (text, mut sheet) = match first {
        Some(tab) => read(&stream, tab.at, &tab.name, &book)?,
        None if tabs().any(|tab| !tab.hidden) => (Paper::default().into_text(), Sheet::default()),
        None => return Err(SheetFault::NoSheet),
    };
    let unread = filled.map(|tab| Odd { at: Span::default(), what: Oddity::Unread(tab.name.clone()) });
    sheet.odd.extend(unread);
    let hidden = tabs().filter(|tab| tab.hidden && has_any(&stream, tab.at)).map(|tab| tab.name.clone());
    Ok(Shown { text, sheet, hidden: hidden.collect(), mark: None })
}

fn read(stream: &[u8], at: usize, name: &str, book: &Book) -> Result<(String, Sheet), SheetFault> {
    let cells = Cells::read(stream, at)?;
    let mut sheet = Sheet { name: name.to_owned(), merged: cells.merged(), odd: Vec::new() };
    let mut paper = Paper::default();
    cells.write(book, &mut paper, &mut sheet.odd)?;
    Ok((paper.into_text(), sheet))
}
