//! What threads of a preview say to each other.

use crate::diagnostic::Diagnostic;
use crate::source::SourceId;
use jiff::civil::{Date, DateTime};
use std::collections::HashSet;

/// What the one thread that owns the site is told.
pub(super) enum Message {
    /// Paths relative to the root, files or folders; empty for "anything".
    Changed(Vec<String>),
    Faults {
        generation: u64,
        faults: Vec<Diagnostic>,
        theme_is_whole: bool,
        /// Pictures and attachments were all looked into.
        files_known: bool,
    },
    /// A template failed on a page that was asked for.
    Broken {
        generation: u64,
        fault: Box<Diagnostic>,
    },
    /// Show another day; `None` for the clock's.
    Day(Option<Date>),
    Trouble(String),
    Stop,
}

/// What a generation says of itself when its pages can be had.
pub(super) struct Ready {
    pub next_change: Option<DateTime>,
    pub today: Date,
    pub pinned: bool,
}

/// Files whose newest text could not be read, so that an older one is on show.
pub(super) type Stale = HashSet<SourceId>;
