//! Which windows end when.

use crate::collection::Collection;
use crate::model::open_days::days_between;
use crate::plan::addresses::{Addresses, Floors, url};
use crate::plan::pages::frame::{column, item_link, meta, section_link, trail};
use crate::plan::pages::made::{Data, PageView};
use crate::plan::shelves::Section;
use crate::plan::view::{DeadlineView, LinkView};
use crate::plan::words;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What is open now, by its last day.
pub fn deadlines(floors: &Floors) -> PageView<'static> {
    let mut meta = meta(floors, "deadlines", "公示截止日历", Addresses::DEADLINES);
    meta.section = url::page_href(&Addresses::section(Section::Of(Collection::Notices)));
    meta.dated = true;
    meta.description = "正在公示的事项，按截止日期排列。".into();
    meta.breadcrumbs = trail([section_link(Section::Of(Collection::Notices))], "公示截止日历");
    meta.column = Some(column("公示截止日历", &meta.description, "栏目列表"));
    PageView::new(meta, vec![("deadlines", Data::Deadlines(days(floors)))])
}

fn days(floors: &Floors) -> Vec<DeadlineView> {
    let facts = floors.facts;
    let mut days: BTreeMap<Date, Vec<LinkView>> = BTreeMap::new();
    for i in floors.shelves.notices().iter().map(|&i| i as usize).filter(|&i| facts.is_open(i)) {
        if let Some(window) = facts.standing(i).window {
            let notice = &facts.content.notices[i];
            days.entry(window.until).or_default().push(item_link(&notice.title.value, &notice.item));
        }
    }
    let day = |(date, notices)| DeadlineView {
        date: words::iso(date),
        weekday: words::weekday(date),
        days_left: days_between(facts.today(), date),
        notices,
    };
    days.into_iter().map(day).collect()
}
