//! Bytes → values, as objects and contents of pages write them.

use std::collections::HashMap;

/// A map of names.
pub(super) type Dict = HashMap<Vec<u8>, Value>;

/// What can stand in an object, or before an operator.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Number(f64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    List(Vec<Value>),
    Dict(Dict),
    /// Another object.
    Ref(u32),
    /// An operator, `true`, `null`, `endobj` and the like.
    Word(Vec<u8>),
}

impl Value {
    pub(super) fn dict(&self) -> Option<&Dict> {
        if let Value::Dict(dict) = self { Some(dict) } else { None }
    }

    pub(super) fn number(&self) -> Option<f64> {
        if let Value::Number(number) = self { Some(*number) } else { None }
    }

    /// A whole number that is no less than nothing.
    pub(super) fn count(&self) -> Option<usize> {
        self.number().filter(|n| (0.0..4e9).contains(n)).map(|n| n as usize)
    }

    /// The number of the object that it names.
    pub(super) fn reference(&self) -> Option<u32> {
        if let Value::Ref(id) = self { Some(*id) } else { None }
    }

    pub(super) fn is_name(&self, name: &str) -> bool {
        matches!(self, Value::Name(own) if own == name.as_bytes())
    }
}

/// Lists and maps in one another; real files have five.
const DEPTH: usize = 24;
/// Values in one object, or before one operator, with all that is in them: the widths of a large font are some 60,000.
const MOST: usize = 400_000;

pub(super) struct Parser<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
    /// So many values may be read: a byte makes one, and each takes a hundred.
    most: usize,
    /// So many of them may still be.
    left: usize,
}

impl<'a> Parser<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Parser<'a> {
        Parser { bytes, at, most: MOST, left: MOST }
    }

    /// For what is looked for in many places: an honest one has a dozen values.
    pub(super) fn of_few(bytes: &'a [u8], at: usize) -> Parser<'a> {
        Parser { most: 4_096, left: 4_096, ..Parser::new(bytes, at) }
    }

    /// What was read is dealt with and forgotten.
    pub(super) fn forget(&mut self) {
        self.left = self.most;
    }

    /// How many values were read.
    pub(super) fn read(&self) -> usize {
        self.most - self.left
    }

    /// There were more values than any honest file has.
    pub(super) fn is_flooded(&self) -> bool {
        self.left == 0
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Passes over blanks and comments.
    pub(super) fn skip(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => self.pass(|byte| !matches!(byte, b'\n' | b'\r')),
                _ if is_blank(byte) => self.at += 1,
                _ => return,
            }
        }
    }

    fn pass(&mut self, goes_on: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&goes_on) {
            self.at += 1;
        }
    }

    /// The next value; `None` at the end, and where nothing can be made of what stands there.
    pub(super) fn value(&mut self) -> Option<Value> {
        self.within(DEPTH)
    }

    fn within(&mut self, depth: usize) -> Option<Value> {
        self.skip();
        let depth = depth.checked_sub(1)?;
        self.left = self.left.checked_sub(1)?;
        let value = match (self.peek()?, self.bytes.get(self.at + 1)) {
            (b'/', _) => Value::Name(self.name()),
            (b'(', _) => Value::Text(self.literal()),
            (b'<', Some(b'<')) => Value::Dict(self.dict(depth)),
            (b'<', _) => Value::Text(self.hex()),
            (b'[', _) => Value::List(self.list(depth)),
            (byte, _) if byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.') => self.number(),
            (byte, _) if is_sign(byte) => {
                self.at += 1;
                Value::Word(vec![byte])
            }
            _ => Value::Word(self.regular().to_vec()),
        };
        // long names and texts count as several
        let (Value::Name(bytes) | Value::Text(bytes) | Value::Word(bytes)) = &value else {
            return Some(value);
        };
        self.left = self.left.saturating_sub(bytes.len() / 64);
        Some(value)
    }

    /// Bytes up to a blank or sign.
    fn regular(&mut self) -> &'a [u8] {
        let start = self.at;
        self.pass(|byte| !is_blank(byte) && !is_sign(byte));
        &self.bytes[start..self.at]
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let written = self.regular();
        let mut name = Vec::with_capacity(written.len());
        let mut at = 0;
        while let Some(&byte) = written.get(at) {
            let code = written.get(at + 1..at + 3).and_then(|two| Some(hex(two[0])? * 16 + hex(two[1])?));
            match code.filter(|_| byte == b'#') {
                Some(code) => {
                    name.push(code);
                    at += 3;
                }
                None => {
                    name.push(byte);
                    at += 1;
                }
            }
        }
        name
    }

    /// `(text)`, with brackets of its own and signs after `\`.
    fn literal(&mut self) -> Vec<u8> {
        self.at += 1;
        let (mut text, mut open) = (Vec::new(), 1);
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => text.extend(self.escaped()),
                b'(' => open += 1,
                b')' => open -= 1,
                _ => {}
            }
            if open == 0 {
                break;
            }
            if byte != b'\\' {
                text.push(byte);
            }
        }
        text
    }

    fn escaped(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    self.at += 1;
                    code = code * 8 + u32::from(digit - b'0');
                }
                u8::try_from(code & 255).ok()
            }
            b'\n' => None,
            b'\r' => {
                self.at += usize::from(self.peek() == Some(b'\n'));
                None
            }
            other => Some(other),
        }
    }

    fn hex(&mut self) -> Vec<u8> {
        self.at += 1;
        let start = self.at;
        self.pass(|byte| byte != b'>');
        let digits: Vec<u8> = self.bytes[start..self.at].iter().filter_map(|&byte| hex(byte)).collect();
        self.at = (self.at + 1).min(self.bytes.len());
        digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).collect()
    }

    fn list(&mut self, depth: usize) -> Vec<Value> {
        self.at += 1;
        let mut list = Vec::new();
        loop {
            self.skip();
            if self.peek() == Some(b']') {
                self.at += 1;
                return list;
            }
            match self.within(depth) {
                Some(value) => list.push(value),
                None => return list,
            }
        }
    }

    fn dict(&mut self, depth: usize) -> Dict {
        self.at += 2;
        let mut dict = Dict::new();
        loop {
            self.skip();
            if self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(b">>")) {
                self.at += 2;
                return dict;
            }
            let Some(Value::Name(key)) = self.within(depth) else { return dict };
            let Some(value) = self.within(depth) else { return dict };
            dict.insert(key, value);
        }
    }

    /// A number, or `12 0 R`.
    fn number(&mut self) -> Value {
        let number = number(self.regular());
        let start = self.at;
        if let (true, Some(id)) = (number.fract() == 0.0 && number >= 0.0, number_of_object(number)) {
            self.skip();
            let generation = self.regular();
            let is_count = !generation.is_empty() && generation.iter().all(u8::is_ascii_digit);
            self.skip();
            if is_count && self.regular() == b"R" {
                return Value::Ref(id);
            }
        }
        self.at = start;
        Value::Number(number)
    }
}

fn number_of_object(number: f64) -> Option<u32> {
    (number < f64::from(u32::MAX)).then_some(number as u32)
}

fn number(written: &[u8]) -> f64 {
    std::str::from_utf8(written)
        .ok()
        .and_then(|text| text.parse().ok())
        .filter(|n: &f64| n.is_finite())
        .unwrap_or(0.0)
}

pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_sign(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
