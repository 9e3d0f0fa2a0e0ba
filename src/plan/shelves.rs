//! What stands beside what: lists and the rows of filters over them, the archive by month, neighbours, feeds
//! and calendars, the menu. Members are numbers into the content; what anything looks like, or where it
//! lies, is none of this floor's business.

mod activities;
mod archive;
mod books;
mod documents;
mod honours;
mod list;
mod listed;
mod log;
mod menu;
mod notices;
mod open_data;
mod places;
mod registers;
mod shelf;
mod subscriptions;

pub use archive::{Archive, Month};
pub use books::{book, chapters};
pub use list::{List, ListKey, Row};
pub use listed::Listed;
pub use log::LogMonth;
pub use menu::{MenuEntry, Section};
pub use open_data::{DataRow, DataSet};
pub use subscriptions::{Calendar, Feed, FeedOf};

use super::facts::{Facts, number};
use super::words::Word;
use crate::collection::Collection;
use rayon::prelude::*;
use shelf::Shelf;
use std::collections::HashMap;

/// Every order and grouping of a site.
pub struct Shelves {
    /// Every list of every collection; elsewhere they are known by their place in here.
    pub lists: Vec<List>,
    by_key: HashMap<ListKey, u32>,
    /// Everything shown, by month.
    pub archive: Archive,
    /// The visible notices of the same kind just before and after each, by date.
    pub neighbours: Vec<(Option<u32>, Option<u32>)>,
    /// What is listed of each collection, in the order in which places list it.
    orders: Vec<(Collection, Vec<u32>)>,
    /// The first is that of everything.
    pub feeds: Vec<Feed>,
    /// The first is the county's; empty without activities.
    pub calendars: Vec<Calendar>,
    /// The published log, newest first.
    pub log: Vec<LogMonth>,
    /// In the order shown, home first.
    pub menu: Vec<MenuEntry>,
}

/// Puts everything in its orders once; nothing here looks at what a page is like.
pub fn sort(facts: &Facts) -> Shelves {
    let orders: Vec<(Collection, Vec<u32>)> =
        Collection::ALL.into_iter().map(|one| (one, (shelf(one).order)(facts))).collect();
    let (lists, (archive, neighbours)) = rayon::join(
        || lists(facts, &orders),
        || rayon::join(|| archive::gather(facts), || notices::neighbours(facts)),
    );
    let by_key = lists.iter().zip(0..).map(|(list, i)| (list.key.clone(), i)).collect();
    Shelves {
        feeds: subscriptions::feeds(&lists),
        calendars: subscriptions::calendars(facts, &lists),
        log: log::months(facts),
        menu: menu::menu(facts, &lists),
        lists,
        by_key,
        archive,
        neighbours,
        orders,
    }
}

/// What a collection says of itself.
fn shelf(collection: Collection) -> Shelf {
    match collection {
        Collection::Notices => notices::SHELF,
        Collection::Honours => honours::SHELF,
        Collection::Activities => activities::SHELF,
        Collection::Pages => documents::SHELF,
        Collection::Registers => registers::SHELF,
    }
}

/// What sort of thing an entry is, beside entries of other collections.
pub fn label<'a>(facts: &Facts<'a>, Listed { collection, i }: Listed) -> &'a str {
    (shelf(collection).label)(facts, i as usize)
}

/// The state that an entry is in, where it has any.
pub fn state(facts: &Facts, Listed { collection, i }: Listed) -> Option<Word> {
    (shelf(collection).state)(facts, i as usize)
}

/// The one place that an entry is about, in words; may be empty.
pub fn place(facts: &Facts, Listed { collection, i }: Listed) -> String {
    (shelf(collection).place)(facts, i as usize)
}

/// Every list of the site: those of each collection, then those of each place.
fn lists(facts: &Facts, orders: &[(Collection, Vec<u32>)]) -> Vec<List> {
    let own = || orders.par_iter().flat_map_iter(|(one, order)| (shelf(*one).lists)(facts, order));
    let (mut lists, places): (Vec<List>, _) =
        rayon::join(|| own().collect(), || places::lists(facts, orders));
    lists.extend(places);
    lists
}

impl Shelves {
    /// Visible notices: open first, soonest end first, then by date, newest first.
    pub fn notices(&self) -> &[u32] {
        self.members(&ListKey::All(Collection::Notices))
    }

    /// What is on a list; nothing where there is no such list.
    pub fn members(&self, key: &ListKey) -> &[u32] {
        self.find(key).map_or(&[], |i| &self.lists[i].members)
    }

    /// None where nothing would be on it.
    pub fn list(&self, key: &ListKey) -> Option<&List> {
        self.find(key).map(|i| &self.lists[i])
    }

    /// The place of a list among all.
    pub fn find(&self, key: &ListKey) -> Option<usize> {
        self.by_key.get(key).map(|&i| i as usize)
    }

    /// What is listed of a collection, in the order in which places list it.
    pub fn order(&self, collection: Collection) -> &[u32] {
        self.orders.iter().find(|(one, _)| *one == collection).map_or(&[], |(_, order)| order)
    }

    /// The rows of a set of open data.
    pub fn rows(&self, facts: &Facts, set: DataSet) -> Vec<DataRow> {
        open_data::rows(set, facts, self.notices(), self.order(Collection::Honours))
    }

    /// The rows of filters over the lists of a collection.
    pub fn filters(&self, collection: Collection) -> Vec<Row> {
        list::rows(&self.lists, collection)
    }

    /// The feed that a list of notices offers: its own, else its place's, else everything.
    pub fn feed_of_list(&self, list: usize) -> usize {
        self.feeds.iter().position(|feed| feed.list == Some(number(list))).unwrap_or_default()
    }

    /// The feed of a place's notices, if it has a list of them.
    pub fn feed_of_place(&self, place: usize) -> Option<usize> {
        self.feeds.iter().position(|feed| feed.of == FeedOf::Place(number(place)))
    }

    /// The calendar of a place; none while there are no activities at all.
    pub fn calendar_of_place(&self, place: usize) -> Option<usize> {
        self.calendars.iter().position(|calendar| calendar.place == Some(number(place)))
    }
}
