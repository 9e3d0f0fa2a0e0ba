//! Content → the pages there are, and what each shows.
//!
//! The room has floors, each a finished value that goes read-only to the next:
//!
//! ```text
//! facts ─▶ shelves ─▶ addresses ─▶ pages, files
//! ```
//!
//! | floor | does |
//! |---|---|
//! | [`words`] | dates, units, labels, names |
//! | [`facts`] | what is true today: states, windows, index numbers, places, the points bank's books |
//! | [`shelves`] | lists, filters, archive, neighbours, feeds and calendars, menu |
//! | [`addresses`] | which pages and files there are and where each lies |
//! | [`view`] | what templates see, as plain values |
//! | [`pages`] | one file a page type: the floors → a view, when somebody is about to render it |
//! | [`files`] | feeds, calendars, open data, search index, site maps → bytes |
//!
//! [`SitePlan`] is nothing but the finished floors, for those who render, serve and build; no floor sees it.
//! Planning knows the day (an argument) and the rules, never Tera, HTML or the disk.

pub mod addresses;
pub mod facts;
pub mod files;
pub mod pages;
pub mod shelves;
#[cfg(test)]
mod tests;
pub mod view;
pub mod words;

use crate::collection::Collection;
use crate::diagnostic::{Checked, Diagnostic};
use crate::model::content::Content;
use crate::model::log::PublicationLog;
use addresses::{Addresses, Floors, What};
pub use addresses::{Make, PlannedAsset, PlannedPage, picture_fault};
use facts::Facts;
pub use facts::{Audience, Settings};
use jiff::civil::DateTime;
use pages::Cards;
pub use pages::{Body, CardList, Data, Href, PageView, changes as changes_shown};
use shelves::Shelves;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::OnceLock;
pub use view::Card;
use view::{FilterView, SiteView};

/// Everything there is to build, by number; views are made on demand, and nothing holds all pages.
pub struct SitePlan<'a> {
    facts: Facts<'a>,
    shelves: Shelves,
    addresses: Addresses,
    pages: Vec<PlannedPage>,
    site: SiteView,
    cards: Cards,
    filters: HashMap<Collection, Vec<FilterView>>,
    assets: OnceLock<(Vec<PlannedAsset>, Vec<Diagnostic>)>,
}

/// Index into [`SitePlan::pages`].
pub type PageId = usize;

/// What a page shows.
pub enum View<'a> {
    /// Rendered by a template.
    Page(Box<PageView<'a>>),
    /// A file made as it is: feeds, sitemap, robots.
    File(Vec<u8>),
}

/// Works out what there is to build, whether two pages would have one address, and which pictures cannot be
/// shown.
pub fn plan<'a>(content: &'a Content, log: &'a PublicationLog, settings: Settings) -> Checked<SitePlan<'a>> {
    let plan = lay_out(content, log, settings);
    let diagnostics = [plan.picture_faults(), &plan.collisions()].concat();
    Checked::new(plan, diagnostics)
}

/// Works out what there is to build, and nothing else: what a preview cannot wait for.
pub fn lay_out<'a>(content: &'a Content, log: &'a PublicationLog, settings: Settings) -> SitePlan<'a> {
    let facts = facts::gather(content, log, settings);
    let shelves = shelves::sort(&facts);
    let (addresses, pages) = addresses::address(&facts, &shelves);
    let floors = Floors { facts: &facts, shelves: &shelves, addresses: &addresses, pages: &pages };
    let filters = Collection::ALL.into_iter().map(|one| (one, pages::filters(&floors, one)));
    SitePlan {
        site: pages::site(&floors),
        cards: Cards::new(&facts),
        filters: filters.collect(),
        assets: OnceLock::new(),
        facts,
        shelves,
        addresses,
        pages,
    }
}

