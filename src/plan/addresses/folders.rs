//! The folder of everything that has one.

use super::codes::{self, Codes};
use super::url;
use crate::collection::Collection;
use crate::model::content::Content;
use crate::model::period::Period;
use crate::model::record;
use crate::model::register::Preset;
use crate::plan::facts::{Facts, Place};
use crate::plan::shelves::{FeedOf, ListKey, Section, Shelves};
use crate::plan::words::{level, notice_state, segment};
use std::sync::Arc;

/// Where everything lies.
pub struct Addresses {
    /// The site's base URL, with a final slash.
    base: String,
    /// Folders of lists, places and villages with households, by their places among all.
    lists: Vec<String>,
    /// In the order of [`Facts::places`].
    pub places: Vec<String>,
    /// In the order of [`Facts::villages`].
    pub villages: Vec<String>,
    codes: Arc<Codes>,
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
        ListKey::ActivitiesOf(sort) => format!("activities/type/{}/", sort.words().0),
        ListKey::Service(service) => format!("activities/service/{}/", segment(service)),
        ListKey::Topic(topic) => format!("documents/topic/{}/", segment(topic)),
        ListKey::Preset(preset) => preset_folder(*preset),
        ListKey::Place(place, collection) => format!("{}{}/", places[*place], collection.row().list.folder),
    }
}

fn kind_folder(key: &str) -> String {
    format!("notices/kind/{}/", segment(key))
}

fn preset_folder(preset: Preset) -> String {
    format!("registers/sort/{}/", preset.words().0)
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
    /// Settles every folder once, since each is asked for often.
    pub fn new(facts: &Facts, shelves: &Shelves) -> Addresses {
        let places: Vec<String> = facts.places.iter().map(place).collect();
        Addresses {
            base: format!("{}/", facts.content.site.base_url.value),
            lists: shelves.lists.iter().map(|one| list(facts, &places, &one.key)).collect(),
            villages: facts.villages.iter().map(|village| points_of(facts.content, village)).collect(),
            places,
            codes: Arc::new(Codes::new()),
        }
    }

    /// What draws the QR code of a full address: an SVG path with a stroke one module wide, along the middle of the rows.
    /// Empty for an address too long for any code.
    pub fn qr(&self) -> Arc<dyn Fn(&str) -> String + Send + Sync> {
        let codes = Arc::clone(&self.codes);
        Arc::new(move |address| codes.path_of(address))
    }

    /// The modules a side of that code; 0 for an address too long for any.
    pub fn qr_size(&self, address: &str) -> usize {
        codes::size_of(address)
    }

    /// The home page.
    pub const HOME: &str = "";
    /// Windows by their last day.
    pub const DEADLINES: &str = "deadlines/";
    /// The site map for readers; machines have `sitemap.xml`.
    pub const SITE_MAP: &str = "sitemap/";
    /// The search page; its index and the archive lie below it.
    pub const SEARCH: &str = "search/";
    /// The page of open data; the files lie below it.
    pub const DATA: &str = "data/";
    /// The catalogue of what earns points.
    pub const RULES: &str = "points/rules/";
    /// What can be had for points.
    pub const SHOP: &str = "points/shop/";
    /// The page of the publication log.
    pub const LOG_PAGE: &str = "log/";
    /// Where the publication log is published. Source: the format of records, which outsiders rely on.
    pub const LOG: &str = "log/publication.jsonl";
    /// Hosts look for this name at the root.
    pub const NOT_FOUND: &str = "404.html";

    /// The page above all pages of a section.
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

    /// The record of an item or points batch.
    pub fn record(id: &str) -> String {
        format!("{id}/{}", record::FILE)
    }

    /// The record beside the page of a folder.
    pub fn record_in(folder: &str) -> String {
        format!("{folder}{}", record::FILE)
    }

    /// A former version of a notice.
    pub fn version(id: &str, number: u32) -> String {
        format!("{id}/versions/{number}/")
    }

    /// The list of a kind's notices, known or not, by its key.
    pub fn kind(key: &str) -> String {
        kind_folder(key)
    }

    /// The list of honours of one award, by its name.
    pub fn award(award: &str) -> String {
        award_folder(award)
    }

    /// The list of registers of one sort.
    pub fn preset(preset: Preset) -> String {
        preset_folder(preset)
    }

    /// The page of a list by its place among all, counted from 0.
    pub fn list(&self, list: usize, page: usize) -> String {
        numbered(&self.lists[list], page)
    }

    /// The page of a place, by its place among [`Facts::places`].
    pub fn place(&self, place: usize) -> &str {
        &self.places[place]
    }

    /// The calendar page of a month; January is 1.
    pub fn month(year: i16, month: i8) -> String {
        format!("activities/month/{year}-{month:02}/")
    }

    /// A page of a month of the archive, counted from 0.
    pub fn archive(year: i16, month: i8, page: usize) -> String {
        numbered(&format!("{}{year}-{month:02}/", Addresses::SEARCH), page)
    }

    /// A month of the publication log.
    pub fn log_month(year: i16, month: i8) -> String {
        format!("{}{year}-{month:02}/", Addresses::LOG_PAGE)
    }

    /// The points of a village that has households, by its place among those.
    pub fn village(&self, village: usize) -> &str {
        &self.villages[village]
    }

    /// The accounts of such a village in a month, quarter or year.
    pub fn period(&self, village: usize, period: Period) -> String {
        format!("{}{}/", self.villages[village], period.slug())
    }

    /// The points of any village.
    pub fn points_of(content: &Content, village: &str) -> String {
        points_of(content, village)
    }

    /// The page of a household, by its id, not by its name.
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
    /// The Atom feed beside a page, by that page's folder.
    pub fn feed(folder: &str) -> String {
        format!("{folder}feed.xml")
    }

    /// The calendar file beside a page, by that page's folder.
    pub fn calendar(folder: &str) -> String {
        format!("{folder}calendar.ics")
    }

    /// The calendar file of one activity, by the activity's id.
    pub fn item_calendar(id: &str) -> String {
        format!("{id}/activity.ics")
    }

    /// A file of the search index, counted from 0; names count from 1.
    pub fn search_part(part: usize) -> String {
        format!("search/index-{}.js", part + 1)
    }

    /// A part of the XML site map, counted from 0; names count from 1.
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
