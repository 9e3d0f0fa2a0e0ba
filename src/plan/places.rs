//! Townships and villages: one page each that gathers everything of theirs, and their full lists.

use super::lists::{List, Shelf};
use super::view::{LinkView, PlaceView, PlacesView, TownshipView};
use super::{CardList, Data, PageView, PlannedPage, SitePlan, What, at, number, points, site, url};
use crate::model::content::Content;
use crate::source::Spanned;
use rayon::prelude::*;
use std::collections::HashMap;

/// Items of each sort on a place's page; more are behind a link.
const SHOWN: usize = 10;

/// A township, or a village with its township.
#[derive(Clone, Debug)]
pub struct PlaceEntry {
    pub township: String,
    pub village: Option<String>,
    /// `places/yunyan/lianxi/`
    pub folder: String,
}

/// All places: as places.yaml lists them or, without it, as content names them.
pub fn entries(content: &Content) -> Vec<PlaceEntry> {
    let mut entries = Vec::new();
    for township in &content.places.townships {
        let folder = format!("places/{}/", url::segment(township.url_name()));
        entries.push(PlaceEntry {
            township: township.name.value.clone(),
            village: None,
            folder: folder.clone(),
        });
        entries.extend(township.villages.iter().map(|village| PlaceEntry {
            township: township.name.value.clone(),
            village: Some(village.name.value.clone()),
            folder: format!("{folder}{}/", url::segment(village.url_name())),
        }));
    }
    if content.places.open {
        entries.extend(named(content));
    }
    entries
}

fn named(content: &Content) -> Vec<PlaceEntry> {
    let notices = content.notices.iter().map(|notice| (&notice.township, &notice.village));
    let activities = content.activities.iter().map(|activity| (&activity.township, &activity.village));
    let mut names: Vec<(String, Option<String>)> = Vec::new();
    for (township, village) in notices.chain(activities) {
        let Some(township) = township else { continue };
        names.push((township.value.clone(), None));
        names.extend(village.as_ref().map(|village| (township.value.clone(), Some(village.value.clone()))));
    }
    names.sort();
    names.dedup();
    let folder = |township: &str, village: Option<&str>| {
        let village = village.map(|village| format!("{}/", url::segment(village))).unwrap_or_default();
        format!("places/{}/{village}", url::segment(township))
    };
    names
        .into_iter()
        .map(|(township, village)| PlaceEntry {
            folder: folder(&township, village.as_deref()),
            township,
            village,
        })
        .collect()
}

impl PlaceEntry {
    fn name(&self) -> &str {
        self.village.as_deref().unwrap_or(&self.township)
    }

    pub fn full_name(&self) -> String {
        format!("{}{}", self.township, self.village.as_deref().unwrap_or_default())
    }

    /// Whether something that names these places belongs here: a township gathers its villages.
    fn holds(&self, township: Option<&str>, village: Option<&str>) -> bool {
        match &self.village {
            None => township == Some(&self.township),
            Some(own) => village == Some(own) && township.is_none_or(|township| township == self.township),
        }
    }
}

/// The link to a place's page; without `href` when there is no such page.
pub fn link(plan: &SitePlan, township: Option<&str>, village: Option<&str>) -> LinkView {
    let found = plan.places.iter().find(|place| match village {
        Some(_) => place.village.as_deref() == village && township.is_none_or(|name| name == place.township),
        None => place.village.is_none() && Some(place.township.as_str()) == township,
    });
    LinkView {
        title: village.or(township).unwrap_or_default().to_owned(),
        href: found.map(|place| url::page_href(&place.folder)).unwrap_or_default(),
        count: None,
    }
}

/// Members of each place, in one pass over the content.
struct Members {
    notices: Vec<Vec<u32>>,
    honours: Vec<Vec<u32>>,
    activities: Vec<Vec<u32>>,
}

fn text(name: &Option<Spanned<String>>) -> Option<&str> {
    name.as_ref().map(|name| name.value.as_str())
}

