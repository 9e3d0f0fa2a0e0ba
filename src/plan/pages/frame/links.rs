//! Links between pages, and where those in a text lead.

use super::pictures;
use crate::model::item::Item;
use crate::model::link::{Target, resolve};
use crate::plan::addresses::{Addresses, Floors, url};
use crate::plan::facts::Facts;
use crate::plan::shelves::Section;
use crate::plan::view::{FactView, LinkView, PictureView};
use crate::plan::words::Fact;
use serde::Serialize;

pub(crate) fn page_link(title: impl Into<String>, folder: &str) -> LinkView {
    LinkView { title: title.into(), href: url::page_href(folder), count: None }
}

/// The page above all of a section, by the section's heading.
pub(crate) fn section_link(section: Section) -> LinkView {
    page_link(section.heading(), &Addresses::section(section))
}

pub(crate) fn item_href(item: &Item) -> String {
    url::page_href(&Addresses::item(&item.id))
}

pub(crate) fn item_link(title: &str, item: &Item) -> LinkView {
    LinkView { title: title.to_owned(), href: item_href(item), count: None }
}

/// The link to a notice by id, when it is shown.
pub(crate) fn notice_link(facts: &Facts, id: &str) -> Option<LinkView> {
    let at = facts.find_notice(id).filter(|&at| facts.notices.is_visible(at))?;
    let notice = &facts.content.notices[at];
    Some(item_link(&notice.title.value, &notice.item))
}

/// The link to a place's page; without `href` when there is no such page.
pub(crate) fn place_link(floors: &Floors, township: Option<&str>, village: Option<&str>) -> LinkView {
    let found = floors.facts.places.iter().position(|place| place.is(township, village));
    LinkView {
        title: village.or(township).unwrap_or_default().to_owned(),
        href: found.map(|i| url::page_href(&floors.addresses.places[i])).unwrap_or_default(),
        count: None,
    }
}

/// The record of an item, as a fact of its page.
pub(crate) fn record_link(id: &str) -> FactView {
    let path = Addresses::record(id);
    let name = path.rsplit('/').next().unwrap_or(&path);
    FactView { href: Some(url::href(&path)), ..Fact::new("内容记录", name).into() }
}

/// A feed, by its place among all.
pub(crate) fn feed_link(floors: &Floors, feed: usize) -> LinkView {
    let feed = &floors.shelves.feeds[feed];
    let folder = floors.addresses.feed_folder(floors.facts, feed.of);
    LinkView { title: feed.title.clone(), href: url::href(&Addresses::feed(&folder)), count: None }
}

/// A calendar, by its place among all.
pub(crate) fn calendar_link(floors: &Floors, calendar: usize) -> LinkView {
    let calendar = &floors.shelves.calendars[calendar];
    let path = Addresses::calendar(&floors.addresses.calendar_folder(calendar.place));
    LinkView { title: format!("订阅{}", calendar.title), href: url::href(&path), count: None }
}

/// Where a link or picture in a body leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Href {
    /// To a heading of the same page.
    Here(String),
    /// Relative to the site's root.
    Inside(String),
    /// A file of the site.
    File {
        /// As it is offered, relative to the site's root.
        href: String,
        /// As it is shown, where it is a picture.
        picture: PictureView,
    },
    /// To be used as written.
    Outside,
    /// Shown as plain words.
    Nowhere,
}

/// Where a link or picture of an item's body leads, as written there.
pub(crate) fn href_in(facts: &Facts, item: &Item, target: &str) -> Href {
    match resolve(facts.content, item, target) {
        Target::Item { id, anchor } => match (id == item.id, anchor) {
            (true, Some(anchor)) => Href::Here(anchor),
            (_, anchor) if facts.shows(&id) => {
                Href::Inside(with_anchor(url::page_href(&Addresses::item(&id)), anchor))
            }
            _ => Href::Nowhere,
        },
        Target::Asset(path) => {
            Href::File { picture: pictures::view(facts.content, &path, ""), href: url::href(&path) }
        }
        Target::Generated(path) => Href::Inside(generated(&path)),
        Target::Outside => Href::Outside,
        Target::Forbidden | Target::Nowhere => Href::Nowhere,
    }
}

fn with_anchor(href: String, anchor: Option<String>) -> String {
    match anchor.filter(|anchor| !anchor.is_empty()) {
        Some(anchor) => format!("{href}#{}", url::href(&anchor)),
        None => href,
    }
}

/// The link to a page that planning makes, as a text names it: with or without its final slash.
fn generated(path: &str) -> String {
    let last = path.rsplit('/').next().unwrap_or_default();
    if last.contains('.') {
        return url::href(path);
    }
    url::page_href(&if path.is_empty() { String::new() } else { format!("{path}/") })
}
