//! What codes of a font stand for, as a file says it (`ToUnicode`).

use super::parser::{Parser, Value};
use std::collections::{BTreeMap, HashMap};

/// Codes, and runs of codes, that a font may name.
const MOST: usize = 70_000;
/// Letters that one code may stand for: a ligature has four.
const LETTERS: usize = 8;

/// Runs within another run that are looked at: honest ones do not meet.
const NESTED: usize = 8;

#[derive(Default)]
pub(super) struct Cmap {
    signs: HashMap<u32, String>,
    /// Codes that follow one another, by the first: the last of them, and the letters of the first.
    runs: BTreeMap<u32, (u32, String)>,
}

impl Cmap {
    /// Adds the letters of a code; says whether there are any.
    pub(super) fn put(&self, code: u32, into: &mut String) -> bool {
        if let Some(sign) = self.signs.get(&code) {
            into.push_str(sign);
            return true;
        }
        let mut before = self.runs.range(..=code).rev().take(NESTED);
        let Some((first, (_, sign))) = before.find(|(_, (last, _))| code <= *last) else { return false };
        let Some((at, end)) = sign.char_indices().next_back() else { return false };
        let Some(counted) = char::from_u32(u32::from(end).saturating_add(code - first)) else { return false };
        into.push_str(&sign[..at]);
        into.push(counted);
        true
    }

    /// How much it keeps.
    pub(super) fn size(&self) -> usize {
        self.signs.len() + self.runs.len()
    }

    pub(super) fn read(text: &[u8]) -> Cmap {
        let (mut cmap, mut parser, mut operands) = (Cmap::default(), Parser::new(text, 0), Vec::new());
        while let Some(value) = parser.value() {
            let Value::Word(word) = value else {
                operands.push(value);
                continue;
            };
            match word.as_slice() {
                b"endbfchar" => cmap.chars(&operands),
                b"endbfrange" => cmap.ranges(&operands),
                _ => {}
            }
            operands.clear();
            parser.forget();
        }
        cmap
    }

    fn add(&mut self, code: u32, sign: &[u8]) {
        if self.signs.len() < MOST && sign.len() <= 2 * LETTERS {
            self.signs.insert(code, utf16(sign));
        }
    }

    fn chars(&mut self, operands: &[Value]) {
        for pair in operands.chunks_exact(2) {
            if let (Some(code), Some(sign)) = (code(&pair[0]), bytes(&pair[1])) {
                self.add(code, sign);
            }
        }
    }

    fn ranges(&mut self, operands: &[Value]) {
        for three in operands.chunks_exact(3) {
            let (Some(first), Some(last)) = (code(&three[0]), code(&three[1])) else { continue };
            match &three[2] {
                Value::List(signs) => {
                    for (code, sign) in (first..=last).zip(signs.iter().filter_map(bytes)) {
                        self.add(code, sign);
                    }
                }
                Value::Text(sign) if sign.len() <= 2 * LETTERS && self.runs.len() < MOST => {
                    self.runs.insert(first, (last, utf16(sign)));
                }
                _ => {}
            }
        }
    }
}

fn bytes(value: &Value) -> Option<&[u8]> {
    if let Value::Text(text) = value { Some(text) } else { None }
}

fn code(value: &Value) -> Option<u32> {
    let bytes = bytes(value).filter(|bytes| bytes.len() <= 4)?;
    Some(bytes.iter().fold(0, |code, &byte| code << 8 | u32::from(byte)))
}

/// Two bytes a sign, the larger first.
pub(super) fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks(2).map(|pair| match *pair {
        [high, low] => u16::from_be_bytes([high, low]),
        [single] => u16::from(single),
        _ => 0,
    });
    char::decode_utf16(units).map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}
