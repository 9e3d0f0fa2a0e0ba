//! One activity as a VEVENT.

use super::text::Lines;
use super::zone::{Extent, basic, basic_utc};
use crate::model::activity::{Activity, Change, Occurrence};
use crate::model::repeat::{self, RepeatEnd};
use crate::plan::addresses::{Addresses, Floors};
use crate::plan::words;
use crate::source::Spanned;
use jiff::ToSpan;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// How far a series without an end is told apart in the time zone's changes.
const AHEAD_YEARS: i16 = 5;

/// From the first start to the last end that subscribers may work out.
pub(super) fn span(activity: &Activity) -> Option<Extent> {
    let from = activity.from.as_ref()?.value;
    let end = activity.to.as_ref().map_or(from, |to| to.value).max(from);
    let repeats = activity.rule().map(|repeat| match repeat.end {
        Some(RepeatEnd::Until(until) | RepeatEnd::UntilUtc(until)) => until,
        _ => from.checked_add(AHEAD_YEARS.years()).unwrap_or(end),
    });
    let sessions =
        activity.sessions.iter().filter_map(|session| session.value.to.as_ref()).map(|to| to.value);
    Some((from, sessions.chain(repeats).fold(end, DateTime::max)))
}

/// Writes an activity, unless it has no time.
pub(super) fn write(lines: &mut Lines, floors: &Floors, activity: &Activity, zone_name: &str) {
    if activity.sessions.is_empty() {
        activity.times().take(1).for_each(|time| one(lines, floors, (activity, &time, ""), zone_name));
    }
    // times without a rule stand alone, each under its own number
    for (n, time) in activity.times().enumerate().take(activity.sessions.len()) {
        one(lines, floors, (activity, &time, &format!("-{}", n + 1)), zone_name);
    }
}

fn one(lines: &mut Lines, floors: &Floors, about: (&Activity, &Occurrence, &str), zone_name: &str) {
    let (activity, time, suffix) = about;
    let (addresses, zone): (&Addresses, &TimeZone) = (floors.addresses, &floors.facts.zone);
    let from = activity.rule().and(activity.from.as_ref()).map_or(time.from, |from| from.value);
    let address = addresses.absolute(&Addresses::item(&activity.item.id));
    lines.plain("BEGIN", "VEVENT");
    lines.text("UID", &format!("{}{suffix}@{}", activity.item.id, addresses.domain()));
    // when it was last revised is not in the content; its own start is, and stays the same in every build
    lines.plain("DTSTAMP", &basic_utc(from, zone));
    lines.plain(&format!("DTSTART;TZID={zone_name}"), &basic(from));
    let length = time.to.map(|to| to.duration_since(time.from));
    if let Some(to) = length.and_then(|length| from.checked_add(length).ok()).filter(|&to| to > from) {
        lines.plain(&format!("DTEND;TZID={zone_name}"), &basic(to));
    }
    if let Some(rule) = activity.rule() {
        // its end in UTC, as section 3.3.10 asks beside a start with a zone
        lines.plain("RRULE", &repeat::written(rule, |until| basic_utc(until, zone)));
        for except in &activity.except {
            let at = except.value.to_datetime(from.time());
            lines.plain(&format!("EXDATE;TZID={zone_name}"), &basic(at));
        }
    }
    standing(lines, activity);
    let place = words::venue_at(activity, time.place);
    if !place.is_empty() {
        lines.text("LOCATION", &place);
    }
    lines.text("DESCRIPTION", &description(activity, &address));
    contact(lines, activity);
    let service = activity.service.as_ref().map(|service| service.value.as_str());
    lines.texts("CATEGORIES", &[words::sort(activity.sort())].into_iter().chain(service).collect::<Vec<_>>());
    lines.plain("URL", &address);
    lines.plain("END", "VEVENT");
}

/// Many programs show no status, so that the title says it, too.
fn standing(lines: &mut Lines, activity: &Activity) {
    let (status, sequence) = match activity.status.as_ref().map(|status| status.change) {
        None => ("CONFIRMED", "0"),
        Some(Change::Cancelled) => ("CANCELLED", "1"),
        Some(Change::Postponed) => ("TENTATIVE", "1"),
    };
    lines.text("SUMMARY", &words::marked_title(activity));
    lines.plain("STATUS", status);
    lines.plain("SEQUENCE", sequence);
}

fn description(activity: &Activity, address: &str) -> String {
    let mut said = Vec::new();
    let mut say = |label: &str, text: Option<&Spanned<String>>| {
        said.extend(text.map(|text| format!("{label}：{}", text.value)));
    };
    say("原因", activity.status.as_ref().and_then(|status| status.reason.as_ref()));
    say("主办单位", activity.organiser.as_ref());
    say("主讲", activity.lecturer.as_ref());
    say("参加条件", activity.requirements.as_ref());
    say("风险提示", activity.risk.as_ref());
    say("雨天安排", activity.rain_plan.as_ref());
    if let Some(signup) = &activity.signup {
        say("报名方式", signup.how.as_ref());
        say("报名电话", signup.phone.as_ref());
        said.extend(
            signup.until.as_ref().map(|until| format!("报名截止：{}", words::iso_ending(until.value))),
        );
    }
    said.push(address.to_owned());
    said.join("\n")
}

fn contact(lines: &mut Lines, activity: &Activity) {
    let phone = activity.signup.as_ref().and_then(|signup| signup.phone.as_ref());
    let words: Vec<&str> =
        [activity.organiser.as_ref(), phone].into_iter().flatten().map(|t| t.value.as_str()).collect();
    if !words.is_empty() {
        lines.text("CONTACT", &words.join(" "));
    }
}
