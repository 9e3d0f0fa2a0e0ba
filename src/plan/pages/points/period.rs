//! A village's accounts in a month, quarter or year: where each stood, what came and went, and who did most.

use super::rows::{self, Member};
use super::tabs::frame;
use crate::model::ledger::PeriodSums;
use crate::model::period::{Period, PeriodPart};
use crate::plan::addresses::Floors;
use crate::plan::pages::frame::{page_link, section_link};
use crate::plan::pages::made::{Data, PageView};
use crate::plan::shelves::Section;
use crate::plan::view::{LinkView, PeriodRowView, PeriodView};
use crate::plan::words;
use std::collections::BTreeMap;

/// By the village's place among those with households, and the period's among the village's.
pub fn period(floors: &Floors, village: usize, i: usize) -> PageView<'static> {
    let (facts, name) = (floors.facts, floors.facts.villages[village]);
    let period = facts.periods[village][i];
    let when = words::period(period);
    let heading = format!("{name}{when}积分");
    let above = [section_link(Section::Points), page_link(name, floors.addresses.village(village))];
    let mut meta = frame(floors, "points-period", &floors.addresses.period(village, period), &heading, above);
    meta.description = format!("{name}各户{when}的积分：得分、排行、兑换和结余。");
    let view = view(floors, village, period, heading);
    PageView::new(meta, vec![("period", Data::from(view))])
}

fn view(floors: &Floors, village: usize, period: Period, heading: String) -> PeriodView {
    let today = floors.facts.today();
    let members = rows::members(floors.facts, floors.facts.villages[village], period);
    let is_year = period.part == PeriodPart::Whole;
    let mut rows: Vec<PeriodRowView> = members.iter().map(|one| household(floors, one, is_year)).collect();
    rank(&mut rows);
    let total: PeriodSums = members.iter().map(|one| one.sums).sum();
    PeriodView {
        heading,
        from: words::iso(period.first()),
        until: words::iso(period.last().min(today)),
        running: period.last() > today,
        any_star: rows.iter().any(|row| row.star.is_some()),
        any_expired: total.expired != 0,
        groups: groups(&members),
        total: rows::row("合计".into(), total),
        periods: others(floors, village, period),
        rows,
    }
}

fn household(floors: &Floors, member: &Member, is_year: bool) -> PeriodRowView {
    let (household, sums) = (member.household, member.sums);
    let star = floors.facts.content.points.star(sums.scored).filter(|_| is_year);
    PeriodRowView {
        href: Some(rows::href(&household.id.value)),
        group: household.group.as_ref().map(|group| group.value.clone()),
        star: star.map(|star| star.name.value.clone()),
        ..rows::row(words::masked(&household.name.value).into_owned(), sums)
    }
}

/// Highest score first; equal ones share a place, and where nobody has scored there is none.
fn rank(rows: &mut [PeriodRowView]) {
    rows.sort_by_key(|row| std::cmp::Reverse(row.scored));
    let scores: Vec<i64> = rows.iter().map(|row| row.scored).collect();
    if scores.iter().all(|&score| score == 0) {
        return;
    }
    for row in rows {
        row.place = scores.partition_point(|&score| score > row.scored) + 1;
    }
}

/// Best first; equal ones as the households name them.
fn groups(members: &[Member]) -> Vec<PeriodRowView> {
    let mut groups: BTreeMap<&str, (usize, Vec<PeriodSums>)> = BTreeMap::new();
    for (place, member) in members.iter().enumerate() {
        let group = member.household.group.as_ref().map_or("未分组", |group| group.value.as_str());
        groups.entry(group).or_insert((place, Vec::new())).1.push(member.sums);
    }
    if groups.len() < 2 {
        return Vec::new();
    }
    let mut groups: Vec<(&str, (usize, Vec<PeriodSums>))> = groups.into_iter().collect();
    groups.sort_by_key(|(_, (place, _))| *place);
    let sums = |(group, (_, sums)): (&str, (usize, Vec<PeriodSums>))| {
        rows::row(group.to_owned(), sums.into_iter().sum())
    };
    let mut rows: Vec<PeriodRowView> = groups.into_iter().map(sums).collect();
    rank(&mut rows);
    rows
}

/// The year, and the parts of it that there are.
fn others(floors: &Floors, village: usize, period: Period) -> Vec<LinkView> {
    let same_year = floors.facts.periods[village].iter().filter(|one| one.year == period.year);
    same_year.map(|one| link(floors, village, *one)).collect()
}

/// The page of one period of a village.
pub(super) fn link(floors: &Floors, village: usize, period: Period) -> LinkView {
    page_link(words::period(period), &floors.addresses.period(village, period))
}
