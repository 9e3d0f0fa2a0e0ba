//! 文明银行: balances by village and household, rules, and the shop.
//!
//! The public sees masked household names, balances, positive entries, and deductions as one sum. Every
//! number is the ledger's.

mod shop;
mod statement;

pub use shop::{rules, shop};

use super::view::{BarView, BatchView, HouseholdView, LinkView, PointsView, StateView};
use super::{Data, PageView, PlannedPage, SitePlan, What, at, number, site, url, wording};
use crate::model::content::Content;
use crate::model::ledger::Sums;
use crate::model::points::{Batch, Household};
use crate::model::window::NoticeState;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

const PARENT: (&str, &str) = ("points/", "文明银行");

/// Villages that have households, in the order of households.yaml.
pub fn village_names(content: &Content) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for household in &content.points.households {
        if !names.contains(&household.village.value.as_str()) {
            names.push(&household.village.value);
        }
    }
    names
}

fn village_folder(plan: &SitePlan, village: &str) -> String {
    let slug = plan.content.places.village(None, village).map_or(village, |village| village.url_name());
    format!("points/{}/", url::segment(slug))
}

/// The link to a village's points page.
pub fn village_href(plan: &SitePlan, village: &str) -> String {
    url::page_href(&village_folder(plan, village))
}

/// The link to a village's points page, when it has households.
pub fn village_link(plan: &SitePlan, village: &str) -> Option<LinkView> {
    let known = plan.villages.contains(&village);
    known.then(|| LinkView {
        title: "文明银行积分".into(), href: village_href(plan, village), count: None
    })
}

/// What a household has today.
pub fn sums(plan: &SitePlan, household: &Household) -> Sums {
    plan.ledger.sums([household.id.value.as_str()], plan.today())
}

/// A name of which something is hidden already, or its first character alone.
pub fn masked(name: &str) -> Cow<'_, str> {
    if name.contains(['某', '*', '＊', '×', '○', 'x', 'X']) {
        return Cow::Borrowed(name);
    }
    let mut characters = name.chars();
    let first: String = characters.by_ref().take(1).collect();
    Cow::Owned(characters.fold(first, |shown, _| shown + "*"))
}

fn household_folder(id: &str) -> String {
    format!("points/household/{}/", url::segment(id))
}

pub fn pages(plan: &SitePlan) -> Vec<PlannedPage> {
    let bank = &plan.content.points;
    if bank.households.is_empty() {
        return Vec::new();
    }
    let mut pages = vec![
        at("points/", What::Points),
        at("points/rules/", What::PointsRules),
        at("points/shop/", What::Shop),
    ];
    let villages = plan.villages.iter().enumerate();
    pages.extend(
        villages.map(|(i, village)| at(&village_folder(plan, village), What::PointsVillage(number(i)))),
    );
    let households = bank.households.iter().enumerate();
    pages.extend(
        households
            .map(|(i, household)| at(&household_folder(&household.id.value), What::Household(number(i)))),
    );
    pages
}

fn tabs() -> Vec<LinkView> {
    let link = |title: &str, folder: &str| LinkView {
        title: title.into(),
        href: url::page_href(folder),
        count: None,
    };
    vec![link("各村积分", "points/"), link("积分规则", "points/rules/"), link("文明超市", "points/shop/")]
}

/// For the site map.
pub fn all_links(plan: &SitePlan) -> Vec<LinkView> {
    let village =
        |&name: &&str| LinkView { title: name.to_owned(), href: village_href(plan, name), count: None };
    tabs().into_iter().chain(plan.villages.iter().map(village)).collect()
}

/// Villages with their sums, highest first.
pub fn villages(plan: &SitePlan) -> Vec<BarView> {
    let mut members: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for household in &plan.content.points.households {
        members.entry(&household.village.value).or_default().push(&household.id.value);
    }
    let rows = members.into_iter().map(|(village, members)| {
        (village.to_owned(), village_href(plan, village), plan.ledger.sums(members, plan.today()))
    });
    bars(rows.collect())
}

fn bars(mut rows: Vec<(String, String, Sums)>) -> Vec<BarView> {
    rows.sort_by_key(|(label, _, sums)| (Reverse(sums.balance), label.clone()));
    let highest = rows.iter().map(|row| row.2.balance).max().unwrap_or_default().max(1);
    rows.into_iter()
        .map(|(label, href, sums)| BarView {
            label,
            href: Some(href),
            value: sums.balance,
            earned: sums.earned,
            spent: sums.spent,
            expired: sums.expired,
            percent: (sums.balance.max(0) as f64 / highest as f64 * 1000.0).round() / 10.0,
        })
        .collect()
}

