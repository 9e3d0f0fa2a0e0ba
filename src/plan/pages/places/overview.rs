//! All places, and links to them.

use crate::collection::Collection;
use crate::plan::addresses::{Addresses, Floors, url};
use crate::plan::facts::Place;
use crate::plan::pages::frame::{column, meta, page_link, trail};
use crate::plan::pages::made::{Data, PageView};
use crate::plan::shelves::{ListKey, Section};
use crate::plan::view::{LinkView, PlacesView, TownshipView};

pub(crate) fn overview(floors: &Floors) -> PageView<'static> {
    let (heading, folder) = (Section::Places.heading(), Addresses::section(Section::Places));
    let mut meta = meta(floors, "places", heading, &folder);
    meta.section = url::page_href(&folder);
    meta.breadcrumbs = trail([], heading);
    meta.column = Some(column(heading, "按乡镇和村查看公示公告", "栏目列表"));
    let places = floors.facts.places.iter().enumerate().filter(|(_, place)| !place.is_village());
    let township = |(i, place): (usize, &Place)| TownshipView {
        link: counted(floors, i),
        villages: villages(floors, &place.township),
    };
    let view = PlacesView { townships: places.map(township).collect() };
    PageView::new(meta, vec![("places", Data::from(view))])
}

/// A place, with how many notices it has.
fn counted(floors: &Floors, i: usize) -> LinkView {
    let count = Some(floors.shelves.members(&ListKey::Place(i, Collection::Notices)).len());
    LinkView { count, ..page_link(floors.facts.places[i].name(), &floors.addresses.places[i]) }
}

fn some(floors: &Floors, wanted: impl Fn(&Place) -> bool) -> Vec<LinkView> {
    let places = floors.facts.places.iter().enumerate().filter(|(_, place)| wanted(place));
    places.map(|(i, _)| counted(floors, i)).collect()
}

/// The villages of a township.
pub(super) fn villages(floors: &Floors, township: &str) -> Vec<LinkView> {
    some(floors, |place| place.is_village() && place.township == township)
}

/// All townships, with how many notices each has.
pub(crate) fn townships(floors: &Floors) -> Vec<LinkView> {
    some(floors, |place| !place.is_village())
}

/// Every place, for the site map.
pub(crate) fn all_links(floors: &Floors) -> Vec<LinkView> {
    let places = floors.facts.places.iter().zip(&floors.addresses.places);
    places.map(|(place, folder)| page_link(place.full_name(), folder)).collect()
}