impl<'a> SitePlan<'a> {
    fn floors(&self) -> Floors<'_> {
        let SitePlan { facts, shelves, addresses, pages, .. } = self;
        Floors { facts, shelves, addresses, pages }
    }

    /// What one page shows.
    pub fn view(&self, page: PageId) -> View<'_> {
        let floors = &self.floors();
        let view = match self.pages[page].what {
            What::Log => pages::log(floors),
            What::LogMonth(month, page) => pages::log_month(floors, month as usize, page as usize),
            What::Home => pages::home(floors),
            What::Entry(collection, i) => pages::entry(floors, collection, i as usize),
            What::Version(i, number) => pages::version(floors, i as usize, number),
            What::List(list, number) => pages::list(floors, list as usize, number as usize),
            What::Month(year, month) => pages::month(floors, year, month),
            What::Places => pages::places(floors),
            What::Place(i) => pages::place(floors, i as usize),
            What::Points => pages::county(floors),
            What::PointsVillage(i) => pages::village(floors, i as usize),
            What::PointsPeriod(village, i) => pages::period(floors, village as usize, i as usize),
            What::Household(i) => pages::household(floors, i as usize),
            What::PointsRules => pages::rules(floors),
            What::Shop => pages::shop(floors),
            What::Deadlines => pages::deadlines(floors),
            What::SiteMap => pages::site_map(floors),
            What::Search => pages::search(floors),
            What::Archive(month, page) => pages::archive(floors, month as usize, page as usize),
            What::Data => pages::open_data(floors, files::data_sets(floors)),
            What::NotFound => pages::not_found(floors),
            What::Feed(i) => return View::File(files::atom(floors, i as usize)),
            What::Calendar(i) => return View::File(files::calendar(floors, i as usize)),
            What::ActivityCalendar(i) => {
                return View::File(files::calendar_of_activity(floors, i as usize));
            }
            What::SearchIndex(part) => return View::File(files::search_index(floors, part as usize)),
            What::DataFile(which) => return View::File(files::data_file(floors, which)),
            What::Record(which) => return View::File(files::record_file(floors, which)),
            What::XmlSiteMap(part) => return View::File(files::xml_site_map(floors, part as usize)),
            What::XmlSiteMapIndex => return View::File(files::xml_site_map_index(floors)),
            What::Robots => return View::File(files::robots(floors)),
        };
        View::Page(Box::new(view))
    }

    /// What sort of page it is, where a template makes it: all of one sort are made by one.
    pub fn sort_of(&self, page: PageId) -> Option<impl Eq + Hash + use<>> {
        let what = self.pages[page].what;
        if self.pages[page].folder().is_none() && what != What::NotFound {
            return None;
        }
        let collection = match what {
            What::List(list, _) => Some(self.shelves.lists[list as usize].key.collection()),
            What::Entry(collection, _) => Some(collection),
            _ => None,
        };
        Some((std::mem::discriminant(&what), collection))
    }

    /// Every page and file to be made.
    pub fn pages(&self) -> &[PlannedPage] {
        &self.pages
    }

    /// The page made for a path, such as `notices/2026/x/index.html`.
    pub fn find(&self, path: &str) -> Option<PageId> {
        self.pages.iter().position(|page| page.path == path)
    }

    /// There is a page in a folder, named with its final slash.
    pub fn has_folder(&self, folder: &str) -> bool {
        self.find(&addresses::url::page_path(folder)).is_some()
    }

    /// The page shown for any missing address.
    pub fn not_found(&self) -> Option<PageId> {
        self.pages.iter().position(|page| page.what == What::NotFound)
    }

    /// Two pages with the same path, and names that are kept for records.
    pub fn collisions(&self) -> Vec<Diagnostic> {
        let files = self.assets().iter().map(|asset| (asset.path.as_str(), asset.named));
        let taken = addresses::names_taken(self.facts.content, files);
        [addresses::collisions(&self.facts, &self.shelves, &self.pages), taken].concat()
    }

    /// Files that some page shows or offers, in order of path.
    pub fn assets(&self) -> &[PlannedAsset] {
        &self.planned_assets().0
    }

    /// Pictures that cannot be shown.
    pub fn picture_faults(&self) -> &[Diagnostic] {
        &self.planned_assets().1
    }

    fn planned_assets(&self) -> &(Vec<PlannedAsset>, Vec<Diagnostic>) {
        self.assets.get_or_init(|| addresses::assets(&self.facts))
    }

    /// The site as every page shows it.
    pub fn site(&self) -> &SiteView {
        &self.site
    }

    /// An entry in a list, by its place in the content.
    pub fn card(&self, collection: Collection, i: usize) -> Option<&Card> {
        self.cards.get(&self.facts, collection, i)
    }

    /// How many cards a collection has.
    pub fn card_count(&self, collection: Collection) -> usize {
        self.cards.count(collection)
    }

    /// The rows of filters that list pages share.
    pub fn filter_rows(&self) -> impl Iterator<Item = (Collection, &Vec<FilterView>)> {
        self.filters.iter().map(|(&shelf, rows)| (shelf, rows))
    }

    /// Where a link or picture of a body leads, as written there.
    pub fn href_in(&self, body: &Body, target: &str) -> Href {
        match body {
            Body::Item(item) => pages::href_in(&self.facts, item, target),
            Body::Version { notice, files, record } => {
                pages::href_in_version(&self.facts, *notice, (record, files), target)
            }
        }
    }

    /// The day that the board shows, in the site's zone.
    pub fn today(&self) -> jiff::civil::Date {
        self.facts.today()
    }

    /// The next moment at which the site would change by the clock alone.
    pub fn next_change(&self) -> Option<DateTime> {
        self.facts.next_change()
    }
}
