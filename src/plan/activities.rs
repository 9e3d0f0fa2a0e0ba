//! Activities: cards, upcoming and past, months, and the page of one.

use super::lists::{List, Shelf, group};
use super::view::{
    ActivityCard, ActivityView, ArticleView, DayView, FactView, LinkView, MonthView, PictureView, RecordView,
};
use super::{
    Data, PageView, PlannedPage, SitePlan, What, at, honours, number, of_item, places, site, url, wording,
};
use crate::model::activity::{Activity, Record, Signup, State};
use crate::model::calendar::DayKind;
use crate::source::Spanned;
use jiff::civil::{Date, DateTime};
use std::cmp::Reverse;
use std::collections::BTreeSet;

const PARENT: (&str, &str) = ("activities/", "志愿服务活动");

pub fn cards(plan: &SitePlan) -> Vec<ActivityCard> {
    plan.content.activities.iter().map(|activity| card(plan, activity)).collect()
}

fn card(plan: &SitePlan, activity: &Activity) -> ActivityCard {
    let from = from(activity);
    ActivityCard {
        href: url::page_href(&format!("{}/", activity.item.id)),
        title: activity.title.value.clone(),
        state: wording::activity_state(activity, plan.settings.now),
        service: activity.service.as_ref().map(|service| service.value.clone()),
        place: place(activity),
        from: wording::iso_minute(from),
        when: wording::when(from, activity.to.as_ref().map(|to| to.value)),
        organiser: activity.organiser.as_ref().map(|organiser| organiser.value.clone()),
        quota: activity.quota.as_ref().map(|quota| quota.value),
    }
}

fn from(activity: &Activity) -> DateTime {
    activity.from.as_ref().map_or(DateTime::MIN, |from| from.value)
}

fn place(activity: &Activity) -> String {
    let words =
        |place: &Option<Spanned<String>>| place.as_ref().map(|place| place.value.clone()).unwrap_or_default();
    let (village, place) = (words(&activity.village), words(&activity.place));
    // clerks often begin the place with the village's name
    let village = if place.starts_with(&village) { String::new() } else { village };
    format!("{}{village}{place}", words(&activity.township))
}

/// Activities in one of some states, soonest first.
pub fn with_state(plan: &SitePlan, states: &[State]) -> Vec<u32> {
    let activities = &plan.content.activities;
    let mut members: Vec<u32> = (0..number(activities.len()))
        .filter(|&i| states.contains(&activities[i as usize].state(plan.settings.now)))
        .collect();
    members.sort_by_key(|&i| (from(&activities[i as usize]), &activities[i as usize].item.id));
    members
}

pub fn pages(plan: &SitePlan) -> Vec<PlannedPage> {
    let activities = plan.content.activities.iter().enumerate();
    let mut pages: Vec<PlannedPage> =
        activities.map(|(i, activity)| of_item(&activity.item.id, What::Activity(number(i)))).collect();
    pages.extend(
        months(plan)
            .into_iter()
            .map(|(year, month)| at(&month_folder(year, month), What::Month(year, month))),
    );
    pages
}

/// Months in which something begins.
fn months(plan: &SitePlan) -> BTreeSet<(i16, i8)> {
    let begun = plan.content.activities.iter().filter_map(|activity| activity.from.as_ref());
    begun.map(|from| (from.year(), from.month())).collect()
}

fn month_folder(year: i16, month: i8) -> String {
    format!("activities/month/{year}-{month:02}/")
}

/// Upcoming, past, and by kind of service.
pub fn lists(plan: &SitePlan) -> Vec<List> {
    let activities = &plan.content.activities;
    if activities.is_empty() {
        return Vec::new();
    }
    let upcoming = with_state(plan, &[State::SignupOpen, State::Running, State::Announced, State::Postponed]);
    let mut past = with_state(plan, &[State::Over, State::Recorded, State::Cancelled]);
    past.sort_by_key(|&i| Reverse(from(&activities[i as usize])));
    let mut all = upcoming.clone();
    all.extend(&past);
    let mut lists = vec![
        list("activities/".into(), PARENT.1.into(), "近期活动".into(), "按时间", upcoming),
        list("activities/past/".into(), "往期活动".into(), "往期活动".into(), "按时间", past),
    ];
    lists[0].parent = None;
    for (service, members) in group(&all, |i| Some(activities[i as usize].service.as_ref()?.value.clone())) {
        let folder = format!("activities/service/{}/", url::segment(&service));
        lists.push(list(folder, format!("{service}活动"), service, "按服务类别", members));
    }
    lists
}

