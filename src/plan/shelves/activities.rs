//! Activities: upcoming, past, and by kind of service.

use super::list::{List, ListKey, group};
use super::shelf::Shelf;
use crate::collection::Collection;
use crate::model::activity::State;
use crate::plan::facts::{Facts, number};
use crate::plan::words;
use std::cmp::Reverse;

pub(super) const SHELF: Shelf = Shelf {
    order: latest,
    lists: |facts, _| lists(facts),
    label: |_, _| Collection::Activities.row().label,
    state: |facts, i| Some(words::activity_state(facts.activity_state(&facts.content.activities[i]))),
    place: |facts, i| words::venue(&facts.content.activities[i]),
};

/// Whatever their state, the latest first.
fn latest(facts: &Facts) -> Vec<u32> {
    let activities = &facts.content.activities;
    let mut order: Vec<u32> = (0..number(activities.len())).collect();
    order.sort_by_key(|&i| Reverse(facts.begins(&activities[i as usize])));
    order
}

/// What is ahead first, soonest first; then what is over, latest first.
fn lists(facts: &Facts) -> Vec<List> {
    let activities = &facts.content.activities;
    if activities.is_empty() {
        return Vec::new();
    }
    let from = |i: u32| facts.begins(&activities[i as usize]);
    let upcoming =
        facts.activities_in(&[State::SignupOpen, State::Running, State::Announced, State::Postponed]);
    let mut past = facts.activities_in(&[State::Over, State::Recorded, State::Cancelled]);
    past.sort_by_key(|&i| Reverse(from(i)));
    let all: Vec<u32> = upcoming.iter().chain(&past).copied().collect();
    let mut lists = vec![
        List::new(ListKey::All(Collection::Activities), "志愿服务活动", "近期活动", Some("按时间"), upcoming),
        List::new(ListKey::PastActivities, "往期活动", "往期活动", Some("按时间"), past),
    ];
    for (service, members) in group(&all, |i| Some(activities[i as usize].service.as_ref()?.value.clone())) {
        let heading = format!("{service}活动");
        lists.push(List::new(
            ListKey::Service(service.clone()),
            heading,
            service,
            Some("按服务类别"),
            members,
        ));
    }
    lists
}
