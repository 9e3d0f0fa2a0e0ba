//! Everything dated, newest first, by month: the way in for readers whose browser runs no script, and the
//! order of the search.

use super::lists::pager;
use super::view::{EntryView, LinkView, ListView, SectionView, StateView};
use super::{Data, PageView, PlannedPage, SitePlan, What, at, number, site, url, wording};
use jiff::civil::Date;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::ops::Range;

const PARENT: (&str, &str) = ("search/", "搜索");

/// Entries on one page of a month: so many that the page stays below 50 KB with long titles.
const PAGE_SIZE: usize = 60;

/// An item of the content, by its number among its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    Notice(u32),
    Honour(u32),
    Activity(u32),
    Page(u32),
}

#[derive(Default)]
pub struct Archive {
    /// Newest first.
    pub dated: Vec<(Date, Entry)>,
    pub undated: Vec<Entry>,
    /// Newest first.
    months: Vec<Month>,
}

struct Month {
    year: i16,
    month: i8,
    entries: Range<usize>,
}

pub fn gather(plan: &SitePlan) -> Archive {
    let mut archive = Archive::default();
    for (date, entry) in entries(plan) {
        match date {
            Some(date) => archive.dated.push((date, entry)),
            None => archive.undated.push(entry),
        }
    }
    // stable: within a day, the order of the content
    archive.dated.par_sort_by_key(|&(date, _)| Reverse(date));
    archive.months = months(&archive.dated);
    archive
}

fn entries<'p>(plan: &'p SitePlan) -> impl Iterator<Item = (Option<Date>, Entry)> + 'p {
    let content = plan.content;
    let notices = (0..number(content.notices.len())).filter(|&i| plan.notices.is_visible(i as usize));
    let notices = notices.map(|i| (dated(plan.notices.dates[i as usize]), Entry::Notice(i)));
    let honours = (0..).zip(&content.honours);
    let honours = honours.map(|(i, honour)| (super::honours::date_of(honour), Entry::Honour(i)));
    let activities = (0..).zip(&content.activities);
    let activities = activities
        .map(|(i, activity)| (activity.from.as_ref().map(|from| from.value.date()), Entry::Activity(i)));
    let pages = (0..).zip(&content.pages).map(|(i, page)| {
        let signed = page.document.as_ref().and_then(|document| document.signed.as_ref());
        (signed.map(|signed| signed.value), Entry::Page(i))
    });
    notices.chain(honours).chain(activities).chain(pages)
}

fn dated(date: Date) -> Option<Date> {
    (date > Date::MIN).then_some(date)
}

fn months(dated: &[(Date, Entry)]) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for (i, (date, _)) in dated.iter().enumerate() {
        match months.last_mut() {
            Some(last) if (last.year, last.month) == (date.year(), date.month()) => last.entries.end = i + 1,
            _ => months.push(Month { year: date.year(), month: date.month(), entries: i..i + 1 }),
        }
    }
    months
}

/// The link to each month, by year, newest first.
pub fn years(plan: &SitePlan) -> Vec<SectionView> {
    let mut years: Vec<SectionView> = Vec::new();
    for month in &plan.archive.months {
        let title = format!("{}年", month.year);
        if years.last().is_none_or(|year| year.link.title != title) {
            let link = LinkView { title, ..LinkView::default() };
            years.push(SectionView { link, links: Vec::new() });
        }
        if let Some(year) = years.last_mut() {
            let title = format!("{}月", month.month);
            year.links.push(LinkView { title, href: href(month, 0), count: Some(month.entries.len()) });
        }
    }
    years
}

pub fn pages(plan: &SitePlan) -> Vec<PlannedPage> {
    let months = (0..).zip(&plan.archive.months);
    let page = |(i, month): (u32, &Month)| {
        let pages = 0..month.entries.len().div_ceil(PAGE_SIZE);
        pages.map(|page| at(&folder(month, page), What::Archive(i, number(page)))).collect::<Vec<_>>()
    };
    months.flat_map(page).collect()
}

fn folder(month: &Month, page: usize) -> String {
    let folder = format!("{}{}-{:02}/", PARENT.0, month.year, month.month);
    if page == 0 { folder } else { format!("{folder}page/{}/", page + 1) }
}

fn href(month: &Month, page: usize) -> String {
    url::page_href(&folder(month, page))
}

fn heading(month: &Month) -> String {
    format!("{}年{}月", month.year, month.month)
}

