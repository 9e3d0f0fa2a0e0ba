//! Notices: states and cards once, lists, and the page of one.

mod fact_lists;
mod notice_page;

pub use fact_lists::facts;
pub use notice_page::page;

use super::lists::{List, Shelf};
use super::view::{DeadlineView, LinkView, NoticeCard};
use super::{
    Audience, Data, PageView, PlannedPage, SitePlan, What, lists, number, of_item, site, url, wording,
};
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
    /// Place of the kind in rules.yaml.
    kinds: Vec<Option<u16>>,
    /// The day that each is listed under; the first of all days where none is known.
    pub dates: Vec<Date>,
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

/// What one notice says for itself. Notices are looked at once, in parallel; all that follows works on these
/// small values, since a walk through a hundred thousand notices costs more than any sum.
struct Own {
    window: Option<Window>,
    /// As if nothing had taken its place.
    state: NoticeState,
    kind: Option<u16>,
    date: Date,
    supersedes: Option<u32>,
}

pub fn gather(plan: &SitePlan) -> NoticeFacts {
    let own: Vec<Own> = plan.content.notices.par_iter().map(|notice| own(plan, notice)).collect();
    let successors = successors(plan, &own);
    let mut states: Vec<NoticeState> = own.iter().map(|own| own.state).collect();
    for &old in successors.keys() {
        let i = old as usize;
        states[i] = window::state(&plan.content.notices[i], own[i].window, true, plan.today());
    }
    let hidden = |state: &NoticeState| matches!(state, NoticeState::Draft | NoticeState::Scheduled);
    let clerk = plan.settings.audience == Audience::Clerk;
    let visible: Vec<bool> = states.iter().map(|state| clerk || !hidden(state)).collect();
    let by_date = by_date(&own);
    let numbered = || rayon::join(|| sequence(&own, &by_date), || neighbours(&own, &by_date, &visible));
    let (order, (sequence, neighbours)) = rayon::join(|| order(&own, &states, &visible), numbered);
    NoticeFacts {
        order,
        sequence,
        neighbours,
        related: related(plan),
        windows: own.iter().map(|own| own.window).collect(),
        kinds: own.iter().map(|own| own.kind).collect(),
        dates: own.iter().map(|own| own.date).collect(),
        states,
        visible,
        successors,
    }
}

fn own(plan: &SitePlan, notice: &Notice) -> Own {
    let position = plan.content.kinds.position(&notice.kind.value);
    let kind = position.and_then(|position| plan.content.kinds.at(position));
    let window = window::in_force(notice, kind, &plan.content.calendar, plan.log);
    Own {
        window,
        state: window::state(notice, window, false, plan.today()),
        kind: position.and_then(|position| u16::try_from(position).ok()),
        date: date_of(notice),
        supersedes: notice.supersedes.as_ref().and_then(|id| Some(number(find(plan, &id.value)?))),
    }
}

fn find(plan: &SitePlan, id: &str) -> Option<usize> {
    plan.content.notices.binary_search_by(|notice| notice.item.id.as_str().cmp(id)).ok()
}

/// Who has taken whose place, as far as the new one is up.
fn successors(plan: &SitePlan, own: &[Own]) -> HashMap<u32, u32> {
    let up = |own: &Own| {
        own.state != NoticeState::Draft && own.window.is_none_or(|window| window.from <= plan.today())
    };
    let all = own.iter().enumerate().filter(|(_, own)| up(own));
    all.filter_map(|(i, own)| Some((own.supersedes?, number(i)))).collect()
}

/// Open first, soonest end first, then by date, newest first; the content's order is that of ids.
fn order(own: &[Own], states: &[NoticeState], visible: &[bool]) -> Vec<u32> {
    let rank = |i: usize| {
        let open = matches!(states[i], NoticeState::Posted | NoticeState::Objection);
        let end = own[i].window.filter(|_| open).map_or(Date::MAX, |window| window.until);
        (!open, day_number(end), Reverse(day_number(own[i].date)), number(i))
    };
    let mut ranks: Vec<_> = (0..own.len()).filter(|&i| visible[i]).map(rank).collect();
    ranks.par_sort_unstable();
    ranks.into_iter().map(|rank| rank.3).collect()
}

/// Days in order, in one machine word.
fn day_number(date: Date) -> i32 {
    (i32::from(date.year()) << 9) + (i32::from(date.month()) << 5) + i32::from(date.day())
}

fn by_date(own: &[Own]) -> Vec<u32> {
    let mut by_date: Vec<(i32, u32)> =
        own.iter().enumerate().map(|(i, own)| (day_number(own.date), number(i))).collect();
    by_date.par_sort_unstable();
    by_date.into_iter().map(|(_, i)| i).collect()
}

fn sequence(own: &[Own], by_date: &[u32]) -> Vec<u32> {
    let mut counts: HashMap<(Option<u16>, i16), u32> = HashMap::new();
    let mut sequence = vec![0; own.len()];
    for &i in by_date {
        let own = &own[i as usize];
        let count = counts.entry((own.kind, own.date.year())).or_default();
        *count += 1;
        sequence[i as usize] = *count;
    }
    sequence
}

fn neighbours(own: &[Own], by_date: &[u32], visible: &[bool]) -> Vec<(Option<u32>, Option<u32>)> {
    let mut newest: HashMap<Option<u16>, u32> = HashMap::new();
    let mut neighbours = vec![(None, None); own.len()];
    for &i in by_date.iter().filter(|&&i| visible[i as usize]) {
        if let Some(before) = newest.insert(own[i as usize].kind, i) {
            neighbours[i as usize].0 = Some(before);
            neighbours[before as usize].1 = Some(i);
        }
    }
    neighbours
}

/// The day a notice is listed under: it went up, or was signed.
pub fn date_of(notice: &Notice) -> Date {
    let signed = notice.signed.as_ref().map(|signed| signed.value);
    notice.declared_from().or(signed).unwrap_or(Date::MIN)
}

fn related(plan: &SitePlan) -> HashMap<u32, Vec<LinkView>> {
    let mut related: HashMap<u32, Vec<LinkView>> = HashMap::new();
    for honour in &plan.content.honours {
        if let Some(notice) = honour.notice.as_ref().and_then(|id| find(plan, &id.value)) {
            let href = url::page_href(&format!("{}/", honour.item.id));
            related.entry(number(notice)).or_default().push(LinkView {
                title: honour.title.value.clone(),
                href,
                count: None,
            });
        }
    }
    for batch in &plan.content.points.batches {
        if let Some(notice) = batch.notice.as_ref().and_then(|id| find(plan, &id.value)) {
            let title = format!("{}积分：{}", batch.village.value, batch.batch.value);
            let href = super::points::village_href(plan, &batch.village.value);
            related.entry(number(notice)).or_default().push(LinkView { title, href, count: None });
        }
    }
    related
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
