//! Notices: states and cards once, lists, and the page of one.

mod fact_lists;
mod gather;
mod notice_page;

pub use fact_lists::facts;
pub use gather::{NoticeFacts, gather};
pub use notice_page::page;

use super::lists::{List, Shelf};
use super::view::{DeadlineView, LinkView, NoticeCard};
use super::{Data, PageView, PlannedPage, SitePlan, What, lists, number, of_item, site, url, wording};
use crate::model::notice::Notice;
use crate::model::window::NoticeState;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;

fn find(plan: &SitePlan, id: &str) -> Option<usize> {
    plan.content.notices.binary_search_by(|notice| notice.item.id.as_str().cmp(id)).ok()
}

/// The day a notice is listed under: it went up, or was signed.
pub fn date_of(notice: &Notice) -> Date {
    let signed = notice.signed.as_ref().map(|signed| signed.value);
    notice.declared_from().or(signed).unwrap_or(Date::MIN)
}

pub fn card(plan: &SitePlan, i: usize) -> NoticeCard {
    let notice = &plan.content.notices[i];
    let kind = plan.notices.kinds[i].and_then(|kind| plan.content.kinds.at(kind.into()));
    let window = plan.notices.windows[i];
    NoticeCard {
        href: url::page_href(&format!("{}/", notice.item.id)),
        title: notice.title.value.clone(),
        kind: kind.map_or_else(|| notice.kind.value.clone(), |kind| kind.name.clone()),
        kind_key: kind.map_or_else(|| notice.kind.value.clone(), |kind| kind.key.clone()),
        place: place(notice),
        issuer: notice.issuer.value.clone(),
        number: notice.number.as_ref().map(|number| number.value.clone()),
        date: wording::iso(plan.notices.dates[i]),
        from: window.map(|window| wording::iso(window.from)),
        until: window.map(|window| wording::iso(window.until)),
        days_left: days_left(plan, i),
        state: wording::notice_state(plan.notices.states[i]),
    }
}

/// Full days left after today while the window is open.
pub fn days_left(plan: &SitePlan, i: usize) -> Option<i64> {
    let window = plan.notices.windows[i]?;
    let left = wording::days_between(plan.today(), window.until);
    (is_open(plan, i) && left >= 0).then_some(left)
}

pub fn is_open(plan: &SitePlan, i: usize) -> bool {
    let open = matches!(plan.notices.states[i], NoticeState::Posted | NoticeState::Objection);
    open && plan.notices.windows[i].is_some_and(|window| plan.today() <= window.until)
}

