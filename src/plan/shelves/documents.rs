//! Policy documents, by topic.

use super::list::{List, ListKey, group};
use super::shelf::Shelf;
use crate::collection::Collection;
use crate::model::page::{Document, Page};
use crate::plan::facts::{Facts, number};
use std::cmp::Reverse;

pub(super) const SHELF: Shelf = Shelf {
    order: signed,
    lists,
    label: |facts, i| match document(&facts.content.pages[i]) {
        Some(_) => "政策文件",
        None => Collection::Pages.row().label,
    },
    state: |_, _| None,
    place: |_, _| String::new(),
};

fn document(page: &Page) -> Option<&Document> {
    page.document.as_ref().map(|document| &document.value)
}

/// Documents, the latest signed first; plain pages are in no list.
fn signed(facts: &Facts) -> Vec<u32> {
    let page = |i: u32| &facts.content.pages[i as usize];
    let mut order: Vec<u32> = (0..number(facts.content.pages.len())).collect();
    order.retain(|&i| document(page(i)).is_some());
    let signed = |document: &Document| document.signed.as_ref().map(|signed| signed.value);
    order.sort_by_key(|&i| (Reverse(document(page(i)).and_then(signed)), &page(i).item.id));
    order
}

fn lists(facts: &Facts, all: &[u32]) -> Vec<List> {
    if all.is_empty() {
        return Vec::new();
    }
    let pages = &facts.content.pages;
    let topics = group(all, |i| Some(document(&pages[i as usize])?.topic.as_ref()?.value.clone()));
    let all = all.to_vec();
    let mut lists = vec![List::new(ListKey::All(Collection::Pages), "政策文件", "全部", Some("按主题"), all)];
    lists.extend(topics.into_iter().map(|(topic, members)| {
        List::new(ListKey::Topic(topic.clone()), topic.clone(), topic, Some("按主题"), members)
    }));
    lists
}
