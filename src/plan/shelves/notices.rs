//! Notices: their order, and lists by state, kind, column and year.

use super::list::{List, ListKey, group};
use super::shelf::Shelf;
use crate::collection::Collection;
use crate::model::window::NoticeState;
use crate::plan::facts::{Facts, day_number, number};
use crate::plan::words;
use jiff::civil::Date;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::HashMap;

pub(super) const SHELF: Shelf = Shelf {
    order,
    lists,
    label: |facts, i| facts.kind_name(i),
    state: |facts, i| Some(words::notice_state(facts.standing(i).state)),
    place: |facts, i| {
        let notice = &facts.content.notices[i];
        words::places_in_short(&notice.townships, &notice.villages)
    },
};

/// Open first, soonest end first, then by date, newest first; the content's order is that of ids.
fn order(facts: &Facts) -> Vec<u32> {
    let each = &facts.notices.each;
    let rank = |i: usize| {
        let open = each[i].state.is_open();
        let applying = each[i].state == NoticeState::Applying;
        let window = each[i].window.filter(|_| open).map(|window| window.until);
        let end = window.or_else(|| facts.content.notices[i].apply_until().filter(|_| applying));
        let (open, end) = (open || applying, end.unwrap_or(Date::MAX));
        (!open, day_number(end), Reverse(day_number(each[i].date)), number(i))
    };
    let mut ranks: Vec<_> = (0..each.len()).filter(|&i| facts.notices.is_visible(i)).map(rank).collect();
    ranks.par_sort_unstable();
    ranks.into_iter().map(|rank| rank.3).collect()
}

/// The visible notices of the same kind just before and after each, by date.
pub(super) fn neighbours(facts: &Facts) -> Vec<(Option<u32>, Option<u32>)> {
    let each = &facts.notices.each;
    let mut newest: HashMap<Option<u16>, u32> = HashMap::new();
    let mut neighbours = vec![(None, None); each.len()];
    for &i in facts.notices.by_date.iter().filter(|&&i| facts.notices.is_visible(i as usize)) {
        if let Some(before) = newest.insert(each[i as usize].kind, i) {
            neighbours[i as usize].0 = Some(before);
            neighbours[before as usize].1 = Some(i);
        }
    }
    neighbours
}

/// Lists that part the notices in one way, given all in order.
type Way = fn(&Facts, &[u32]) -> Vec<List>;

/// All, by state, kind, column and year.
fn lists(facts: &Facts, order: &[u32]) -> Vec<List> {
    let mut all =
        List::new(ListKey::All(Collection::Notices), "公示公告", "全部", Some("按状态"), order.to_vec());
    all.intro = Some("正在公示的排在最前面，快截止的在先；期满的公告不撤下，一直可以查看。".into());
    let mut lists = vec![all];
    let ways: [Way; 4] = [by_state, by_kind, by_year, by_column];
    lists.par_extend(ways.par_iter().flat_map_iter(|way| way(facts, order)));
    lists
}

/// 公示中 has its list even when it is empty: it is what people come for.
fn by_state(facts: &Facts, order: &[u32]) -> Vec<List> {
    let mut groups = group(order, |i| Some(facts.standing(i as usize).state));
    let waiting = groups.remove(&NoticeState::Objection).unwrap_or_default();
    groups.entry(NoticeState::Posted).or_default().extend(waiting);
    let list = |(state, members)| {
        let label = words::notice_state(state).label;
        List::new(ListKey::InState(state), format!("{label}的公示公告"), label, Some("按状态"), members)
    };
    groups.into_iter().map(list).collect()
}

fn by_kind(facts: &Facts, order: &[u32]) -> Vec<List> {
    let mut groups = group(order, |i| facts.standing(i as usize).kind);
    let kinds = facts.content.kinds.iter().zip(0..);
    kinds
        .filter_map(|(kind, position)| {
            let members = groups.remove(&position)?;
            let mut list =
                List::new(ListKey::OfKind(position), &kind.name, &kind.name, Some("按类别"), members);
            list.intro.clone_from(&kind.scope);
            Some(list)
        })
        .collect()
}

fn by_year(facts: &Facts, order: &[u32]) -> Vec<List> {
    let groups = group(order, |i| Some(facts.standing(i as usize).date.year()).filter(|&year| year > 0));
    let list = |(year, members)| {
        let heading = format!("{year}年公示公告");
        List::new(ListKey::NoticesOfYear(year), heading, format!("{year}年"), Some("按年份"), members)
    };
    groups.into_iter().rev().map(list).collect()
}

fn by_column(facts: &Facts, order: &[u32]) -> Vec<List> {
    let columns = facts.content.site.columns.iter().enumerate();
    columns
        .map(|(i, column)| {
            let position = |kind: &crate::source::Spanned<String>| facts.content.kinds.position(&kind.value);
            let kinds: Vec<usize> = column.kinds.iter().filter_map(position).collect();
            let belongs =
                |i: &u32| facts.standing(*i as usize).kind.is_some_and(|kind| kinds.contains(&kind.into()));
            let members = order.iter().copied().filter(belongs).collect();
            let mut list =
                List::new(ListKey::Column(i), &column.name.value, &column.name.value, None, members);
            list.intro = column.description.as_ref().map(|text| text.value.clone());
            list
        })
        .collect()
}
