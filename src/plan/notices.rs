//! Notices: states and cards once, lists, and the page of one.

mod fact_lists;
mod notice_page;

pub use fact_lists::facts;
pub use notice_page::page;

use super::lists::{List, Shelf};
use super::view::{DeadlineView, LinkView, NoticeCard};
use super::{Audience, Data, PageView, PlannedPage, SitePlan, What, at, lists, number, site, url, wording};
use crate::model::notice::Notice;
use crate::model::window::{self, NoticeState, Window};
use jiff::civil::Date;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// What is worked out once for every notice, in the content's order.
#[derive(Default)]
pub struct NoticeFacts {
    pub windows: Vec<Option<Window>>,
    pub states: Vec<NoticeState>,
    /// Shown to this plan's audience.
    visible: Vec<bool>,
    /// Who has taken whose place: the old one's index to the new one's.
    pub successors: HashMap<u32, u32>,
    /// Everything visible: open first, soonest end first, then by date, newest first.
    pub order: Vec<u32>,
    /// The visible notices of the same kind just before and after, by date.
    pub neighbours: Vec<(Option<u32>, Option<u32>)>,
    /// Number of a notice among those of its kind and year, by date: for the index number.
    pub sequence: Vec<u32>,
    /// Batches and honours that name a notice: title and link.
    pub related: HashMap<u32, Vec<LinkView>>,
}

impl NoticeFacts {
    pub fn is_visible(&self, notice: usize) -> bool {
        self.visible.get(notice).copied().unwrap_or_default()
    }
}

pub fn gather(plan: &SitePlan) -> NoticeFacts {
    let (content, today) = (plan.content, plan.today());
    let find = |id: &str| content.notices.binary_search_by(|n| n.item.id.as_str().cmp(id)).ok();
    let windows: Vec<_> = content.notices.par_iter().map(|notice| in_force(plan, notice)).collect();
    let successors: HashMap<u32, u32> = content
        .notices
        .iter()
        .enumerate()
        .filter(|(i, notice)| !notice.draft && windows[*i].is_none_or(|w| w.from <= today))
        .filter_map(|(i, notice)| Some((number(find(&notice.supersedes.as_ref()?.value)?), number(i))))
        .collect();
    let states: Vec<NoticeState> = content
        .notices
        .iter()
        .enumerate()
        .map(|(i, notice)| window::state(notice, windows[i], successors.contains_key(&number(i)), today))
        .collect();
    let hidden = |state: &NoticeState| matches!(state, NoticeState::Draft | NoticeState::Scheduled);
    let clerk = plan.settings.audience == Audience::Clerk;
    let visible: Vec<bool> = states.iter().map(|state| clerk || !hidden(state)).collect();
    let mut order: Vec<u32> = (0..number(content.notices.len())).filter(|&i| visible[i as usize]).collect();
    order.par_sort_by_cached_key(|&i| {
        rank(&content.notices[i as usize], windows[i as usize], states[i as usize])
    });
    let by_date = by_date(&content.notices);
    let sequence = sequence(&content.notices, &by_date);
    let neighbours = neighbours(&content.notices, &by_date, &visible);
    NoticeFacts {
        windows,
        states,
        visible,
        successors,
        order,
        neighbours,
        sequence,
        related: related(plan, find),
    }
}

/// The window as declared and, where the log saw the notice later or changed, as it must be kept.
fn in_force(plan: &SitePlan, notice: &Notice) -> Option<Window> {
    let kind = plan.content.kinds.find(&notice.kind.value);
    window::in_force(notice, kind, &plan.content.calendar, plan.log)
}

type Rank<'a> = (bool, Date, Reverse<Date>, &'a str);

fn rank(notice: &Notice, window: Option<Window>, state: NoticeState) -> Rank<'_> {
    let open = matches!(state, NoticeState::Posted | NoticeState::Objection);
    let end = window.filter(|_| open).map_or(Date::MAX, |window| window.until);
    (!open, end, Reverse(date_of(notice)), &notice.item.id)
}

fn by_date(notices: &[Notice]) -> Vec<usize> {
    let mut by_date: Vec<usize> = (0..notices.len()).collect();
    by_date.sort_by_key(|&i| (date_of(&notices[i]), &notices[i].item.id));
    by_date
}

fn sequence(notices: &[Notice], by_date: &[usize]) -> Vec<u32> {
    let mut counts: HashMap<(&str, i16), u32> = HashMap::new();
    let mut sequence = vec![0; notices.len()];
    for &i in by_date {
        let count = counts.entry((&notices[i].kind.value, date_of(&notices[i]).year())).or_default();
        *count += 1;
        sequence[i] = *count;
    }
    sequence
}

