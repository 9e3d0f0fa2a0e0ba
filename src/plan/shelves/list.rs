//! Lists: what one is, and how they stand in rows of filters.

use crate::model::honour::Level;
use crate::model::window::NoticeState;
use std::collections::BTreeMap;

/// What a list is of; lists of one shelf share their filters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shelf {
    Notices,
    Honours,
    Activities,
    Documents,
}

impl Shelf {
    pub const ALL: [Shelf; 4] = [Shelf::Notices, Shelf::Honours, Shelf::Activities, Shelf::Documents];
}

/// Which list it is. Kinds are by their place in rules.yaml, columns and places likewise.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ListKey {
    Notices,
    InState(NoticeState),
    OfKind(u16),
    NoticesOfYear(i16),
    Column(usize),
    Honours,
    Award(String),
    HonoursOfYear(i16),
    OfLevel(Level),
    Activities,
    PastActivities,
    Service(String),
    Documents,
    Topic(String),
    /// Those of a shelf that belong to a place.
    Place(usize, Shelf),
}

impl ListKey {
    pub fn shelf(&self) -> Shelf {
        match self {
            ListKey::Notices
            | ListKey::InState(_)
            | ListKey::OfKind(_)
            | ListKey::NoticesOfYear(_)
            | ListKey::Column(_) => Shelf::Notices,
            ListKey::Honours | ListKey::Award(_) | ListKey::HonoursOfYear(_) | ListKey::OfLevel(_) => {
                Shelf::Honours
            }
            ListKey::Activities | ListKey::PastActivities | ListKey::Service(_) => Shelf::Activities,
            ListKey::Documents | ListKey::Topic(_) => Shelf::Documents,
            ListKey::Place(_, shelf) => *shelf,
        }
    }
}

/// One list, on as many pages as it takes.
#[derive(Clone, Debug)]
pub struct List {
    pub key: ListKey,
    pub heading: String,
    /// How it is called in a row of filters.
    pub label: String,
    pub intro: Option<String>,
    /// The row of filters that it stands in; `None` for lists reached otherwise.
    pub row: Option<&'static str>,
    /// Indices into the content, in the order shown.
    pub members: Vec<u32>,
}

impl List {
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
    pub name: &'static str,
    pub lists: Vec<usize>,
}

pub fn rows(lists: &[List], shelf: Shelf) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (i, list) in lists.iter().enumerate().filter(|(_, list)| list.key.shelf() == shelf) {
        let Some(name) = list.row else { continue };
        match rows.iter_mut().find(|row| row.name == name) {
            Some(row) => row.lists.push(i),
            None => rows.push(Row { name, lists: vec![i] }),
        }
    }
    rows
}

/// Groups indices by a key, keys in order.
pub fn group<K: Ord>(members: &[u32], key: impl Fn(u32) -> Option<K>) -> BTreeMap<K, Vec<u32>> {
    let mut groups: BTreeMap<K, Vec<u32>> = BTreeMap::new();
    for &member in members {
        if let Some(key) = key(member) {
            groups.entry(key).or_default().push(member);
        }
    }
    groups
}