fn list(folder: String, heading: String, label: String, row: &'static str, members: Vec<u32>) -> List {
    let parent = Some((PARENT.0.into(), PARENT.1.into()));
    List { shelf: Shelf::Activities, folder, heading, label, intro: None, row: Some(row), parent, members }
}

pub fn page<'a>(plan: &SitePlan<'a>, i: usize) -> PageView<'a> {
    let activity = &plan.content.activities[i];
    let card = &plan.cards.activities[i];
    let mut meta = site::meta(plan, "activity", &card.title, &format!("{}/", activity.item.id));
    meta.section = url::page_href(PARENT.0);
    meta.description = format!("{}，{}，{}", card.title, card.when, card.place);
    meta.breadcrumbs = site::trail(plan, &[PARENT], &card.title);
    meta.column = Some(site::column(PARENT.1, &format!("{}的志愿服务活动", plan.site.name), "志愿服务"));
    let images = images(plan, activity);
    let image = images.first().cloned().or_else(|| site::first_picture(plan, &activity.item));
    meta.article = Some(ArticleView { image, ..article(plan, card, &meta.canonical, &meta.description) });
    meta.calendars = super::calendars::of_activity(&activity.item.id);
    meta.json_ld =
        super::json_ld::event(plan, i, &meta.canonical, &meta.description, &meta.breadcrumbs, images);
    PageView {
        meta,
        data: vec![("activity", Data::from(view(plan, activity, card)))],
        lists: Vec::new(),
        filters: None,
        body: Some(&activity.item),
    }
}

fn article(plan: &SitePlan, card: &ActivityCard, canonical: &str, description: &str) -> ArticleView {
    let source = card.organiser.clone().unwrap_or_else(|| plan.site.name.clone());
    ArticleView {
        title: card.title.clone(),
        pub_date: card.from.clone(),
        source: source.clone(),
        keywords: format!("志愿服务,{}", card.service.as_deref().unwrap_or("活动")),
        author: source,
        description: description.to_owned(),
        image: None,
        url: canonical.to_owned(),
    }
}

fn view(plan: &SitePlan, activity: &Activity, card: &ActivityCard) -> ActivityView {
    ActivityView {
        title: card.title.clone(),
        state: card.state.clone(),
        when: card.when.clone(),
        repeats: activity.rule().map(wording::repeats),
        facts: facts(plan, activity),
        signup: activity.signup.as_ref().map(|s| signup(s)).unwrap_or_default(),
        signup_open: activity.state(plan.settings.now) == State::SignupOpen,
        reason: activity.status.as_ref().and_then(|status| Some(status.reason.as_ref()?.value.clone())),
        record: activity.record.as_ref().map(|r| record(plan, activity, r)),
    }
}

fn facts(plan: &SitePlan, activity: &Activity) -> Vec<FactView> {
    let pairs = [
        ("地点", &activity.place),
        ("主办单位", &activity.organiser),
        ("志愿队伍", &activity.team),
        ("服务类别", &activity.service),
        ("参加条件", &activity.requirements),
        ("风险提示", &activity.risk),
        ("保险", &activity.insurance),
        ("雨天安排", &activity.rain_plan),
    ];
    let mut facts = Vec::new();
    let township = activity.township.as_ref().map(|name| name.value.as_str());
    let village = activity.village.as_ref().map(|name| name.value.as_str());
    if township.is_some() || village.is_some() {
        let link = places::link(plan, township, village);
        let value = format!("{}{}", township.unwrap_or_default(), village.unwrap_or_default());
        facts.push(FactView {
            label: "乡镇和村".into(),
            value,
            href: Some(link.href).filter(|href| !href.is_empty()),
        });
    }
    facts.extend(super::notices::facts(&pairs));
    facts.extend(activity.quota.as_ref().map(|quota| FactView {
        label: "名额".into(),
        value: format!("{}人", quota.value),
        href: None,
    }));
    facts
}

fn signup(signup: &Signup) -> Vec<FactView> {
    let fact = |label: &str, value: String, href| FactView { label: label.into(), value, href };
    let mut facts = Vec::new();
    facts.extend(signup.until.as_ref().map(|until| fact("报名截止", wording::iso_minute(until.value), None)));
    facts.extend(signup.how.as_ref().map(|how| fact("报名方式", how.value.clone(), None)));
    facts.extend(
        signup
            .phone
            .as_ref()
            .map(|phone| fact("报名电话", phone.value.clone(), Some(format!("tel:{}", phone.value)))),
    );
    facts
}

