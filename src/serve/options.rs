//! What a preview is asked to do, and what it tells.

use crate::diagnostic::Language;
use crate::model::moment::Clock;
use std::path::PathBuf;
use std::time::Duration;

/// How to serve.
pub struct Options {
    /// The folder that holds `content/`.
    pub root: PathBuf,
    /// The first port to try; the next free one is taken. 0 for any.
    pub port: u16,
    /// Look for changes every second instead of being told: for network drives.
    pub poll: bool,
    /// Offer the form at `/edit/`, which writes into `content/`; without it nothing does.
    pub edit: bool,
    /// Of what is told, and of the overlay in the browser.
    pub language: Language,
    /// Tells the time; the only clock that pages see.
    pub clock: Box<dyn Fn() -> Clock + Send>,
    /// Told what happens, in order.
    pub tell: Box<dyn Fn(Told) + Send>,
}

/// What happened, for the terminal.
#[derive(Clone, Debug)]
pub enum Told {
    /// Something changed, and its pages can be had.
    Changed {
        /// Relative to the root, with `/`.
        files: Vec<String>,
        /// From the change until then.
        took: Duration,
    },
    /// All faults that there are now, as a report for people, and whether it could be published with them;
    /// empty when the last one is mended.
    Faults(String),
    /// Trouble with the world that may pass.
    Trouble(String),
}
