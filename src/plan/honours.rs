//! Honours: cards, the roll of honour by award, year and level, and the page of one.

use super::lists::{List, Shelf, group};
use super::notices::{self};
use super::view::{
    ArticleView, FactView, HonourCard, HonourView, LinkView, PictureView, RecipientView, RemarkView,
};
use super::{Data, PageView, PlannedPage, SitePlan, What, number, of_item, places, site, url, wording};
use crate::model::honour::{Honour, Level, Recipient};
use crate::model::item::Item;
use crate::model::link::{Target, resolve};
use std::cmp::Reverse;

const PARENT: (&str, &str) = ("honours/", "荣誉榜");

pub fn cards(plan: &SitePlan) -> Vec<HonourCard> {
    plan.content.honours.iter().map(|honour| card(plan, honour)).collect()
}

fn card(plan: &SitePlan, honour: &Honour) -> HonourCard {
    HonourCard {
        href: url::page_href(&format!("{}/", honour.item.id)),
        title: honour.title.value.clone(),
        award: honour.award.value.clone(),
        level: level(honour.level.value).to_owned(),
        year: honour.year.as_ref().map(|year| year.value),
        awarded_by: honour.awarded_by.as_ref().map(|by| by.value.clone()),
        recipients: names(honour),
        photo: first_photo(plan, honour),
        revoked: honour.revoked.is_some(),
    }
}

/// The first recipient's photo that there is; lists show it as ornament, so it has no words of its own.
fn first_photo(plan: &SitePlan, honour: &Honour) -> Option<PictureView> {
    honour.recipients.iter().find_map(|r| picture(plan, &honour.item, &r.photo.as_ref()?.value, ""))
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Village => "村级",
        Level::Township => "乡镇级",
        Level::County => "县级",
    }
}

fn names(honour: &Honour) -> String {
    let shown: Vec<&str> =
        honour.recipients.iter().take(3).map(|recipient| recipient.name.value.as_str()).collect();
    match honour.recipients.len() {
        0..=3 => shown.join("、"),
        more => format!("{}等{more}户（人）", shown.join("、")),
    }
}

/// All honours, newest first.
pub fn newest(plan: &SitePlan) -> Vec<u32> {
    let honours = &plan.content.honours;
    let mut order: Vec<u32> = (0..number(honours.len())).collect();
    order.sort_by_key(|&i| {
        let honour = &honours[i as usize];
        let decided = honour.decision.as_ref().and_then(|decision| Some(decision.on.as_ref()?.value));
        (Reverse(honour.year.as_ref().map(|year| year.value)), Reverse(decided), &honour.item.id)
    });
    order
}

pub fn pages(plan: &SitePlan) -> Vec<PlannedPage> {
    let honours = plan.content.honours.iter().enumerate();
    honours.map(|(i, honour)| of_item(&honour.item.id, What::Honour(number(i)))).collect()
}

pub fn lists(plan: &SitePlan) -> Vec<List> {
    let (honours, all) = (&plan.content.honours, newest(plan));
    if honours.is_empty() {
        return Vec::new();
    }
    let one = |i: u32| &honours[i as usize];
    let mut lists = vec![list("honours/", PARENT.1.into(), "全部".into(), "荣誉榜", all.clone())];
    lists[0].parent = None;
    for (award, members) in
        group(&all, |i| Some(one(i).award.value.clone()).filter(|award| !award.is_empty()))
    {
        lists.push(list(&award_folder(&award), award.clone(), award, "按称号", members));
    }
    for (year, members) in group(&all, |i| one(i).year.as_ref().map(|year| year.value)).into_iter().rev() {
        lists.push(list(
            &format!("honours/year/{year}/"),
            format!("{year}年度荣誉"),
            format!("{year}年度"),
            "按年度",
            members,
        ));
    }
    for (rank, members) in group(&all, |i| Some(one(i).level.value)).into_iter().rev() {
        let key = ["village", "township", "county"][rank as usize];
        lists.push(list(
            &format!("honours/level/{key}/"),
            format!("{}荣誉", level(rank)),
            level(rank).into(),
            "按级别",
            members,
        ));
    }
    lists
}

fn award_folder(award: &str) -> String {
    format!("honours/award/{}/", url::segment(award))
}

fn list(folder: &str, heading: String, label: String, row: &'static str, members: Vec<u32>) -> List {
    List {
        shelf: Shelf::Honours,
        folder: folder.to_owned(),
        heading,
        label,
        intro: None,
        row: Some(row),
        parent: Some((PARENT.0.into(), PARENT.1.into())),
        members,
    }
}

