//! Calendars (iCalendar, RFC 5545): all activities, those of each place, and each one alone.
//!
//! Written by our own few lines: the living crate `icalendar` (0.17) stamps every component, a time zone's
//! too, with the clock and a random id, which RFC 5545 forbids there and which would make no two builds
//! alike. The tests let an outside parser judge what is written.

mod event;
mod text;
mod zone;

use crate::model::activity::Activity;
use crate::model::moment::ZONE;
use crate::plan::addresses::Floors;
use text::Lines;

/// How often a subscriber may ask again.
const REFRESH: &str = "PT12H";

/// A calendar, by its place among all.
pub fn of_many(floors: &Floors, index: usize) -> Vec<u8> {
    let calendar = &floors.shelves.calendars[index];
    let all = &floors.facts.content.activities;
    let members: Vec<&Activity> = calendar.activities.iter().map(|&i| &all[i as usize]).collect();
    write(floors, &calendar.title, &members)
}

/// The calendar that holds one activity alone.
pub fn of_one(floors: &Floors, activity: usize) -> Vec<u8> {
    let activity = &floors.facts.content.activities[activity];
    write(floors, &activity.title.value, &[activity])
}

fn write(floors: &Floors, title: &str, activities: &[&Activity]) -> Vec<u8> {
    let zone = &floors.facts.zone;
    let zone_name = zone.iana_name().unwrap_or(ZONE);
    let title = format!("{} - {title}", floors.facts.content.site.name.value);
    let mut lines = Lines::default();
    lines.plain("BEGIN", "VCALENDAR");
    lines.plain("VERSION", "2.0");
    lines.text("PRODID", "-//zhangbang//activities//ZH");
    lines.plain("CALSCALE", "GREGORIAN");
    lines.text("NAME", &title);
    lines.text("X-WR-CALNAME", &title);
    lines.plain("X-WR-TIMEZONE", zone_name);
    lines.plain("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
    lines.plain("X-PUBLISHED-TTL", REFRESH);
    let spans: Vec<_> = activities.iter().filter_map(|activity| event::span(activity)).collect();
    zone::write(&mut lines, zone, zone_name, &spans);
    for activity in activities {
        event::write(&mut lines, floors, activity, zone_name);
    }
    lines.plain("END", "VCALENDAR");
    lines.into_bytes()
}

#[cfg(test)]
mod tests;