fn neighbours(notices: &[Notice], by_date: &[usize], visible: &[bool]) -> Vec<(Option<u32>, Option<u32>)> {
    let mut newest: HashMap<&str, usize> = HashMap::new();
    let mut neighbours = vec![(None, None); notices.len()];
    for &i in by_date.iter().filter(|&&i| visible[i]) {
        if let Some(before) = newest.insert(&notices[i].kind.value, i) {
            neighbours[i].0 = Some(number(before));
            neighbours[before].1 = Some(number(i));
        }
    }
    neighbours
}

/// The day a notice is listed under: it went up, or was signed.
pub fn date_of(notice: &Notice) -> Date {
    let signed = notice.signed.as_ref().map(|signed| signed.value);
    notice.declared_from().or(signed).unwrap_or(Date::MIN)
}

fn related(plan: &SitePlan, find: impl Fn(&str) -> Option<usize>) -> HashMap<u32, Vec<LinkView>> {
    let mut related: HashMap<u32, Vec<LinkView>> = HashMap::new();
    for honour in &plan.content.honours {
        if let Some(notice) = honour.notice.as_ref().and_then(|id| find(&id.value)) {
            let href = url::page_href(&format!("{}/", honour.item.id));
            related.entry(number(notice)).or_default().push(LinkView {
                title: honour.title.value.clone(),
                href,
                count: None,
            });
        }
    }
    for batch in &plan.content.points.batches {
        if let Some(notice) = batch.notice.as_ref().and_then(|id| find(&id.value)) {
            let title = format!("{}积分：{}", batch.village.value, batch.batch.value);
            let href = super::points::village_href(plan, &batch.village.value);
            related.entry(number(notice)).or_default().push(LinkView { title, href, count: None });
        }
    }
    related
}

pub fn cards(plan: &SitePlan) -> Vec<NoticeCard> {
    (0..plan.content.notices.len()).into_par_iter().map(|i| card(plan, i)).collect()
}

fn card(plan: &SitePlan, i: usize) -> NoticeCard {
    let notice = &plan.content.notices[i];
    let kind = plan.content.kinds.find(&notice.kind.value);
    let window = plan.notices.windows[i];
    NoticeCard {
        href: url::page_href(&format!("{}/", notice.item.id)),
        title: notice.title.value.clone(),
        kind: kind.map_or_else(|| notice.kind.value.clone(), |kind| kind.name.clone()),
        kind_key: kind.map_or_else(|| notice.kind.value.clone(), |kind| kind.key.clone()),
        place: place(notice),
        issuer: notice.issuer.value.clone(),
        number: notice.number.as_ref().map(|number| number.value.clone()),
        date: wording::iso(date_of(notice)),
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
    let notices = plan.content.notices.iter().enumerate().filter(|(i, _)| plan.notices.is_visible(*i));
    notices.map(|(i, notice)| at(&format!("{}/", notice.item.id), What::Notice(number(i)))).collect()
}

const PARENT: (&str, &str) = ("notices/", "公示公告");

/// All, by state, kind, column and year.
pub fn lists(plan: &SitePlan) -> Vec<List> {
    let all = &plan.notices.order;
    let mut lists = vec![list("notices/", "公示公告", "全部", Some("按状态"), all.clone())];
    lists[0].parent = None;
    lists[0].intro = Some("正在公示的排在最前面，快截止的在先；期满的公告不撤下，一直可以查看。".into());
    lists.extend(by_state(plan));
    lists.extend(by_kind(plan));
    lists.extend(by_year(plan));
    lists.extend(by_column(plan));
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
    let mut groups =
        lists::group(&plan.notices.order, |i| Some(plan.cards.notices[i as usize].kind_key.clone()));
    let kinds = plan.content.kinds.iter();
    kinds
        .filter_map(|kind| {
            let members = groups.remove(&kind.key)?;
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
        Some(date_of(&plan.content.notices[i as usize]).year()).filter(|&year| year > 0)
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
            let keys: Vec<&str> = column
                .kinds
                .iter()
                .filter_map(|kind| Some(plan.content.kinds.find(&kind.value)?.key.as_str()))
                .collect();
            let in_column = |i: &u32| keys.contains(&plan.cards.notices[*i as usize].kind_key.as_str());
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
    let at = plan.content.notices.binary_search_by(|notice| notice.item.id.as_str().cmp(id)).ok()?;
    plan.notices.is_visible(at).then(|| card_link(plan, at))
}

fn card_link(plan: &SitePlan, i: usize) -> LinkView {
    let card = &plan.cards.notices[i];
    LinkView { title: card.title.clone(), href: card.href.clone(), count: None }
}

/// The page that says which windows end when.
pub fn deadlines<'a>(plan: &SitePlan<'a>) -> PageView<'a> {
    let mut days: BTreeMap<Date, Vec<LinkView>> = BTreeMap::new();
    for &i in plan.notices.order.iter().filter(|&&i| is_open(plan, i as usize)) {
        if let Some(window) = plan.notices.windows[i as usize] {
            let card = &plan.cards.notices[i as usize];
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
