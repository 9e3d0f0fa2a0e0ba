//! The records of a book, one behind the other: a number for what it is, its length, its bytes.

use super::container::short;

/// What records are.
pub(super) mod sort {
    pub(in super::super) const BEGIN: u16 = 0x809;
    pub(in super::super) const END: u16 = 0x0A;
    pub(in super::super) const LOCKED: u16 = 0x2F;
    pub(in super::super) const FROM_1904: u16 = 0x22;
    pub(in super::super) const FORMAT: u16 = 0x41E;
    pub(in super::super) const STYLE: u16 = 0xE0;
    pub(in super::super) const TAB: u16 = 0x85;
    pub(in super::super) const STRINGS: u16 = 0xFC;
    pub(in super::super) const MORE: u16 = 0x3C;
    pub(in super::super) const COLUMNS: u16 = 0x7D;
    pub(in super::super) const ROW: u16 = 0x208;
    pub(in super::super) const SHARED: u16 = 0xFD;
    pub(in super::super) const LABEL: u16 = 0x204;
    pub(in super::super) const NUMBER: u16 = 0x203;
    pub(in super::super) const SHORT: u16 = 0x27E;
    pub(in super::super) const SHORTS: u16 = 0xBD;
    pub(in super::super) const FORMULA: u16 = 0x06;
    pub(in super::super) const RESULT: u16 = 0x207;
    pub(in super::super) const TRUTH: u16 = 0x205;
    pub(in super::super) const MERGED: u16 = 0xE5;
}

/// Records from a place on.
pub(super) struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    pub(super) fn from(stream: &'a [u8], at: usize) -> Records<'a> {
        Records { stream, at }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<(u16, &'a [u8])> {
        let (sort, length) = (short(self.stream, self.at)?, usize::from(short(self.stream, self.at + 2)?));
        let bytes = self.stream.get(self.at + 4..self.at + 4 + length)?;
        self.at += 4 + length;
        Some((sort, bytes))
    }
}
