//! A place in the chain.

use super::stamp::Stamp;
use crate::model::digest::Digest;
use crate::source::Span;

/// A place in the chain: a line's number, from 1, and the SHA-256 of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// From 1.
    pub line: usize,
    /// Of the line without its line end.
    pub hash: Digest,
}

/// One line, without what it says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub span: Span,
    pub hash: Digest,
    pub at: Stamp,
}
