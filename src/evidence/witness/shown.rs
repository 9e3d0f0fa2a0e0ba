//! What a board says of itself: its release and its log, whole and of one piece, or what is wrong with them.

use super::found::Found;
use super::line::{Head, Shown};
use crate::disk::path::is_plain;
use crate::evidence::anchor::published_log;
use crate::evidence::verify::{LOG, RELEASE};
use crate::evidence::visit::client::{Client, Take};
use crate::evidence::visit::fault::Fault;
use crate::evidence::visit::place::Place;
use crate::memory::{self, Held};
use crate::model::digest::Digest;
use crate::model::log::{self, PublicationLog};
use crate::model::release::{self, Release};
use std::sync::Arc;

/// What a board of ordinary size has at the most; larger ones are read one at a time.
const ORDINARY: u64 = 2 << 20;
/// No file system has longer names, and no line of ours should be made of them.
const LONGEST_ID: usize = 300;

/// A board's release and log, the one being the other's.
pub struct Published {
    /// What `release.json` says.
    pub release: Release,
    /// The release in short, as a line keeps it.
    pub shown: Shown,
    /// The log, whole up to that head.
    pub log: PublicationLog,
    /// Leave for what it takes.
    _held: Option<Held>,
}

impl Published {
    /// Of the log.
    pub fn head(&self) -> Option<Head> {
        self.log.head().map(|head| Head { lines: head.line, hash: head.hash })
    }
}

/// Why there are not both.
pub struct Refused {
    /// What is wrong with them.
    pub found: Found,
    /// The bytes of a log that contradicts the release or itself; empty where there is none.
    pub log: Vec<u8>,
    /// Leave for what it takes.
    _held: Option<Held>,
}

/// Gets both. A release that was switched in between is asked for once more.
///
/// # Errors
/// What is wrong with them.
pub fn published(place: &Place, client: &Client) -> Result<Published, Refused> {
    match once(place, client) {
        Err(refused) if refused.found == Found::LogDiffers => {
            drop(refused);
            once(place, client)
        }
        got => got,
    }
}

fn once(place: &Place, client: &Client) -> Result<Published, Refused> {
    let nothing = |found| Refused { found, log: Vec::new(), _held: None };
    let (release, large) = get(place, client, release::NAME, RELEASE, None).map_err(nothing)?;
    let digest = Digest::of(&release);
    let read = Release::read(&release);
    drop(release);
    let release = read.ok_or_else(|| nothing(Found::NotABoard))?;
    let at = release.at.parse().map_err(|_| nothing(Found::NotABoard))?;
    let (bytes, held) = get(place, client, log::PUBLISHED, LOG, large).map_err(|found| match found {
        Found::Unread { fault } if fault == "status-404" => nothing(Found::NoLog),
        found => nothing(found),
    })?;
    let shown = Shown { at, line: release.log_line, head: release.log_head, digest };
    match whole(&bytes, &release) {
        Ok(log) => Ok(Published { release, shown, log, _held: held }),
        Err(found) => Err(Refused { found, log: bytes, _held: held }),
    }
}

/// The digest of the release that is shown now; `None` when it cannot be had.
pub fn digest_now(place: &Place, client: &Client) -> Option<Digest> {
    Some(place.get(client, release::NAME, Take::Digest(RELEASE)).body.ok()?.digest)
}

/// A file's bytes. What is larger than most is asked for again with leave to hold as much as there is.
fn get(
    place: &Place,
    client: &Client,
    path: &str,
    most: u64,
    held: Option<Held>,
) -> Result<(Vec<u8>, Option<Held>), Found> {
    let small = if held.is_some() { most } else { ORDINARY };
    match place.get(client, path, Take::Bytes(small)).body {
        Ok(whole) => return Ok((whole.bytes, held)),
        // longer than was asked for
        Err(Fault::Differs) if held.is_none() => {}
        Err(Fault::Differs) => return Err(Found::TooLarge),
        Err(fault) => return Err(Found::Unread { fault: fault.key() }),
    }
    let held = memory::hold(memory::MOST);
    match place.get(client, path, Take::Bytes(most)).body {
        Ok(whole) => Ok((whole.bytes, Some(held))),
        Err(Fault::Differs) => Err(Found::TooLarge),
        Err(fault) => Err(Found::Unread { fault: fault.key() }),
    }
}

/// The log in these bytes, if it is whole and the one that the release speaks of.
fn whole(bytes: &[u8], release: &Release) -> Result<PublicationLog, Found> {
    let listed = release.contents.get(log::PUBLISHED);
    let text: Arc<str> = std::str::from_utf8(bytes).map_err(|_| Found::LogBroken { line: 1 })?.into();
    let log = published_log(&text);
    if let Some(fault) = log.faults().first() {
        return Err(Found::LogBroken { line: fault.line });
    }
    if let Some(line) = odd(&log) {
        return Err(Found::LogBroken { line });
    }
    let is_listed = listed.is_none_or(|print| print.sha256 == Digest::of(bytes));
    let is_headed = release.log_line == log.len() && log.hash(release.log_line) == Some(release.log_head);
    if is_listed && is_headed { Ok(log) } else { Err(Found::LogDiffers) }
}

/// A line with an id that no published page can have.
fn odd(log: &PublicationLog) -> Option<usize> {
    let notices = log.notices().map(|(id, posted)| (id, posted.posted_line()));
    let records = log.records().iter().map(|kept| (kept.recorded.id.as_str(), kept.lines.first().copied()));
    let records = records.map(|(id, line)| (id, line.unwrap_or_default()));
    let odd = notices.chain(records).find(|(id, _)| !is_plain(id) || id.len() > LONGEST_ID);
    odd.map(|(_, line)| line)
}