pub fn page<'a>(plan: &SitePlan<'a>, i: usize) -> PageView<'a> {
    let honour = &plan.content.honours[i];
    let title = &honour.title.value;
    let mut meta = site::meta(plan, "honour", title, &format!("{}/", honour.item.id));
    meta.section = url::page_href(PARENT.0);
    meta.description = format!("{}：{}", honour.award.value, plan.cards.honours[i].recipients);
    meta.breadcrumbs =
        site::trail(plan, &[PARENT, (&award_folder(&honour.award.value), &honour.award.value)], title);
    meta.column = Some(site::column(PARENT.1, &format!("{}的荣誉", plan.site.name), "荣誉"));
    meta.article = Some(article(plan, honour, &meta.canonical, &meta.description));
    PageView {
        meta,
        data: vec![("honour", Data::from(view(plan, honour)))],
        lists: Vec::new(),
        filters: None,
        body: Some(&honour.item),
    }
}

/// The day it was decided or, where only the year is known, that year's first.
pub fn date_of(honour: &Honour) -> Option<jiff::civil::Date> {
    let decided = honour.decision.as_ref().and_then(|decision| Some(decision.on.as_ref()?.value));
    let year = honour.year.as_ref().and_then(|year| jiff::civil::Date::new(year.value, 1, 1).ok());
    decided.or(year)
}

fn article(plan: &SitePlan, honour: &Honour, canonical: &str, description: &str) -> ArticleView {
    let by = honour.awarded_by.as_ref().map_or_else(|| plan.site.name.clone(), |by| by.value.clone());
    let day = date_of(honour).unwrap_or(plan.today());
    ArticleView {
        title: honour.title.value.clone(),
        pub_date: format!("{day} 00:00"),
        source: by.clone(),
        keywords: format!("{},荣誉", honour.award.value),
        author: by,
        description: description.to_owned(),
        image: first_photo(plan, honour)
            .map(|photo| site::address(plan, &photo.href))
            .or_else(|| site::first_picture(plan, &honour.item)),
        url: canonical.to_owned(),
    }
}

fn view(plan: &SitePlan, honour: &Honour) -> HonourView {
    let award = &honour.award.value;
    HonourView {
        title: honour.title.value.clone(),
        award: LinkView { title: award.clone(), href: url::page_href(&award_folder(award)), count: None },
        level: level(honour.level.value).to_owned(),
        facts: facts(honour),
        notice: honour.notice.as_ref().and_then(|id| notices::link(plan, &id.value)),
        recipients: honour.recipients.iter().map(|r| recipient(plan, honour, r)).collect(),
        valid_until: honour.valid_until.as_ref().map(|until| wording::iso(until.value)),
        expired: honour.valid_until.as_ref().is_some_and(|until| until.value < plan.today()),
        revoked: honour.revoked.as_ref().map(|revoked| RemarkView {
            on: revoked.on.as_ref().map(|on| wording::iso(on.value)),
            note: revoked.reason.as_ref().map(|reason| reason.value.clone()),
            ..RemarkView::default()
        }),
    }
}

fn facts(honour: &Honour) -> Vec<FactView> {
    let fact = |label: &str, value: String| FactView { label: label.into(), value, href: None };
    let mut facts = vec![fact("级别", level(honour.level.value).into())];
    facts.extend(honour.year.as_ref().map(|year| fact("年度", format!("{}年度", year.value))));
    facts.extend(honour.awarded_by.as_ref().map(|by| fact("表彰单位", by.value.clone())));
    if let Some(decision) = &honour.decision {
        facts.extend(decision.number.as_ref().map(|number| fact("决定文号", number.value.clone())));
        facts.extend(decision.on.as_ref().map(|on| fact("决定日期", wording::chinese(on.value))));
    }
    facts
}

fn recipient(plan: &SitePlan, honour: &Honour, recipient: &Recipient) -> RecipientView {
    let township = recipient.township.as_ref().map(|name| name.value.as_str());
    let village = recipient.village.as_ref().map(|name| name.value.as_str());
    let named = township.is_some() || village.is_some();
    RecipientView {
        name: recipient.name.value.clone(),
        place: format!("{}{}", township.unwrap_or_default(), village.unwrap_or_default()),
        place_href: named.then(|| places::link(plan, township, village).href).filter(|href| !href.is_empty()),
        deed: recipient.deed.as_ref().map(|deed| deed.value.clone()),
        photo: recipient.photo.as_ref().and_then(|photo| {
            picture(
                plan,
                &honour.item,
                &photo.value,
                &format!("{}：{}", honour.award.value, recipient.name.value),
            )
        }),
    }
}

/// A picture that a field names, when it is there.
pub fn picture(plan: &SitePlan, item: &Item, file: &str, alt: &str) -> Option<PictureView> {
    match resolve(plan.content, item, file) {
        Target::Asset(path) => Some(super::pictures::view(plan.content, &path, alt)),
        _ => None,
    }
}
