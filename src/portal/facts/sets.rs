//! The open data of a board, as its release lists it, made into what is kept.

use super::fault::Fault;
use super::items::{self, rows};
use super::row::{Row, state};
use super::tally::{Count, Sum};
use super::told::{Activity, Honour, KEPT, Told};
use crate::evidence::visit::client::{Client, Take};
use crate::evidence::visit::fault::Fault as Unseen;
use crate::evidence::visit::place::Place;
use crate::memory::{self, Held};
use crate::model::log::PublicationLog;
use crate::model::release::Release;
use crate::plan::addresses::Addresses;
use crate::plan::shelves::DataSet;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, HashMap};

/// A file of open data is no larger.
const LARGEST: u64 = 512 << 20;
/// So many days before its end a notice is about to end.
const SOON: i64 = 3;

/// Where the files are, and what is known of them.
pub(super) struct Sets<'a> {
    pub place: &'a Place,
    pub client: &'a Client,
    pub release: &'a Release,
    pub log: &'a PublicationLog,
    pub today: Date,
}

impl Sets<'_> {
    /// Hands on the rows of a set; one that the release does not list has none.
    fn each<T: DeserializeOwned>(&self, set: DataSet, told: &mut Told, each: impl FnMut(T)) -> bool {
        let path = Addresses::data(set.name(), "json");
        let got = self.bytes(&path).and_then(|(bytes, _held)| match bytes.is_empty() {
            true => Ok(()),
            false => rows(&bytes, each).map(drop).map_err(|_| Fault::Unreadable(path)),
        });
        got.map_err(|fault| told.add(fault)).is_ok()
    }

    fn bytes(&self, path: &str) -> Result<(Vec<u8>, Option<Held>), Fault> {
        let Some(print) = self.release.contents.get(path) else { return Ok((Vec::new(), None)) };
        if print.size > LARGEST {
            return Err(Fault::Unreadable(path.to_owned()));
        }
        let held = memory::hold(print.size);
        let whole = self.place.get(self.client, path, Take::Bytes(print.size)).body;
        match whole {
            Err(fault) => Err(Fault::File(path.to_owned(), fault)),
            Ok(whole) if whole.digest != print.sha256 => Err(Fault::File(path.to_owned(), Unseen::Differs)),
            Ok(whole) => Ok((whole.bytes, Some(held))),
        }
    }

    /// Every notice that the log and the release know, too.
    pub(super) fn notices(&self, board: usize, told: &mut Told) -> Vec<Row> {
        let (mut all, mut odd) = (BTreeMap::new(), Vec::new());
        let whole = self.each(DataSet::Notices, told, |item: items::Notice| {
            let id = item.id.0.clone();
            match self.release.notices.contains_key(&id) && self.log.posted(&id).is_some() {
                true => drop(all.insert(id, self.row(board, item))),
                false => odd.push(Fault::Unlogged(id)),
            }
        });
        odd.into_iter().for_each(|fault| told.add(fault));
        let left_out = self.release.notices.len().saturating_sub(all.len());
        if whole && left_out > 0 {
            told.add(Fault::LeftOut(left_out));
        }
        if whole { all.into_values().collect() } else { Vec::new() }
    }

    fn row(&self, board: usize, item: items::Notice) -> Row {
        let posted = self.log.posted(&item.id.0);
        let word = state(posted, &item.state.0, self.today);
        let window = posted.and_then(|posted| posted.kept.effective);
        Row {
            board,
            id: item.id.0,
            title: item.title.0,
            kind: item.kind_name.0,
            place: joined(&item.township.0, &item.village.0),
            theme: item.category.0,
            number: item.number.0,
            date: item.date.0.chars().take(10).collect(),
            until: window.map(|window| window.until),
            state: (word.key.to_owned(), word.label.to_owned()),
        }
    }

    /// What projects cost. Those of notices that were taken back do not count.
    pub(super) fn money(&self, rows: &[Row], told: &mut Told) {
        let known: HashMap<&str, &Row> = rows.iter().map(|row| (row.id.as_str(), row)).collect();
        let mut sums: BTreeMap<(i16, &str), Sum> = BTreeMap::new();
        let whole = self.each(DataSet::Projects, told, |item: items::Project| {
            let Some(row) = known.get(item.id.0.as_str()) else { return };
            let year = row.date.get(..4).and_then(|year| year.parse().ok());
            let stands = !matches!(row.state.0.as_str(), "withdrawn" | "superseded");
            let fen = item.total.and_then(fen).filter(|_| stands);
            if let Some((year, fen)) = year.zip(fen) {
                let sum = sums.entry((year, row.kind.as_str())).or_default();
                (sum.projects, sum.fen) = (sum.projects + 1, sum.fen + fen);
            }
        });
        if whole {
            sums.into_iter().for_each(|((year, kind), sum)| told.money.add(year, kind, sum));
        }
    }

    /// Honours that stand, by the day of their decision.
    pub(super) fn honours(&self, told: &mut Told) {
        let mut all: BTreeMap<String, Honour> = BTreeMap::new();
        let whole = self.each(DataSet::Honours, told, |item: items::Honour| {
            if !item.revoked.0.is_empty() || !self.release.contents.contains_key(&page(&item.id.0)) {
                return;
            }
            let year = || item.year.map(|year| format!("{year}年")).unwrap_or_default();
            let when = if item.decided.0.is_empty() { year() } else { item.decided.0 };
            let (title, award, names) = (item.title.0, item.award.0, Vec::new());
            let new = Honour { id: item.id.0.clone(), title, award, when, names, count: 0 };
            let honour = all.entry(item.id.0).or_insert(new);
            honour.count += 1;
            if honour.names.len() < NAMES {
                honour.names.push(item.name.0);
            }
        });
        let mut all: Vec<Honour> = if whole { all.into_values().collect() } else { Vec::new() };
        all.sort_by(|a, b| (&b.when, &a.id).cmp(&(&a.when, &b.id)));
        told.all_honours = all.len();
        all.truncate(KEPT);
        told.honours = all;
    }

    /// Activities that are to come, or go on.
    pub(super) fn activities(&self, told: &mut Told) {
        let (now, mut all) = (self.today.to_string(), Vec::new());
        let whole = self.each(DataSet::Activities, told, |item: items::Activity| {
            let until = if item.to.0.is_empty() { &item.from.0 } else { &item.to.0 };
            let to_come = matches!(item.state.0.as_str(), "announced" | "signup" | "running");
            let in_time = !item.repeat.0.is_empty() || until.get(..10).is_some_and(|day| day >= now.as_str());
            if to_come && in_time && self.release.contents.contains_key(&page(&item.id.0)) {
                all.push(activity(item));
            }
        });
        all.sort_by(|a, b| (a.repeats, &a.when, &a.id).cmp(&(b.repeats, &b.when, &b.id)));
        all.truncate(KEPT);
        told.activities = if whole { all } else { Vec::new() };
    }
}

