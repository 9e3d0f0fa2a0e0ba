//! The encoding in which the first format digested values, frozen with it: nothing here may ever be changed.
//!
//! Every value is a tag and, where its length can vary, the length before the bytes, so that no two different
//! values give the same stream.

use crate::model::digest::Digest;
use crate::model::part::Part;
use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

/// One digest over those of some parts.
pub(super) fn over(purpose: &str, parts: &[(Part, Digest)]) -> Digest {
    let mut canon = Canon::new(purpose);
    canon.list(parts, |canon, &(part, digest)| {
        canon.text(part.key());
        canon.digest(digest);
    });
    canon.finish()
}

/// Digests values one after the other.
pub(super) struct Canon(Sha256);

impl Canon {
    /// `purpose` keeps digests of different things apart, and names the encoding's version.
    pub(super) fn new(purpose: &str) -> Canon {
        let mut canon = Canon(Sha256::new());
        canon.text(purpose);
        canon
    }

    pub(super) fn text(&mut self, text: &str) {
        self.head(b'T', text.len());
        self.0.update(text.as_bytes());
    }

    pub(super) fn number(&mut self, number: i64) {
        self.0.update(b"I");
        self.0.update(number.to_be_bytes());
    }

    pub(super) fn date(&mut self, date: Date) {
        self.0.update(b"D");
        self.number(date.year().into());
        self.number(date.month().into());
        self.number(date.day().into());
    }

    pub(super) fn digest(&mut self, digest: Digest) {
        self.0.update(b"H");
        self.0.update(digest.bytes());
    }

    pub(super) fn list<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Canon, &T)) {
        self.head(b'L', items.len());
        items.iter().for_each(|item| each(self, item));
    }

    pub(super) fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Canon, T)) {
        match value {
            None => self.0.update(b"N"),
            Some(value) => {
                self.0.update(b"S");
                write(self, value);
            }
        }
    }

    pub(super) fn finish(self) -> Digest {
        Digest::from(<[u8; 32]>::from(self.0.finalize()))
    }

    fn head(&mut self, tag: u8, length: usize) {
        self.0.update([tag]);
        self.0.update((length as u64).to_be_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_side_by_side_cannot_be_pushed_together() {
        let of = |texts: &[&str]| {
            let mut canon = Canon::new("test");
            texts.iter().for_each(|text| canon.text(text));
            canon.finish()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["", "a"]), of(&["a", ""]));
        let lists = |a: &[&str], b: &[&str]| {
            let mut canon = Canon::new("test");
            canon.list(a, |canon, text| canon.text(text));
            canon.list(b, |canon, text| canon.text(text));
            canon.finish()
        };
        assert_ne!(lists(&["a", "b"], &[]), lists(&["a"], &["b"]));
        let options = |a: Option<&str>, b: Option<&str>| {
            let mut canon = Canon::new("test");
            canon.option(a, |canon, text| canon.text(text));
            canon.option(b, |canon, text| canon.text(text));
            canon.finish()
        };
        assert_ne!(options(Some("a"), None), options(None, Some("a")));
        assert_ne!(options(Some(""), None), options(None, None));
    }
}
