//! The front page: what is posted now, what ends soon, what can be joined.

use super::notices::{column_folder, days_left, is_open};
use super::view::{HomeView, LinkView};
use super::{CardList, Data, PageView, SitePlan, activities, honours, places, points, site, url};
use crate::model::activity::State;

/// Windows that end within so many days are shown first.
const ENDING_DAYS: i64 = 3;
const OPEN: usize = 10;
const LATEST: usize = 8;
const JOINABLE: usize = 5;
const HONOURS: usize = 4;
const VILLAGES: usize = 8;

pub fn home<'a>(plan: &SitePlan<'a>) -> PageView<'a> {
    let order = &plan.notices.order;
    let open: Vec<u32> = order.iter().copied().filter(|&i| is_open(plan, i as usize)).collect();
    let soon = |i: &u32| days_left(plan, *i as usize).is_some_and(|left| left <= ENDING_DAYS);
    let ending: Vec<u32> = open.iter().copied().filter(soon).collect();
    let joinable = activities::with_state(plan, &[State::SignupOpen, State::Running]);
    let view = home_view(plan, open.len(), ending.len(), joinable.len());
    let latest = order.iter().copied().filter(|&i| !is_open(plan, i as usize));
    let mut meta = site::meta(plan, "home", &plan.site.name, "");
    meta.section = url::page_href("");
    meta.description = plan.site.description.clone().unwrap_or_else(|| plan.site.name.clone());
    meta.column = Some(site::column("首页", &meta.description, "首页"));
    meta.feeds = super::feeds::of_folder(plan, "");
    meta.json_ld = Some(super::json_ld::web_site(plan));
    meta.dated = true;
    (meta.log_head, meta.log_lines) = site::log_head(plan);
    PageView {
        meta,
        data: vec![("home", Data::from(view))],
        lists: vec![
            ("latest", CardList::Notices(site::some(latest, LATEST))),
            ("open", CardList::Notices(site::some(open.iter().copied(), OPEN.max(ending.len())))),
            ("ending", CardList::Notices(ending)),
            ("joinable", CardList::Activities(site::some(joinable.into_iter(), JOINABLE))),
            ("honours", CardList::Honours(site::some(honours::newest(plan).into_iter(), HONOURS))),
        ],
        filters: None,
        body: None,
    }
}

fn home_view(plan: &SitePlan, open_count: usize, ending_count: usize, joinable_count: usize) -> HomeView {
    let content = plan.content;
    let page = |there: bool, folder: &str| there.then(|| url::page_href(folder));
    let mut villages = points::villages(plan);
    villages.truncate(VILLAGES);
    HomeView {
        open_count,
        ending_count,
        joinable_count,
        columns: columns(plan),
        townships: places::townships(plan),
        open_href: page(true, "notices/state/posted/"),
        deadlines_href: page(true, "deadlines/"),
        notices_href: page(true, "notices/"),
        activities_href: page(!content.activities.is_empty(), "activities/"),
        honours_href: page(!content.honours.is_empty(), "honours/"),
        points_href: page(!villages.is_empty(), "points/"),
        points: villages,
    }
}

fn columns(plan: &SitePlan) -> Vec<LinkView> {
    let columns = plan.content.site.columns.iter();
    columns
        .map(|column| {
            let folder = column_folder(&column.id.value);
            let members = plan.lists.iter().find(|list| list.folder == folder).map(|list| list.members.len());
            LinkView { title: column.name.value.clone(), href: url::page_href(&folder), count: members }
        })
        .collect()
}
