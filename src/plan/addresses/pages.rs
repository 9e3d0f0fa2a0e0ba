//! Which pages and files there are, and the path of each.

use super::folders::Addresses;
use super::planned::{DataFile, PlannedPage, What, at, file};
use super::records::{RecordFile, records};
use super::versions;
use crate::collection::Collection;
use crate::model::period::Period;
use crate::plan::facts::{Facts, number};
use crate::plan::shelves::{DataSet, LogMonth, Section, Shelves};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Items on one page of a list. Source: the site page of the design.
pub const LIST_PAGE: usize = 20;

/// Entries on one page of a month: so many that the page stays below 50 KB with long titles.
pub const ARCHIVE_PAGE: usize = 60;

/// Lines of the publication log on one page: so many that the page stays below 50 KB.
pub const LOG_PAGE: usize = 50;

/// Entries in one file of the search index: few enough for an old phone to take in at once, and shown as
/// they come.
pub const SEARCH_PART: usize = 20_000;

/// Addresses in one XML site map. Source: sitemaps.org protocol, 50,000 at most.
pub const SITE_MAP_SIZE: usize = 50_000;

pub(super) fn pages(facts: &Facts, shelves: &Shelves, addresses: &Addresses) -> Vec<PlannedPage> {
    let mut pages = vec![at(Addresses::HOME, What::Home)];
    pages.extend(entries(facts));
    pages.extend(lists(shelves, addresses));
    pages.extend(places(addresses));
    pages.extend(points(facts, addresses));
    pages.push(at(Addresses::DEADLINES, What::Deadlines));
    pages.push(at(Addresses::SITE_MAP, What::SiteMap));
    pages.push(at(Addresses::SEARCH, What::Search));
    pages.push(file(Addresses::NOT_FOUND, What::NotFound));
    pages.extend(archive(shelves));
    pages.extend(subscriptions(facts, shelves, addresses));
    pages.extend((0..search_parts(facts, shelves)).map(search_part));
    pages.extend(data(facts, shelves));
    pages.extend(former(facts));
    pages.extend(log(shelves));
    pages.extend(records(facts).into_iter().map(|(path, which)| file(path, What::Record(which))));
    pages.extend(for_machines(&pages));
    pages
}

/// Former versions of notices, each with its record.
fn former(facts: &Facts) -> Vec<PlannedPage> {
    let both = |(notice, version, folder): (u32, u32, String)| {
        let record = What::Record(RecordFile::Version(notice, version));
        [at(&folder, What::Version(notice, version)), file(Addresses::record_in(&folder), record)]
    };
    versions::pages(facts).into_iter().flat_map(both).collect()
}

fn log(shelves: &Shelves) -> Vec<PlannedPage> {
    let Some(_) = shelves.log.first() else { return Vec::new() };
    let months = shelves.log.iter().zip(0..).flat_map(|(month, i)| {
        let page = move |page| at(&log_month(month, page), What::LogMonth(i, number(page)));
        (0..log_pages(month)).map(page)
    });
    std::iter::once(at(Addresses::LOG_PAGE, What::Log)).chain(months).collect()
}

/// How many pages a month of the log has.
pub fn log_pages(month: &LogMonth) -> usize {
    month.lines.len().div_ceil(LOG_PAGE)
}

/// Where a page of a month of the log lies, counted from 0, the oldest first; the last is the month's own. So all others
/// stay where and what they are while lines are added.
pub fn log_month(month: &LogMonth, page: usize) -> String {
    let folder = Addresses::log_month(month.year, month.month);
    if page + 1 >= log_pages(month) { folder } else { format!("{folder}page/{}/", page + 1) }
}

/// The lines on a page of a month of the log, newest first; pages are filled from the oldest line on.
pub fn log_lines(month: &LogMonth, page: usize) -> &[usize] {
    let end = month.lines.len().saturating_sub(page * LOG_PAGE);
    month.lines.get(end.saturating_sub(LOG_PAGE)..end).unwrap_or_default()
}

/// Every entry, and the months of activities.
fn entries(facts: &Facts) -> Vec<PlannedPage> {
    let mut pages = Vec::new();
    for collection in Collection::ALL {
        let entries = collection.entries(facts.content);
        let shown = (0..entries.count()).into_par_iter().filter(|&i| facts.is_shown(collection, i));
        let page =
            |i: usize| at(&Addresses::item(&entries.at(i).item().id), What::Entry(collection, number(i)));
        pages.par_extend(shown.map(page));
        if collection == Collection::Activities {
            let months = months(facts).into_iter();
            let page = |(year, month)| at(&Addresses::month(year, month), What::Month(year, month));
            pages.extend(months.map(page));
        }
    }
    pages
}

/// Months in which some activity takes place.
fn months(facts: &Facts) -> BTreeSet<(i16, i8)> {
    let times = facts.content.activities.iter().flat_map(|activity| facts.shown_times(activity));
    times.map(|time| (time.from.year(), time.from.month())).collect()
}

fn lists(shelves: &Shelves, addresses: &Addresses) -> Vec<PlannedPage> {
    let lists = shelves.lists.par_iter().enumerate();
    let pages = lists.flat_map_iter(|(i, list)| {
        let pages = 0..list.members.len().div_ceil(LIST_PAGE).max(1);
        pages.map(move |page| at(&addresses.list(i, page), What::List(number(i), number(page))))
    });
    pages.collect()
}

