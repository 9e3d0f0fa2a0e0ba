//! Publishing.
//!
//! [`story`] tells how a site is published: recover, check and guard, build into a fresh release, write down
//! what is about to happen, switch with one rename, write the log, clear up. A crash at any point is finished
//! or undone by the next run, and at no point can a visitor see an open notice missing, moved or altered.
//!
//! Time is an argument; `publish` is given the machine's clock and never a day of one's choice.

#![allow(clippy::disallowed_methods, reason = "publishing touches the disk; what it removes it has made")]

pub mod board;
pub mod directory;
pub mod disk;
pub mod finished;
pub mod pending;
pub mod record;
pub mod release;
pub mod story;
pub mod target;
pub mod words;

#[cfg(test)]
mod tests;

use crate::build::{self, Progress, Site};
use crate::diagnostic::Diagnostic;
use crate::model::log::event::Event;
use crate::model::moment::{Clock, Moment};
use board::SiteBoard;
use disk::Disk;
use jiff::Timestamp;
use pending::Recovered;
use std::io;
use std::path::Path;
use std::time::Instant;
use story::Stage;
use target::Target;

/// What is asked of a publication.
pub struct Request<'a> {
    pub root: &'a Path,
    /// The target as given, to be remembered while it is pending.
    pub target_name: &'a str,
    pub clock: Clock,
    pub allow_demo: bool,
    /// Say what would happen, with every refusal, and change nothing.
    pub dry_run: bool,
}

/// How it ended.
#[derive(Debug)]
pub enum Ended {
    /// Nothing was changed; why, and with which sources to show it.
    Refused(Vec<Diagnostic>),
    /// What would be done, or was.
    Done(Report),
}

#[derive(Debug, Default)]
pub struct Report {
    pub recovered: Option<Recovered>,
    /// The new release; `None` when nothing had changed, or for a dry run.
    pub release: Option<String>,
    /// What is published is not yet what would be: of interest in a dry run.
    pub differs: bool,
    /// What the log says of it.
    pub events: Vec<Event>,
    pub warnings: Vec<Diagnostic>,
    /// Open notices whose published page or files somebody had changed; they are put right.
    pub mended: Vec<String>,
    pub pages: usize,
    pub next_change: Option<jiff::civil::DateTime>,
    /// Why old releases could not be removed; the site is fine without.
    pub left_over: Option<String>,
}

/// Trouble with the world: nothing was lost, and the next run goes on from there.
#[derive(Debug)]
pub enum Error {
    World(io::Error),
    Build(build::Error),
    /// Somebody else is publishing.
    Busy,
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        if error.kind() == io::ErrorKind::WouldBlock { Error::Busy } else { Error::World(error) }
    }
}

/// Publishes the site under `request.root` to a target; gives the site, too, so that faults can be shown.
///
/// # Errors
/// When the disk refuses, or another publication is under way.
pub fn publish(
    request: &Request,
    target: &impl Target,
    disk: &Disk,
    progress: &impl Progress,
) -> Result<(Site, Ended), Error> {
    let begun = Instant::now();
    let clock = || later(request.clock.instant, begun);
    // an interrupted publication must be found again from wherever the next one is started
    let target_name = std::path::absolute(request.target_name)?.to_string_lossy().into_owned();
    let stage = Stage {
        root: request.root,
        target_name: &target_name,
        target,
        disk,
        clock: &clock,
        allow_demo: request.allow_demo,
        dry_run: request.dry_run,
    };
    let read = || {
        let clock = Clock { given: None, ..request.clock };
        let mut site = build::load(request.root, &clock).map_err(Error::World)?;
        site.moment = Moment { now: request.clock.wall(&site.content.site), pinned: false };
        Ok(SiteBoard { site, root: request.root, progress })
    };
    let (board, ended) = story::tell(&stage, read)?;
    Ok((board.site, ended))
}

/// The clock as it has moved on since.
fn later(start: Timestamp, begun: Instant) -> Timestamp {
    let passed = jiff::SignedDuration::try_from(begun.elapsed()).unwrap_or_default();
    start.checked_add(passed).unwrap_or(start)
}
