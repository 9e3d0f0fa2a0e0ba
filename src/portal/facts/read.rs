//! One board: what it publishes, held against itself.
//!
//! Its log is a chain, and its release names the log's head; the release names every file by digest; the log names the
//! record of every notice. So the open data is believed as far as it is a file of that release, tells the notices that
//! the log and the release know, and, of those that have to be up, calls them what their record does. Those are visited,
//! with their files, besides.

use super::fault::Fault;
use super::row::Row;
use super::sets::{Sets, count};
use super::told::{Due, KEPT, Told};
use crate::evidence::verify::{self, Look};
use crate::evidence::visit::client::{Client, Take};
use crate::evidence::visit::place::Place;
use crate::evidence::witness::shown::published;
use crate::model::log::PublicationLog;
use crate::model::log::posted::Posted;
use crate::model::log::stamp::Stamp;
use crate::model::part::FORMAT;
use crate::model::record;
use crate::model::release::{self, Release};
use jiff::ToSpan;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Visits to one board at the same time.
const VISITORS: usize = 4;
/// A record is no larger.
const RECORD: u64 = 16 << 20;

/// Where a board is read, and when.
pub struct Asked<'a> {
    /// Its number in the list.
    pub board: usize,
    /// Where it is published.
    pub place: &'a Place,
    /// Who asks.
    pub client: &'a Client,
    /// The moment for which the pages are made.
    pub now: Stamp,
}

/// Reads a board: what is kept of it, and its notices.
pub fn read(asked: &Asked) -> (Told, Vec<Row>) {
    let mut told = Told::default();
    let published = match published(asked.place, asked.client) {
        Ok(published) => published,
        Err(refused) => {
            told.add(Fault::Board(refused.found));
            return (told, Vec::new());
        }
    };
    told.at = Some(published.shown.at);
    told.head = published.log.head().map(|head| (head.line, head.hash.short()));
    if release::digest(&published.release.contents) != published.release.digest {
        told.add(Fault::Release);
        return (told, Vec::new());
    }
    let rows = of_release(asked, &published.log, &published.release, &mut told);
    let unseen = visited(asked, &published.log, published.release, &rows, &mut told);
    let rows: Vec<Row> = rows.into_iter().filter(|row| !unseen.contains(&row.id)).collect();
    count(&rows, asked.now.date(), &mut told);
    (told, rows)
}

/// What the data says, and what the log knows and it does not.
fn of_release(asked: &Asked, log: &PublicationLog, release: &Release, told: &mut Told) -> Vec<Row> {
    let Asked { board, place, client, now } = *asked;
    let sets = Sets { place, client, release, log, today: now.date() };
    records(log, release, told);
    let rows = sets.notices(board, told);
    sets.money(&rows, told);
    sets.honours(told);
    sets.activities(told);
    due(log, &rows, now, told);
    rows
}

/// Every notice that ever went up is there still, with the record that the log knows.
fn records(log: &PublicationLog, release: &Release, told: &mut Told) {
    for (id, posted) in log.notices() {
        let print = release.contents.get(&format!("{id}/{}", record::FILE));
        if !release.notices.contains_key(id) {
            told.add(Fault::Absent(id.to_owned()));
        } else if posted.kept.format == FORMAT && print.is_none_or(|print| print.sha256 != posted.kept.record)
        {
            told.add(Fault::Record(id.to_owned()));
        }
    }
}

fn due(log: &PublicationLog, rows: &[Row], now: Stamp, told: &mut Told) {
    let titles: BTreeMap<&str, &str> = rows.iter().map(|row| (row.id.as_str(), row.title.as_str())).collect();
    let one = |(id, posted): (&str, &Posted)| {
        let until = posted.kept.effective.filter(|window| window.has_ended(now.date()))?.until;
        let by = posted.kept.rule.file_within.and_then(|days| until.checked_add(i64::from(days).days()).ok());
        let title = titles.get(id).copied().unwrap_or(id).to_owned();
        let objection = posted.kept.objections.iter().any(|objection| objection.outcome.is_none());
        posted.awaits_filing().then(|| Due { id: id.to_owned(), title, until, by, objection })
    };
    told.due = log.notices().filter_map(one).collect();
    told.due.sort_by(|a, b| (a.until, &a.id).cmp(&(b.until, &b.id)));
    told.all_due = told.due.len();
    told.due.truncate(KEPT);
}

/// Visits every notice that has to be up; those that are not seen as they were published.
fn visited(
    asked: &Asked,
    log: &PublicationLog,
    release: Release,
    rows: &[Row],
    told: &mut Told,
) -> BTreeSet<String> {
    let open: Vec<(&str, &Posted)> = verify::open(log, asked.now).collect();
    let visits = Look::new(asked.place, asked.client, Some(release)).all(&[], &open, VISITORS);
    let mut unseen = BTreeSet::new();
    for visit in visits.notices {
        if let Some(fault) = visit.fault {
            unseen.insert(visit.id.clone());
            told.add(Fault::Notice(visit.id, fault));
        }
    }
    let titles: BTreeMap<&str, &str> = rows.iter().map(|row| (row.id.as_str(), row.title.as_str())).collect();
    for (id, posted) in open {
        let seen = !unseen.contains(id) && posted.kept.format == FORMAT;
        let title = titles.get(id).filter(|_| seen);
        if title.is_some_and(|title| called(asked, id, posted).as_deref() != Some(title)) {
            unseen.insert(id.to_owned());
            told.add(Fault::Differs(id.to_owned()));
        }
    }
    unseen
}

/// What the record of a notice calls it; none where it is not the one that the log knows.
fn called(asked: &Asked, id: &str, posted: &Posted) -> Option<String> {
    #[derive(Deserialize)]
    struct Called {
        title: String,
    }
    let path = format!("{id}/{}", record::FILE);
    let whole = asked.place.get(asked.client, &path, Take::Bytes(RECORD)).body.ok()?;
    let is_known = whole.digest == posted.kept.record;
    is_known.then(|| serde_json::from_slice::<Called>(&whole.bytes).ok()).flatten().map(|called| called.title)
}