/// One page of a month.
pub fn page<'a>(plan: &SitePlan<'a>, index: usize, page: usize) -> PageView<'a> {
    let month = &plan.archive.months[index];
    let heading = heading(month);
    let title = format!("{heading}全部内容");
    let mut meta = site::meta(plan, "archive", &title, &folder(month, page));
    meta.breadcrumbs = site::trail(plan, &[PARENT], &heading);
    meta.description = format!("{}{title}：公示公告、荣誉、活动和文件。", plan.site.name);
    meta.column = Some(site::column(&title, &meta.description, "栏目列表"));
    if page > 0 {
        meta.title = format!("{title}（第{}页）", page + 1);
    }
    let shown = month.entries.clone().skip(page * PAGE_SIZE).take(PAGE_SIZE);
    let entries = shown.map(|i| view(plan, plan.archive.dated[i])).collect();
    let list = ListView {
        heading: title,
        intro: None,
        pager: pager(month.entries.len(), PAGE_SIZE, page, |page| href(month, page)),
        empty: String::new(),
    };
    let near = |at: Option<usize>| {
        at.and_then(|at| plan.archive.months.get(at)).map(|month| LinkView {
            title: self::heading(month),
            href: href(month, 0),
            count: None,
        })
    };
    let turn = [near(index.checked_add(1)), near(index.checked_sub(1))];
    let data =
        vec![("list", Data::from(list)), ("entries", Data::Entries(entries)), ("turn", Data::Turn(turn))];
    PageView { meta, data, lists: Vec::new(), filters: None, body: None }
}

/// An entry as a line of a list.
fn view(plan: &SitePlan, (date, entry): (Date, Entry)) -> EntryView {
    let shown = shown(plan, entry);
    EntryView {
        title: shown.title.to_owned(),
        href: url::page_href(&format!("{}/", shown.id)),
        kind: shown.kind.to_owned(),
        place: shown.place.to_owned(),
        date: wording::iso(date),
        state: shown.state.cloned(),
    }
}

/// What an entry shows, whatever its kind.
pub struct Shown<'p> {
    /// The URL without its last slash.
    pub id: &'p str,
    pub title: &'p str,
    pub kind: &'p str,
    pub place: &'p str,
    pub number: Option<&'p str>,
    pub state: Option<&'p StateView>,
}

pub fn shown<'p>(plan: &'p SitePlan, entry: Entry) -> Shown<'p> {
    let content = plan.content;
    match entry {
        Entry::Notice(i) => {
            let card = plan.notice_card(i as usize);
            Shown {
                id: &content.notices[i as usize].item.id,
                title: &card.title,
                kind: &card.kind,
                place: &card.place,
                number: card.number.as_deref(),
                state: Some(&card.state),
            }
        }
        Entry::Honour(i) => {
            let honour = &content.honours[i as usize];
            let number = honour.decision.as_ref().and_then(|decision| decision.number.as_ref());
            Shown {
                id: &honour.item.id,
                title: &honour.title.value,
                kind: "荣誉",
                place: "",
                number: number.map(|number| number.value.as_str()),
                state: None,
            }
        }
        Entry::Activity(i) => {
            let card = &plan.cards.activities[i as usize];
            Shown {
                id: &content.activities[i as usize].item.id,
                title: &card.title,
                kind: "志愿服务",
                place: &card.place,
                number: None,
                state: Some(&card.state),
            }
        }
        Entry::Page(i) => {
            let (page, card) = (&content.pages[i as usize], &plan.cards.pages[i as usize]);
            Shown {
                id: &page.item.id,
                title: &card.title,
                kind: if page.document.is_some() { "政策文件" } else { "页面" },
                place: "",
                number: card.number.as_deref(),
                state: None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::View;
    use crate::plan::tests::{SITE, content, planned};

    fn site(count: usize) -> Vec<(String, String)> {
        let notice = |i: usize| {
            let text = format!(
                "---\ntitle: 第{i}件\nkind: news\nissuer: 某办\nsigned: 2026-11-0{}\n---\n",
                1 + i % 9
            );
            (format!("notices/{i:03}.md"), text)
        };
        let mut files: Vec<_> = (0..count).map(notice).collect();
        files.push((SITE.0.into(), SITE.1.into()));
        files.push(("rules.yaml".into(), "news: {name: 动态, source: {title: 意见}}\n".into()));
        files.push((
            "pages/policy.md".into(),
            "---\ntitle: 办法\ndocument: {signed: 2026-10-31}\n---\n".into(),
        ));
        files.push(("pages/about.md".into(), "---\ntitle: 关于\n---\n".into()));
        files
    }

    fn titles(plan: &SitePlan, path: &str) -> Vec<String> {
        let View::Page(page) = plan.view(plan.find(path).expect(path)) else { panic!("{path} is no page") };
        let entries = page.data.into_iter().find_map(|(_, data)| match data {
            Data::Entries(entries) => Some(entries),
            _ => None,
        });
        entries.expect("entries").into_iter().map(|entry| format!("{} {}", entry.date, entry.title)).collect()
    }

    #[test]
    fn a_month_holds_all_of_its_days_over_its_pages() {
        let files = site(70);
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let content = content(&files);
        let plan = planned(&content, "2026-11-10");
        let (first, second) =
            (titles(&plan, "search/2026-11/index.html"), titles(&plan, "search/2026-11/page/2/index.html"));
        assert_eq!((first.len(), second.len()), (60, 10));
        assert_eq!(first[0], "2026-11-09 第8件");
        assert_eq!(second[9], "2026-11-01 第63件");
        assert_eq!(titles(&plan, "search/2026-10/index.html"), ["2026-10-31 办法"]);
        let years = years(&plan);
        let months: Vec<_> = years[0].links.iter().map(|link| (link.title.as_str(), link.count)).collect();
        assert_eq!(months, [("11月", Some(70)), ("10月", Some(1))]);
    }
}
