//! The page of one place, which gathers everything of its own.

use super::overview::villages;
use crate::collection::Collection;
use crate::plan::addresses::{Addresses, Floors, url};
use crate::plan::pages::frame::{
    calendar_link, column, feed_link, meta, page_link, place_link, section_link, trail,
};
use crate::plan::pages::items::parts;
use crate::plan::pages::made::{CardList, Data, PageView};
use crate::plan::pages::points::village_link;
use crate::plan::shelves::{ListKey, Section};
use crate::plan::view::{LinkView, PlaceView};

/// Items of each sort on a place's page; more are behind a link.
const SHOWN: usize = 10;

/// What a place gathers.
fn gathered() -> impl Iterator<Item = Collection> {
    Collection::ALL.into_iter().filter(|collection| collection.row().list.by_place)
}

/// One township or village, by its place among [`Facts::places`](crate::plan::facts::Facts::places).
pub fn place(floors: &Floors, i: usize) -> PageView<'static> {
    let (place, folder) = (&floors.facts.places[i], &floors.addresses.places[i]);
    let full_name = place.full_name();
    let parent = place.village.as_ref().map(|_| place_link(floors, Some(&place.township), None));
    let mut meta = meta(floors, "place", &full_name, folder);
    meta.section = url::page_href(&Addresses::section(Section::Places));
    meta.breadcrumbs = trail([section_link(Section::Places)].into_iter().chain(parent.clone()), place.name());
    meta.description = format!("{full_name}的公示公告、荣誉、积分和志愿服务活动。");
    meta.column = Some(column(&full_name, &meta.description, "地方"));
    meta.feeds = floors.shelves.feed_of_place(i).map(|feed| feed_link(floors, feed)).into_iter().collect();
    let calendar = floors.shelves.calendar_of_place(i);
    meta.calendars = calendar.map(|calendar| calendar_link(floors, calendar)).into_iter().collect();
    meta.dated = true;
    let view = PlaceView {
        name: place.name().to_owned(),
        level: if place.is_village() { "village" } else { "township" },
        parent,
        villages: if place.is_village() { Vec::new() } else { villages(floors, &place.township) },
        registers: parts(floors, i, SHOWN),
        more: more(floors, i),
    };
    let first = |one| floors.shelves.members(&ListKey::Place(i, one)).iter().copied().take(SHOWN);
    let lists = gathered().map(|one| (one.row().list.members, CardList::new(one, first(one))));
    PageView { lists: lists.collect(), ..PageView::new(meta, vec![("place", Data::from(view))]) }
}

/// The full lists, and the points of a village.
fn more(floors: &Floors, i: usize) -> Vec<LinkView> {
    let place = &floors.facts.places[i];
    let lists = gathered().filter_map(|one| floors.shelves.find(&ListKey::Place(i, one)));
    let link = |at: usize| {
        let list = &floors.shelves.lists[at];
        let title = format!("全部{}", list.heading.trim_start_matches(&place.full_name()));
        let count = Some(list.members.len());
        LinkView { count, ..page_link(title, &floors.addresses.list(at, 0)) }
    };
    let points = place.village.as_ref().and_then(|village| village_link(floors, village));
    lists.map(link).chain(points).collect()
}
