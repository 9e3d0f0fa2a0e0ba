//! Content → the pages there are, and what each shows.
//!
//! [`plan`] works out URLs, lists and feeds once: small values that know items by number. [`SitePlan::view`]
//! then says what one page shows, when somebody is about to render it; nothing holds all pages. Planning
//! knows the day (an argument) and the rules, never Tera, HTML or the disk.

mod activities;
mod archive;
mod calendars;
mod data;
mod feeds;
mod home;
mod honours;
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

use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::model::content::Content;
use crate::model::item::Item;
use crate::model::link::{Target, resolve};
use crate::model::log::PublicationLog;
use crate::text;
use jiff::civil::DateTime;
use lists::List;
pub use lists::Shelf;
pub use pictures::diagnostic as picture_fault;
pub use pictures::{Make, PlannedAsset};
use places::PlaceEntry;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::OnceLock;
use view::{ActivityCard, FilterView, HonourCard, NoticeCard, PageCard, PageMeta, PictureView, SiteView};
use xxhash_rust::xxh3::xxh3_64;

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
    points: points::PointsFacts,
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

/// What hosts show for a folder.
const INDEX: &str = "index.html";

/// Index into [`SitePlan::pages`].
pub type PageId = usize;

/// A file to be made.
#[derive(Clone, Debug)]
pub struct PlannedPage {
    /// Relative to the output folder: `notices/2026/x/index.html`.
    pub path: String,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Home,
    Notice(u32),
    Honour(u32),
    Activity(u32),
    Page(u32),
    /// A page of a list, counted from 0.
    List(u32, u32),
    Month(i16, i8),
    Places,
    Place(u32),
    Points,
    PointsVillage(u32),
    Household(u32),
    PointsRules,
    Shop,
    Deadlines,
    SiteMap,
    Search,
    /// A page of a month of everything, counted from 0.
    Archive(u32, u32),
    Data,
    NotFound,
    Feed(u32),
    Calendar(u32),
    ActivityCalendar(u32),
    SearchIndex(u32),
    DataFile(data::DataFile),
    XmlSiteMap(u32),
    XmlSiteMapIndex,
    Robots,
}

impl What {
    /// It is a page with an address of its own; the rest are files.
    fn has_folder(self) -> bool {
        !matches!(
            self,
            What::NotFound
                | What::Feed(_)
                | What::Calendar(_)
                | What::ActivityCalendar(_)
                | What::SearchIndex(_)
                | What::DataFile(_)
                | What::XmlSiteMap(_)
                | What::XmlSiteMapIndex
                | What::Robots
        )
    }
}

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
        points: points::PointsFacts::default(),
    };
    plan.notices = notices::gather(&plan);
    plan.points = points::gather(&plan);
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
    plan.pages = pages_of(&plan);
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
        collisions(self)
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

    /// The link from the root to an item's page, when the plan has one.
    pub fn item_href(&self, id: &str) -> Option<String> {
        self.is_planned(id).then(|| url::page_href(&format!("{id}/")))
    }

    /// The rows of filters that list pages share.
    pub fn filter_rows(&self) -> impl Iterator<Item = (Shelf, &Vec<FilterView>)> {
        self.filters.iter().map(|(&shelf, rows)| (shelf, rows))
    }

    /// Where a link or picture of an item's body leads, as written there.
    pub fn href_in(&self, item: &Item, target: &str) -> Href {
        match resolve(self.content, item, target) {
            Target::Item { id, anchor } => match (id == item.id, anchor) {
                (true, Some(anchor)) => Href::Here(anchor),
                (_, anchor) => {
                    self.item_href(&id).map_or(Href::Nowhere, |href| Href::Inside(with_anchor(href, anchor)))
                }
            },
            Target::Asset(path) => {
                Href::File { picture: pictures::view(self.content, &path, ""), href: url::href(&path) }
            }
            Target::Generated(path) => Href::Inside(generated(&path)),
            Target::Outside => Href::Outside,
            Target::Forbidden | Target::Nowhere => Href::Nowhere,
        }
    }

    fn is_planned(&self, id: &str) -> bool {
        match id.split('/').next() {
            Some("notices") => {
                let at = self.content.notices.binary_search_by(|n| n.item.id.as_str().cmp(id));
                at.is_ok_and(|i| self.notices.is_visible(i))
            }
            _ => self.content.item(id).is_some(),
        }
    }
}

