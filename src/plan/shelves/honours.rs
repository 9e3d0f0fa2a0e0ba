//! The roll of honour, by award, year and level.

use super::list::{List, ListKey, group};
use super::shelf::Shelf;
use crate::collection::Collection;
use crate::plan::facts::{Facts, number};
use crate::plan::words;
use std::cmp::Reverse;

pub(super) const SHELF: Shelf = Shelf {
    order: newest,
    lists,
    label: |_, _| Collection::Honours.row().label,
    state: |_, _| None,
    // their recipients are from several
    place: |_, _| String::new(),
};

/// All honours, newest first.
fn newest(facts: &Facts) -> Vec<u32> {
    let honours = &facts.content.honours;
    let mut order: Vec<u32> = (0..number(honours.len())).collect();
    order.sort_by_key(|&i| {
        let honour = &honours[i as usize];
        let decided = honour.decision.as_ref().and_then(|decision| Some(decision.on.as_ref()?.value));
        (Reverse(honour.year.as_ref().map(|year| year.value)), Reverse(decided), &honour.item.id)
    });
    order
}

fn lists(facts: &Facts, all: &[u32]) -> Vec<List> {
    let honours = &facts.content.honours;
    if honours.is_empty() {
        return Vec::new();
    }
    let one = |i: u32| &honours[i as usize];
    let mut lists =
        vec![List::new(ListKey::All(Collection::Honours), "荣誉榜", "全部", Some("荣誉榜"), all.to_vec())];
    let award = |i| Some(one(i).award.value.clone()).filter(|award| !award.is_empty());
    for (award, members) in group(all, award) {
        lists.push(List::new(ListKey::Award(award.clone()), &award, &award, Some("按称号"), members));
    }
    for (year, members) in group(all, |i| one(i).year.as_ref().map(|year| year.value)).into_iter().rev() {
        let (heading, label) = (format!("{year}年度荣誉"), format!("{year}年度"));
        lists.push(List::new(ListKey::HonoursOfYear(year), heading, label, Some("按年度"), members));
    }
    for (level, members) in group(all, |i| Some(one(i).level.value)).into_iter().rev() {
        let label = format!("{}级", words::level(level).label);
        lists.push(List::new(
            ListKey::OfLevel(level),
            format!("{label}荣誉"),
            label,
            Some("按级别"),
            members,
        ));
    }
    lists
}
