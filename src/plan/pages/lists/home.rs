//! The front page: what is posted now, what ends soon, what can be joined.

use crate::collection::Collection;
use crate::model::activity::State;
use crate::model::window::NoticeState;
use crate::plan::addresses::{Addresses, Floors, url};
use crate::plan::pages::frame::{column, feed_link, json_ld, log_head, meta};
use crate::plan::pages::made::{CardList, Data, PageView};
use crate::plan::pages::places::townships;
use crate::plan::pages::points::villages;
use crate::plan::shelves::{ListKey, Section};
use crate::plan::view::{HomeView, LinkView};

/// Windows that end within so many days are shown first.
const ENDING_DAYS: i64 = 3;
const OPEN: usize = 10;
const LATEST: usize = 8;
const JOINABLE: usize = 5;
const HONOURS: usize = 4;
const VILLAGES: usize = 8;

/// The front page: what is open, what ends soon, what is new.
pub fn home(floors: &Floors) -> PageView<'static> {
    let (facts, order) = (floors.facts, floors.shelves.notices());
    let open: Vec<u32> = order.iter().copied().filter(|&i| facts.is_open(i as usize)).collect();
    let soon = |i: &u32| facts.days_left(*i as usize).is_some_and(|left| left <= ENDING_DAYS);
    let ending: Vec<u32> = open.iter().copied().filter(soon).collect();
    let joinable = facts.activities_in(&[State::SignupOpen]);
    let view = home_view(floors, open.len(), ending.len(), joinable.len());
    let latest = order.iter().copied().filter(|&i| !facts.is_open(i as usize));
    let site = &facts.content.site;
    let mut meta = meta(floors, "home", &site.name.value, Addresses::HOME);
    meta.section = url::page_href(Addresses::HOME);
    meta.description = site.description.as_ref().unwrap_or(&site.name).value.clone();
    meta.column = Some(column("首页", &meta.description, "首页"));
    meta.feeds = vec![feed_link(floors, 0)];
    meta.json_ld = Some(json_ld::web_site(floors));
    meta.dated = true;
    (meta.log_head, meta.log_lines) = log_head(facts, facts.log.anchor().map_or(0, |head| head.line));
    let honours = floors.shelves.order(Collection::Honours).iter().copied().take(HONOURS);
    let lists = vec![
        ("latest", CardList::new(Collection::Notices, latest.take(LATEST))),
        ("open", CardList::new(Collection::Notices, open.into_iter().take(OPEN + ending.len()))),
        ("ending", CardList::new(Collection::Notices, ending)),
        ("joinable", CardList::new(Collection::Activities, joinable.into_iter().take(JOINABLE))),
        ("honours", CardList::new(Collection::Honours, honours)),
    ];
    PageView { lists, ..PageView::new(meta, vec![("home", Data::from(view))]) }
}

fn home_view(floors: &Floors, open_count: usize, ending_count: usize, joinable_count: usize) -> HomeView {
    let content = floors.facts.content;
    let section = |there: bool, section| there.then(|| url::page_href(&Addresses::section(section)));
    let list = |key| floors.shelves.find(&key).map(|i| url::page_href(&floors.addresses.list(i, 0)));
    let mut villages = villages(floors);
    villages.truncate(VILLAGES);
    HomeView {
        open_count,
        ending_count,
        joinable_count,
        columns: columns(floors),
        townships: townships(floors),
        open_href: list(ListKey::InState(NoticeState::Posted)),
        deadlines_href: Some(url::page_href(Addresses::DEADLINES)),
        notices_href: section(true, Section::Of(Collection::Notices)),
        activities_href: section(!content.activities.is_empty(), Section::Of(Collection::Activities)),
        honours_href: section(!content.honours.is_empty(), Section::Of(Collection::Honours)),
        points_href: section(!villages.is_empty(), Section::Points),
        points: villages,
    }
}

fn columns(floors: &Floors) -> Vec<LinkView> {
    let columns = floors.facts.content.site.columns.iter().enumerate();
    let link = |(i, column): (usize, &crate::model::site::Column)| {
        let list = floors.shelves.find(&ListKey::Column(i))?;
        let href = url::page_href(&floors.addresses.list(list, 0));
        let count = Some(floors.shelves.lists[list].members.len());
        Some(LinkView { title: column.name.value.clone(), href, count })
    };
    columns.filter_map(link).collect()
}
