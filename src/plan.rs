//! Content → the pages there are, and what each shows.
//!
//! [`plan`] works out URLs, lists and feeds once: small values that know items by number. [`SitePlan::view`]
//! then says what one page shows, when somebody is about to render it; nothing holds all pages. Planning
//! knows the day (an argument) and the rules, never Tera, HTML or the disk.

mod activities;
mod address;
mod archive;
mod calendars;
mod data;
mod feeds;
mod home;
mod honours;
mod href;
mod json_ld;
mod lists;
mod notices;
mod pages;
mod pictures;
mod places;
mod points;
mod search;
mod site;
#[cfg(test)]
mod tests;
pub mod url;
pub mod view;
pub mod wording;

use crate::diagnostic::{Checked, Diagnostic};
use crate::model::content::Content;
use crate::model::item::Item;
use crate::model::ledger::Ledger;
use crate::model::log::PublicationLog;
pub use address::PlannedPage;
use address::{What, at, file, of_item};
pub use href::Href;
use jiff::civil::DateTime;
use lists::List;
pub use lists::Shelf;
pub use pictures::diagnostic as picture_fault;
pub use pictures::{Make, PlannedAsset};
use places::PlaceEntry;
use serde::Serialize;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::OnceLock;
use view::{ActivityCard, FilterView, HonourCard, NoticeCard, PageCard, PageMeta, SiteView};

/// For whom a plan is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Without drafts and what is scheduled for later.
    Public,
    /// What `serve` shows: everything, marked as what it is.
    Clerk,
}

/// How a plan is to be made.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Wall-clock time in the site's zone.
    pub now: DateTime,
    /// The day was given, not read from the clock.
    pub pinned: bool,
    pub audience: Audience,
}

/// Everything there is to build, by number; views are made on demand.
pub struct SitePlan<'a> {
    content: &'a Content,
    log: &'a PublicationLog,
    settings: Settings,
    pub site: SiteView,
    pub cards: Cards,
    pub pages: Vec<PlannedPage>,
    assets: OnceLock<(Vec<PlannedAsset>, Vec<Diagnostic>)>,
    filters: HashMap<Shelf, Vec<FilterView>>,
    lists: Vec<List>,
    places: Vec<PlaceEntry>,
    feeds: Vec<feeds::Feed>,
    calendars: Vec<calendars::Calendar>,
    archive: archive::Archive,
    notices: notices::NoticeFacts,
    /// The points bank's books.
    ledger: Ledger<'a>,
    /// Villages that have households, in the order of households.yaml.
    villages: Vec<&'a str>,
}

