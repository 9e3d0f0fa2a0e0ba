//! 文明银行: balances by village and household, rules, and the shop.
//!
//! The public sees masked household names, balances, and positive entries.

mod accounts;
mod shop;

pub use accounts::{Account, PointsFacts, gather};
pub use shop::{rules, shop};

use super::view::{BarView, BatchView, HouseholdView, LinkView, PointsView, StateView};
use super::{Data, PageView, PlannedPage, SitePlan, What, at, number, site, url, wording};
use crate::model::points::Batch;
use crate::model::window::NoticeState;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

const PARENT: (&str, &str) = ("points/", "文明银行");

#[derive(Clone, Copy, PartialEq, Eq)]
enum BatchState {
    /// Its notice still stands open, or is held up by an objection.
    Posted,
    /// It counts: posted long enough without an open objection.
    Counts,
    /// No notice yet.
    Waiting,
}

fn batch_state(plan: &SitePlan, batch: &Batch) -> BatchState {
    let notice = batch.notice.as_ref().and_then(|id| {
        plan.content.notices.binary_search_by(|notice| notice.item.id.as_str().cmp(&id.value)).ok()
    });
    match notice.map(|i| plan.notices.states[i]) {
        Some(NoticeState::Ended | NoticeState::Filed | NoticeState::Informed) => BatchState::Counts,
        Some(NoticeState::Posted | NoticeState::Objection) => BatchState::Posted,
        _ => BatchState::Waiting,
    }
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
    let known = plan.points.villages.iter().any(|known| known == village);
    known.then(|| LinkView {
        title: "文明银行积分".into(), href: village_href(plan, village), count: None
    })
}

/// The account of a household, in the content's order.
pub fn account<'p>(plan: &'p SitePlan, household: usize) -> &'p Account {
    &plan.points.accounts[household]
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
    let villages = plan.points.villages.iter().enumerate();
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
    let villages = plan.points.villages.iter();
    let village =
        |name: &String| LinkView { title: name.clone(), href: village_href(plan, name), count: None };
    tabs().into_iter().chain(villages.map(village)).collect()
}

/// Villages with their sums, highest first.
pub fn villages(plan: &SitePlan) -> Vec<BarView> {
    let mut sums: BTreeMap<&str, Account> = BTreeMap::new();
    for (household, account) in plan.content.points.households.iter().zip(&plan.points.accounts) {
        let sum = sums.entry(&household.village.value).or_default();
        sum.earned += account.earned;
        sum.spent += account.spent;
    }
    bars(
        sums.into_iter()
            .map(|(village, sum)| (village.to_owned(), village_href(plan, village), sum))
            .collect(),
    )
}

fn bars(mut rows: Vec<(String, String, Account)>) -> Vec<BarView> {
    rows.sort_by_key(|(label, _, sum)| (Reverse(sum.balance()), label.clone()));
    let highest = rows.iter().map(|row| row.2.balance()).max().unwrap_or_default().max(1);
    rows.into_iter()
        .map(|(label, href, sum)| BarView {
            label,
            href: Some(href),
            value: sum.balance(),
            earned: sum.earned,
            spent: sum.spent,
            percent: (sum.balance().max(0) as f64 / highest as f64 * 1000.0).round() / 10.0,
        })
        .collect()
}

pub fn county<'a>(plan: &SitePlan<'a>) -> PageView<'a> {
    let heading = PARENT.1.to_owned();
    let batches = plan.content.points.batches.iter().collect();
    points_page(plan, "points", PARENT.0, heading, villages(plan), batches, &[])
}

pub fn village<'a>(plan: &SitePlan<'a>, i: usize) -> PageView<'a> {
    let village = &plan.points.villages[i];
    let bank = &plan.content.points;
    let rows = bank
        .households
        .iter()
        .zip(&plan.points.accounts)
        .filter(|(household, _)| household.village.value == *village);
    let rows = rows.map(|(household, account)| {
        (
            household.name.value.clone(),
            url::page_href(&household_folder(&household.id.value)),
            account.clone(),
        )
    });
    let batches = bank.batches.iter().filter(|batch| batch.village.value == *village).collect();
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
    let view = PointsView { heading, rows, highest, batches, links: tabs() };
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
    let (key, label) = match batch_state(plan, batch) {
        BatchState::Counts => ("ended", "公示期满，可以兑换"),
        BatchState::Posted => ("posted", "公示中"),
        BatchState::Waiting => ("scheduled", "等待公示"),
    };
    BatchView {
        name: batch.batch.value.clone(),
        meeting: batch.meeting.as_ref().map(|meeting| wording::iso(meeting.value)),
        village: batch.village.value.clone(),
        entries: batch.entries.len(),
        points: batch.entries.iter().map(|entry| i64::from(entry.points.value)).sum(),
        notice: batch.notice.as_ref().and_then(|id| super::notices::link(plan, &id.value)),
        state: StateView { key, label: label.into() },
    }
}

pub fn household<'a>(plan: &SitePlan<'a>, i: usize) -> PageView<'a> {
    let household = &plan.content.points.households[i];
    let account = &plan.points.accounts[i];
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
        balance: account.balance(),
        earned: account.earned,
        spent: account.spent,
        pending: account.pending,
        entries: account.entries.clone(),
    };
    PageView {
        meta,
        data: vec![("household", Data::from(view))],
        lists: Vec::new(),
        filters: None,
        body: None,
    }
}
