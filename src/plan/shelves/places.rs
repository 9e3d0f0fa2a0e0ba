//! What belongs to each township and village.

use super::list::{List, ListKey};
use crate::collection::Collection;
use crate::plan::facts::Facts;
use crate::source::Spanned;
use rayon::prelude::*;
use std::collections::HashMap;

/// The full lists of every place, empty ones left out; given every collection in order.
pub(super) fn lists(facts: &Facts, orders: &[(Collection, Vec<u32>)]) -> Vec<List> {
    let by_place = orders.iter().filter(|(collection, _)| collection.row().list.by_place);
    let mut members: Vec<(Collection, Vec<Vec<u32>>)> = by_place
        .map(|(collection, order)| match collection {
            // there may be a hundred thousand of them
            Collection::Notices => (*collection, notices_of(facts, order)),
            _ => (*collection, members_of(facts, *collection, order)),
        })
        .collect();
    let mut lists = Vec::new();
    for (i, place) in facts.places.iter().enumerate() {
        let full = members.iter_mut().filter(|(_, members)| !members[i].is_empty());
        lists.extend(full.map(|(collection, members)| {
            let heading = format!("{}{}", place.full_name(), collection.row().label);
            let members = std::mem::take(&mut members[i]);
            List::new(ListKey::Place(i, *collection), heading, place.name(), None, members)
        }));
    }
    lists
}

/// Members of each place, each once.
fn members_of(facts: &Facts, collection: Collection, order: &[u32]) -> Vec<Vec<u32>> {
    let (mut index, mut members) = (Index::default(), vec![Vec::new(); facts.places.len()]);
    for &i in order {
        let places = collection.entry(facts.content, i as usize).places();
        let mut at: Vec<usize> = places
            .iter()
            .flat_map(|&(township, village)| index.places(facts, township, village).to_vec())
            .collect();
        at.sort_unstable();
        at.dedup();
        at.into_iter().for_each(|at| members[at].push(i));
    }
    members
}

fn text(name: &Option<Spanned<String>>) -> Option<&str> {
    name.as_ref().map(|name| name.value.as_str())
}

/// Notices of each place, in order: each part of the order in parallel, then one after the other.
fn notices_of(facts: &Facts, order: &[u32]) -> Vec<Vec<u32>> {
    let parts: Vec<Vec<Vec<u32>>> = order.par_chunks(8192).map(|part| some(facts, part)).collect();
    let whole = (0..facts.places.len()).into_par_iter();
    whole.map(|place| parts.iter().flat_map(|part| part[place].iter().copied()).collect()).collect()
}

fn some(facts: &Facts, order: &[u32]) -> Vec<Vec<u32>> {
    let (mut index, mut members) = (Index::default(), vec![Vec::new(); facts.places.len()]);
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
