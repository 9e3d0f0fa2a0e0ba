//! What readers can subscribe to: feeds of notices, calendars of activities.

use super::list::{List, ListKey};
use crate::collection::Collection;
use crate::plan::facts::{Facts, number};

/// A feed of the newest notices.
pub struct Feed {
    /// What its notices have in common.
    pub of: FeedOf,
    /// As readers see it in their reader.
    pub title: String,
    /// The list whose newest it carries, by its place among all; `None` for everything.
    pub list: Option<u32>,
}

/// What a feed is about: everything, or a kind or place, by its place in rules.yaml or among all places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedOf {
    /// All notices.
    Everything,
    /// Those of a kind.
    Kind(u16),
    /// Those of a township, with its villages, or of a village.
    Place(u32),
}

/// A calendar of activities.
pub struct Calendar {
    /// `None` for the county's.
    pub place: Option<u32>,
    /// As subscribers see it.
    pub title: String,
    /// In the content's order, so that a new day alone changes nothing.
    pub activities: Vec<u32>,
}

/// Everything, by kind, and by township and village.
pub(super) fn feeds(lists: &[List]) -> Vec<Feed> {
    let everything = Feed { of: FeedOf::Everything, title: "全部公示公告".into(), list: None };
    let feed = |(list, i): (&List, u32)| {
        let of = match list.key {
            ListKey::OfKind(kind) => FeedOf::Kind(kind),
            ListKey::Place(place, Collection::Notices) => FeedOf::Place(number(place)),
            _ => return None,
        };
        Some(Feed { of, title: list.heading.clone(), list: Some(i) })
    };
    std::iter::once(everything).chain(lists.iter().zip(0..).filter_map(feed)).collect()
}

/// Every place has its calendar even before its first activity, so that whoever subscribes misses none.
pub(super) fn calendars(facts: &Facts, lists: &[List]) -> Vec<Calendar> {
    let activities = &facts.content.activities;
    if activities.is_empty() {
        return Vec::new();
    }
    let county = Calendar {
        place: None,
        title: "志愿服务活动日历".into(),
        activities: (0..number(activities.len())).collect(),
    };
    let places = facts.places.iter().enumerate().map(|(i, place)| Calendar {
        place: Some(number(i)),
        title: format!("{}志愿服务活动日历", place.full_name()),
        activities: of_place(lists, i),
    });
    std::iter::once(county).chain(places).collect()
}

fn of_place(lists: &[List], place: usize) -> Vec<u32> {
    let own = ListKey::Place(place, Collection::Activities);
    let list = lists.iter().find(|list| list.key == own);
    let mut members = list.map(|list| list.members.clone()).unwrap_or_default();
    members.sort_unstable();
    members
}
