//! verify: what visitors get, held against what the log says is posted.
//!
//! One visit to every open notice; a page counts as seen when its bytes are those of the release that the
//! log knows.

use super::anchor::disagreement;
use super::visit::{Answer, Fault, Place, fetch};
use crate::model::digest::Digest;
use crate::model::log::PublicationLog;
use crate::model::log::event::{Checked, Event, Failure};
use crate::model::log::stamp::Stamp;
use crate::model::release::{self, Page, Release};
use rayon::prelude::*;
use serde::Serialize;

/// Visits at the same time.
const VISITORS: usize = 8;

/// What a round of visits found.
#[derive(Clone, Debug, Serialize)]
pub struct Round {
    pub place: String,
    pub at: String,
    pub visits: Vec<Visit>,
    /// Why the site as a whole cannot be the release that the log knows.
    pub release_fault: Option<Fault>,
    /// In seconds, over all notices visited: the longest time since one was last known to be up.
    pub longest_gap: u64,
    pub server_ahead: Option<i64>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Visit {
    pub id: String,
    pub url: String,
    /// `None`: seen as published.
    pub fault: Option<Fault>,
    pub status: Option<u16>,
    pub milliseconds: u64,
}

/// Visits every open notice once.
pub fn round(log: &PublicationLog, place: &Place, at: Stamp) -> Round {
    let release = fetch(place, release::NAME);
    let release_fault = release_fault(log, &release);
    let known = release.body.as_ref().ok().and_then(|bytes| Release::read(bytes));
    let today = at.date();
    let open: Vec<&str> =
        log.notices().filter(|(_, posted)| posted.is_open(today)).map(|(id, _)| id).collect();
    let visit_all = || open.par_iter().map(|id| visit(place, id, known.as_ref())).collect::<Vec<_>>();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(VISITORS).build();
    let visited = match pool {
        Ok(pool) => pool.install(visit_all),
        Err(_) => visit_all(),
    };
    let here = at.timestamp().as_second();
    let server_ahead =
        visited.iter().filter_map(|(_, date)| Some((*date)? - here)).max_by_key(|ahead| ahead.abs());
    let visits = visited.into_iter().map(|(visit, _)| visit).collect();
    Round {
        place: place.name(),
        at: at.to_string(),
        longest_gap: longest_gap(log, &open, at),
        visits,
        release_fault,
        server_ahead,
    }
}

/// The published `release.json` must be one that the log has written down.
fn release_fault(log: &PublicationLog, release: &Answer) -> Option<Fault> {
    match &release.body {
        Err(miss) => Some(Fault::Missed(*miss)),
        Ok(bytes) => disagreement(log, bytes).map(|_| Fault::ReleaseUnknown),
    }
}

fn visit(place: &Place, id: &str, release: Option<&Release>) -> (Visit, Option<i64>) {
    let page = release.and_then(|release| release.notices.get(id));
    #[expect(clippy::disallowed_methods, reason = "measures the visit")]
    let begun = std::time::Instant::now();
    let answer = fetch(place, &format!("{id}/"));
    let fault = match (&answer.body, page) {
        (Err(miss), _) => Some(Fault::Missed(*miss)),
        (Ok(_), None) => Some(Fault::ReleaseUnknown),
        (Ok(bytes), Some(page)) if Digest::of(bytes) != page.sha256 => Some(Fault::Differs),
        (Ok(_), Some(page)) => files(place, page),
    };
    let url = match place {
        Place::Web(address) => format!("{address}/{id}/"),
        Place::Folder(folder) => folder.join(id).display().to_string(),
    };
    let milliseconds = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    (Visit { id: id.to_owned(), url, fault, status: answer.status, milliseconds }, answer.date)
}

/// Attachments and pictures are part of what is posted: the first that does not stand as it was published.
fn files(place: &Place, page: &Page) -> Option<Fault> {
    page.files.iter().find_map(|(path, sha256)| match fetch(place, path).body {
        Ok(bytes) if Digest::of(&bytes) == *sha256 => None,
        Ok(_) => Some(Fault::FileDiffers),
        Err(miss) => Some(Fault::FileMissed(miss)),
    })
}

/// Over the open notices, the longest time since one was posted or last seen in a round.
fn longest_gap(log: &PublicationLog, open: &[&str], at: Stamp) -> u64 {
    let mut seen: std::collections::HashMap<&str, Stamp> =
        open.iter().filter_map(|&id| Some((id, log.posted(id)?.first_seen))).collect();
    for &line in log.rounds() {
        let (Some(when), Some(Event::Checked(round))) = (log.time_of(line), log.event(line)) else {
            continue;
        };
        for (id, last) in &mut seen {
            if when > *last && round.failures.iter().all(|failure| failure.id != *id) {
                *last = when;
            }
        }
    }
    let gaps = seen.values().map(|&last| u64::try_from(at.seconds_since(last)).unwrap_or_default());
    gaps.max().unwrap_or_default()
}

impl Round {
    pub fn passed(&self) -> bool {
        self.release_fault.is_none() && self.visits.iter().all(|visit| visit.fault.is_none())
    }

    /// The round as the log keeps it.
    pub fn event(&self) -> Event {
        let failures = self
            .visits
            .iter()
            .filter_map(|visit| Some(Failure { id: visit.id.clone(), fault: visit.fault?.to_string() }));
        Event::Checked(Checked {
            place: self.place.clone(),
            visits: u32::try_from(self.visits.len()).unwrap_or(u32::MAX),
            failures: failures.collect(),
            longest_gap: self.longest_gap,
            server_ahead: self.server_ahead,
        })
    }
}
