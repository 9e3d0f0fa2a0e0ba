//! The folder of everything that has one.

use super::url;
use crate::collection::Collection;
use crate::model::content::Content;
use crate::model::record;
use crate::plan::facts::{Facts, Place};
use crate::plan::shelves::{FeedOf, ListKey, Section, Shelves};
use crate::plan::words::{level, notice_state, segment};

/// Where everything lies.
pub struct Addresses {
    /// The site's base URL, with a final slash.
    base: String,
    /// Folders of lists, places and villages with households, by their places among all.
    lists: Vec<String>,
    pub places: Vec<String>,
    pub villages: Vec<String>,
}

/// `places/yunyan/lianxi/`
fn place(place: &Place) -> String {
    let (township, village) = &place.url_names;
    let village = village.as_ref().map(|village| format!("{}/", segment(village))).unwrap_or_default();
    format!("places/{}/{village}", segment(township))
}

/// The folder of a list's first page.
fn list(facts: &Facts, places: &[String], key: &ListKey) -> String {
    match key {
        ListKey::All(collection) => section(Section::Of(*collection)),
        ListKey::InState(state) => format!("notices/state/{}/", notice_state(*state).key),
        ListKey::OfKind(kind) => {
            kind_folder(facts.content.kinds.at((*kind).into()).map_or("", |kind| &kind.key))
        }
        ListKey::NoticesOfYear(year) => format!("notices/year/{year}/"),
        ListKey::Column(i) => format!("columns/{}/", segment(&facts.content.site.columns[*i].id.value)),
        ListKey::Award(award) => award_folder(award),
        ListKey::HonoursOfYear(year) => format!("honours/year/{year}/"),
        ListKey::OfLevel(rank) => format!("honours/level/{}/", level(*rank).key),
        ListKey::PastActivities => "activities/past/".into(),
        ListKey::Service(service) => format!("activities/service/{}/", segment(service)),
        ListKey::Topic(topic) => format!("documents/topic/{}/", segment(topic)),
        ListKey::Place(place, collection) => format!("{}{}/", places[*place], collection.row().list.folder),
    }
}

fn kind_folder(key: &str) -> String {
    format!("notices/kind/{}/", segment(key))
}

fn award_folder(award: &str) -> String {
    format!("honours/award/{}/", segment(award))
}

fn points_of(content: &Content, village: &str) -> String {
    let name = content.places.village(None, village).map_or(village, |village| village.url_name());
    format!("points/{}/", segment(name))
}

fn section(section: Section) -> String {
    match section {
        Section::Of(collection) => format!("{}/", collection.row().list.folder),
        Section::Points => "points/".into(),
        Section::Places => "places/".into(),
    }
}

/// Folders of pages, with a final slash; of the home page, empty.
impl Addresses {
    pub fn new(facts: &Facts, shelves: &Shelves) -> Addresses {
        let places: Vec<String> = facts.places.iter().map(place).collect();
        Addresses {
            base: format!("{}/", facts.content.site.base_url.value),
            lists: shelves.lists.iter().map(|one| list(facts, &places, &one.key)).collect(),
            villages: facts.villages.iter().map(|village| points_of(facts.content, village)).collect(),
            places,
        }
    }

    pub const HOME: &str = "";
    pub const DEADLINES: &str = "deadlines/";
    pub const SITE_MAP: &str = "sitemap/";
    pub const SEARCH: &str = "search/";
    pub const DATA: &str = "data/";
    pub const RULES: &str = "points/rules/";
    pub const SHOP: &str = "points/shop/";
    pub const LOG: &str = "log/publication.jsonl";
    pub const NOT_FOUND: &str = "404.html";

    pub fn section(section: Section) -> String {
        self::section(section)
    }

    /// The page of a Markdown item.
    pub fn item(id: &str) -> String {
        [id, "/"].concat()
    }

    /// A page of the list of all notices, counted from 0.
    pub fn all_notices(page: usize) -> String {
        numbered(&section(Section::Of(Collection::Notices)), page)
    }

    /// The list of a kind's notices, known or not, by its key.
    /// The record of an item or points batch.
    pub fn record(id: &str) -> String {
        format!("{id}/{}", record::FILE)
    }

    pub fn kind(key: &str) -> String {
        kind_folder(key)
    }

    pub fn award(award: &str) -> String {
        award_folder(award)
    }

    /// The page of a list by its place among all, counted from 0.
    pub fn list(&self, list: usize, page: usize) -> String {
        numbered(&self.lists[list], page)
    }

    pub fn place(&self, place: usize) -> &str {
        &self.places[place]
    }

    pub fn month(year: i16, month: i8) -> String {
        format!("activities/month/{year}-{month:02}/")
    }

    /// A page of a month of the archive, counted from 0.
    pub fn archive(year: i16, month: i8, page: usize) -> String {
        numbered(&format!("{}{year}-{month:02}/", Addresses::SEARCH), page)
    }

    /// The points of a village that has households, by its place among those.
    pub fn village(&self, village: usize) -> &str {
        &self.villages[village]
    }

    /// The points of any village.
    pub fn points_of(content: &Content, village: &str) -> String {
        points_of(content, village)
    }

    pub fn household(id: &str) -> String {
        format!("points/household/{}/", segment(id))
    }

    /// The page whose feed it is.
    pub fn feed_folder(&self, facts: &Facts, of: FeedOf) -> String {
        match of {
            FeedOf::Everything => String::new(),
            FeedOf::Kind(kind) => list(facts, &self.places, &ListKey::OfKind(kind)),
            FeedOf::Place(place) => self.place(place as usize).to_owned(),
        }
    }

    /// The page whose calendar it is: a place's, or that of all activities.
    pub fn calendar_folder(&self, place: Option<u32>) -> String {
        let of_all = || section(Section::Of(Collection::Activities));
        place.map_or_else(of_all, |place| self.place(place as usize).to_owned())
    }
}

fn numbered(folder: &str, page: usize) -> String {
    match page {
        0 => folder.to_owned(),
        _ => format!("{folder}page/{}/", page + 1),
    }
}

/// Files beside pages, and full addresses.
impl Addresses {
    pub fn feed(folder: &str) -> String {
        format!("{folder}feed.xml")
    }

    pub fn calendar(folder: &str) -> String {
        format!("{folder}calendar.ics")
    }

    pub fn item_calendar(id: &str) -> String {
        format!("{id}/activity.ics")
    }

    pub fn search_part(part: usize) -> String {
        format!("search/index-{}.js", part + 1)
    }

    pub fn site_map_part(part: usize) -> String {
        format!("sitemap-{}.xml", part + 1)
    }

    /// A file of open data: `data/notices.json`.
    pub fn data(name: &str, ending: &str) -> String {
        format!("{}{name}.{ending}", Addresses::DATA)
    }

    /// The site's base URL, with a final slash.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The full address of a page by its folder, or of a file by its path.
    pub fn absolute(&self, path: &str) -> String {
        url::absolute(&self.base, path)
    }

    /// The full address of what a link from the root leads to.
    pub fn absolute_of_href(&self, href: &str) -> String {
        // links are encoded save for what is not ASCII, which full addresses encode, too
        format!("{}{}", self.base, url::ascii(url::folder_of(href)))
    }

    /// The host's name in the base URL.
    pub fn domain(&self) -> &str {
        let rest = self.base.split_once("://").map_or("", |(_, rest)| rest);
        rest.split('/').next().unwrap_or_default()
    }
}
