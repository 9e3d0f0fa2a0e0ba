//! A household's page: what it has, and the lines that make it up.

use super::rows;
use super::tabs::frame;
use crate::model::honour::Honour;
use crate::model::ledger::{Line, LineState, Subject};
use crate::model::period::{Period, PeriodPart};
use crate::model::points::{Household, PointsBank};
use crate::plan::addresses::{Addresses, Floors};
use crate::plan::facts::Facts;
use crate::plan::pages::frame::{page_link, section_link};
use crate::plan::pages::made::{Data, PageView};
use crate::plan::shelves::Section;
use crate::plan::view::{HouseholdView, PeriodRowView, PointsEntryView};
use crate::plan::words;
use std::collections::BTreeSet;

/// One household's account, by its place in households.yaml; search machines are asked to leave it out.
pub fn household(floors: &Floors, i: usize) -> PageView<'static> {
    let facts = floors.facts;
    let household = &facts.content.points.households[i];
    let (id, village) = (&household.id.value, &household.village.value);
    let name = words::masked(&household.name.value);
    let title = format!("{name}的积分");
    let village = page_link(village, &Addresses::points_of(facts.content, village));
    let above = [section_link(Section::Points), village.clone()];
    let mut meta = frame(floors, "household", &Addresses::household(id), &title, above);
    meta.noindex = true;
    let statement = facts.ledger.statement(id, facts.today());
    let view = HouseholdView {
        id: id.clone(),
        joined: household.joined.as_ref().map(|joined| words::iso(joined.value)),
        closed: household.closed.as_ref().map(|closed| words::iso(closed.value)),
        as_of: words::iso(facts.today()),
        star: rows::star(facts, household),
        honours: honours(facts, id),
        years: book(facts, household, |part| part == PeriodPart::Whole),
        months: book(facts, household, |part| matches!(part, PeriodPart::Month(_))),
        name: name.into_owned(),
        village,
        group: household.group.as_ref().map(|group| group.value.clone()),
        balance: statement.sums.balance,
        earned: statement.sums.earned,
        spent: statement.sums.spent,
        expired: statement.sums.expired,
        pending: statement.sums.pending,
        entries: statement.lines.iter().map(|line| entry(&facts.content.points, line)).collect(),
    };
    PageView::new(meta, vec![("household", Data::from(view))])
}

/// The periods of one sort in which something happened to the account, newest first.
fn book(facts: &Facts, household: &Household, wanted: fn(PeriodPart) -> bool) -> Vec<PeriodRowView> {
    let Some(account) = facts.ledger.account(&household.id.value) else { return Vec::new() };
    let days = account.movements.iter().map(|movement| movement.day);
    let past = days.filter(|&day| day <= facts.today()).flat_map(Period::around);
    let periods: BTreeSet<Period> = past.filter(|one| wanted(one.part)).collect();
    let row = |one: &Period| rows::row(words::period(*one), rows::sums(facts, household, *one));
    periods.iter().rev().map(row).collect()
}

/// Honours that the household holds. Without a link: a page that names people would name the account.
fn honours(facts: &Facts, id: &str) -> Vec<String> {
    let held = facts.accounts.honours(id).map(|i| &facts.content.honours[i]);
    let words = |honour: &Honour| match &honour.year {
        Some(year) => format!("{}（{}年度）", honour.award.value, year.value),
        None => honour.award.value.clone(),
    };
    held.map(words).collect()
}

fn entry(bank: &PointsBank, line: &Line) -> PointsEntryView {
    PointsEntryView {
        on: line.day.map(words::iso),
        what: words::entry(bank, line.subject),
        points: line.points,
        spendable: matches!(line.subject, Subject::Deed(_) | Subject::Opening)
            && line.state == LineState::Counts,
        state: words::entry_state(line).into(),
    }
}