/// Where a link or picture in a body leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Href {
    /// To a heading of the same page.
    Here(String),
    /// Relative to the site's root.
    Inside(String),
    /// A file of the site, relative to the site's root: as it is offered, and as it is shown.
    File { href: String, picture: PictureView },
    /// To be used as written.
    Outside,
    /// Shown as plain words.
    Nowhere,
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

/// Numbers of content are far below four thousand million.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

fn pages_of(plan: &SitePlan) -> Vec<PlannedPage> {
    let mut pages = vec![at("", What::Home)];
    pages.extend(notices::pages(plan));
    pages.extend(honours::pages(plan));
    pages.extend(activities::pages(plan));
    pages.extend(pages::pages(plan));
    pages.extend(lists::pages(plan));
    pages.extend(places::pages(plan));
    pages.extend(points::pages(plan));
    pages.push(at("deadlines/", What::Deadlines));
    pages.push(at("sitemap/", What::SiteMap));
    pages.push(at("search/", What::Search));
    pages.push(file("404.html", What::NotFound));
    pages.extend(archive::pages(plan));
    pages.extend(feeds::pages(plan));
    pages.extend(calendars::pages(plan));
    pages.extend(search::pages(plan));
    pages.extend(data::pages(plan));
    pages.extend(site::xml_pages(&pages));
    pages
}

/// A page in its folder.
fn at(folder: &str, what: What) -> PlannedPage {
    PlannedPage { path: [folder, INDEX].concat(), what }
}

/// The page of an item, in a folder of its id.
fn of_item(id: &str, what: What) -> PlannedPage {
    PlannedPage { path: [id, "/", INDEX].concat(), what }
}

fn file(path: impl Into<String>, what: What) -> PlannedPage {
    PlannedPage { path: path.into(), what }
}

/// A file and a generated page with the same path. Two files are the rule `path_collision`'s; two generated
/// pages come from two things of one name, which is `duplicate_id`'s.
fn collisions(plan: &SitePlan) -> Vec<Diagnostic> {
    // some file systems and hosts do not tell upper from lower case
    let mut pages: Vec<(u64, &PlannedPage)> =
        plan.pages.par_iter().map(|page| (xxh3_64(page.path.to_lowercase().as_bytes()), page)).collect();
    pages.par_sort_by_key(|page| page.0);
    let alike = pages.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    let same = alike.filter(|pair| pair[0].1.path.to_lowercase() == pair[1].1.path.to_lowercase());
    same.filter_map(|pair| match (source_item(plan, pair[1].1.what), source_item(plan, pair[0].1.what)) {
        (Some(item), None) | (None, Some(item)) => Some(collision(pair[1].1, item)),
        _ => None,
    })
    .collect()
}

fn collision(page: &PlannedPage, item: &Item) -> Diagnostic {
    let path = page.path.trim_end_matches("index.html");
    let message = text!(
        "网址 /{path} 是程序自动生成的页面用的，这个文件不能用",
        "The URL /{path} belongs to a page that is made automatically"
    );
    let hint = text!("给这个文件换个名字", "Rename this file");
    Diagnostic::new(Code::PathCollision, item.file, item.head, message).hint(hint)
}

fn source_item<'a>(plan: &SitePlan<'a>, what: What) -> Option<&'a Item> {
    let content = plan.content;
    Some(match what {
        What::Notice(i) => &content.notices[i as usize].item,
        What::Honour(i) => &content.honours[i as usize].item,
        What::Activity(i) => &content.activities[i as usize].item,
        What::Page(i) => &content.pages[i as usize].item,
        _ => return None,
    })
}
