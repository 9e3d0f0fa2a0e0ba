//! verify: what visitors get, held against what the log says is posted.
//!
//! One visit to every open notice, and to what all of them depend on: the home page, the lists, styles and
//! scripts, robots.txt. A page counts as seen when its bytes are those of the release that the log knows, and
//! when it was answered so that browsers show it. No redirect is followed. A visit and the whole round have a
//! time, and after sixteen times of silence nobody asks any more: what was not asked for counts as not seen.

use super::anchor::{Carried, Misfit, misfit};
use super::looks::{last_seen, longest_gap};
use super::shared::{ROBOTS, asked_for, shared};
use super::visit::client::{Answer, Client, Take, ticks};
use super::visit::fault::Fault;
use super::visit::place::Place;
use super::visit::robots;
use crate::model::digest::Digest;
use crate::model::log;
use crate::model::log::PublicationLog;
use crate::model::log::event::{Checked, Event, Failure};
use crate::model::log::posted::Posted;
use crate::model::log::stamp::Stamp;
use crate::model::part::FORMAT;
use crate::model::record;
use crate::model::release::{self, Page, Release};
use rayon::prelude::*;
use serde::Serialize;

/// Visits at the same time.
const VISITORS: usize = 8;
/// Of what no release tells the size.
const LARGEST: u64 = 256 << 20;
/// The most that is read of a `release.json`.
pub(super) const RELEASE: u64 = 32 << 20;
/// The most that is read of a published log.
pub(super) const LOG: u64 = 64 << 20;

/// What a round of visits found.
#[derive(Clone, Debug, Serialize)]
pub struct Round {
    /// The address that was looked at, or `directory`.
    pub place: String,
    /// When, RFC 3339 with the site's offset.
    pub at: String,
    /// One for each open notice, in the log's order.
    pub visits: Vec<Visit>,
    /// What every notice depends on, by path.
    pub site: Vec<Visit>,
    /// Why the site as a whole cannot be the release that the log knows.
    pub release_fault: Option<Fault>,
    /// In seconds, over all notices visited: the longest time since one was last known to be up.
    pub longest_gap: u64,
    /// In seconds: how far the server's clock was ahead, where it told; the largest of the round.
    pub server_ahead: Option<i64>,
}

/// One look at one address.
#[derive(Clone, Debug, Serialize)]
pub struct Visit {
    /// The notice's id; of what all notices depend on, its path.
    pub id: String,
    /// What was asked for.
    pub url: String,
    /// `None`: seen as published.
    pub fault: Option<Fault>,
    /// Of HTTP; none without an answer, or in a folder.
    pub status: Option<u16>,
    /// How long it took.
    pub milliseconds: u64,
    /// The server's clock, in seconds since 1970.
    #[serde(skip)]
    date: Option<i64>,
}

/// Visits every open notice once.
pub fn round(log: &PublicationLog, place: &Place, client: &Client, at: Stamp) -> Round {
    let release_fault = match carried(place, client) {
        Ok(carried) => {
            let fault = misfit(log, &carried).map(|misfit| match misfit {
                Misfit::RolledBack { .. } => Fault::ReleaseOld,
                _ => Fault::ReleaseUnknown,
            });
            return visited(log, Look::new(place, client, Release::read(&carried.release)), fault, at);
        }
        Err(fault) => Some(fault),
    };
    visited(log, Look::new(place, client, None), release_fault, at)
}

fn visited(log: &PublicationLog, look: Look, release_fault: Option<Fault>, at: Stamp) -> Round {
    let last_seen = last_seen(log, open(log, at));
    let mut open: Vec<(&str, &Posted)> = open(log, at).collect();
    // what was not seen for longest comes first, lest time runs out before it every time
    open.sort_by_key(|(id, _)| last_seen.get(id).copied());
    let shared =
        look.release.as_ref().map(|release| shared(release, log, log.rounds().len())).unwrap_or_default();
    let Visits { site, mut notices } = look.all(&shared, &open, VISITORS);
    notices.sort_by(|a, b| a.id.cmp(&b.id));
    Round {
        server_ahead: server_ahead(notices.iter().chain(&site), at),
        place: look.place.name(),
        at: at.to_string(),
        longest_gap: longest_gap(&last_seen, at),
        visits: notices,
        site,
        release_fault,
    }
}

