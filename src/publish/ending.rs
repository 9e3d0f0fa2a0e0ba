//! How a publication ended.

use super::pending::Recovered;
use crate::diagnostic::Diagnostic;
use crate::model::log::event::Event;
use jiff::civil::DateTime;

/// What became of it.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "one a publication")]
pub enum Ended {
    /// Nothing was changed; why, and with which sources to show it.
    Refused(Vec<Diagnostic>),
    /// What would be done, or was.
    Done(Report),
}

/// How a release differs from the one before, in files; `release.json`, which each has for itself, is not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Files that were not there.
    pub created: usize,
    /// Files that were there with other bytes.
    pub changed: usize,
    /// Files that are there no more.
    pub removed: usize,
    /// Files that are what they were.
    pub unchanged: usize,
    /// Of the files created and changed.
    pub bytes: u64,
}

/// What was done, or would be; of interest to whoever called for it.
#[derive(Debug, Default)]
pub struct Report {
    /// What became of an earlier publication that was cut short; none if none was.
    pub recovered: Option<Recovered>,
    /// The new release; `None` when nothing had changed, or for a dry run.
    pub release: Option<String>,
    /// What is published is not yet what would be: of interest in a dry run.
    pub differs: bool,
    /// What the log says of it.
    pub events: Vec<Event>,
    /// What is wrong with the content but stops nothing.
    pub warnings: Vec<Diagnostic>,
    /// Open notices whose published page or files somebody had changed; they are put right.
    pub mended: Vec<String>,
    /// The theme is another than that of the last release, and notices are open.
    pub theme_changed: bool,
    /// Pages and files of the site, changed or not.
    pub pages: usize,
    /// What of it visitors did not get already.
    pub tally: Tally,
    /// What went over the line; `None` where there is no line, or nothing had to go.
    pub traffic: Option<Box<super::target::Traffic>>,
    /// When it should be published again, for the clock alone changes it.
    pub next_change: Option<DateTime>,
    /// Why old releases could not be removed; the site is fine without.
    pub left_over: Option<super::target::Trouble>,
}
