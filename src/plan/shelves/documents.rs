//! Policy documents, by topic.

use super::list::{List, ListKey, group};
use crate::collection::Collection;
use crate::model::page::Document;
use crate::plan::facts::{Facts, number};
use std::cmp::Reverse;

pub(super) fn lists(facts: &Facts) -> Vec<List> {
    let pages = &facts.content.pages;
    let document = |i: u32| pages[i as usize].document.as_ref().map(|document| &document.value);
    let mut all: Vec<u32> = (0..number(pages.len())).filter(|&i| document(i).is_some()).collect();
    if all.is_empty() {
        return Vec::new();
    }
    let signed = |document: &Document| document.signed.as_ref().map(|signed| signed.value);
    all.sort_by_key(|&i| (Reverse(document(i).and_then(signed)), &pages[i as usize].item.id));
    let topics = group(&all, |i| Some(document(i)?.topic.as_ref()?.value.clone()));
    let mut lists = vec![List::new(ListKey::All(Collection::Pages), "政策文件", "全部", Some("按主题"), all)];
    lists.extend(topics.into_iter().map(|(topic, members)| {
        List::new(ListKey::Topic(topic.clone()), topic.clone(), topic, Some("按主题"), members)
    }));
    lists
}
