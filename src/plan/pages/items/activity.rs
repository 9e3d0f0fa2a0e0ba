//! The page of one activity.

use super::notice_parts::attachment;
use crate::collection::Collection;
use crate::model::activity::{Activity, Record, Signup, Sort, State};
use crate::plan::addresses::{Addresses, Floors, url};
use crate::plan::facts::Facts;
use crate::plan::pages::frame::{
    column, item_href, json_ld, meta, pictures, place_link, section_link, trail,
};
use crate::plan::pages::made::{Body, Data, PageView};
use crate::plan::shelves::Section;
use crate::plan::view::{
    ActivityCard, ActivityView, ArticleView, FactView, LinkView, PictureView, RecordView,
};
use crate::plan::words::{self, Fact};
use jiff::civil::DateTime;

pub(super) fn activity<'p>(floors: &Floors<'p>, i: usize) -> PageView<'p> {
    let activity = &floors.facts.content.activities[i];
    let card = self::card(floors.facts, activity);
    let mut meta = meta(floors, "activity", &card.title, &Addresses::item(&activity.item.id));
    meta.section = url::page_href(&Addresses::section(Section::Of(Collection::Activities)));
    meta.description = format!("{}，{}，{}", card.title, card.when, card.place);
    meta.breadcrumbs = trail([section_link(Section::Of(Collection::Activities))], &card.title);
    let site = &floors.facts.content.site.name.value;
    let heading = Section::Of(Collection::Activities).heading();
    let sort = words::sort(activity.sort());
    meta.column = Some(column(heading, &format!("{site}的{sort}活动"), sort));
    let images = images(floors, activity);
    let image = images.first().cloned().or_else(|| pictures::first_in_body(floors, &activity.item));
    let article = article(floors.facts, (&card, sort), &meta.canonical, &meta.description);
    meta.article = Some(ArticleView { image, ..article });
    let href = url::href(&Addresses::item_calendar(&activity.item.id));
    meta.calendars = vec![LinkView { title: "加到手机日历".into(), href, count: None }];
    let about = (activity, &card);
    meta.json_ld =
        json_ld::event(floors, about, &meta.canonical, &meta.description, &meta.breadcrumbs, images);
    let view = view(floors, activity, card);
    PageView {
        body: Some(Body::Item(&activity.item)),
        ..PageView::new(meta, vec![("activity", Data::from(view))])
    }
}

fn article(
    facts: &Facts,
    (card, sort): (&ActivityCard, &str),
    canonical: &str,
    description: &str,
) -> ArticleView {
    let source = card.organiser.as_ref().unwrap_or(&facts.content.site.name.value).clone();
    ArticleView {
        title: card.title.clone(),
        // nothing in the content says when it was announced
        pub_date: String::new(),
        source: source.clone(),
        keywords: format!("{sort},{}", card.service.as_deref().unwrap_or("活动")),
        author: source,
        description: description.to_owned(),
        image: None,
        url: canonical.to_owned(),
    }
}

fn view(floors: &Floors, activity: &Activity, card: ActivityCard) -> ActivityView {
    let facts = floors.facts;
    ActivityView {
        title: card.title,
        sort: words::sort(activity.sort()).to_owned(),
        state: card.state,
        when: card.when,
        times: times(facts, activity),
        repeats: activity.rule().map(words::repeats),
        facts: facts_of(floors, activity),
        signup: activity.signup.as_ref().map(|s| signup(s)).unwrap_or_default(),
        signup_open: facts.activity_state(activity) == State::SignupOpen,
        reason: activity.status.as_ref().and_then(|status| Some(status.reason.as_ref()?.value.clone())),
        record: activity.record.as_ref().map(|r| record(facts, activity, r)),
        records: activity.records.iter().map(|r| record(facts, activity, r)).collect(),
        attachments: activity.attachments.iter().map(|a| attachment(facts, &activity.item, a)).collect(),
    }
}

/// How many times are told on the page; the month calendar has all.
const TOLD: usize = 12;

/// The times that are not over yet, of what takes place more than once, each with its own place; none of what has
/// been called off or put off.
fn times(facts: &Facts, activity: &Activity) -> Vec<String> {
    if activity.status.is_some() || activity.times().nth(1).is_none() {
        return Vec::new();
    }
    let now = facts.settings.now;
    let ahead = activity.times().skip_while(|time| time.end() <= now);
    let told = ahead.take(TOLD).map(|time| match time.place {
        Some(place) => format!("{}，{place}", words::when(time.from, time.to, facts.today())),
        None => words::when(time.from, time.to, facts.today()),
    });
    told.collect()
}

