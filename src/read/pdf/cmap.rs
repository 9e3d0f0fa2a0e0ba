//! What codes of a font stand for, as a file says it (`ToUnicode`).

use super::parser::{Parser, Value};
use std::collections::HashMap;

/// Codes that a font may have in all.
const MOST: usize = 200_000;

#[derive(Default)]
pub(super) struct Cmap {
    signs: HashMap<u32, String>,
    /// Bytes of a code, where that is said.
    pub width: Option<usize>,
}

impl Cmap {
    pub(super) fn get(&self, code: u32) -> Option<&str> {
        self.signs.get(&code).map(String::as_str)
    }

    pub(super) fn read(text: &[u8]) -> Cmap {
        let (mut cmap, mut parser, mut operands) = (Cmap::default(), Parser::new(text, 0), Vec::new());
        while let Some(value) = parser.value() {
            let Value::Word(word) = value else {
                operands.push(value);
                continue;
            };
            match word.as_slice() {
                b"endcodespacerange" => cmap.width = operands.iter().filter_map(bytes).map(<[u8]>::len).max(),
                b"endbfchar" => cmap.chars(&operands),
                b"endbfrange" => cmap.ranges(&operands),
                _ => {}
            }
            operands.clear();
            parser.forget();
        }
        cmap
    }

    fn add(&mut self, code: u32, sign: String) {
        if self.signs.len() < MOST {
            self.signs.insert(code, sign);
        }
    }

    fn chars(&mut self, operands: &[Value]) {
        for pair in operands.chunks_exact(2) {
            if let (Some(code), Some(sign)) = (code(&pair[0]), bytes(&pair[1])) {
                self.add(code, utf16(sign));
            }
        }
    }

    fn ranges(&mut self, operands: &[Value]) {
        for three in operands.chunks_exact(3) {
            let (Some(first), Some(last)) = (code(&three[0]), code(&three[1])) else { continue };
            let codes = first..=last.min(first.saturating_add(0xFFFF));
            match &three[2] {
                Value::List(signs) => {
                    for (code, sign) in codes.zip(signs.iter().filter_map(bytes)) {
                        self.add(code, utf16(sign));
                    }
                }
                Value::Text(sign) => self.counted(codes, sign),
                _ => {}
            }
        }
    }

    /// Signs that follow one another.
    fn counted(&mut self, codes: impl Iterator<Item = u32>, sign: &[u8]) {
        let first: Vec<char> = utf16(sign).chars().collect();
        let Some((last, head)) = first.split_last() else { return };
        for (step, code) in (0..).zip(codes) {
            if self.signs.len() >= MOST {
                return;
            }
            let Some(sign) = char::from_u32(u32::from(*last).saturating_add(step)) else { continue };
            self.add(code, head.iter().copied().chain([sign]).collect());
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
