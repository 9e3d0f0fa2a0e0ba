//! Rows of accounts over a period: the ledger's sums, beside whose they are.

use crate::model::ledger::PeriodSums;
use crate::model::period::Period;
use crate::model::points::Household;
use crate::plan::addresses::{Addresses, url};
use crate::plan::facts::Facts;
use crate::plan::view::PeriodRowView;

/// A household with its sums over a period.
pub(super) struct Member<'p> {
    pub household: &'p Household,
    pub sums: PeriodSums,
}

/// A village's households, in the order of their list. One whose account was closed before the period, with nothing
/// left, or is opened after it, is left out.
pub(super) fn members<'p>(facts: &Facts<'p>, village: &str, period: Period) -> Vec<Member<'p>> {
    let (from, until) = (period.first(), period.last());
    let households = &facts.content.points.households;
    let own = facts.accounts.of_village(village).map(|i| &households[i]);
    let members = own.map(|household| Member { household, sums: sums(facts, household, period) });
    let lives = |household: &Household| {
        household.joined.as_ref().is_none_or(|joined| joined.value <= until)
            && household.closed.as_ref().is_none_or(|closed| closed.value >= from)
    };
    members.filter(|one| lives(one.household) || one.sums != PeriodSums::default()).collect()
}

/// What happened to one account in a period, as known today.
pub(super) fn sums(facts: &Facts, household: &Household, period: Period) -> PeriodSums {
    let id = household.id.value.as_str();
    facts.ledger.period([id], (period.first(), period.last()), facts.today())
}

/// What a household is called by what it scored this year.
pub(super) fn star(facts: &Facts, household: &Household) -> Option<String> {
    let [year, ..] = Period::around(facts.today());
    let star = facts.content.points.star(sums(facts, household, year).scored)?;
    Some(star.name.value.clone())
}

/// A row of sums.
pub(super) fn row(label: String, sums: PeriodSums) -> PeriodRowView {
    let PeriodSums { opening, earned, spent, expired, closing, scored } = sums;
    PeriodRowView { label, scored, opening, earned, spent, expired, closing, ..PeriodRowView::default() }
}

/// The page of a household's account.
pub(super) fn href(id: &str) -> String {
    url::page_href(&Addresses::household(id))
}
