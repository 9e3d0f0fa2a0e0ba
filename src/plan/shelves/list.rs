//! Lists: what one is, and how they stand in rows of filters.

use crate::collection::Collection;
use crate::model::activity::Sort;
use crate::model::honour::Level;
use crate::model::register::Preset;
use crate::model::window::NoticeState;
use std::collections::BTreeMap;

/// Which list it is. Kinds are by their place in rules.yaml, columns and places likewise.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ListKey {
    /// Everything in a collection that is listed.
    All(Collection),
    /// Notices that stand so today.
    InState(NoticeState),
    /// Notices of a kind.
    OfKind(u16),
    /// Notices of a year, by the day that they are listed under.
    NoticesOfYear(i16),
    /// Notices of one of the site's columns.
    Column(usize),
    /// Honours of one award, by its name.
    Award(String),
    /// Honours of a year.
    HonoursOfYear(i16),
    /// Honours of a rank.
    OfLevel(Level),
    /// Activities that are over.
    PastActivities,
    /// Activities that people come to for one thing.
    ActivitiesOf(Sort),
    /// Activities of one sort of service, in the site's words.
    Service(String),
    /// Policy documents of one topic, in their words.
    Topic(String),
    /// Registers of one sort.
    Preset(Preset),
    /// Those of a collection that belong to a place.
    Place(usize, Collection),
}

impl ListKey {
    /// What it is of; lists of one collection share their filters.
    pub fn collection(&self) -> Collection {
        match self {
            ListKey::All(collection) | ListKey::Place(_, collection) => *collection,
            ListKey::InState(_) | ListKey::OfKind(_) | ListKey::NoticesOfYear(_) | ListKey::Column(_) => {
                Collection::Notices
            }
            ListKey::Award(_) | ListKey::HonoursOfYear(_) | ListKey::OfLevel(_) => Collection::Honours,
            ListKey::PastActivities | ListKey::ActivitiesOf(_) | ListKey::Service(_) => {
                Collection::Activities
            }
            ListKey::Topic(_) => Collection::Pages,
            ListKey::Preset(_) => Collection::Registers,
        }
    }
}

/// One list, on as many pages as it takes.
#[derive(Clone, Debug)]
pub struct List {
    /// Which list it is.
    pub key: ListKey,
    /// Over its pages.
    pub heading: String,
    /// How it is called in a row of filters.
    pub label: String,
    /// A sentence under the heading.
    pub intro: Option<String>,
    /// The row of filters that it stands in; `None` for lists reached otherwise.
    pub row: Option<&'static str>,
    /// Indices into the content, in the order shown.
    pub members: Vec<u32>,
}

impl List {
    /// A list without an intro.
    pub fn new(
        key: ListKey,
        heading: impl Into<String>,
        label: impl Into<String>,
        row: Option<&'static str>,
        members: Vec<u32>,
    ) -> List {
        List { key, heading: heading.into(), label: label.into(), intro: None, row, members }
    }
}

/// A row of filters: its name, and the lists in it by their place among all.
#[derive(Clone, Debug)]
pub struct Row {
    /// What its lists are sorted by: `按状态`.
    pub name: &'static str,
    /// In the order shown.
    pub lists: Vec<usize>,
}

pub(super) fn rows(lists: &[List], collection: Collection) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (i, list) in lists.iter().enumerate().filter(|(_, list)| list.key.collection() == collection) {
        let Some(name) = list.row else { continue };
        match rows.iter_mut().find(|row| row.name == name) {
            Some(row) => row.lists.push(i),
            None => rows.push(Row { name, lists: vec![i] }),
        }
    }
    rows
}

/// Groups indices by a key, keys in order.
pub(super) fn group<K: Ord>(members: &[u32], key: impl Fn(u32) -> Option<K>) -> BTreeMap<K, Vec<u32>> {
    let mut groups: BTreeMap<K, Vec<u32>> = BTreeMap::new();
    for &member in members {
        if let Some(key) = key(member) {
            groups.entry(key).or_default().push(member);
        }
    }
    groups
}
