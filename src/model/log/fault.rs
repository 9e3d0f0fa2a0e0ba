//! What can be wrong with a log, as values; the words are in `check/log_broken.rs`.

use crate::source::Span;

/// One fault, with its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogFault {
    /// From 1.
    pub line: usize,
    /// The line, or its place in a text that ends before it.
    pub span: Span,
    /// What is wrong with it.
    pub kind: FaultKind,
}

/// A way in which a log cannot be what the program wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The file is there and holds nothing.
    Emptied,
    /// Not UTF-8.
    Encoding,
    /// An editor put one before the first line.
    ByteOrderMark,
    /// Line ends were converted to CRLF or CR, as git or an editor may do.
    LineEnds,
    /// What git leaves behind when two histories of the log meet.
    ConflictMarker,
    /// The last line is cut, or has no line end.
    TornTail,
    /// A line without anything on it.
    EmptyLine,
    /// No line of a log.
    NotALine,
    /// The line was changed: its own sum is another.
    Changed,
    /// Right in itself, but not understood.
    Newer(String),
    /// The line does not follow the one before: something was removed, inserted or rebuilt.
    ChainBroken,
    /// The line does not follow the one before, but this one: the order was changed.
    Reordered {
        /// The line that it was written after; 0 for the beginning.
        follows: usize,
    },
    /// A notice went up twice, or something happened to one that never went up.
    Impossible {
        /// The notice's.
        id: String,
    },
    /// It tells of a notice, and no release of the same moment follows: no publication wrote it.
    Unreleased,
    /// It makes a notice's window shorter, or begins it earlier than it was seen, which no publication does.
    Window {
        /// The notice's.
        id: String,
    },
    /// It says of a window that it had run before the log began, and the log had begun.
    BeforeLog {
        /// The notice's.
        id: String,
    },
}
