//! Activities: upcoming, past, and by kind of service.

use super::list::{List, ListKey, group};
use super::shelf::Shelf;
use crate::collection::Collection;
use crate::model::activity::State;
use crate::plan::facts::{Facts, number};
use crate::plan::words;
use std::cmp::Reverse;

pub(super) const SHELF: Shelf = Shelf {
    order,
    lists: |facts, _| lists(facts),
    label: |_, _| Collection::Activities.row().label,
    state: |facts, i| Some(words::activity_state(facts.activity_state(&facts.content.activities[i]))),
    place: |facts, i| words::venue(&facts.content.activities[i]),
};

/// What is ahead, soonest first, and what is over, latest first. People look for what has been called off where it
/// was to be.
fn ahead_and_over(facts: &Facts) -> (Vec<u32>, Vec<u32>) {
    let activities = &facts.content.activities;
    let is_ahead = |i: &u32| {
        let activity = &activities[*i as usize];
        match facts.activity_state(activity) {
            State::SignupOpen | State::Running | State::Announced | State::Postponed => true,
            State::Cancelled => activity.next(facts.settings.now).is_some(),
            State::Over | State::Recorded => false,
        }
    };
    let (mut ahead, mut over): (Vec<u32>, Vec<u32>) = (0..number(activities.len())).partition(is_ahead);
    let begins = |i: &u32| (facts.begins(&activities[*i as usize]), &activities[*i as usize].item.id);
    ahead.sort_by_key(begins);
    over.sort_by_key(|i| Reverse(begins(i)));
    (ahead, over)
}

fn order(facts: &Facts) -> Vec<u32> {
    let (ahead, over) = ahead_and_over(facts);
    [ahead, over].concat()
}

fn lists(facts: &Facts) -> Vec<List> {
    let activities = &facts.content.activities;
    if activities.is_empty() {
        return Vec::new();
    }
    let (upcoming, past) = ahead_and_over(facts);
    let all: Vec<u32> = upcoming.iter().chain(&past).copied().collect();
    let mut lists = vec![
        List::new(ListKey::All(Collection::Activities), "志愿服务活动", "近期活动", Some("按时间"), upcoming),
        List::new(ListKey::PastActivities, "往期活动", "往期活动", Some("按时间"), past),
    ];
    lists.extend(by_sort(facts, &all));
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

/// A list for each sort of which there are activities, where there are several.
fn by_sort(facts: &Facts, all: &[u32]) -> Vec<List> {
    let sorts = group(all, |i| Some(facts.content.activities[i as usize].sort()));
    let several = sorts.len() > 1;
    let list = |(sort, members)| {
        let name = words::sort(sort);
        List::new(ListKey::ActivitiesOf(sort), name, name, Some("按类型"), members)
    };
    sorts.into_iter().filter(|_| several).map(list).collect()
}
