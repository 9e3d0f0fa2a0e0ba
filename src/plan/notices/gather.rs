//! What is worked out once for every notice: window, state, order, neighbours.

use super::{date_of, find};
use crate::model::notice::Notice;
use crate::model::posting::Window;
use crate::model::window::{self, NoticeState};
use crate::plan::view::LinkView;
use crate::plan::{Audience, SitePlan, number, url};
use jiff::civil::Date;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::HashMap;

/// What is worked out once for every notice, in the content's order.
#[derive(Default)]
pub struct NoticeFacts {
    pub windows: Vec<Option<Window>>,
    pub states: Vec<NoticeState>,
    /// Place of the kind in rules.yaml.
    pub kinds: Vec<Option<u16>>,
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
            let href = crate::plan::points::village_href(plan, &batch.village.value);
            related.entry(number(notice)).or_default().push(LinkView { title, href, count: None });
        }
    }
    related
}