fn places(addresses: &Addresses) -> Vec<PlannedPage> {
    if addresses.places.is_empty() {
        return Vec::new();
    }
    let places = addresses.places.iter().zip(0..).map(|(folder, i)| at(folder, What::Place(i)));
    std::iter::once(at(&Addresses::section(Section::Places), What::Places)).chain(places).collect()
}

fn points(facts: &Facts, addresses: &Addresses) -> Vec<PlannedPage> {
    let households = &facts.content.points.households;
    if households.is_empty() {
        return Vec::new();
    }
    let mut pages = vec![
        at(&Addresses::section(Section::Points), What::Points),
        at(Addresses::RULES, What::PointsRules),
        at(Addresses::SHOP, What::Shop),
    ];
    pages.extend(addresses.villages.iter().zip(0..).map(|(folder, i)| at(folder, What::PointsVillage(i))));
    for (village, periods) in (0..).zip(&facts.periods) {
        let folder = |one: &Period| addresses.period(village as usize, *one);
        pages
            .extend(periods.iter().zip(0..).map(|(one, i)| at(&folder(one), What::PointsPeriod(village, i))));
    }
    let folder = |id: &str| Addresses::household(id);
    let households = households.iter().zip(0..);
    pages.extend(households.map(|(one, i)| at(&folder(&one.id.value), What::Household(i))));
    pages
}

fn archive(shelves: &Shelves) -> Vec<PlannedPage> {
    let months = shelves.archive.months.iter().zip(0..);
    let pages = months.flat_map(|(month, i)| {
        let pages = 0..month.entries.len().div_ceil(ARCHIVE_PAGE);
        pages.map(move |page| {
            at(&Addresses::archive(month.year, month.month, page), What::Archive(i, number(page)))
        })
    });
    pages.collect()
}

fn subscriptions(facts: &Facts, shelves: &Shelves, addresses: &Addresses) -> Vec<PlannedPage> {
    let feeds = shelves
        .feeds
        .iter()
        .zip(0..)
        .map(|(feed, i)| file(Addresses::feed(&addresses.feed_folder(facts, feed.of)), What::Feed(i)));
    let calendars = shelves.calendars.iter().zip(0..).map(|(calendar, i)| {
        file(Addresses::calendar(&addresses.calendar_folder(calendar.place)), What::Calendar(i))
    });
    let alone = facts.content.activities.iter().zip(0..);
    let alone = alone.map(|(one, i)| file(Addresses::item_calendar(&one.item.id), What::ActivityCalendar(i)));
    feeds.chain(calendars).chain(alone).collect()
}

/// How many entries the search index has.
pub fn search_entries(facts: &Facts, shelves: &Shelves) -> usize {
    shelves.archive.count() + facts.places.len()
}

/// How many files the search index has.
pub fn search_parts(facts: &Facts, shelves: &Shelves) -> usize {
    search_entries(facts, shelves).div_ceil(SEARCH_PART).max(1)
}

fn search_part(part: usize) -> PlannedPage {
    file(Addresses::search_part(part), What::SearchIndex(number(part)))
}

fn data(facts: &Facts, shelves: &Shelves) -> Vec<PlannedPage> {
    let mut pages = vec![
        at(Addresses::DATA, What::Data),
        file(Addresses::data("schema", "json"), What::DataFile(DataFile::Schema)),
    ];
    let filled = DataSet::all().filter(|set| !shelves.rows(facts, *set).is_empty());
    for set in filled {
        pages.push(file(Addresses::data(set.name(), "json"), What::DataFile(DataFile::Json(set))));
        pages.push(file(Addresses::data(set.name(), "csv"), What::DataFile(DataFile::Csv(set))));
    }
    pages
}

fn for_machines(pages: &[PlannedPage]) -> Vec<PlannedPage> {
    let parts = site_map_parts(pages);
    let mut files = vec![file("robots.txt", What::Robots)];
    if parts <= 1 {
        files.push(file("sitemap.xml", What::XmlSiteMap(0)));
        return files;
    }
    files.push(file("sitemap.xml", What::XmlSiteMapIndex));
    files.extend((0..parts).map(|part| file(Addresses::site_map_part(part), What::XmlSiteMap(number(part)))));
    files
}

fn site_map_parts(pages: &[PlannedPage]) -> usize {
    pages.iter().filter(|page| page.is_listed()).count().div_ceil(SITE_MAP_SIZE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_page_of_the_log_stays_what_and_where_it_is() {
        let pages = |lines: usize| {
            let month = LogMonth { year: 2026, month: 6, lines: (1..=lines).rev().collect() };
            let page = |page| (log_month(&month, page), log_lines(&month, page).to_vec());
            (0..log_pages(&month)).map(page).collect::<Vec<_>>()
        };
        let newest = |last: usize| ("log/2026-06/".to_owned(), (101..=last).rev().collect::<Vec<_>>());
        let full = |page: usize| {
            let lines = (page * 50 - 49..=page * 50).rev().collect::<Vec<_>>();
            (format!("log/2026-06/page/{page}/"), lines)
        };
        assert_eq!(pages(1), [("log/2026-06/".to_owned(), vec![1])]);
        for lines in [101, 120, 150] {
            assert_eq!(pages(lines), [full(1), full(2), newest(lines)]);
        }
        assert_eq!(pages(151)[..3], [full(1), full(2), full(3)]);
    }
}
