//! A page of a list, and the filters over it.

use crate::plan::addresses::{Addresses, Floors, LIST_PAGE, url};
use crate::plan::pages::frame::{
    calendar_link, column, feed_link, meta, page_link, pager, section_link, trail,
};
use crate::plan::pages::made::{CardList, Data, PageView};
use crate::plan::shelves::{List, ListKey, Section, Shelf};
use crate::plan::view::{FilterView, LinkView, ListView};

/// The page of a list, counted from 0.
pub fn list(floors: &Floors, index: usize, page: usize) -> PageView<'static> {
    let (list, addresses) = (&floors.shelves.lists[index], floors.addresses);
    let from = (page * LIST_PAGE).min(list.members.len());
    let shown = list.members[from..(from + LIST_PAGE).min(list.members.len())].to_vec();
    let shelf = list.key.shelf();
    let (name, section) = name(shelf);
    let mut meta = meta(floors, template(shelf), &list.heading, &addresses.list(index, page));
    meta.href = url::page_href(&addresses.list(index, 0));
    meta.section = url::page_href(Addresses::section(section));
    meta.breadcrumbs = trail(above(floors, &list.key), &list.heading);
    let site = &floors.facts.content.site.name.value;
    meta.description = list.intro.clone().unwrap_or_else(|| format!("{site}：{}", list.heading));
    meta.column = Some(column(&list.heading, &meta.description, "栏目列表"));
    if shelf == Shelf::Notices {
        meta.feeds = vec![feed_link(floors, floors.shelves.feed_of_list(index))];
        meta.dated = shown.iter().any(|&i| floors.facts.days_left(i as usize).is_some());
    }
    if list.key == ListKey::Activities {
        // the county's calendar comes first
        meta.calendars = vec![calendar_link(floors, 0)];
    }
    if page > 0 {
        meta.title = format!("{}（第{}页）", list.heading, page + 1);
    }
    PageView {
        lists: vec![(name, CardList::of(shelf, shown))],
        // their counts are of the whole county, which a place's own list is no part of
        filters: list.row.map(|_| shelf),
        ..PageView::new(meta, vec![("list", Data::from(view(floors, index, page)))])
    }
}

fn view(floors: &Floors, index: usize, page: usize) -> ListView {
    let list: &List = &floors.shelves.lists[index];
    let href = |page| url::page_href(&floors.addresses.list(index, page));
    ListView {
        heading: list.heading.clone(),
        intro: list.intro.clone(),
        pager: pager(list.members.len(), LIST_PAGE, page, href),
        empty: empty(list.key.shelf()).to_owned(),
    }
}

fn template(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Notices => "notices",
        Shelf::Honours => "honours",
        Shelf::Activities => "activities",
        Shelf::Documents => "documents",
    }
}

/// What the members are called in the template, and the section that they are of.
fn name(shelf: Shelf) -> (&'static str, Section) {
    match shelf {
        Shelf::Notices => ("notices", Section::Notices),
        Shelf::Honours => ("honours", Section::Honours),
        Shelf::Activities => ("activities", Section::Activities),
        Shelf::Documents => ("pages", Section::Documents),
    }
}

fn above(floors: &Floors, key: &ListKey) -> Option<LinkView> {
    match key {
        ListKey::Notices | ListKey::Honours | ListKey::Activities | ListKey::Documents => None,
        ListKey::Place(place, _) => {
            let name = floors.facts.places[*place].name();
            Some(page_link(name, &floors.addresses.places[*place]))
        }
        other => Some(section_link(name(other.shelf()).1)),
    }
}

fn empty(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Notices => "这里暂时没有公示公告。",
        Shelf::Honours => "这里暂时没有荣誉。",
        Shelf::Activities => "这里暂时没有活动。",
        Shelf::Documents => "这里暂时没有文件。",
    }
}

/// The rows of filters that all lists of a shelf share.
pub fn filters(floors: &Floors, shelf: Shelf) -> Vec<FilterView> {
    let link = |&i: &usize| {
        let list = &floors.shelves.lists[i];
        LinkView {
            title: list.label.clone(),
            href: url::page_href(&floors.addresses.list(i, 0)),
            count: Some(list.members.len()),
        }
    };
    let rows = floors.shelves.filters(shelf).into_iter();
    rows.map(|row| FilterView { name: row.name.to_owned(), links: row.lists.iter().map(link).collect() })
        .collect()
}
