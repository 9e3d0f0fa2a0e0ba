//! A page of a list, and the filters over it.

use crate::collection::Collection;
use crate::plan::addresses::{Addresses, Floors, LIST_PAGE, url};
use crate::plan::pages::frame::{
    calendar_link, column, feed_link, meta, page_link, pager, section_link, trail,
};
use crate::plan::pages::made::{CardList, Data, PageView};
use crate::plan::shelves::{List, ListKey, Section};
use crate::plan::view::{FilterView, LinkView, ListView};

/// The page of a list, counted from 0.
pub fn list(floors: &Floors, index: usize, page: usize) -> PageView<'static> {
    let (list, addresses) = (&floors.shelves.lists[index], floors.addresses);
    let from = (page * LIST_PAGE).min(list.members.len());
    let shown = list.members[from..(from + LIST_PAGE).min(list.members.len())].to_vec();
    let collection = list.key.collection();
    let row = &collection.row().list;
    let mut meta = meta(floors, row.folder, &list.heading, &addresses.list(index, page));
    meta.href = url::page_href(&addresses.list(index, 0));
    meta.section = url::page_href(&Addresses::section(Section::Of(collection)));
    meta.breadcrumbs = trail(above(floors, &list.key), &list.heading);
    let site = &floors.facts.content.site.name.value;
    meta.description = list.intro.clone().unwrap_or_else(|| format!("{site}：{}", list.heading));
    meta.column = Some(column(&list.heading, &meta.description, "栏目列表"));
    if collection == Collection::Notices {
        meta.feeds = vec![feed_link(floors, floors.shelves.feed_of_list(index))];
        meta.dated = shown.iter().any(|&i| floors.facts.days_left(i as usize).is_some());
    }
    if list.key == ListKey::All(Collection::Activities) {
        // the county's calendar comes first
        meta.calendars = vec![calendar_link(floors, 0)];
    }
    if page > 0 {
        meta.title = format!("{}（第{}页）", list.heading, page + 1);
    }
    PageView {
        lists: vec![(row.members, CardList::new(collection, shown))],
        // their counts are of the whole county, which a place's own list is no part of
        filters: list.row.map(|_| collection),
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
        empty: list.key.collection().row().list.empty.to_owned(),
    }
}

fn above(floors: &Floors, key: &ListKey) -> Option<LinkView> {
    match key {
        ListKey::All(_) => None,
        ListKey::Place(place, _) => {
            let name = floors.facts.places[*place].name();
            Some(page_link(name, &floors.addresses.places[*place]))
        }
        other => Some(section_link(Section::Of(other.collection()))),
    }
}

/// The rows of filters that all lists of a collection share.
pub fn filters(floors: &Floors, collection: Collection) -> Vec<FilterView> {
    let link = |&i: &usize| {
        let list = &floors.shelves.lists[i];
        LinkView {
            title: list.label.clone(),
            href: url::page_href(&floors.addresses.list(i, 0)),
            count: Some(list.members.len()),
        }
    };
    let rows = floors.shelves.filters(collection).into_iter();
    rows.map(|row| FilterView { name: row.name.to_owned(), links: row.lists.iter().map(link).collect() })
        .collect()
}
