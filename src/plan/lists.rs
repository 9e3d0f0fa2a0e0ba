//! Lists: which there are, what is on them, in what order, and their pages of twenty.

use super::view::{FilterView, LinkView, ListView, Pager};
use super::{CardList, Data, PageView, PlannedPage, SitePlan, What, at, number, site, url};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// Items on one page of a list. Source: the site page of the design.
pub const PAGE_SIZE: usize = 20;

/// What a list is of; lists of one shelf share their filters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shelf {
    Notices,
    Honours,
    Activities,
    Documents,
}

/// One list, on as many pages as it takes.
#[derive(Clone, Debug)]
pub struct List {
    pub shelf: Shelf,
    /// Its folder: `notices/kind/project/`.
    pub folder: String,
    pub heading: String,
    /// How it is called in a row of filters.
    pub label: String,
    pub intro: Option<String>,
    /// The row of filters that it stands in; `None` for lists reached otherwise.
    pub row: Option<&'static str>,
    /// Folder and title of the page above it.
    pub parent: Option<(String, String)>,
    /// Indices into the content, in the order shown.
    pub members: Vec<u32>,
}

/// Every list of the site.
pub fn lists(plan: &SitePlan) -> Vec<List> {
    let (mut lists, places) = rayon::join(|| super::notices::lists(plan), || super::places::lists(plan));
    lists.extend(super::honours::lists(plan));
    lists.extend(super::activities::lists(plan));
    lists.extend(super::pages::lists(plan));
    lists.extend(places);
    lists
}

/// Groups indices by a key, keys in order.
pub fn group<K: Ord>(members: &[u32], key: impl Fn(u32) -> Option<K>) -> BTreeMap<K, Vec<u32>> {
    let mut groups: BTreeMap<K, Vec<u32>> = BTreeMap::new();
    for &member in members {
        if let Some(key) = key(member) {
            groups.entry(key).or_default().push(member);
        }
    }
    groups
}

/// The rows of filters of each shelf, once.
pub fn filters(plan: &SitePlan) -> HashMap<Shelf, Vec<FilterView>> {
    let shelves = [Shelf::Notices, Shelf::Honours, Shelf::Activities, Shelf::Documents];
    shelves.into_iter().map(|shelf| (shelf, rows(plan, shelf))).collect()
}

fn rows(plan: &SitePlan, shelf: Shelf) -> Vec<FilterView> {
    let mut rows: Vec<FilterView> = Vec::new();
    for list in plan.lists.iter().filter(|list| list.shelf == shelf) {
        let Some(name) = list.row else { continue };
        let link = LinkView {
            title: list.label.clone(),
            href: url::page_href(&list.folder),
            count: Some(list.members.len()),
        };
        match rows.iter_mut().find(|row| row.name == name) {
            Some(row) => row.links.push(link),
            None => rows.push(FilterView { name: name.to_owned(), links: vec![link] }),
        }
    }
    rows
}

pub fn pages(plan: &SitePlan) -> Vec<PlannedPage> {
    let lists = plan.lists.par_iter().enumerate();
    let pages = lists.flat_map_iter(|(i, list)| {
        let pages = 0..page_count(list);
        pages.map(move |page| {
            let what = What::List(number(i), number(page));
            if page == 0 { at(&list.folder, what) } else { at(&folder(list, page), what) }
        })
    });
    pages.collect()
}

fn page_count(list: &List) -> usize {
    list.members.len().div_ceil(PAGE_SIZE).max(1)
}

fn folder(list: &List, page: usize) -> String {
    match page {
        0 => list.folder.clone(),
        _ => format!("{}page/{}/", list.folder, page + 1),
    }
}

pub fn page<'a>(plan: &SitePlan<'a>, index: usize, page: usize) -> PageView<'a> {
    let list = &plan.lists[index];
    let from = page * PAGE_SIZE;
    let shown =
        list.members[from.min(list.members.len())..(from + PAGE_SIZE).min(list.members.len())].to_vec();
    let (template, name, section, cards) = match list.shelf {
        Shelf::Notices => ("notices", "notices", "notices/", CardList::Notices(shown)),
        Shelf::Honours => ("honours", "honours", "honours/", CardList::Honours(shown)),
        Shelf::Activities => ("activities", "activities", "activities/", CardList::Activities(shown)),
        Shelf::Documents => ("documents", "pages", "documents/", CardList::Pages(shown)),
    };
    let mut meta = site::meta(plan, template, &list.heading, &folder(list, page));
    meta.href = url::page_href(&list.folder);
    meta.section = url::page_href(section);
    meta.breadcrumbs = breadcrumbs(plan, list);
    meta.description = list.intro.clone().unwrap_or_else(|| format!("{}：{}", plan.site.name, list.heading));
    meta.column = Some(site::column(&list.heading, &meta.description, "栏目列表"));
    if list.shelf == Shelf::Notices {
        meta.feeds = super::feeds::of_list(plan, &list.folder);
    }
    meta.calendars = super::calendars::of_folder(plan, &list.folder);
    meta.dated = list.shelf == Shelf::Notices && cards.any_open(plan);
    if page > 0 {
        meta.title = format!("{}（第{}页）", list.heading, page + 1);
    }
    let view = ListView {
        heading: list.heading.clone(),
        intro: list.intro.clone(),
        pager: pager(list.members.len(), PAGE_SIZE, page, |page| url::page_href(&folder(list, page))),
        empty: empty(list.shelf).to_owned(),
    };
    PageView {
        meta,
        data: vec![("list", Data::from(view))],
        lists: vec![(name, cards)],
        // their counts are of the whole county, which a place's own list is no part of
        filters: list.row.map(|_| list.shelf),
        body: None,
    }
}

impl CardList {
    fn any_open(&self, plan: &SitePlan) -> bool {
        matches!(self, CardList::Notices(list) if list.iter().any(|&i| super::notices::days_left(plan, i as usize).is_some()))
    }
}

fn breadcrumbs(plan: &SitePlan, list: &List) -> Vec<LinkView> {
    let mut trail = vec![site::home_link(plan)];
    if let Some((folder, title)) = &list.parent {
        trail.push(LinkView { title: title.clone(), href: url::page_href(folder), count: None });
    }
    trail.push(LinkView { title: list.heading.clone(), ..LinkView::default() });
    trail
}

fn empty(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Notices => "这里暂时没有公示公告。",
        Shelf::Honours => "这里暂时没有荣誉。",
        Shelf::Activities => "这里暂时没有活动。",
        Shelf::Documents => "这里暂时没有文件。",
    }
}

/// Page numbers under a list of `total` items; `href` gives the link to a page, counted from 0.
pub fn pager(total: usize, page_size: usize, page: usize, href: impl Fn(usize) -> String) -> Pager {
    let pages = total.div_ceil(page_size).max(1);
    let near = page.saturating_sub(2)..(page + 3).min(pages);
    let (mut links, mut next) = (Vec::new(), 0);
    // the first, those around, the last: never a walk over all, which every page of a list would make again
    for shown in std::iter::once(0).chain(near).chain([pages - 1]) {
        if shown > next {
            links.push(LinkView { title: "…".into(), ..LinkView::default() });
        }
        if shown >= next {
            links.push(LinkView { title: (shown + 1).to_string(), href: href(shown), count: None });
            next = shown + 1;
        }
    }
    Pager {
        number: page + 1,
        pages,
        total,
        previous: page.checked_sub(1).map(&href),
        next: (page + 1 < pages).then(|| href(page + 1)),
        links,
    }
}
