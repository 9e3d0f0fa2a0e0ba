//! Atom feeds: everything, by kind, by township and village.

use super::notices::{date_of, description_of};
use super::view::LinkView;
use super::{PlannedPage, SitePlan, What, file, number, site, url};
use atom_syndication as atom;
use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use std::cmp::Reverse;

/// Entries in one feed.
const ENTRIES: usize = 30;

pub struct Feed {
    /// Of the page that it belongs to; the feed is its `feed.xml`.
    pub folder: String,
    pub title: String,
    /// The list whose newest it carries: index into the plan's lists; `None` for everything.
    list: Option<usize>,
}

pub fn feeds(plan: &SitePlan) -> Vec<Feed> {
    let mut feeds = vec![Feed { folder: String::new(), title: "全部公示公告".into(), list: None }];
    let lists = plan.lists.iter().enumerate();
    for (i, list) in lists.filter(|(_, list)| list.shelf == super::lists::Shelf::Notices) {
        let folder = match list.folder.strip_prefix("places/") {
            Some(_) => list.folder.trim_end_matches("notices/"),
            None if list.folder.starts_with("notices/kind/") => &list.folder,
            None => continue,
        };
        feeds.push(Feed { folder: folder.to_owned(), title: list.heading.clone(), list: Some(i) });
    }
    feeds
}

/// The newest of a feed's list. Worked out when the feed is asked for: a plan has hundreds of feeds.
fn newest(plan: &SitePlan, feed: &Feed) -> Vec<u32> {
    let members = feed.list.map_or(&plan.notices.order, |list| &plan.lists[list].members);
    // the content's order is that of ids
    let mut ranked: Vec<_> =
        members.iter().map(|&i| (Reverse(date_of(&plan.content.notices[i as usize])), i)).collect();
    if ranked.len() > ENTRIES {
        ranked.select_nth_unstable(ENTRIES);
        ranked.truncate(ENTRIES);
    }
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, i)| i).collect()
}

pub fn pages(plan: &SitePlan) -> Vec<PlannedPage> {
    let feeds = plan.feeds.iter().enumerate();
    feeds.map(|(i, feed)| file(format!("{}feed.xml", feed.folder), What::Feed(number(i)))).collect()
}

/// The feed of a page, when it has one.
pub fn of_folder(plan: &SitePlan, folder: &str) -> Vec<LinkView> {
    let feed = plan.feeds.iter().find(|feed| feed.folder == folder);
    let link = |feed: &Feed| LinkView {
        title: feed.title.clone(),
        href: url::href(&format!("{folder}feed.xml")),
        count: None,
    };
    feed.map(link).into_iter().collect()
}

/// The feed that a list of notices offers: its own, else its place's, else everything.
pub fn of_list(plan: &SitePlan, folder: &str) -> Vec<LinkView> {
    let place = folder.strip_suffix("notices/").filter(|place| place.starts_with("places/"));
    let nearest = [Some(folder), place, Some("")].into_iter().flatten();
    nearest.map(|folder| of_folder(plan, folder)).find(|links| !links.is_empty()).unwrap_or_default()
}

pub fn atom(plan: &SitePlan, index: usize) -> Vec<u8> {
    let feed = &plan.feeds[index];
    let base = &plan.site.base_url;
    let own = url::absolute(base, &format!("{}feed.xml", feed.folder));
    let entries: Vec<atom::Entry> = newest(plan, feed).into_iter().map(|i| entry(plan, i as usize)).collect();
    let updated = entries.iter().map(|entry| entry.updated).max();
    let document = atom::Feed {
        title: format!("{} - {}", feed.title, plan.site.name).into(),
        id: own.clone(),
        updated: updated.unwrap_or_else(|| stamp(plan, plan.settings.now)),
        authors: vec![atom::Person { name: author(plan), ..atom::Person::default() }],
        links: vec![
            link(own, "self", "application/atom+xml"),
            link(url::absolute(base, &feed.folder), "alternate", "text/html"),
        ],
        lang: Some("zh-CN".into()),
        entries,
        ..atom::Feed::default()
    };
    document.to_string().into_bytes()
}

fn author(plan: &SitePlan) -> String {
    plan.site.host.clone().unwrap_or_else(|| plan.site.name.clone())
}

fn link(href: String, rel: &str, mime_type: &str) -> atom::Link {
    atom::Link { href, rel: rel.into(), mime_type: Some(mime_type.into()), ..atom::Link::default() }
}

fn entry(plan: &SitePlan, i: usize) -> atom::Entry {
    let (notice, card) = (&plan.content.notices[i], plan.notice_card(i));
    let address = url::absolute(&plan.site.base_url, &format!("{}/", notice.item.id));
    let published = stamp(plan, date_of(notice).to_datetime(Time::midnight()));
    let updated =
        site::changed(notice).map_or(published, |day| stamp(plan, day.to_datetime(Time::midnight())));
    atom::Entry {
        title: card.title.clone().into(),
        id: address.clone(),
        published: Some(published),
        updated,
        authors: vec![atom::Person { name: card.issuer.clone(), ..atom::Person::default() }],
        categories: vec![atom::Category {
            term: card.kind_key.clone(),
            label: Some(card.kind.clone()),
            scheme: None,
        }],
        summary: Some(description_of(plan, i).into()),
        links: vec![link(address, "alternate", "text/html")],
        ..atom::Entry::default()
    }
}

/// Wall-clock time in the site's zone as the feed library wants it.
fn stamp(plan: &SitePlan, at: DateTime) -> atom::FixedDateTime {
    let zone = TimeZone::get(&plan.content.site.time_zone).unwrap_or(TimeZone::UTC);
    let zoned = at.to_zoned(zone);
    let text = zoned.map(|zoned| format!("{}{}", zoned.datetime(), offset(zoned.offset())));
    text.ok().and_then(|text| text.parse().ok()).unwrap_or_default()
}

fn offset(offset: jiff::tz::Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

/// Text for XML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
