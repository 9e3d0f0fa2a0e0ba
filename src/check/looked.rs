//! Texts that were looked through before, by this very program, and in which nothing was found: such a text need not be
//! looked through again. What is remembered is a digest of all that was looked at, so that no other text is taken for
//! one of them. Who publishes remembers nothing.

use crate::diagnostic::Diagnostic;
use crate::model::digest::Digest;
use std::sync::{Mutex, PoisonError};

/// What is remembered, and what shall be.
#[derive(Debug, Default)]
pub struct Looked {
    /// In order.
    before: Vec<Digest>,
    clean: Mutex<Vec<Digest>>,
}

/// Bytes of one digest.
const WIDTH: usize = size_of::<Digest>();

impl Looked {
    /// What [`Looked::bytes`] gave. Nothing, if it was cut.
    pub fn read(bytes: &[u8]) -> Looked {
        let (digests, rest) = bytes.as_chunks::<WIDTH>();
        let mut before: Vec<Digest> = digests.iter().map(|&digest| Digest::from(digest)).collect();
        before.sort_unstable();
        if !rest.is_empty() {
            before.clear();
        }
        Looked { before, clean: Mutex::default() }
    }

    /// What is wrong with a text, by `look`, unless it is known that nothing is.
    pub(super) fn through(&self, text: Digest, look: impl FnOnce() -> Vec<Diagnostic>) -> Vec<Diagnostic> {
        let is_known = self.before.binary_search(&text).is_ok();
        let found = if is_known { Vec::new() } else { look() };
        if found.is_empty() {
            self.clean.lock().unwrap_or_else(PoisonError::into_inner).push(text);
        }
        found
    }

    /// All that this run found clean or knew to be so.
    pub fn bytes(self) -> Vec<u8> {
        let mut clean = self.clean.into_inner().unwrap_or_else(PoisonError::into_inner);
        clean.sort_unstable();
        clean.dedup();
        clean.iter().flat_map(|digest| *digest.bytes()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Text};
    use crate::source::{SourceId, Span};

    fn fault() -> Vec<Diagnostic> {
        vec![Diagnostic::new(Code::PrivacyMobile, SourceId::default(), Span::default(), Text::default())]
    }

    #[test]
    fn only_what_was_clean_is_remembered() {
        let [clean, private] = [b"clean", b"priva"].map(|text| Digest::of(text));
        let first = Looked::default();
        assert!(first.through(clean, Vec::new).is_empty());
        assert_eq!(first.through(private, fault).len(), 1);
        let bytes = first.bytes();
        assert_eq!(bytes, clean.bytes());
        let second = Looked::read(&bytes);
        assert!(second.through(clean, || unreachable!("it is known")).is_empty());
        assert_eq!(second.through(private, fault).len(), 1);
        assert_eq!(second.bytes(), bytes);
        // what nobody asked for any more is forgotten, and what was cut says nothing
        assert_eq!(Looked::read(&bytes).bytes(), b"");
        assert_eq!(Looked::read(&bytes[1..]).through(clean, fault).len(), 1);
    }
}