fn record(plan: &SitePlan, activity: &Activity, record: &Record) -> RecordView {
    let fact = |label: &str, value: String| FactView { label: label.into(), value, href: None };
    let mut facts = Vec::new();
    facts.extend(record.attended.as_ref().map(|attended| fact("参加人数", format!("{}人", attended.value))));
    facts.extend(record.hours_tenths.as_ref().map(|hours| fact("服务时长", hours_words(hours.value))));
    let alt = |n: usize| format!("{}现场照片{}", activity.title.value, n + 1);
    let photos: Vec<PictureView> = record
        .photos
        .iter()
        .enumerate()
        .filter_map(|(n, photo)| honours::picture(plan, &activity.item, &photo.value, &alt(n)))
        .collect();
    RecordView { facts, summary: record.summary.as_ref().map(|summary| summary.value.clone()), photos }
}

fn hours_words(tenths: u32) -> String {
    match tenths % 10 {
        0 => format!("{}小时", tenths / 10),
        fraction => format!("{}.{fraction}小时", tenths / 10),
    }
}

/// Full addresses of the record's photos.
fn images(plan: &SitePlan, activity: &Activity) -> Vec<String> {
    let photos = activity.record.iter().flat_map(|record| &record.photos);
    let photos = photos.filter_map(|photo| honours::picture(plan, &activity.item, &photo.value, ""));
    photos.map(|photo| site::address(plan, &photo.href)).collect()
}

pub fn month<'a>(plan: &SitePlan<'a>, year: i16, month: i8) -> PageView<'a> {
    let heading = format!("{year}年{month}月");
    let mut meta = site::meta(plan, "month", &format!("{heading}活动"), &month_folder(year, month));
    meta.section = url::page_href(PARENT.0);
    meta.breadcrumbs = site::trail(plan, &[PARENT], &heading);
    meta.calendars = super::calendars::of_folder(plan, PARENT.0);
    meta.column = Some(site::column(&format!("{heading}活动"), &meta.description, "栏目列表"));
    let months: Vec<(i16, i8)> = months(plan).into_iter().collect();
    let at = months.iter().position(|&m| m == (year, month)).unwrap_or_default();
    let link = |&(year, month): &(i16, i8)| LinkView {
        title: format!("{year}年{month}月"),
        href: url::page_href(&month_folder(year, month)),
        count: None,
    };
    let view = MonthView {
        heading,
        previous: at.checked_sub(1).and_then(|i| months.get(i)).map(link),
        next: months.get(at + 1).map(link),
        weeks: weeks(plan, year, month),
    };
    PageView { meta, data: vec![("month", Data::from(view))], lists: Vec::new(), filters: None, body: None }
}

fn weeks(plan: &SitePlan, year: i16, month: i8) -> Vec<Vec<DayView>> {
    let Ok(first) = Date::new(year, month, 1) else { return Vec::new() };
    let lead = usize::try_from(first.weekday().to_monday_zero_offset()).unwrap_or_default();
    let mut days: Vec<DayView> = vec![DayView::default(); lead];
    days.extend(
        first
            .series(jiff::Span::new().days(1))
            .take_while(|day| day.month() == month)
            .map(|date| day(plan, date)),
    );
    while !days.len().is_multiple_of(7) {
        days.push(DayView::default());
    }
    days.chunks(7).map(<[DayView]>::to_vec).collect()
}

fn day(plan: &SitePlan, date: Date) -> DayView {
    let note = match plan.content.calendar.day(date) {
        DayKind::Holiday(name) => Some(name.to_owned()),
        DayKind::MakeUp => Some("调休上班".into()),
        DayKind::Weekend | DayKind::Workday => None,
    };
    let on = |activity: &&Activity| {
        let from = from(activity).date();
        from <= date && date <= activity.to.as_ref().map_or(from, |to| to.value.date())
    };
    let links = plan.content.activities.iter().filter(on).map(|activity| LinkView {
        title: activity.title.value.clone(),
        href: url::page_href(&format!("{}/", activity.item.id)),
        count: None,
    });
    DayView {
        day: date.day(),
        date: wording::iso(date),
        today: date == plan.today(),
        note,
        links: links.collect(),
    }
}
