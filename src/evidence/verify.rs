//! verify: what visitors get, held against what the log says is posted.
//!
//! One visit to every open notice; a page counts as seen when its bytes are those of the release that the
//! log knows. No redirect is followed; a visit over fifteen seconds has failed.

#![allow(clippy::disallowed_methods, reason = "a door: it looks at what visitors get")]

use crate::model::digest::Digest;
use crate::model::log::PublicationLog;
use crate::model::log::event::{Checked, Event, Failure};
use crate::model::log::stamp::Stamp;
use crate::model::release::{self, Page, Release};
use rayon::prelude::*;
use serde::Serialize;
use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::time::Duration;

/// A visit longer than this has failed. Source: the posting page of the design.
const LIMIT: Duration = Duration::from_secs(15);
/// Visits at the same time.
const VISITORS: usize = 8;
/// No page or file that is published is larger; more is somebody else's.
const FILE_LIMIT: u64 = 256 << 20;

/// Where to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A base address, without a final slash.
    Web(String),
    /// A published directory (its `current` is followed), or a plain folder.
    Folder(PathBuf),
}

/// What a round of visits found.
#[derive(Clone, Debug, Serialize)]
pub struct Round {
    pub place: String,
    pub at: String,
    pub visits: Vec<Visit>,
    /// Why the site as a whole cannot be the release that the log knows.
    pub release_fault: Option<String>,
    /// In seconds, over all notices visited: the longest time since one was last known to be up.
    pub longest_gap: u64,
    pub server_ahead: Option<i64>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Visit {
    pub id: String,
    pub url: String,
    /// `None`: seen as published.
    pub fault: Option<String>,
    pub status: Option<u16>,
    pub milliseconds: u64,
}

impl Place {
    pub fn of(asked: Option<&str>, base_url: &str) -> Place {
        match asked {
            Some(asked) if !asked.contains("://") => {
                let folder = PathBuf::from(asked);
                let current = folder.join("current");
                Place::Folder(if current.exists() { current } else { folder })
            }
            Some(asked) => Place::Web(asked.trim_end_matches('/').to_owned()),
            None => Place::Web(base_url.trim_end_matches('/').to_owned()),
        }
    }

    fn name(&self) -> String {
        match self {
            Place::Web(address) => address.clone(),
            Place::Folder(_) => "directory".into(),
        }
    }
}

/// What came back.
struct Answer {
    status: Option<u16>,
    body: Result<Vec<u8>, String>,
    /// The server's clock, in seconds since 1970.
    date: Option<i64>,
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
fn release_fault(log: &PublicationLog, release: &Answer) -> Option<String> {
    match &release.body {
        Err(fault) => Some(fault.clone()),
        Ok(bytes) => super::disagreement(log, bytes).map(|_| "release-unknown".to_owned()),
    }
}

fn visit(place: &Place, id: &str, release: Option<&Release>) -> (Visit, Option<i64>) {
    let page = release.and_then(|release| release.notices.get(id));
    let begun = std::time::Instant::now();
    let answer = fetch(place, &format!("{id}/"));
    let fault = match (&answer.body, page) {
        (Err(fault), _) => Some(fault.clone()),
        (Ok(_), None) => Some("release-unknown".into()),
        (Ok(bytes), Some(page)) if Digest::of(bytes) != page.sha256 => Some("differs".into()),
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
fn files(place: &Place, page: &Page) -> Option<String> {
    page.files.iter().find_map(|(path, sha256)| match fetch(place, path).body {
        Ok(bytes) if Digest::of(&bytes) == *sha256 => None,
        Ok(_) => Some("file-differs".to_owned()),
        Err(fault) => Some(format!("file-{fault}")),
    })
}

fn fetch(place: &Place, path: &str) -> Answer {
    match place {
        Place::Folder(folder) => read(folder.join(path)),
        Place::Web(address) => get(&crate::plan::addresses::url::absolute(&format!("{address}/"), path)),
    }
}

fn read(path: PathBuf) -> Answer {
    let path = if path.is_dir() { path.join("index.html") } else { path };
    let body = fs::read(&path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => "status-404".to_owned(),
        _ => "unreadable".to_owned(),
    });
    Answer { status: None, body, date: None }
}

fn get(address: &str) -> Answer {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(LIMIT))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .user_agent(concat!("zhangbang/", env!("CARGO_PKG_VERSION")))
        .build()
        .into();
    match agent.get(address).call() {
        Err(ureq::Error::Timeout(_)) => failed("timeout"),
        Err(_) => failed("unreachable"),
        Ok(mut answer) => {
            let status = answer.status().as_u16();
            let date = answer.headers().get("date").and_then(|date| server_time(date.to_str().ok()?));
            let body = match status {
                200 => page(&mut answer),
                300..=399 => Err("redirected".into()),
                status => Err(format!("status-{status}")),
            };
            Answer { status: Some(status), body, date }
        }
    }
}

fn page(answer: &mut ureq::http::Response<ureq::Body>) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = answer.body_mut().as_reader().take(FILE_LIMIT).read_to_end(&mut bytes);
    read.map(|_| bytes).map_err(|_| "timeout".to_owned())
}

fn failed(fault: &str) -> Answer {
    Answer { status: None, body: Err(fault.to_owned()), date: None }
}

/// An HTTP date, `Sun, 08 Nov 2026 06:30:00 GMT`, in seconds since 1970.
fn server_time(date: &str) -> Option<i64> {
    Some(jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(date).ok()?.as_second())
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
            .filter_map(|visit| Some(Failure { id: visit.id.clone(), fault: visit.fault.clone()? }));
        Event::Checked(Checked {
            place: self.place.clone(),
            visits: u32::try_from(self.visits.len()).unwrap_or(u32::MAX),
            failures: failures.collect(),
            longest_gap: self.longest_gap,
            server_ahead: self.server_ahead,
        })
    }
}

/// The bytes of the `release.json` that a place carries.
///
/// # Errors
/// The key of why it could not be had.
pub fn carried(place: &Place) -> Result<Vec<u8>, String> {
    fetch(place, release::NAME).body
}
