//! List items, shared by every page that lists them.

use super::frame::{item_href, pictures};
use crate::collection::Collection;
use crate::model::activity::Activity;
use crate::model::honour::Honour;
use crate::model::page::{Document, Page};
use crate::plan::facts::Facts;
use crate::plan::view::{ActivityCard, HonourCard, NoticeCard, PageCard, PictureView};
use crate::plan::words;
use crate::source::Spanned;
use jiff::civil::DateTime;
use serde::Serialize;
use std::sync::OnceLock;

/// An entry in a list.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Card {
    /// `notices` in templates.
    Notice(Box<NoticeCard>),
    /// `honours` in templates.
    Honour(Box<HonourCard>),
    /// `activities` in templates.
    Activity(Box<ActivityCard>),
    /// `pages` in templates.
    Page(Box<PageCard>),
}

/// List items of every collection, in the content's order, made when first asked for: a preview of a hundred
/// thousand shows twenty.
pub struct Cards(Vec<(Collection, Vec<OnceLock<Card>>)>);

impl Cards {
    /// None is made yet.
    pub fn new(facts: &Facts) -> Cards {
        let empty = |collection: Collection| {
            let count = collection.entries(facts.content).count();
            (collection, std::iter::repeat_with(OnceLock::new).take(count).collect())
        };
        Cards(Collection::ALL.map(empty).into())
    }

    /// The card of an entry, by its place in the content.
    pub fn get(&self, facts: &Facts, collection: Collection, i: usize) -> Option<&Card> {
        let (_, cards) = self.0.iter().find(|(one, _)| *one == collection)?;
        Some(cards.get(i)?.get_or_init(|| card(facts, collection, i)))
    }

    /// How many entries a collection has, shown or not.
    pub fn count(&self, collection: Collection) -> usize {
        self.0.iter().find(|(one, _)| *one == collection).map_or(0, |(_, cards)| cards.len())
    }
}

fn card(facts: &Facts, collection: Collection, i: usize) -> Card {
    let content = facts.content;
    match collection {
        Collection::Notices => Card::Notice(Box::new(notice(facts, i))),
        Collection::Honours => Card::Honour(Box::new(honour(facts, &content.honours[i]))),
        Collection::Activities => Card::Activity(Box::new(activity(facts, &content.activities[i]))),
        Collection::Pages => Card::Page(Box::new(page(&content.pages[i]))),
    }
}

fn text(text: &Option<Spanned<String>>) -> Option<String> {
    text.as_ref().map(|text| text.value.clone())
}

fn notice(facts: &Facts, i: usize) -> NoticeCard {
    let (notice, standing) = (&facts.content.notices[i], facts.standing(i));
    let place = |name: &'_ Option<Spanned<String>>| name.as_ref().map(|name| name.value.clone());
    let (township, village) = (place(&notice.township), place(&notice.village));
    NoticeCard {
        href: item_href(&notice.item),
        title: notice.title.value.clone(),
        kind: facts.kind_name(i).to_owned(),
        kind_key: facts.kind_key(i).to_owned(),
        place: words::where_of(township.as_deref(), village.as_deref()),
        issuer: notice.issuer.value.clone(),
        number: text(&notice.number),
        date: words::iso(standing.date),
        from: standing.window.map(|window| words::iso(window.from)),
        until: standing.window.map(|window| words::iso(window.until)),
        days_left: facts.days_left(i),
        state: words::notice_state(standing.state).into(),
    }
}

fn honour(facts: &Facts, honour: &Honour) -> HonourCard {
    HonourCard {
        href: item_href(&honour.item),
        title: honour.title.value.clone(),
        award: honour.award.value.clone(),
        level: format!("{}级", words::level(honour.level.value).label),
        year: honour.year.as_ref().map(|year| year.value),
        awarded_by: text(&honour.awarded_by),
        recipients: words::recipients(honour),
        photo: first_photo(facts, honour),
        revoked: honour.revoked.is_some(),
    }
}

/// The first recipient's photo that there is; lists show it as ornament, so it has no words of its own.
pub(super) fn first_photo(facts: &Facts, honour: &Honour) -> Option<PictureView> {
    let photos = honour.recipients.iter().filter_map(|recipient| recipient.photo.as_ref());
    photos.into_iter().find_map(|photo| pictures::of_field(facts, &honour.item, &photo.value, ""))
}

pub(super) fn activity(facts: &Facts, activity: &Activity) -> ActivityCard {
    let from = activity.from.as_ref().map_or(DateTime::MIN, |from| from.value);
    ActivityCard {
        href: item_href(&activity.item),
        title: activity.title.value.clone(),
        state: words::activity_state(facts.activity_state(activity)).into(),
        service: text(&activity.service),
        place: words::venue(activity),
        from: words::iso_minute(from),
        when: words::when(from, activity.to.as_ref().map(|to| to.value)),
        organiser: text(&activity.organiser),
        quota: activity.quota.as_ref().map(|quota| quota.value),
    }
}

pub(super) fn page(page: &Page) -> PageCard {
    let document = page.document.as_ref().map(|document| &document.value);
    let words = |pick: fn(&Document) -> &Option<Spanned<String>>| text(pick(document?));
    PageCard {
        href: item_href(&page.item),
        title: page.title.value.clone(),
        number: words(|document| &document.number),
        issuer: words(|document| &document.issuer),
        signed: document.and_then(|document| Some(words::iso(document.signed.as_ref()?.value))),
        status: words(|document| &document.status),
        topic: words(|document| &document.topic),
    }
}
