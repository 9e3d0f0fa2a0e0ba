//! Activities: upcoming, past, and by kind of service.

use super::list::{List, ListKey, group};
use crate::collection::Collection;
use crate::model::activity::State;
use crate::plan::facts::Facts;
use jiff::civil::DateTime;
use std::cmp::Reverse;

pub(super) fn lists(facts: &Facts) -> Vec<List> {
    let activities = &facts.content.activities;
    if activities.is_empty() {
        return Vec::new();
    }
    let from = |i: u32| activities[i as usize].from.as_ref().map_or(DateTime::MIN, |from| from.value);
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