fn members(plan: &SitePlan) -> Members {
    let content = plan.content;
    let mut index = Index::default();
    let mut place_of = |township, village| index.places(plan, township, village).to_vec();
    let empty = || vec![Vec::new(); plan.places.len()];
    let mut members = Members { notices: notices(plan), honours: empty(), activities: empty() };
    for i in super::honours::newest(plan) {
        let recipients = &content.honours[i as usize].recipients;
        let mut at: Vec<usize> =
            recipients.iter().flat_map(|r| place_of(text(&r.township), text(&r.village))).collect();
        at.sort_unstable();
        at.dedup();
        at.into_iter().for_each(|at| members.honours[at].push(i));
    }
    let mut order: Vec<u32> = (0..number(content.activities.len())).collect();
    order.sort_by_key(|&i| {
        std::cmp::Reverse(content.activities[i as usize].from.as_ref().map(|from| from.value))
    });
    for i in order {
        let activity = &content.activities[i as usize];
        place_of(text(&activity.township), text(&activity.village))
            .iter()
            .for_each(|&at| members.activities[at].push(i));
    }
    members
}

/// Names as written to the places that hold them.
#[derive(Default)]
struct Index<'a>(HashMap<(Option<&'a str>, Option<&'a str>), Vec<usize>>);

impl<'a> Index<'a> {
    fn places(&mut self, plan: &SitePlan, township: Option<&'a str>, village: Option<&'a str>) -> &[usize] {
        self.0.entry((township, village)).or_insert_with(|| {
            (0..plan.places.len()).filter(|&i| plan.places[i].holds(township, village)).collect()
        })
    }
}

/// Notices of each place, in order: each part of the order in parallel, then one after the other.
fn notices(plan: &SitePlan) -> Vec<Vec<u32>> {
    let parts: Vec<Vec<Vec<u32>>> =
        plan.notices.order.par_chunks(8192).map(|part| some(plan, part)).collect();
    let whole = (0..plan.places.len()).into_par_iter();
    whole.map(|place| parts.iter().flat_map(|part| part[place].iter().copied()).collect()).collect()
}

fn some(plan: &SitePlan, order: &[u32]) -> Vec<Vec<u32>> {
    let (mut index, mut members) = (Index::default(), vec![Vec::new(); plan.places.len()]);
    for &i in order {
        let notice = &plan.content.notices[i as usize];
        let places = index.places(plan, text(&notice.township), text(&notice.village));
        places.iter().for_each(|&at| members[at].push(i));
    }
    members
}

/// The full lists of every place, empty ones left out.
pub fn lists(plan: &SitePlan) -> Vec<List> {
    let members = members(plan);
    let mut lists = Vec::new();
    for (i, place) in plan.places.iter().enumerate() {
        let sorts = [
            (Shelf::Notices, "notices", "公示公告", &members.notices[i]),
            (Shelf::Honours, "honours", "荣誉", &members.honours[i]),
            (Shelf::Activities, "activities", "志愿服务", &members.activities[i]),
        ];
        for (shelf, name, words, members) in sorts.into_iter().filter(|sort| !sort.3.is_empty()) {
            lists.push(List {
                shelf,
                folder: format!("{}{name}/", place.folder),
                heading: format!("{}{words}", place.full_name()),
                label: place.name().to_owned(),
                intro: None,
                row: None,
                parent: Some((place.folder.clone(), place.name().to_owned())),
                members: members.clone(),
            });
        }
    }
    lists
}

pub fn pages(plan: &SitePlan) -> Vec<PlannedPage> {
    if plan.places.is_empty() {
        return Vec::new();
    }
    let places = plan.places.iter().enumerate().map(|(i, place)| at(&place.folder, What::Place(number(i))));
    std::iter::once(at("places/", What::Places)).chain(places).collect()
}

const PARENT: (&str, &str) = ("places/", "乡镇和村");

