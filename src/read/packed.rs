//! The words of packed documents: Word, PowerPoint, OpenDocument, OFD. Every part that holds a text is read, notes,
//! headers and deleted passages too: what is taken home is looked into.

use super::part::{Part, Words};
use super::refusal::SheetFault;
use super::sheet::xlsx::package::Package;
use super::sheet::xlsx::xml::{Piece, Xml};
use crate::model::download::Unread;
use std::io::BufRead;

/// Parts with words that a document has at most.
const PARTS: usize = 2_000;
/// Elements and texts of all of them: more than a book of a thousand pages has, and read within half a second.
const PIECES: usize = 4_000_000;
/// Bytes that all of them may have when unpacked.
const UNPACKED: u64 = 96 << 20;
/// Words of a document.
const LONGEST: usize = 16 << 20;

/// Folders and names of parts that hold no words of the document's.
const OTHERS: [&str; 16] = [
    "docprops/",
    "_rels/",
    "[content_types]",
    "customxml/",
    "/theme/",
    "word/styles",
    "xl/styles",
    "ppt/tablestyles",
    "settings",
    "fonttable",
    "numbering",
    "meta-inf/",
    "manifest",
    "meta.xml",
    "slidemasters/",
    "slidelayouts/",
];

pub(super) fn words(bytes: &[u8]) -> Result<Words, Unread> {
    let mut package = Package::within(bytes, UNPACKED).map_err(unread)?;
    let names = package.names();
    let only_code = names.iter().any(|name| name.eq_ignore_ascii_case("ofd.xml"));
    let mut words = Words::default();
    let mut left = Left { bytes: LONGEST, pieces: PIECES };
    let parts: Vec<&String> = names.iter().filter(|name| has_words(name)).collect();
    if parts.len() > PARTS {
        return Err(Unread::TooMuch);
    }
    for name in parts {
        let Some(part) = package.part(name, UNPACKED).map_err(unread)? else { continue };
        let text = text(part, &mut left, only_code)?;
        if !text.trim().is_empty() {
            words.parts.push(Part { name: called(name).to_owned(), text });
        }
    }
    let pictures = names.iter().any(|name| is_picture(name));
    if words.parts.is_empty() && pictures {
        words.hidden = Some(Unread::Pictures);
    }
    Ok(words)
}

fn unread(fault: SheetFault) -> Unread {
    match fault {
        SheetFault::TooMuch => Unread::TooMuch,
        _ => Unread::Broken,
    }
}

fn has_words(name: &str) -> bool {
    let small = name.to_lowercase();
    // cells are read as such
    let of_book = small.starts_with("xl/") && !["comment", "drawing"].iter().any(|part| small.contains(part));
    small.ends_with(".xml") && !of_book && !OTHERS.iter().any(|other| small.contains(other))
}

fn is_picture(name: &str) -> bool {
    let small = name.to_lowercase();
    [".png", ".jpg", ".jpeg", ".emf", ".wmf", ".bmp", ".tif", ".jb2"]
        .iter()
        .any(|ending| small.ends_with(ending))
}

/// What a part is called for people.
fn called(name: &str) -> &'static str {
    let small = name.to_lowercase();
    let known = [
        ("comment", "批注"),
        ("header", "页眉"),
        ("footer", "页脚"),
        ("footnote", "脚注"),
        ("endnote", "尾注"),
        ("drawing", "图形"),
        ("notesslide", "备注"),
    ];
    known.into_iter().find(|(part, _)| small.contains(part)).map_or("", |(_, called)| called)
}

/// What the rest of a document may still have.
struct Left {
    bytes: usize,
    pieces: usize,
}

/// A part as text: a paragraph a line, a row of a table a line with its cells between `|`; of OFD only what its
/// pages show, since all else between its tags are measures.
fn text(part: impl BufRead, left: &mut Left, only_code: bool) -> Result<String, Unread> {
    let mut xml = Xml::new(part);
    let mut sheet = Sheet { silent: only_code, only_code, ..Sheet::default() };
    loop {
        match xml.next().map_err(unread)? {
            Piece::Over => break,
            Piece::Open(tag, closed) => {
                sheet.open(tag.name());
                if closed {
                    sheet.close(tag.name());
                }
            }
            Piece::Close(end) => sheet.close(end.name()),
            Piece::Text(words) => sheet.say(&words),
            Piece::Nothing => {}
        }
        left.pieces = left.pieces.checked_sub(1).ok_or(Unread::TooMuch)?;
        if sheet.text.len() > left.bytes {
            return Err(Unread::TooMuch);
        }
    }
    left.bytes -= sheet.text.len();
    Ok(sheet.text)
}

#[derive(Default)]
struct Sheet {
    text: String,
    /// Cells of tables that are open.
    cells: usize,
    /// Nothing is a text but what stands in `TextCode`.
    only_code: bool,
    /// What stands here is none.
    silent: bool,
}

impl Sheet {
    fn open(&mut self, name: &[u8]) {
        match name {
            b"tr" | b"table-row" if self.cells == 0 => self.text.push_str("| "),
            b"tc" | b"table-cell" => self.cells += 1,
            b"tab" | b"s" => self.text.push(' '),
            b"br" | b"cr" | b"line-break" => self.end_line(),
            b"TextCode" => self.silent = false,
            _ => {}
        }
    }

    fn close(&mut self, name: &[u8]) {
        self.silent = self.only_code;
        match name {
            b"p" | b"h" | b"TextCode" | b"comment" => self.end_line(),
            b"tc" | b"table-cell" => {
                self.cells = self.cells.saturating_sub(1);
                if self.cells == 0 {
                    self.text.push_str(" | ");
                }
            }
            b"tr" | b"table-row" if self.cells == 0 => self.text.push('\n'),
            _ => {}
        }
    }

    /// Lines of a cell are one.
    fn end_line(&mut self) {
        self.text.push(if self.cells > 0 { ' ' } else { '\n' });
    }

    /// What only makes the part easier to read is no text.
    fn say(&mut self, words: &str) {
        let between = words.starts_with(['\n', '\r']) && words.trim().is_empty();
        if !between && !self.silent {
            self.text.push_str(&words.replace(['\n', '\r', '|'], " "));
        }
    }
}

#[cfg(test)]
mod tests;
