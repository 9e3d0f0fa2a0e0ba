//! Everything of a month, for readers whose browser runs no script.

use crate::plan::addresses::{ARCHIVE_PAGE, Addresses, Floors, url};
use crate::plan::facts::Facts;
use crate::plan::pages::frame::{column, item_href, meta, page_link, pager, trail};
use crate::plan::pages::made::{Data, PageView};
use crate::plan::shelves::{self, Listed, Month};
use crate::plan::view::{EntryView, LinkView, ListView, SectionView, StateView};
use crate::plan::words;
use jiff::civil::Date;

/// One page of a month.
pub fn archive(floors: &Floors, index: usize, page: usize) -> PageView<'static> {
    let archive = &floors.shelves.archive;
    let month = &archive.months[index];
    let heading = words::month(month.year, month.month);
    let title = format!("{heading}全部内容");
    let mut meta = meta(floors, "archive", &title, &Addresses::archive(month.year, month.month, page));
    meta.breadcrumbs = trail([page_link("搜索", Addresses::SEARCH)], &heading);
    let site = &floors.facts.content.site.name.value;
    meta.description = format!("{site}{title}：公示公告、荣誉、活动和文件。");
    meta.column = Some(column(&title, &meta.description, "栏目列表"));
    if page > 0 {
        meta.title = format!("{title}（第{}页）", page + 1);
    }
    let shown = month.entries.clone().skip(page * ARCHIVE_PAGE).take(ARCHIVE_PAGE);
    let entries = shown.map(|i| entry(floors.facts, archive.dated[i])).collect();
    let href = |page| url::page_href(&Addresses::archive(month.year, month.month, page));
    let list = ListView {
        heading: title,
        intro: None,
        pager: pager(month.entries.len(), ARCHIVE_PAGE, page, href),
        empty: String::new(),
    };
    let near = |at: Option<usize>| at.and_then(|at| archive.months.get(at)).map(month_link);
    let turn = [near(index.checked_add(1)), near(index.checked_sub(1))];
    let data =
        vec![("list", Data::from(list)), ("entries", Data::Entries(entries)), ("turn", Data::Turn(turn))];
    PageView::new(meta, data)
}

fn month_link(month: &Month) -> LinkView {
    page_link(words::month(month.year, month.month), &Addresses::archive(month.year, month.month, 0))
}

/// An entry as a line of a list.
fn entry(facts: &Facts, (date, listed): (Date, Listed)) -> EntryView {
    let entry = listed.entry(facts);
    EntryView {
        title: entry.title().value.clone(),
        href: item_href(entry.item()),
        kind: shelves::label(facts, listed).to_owned(),
        place: shelves::place(facts, listed),
        date: words::iso(date),
        state: shelves::state(facts, listed).map(StateView::from),
    }
}

/// The link to each month, by year, newest first.
pub(super) fn years(floors: &Floors) -> Vec<SectionView> {
    let months = floors.shelves.archive.months.iter();
    by_year(months.map(|month| (month.year, month.month, month.entries.len(), month_link(month))))
}

/// Links to months under their years, each with how much it holds; newest first, as they come.
pub(super) fn by_year(months: impl Iterator<Item = (i16, i8, usize, LinkView)>) -> Vec<SectionView> {
    let mut years: Vec<SectionView> = Vec::new();
    for (year, month, count, link) in months {
        let title = format!("{year}年");
        if years.last().is_none_or(|year| year.link.title != title) {
            let link = LinkView { title, ..LinkView::default() };
            years.push(SectionView { link, links: Vec::new() });
        }
        if let Some(year) = years.last_mut() {
            year.links.push(LinkView { title: format!("{month}月"), count: Some(count), ..link });
        }
    }
    years
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::tests::{SITE, content, planned};
    use crate::plan::{SitePlan, View};

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
        let years = years(&plan.floors());
        let months: Vec<_> = years[0].links.iter().map(|link| (link.title.as_str(), link.count)).collect();
        assert_eq!(months, [("11月", Some(70)), ("10月", Some(1))]);
    }
}
