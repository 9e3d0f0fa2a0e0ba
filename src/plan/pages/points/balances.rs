//! The county's points by village, a village's by household, and the batches of both.

use super::tabs::{frame, tabs};
use super::{period, rows};
use crate::model::ledger::Sums;
use crate::model::points::Batch;
use crate::model::window::NoticeState;
use crate::plan::addresses::{Addresses, Floors, url};
use crate::plan::facts::Facts;
use crate::plan::pages::frame::{notice_link, section_link};
use crate::plan::pages::made::{Data, PageView};
use crate::plan::shelves::Section;
use crate::plan::view::{BarView, BatchView, LinkView, PageMeta, PointsView};
use crate::plan::words::{self, Word};
use std::cmp::Reverse;
use std::collections::BTreeMap;

pub(crate) fn county(floors: &Floors) -> PageView<'static> {
    let (folder, heading) = (Addresses::section(Section::Points), Section::Points.heading());
    let meta = frame(floors, "points", &folder, heading, []);
    page(floors.facts, meta, (villages(floors), Vec::new()), |_| true)
}

pub(crate) fn village(floors: &Floors, i: usize) -> PageView<'static> {
    let (facts, village) = (floors.facts, floors.facts.villages[i]);
    let heading = format!("{village}文明银行积分");
    let above = [section_link(Section::Points)];
    let meta = frame(floors, "points-village", &floors.addresses.villages[i], &heading, above);
    let households = &facts.content.points.households;
    let here = facts.accounts.of_village(village).map(|i| &households[i]);
    // one that was closed with nothing left is history, and has its own page
    let shown = here.filter(|household| {
        household.is_open(facts.today()) || facts.ledger.balance(&household.id.value, facts.today()) != 0
    });
    let rows = shown.map(|household| {
        let sums = facts.ledger.sums([household.id.value.as_str()], facts.today());
        Row {
            label: words::masked(&household.name.value).into_owned(),
            href: rows::href(&household.id.value),
            star: rows::star(facts, household),
            sums,
        }
    });
    let periods = facts.periods[i].iter().map(|one| period::link(floors, i, *one)).collect();
    page(facts, meta, (bars(rows.collect()), periods), |batch| batch.village.value == village)
}

/// Villages with their sums, highest first.
pub(crate) fn villages(floors: &Floors) -> Vec<BarView> {
    let facts = floors.facts;
    let mut members: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for household in &facts.content.points.households {
        members.entry(&household.village.value).or_default().push(&household.id.value);
    }
    let rows = members.into_iter().map(|(village, members)| {
        let href = url::page_href(&Addresses::points_of(facts.content, village));
        let sums = facts.ledger.sums(members, facts.today());
        Row { label: village.to_owned(), href, star: None, sums }
    });
    bars(rows.collect())
}

struct Row {
    label: String,
    href: String,
    star: Option<String>,
    sums: Sums,
}

fn bars(mut rows: Vec<Row>) -> Vec<BarView> {
    rows.sort_by_key(|row| (Reverse(row.sums.balance), row.label.clone()));
    let highest = rows.iter().map(|row| row.sums.balance).max().unwrap_or_default().max(1);
    rows.into_iter()
        .map(|Row { label, href, star, sums }| BarView {
            label,
            href: Some(href),
            star,
            value: sums.balance,
            earned: sums.earned,
            spent: sums.spent,
            expired: sums.expired,
            percent: (sums.balance.max(0) as f64 / highest as f64 * 1000.0).round() / 10.0,
        })
        .collect()
}

fn page(
    facts: &Facts,
    mut meta: PageMeta,
    (rows, periods): (Vec<BarView>, Vec<LinkView>),
    shown: impl Fn(&Batch) -> bool,
) -> PageView<'static> {
    let heading = meta.title.clone();
    meta.description = format!("{heading}：余额、批次和公示。");
    let batches = facts.content.points.batches.iter().filter(|batch| shown(batch));
    let mut batches: Vec<BatchView> = batches.map(|batch| batch_view(facts, batch)).collect();
    batches.sort_by(|a, b| b.meeting.cmp(&a.meeting).then_with(|| a.village.cmp(&b.village)));
    let view = PointsView {
        heading,
        highest: rows.iter().map(|row| row.value).max().unwrap_or_default(),
        any_expired: rows.iter().any(|row| row.expired != 0),
        any_star: rows.iter().any(|row| row.star.is_some()),
        periods,
        rows,
        batches,
        links: tabs(),
    };
    PageView::new(meta, vec![("points", Data::from(view))])
}

fn batch_view(facts: &Facts, batch: &Batch) -> BatchView {
    BatchView {
        name: batch.batch.value.clone(),
        meeting: batch.meeting.as_ref().map(|meeting| words::iso(meeting.value)),
        village: batch.village.value.clone(),
        entries: batch.entries.len(),
        points: batch.points(),
        notice: batch.notice.as_ref().and_then(|id| notice_link(facts, &id.value)),
        state: batch_state(facts, batch).into(),
    }
}

/// Whether it counts says the ledger; how far it is until then, its notice.
fn batch_state(facts: &Facts, batch: &Batch) -> Word {
    let counts = facts.ledger.counts_from(batch).is_some_and(|from| from <= facts.today());
    let notice = batch.notice.as_ref().and_then(|id| facts.find_notice(&id.value));
    let (key, label) = match notice.map(|notice| facts.standing(notice).state) {
        _ if counts => ("ended", "公示期满，可以兑换"),
        Some(NoticeState::Posted | NoticeState::Objection) => ("posted", "公示中"),
        Some(NoticeState::Withdrawn) => ("withdrawn", "公示已撤销，不入账"),
        _ => ("scheduled", "等待公示"),
    };
    Word { key, label }
}