/// Names of those who have an honour, on a page of many.
const NAMES: usize = 5;

/// The page of something besides a notice; what is not listed as a file of the release is led to by no link of ours.
fn page(id: &str) -> String {
    format!("{id}/index.html")
}

fn activity(item: items::Activity) -> Activity {
    Activity {
        id: item.id.0,
        title: item.title.0,
        sort: item.type_name.0,
        when: item.from.0.chars().take(16).map(|c| if c == 'T' { ' ' } else { c }).collect(),
        repeats: !item.repeat.0.is_empty(),
        place: joined(&joined(&item.township.0, &item.village.0), &item.place.0),
        state: (item.state.0, item.state_name.0),
    }
}

fn joined(first: &str, second: &str) -> String {
    format!("{first}{}{second}", if first.contains('、') && !second.is_empty() { " " } else { "" })
}

/// In fen; none for what is no amount.
#[expect(clippy::cast_possible_truncation, reason = "within what a whole number holds")]
fn fen(yuan: f64) -> Option<i128> {
    (0.0..1e13).contains(&yuan).then(|| (yuan * 100.0).round() as i128)
}

/// Sums up the rows of a board.
pub(super) fn count(rows: &[Row], today: Date, told: &mut Told) {
    for row in rows {
        let open = usize::from(row.is_open());
        let count = Count { all: 1, open };
        told.kinds.add(&row.kind, count);
        told.themes.add(&row.theme, count);
        let left = row.until.map(|until| crate::model::open_days::days_between(today, until));
        told.ending += usize::from(open > 0 && left.is_some_and(|left| left < SOON));
        told.open += open;
    }
    told.notices = rows.len();
}
