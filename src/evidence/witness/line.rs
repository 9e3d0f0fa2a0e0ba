//! One look at one board, as a witness keeps it: a line of JSON that carries the SHA-256 of the one before.

use super::found::Found;
use crate::model::digest::Digest;
use crate::model::log::event::Failure;
use crate::model::log::line::{seal, unseal};
use crate::model::log::stamp::Stamp;
use serde::{Deserialize, Serialize};

/// A line. Its fields are in the order in which they are written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// SHA-256 of the line before, without its line end.
    pub prev: Digest,
    /// Its number, from 1.
    pub round: usize,
    /// When the look began.
    pub at: Stamp,
    /// Who looked.
    pub witness: String,
    /// The board's address, without a final slash.
    pub board: String,
    /// What was seen.
    #[serde(flatten)]
    pub seen: Seen,
}

/// What one look at a board saw.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The log that it showed, where that was whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<Head>,
    /// The release that it showed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<Shown>,
    /// What is wrong with the board as a whole, worst first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub found: Vec<Found>,
    /// How many notices had to be up.
    pub open: usize,
    /// How many of them were visited; those that time was too short for are among the failures besides.
    pub visited: usize,
    /// Where not all were: which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<Turn>,
    /// Notices that were not seen as published, by id, up to [`LISTED`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failures: Vec<Failure>,
    /// How many more there were.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub more: usize,
    /// What all notices depend on and was not as published, by path.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub site: Vec<Failure>,
    /// Points batches and honours, of those whose turn it was, whose record is not the one that the log knows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<Failure>,
    /// In seconds: how far the server's clock was ahead of ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_ahead: Option<i64>,
}

/// So many failures of a sort stand in a line.
pub const LISTED: usize = 200;

/// A log: how many lines, and the SHA-256 of the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// How many lines it has.
    pub lines: usize,
    /// SHA-256 of the last.
    pub hash: Digest,
}

/// A release, by what it says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// When it was made.
    pub at: Stamp,
    /// The line of the log after which it was made.
    pub line: usize,
    /// SHA-256 of that line.
    pub head: Digest,
    /// SHA-256 of `release.json`.
    pub digest: Digest,
}

/// The first and the last notice that were visited, in the order of ids, which begins again at its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turn {
    /// Id of the first.
    pub from: String,
    /// Id of the last.
    pub until: String,
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl Line {
    /// As it is written, without a line end.
    pub fn encode(&self) -> String {
        seal(self)
    }

    /// From a line without its end; `None` when it was changed, or is none of ours.
    pub fn decode(text: &str) -> Option<Line> {
        serde_json::from_str(&unseal(text).ok()?).ok()
    }
}

impl Seen {
    /// The board is as it should be.
    pub fn passed(&self) -> bool {
        let failures = self.failures.len() + self.more + self.site.len() + self.records.len();
        self.found.is_empty() && failures == 0
    }

    /// It showed a log, and one that goes on from what was seen before.
    pub fn accepted(&self) -> Option<Head> {
        self.log.filter(|_| !self.found.iter().any(Found::contradicts))
    }

    /// The one word for it: `ok`, or what is worst.
    pub fn outcome(&self) -> String {
        match self.found.first() {
            Some(found) => found.key(),
            None if self.passed() => "ok".to_owned(),
            None if !self.site.is_empty() => "site".to_owned(),
            None if self.failures.is_empty() => "records".to_owned(),
            None => "notices".to_owned(),
        }
    }
}

impl Turn {
    /// Whether a notice's turn it was.
    pub fn holds(&self, id: &str) -> bool {
        match self.from <= self.until {
            true => *self.from <= *id && *id <= *self.until,
            false => *self.from <= *id || *id <= *self.until,
        }
    }
}
