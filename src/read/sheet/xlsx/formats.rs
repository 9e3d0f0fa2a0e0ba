//! How numbers are shown: a date is a number with a format.

use super::super::super::refusal::SheetFault;
use super::book::Book;
use super::package::{Package, SMALL};
use super::xml::{Piece, Xml};
use std::collections::HashMap;

/// Formats that a book may have.
const MOST: usize = 100_000;

/// What a number is shown as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::read) enum Shown {
    #[default]
    Number,
    /// A number with 万元 behind it, which stands in the format alone.
    TenThousands,
    Percent,
    Date,
    Time,
    DateAndTime,
}

/// By the number of a cell's style.
#[derive(Default)]
pub(super) struct Formats(Vec<Shown>);

impl Formats {
    pub(super) fn of(&self, style: usize) -> Shown {
        self.0.get(style).copied().unwrap_or_default()
    }
}

pub(super) fn formats(package: &mut Package, book: &Book) -> Result<Formats, SheetFault> {
    let mut formats = Formats::default();
    let Some(part) = package.part(&book.styles, SMALL)? else { return Ok(formats) };
    let mut own: HashMap<u32, Shown> = HashMap::new();
    let mut of_cells = false;
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Piece::Over => return Ok(formats),
            Piece::Open(tag, _) => match tag.name() {
                b"numFmt" if own.len() < MOST => {
                    if let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.get("formatCode")) {
                        own.insert(id, shown(&code));
                    }
                }
                b"cellXfs" => of_cells = true,
                b"xf" if of_cells && formats.0.len() < MOST => {
                    let id = tag.number("numFmtId").unwrap_or_default();
                    formats.0.push(own.get(&id).copied().unwrap_or_else(|| built_in(id)));
                }
                _ => {}
            },
            Piece::Close(end) if end.name() == b"cellXfs" => of_cells = false,
            _ => {}
        }
    }
}

/// Formats that every Excel knows by number; those from 27 on are the Chinese one's.
pub(in crate::read) fn built_in(id: u32) -> Shown {
    match id {
        9 | 10 => Shown::Percent,
        14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 => Shown::Date,
        18..=21 | 32..=35 | 45..=47 | 55 | 56 => Shown::Time,
        22 => Shown::DateAndTime,
        _ => Shown::Number,
    }
}

/// By the letters that stand outside of quotation marks and brackets.
pub(in crate::read) fn shown(code: &str) -> Shown {
    let (mut bare, mut rest) = (String::new(), code.chars());
    let scaled = code.contains("!.") || code.contains(",\"") || code.contains("\\.");
    while let Some(c) = rest.next() {
        match c {
            ';' => break,
            '"' => drop(rest.by_ref().take_while(|&c| c != '"').count()),
            '[' => {
                let inside: String = rest.by_ref().take_while(|&c| c != ']').collect();
                bare.extend(
                    inside.chars().filter(|_| matches!(inside.to_ascii_lowercase().as_str(), "h" | "hh")),
                );
            }
            '\\' | '_' | '*' | '!' => drop(rest.next()),
            c => bare.push(c.to_ascii_lowercase()),
        }
    }
    let day = bare.contains(['y', 'd']) && !bare.contains('0');
    let clock = bare.contains(['h', 's']) && !bare.contains('#');
    match (day || (bare.contains('m') && !clock && !bare.contains(['0', '#'])), clock) {
        (true, true) => Shown::DateAndTime,
        (true, false) => Shown::Date,
        (false, true) => Shown::Time,
        (false, false) if bare.contains('%') => Shown::Percent,
        (false, false) if code.contains("万元") && !scaled => Shown::TenThousands,
        (false, false) => Shown::Number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_says_what_a_number_is() {
        for code in ["yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\";@", "[$-804]yyyy/m/d", "m/d"] {
            assert_eq!(shown(code), Shown::Date, "{code}");
        }
        for code in ["h:mm", "[h]:mm:ss", "mm:ss"] {
            assert_eq!(shown(code), Shown::Time, "{code}");
        }
        assert_eq!(shown("yyyy/m/d h:mm"), Shown::DateAndTime);
        for code in ["General", "G/通用格式", "#,##0.00", "0.00_ ", "[Red]-0", "\"第\"0\"日\"", "@"] {
            assert_eq!(shown(code), Shown::Number, "{code}");
        }
        assert_eq!(shown("0.0%"), Shown::Percent);
        assert_eq!(shown("0.00\"万元\""), Shown::TenThousands);
        assert_eq!(shown("0!.0,\"万元\""), Shown::Number);
    }
}
