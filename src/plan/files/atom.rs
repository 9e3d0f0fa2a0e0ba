//! Atom feeds: everything, by kind, by township and village.

use crate::plan::addresses::{Addresses, Floors};
use crate::plan::facts::{Facts, last_changed};
use crate::plan::shelves::Feed;
use crate::plan::words;
use atom_syndication as atom;
use jiff::civil::{Date, DateTime, Time};
use std::cmp::Reverse;

/// Entries in one feed.
const ENTRIES: usize = 30;

/// The newest of a feed's list. Worked out when the feed is asked for: a plan has hundreds of feeds.
fn newest(floors: &Floors, feed: &Feed) -> Vec<u32> {
    let all = || floors.shelves.notices();
    let members = feed.list.map_or_else(all, |list| &floors.shelves.lists[list as usize].members);
    // the content's order is that of ids
    let date = |i: u32| floors.facts.standing(i as usize).date;
    let mut ranked: Vec<_> = members.iter().map(|&i| (Reverse(date(i)), i)).collect();
    if ranked.len() > ENTRIES {
        ranked.select_nth_unstable(ENTRIES);
        ranked.truncate(ENTRIES);
    }
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, i)| i).collect()
}

/// A feed, by its place among all.
pub fn atom(floors: &Floors, index: usize) -> Vec<u8> {
    let (facts, addresses, feed) = (floors.facts, floors.addresses, &floors.shelves.feeds[index]);
    let folder = addresses.feed_folder(facts, feed.of);
    let own = addresses.absolute(&Addresses::feed(&folder));
    let entries: Vec<atom::Entry> =
        newest(floors, feed).into_iter().map(|i| entry(floors, i as usize)).collect();
    let updated = entries.iter().map(|entry| entry.updated).max();
    let site = &facts.content.site;
    let document = atom::Feed {
        title: format!("{} - {}", feed.title, site.name.value).into(),
        id: own.clone(),
        updated: updated.unwrap_or_else(|| stamp(facts, facts.settings.now)),
        authors: vec![person(&site.host.as_ref().unwrap_or(&site.name).value)],
        links: vec![
            link(own, "self", "application/atom+xml"),
            link(addresses.absolute(&folder), "alternate", "text/html"),
        ],
        lang: Some("zh-CN".into()),
        entries,
        ..atom::Feed::default()
    };
    document.to_string().into_bytes()
}

fn person(name: &str) -> atom::Person {
    atom::Person { name: name.to_owned(), ..atom::Person::default() }
}

fn link(href: String, rel: &str, mime_type: &str) -> atom::Link {
    atom::Link { href, rel: rel.into(), mime_type: Some(mime_type.into()), ..atom::Link::default() }
}

fn entry(floors: &Floors, i: usize) -> atom::Entry {
    let (facts, notice) = (floors.facts, &floors.facts.content.notices[i]);
    let (kind, standing) = (facts.kind_name(i), facts.standing(i));
    let address = floors.addresses.absolute(&Addresses::item(&notice.item.id));
    let midnight = |day: Date| stamp(facts, day.to_datetime(Time::midnight()));
    let published = midnight(standing.date);
    atom::Entry {
        title: notice.title.value.clone().into(),
        id: address.clone(),
        published: Some(published),
        updated: last_changed(notice).map_or(published, midnight),
        authors: vec![person(&notice.issuer.value)],
        categories: vec![atom::Category {
            term: facts.kind_key(i).to_owned(),
            label: Some(kind.to_owned()),
            scheme: None,
        }],
        summary: Some(words::sentence(notice, kind, standing.window).into()),
        links: vec![link(address, "alternate", "text/html")],
        ..atom::Entry::default()
    }
}

/// Wall-clock time in the site's zone as the feed library wants it.
fn stamp(facts: &Facts, at: DateTime) -> atom::FixedDateTime {
    let zoned = at.to_zoned(facts.zone.clone());
    let text = zoned.map(|zoned| format!("{}{}", zoned.datetime(), offset(zoned.offset())));
    text.ok().and_then(|text| text.parse().ok()).unwrap_or_default()
}

fn offset(offset: jiff::tz::Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}