pub fn county<'a>(plan: &SitePlan<'a>) -> PageView<'a> {
    let heading = PARENT.1.to_owned();
    let batches = plan.content.points.batches.iter().collect();
    points_page(plan, "points", PARENT.0, heading, villages(plan), batches, &[])
}

pub fn village<'a>(plan: &SitePlan<'a>, i: usize) -> PageView<'a> {
    let village = plan.villages[i];
    let bank = &plan.content.points;
    let rows = bank.households.iter().filter(|household| household.village.value == village);
    let rows = rows.map(|household| {
        let href = url::page_href(&household_folder(&household.id.value));
        (household.name.value.clone(), href, sums(plan, household))
    });
    let batches = bank.batches.iter().filter(|batch| batch.village.value == village).collect();
    let folder = village_folder(plan, village);
    points_page(
        plan,
        "points-village",
        &folder,
        format!("{village}文明银行积分"),
        bars(rows.collect()),
        batches,
        &[PARENT],
    )
}

fn points_page<'a>(
    plan: &SitePlan<'a>,
    template: &'static str,
    folder: &str,
    heading: String,
    rows: Vec<BarView>,
    batches: Vec<&Batch>,
    above: &[(&str, &str)],
) -> PageView<'a> {
    let mut meta = frame(plan, template, folder, &heading, above);
    meta.description = format!("{heading}：余额、批次和公示。");
    let mut batches: Vec<BatchView> = batches.into_iter().map(|batch| batch_view(plan, batch)).collect();
    batches.sort_by(|a, b| b.meeting.cmp(&a.meeting).then_with(|| a.village.cmp(&b.village)));
    let highest = rows.iter().map(|row| row.value).max().unwrap_or_default();
    let any_expired = rows.iter().any(|row| row.expired != 0);
    let view = PointsView { heading, rows, highest, any_expired, batches, links: tabs() };
    PageView { meta, data: vec![("points", Data::from(view))], lists: Vec::new(), filters: None, body: None }
}

fn frame(
    plan: &SitePlan,
    template: &'static str,
    folder: &str,
    title: &str,
    above: &[(&str, &str)],
) -> super::view::PageMeta {
    let mut meta = site::meta(plan, template, title, folder);
    meta.section = url::page_href(PARENT.0);
    meta.breadcrumbs = site::trail(plan, above, title);
    meta.column = Some(site::column(title, &meta.description, "文明银行"));
    meta
}

fn batch_view(plan: &SitePlan, batch: &Batch) -> BatchView {
    BatchView {
        name: batch.batch.value.clone(),
        meeting: batch.meeting.as_ref().map(|meeting| wording::iso(meeting.value)),
        village: batch.village.value.clone(),
        entries: batch.entries.len(),
        points: batch.points(),
        notice: batch.notice.as_ref().and_then(|id| super::notices::link(plan, &id.value)),
        state: batch_state(plan, batch),
    }
}

/// Whether it counts says the ledger; how far it is until then, its notice.
fn batch_state(plan: &SitePlan, batch: &Batch) -> StateView {
    let counts = plan.ledger.counts_from(batch).is_some_and(|from| from <= plan.today());
    let notice = batch.notice.as_ref().and_then(|id| super::notices::state_of(plan, &id.value));
    let (key, label) = match notice {
        _ if counts => ("ended", "公示期满，可以兑换"),
        Some(NoticeState::Posted | NoticeState::Objection) => ("posted", "公示中"),
        Some(NoticeState::Withdrawn) => ("withdrawn", "公示已撤销，不入账"),
        _ => ("scheduled", "等待公示"),
    };
    StateView { key, label: label.into() }
}

pub fn household<'a>(plan: &SitePlan<'a>, i: usize) -> PageView<'a> {
    let household = &plan.content.points.households[i];
    let statement = plan.ledger.statement(&household.id.value, plan.today());
    let village = &household.village.value;
    let title = format!("{}的积分", household.name.value);
    let folder = household_folder(&household.id.value);
    let above = village_folder(plan, village);
    let mut meta = frame(plan, "household", &folder, &title, &[PARENT, (&above, village)]);
    meta.noindex = true;
    let view = HouseholdView {
        name: household.name.value.clone(),
        village: LinkView { title: village.clone(), href: url::page_href(&above), count: None },
        group: household.group.as_ref().map(|group| group.value.clone()),
        balance: statement.sums.balance,
        earned: statement.sums.earned,
        spent: statement.sums.spent,
        expired: statement.sums.expired,
        pending: statement.sums.pending,
        entries: statement.lines.iter().map(|line| statement::entry(&plan.content.points, line)).collect(),
    };
    PageView {
        meta,
        data: vec![("household", Data::from(view))],
        lists: Vec::new(),
        filters: None,
        body: None,
    }
}

#[cfg(test)]
mod tests;
