//! What cannot be written by changing no more than it.

/// Why a change cannot be written into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unusual {
    /// It cannot be read at all.
    Unreadable,
    /// A field is given in its two ways at once: its Chinese name.
    BothWays(String),
    /// It is written in a way that this cannot change without touching more.
    Style,
}
