//! A household's page: what it has, and the lines that make it up.

use super::tabs::frame;
use crate::model::ledger::{Line, LineState, Subject};
use crate::model::points::PointsBank;
use crate::plan::addresses::{Addresses, Floors};
use crate::plan::pages::frame::{page_link, section_link};
use crate::plan::pages::made::{Data, PageView};
use crate::plan::shelves::Section;
use crate::plan::view::{HouseholdView, PointsEntryView};
use crate::plan::words;

/// One household's account, by its place in households.yaml; search machines are asked to leave it out.
pub fn household(floors: &Floors, i: usize) -> PageView<'static> {
    let facts = floors.facts;
    let household = &facts.content.points.households[i];
    let (id, village) = (&household.id.value, &household.village.value);
    let title = format!("{}的积分", household.name.value);
    let village = page_link(village, &Addresses::points_of(facts.content, village));
    let above = [section_link(Section::Points), village.clone()];
    let mut meta = frame(floors, "household", &Addresses::household(id), &title, above);
    meta.noindex = true;
    let statement = facts.ledger.statement(id, facts.today());
    let view = HouseholdView {
        name: household.name.value.clone(),
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

fn entry(bank: &PointsBank, line: &Line) -> PointsEntryView {
    PointsEntryView {
        on: line.day.map(words::iso),
        what: words::entry(bank, line.subject),
        points: line.points,
        spendable: matches!(line.subject, Subject::Deed(_)) && line.state == LineState::Counts,
        state: words::entry_state(line).into(),
    }
}
