//! The books of OpenDocument: the first sheet that is shown and has something in it. What a file says of how often something
//! is repeated is taken only as far as there is something in it.

mod cell;
mod table;

use super::super::refusal::SheetFault;
use super::paper::Paper;
use super::shown::Shown;
use super::xlsx::package::{LARGE, Package};
use super::xlsx::xml::{Piece, Xml};
use crate::source::{Odd, Oddity, Sheet, Span};
use std::collections::HashSet;
use table::Table;

/// Sheets that are looked at.
const SHEETS: usize = 64;

pub(in crate::read) fn shown(bytes: &[u8]) -> Result<Shown, SheetFault> {
    let mut package = Package::open(bytes)?;
    if package.part("META-INF/manifest.xml", LARGE)?.is_some_and(is_locked) {
        return Err(SheetFault::Locked);
    }
    let mut xml = Xml::new(package.part("content.xml", LARGE)?.ok_or(SheetFault::Broken)?);
    let mut book = Book::default();
    loop {
        match xml.next()? {
            Piece::Over => return book.finish(),
            Piece::Open(tag, closed) => match tag.name() {
                b"style" if tag.get("family").as_deref() == Some("table") => book.style = tag.get("name"),
                b"table-properties" if tag.get("display").as_deref() == Some("false") => {
                    book.hidden_styles.extend(book.style.take());
                }
                b"table" if !closed => {
                    let name = tag.get("name").unwrap_or_default();
                    let hidden =
                        tag.get("style-name").is_some_and(|style| book.hidden_styles.contains(&style));
                    book.tables += 1;
                    if book.tables > SHEETS {
                        return Err(SheetFault::TooMuch);
                    }
                    let table = table::table(&mut xml)?;
                    book.take(name, hidden, table);
                }
                _ => {}
            },
            _ => {}
        }
    }
}

/// What is encrypted says so in the list of parts.
fn is_locked(part: impl std::io::BufRead) -> bool {
    let mut xml = Xml::new(part);
    loop {
        match xml.next() {
            Ok(Piece::Open(tag, _)) if tag.name() == b"encryption-data" => return true,
            Ok(Piece::Over) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

#[derive(Default)]
struct Book {
    /// The style that is read.
    style: Option<String>,
    hidden_styles: HashSet<String>,
    tables: usize,
    chosen: Option<(String, Sheet)>,
    /// Sheets behind the one that is read.
    unread: Vec<String>,
    hidden: Vec<String>,
    any_shown: bool,
}

impl Book {
    fn take(&mut self, name: String, hidden: bool, table: Table) {
        self.any_shown |= !hidden;
        match (table.any, hidden, &self.chosen) {
            (false, ..) => {}
            (true, true, _) => self.hidden.push(name),
            (true, false, Some(_)) => self.unread.push(name),
            (true, false, None) => {
                let Table { paper, merged, odd, .. } = table;
                self.chosen = Some((paper.into_text(), Sheet { name, merged, odd }));
            }
        }
    }

    fn finish(self) -> Result<Shown, SheetFault> {
        let Book { chosen, unread, hidden, any_shown, .. } = self;
        let nothing = || (Paper::default().into_text(), Sheet::default());
        let (text, mut sheet) = match chosen {
            Some(chosen) => chosen,
            None if any_shown => nothing(),
            None => return Err(SheetFault::NoSheet),
        };
        sheet
            .odd
            .extend(unread.into_iter().map(|tab| Odd { at: Span::default(), what: Oddity::Unread(tab) }));
        sheet.merged.sort_unstable();
        Ok(Shown { text, sheet, hidden, mark: None })
    }
}