pub fn page<'a>(plan: &SitePlan<'a>, i: usize) -> PageView<'a> {
    let place = &plan.places[i];
    let mut meta = site::meta(plan, "place", &place.full_name(), &place.folder);
    let parent = place.village.as_ref().map(|_| link(plan, Some(&place.township), None));
    let above = parent
        .as_ref()
        .map(|parent| (parent.href.trim_end_matches("index.html").to_owned(), parent.title.clone()));
    let mut trail = vec![PARENT];
    trail.extend(above.as_ref().map(|(folder, title)| (folder.as_str(), title.as_str())));
    meta.section = url::page_href(PARENT.0);
    meta.breadcrumbs = site::trail(plan, &trail, place.name());
    meta.description = format!("{}的公示公告、荣誉、积分和志愿服务活动。", place.full_name());
    meta.column = Some(site::column(&place.full_name(), &meta.description, "地方"));
    meta.feeds = super::feeds::of_folder(plan, &place.folder);
    meta.calendars = super::calendars::of_folder(plan, &place.folder);
    meta.dated = true;
    let mut lists = Vec::new();
    let mut more = Vec::new();
    for (shelf, name) in
        [(Shelf::Notices, "notices"), (Shelf::Honours, "honours"), (Shelf::Activities, "activities")]
    {
        let folder = format!("{}{name}/", place.folder);
        let list = plan.lists.iter().find(|list| list.folder == folder);
        let shown = list.map(|list| site::some(list.members.iter().copied(), SHOWN)).unwrap_or_default();
        more.extend(list.map(|list| LinkView {
            title: format!("全部{}", list.heading.trim_start_matches(&place.full_name())),
            href: url::page_href(&list.folder),
            count: Some(list.members.len()),
        }));
        lists.push(match shelf {
            Shelf::Notices => (name, CardList::Notices(shown)),
            Shelf::Honours => (name, CardList::Honours(shown)),
            _ => (name, CardList::Activities(shown)),
        });
    }
    more.extend(place.village.as_ref().and_then(|village| points::village_link(plan, village)));
    let view = PlaceView {
        name: place.name().to_owned(),
        level: if place.village.is_some() { "village" } else { "township" },
        parent,
        villages: if place.village.is_none() { villages(plan, &place.township) } else { Vec::new() },
        more,
    };
    PageView { meta, data: vec![("place", Data::from(view))], lists, filters: None, body: None }
}

fn villages(plan: &SitePlan, township: &str) -> Vec<LinkView> {
    let inside = plan.places.iter().filter(|place| place.township == township && place.village.is_some());
    inside.map(|place| entry_link(plan, place)).collect()
}

/// All townships, with how many notices each has.
pub fn townships(plan: &SitePlan) -> Vec<LinkView> {
    plan.places.iter().filter(|place| place.village.is_none()).map(|place| entry_link(plan, place)).collect()
}

fn entry_link(plan: &SitePlan, place: &PlaceEntry) -> LinkView {
    let folder = format!("{}notices/", place.folder);
    let notices = plan.lists.iter().find(|list| list.folder == folder).map_or(0, |list| list.members.len());
    LinkView { title: place.name().to_owned(), href: url::page_href(&place.folder), count: Some(notices) }
}

/// Every place, for the site map.
pub fn all_links(plan: &SitePlan) -> Vec<LinkView> {
    let link = |place: &PlaceEntry| LinkView {
        title: place.full_name(),
        href: url::page_href(&place.folder),
        count: None,
    };
    plan.places.iter().map(link).collect()
}

pub fn overview<'a>(plan: &SitePlan<'a>) -> PageView<'a> {
    let mut meta = site::meta(plan, "places", PARENT.1, PARENT.0);
    meta.section = url::page_href(PARENT.0);
    meta.breadcrumbs = site::trail(plan, &[], PARENT.1);
    meta.column = Some(site::column(PARENT.1, "按乡镇和村查看公示公告", "栏目列表"));
    let townships = plan.places.iter().filter(|place| place.village.is_none());
    let view = PlacesView {
        townships: townships
            .map(|place| TownshipView {
                link: entry_link(plan, place),
                villages: villages(plan, &place.township),
            })
            .collect(),
    };
    PageView { meta, data: vec![("places", Data::from(view))], lists: Vec::new(), filters: None, body: None }
}