/// In seconds: how far servers' clocks are ahead of a moment, where they told; the largest.
pub fn server_ahead<'v>(visits: impl IntoIterator<Item = &'v Visit>, at: Stamp) -> Option<i64> {
    let here = at.timestamp().as_second();
    let ahead = visits.into_iter().filter_map(|visit| Some(visit.date? - here));
    ahead.max_by_key(|ahead| ahead.abs())
}

/// Notices whose window is open at a moment, by the log.
pub fn open(log: &PublicationLog, at: Stamp) -> impl Iterator<Item = (&str, &Posted)> {
    log.notices().filter(move |(_, posted)| posted.is_open(at.date()))
}

/// Looks at one site.
pub struct Look<'a> {
    place: &'a Place,
    client: &'a Client,
    /// What the site says of itself; it has been held against the log.
    release: Option<Release>,
}

/// What was visited: what every notice depends on, and the notices, each in the order in which they were asked for.
#[derive(Debug, Default)]
pub struct Visits {
    /// By path.
    pub site: Vec<Visit>,
    /// By id.
    pub notices: Vec<Visit>,
}

impl<'a> Look<'a> {
    /// A look at a place that carries this release; `None` when it carries none.
    pub fn new(place: &'a Place, client: &'a Client, release: Option<Release>) -> Look<'a> {
        Look { place, client, release }
    }

    /// Visits these paths and notices once, with so many visitors at a time.
    pub fn all(&self, shared: &[String], open: &[(&str, &Posted)], visitors: usize) -> Visits {
        let visit_all = || {
            let site = shared.par_iter().map(|path| self.shared_visit(path, open)).collect();
            let notices = open.par_iter().map(|(id, posted)| self.visit(id, posted)).collect();
            Visits { site, notices }
        };
        match rayon::ThreadPoolBuilder::new().num_threads(visitors).build() {
            Ok(pool) => pool.install(visit_all),
            Err(_) => visit_all(),
        }
    }

    fn shared_visit(&self, path: &str, open: &[(&str, &Posted)]) -> Visit {
        if path == ROBOTS {
            return self.timed(path, path, || {
                let answer = self.place.robots(self.client);
                let fault = self.robots_fault(&answer, open);
                (answer, fault)
            });
        }
        self.timed(path, asked_for(path), || self.got(path))
    }

    /// The file that was published may say what it likes; any other must let the open notices be found.
    fn robots_fault(&self, answer: &Answer, open: &[(&str, &Posted)]) -> Option<Fault> {
        let Ok(whole) = &answer.body else { return None };
        let published = self.release.as_ref().and_then(|release| release.contents.get(ROBOTS));
        if published.is_some_and(|print| print.sha256 == whole.digest) {
            return None;
        }
        let robots = String::from_utf8_lossy(&whole.bytes);
        let mut paths = open.iter().map(|(id, _)| self.place.path(&format!("{id}/")));
        paths.any(|path| robots::forbids(&robots, &path)).then_some(Fault::Robots)
    }

    fn visit(&self, id: &str, posted: &Posted) -> Visit {
        let folder = format!("{id}/");
        self.timed(id, &folder, || {
            let Some(page) = self.release.as_ref().and_then(|release| release.notices.get(id)) else {
                let answer = self.place.get(self.client, &folder, Take::Digest(LARGEST));
                let fault = answer.body.as_ref().err().cloned().unwrap_or(Fault::ReleaseUnknown);
                return (answer, Some(fault));
            };
            let (answer, fault) = self.got_as(&folder, &page.path, page.sha256);
            let fault = fault.or_else(|| record_fault(id, page, posted)).or_else(|| self.files(page));
            let fault = fault.or_else(|| self.record_untold(id, page, posted));
            (answer, fault)
        })
    }

    /// Visits the record of something besides a notice, which has this digest by the log.
    pub fn record(&self, id: &str, sha256: Digest) -> Visit {
        let path = format!("{id}/{}", record::FILE);
        self.timed(id, &path, || self.got_as(&path, &path, sha256))
    }

    /// A release may not pass the record by: then it is held against the log alone.
    fn record_untold(&self, id: &str, page: &Page, posted: &Posted) -> Option<Fault> {
        let path = format!("{id}/{}", record::FILE);
        if page.files.contains_key(&path) || posted.kept.format != FORMAT {
            return None;
        }
        self.got_as(&path, &path, posted.kept.record).1.map(|fault| Fault::File(Box::new(fault)))
    }

    fn timed(&self, id: &str, path: &str, look: impl FnOnce() -> (Answer, Option<Fault>)) -> Visit {
        let begun = ticks();
        let (answer, fault) = look();
        let milliseconds = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let (status, date, url) = (answer.status, answer.date, self.place.address(path));
        Visit { id: id.to_owned(), url, fault, status, milliseconds, date }
    }

    /// Attachments, pictures and the record are part of what is posted: the first that is not as it was published.
    fn files(&self, page: &Page) -> Option<Fault> {
        let mut faults = page.files.iter().filter_map(|(path, &sha256)| self.got_as(path, path, sha256).1);
        faults.next().map(|fault| Fault::File(Box::new(fault)))
    }

    /// A file of the release.
    fn got(&self, path: &str) -> (Answer, Option<Fault>) {
        match self.release.as_ref().and_then(|release| release.contents.get(path)) {
            Some(print) => self.got_as(asked_for(path), path, print.sha256),
            None => (Answer::failed(Fault::ReleaseUnknown), Some(Fault::ReleaseUnknown)),
        }
    }

    fn got_as(&self, asked: &str, path: &str, sha256: Digest) -> (Answer, Option<Fault>) {
        let size = self.release.as_ref().and_then(|release| Some(release.contents.get(path)?.size));
        let answer = self.place.get(self.client, asked, Take::Digest(size.unwrap_or(LARGEST).min(LARGEST)));
        let fault = match &answer.body {
            Err(fault) => Some(fault.clone()),
            Ok(whole) => (whole.digest != sha256).then_some(Fault::Differs),
        };
        (answer, fault)
    }
}

