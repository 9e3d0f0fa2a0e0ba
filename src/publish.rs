//! Publishing.
//!
//! [`story`] tells how a site is published: recover, check and guard, build into a fresh release, write down
//! what is about to happen, switch with one rename, write the log, clear up. A crash at any point is finished
//! or undone by the next run, and at no point can a visitor see an open notice missing, moved or altered.
//!
//! Time is an argument; `publish` is given the machine's clock and never a day of one's choice.

pub mod board;
mod ending;
pub mod finished;
mod guarded;
mod hidden;
mod inspect;
mod lists_gone;
mod made_from;
mod named;
pub mod pending;
pub mod record;
mod refusals;
pub mod release;
mod remote_words;
mod rolled_back;
mod shown;
pub mod staged;
mod store;
pub mod story;
pub mod target;
mod trouble;
mod unaltered;
mod unchanged;
pub mod words;

#[cfg(test)]
mod tests;

pub use ending::{Ended, Report, Tally};
pub use trouble::{Error, Unfit};

use crate::build::{self, Progress, Site};
use crate::disk::Disk;
use crate::fingerprint::Fingerprint;
use crate::model::moment::{Clock, Moment};
use crate::model::site;
use board::SiteBoard;
use jiff::Timestamp;
use std::path::Path;
use std::time::Instant;
use story::Stage;
use target::{Around, Secret, Sending};

/// What is asked of a publication.
pub struct Request<'a> {
    /// The folder that holds `content/`.
    pub root: &'a Path,
    /// Where to, as given; remembered in full while it is pending.
    pub target_name: &'a str,
    /// Names and keys for a server.
    pub secret: Secret,
    /// When it begins; more time passes while it runs.
    pub clock: Clock,
    /// A demonstration is not published without being asked for so.
    pub allow_demo: bool,
    /// Say what would happen, with every refusal, and change nothing.
    pub dry_run: bool,
    /// The site has moved to this target, and was published elsewhere before.
    pub moved: bool,
    /// The program that publishes, by the fingerprint of all that it is. Pages that it made from the very same for the
    /// release that visitors see are not made again; without it all are.
    pub program: Option<Fingerprint>,
}

/// Publishes the site under `request.root`; gives the site, too, so that faults can be shown.
///
/// # Errors
/// When the disk refuses, or another publication is under way.
pub fn publish(request: &Request, disk: &Disk, progress: &impl Progress) -> Result<(Site, Ended), Error> {
    #[expect(clippy::disallowed_methods, reason = "how long it took, added to the time that was given")]
    let begun = Instant::now();
    let clock = || later(request.clock.instant, begun);
    // an interrupted publication must be found again from wherever the next one is started
    let target_name = named::named(request.root, request.target_name)?;
    let sending = |sending| match sending {
        Sending::Files(files) => progress.planned(files),
        Sending::Sent => progress.rendered(),
    };
    let (root, secret, now) = (request.root, request.secret, request.clock.instant);
    let target = target::named(&target_name, Around { disk, root, secret, now, progress: &sending })?;
    let stage = Stage {
        root: request.root,
        target_name: &target_name,
        target: &*target,
        disk,
        secret: request.secret,
        clock: &clock,
        allow_demo: request.allow_demo,
        dry_run: request.dry_run,
        moved: request.moved,
    };
    let read = || {
        // the day of a demonstration is for its pages; what is published is held to the clock
        let wall = |site: &site::Site| Moment { now: request.clock.wall(site), pinned: false };
        let site = build::load_at(request.root, wall).map_err(build::Error::Read)?;
        let site = Site { program: request.program, ..site };
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
