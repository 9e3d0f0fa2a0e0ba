//! What holds for all sheets of a book: which there are, the texts that they share, how numbers are shown.

use super::super::super::refusal::SheetFault;
use super::super::xlsx::formats::{Shown, built_in, shown};
use super::container::{long, short};
use super::records::{Records, sort};
use super::strings;
use std::collections::HashMap;

#[derive(Default)]
pub(super) struct Book {
    pub tabs: Vec<Tab>,
    pub strings: Vec<String>,
    /// How the cells of each style are shown.
    styles: Vec<Shown>,
    pub from_1904: bool,
}

pub(super) struct Tab {
    pub name: String,
    pub hidden: bool,
    /// Where its records begin.
    pub at: usize,
}

impl Book {
    pub(super) fn style(&self, number: u16) -> Shown {
        self.styles.get(usize::from(number)).copied().unwrap_or_default()
    }
}

/// The version whose texts are of two bytes a letter; older ones have gone.
const VERSION: u16 = 0x600;

pub(super) fn book(stream: &[u8]) -> Result<Book, SheetFault> {
    let mut records = Records::from(stream, 0).peekable();
    let first = records.next().filter(|(sort, _)| *sort == sort::BEGIN).ok_or(SheetFault::Broken)?;
    if short(first.1, 0) != Some(VERSION) {
        return Err(SheetFault::OldExcel);
    }
    let (mut book, mut own) = (Book::default(), HashMap::new());
    while let Some((sort, bytes)) = records.next() {
        match sort {
            sort::END => break,
            sort::LOCKED => return Err(SheetFault::Locked),
            sort::FROM_1904 => book.from_1904 = short(bytes, 0) == Some(1),
            sort::FORMAT => {
                let code = bytes.get(2..).and_then(|rest| strings::text(rest, true));
                own.extend(short(bytes, 0).zip(code.map(|code| shown(&code))));
            }
            sort::STYLE => book.styles.push(style(bytes, &own)),
            sort::TAB => book.tabs.extend(tab(bytes)),
            sort::STRINGS => {
                let mut parts = vec![bytes];
                while let Some((_, more)) = records.next_if(|(sort, _)| *sort == sort::MORE) {
                    parts.push(more);
                }
                book.strings = strings::shared(parts);
            }
            _ => {}
        }
    }
    Ok(book)
}

fn style(bytes: &[u8], own: &HashMap<u16, Shown>) -> Shown {
    let format = short(bytes, 2).unwrap_or_default();
    own.get(&format).copied().unwrap_or_else(|| built_in(u32::from(format)))
}

/// Charts and macros have no cells.
fn tab(bytes: &[u8]) -> Option<Tab> {
    let [hidden, sort] = *bytes.get(4..6)? else { return None };
    let name = strings::text(bytes.get(6..)?, false)?;
    let at = usize::try_from(long(bytes, 0)?).ok()?;
    (sort == 0).then_some(Tab { name, hidden: hidden & 3 != 0, at })
}
