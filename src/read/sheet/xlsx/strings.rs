//! The texts that cells share.

use super::super::super::refusal::SheetFault;
use super::book::Book;
use super::package::{Package, SMALL};
use super::xml::{Piece, Xml};
use std::io::BufRead;

/// Texts that a book may share.
const MOST: usize = 2_000_000;

#[derive(Default)]
pub(super) struct Strings {
    all: String,
    ends: Vec<u32>,
}

impl Strings {
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.all.get(start..end)
    }
}

pub(super) fn strings(package: &mut Package, book: &Book) -> Result<Strings, SheetFault> {
    let mut strings = Strings::default();
    let Some(part) = package.part(&book.strings, SMALL)? else { return Ok(strings) };
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Piece::Over => return Ok(strings),
            Piece::Open(tag, closed) if tag.name() == b"si" => {
                if !closed {
                    rich(&mut xml, b"si", &mut strings.all)?;
                }
                if strings.ends.len() == MOST {
                    return Err(SheetFault::TooMuch);
                }
                strings.ends.push(u32::try_from(strings.all.len()).map_err(|_| SheetFault::TooMuch)?);
            }
            _ => {}
        }
    }
}

/// A text in runs, up to a closing tag; how it is read aloud is left out.
pub(super) fn rich<R: BufRead>(xml: &mut Xml<R>, until: &[u8], into: &mut String) -> Result<(), SheetFault> {
    let start = into.len();
    let (mut inside, mut aloud) = (false, false);
    loop {
        match xml.next()? {
            Piece::Over => return Err(SheetFault::Broken),
            Piece::Open(tag, false) => match tag.name() {
                b"t" => inside = true,
                b"rPh" => aloud = true,
                _ => {}
            },
            Piece::Close(end) => match end.name() {
                b"t" => inside = false,
                b"rPh" => aloud = false,
                name if name == until => break,
                _ => {}
            },
            Piece::Text(text) if inside && !aloud => into.push_str(&text),
            _ => {}
        }
    }
    if into[start..].contains("_x") {
        let plain = unhidden(&into[start..]);
        into.truncate(start);
        into.push_str(&plain);
    }
    Ok(())
}

/// Excel writes what XML cannot hold as `_x000D_`.
fn unhidden(text: &str) -> String {
    let mut parts = text.split("_x");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let sign = part
            .get(..4)
            .filter(|_| part[4..].starts_with('_'))
            .and_then(|code| u32::from_str_radix(code, 16).ok());
        match sign.and_then(char::from_u32) {
            Some(sign) => {
                plain.push(if sign.is_control() { ' ' } else { sign });
                plain.push_str(&part[5..]);
            }
            None => {
                plain.push_str("_x");
                plain.push_str(part);
            }
        }
    }
    plain
}