/// The record beside the page is the one that the log knows.
fn record_fault(id: &str, page: &Page, posted: &Posted) -> Option<Fault> {
    let published = page.files.get(&format!("{id}/{}", record::FILE))?;
    (posted.kept.format == FORMAT && *published != posted.kept.record).then_some(Fault::RecordDiffers)
}

impl Round {
    /// Every notice was seen as published, and what they depend on, too.
    pub fn passed(&self) -> bool {
        self.release_fault.is_none()
            && self.visits.iter().chain(&self.site).all(|visit| visit.fault.is_none())
    }

    /// The round as the log keeps it.
    pub fn event(&self) -> Event {
        let failures = |visits: &[Visit]| -> Vec<Failure> {
            let failed =
                |visit: &Visit| Some(Failure { id: visit.id.clone(), fault: visit.fault.as_ref()?.key() });
            visits.iter().filter_map(failed).collect()
        };
        let release = self.release_fault.iter().map(|fault| {
            let (id, fault) = (release::NAME.to_owned(), fault.key());
            Failure { id, fault }
        });
        Event::Checked(Checked {
            place: self.place.clone(),
            visits: u32::try_from(self.visits.len()).unwrap_or(u32::MAX),
            failures: failures(&self.visits),
            site: release.chain(failures(&self.site)).collect(),
            longest_gap: self.longest_gap,
            server_ahead: self.server_ahead,
        })
    }
}

/// What a place carries that a log can be held against.
///
/// # Errors
/// Why its `release.json` cannot be had.
pub fn carried(place: &Place, client: &Client) -> Result<Carried, Fault> {
    let release = place.get(client, release::NAME, Take::Bytes(RELEASE)).body?.bytes;
    let published = place.get(client, log::PUBLISHED, Take::Bytes(LOG)).body;
    Ok(Carried::new(release, published.ok().map(|whole| whole.bytes)))
}
