//! What belongs to each township and village.

use super::list::{List, ListKey, Shelf};
use crate::plan::facts::{Facts, number};
use crate::source::Spanned;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::HashMap;

/// The full lists of every place, empty ones left out.
pub fn lists(facts: &Facts, notices: &[u32], honours: &[u32]) -> Vec<List> {
    let mut members = Members {
        notices: notices_of(facts, notices),
        honours: honours_of(facts, honours),
        activities: activities_of(facts),
    };
    let mut lists = Vec::new();
    for (i, place) in facts.places.iter().enumerate() {
        let sorts = [
            (Shelf::Notices, "公示公告", &mut members.notices[i]),
            (Shelf::Honours, "荣誉", &mut members.honours[i]),
            (Shelf::Activities, "志愿服务", &mut members.activities[i]),
        ];
        for (shelf, words, members) in sorts.into_iter().filter(|sort| !sort.2.is_empty()) {
            let heading = format!("{}{words}", place.full_name());
            let members = std::mem::take(members);
            lists.push(List::new(ListKey::Place(i, shelf), heading, place.name(), None, members));
        }
    }
    lists
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

fn none(facts: &Facts) -> Vec<Vec<u32>> {
    vec![Vec::new(); facts.places.len()]
}

fn honours_of(facts: &Facts, newest: &[u32]) -> Vec<Vec<u32>> {
    let (mut index, mut members) = (Index::default(), none(facts));
    for &i in newest {
        let recipients = &facts.content.honours[i as usize].recipients;
        let mut at: Vec<usize> = recipients
            .iter()
            .flat_map(|r| index.places(facts, text(&r.township), text(&r.village)).to_vec())
            .collect();
        at.sort_unstable();
        at.dedup();
        at.into_iter().for_each(|at| members[at].push(i));
    }
    members
}

fn activities_of(facts: &Facts) -> Vec<Vec<u32>> {
    let (mut index, mut members) = (Index::default(), none(facts));
    let activities = &facts.content.activities;
    let mut order: Vec<u32> = (0..number(activities.len())).collect();
    order.sort_by_key(|&i| Reverse(activities[i as usize].from.as_ref().map(|from| from.value)));
    for i in order {
        let activity = &activities[i as usize];
        let places = index.places(facts, text(&activity.township), text(&activity.village));
        places.iter().for_each(|&at| members[at].push(i));
    }
    members
}

/// Notices of each place, in order: each part of the order in parallel, then one after the other.
fn notices_of(facts: &Facts, order: &[u32]) -> Vec<Vec<u32>> {
    let parts: Vec<Vec<Vec<u32>>> = order.par_chunks(8192).map(|part| some(facts, part)).collect();
    let whole = (0..facts.places.len()).into_par_iter();
    whole.map(|place| parts.iter().flat_map(|part| part[place].iter().copied()).collect()).collect()
}

fn some(facts: &Facts, order: &[u32]) -> Vec<Vec<u32>> {
    let (mut index, mut members) = (Index::default(), none(facts));
    for &i in order {
        let notice = &facts.content.notices[i as usize];
        let places = index.places(facts, text(&notice.township), text(&notice.village));
        places.iter().for_each(|&at| members[at].push(i));
    }
    members
}

/// Names as written to the places that hold them.
#[derive(Default)]
struct Index<'a>(HashMap<(Option<&'a str>, Option<&'a str>), Vec<usize>>);

impl<'a> Index<'a> {
    fn places(&mut self, facts: &Facts, township: Option<&'a str>, village: Option<&'a str>) -> &[usize] {
        self.0.entry((township, village)).or_insert_with(|| {
            (0..facts.places.len()).filter(|&i| facts.places[i].holds(township, village)).collect()
        })
    }
}
