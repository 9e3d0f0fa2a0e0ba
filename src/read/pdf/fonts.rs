//! Fonts: which letters the codes of a text are.

use super::cmap::{Cmap, utf16};
use super::objects::File;
use super::parser::{Dict, Value};
use crate::model::download::Unread;
use std::collections::HashMap;

/// Words of one page.
pub(super) const LONGEST: usize = 4 << 20;

/// How codes become letters.
pub(super) struct Font {
    cmap: Option<Cmap>,
    codes: Codes,
    /// Letters of codes that the font names one by one.
    named: HashMap<u8, char>,
}

/// What a code is where nothing says what it stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Codes {
    /// One byte, Latin.
    Latin,
    Utf16,
    Gbk,
    /// Two bytes: numbers of glyphs in Adobe's collection for simplified Chinese.
    Gb1,
    /// Two bytes: numbers of glyphs in the font itself.
    Glyphs,
}

impl Font {
    pub(super) fn of(file: &File, font: &Dict) -> Result<Font, Unread> {
        let map = match font.get(b"ToUnicode".as_slice()).cloned() {
            Some(map) => file.stream(&map)?,
            None => None,
        };
        Ok(Font {
            cmap: map.map(|text| Cmap::read(&text)),
            codes: codes(file, font),
            named: named(file, font),
        })
    }

    /// How much it keeps.
    pub(super) fn size(&self) -> usize {
        self.cmap.as_ref().map_or(0, Cmap::size) + self.named.len()
    }

    /// Adds the letters of a text; gives how many cannot be told.
    pub(super) fn show(&self, text: &[u8], into: &mut String) -> usize {
        match (&self.cmap, self.codes) {
            (None, Codes::Utf16) => into.push_str(&utf16(text)),
            (None, Codes::Gbk) => into.push_str(&encoding_rs::GBK.decode_without_bom_handling(text).0),
            _ => {
                let codes = text.chunks(self.codes.width());
                return codes.filter(|code| into.len() <= LONGEST && !self.letter(code, into)).count();
            }
        }
        0
    }

    fn letter(&self, bytes: &[u8], into: &mut String) -> bool {
        let code = bytes.iter().fold(0, |code, &byte| code << 8 | u32::from(byte));
        if self.cmap.as_ref().is_some_and(|map| map.put(code, into)) {
            return true;
        }
        let single = u8::try_from(code).ok();
        let letter = match self.codes {
            Codes::Latin => single.map(|byte| self.named.get(&byte).copied().unwrap_or(char::from(byte))),
            Codes::Gb1 => gb1(code),
            _ => None,
        };
        into.extend(letter);
        letter.is_some()
    }
}

impl Codes {
    fn width(self) -> usize {
        if self == Codes::Latin { 1 } else { 2 }
    }
}

/// Digits and Latin letters of the collection: those of their own width, and the half-wide.
fn gb1(glyph: u32) -> Option<char> {
    match glyph {
        1..=95 => char::from_u32(glyph + 31),
        814..=907 => char::from_u32(glyph - 814 + 33),
        _ => None,
    }
}

fn codes(file: &File, font: &Dict) -> Codes {
    if !file.of(font, "Subtype").is_some_and(|sort| sort.is_name("Type0")) {
        return Codes::Latin;
    }
    let encoding = match file.of(font, "Encoding") {
        Some(Value::Name(name)) => String::from_utf8_lossy(name).into_owned(),
        _ => String::new(),
    };
    match encoding.as_str() {
        name if name.contains("UCS2") || name.contains("UTF16") => Codes::Utf16,
        name if name.starts_with("GB") => Codes::Gbk,
        _ if is_gb1(file, font) => Codes::Gb1,
        _ => Codes::Glyphs,
    }
}

fn is_gb1(file: &File, font: &Dict) -> bool {
    let Some(Value::List(below)) = file.of(font, "DescendantFonts") else { return false };
    let below = below.first().and_then(|one| file.get(one)?.dict());
    let system = below.and_then(|one| file.dict_of(one, "CIDSystemInfo"));
    matches!(system.and_then(|system| file.of(system, "Ordering")), Some(Value::Text(name)) if name == b"GB1")
}

/// `/Differences [ 1 /one /two 40 /A ]`
fn named(file: &File, font: &Dict) -> HashMap<u8, char> {
    let encoding = file.dict_of(font, "Encoding");
    let Some(Value::List(list)) = encoding.and_then(|encoding| file.of(encoding, "Differences")) else {
        return HashMap::new();
    };
    let (mut named, mut code) = (HashMap::new(), 0_usize);
    for one in list {
        match one {
            Value::Number(_) => code = one.count().unwrap_or(0),
            Value::Name(name) => {
                if let (Ok(byte), Some(letter)) = (u8::try_from(code), glyph(name)) {
                    named.insert(byte, letter);
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    named
}

fn glyph(name: &[u8]) -> Option<char> {
    const DIGITS: [&str; 10] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let name = std::str::from_utf8(name).ok()?;
    if let Some(digit) = DIGITS.iter().position(|known| *known == name) {
        return char::from_digit(u32::try_from(digit).ok()?, 10);
    }
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => Some(letter),
        _ => char::from_u32(u32::from_str_radix(name.strip_prefix("uni")?.get(..4)?, 16).ok()?),
    }
}