/// List items, shared by every page that lists them; same order as in the content. Those of notices are
/// made when first asked for: a preview of a hundred thousand shows twenty.
#[derive(Default)]
pub struct Cards {
    notices: Vec<OnceLock<Box<NoticeCard>>>,
    pub honours: Vec<HonourCard>,
    pub activities: Vec<ActivityCard>,
    pub pages: Vec<PageCard>,
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

/// What a template gets.
pub struct PageView<'a> {
    pub meta: PageMeta,
    /// Values of this page alone, by their name in templates.
    pub data: Vec<(&'static str, Data)>,
    /// Lists of shared cards, by their name in templates.
    pub lists: Vec<(&'static str, CardList)>,
    /// Filters shared by all lists of a shelf.
    pub filters: Option<Shelf>,
    /// The Markdown to show.
    pub body: Option<&'a Item>,
}

/// Numbers of cards.
pub enum CardList {
    Notices(Vec<u32>),
    Honours(Vec<u32>),
    Activities(Vec<u32>),
    Pages(Vec<u32>),
}

macro_rules! data {
    ($($name:ident),*) => {
        /// Any page's own values.
        #[derive(Serialize)]
        #[serde(untagged)]
        #[expect(clippy::large_enum_variant, reason = "one a page, dropped at once")]
        pub enum Data { $($name(view::$name),)* Deadlines(Vec<view::DeadlineView>), Sections(Vec<view::SectionView>),
            Rules(Vec<view::PointsRuleView>), Goods(Vec<view::GoodsView>), Links(Vec<view::LinkView>),
            Entries(Vec<view::EntryView>), Turn([Option<view::LinkView>; 2]), DataSets(Vec<view::DataSetView>) }
        $(impl From<view::$name> for Data { fn from(view: view::$name) -> Data { Data::$name(view) } })*
    };
}
data!(
    HomeView,
    NoticeView,
    HonourView,
    ActivityView,
    MonthView,
    ListView,
    PlacesView,
    PlaceView,
    PointsView,
    HouseholdView,
    ContentView,
    SearchView
);

/// Works out what there is to build, whether two pages would have one address, and which pictures cannot be
/// shown.
pub fn plan<'a>(content: &'a Content, log: &'a PublicationLog, settings: Settings) -> Checked<SitePlan<'a>> {
    let plan = lay_out(content, log, settings);
    let diagnostics = [plan.picture_faults(), &plan.collisions()].concat();
    Checked::new(plan, diagnostics)
}

/// Works out what there is to build, and nothing else: what a preview cannot wait for.
pub fn lay_out<'a>(content: &'a Content, log: &'a PublicationLog, settings: Settings) -> SitePlan<'a> {
    let mut plan = SitePlan {
        content,
        log,
        settings,
        site: site::view(content, &settings),
        cards: Cards::default(),
        pages: Vec::new(),
        assets: OnceLock::new(),
        filters: HashMap::new(),
        lists: Vec::new(),
        places: places::entries(content),
        feeds: Vec::new(),
        calendars: Vec::new(),
        archive: archive::Archive::default(),
        notices: notices::NoticeFacts::default(),
        ledger: Ledger::of_content(content, log),
        villages: points::village_names(content),
    };
    plan.notices = notices::gather(&plan);
    plan.cards = Cards {
        notices: plan.content.notices.iter().map(|_| OnceLock::new()).collect(),
        honours: honours::cards(&plan),
        activities: activities::cards(&plan),
        pages: pages::cards(&plan),
    };
    (plan.lists, plan.archive) = rayon::join(|| lists::lists(&plan), || archive::gather(&plan));
    plan.filters = lists::filters(&plan);
    plan.feeds = feeds::feeds(&plan);
    plan.calendars = calendars::calendars(&plan);
    plan.site.nav = site::nav(&plan);
    plan.pages = address::pages_of(&plan);
    plan
}

impl<'a> SitePlan<'a> {
    /// What one page shows.
    pub fn view(&self, page: PageId) -> View<'a> {
        let planned = &self.pages[page];
        let view = match planned.what {
            What::Home => home::home(self),
            What::Notice(i) => notices::page(self, i as usize),
            What::Honour(i) => honours::page(self, i as usize),
            What::Activity(i) => activities::page(self, i as usize),
            What::Page(i) => pages::page(self, i as usize),
            What::List(list, number) => lists::page(self, list as usize, number as usize),
            What::Month(year, month) => activities::month(self, year, month),
            What::Places => places::overview(self),
            What::Place(i) => places::page(self, i as usize),
            What::Points => points::county(self),
            What::PointsVillage(i) => points::village(self, i as usize),
            What::Household(i) => points::household(self, i as usize),
            What::PointsRules => points::rules(self),
            What::Shop => points::shop(self),
            What::Deadlines => notices::deadlines(self),
            What::SiteMap => site::site_map(self),
            What::Search => search::page(self),
            What::Archive(month, page) => archive::page(self, month as usize, page as usize),
            What::Data => data::page(self),
            What::NotFound => site::not_found(self),
            What::Feed(i) => return View::File(feeds::atom(self, i as usize)),
            What::Calendar(i) => return View::File(calendars::of_many(self, i as usize)),
            What::ActivityCalendar(i) => return View::File(calendars::of_one(self, i as usize)),
            What::SearchIndex(part) => return View::File(search::index(self, part as usize)),
            What::DataFile(which) => return View::File(data::file_of(self, which)),
            What::XmlSiteMap(part) => return View::File(site::xml_site_map(self, part as usize)),
            What::XmlSiteMapIndex => return View::File(site::xml_site_map_index(self)),
            What::Robots => return View::File(site::robots(self)),
        };
        View::Page(Box::new(view))
    }

    /// What sort of page it is, where a template makes it: all of one sort are made by one.
    pub fn sort_of(&self, page: PageId) -> Option<impl Eq + Hash + use<>> {
        let what = self.pages[page].what;
        if !what.has_folder() && what != What::NotFound {
            return None;
        }
        let shelf = match what {
            What::List(list, _) => Some(self.lists[list as usize].shelf),
            _ => None,
        };
        Some((std::mem::discriminant(&what), shelf))
    }

    /// The page made for a path, such as `notices/2026/x/index.html`.
    pub fn find(&self, path: &str) -> Option<PageId> {
        self.pages.iter().position(|page| page.path == path)
    }

    /// Two pages with the same path.
    pub fn collisions(&self) -> Vec<Diagnostic> {
        address::collisions(self)
    }

    /// Files that some page shows or offers, in order of path.
    pub fn assets(&self) -> &[PlannedAsset] {
        &self.planned_assets().0
    }

    /// The file planned for a path under the output folder.
    pub fn asset(&self, path: &str) -> Option<&PlannedAsset> {
        let assets = self.assets();
        assets.binary_search_by(|asset| asset.path.as_str().cmp(path)).ok().map(|at| &assets[at])
    }

    /// Pictures that cannot be shown.
    pub fn picture_faults(&self) -> &[Diagnostic] {
        &self.planned_assets().1
    }

    fn planned_assets(&self) -> &(Vec<PlannedAsset>, Vec<Diagnostic>) {
        self.assets.get_or_init(|| pictures::assets(self))
    }

    /// A notice in a list, by its index in the content.
    pub fn notice_card(&self, notice: usize) -> &NoticeCard {
        self.cards.notices[notice].get_or_init(|| Box::new(notices::card(self, notice)))
    }

    /// The page of a notice, by its index in the content.
    pub fn notice_page(&self, notice: usize) -> Option<PageId> {
        let wanted = What::Notice(number(notice));
        self.pages.iter().position(|page| page.what == wanted)
    }

    pub fn content(&self) -> &'a Content {
        self.content
    }

    pub fn settings(&self) -> Settings {
        self.settings
    }

    pub fn today(&self) -> jiff::civil::Date {
        self.settings.now.date()
    }

    /// The next moment at which the site would change by the clock alone.
    pub fn next_change(&self) -> Option<DateTime> {
        site::next_change(self)
    }

    /// The rows of filters that list pages share.
    pub fn filter_rows(&self) -> impl Iterator<Item = (Shelf, &Vec<FilterView>)> {
        self.filters.iter().map(|(&shelf, rows)| (shelf, rows))
    }
}

/// Numbers of content are far below four thousand million.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
