//! Which pages there are, and the path of each.

use super::{
    SitePlan, activities, archive, calendars, data, feeds, honours, lists, notices, pages, places, points,
};
use super::{search, site};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::item::Item;
use crate::text;
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

/// What hosts show for a folder.
const INDEX: &str = "index.html";

/// A file to be made.
#[derive(Clone, Debug)]
pub struct PlannedPage {
    /// Relative to the output folder: `notices/2026/x/index.html`.
    pub path: String,
    pub(super) what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
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
    pub fn has_folder(self) -> bool {
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

pub fn pages_of(plan: &SitePlan) -> Vec<PlannedPage> {
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
pub fn at(folder: &str, what: What) -> PlannedPage {
    PlannedPage { path: [folder, INDEX].concat(), what }
}

/// The page of an item, in a folder of its id.
pub fn of_item(id: &str, what: What) -> PlannedPage {
    PlannedPage { path: [id, "/", INDEX].concat(), what }
}

pub fn file(path: impl Into<String>, what: What) -> PlannedPage {
    PlannedPage { path: path.into(), what }
}

/// A file and a generated page with the same path. Two files are the rule `path_collision`'s; two generated
/// pages come from two things of one name, which is `duplicate_id`'s.
pub fn collisions(plan: &SitePlan) -> Vec<Diagnostic> {
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
