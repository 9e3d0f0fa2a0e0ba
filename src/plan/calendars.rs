//! Calendars (iCalendar, RFC 5545): all activities, those of each place, and each one alone.
//!
//! Written by our own few lines: the living crate `icalendar` (0.17) stamps every component, a time zone's
//! too, with the clock and a random id, which RFC 5545 forbids there and which would make no two builds
//! alike. The tests let an outside parser judge what is written.

mod event;
mod text;
mod zone;

use super::view::LinkView;
use super::{PlannedPage, SitePlan, What, file, lists, number, places, url};
use crate::model::moment;
use text::Lines;

/// The activities of a folder, in its `calendar.ics`.
pub struct Calendar {
    pub folder: String,
    pub title: String,
    pub activities: Vec<u32>,
}

/// How often a subscriber may ask again.
const REFRESH: &str = "PT12H";

/// Every place has its calendar even before its first activity, so that whoever subscribes misses none.
pub fn calendars(plan: &SitePlan) -> Vec<Calendar> {
    let activities = &plan.content.activities;
    if activities.is_empty() {
        return Vec::new();
    }
    let mut calendars = vec![Calendar {
        folder: "activities/".into(),
        title: "志愿服务活动日历".into(),
        activities: (0..number(activities.len())).collect(),
    }];
    calendars.extend(plan.places.iter().map(|place| Calendar {
        folder: place.folder.clone(),
        title: format!("{}志愿服务活动日历", place.full_name()),
        activities: of_place(plan, place),
    }));
    calendars
}

/// In the content's order, so that a new day alone changes nothing.
fn of_place(plan: &SitePlan, place: &places::PlaceEntry) -> Vec<u32> {
    let folder = format!("{}activities/", place.folder);
    let list = plan.lists.iter().find(|list| list.shelf == lists::Shelf::Activities && list.folder == folder);
    let mut members = list.map(|list| list.members.clone()).unwrap_or_default();
    members.sort_unstable();
    members
}

pub fn pages(plan: &SitePlan) -> Vec<PlannedPage> {
    let of_folders = plan.calendars.iter().enumerate();
    let of_folders = of_folders
        .map(|(i, calendar)| file(format!("{}calendar.ics", calendar.folder), What::Calendar(number(i))));
    let alone = plan.content.activities.iter().enumerate();
    let alone =
        alone.map(|(i, activity)| file(own_path(&activity.item.id), What::ActivityCalendar(number(i))));
    of_folders.chain(alone).collect()
}

fn own_path(id: &str) -> String {
    format!("{id}/activity.ics")
}

/// The calendar of a page, when it has one.
pub fn of_folder(plan: &SitePlan, folder: &str) -> Vec<LinkView> {
    let calendar = plan.calendars.iter().find(|calendar| calendar.folder == folder);
    let link = |calendar: &Calendar| LinkView {
        title: format!("订阅{}", calendar.title),
        href: url::href(&format!("{folder}calendar.ics")),
        count: None,
    };
    calendar.map(link).into_iter().collect()
}

/// The calendar that holds one activity alone.
pub fn of_activity(id: &str) -> Vec<LinkView> {
    vec![LinkView { title: "加到手机日历".into(), href: url::href(&own_path(id)), count: None }]
}

/// The file of a folder's calendar.
pub fn of_many(plan: &SitePlan, index: usize) -> Vec<u8> {
    let calendar = &plan.calendars[index];
    write(plan, &calendar.title, &calendar.activities)
}

/// The file of one activity.
pub fn of_one(plan: &SitePlan, activity: usize) -> Vec<u8> {
    write(plan, &plan.cards.activities[activity].title, &[number(activity)])
}

fn write(plan: &SitePlan, title: &str, activities: &[u32]) -> Vec<u8> {
    let zone = moment::zone(&plan.content.site);
    let zone_name = zone.iana_name().unwrap_or("Asia/Shanghai").to_owned();
    let title = format!("{} - {title}", plan.site.name);
    let mut lines = Lines::default();
    lines.plain("BEGIN", "VCALENDAR");
    lines.plain("VERSION", "2.0");
    lines.text("PRODID", "-//zhangbang//activities//ZH");
    lines.plain("CALSCALE", "GREGORIAN");
    lines.text("NAME", &title);
    lines.text("X-WR-CALNAME", &title);
    lines.plain("X-WR-TIMEZONE", &zone_name);
    lines.plain("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
    lines.plain("X-PUBLISHED-TTL", REFRESH);
    let all = &plan.content.activities;
    let spans: Vec<_> = activities.iter().filter_map(|&i| event::span(&all[i as usize])).collect();
    zone::write(&mut lines, &zone, &zone_name, &spans);
    for &i in activities {
        event::write(&mut lines, plan, i as usize, &zone, &zone_name);
    }
    lines.plain("END", "VCALENDAR");
    lines.into_bytes()
}

#[cfg(test)]
mod tests;
