//! What belongs to each township and village.

use super::list::{List, ListKey};
use crate::collection::Collection;
use crate::model::facets::Entry;
use crate::plan::facts::Facts;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};

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

/// Notices of each place, in order: each part of the order in parallel, then one after the other.
fn notices_of(facts: &Facts, order: &[u32]) -> Vec<Vec<u32>> {
    let parts: Vec<Vec<Vec<u32>>> = order.par_chunks(8192).map(|part| some(facts, part)).collect();
    let whole = (0..facts.places.len()).into_par_iter();
    whole.map(|place| parts.iter().flat_map(|part| part[place].iter().copied()).collect()).collect()
}

fn some(facts: &Facts, order: &[u32]) -> Vec<Vec<u32>> {
    let (mut index, mut members) = (Index::default(), vec![Vec::new(); facts.places.len()]);
    for &i in order {
        let notice: &dyn Entry = &facts.content.notices[i as usize];
        let places = notice.places();
        if let [(township, village)] = places[..] {
            index.places(facts, township, village).iter().for_each(|&at| members[at].push(i));
            continue;
        }
        let several =
            places.iter().flat_map(|&(township, village)| index.places(facts, township, village).to_vec());
        several.collect::<BTreeSet<usize>>().into_iter().for_each(|at| members[at].push(i));
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

#[cfg(test)]
mod tests {
    use crate::plan::tests::{SITE, content, file, planned};

    #[test]
    fn a_notice_stands_on_the_page_of_every_place_that_it_names() {
        let head = "kind: news\nissuer: 乙\nsigned: 2026-11-02\n";
        let notice = |title: &str, rest: &str| format!("---\ntitle: {title}\n{head}{rest}---\n");
        let several = notice("两村", "township: [甲镇, 乙乡]\nvillage: [一村, 三村]\n");
        let listed = notice(
            "计划",
            "projects: [{name: 渠, township: 甲镇, village: 一村}, {name: 桥, village: 二村}]\n",
        );
        let files = [
            SITE,
            ("rules.yaml", "news: {name: 动态}\n"),
            (
                "places.yaml",
                "- {name: 甲镇, villages: [{name: 一村}, {name: 二村}]}\n- {name: 乙乡, villages: [{name: 三村}]}\n",
            ),
            ("notices/several.md", several.as_str()),
            ("notices/listed.md", listed.as_str()),
        ];
        let content = content(&files);
        let plan = planned(&content, "2026-11-10");
        let on = |place: &str| {
            let feed = file(&plan, &format!("places/{place}/feed.xml"));
            ["两村", "计划"]
                .into_iter()
                .filter(|title| feed.contains(&format!("<title>{title}")))
                .collect::<Vec<_>>()
        };
        assert_eq!(on("甲镇"), ["两村", "计划"]);
        assert_eq!(on("甲镇/一村"), ["两村", "计划"]);
        assert_eq!(on("甲镇/二村"), ["计划"]);
        assert_eq!(on("乙乡"), ["两村"]);
        assert_eq!(on("乙乡/三村"), ["两村"]);
    }
}
