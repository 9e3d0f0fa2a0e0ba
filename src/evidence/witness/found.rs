//! What a witness can find wrong with a board as a whole. The keys stand in its lines and never change.

use crate::model::log::stamp::Stamp;
use serde::{Deserialize, Serialize};

/// One thing found; lines are those of the board's log, from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "key", rename_all = "kebab-case")]
pub enum Found {
    /// Its `release.json` or log could not be had; with the key of a fault of visits.
    Unread {
        /// `unreachable`, `timeout`, `tls`, `status-404`, `redirected`, `cut`, `not-visited`, …
        fault: String,
    },
    /// Something else answers there: `release.json` is none.
    NotABoard,
    /// It carries no log.
    NoLog,
    /// Its `release.json` or log is larger than any board's.
    TooLarge,
    /// Its log is broken from this line on.
    LogBroken {
        /// The first line with a fault.
        line: usize,
    },
    /// Its log is not the one that its `release.json` speaks of.
    LogDiffers,
    /// From this line on its log is another than the one that was seen before.
    Rewritten {
        /// The first line that differs.
        line: usize,
    },
    /// Its log ends earlier than the one that was seen before.
    Cut {
        /// How many lines it has now.
        lines: usize,
        /// How many were seen.
        before: usize,
    },
    /// It shows an earlier release than before.
    RolledBack {
        /// When the release that it shows was made.
        at: Stamp,
        /// When the one that was seen before was made.
        before: Stamp,
    },
    /// `release.json` is another, though no release was made since.
    ReleaseChanged,
    /// A release that was shown before is not in its log: whatever readers saw then, the log does not tell of it.
    Unlogged {
        /// The line that should tell of it, or that it was made after.
        line: usize,
    },
    /// A line says that it is older than the last look, at which it was not there.
    Backdated {
        /// The line.
        line: usize,
        /// What it says.
        at: Stamp,
        /// The look.
        seen: Stamp,
    },
    /// The last line is from a time that is still to come.
    ClockAhead {
        /// The line.
        line: usize,
        /// What it says.
        at: Stamp,
    },
}

impl Found {
    /// The log that it shows cannot be the one that was seen before, or is none.
    pub fn contradicts(&self) -> bool {
        match self {
            Found::LogBroken { .. }
            | Found::LogDiffers
            | Found::Rewritten { .. }
            | Found::Cut { .. }
            | Found::RolledBack { .. } => true,
            Found::Unread { .. }
            | Found::NotABoard
            | Found::NoLog
            | Found::TooLarge
            | Found::ReleaseChanged
            | Found::Unlogged { .. }
            | Found::Backdated { .. }
            | Found::ClockAhead { .. } => false,
        }
    }

    /// It says that what the public was shown was changed behind its back; the rest may be a bad line, or a bad clock.
    pub fn is_about_the_past(&self) -> bool {
        self.contradicts()
            || matches!(self, Found::ReleaseChanged | Found::Unlogged { .. } | Found::Backdated { .. })
    }

    /// The one word for it: down, slow, rewritten, …
    pub fn key(&self) -> String {
        let key = match self {
            Found::Unread { fault } => match fault.as_str() {
                "unreachable" => "down",
                "timeout" => "slow",
                other => return other.to_owned(),
            },
            Found::NotABoard => "not-a-board",
            Found::NoLog => "no-log",
            Found::TooLarge => "too-large",
            Found::LogBroken { .. } => "log-broken",
            Found::LogDiffers => "log-differs",
            Found::Rewritten { .. } => "rewritten",
            Found::Cut { .. } => "cut-short",
            Found::RolledBack { .. } => "rolled-back",
            Found::ReleaseChanged => "release-changed",
            Found::Unlogged { .. } => "unlogged",
            Found::Backdated { .. } => "backdated",
            Found::ClockAhead { .. } => "clock-ahead",
        };
        key.to_owned()
    }
}