fn facts_of(floors: &Floors, activity: &Activity) -> Vec<FactView> {
    let township = activity.township.as_ref().map(|name| name.value.as_str());
    let village = activity.village.as_ref().map(|name| name.value.as_str());
    let mut facts = Vec::new();
    if township.is_some() || village.is_some() {
        let href = Some(place_link(floors, township, village).href).filter(|href| !href.is_empty());
        let place = Fact::new("乡镇和村", words::full_name(township, village));
        facts.push(FactView { href, ..place.into() });
    }
    let said = words::facts(&[
        ("地点", &activity.place),
        ("主讲", &activity.lecturer),
        ("主办单位", &activity.organiser),
        ("志愿队伍", &activity.team),
        ("服务类别", &activity.service),
        ("参加条件", &activity.requirements),
        ("风险提示", &activity.risk),
        ("保险", &activity.insurance),
        ("雨天安排", &activity.rain_plan),
    ]);
    let quota = activity.quota.as_ref().map(|quota| Fact::new("名额", format!("{}人", quota.value)));
    facts.extend(said.into_iter().chain(quota).map(FactView::from));
    facts
}

fn signup(signup: &Signup) -> Vec<FactView> {
    let until = signup.until.as_ref().map(|until| Fact::new("报名截止", words::iso_ending(until.value)));
    let how = words::facts(&[("报名方式", &signup.how)]);
    let phone = signup.phone.as_ref().map(|phone| FactView {
        href: Some(words::tel(&phone.value)),
        ..Fact::new("报名电话", phone.value.clone()).into()
    });
    until.into_iter().chain(how).map(FactView::from).chain(phone).collect()
}

fn record(facts: &Facts, activity: &Activity, record: &Record) -> RecordView {
    let attended = record.attended.as_ref();
    let attended = attended.map(|attended| Fact::new("参加人数", format!("{}人", attended.value)));
    let hours = record.hours_tenths.as_ref().map(|hours| Fact::new("服务时长", words::hours(hours.value)));
    let alt = |n: usize| format!("{}现场照片{}", activity.title.value, n + 1);
    let photos = record.photos.iter().enumerate();
    let photos: Vec<PictureView> = photos
        .filter_map(|(n, photo)| pictures::of_field(facts, &activity.item, &photo.value, &alt(n)))
        .collect();
    RecordView {
        day: record.on.as_ref().map(|on| words::iso(on.value)),
        facts: attended.into_iter().chain(hours).map(FactView::from).collect(),
        summary: record.summary.as_ref().map(|summary| summary.value.clone()),
        photos,
    }
}

/// Full addresses of the record's photos.
fn images(floors: &Floors, activity: &Activity) -> Vec<String> {
    let photos = activity.all_records().flat_map(|record| &record.photos);
    let shown = photos.filter_map(|photo| pictures::of_field(floors.facts, &activity.item, &photo.value, ""));
    shown.map(|photo| floors.addresses.absolute_of_href(&photo.href)).collect()
}

/// How many later times a list tells.
const LATER: usize = 3;

/// The days of the next few times after the one that it is listed under.
fn later(facts: &Facts, activity: &Activity) -> Vec<String> {
    let now = facts.settings.now;
    let most = if activity.status.is_some() { 0 } else { LATER };
    let ahead = activity.times().skip_while(|time| time.end() <= now).skip(1).take(most);
    ahead.map(|time| words::day(time.from.date(), facts.today())).collect()
}

/// What stands for it in a list.
pub(super) fn card(facts: &Facts, activity: &Activity) -> ActivityCard {
    let time = facts.listed(activity);
    let (from, to) = time.as_ref().map_or((DateTime::MIN, None), |time| (time.from, time.to));
    let sort = (activity.sort() != Sort::Volunteer).then(|| words::sort(activity.sort()).to_owned());
    ActivityCard {
        href: item_href(&activity.item),
        title: activity.title.value.clone(),
        state: words::activity_state(facts.activity_state(activity)).into(),
        service: activity.service.as_ref().map(|service| service.value.clone()).or(sort),
        place: words::venue_at(activity, time.and_then(|time| time.place)),
        from: words::iso_minute(from),
        when: words::when(from, to, facts.today()),
        later: later(facts, activity),
        more: activity.status.is_none()
            && activity.times().skip_while(|time| time.end() <= facts.settings.now).nth(LATER + 1).is_some(),
        organiser: activity.organiser.as_ref().map(|organiser| organiser.value.clone()),
        quota: activity.quota.as_ref().map(|quota| quota.value),
    }
}
