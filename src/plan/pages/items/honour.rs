//! The page of one honour.

use crate::collection::Collection;
use crate::model::facets::Entry;
use crate::model::honour::{Honour, Recipient, Revocation};
use crate::plan::addresses::{Addresses, Floors, url};
use crate::plan::facts::Facts;
use crate::plan::pages::frame::{
    column, item_href, meta, notice_link, page_link, pictures, place_link, record_link, section_link, trail,
};
use crate::plan::pages::made::{Body, Data, PageView};
use crate::plan::shelves::Section;
use crate::plan::view::{
    ArticleView, FactView, HonourCard, HonourView, PictureView, RecipientView, RemarkView,
};
use crate::plan::words::{self, Fact};

pub(super) fn honour<'p>(floors: &Floors<'p>, i: usize) -> PageView<'p> {
    let honour = &floors.facts.content.honours[i];
    let (title, award) = (&honour.title.value, &honour.award.value);
    let mut meta = meta(floors, "honour", title, &Addresses::item(&honour.item.id));
    meta.section = url::page_href(&Addresses::section(Section::Of(Collection::Honours)));
    meta.description = format!("{award}：{}", words::recipients(honour));
    meta.breadcrumbs = trail(
        [section_link(Section::Of(Collection::Honours)), page_link(award, &Addresses::award(award))],
        title,
    );
    let site = &floors.facts.content.site.name.value;
    meta.column = Some(column(Section::Of(Collection::Honours).heading(), &format!("{site}的荣誉"), "荣誉"));
    meta.article = Some(article(floors, honour, &meta.canonical, &meta.description));
    let view = view(floors, honour);
    PageView {
        body: Some(Body::Item(&honour.item)),
        ..PageView::new(meta, vec![("honour", Data::from(view))])
    }
}

fn article(floors: &Floors, honour: &Honour, canonical: &str, description: &str) -> ArticleView {
    let facts = floors.facts;
    let by = honour.awarded_by.as_ref().unwrap_or(&facts.content.site.name).value.clone();
    let day = honour.date().unwrap_or(facts.today());
    let photo = first_photo(facts, honour).map(|photo| floors.addresses.absolute_of_href(&photo.href));
    ArticleView {
        title: honour.title.value.clone(),
        pub_date: format!("{day} 00:00"),
        source: by.clone(),
        keywords: format!("{},荣誉", honour.award.value),
        author: by,
        description: description.to_owned(),
        image: photo.or_else(|| pictures::first_in_body(floors, &honour.item)),
        url: canonical.to_owned(),
    }
}

fn view(floors: &Floors, honour: &Honour) -> HonourView {
    let (facts, award) = (floors.facts, &honour.award.value);
    HonourView {
        title: honour.title.value.clone(),
        award: page_link(award, &Addresses::award(award)),
        level: level(honour),
        facts: facts_of(honour)
            .into_iter()
            .map(FactView::from)
            .chain([record_link(&honour.item.id)])
            .collect(),
        notice: honour.notice.as_ref().and_then(|id| notice_link(facts, &id.value)),
        recipients: honour.recipients.iter().map(|r| recipient(floors, honour, r)).collect(),
        valid_until: honour.valid_until.as_ref().map(|until| words::iso(until.value)),
        expired: honour.valid_until.as_ref().is_some_and(|until| until.value < facts.today()),
        revoked: honour.revoked.as_ref().map(|one| revoked(one)),
    }
}

fn revoked(revoked: &Revocation) -> RemarkView {
    RemarkView {
        on: revoked.on.as_ref().map(|on| words::iso(on.value)),
        note: revoked.reason.as_ref().map(|reason| reason.value.clone()),
        ..RemarkView::default()
    }
}

fn level(honour: &Honour) -> String {
    format!("{}级", words::level(honour.level.value).label)
}

fn facts_of(honour: &Honour) -> Vec<Fact> {
    let mut facts = vec![Fact::new("级别", level(honour))];
    facts.extend(honour.year.as_ref().map(|year| Fact::new("年度", format!("{}年度", year.value))));
    facts.extend(words::facts(&[("表彰单位", &honour.awarded_by)]));
    if let Some(decision) = &honour.decision {
        facts.extend(words::facts(&[("决定文号", &decision.number)]));
        facts.extend(decision.on.as_ref().map(|on| Fact::new("决定日期", words::chinese(on.value))));
    }
    facts
}

fn recipient(floors: &Floors, honour: &Honour, recipient: &Recipient) -> RecipientView {
    let facts: &Facts = floors.facts;
    let township = recipient.township.as_ref().map(|name| name.value.as_str());
    let village = recipient.village.as_ref().map(|name| name.value.as_str());
    let name = &recipient.name.value;
    let alt = format!("{}：{name}", honour.award.value);
    RecipientView {
        name: name.clone(),
        place: words::full_name(township, village),
        place_href: Some(place_link(floors, township, village).href).filter(|href| !href.is_empty()),
        deed: recipient.deed.as_ref().map(|deed| deed.value.clone()),
        photo: recipient
            .photo
            .as_ref()
            .and_then(|photo| pictures::of_field(facts, &honour.item, &photo.value, &alt)),
        revoked: recipient.revoked.as_ref().map(|one| revoked(one)),
    }
}

/// What stands for it in a list.
pub(super) fn card(facts: &Facts, honour: &Honour) -> HonourCard {
    HonourCard {
        href: item_href(&honour.item),
        title: honour.title.value.clone(),
        award: honour.award.value.clone(),
        level: format!("{}级", words::level(honour.level.value).label),
        year: honour.year.as_ref().map(|year| year.value),
        awarded_by: honour.awarded_by.as_ref().map(|awarded_by| awarded_by.value.clone()),
        recipients: words::recipients(honour),
        photo: first_photo(facts, honour),
        revoked: honour.revoked.is_some(),
    }
}

/// The first recipient's photo that there is; lists show it as ornament, so it has no words of its own.
fn first_photo(facts: &Facts, honour: &Honour) -> Option<PictureView> {
    let photos = honour.recipients.iter().filter_map(|recipient| recipient.photo.as_ref());
    photos.into_iter().find_map(|photo| pictures::of_field(facts, &honour.item, &photo.value, ""))
}