fn place(notice: &Notice) -> String {
    let name =
        |place: &Option<crate::source::Spanned<String>>| place.as_ref().map(|place| place.value.clone());
    match (name(&notice.township), name(&notice.village)) {
        (Some(township), Some(village)) => format!("{township}{village}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => "全县".into(),
    }
}

pub fn pages(plan: &SitePlan) -> Vec<PlannedPage> {
    let visible = (0..plan.content.notices.len()).into_par_iter().filter(|&i| plan.notices.is_visible(i));
    visible.map(|i| of_item(&plan.content.notices[i].item.id, What::Notice(number(i)))).collect()
}

const PARENT: (&str, &str) = ("notices/", "公示公告");

/// All, by state, kind, column and year.
pub fn lists(plan: &SitePlan) -> Vec<List> {
    let all = &plan.notices.order;
    let mut lists = vec![list("notices/", "公示公告", "全部", Some("按状态"), all.clone())];
    lists[0].parent = None;
    lists[0].intro = Some("正在公示的排在最前面，快截止的在先；期满的公告不撤下，一直可以查看。".into());
    let ways: [fn(&SitePlan) -> Vec<List>; 4] = [by_state, by_kind, by_year, by_column];
    lists.par_extend(ways.par_iter().flat_map_iter(|way| way(plan)));
    lists
}

fn list(
    folder: impl Into<String>,
    heading: impl Into<String>,
    label: impl Into<String>,
    row: Option<&'static str>,
    members: Vec<u32>,
) -> List {
    List {
        shelf: Shelf::Notices,
        folder: folder.into(),
        heading: heading.into(),
        label: label.into(),
        intro: None,
        row,
        parent: Some((PARENT.0.into(), PARENT.1.into())),
        members,
    }
}

/// 公示中 has its list even when it is empty: it is what people come for.
fn by_state(plan: &SitePlan) -> Vec<List> {
    let mut groups = lists::group(&plan.notices.order, |i| Some(plan.notices.states[i as usize]));
    let waiting = groups.remove(&NoticeState::Objection).unwrap_or_default();
    groups.entry(NoticeState::Posted).or_default().extend(waiting);
    groups
        .into_iter()
        .map(|(state, members)| {
            let state = wording::notice_state(state);
            list(
                format!("notices/state/{}/", state.key),
                format!("{}的公示公告", state.label),
                state.label,
                Some("按状态"),
                members,
            )
        })
        .collect()
}

fn by_kind(plan: &SitePlan) -> Vec<List> {
    let mut groups = lists::group(&plan.notices.order, |i| plan.notices.kinds[i as usize]);
    let kinds = plan.content.kinds.iter().zip(0..);
    kinds
        .filter_map(|(kind, position)| {
            let members = groups.remove(&position)?;
            let mut list = list(kind_folder(&kind.key), &kind.name, &kind.name, Some("按类别"), members);
            list.intro.clone_from(&kind.scope);
            Some(list)
        })
        .collect()
}

pub fn kind_folder(key: &str) -> String {
    format!("notices/kind/{}/", url::segment(key))
}

fn by_year(plan: &SitePlan) -> Vec<List> {
    let groups = lists::group(&plan.notices.order, |i| {
        Some(plan.notices.dates[i as usize].year()).filter(|&year| year > 0)
    });
    let years = groups.into_iter().rev();
    years
        .map(|(year, members)| {
            list(
                format!("notices/year/{year}/"),
                format!("{year}年公示公告"),
                format!("{year}年"),
                Some("按年份"),
                members,
            )
        })
        .collect()
}

fn by_column(plan: &SitePlan) -> Vec<List> {
    let columns = plan.content.site.columns.iter();
    columns
        .map(|column| {
            let kinds: Vec<usize> =
                column.kinds.iter().filter_map(|kind| plan.content.kinds.position(&kind.value)).collect();
            let in_column =
                |i: &u32| plan.notices.kinds[*i as usize].is_some_and(|kind| kinds.contains(&kind.into()));
            let members = plan.notices.order.iter().copied().filter(in_column).collect();
            let mut list =
                list(column_folder(&column.id.value), &column.name.value, &column.name.value, None, members);
            list.intro = column.description.as_ref().map(|text| text.value.clone());
            list
        })
        .collect()
}

pub fn column_folder(id: &str) -> String {
    format!("columns/{}/", url::segment(id))
}

/// A notice in a sentence.
pub fn description_of(plan: &SitePlan, i: usize) -> String {
    fact_lists::description(plan, i, &plan.content.notices[i])
}

/// The link to a notice by id, when it is shown.
pub fn link(plan: &SitePlan, id: &str) -> Option<LinkView> {
    let at = find(plan, id)?;
    plan.notices.is_visible(at).then(|| card_link(plan, at))
}

fn card_link(plan: &SitePlan, i: usize) -> LinkView {
    let card = plan.notice_card(i);
    LinkView { title: card.title.clone(), href: card.href.clone(), count: None }
}

/// The state of a notice by id, shown or not.
pub fn state_of(plan: &SitePlan, id: &str) -> Option<NoticeState> {
    find(plan, id).map(|at| plan.notices.states[at])
}

/// The page that says which windows end when.
pub fn deadlines<'a>(plan: &SitePlan<'a>) -> PageView<'a> {
    let mut days: BTreeMap<Date, Vec<LinkView>> = BTreeMap::new();
    for &i in plan.notices.order.iter().filter(|&&i| is_open(plan, i as usize)) {
        if let Some(window) = plan.notices.windows[i as usize] {
            let card = plan.notice_card(i as usize);
            days.entry(window.until).or_default().push(LinkView {
                title: card.title.clone(),
                href: card.href.clone(),
                count: None,
            });
        }
    }
    let deadlines = days
        .into_iter()
        .map(|(date, notices)| DeadlineView {
            date: wording::iso(date),
            weekday: wording::weekday(date),
            days_left: wording::days_between(plan.today(), date),
            notices,
        })
        .collect();
    let mut meta = site::meta(plan, "deadlines", "公示截止日历", "deadlines/");
    meta.section = url::page_href("notices/");
    meta.dated = true;
    meta.description = "正在公示的事项，按截止日期排列。".into();
    meta.breadcrumbs = site::trail(plan, &[PARENT], "公示截止日历");
    meta.column = Some(site::column("公示截止日历", &meta.description, "栏目列表"));
    PageView {
        meta,
        data: vec![("deadlines", Data::Deadlines(deadlines))],
        lists: Vec::new(),
        filters: None,
        body: None,
    }
}
