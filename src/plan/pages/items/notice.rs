//! The page of one notice.

use super::notice_parts::{
    apply, attachment, contact, correction, disclosure, filing, hotlines, objection, posting, project,
    seen_on, withdrawal,
};
use super::notice_points::posted_points;
use super::projects::projects;
use super::version::changes;
use crate::collection::Collection;
use crate::model::kind::Kind;
use crate::model::notice::Notice;
use crate::model::window::NoticeState;
use crate::plan::addresses::{Addresses, Floors, url};
use crate::plan::facts::{Facts, Place, Related, number};
use crate::plan::pages::frame::{
    column, item_href, item_link, json_ld, log_head, meta, notice_link, page_link, pictures, place_link,
    section_link, trail,
};
use crate::plan::pages::made::{Body, Data, PageView};
use crate::plan::shelves::{self, Listed, Section};
use crate::plan::view::{ArticleView, Later, LinkView, NoticeCard, NoticeView};
use crate::plan::words;
use percent_encoding::percent_decode_str;

pub(super) fn notice<'p>(floors: &Floors<'p>, i: usize) -> PageView<'p> {
    let (facts, notice) = (floors.facts, &floors.facts.content.notices[i]);
    let (title, kind) = (&notice.title.value, facts.kind_name(i));
    let mut meta = meta(floors, "notice", title, &Addresses::item(&notice.item.id));
    meta.section = url::page_href(&Addresses::section(Section::Of(Collection::Notices)));
    meta.description = words::sentence(notice, kind, facts.standing(i).window);
    meta.breadcrumbs = trail([section_link(Section::Of(Collection::Notices)), kind_link(facts, i)], title);
    let site = &facts.content.site.name.value;
    meta.column = Some(column(kind, &format!("{site}的{kind}"), "公示公告"));
    meta.article = Some(article(floors, i, &meta.canonical, &meta.description));
    meta.dated = facts.days_left(i).or(facts.days_to_apply(i)).is_some();
    (meta.log_head, meta.log_lines) = log_head(facts, last_line(facts, &notice.item.id));
    meta.json_ld = Some(json_ld::notice(floors, i, &meta.canonical, &meta.breadcrumbs));
    let view = view(floors, i, &meta.canonical);
    PageView {
        body: Some(Body::Item(&notice.item)),
        ..PageView::new(meta, vec![("notice", Data::from(view))])
    }
}

/// The log's last line about a notice, from 1: what later lines say of others is no reason to make its page anew.
fn last_line(facts: &Facts, id: &str) -> usize {
    facts.log.posted(id).and_then(|posted| posted.lines.last().copied()).unwrap_or_default()
}

fn kind_link(facts: &Facts, i: usize) -> LinkView {
    page_link(facts.kind_name(i), &Addresses::kind(facts.kind_key(i)))
}

fn view(floors: &Floors, i: usize, canonical: &str) -> NoticeView {
    let (facts, notice) = (floors.facts, &floors.facts.content.notices[i]);
    let kind: Option<&Kind> = facts.kind(i);
    let (previous, next) = floors.shelves.neighbours[i];
    let link = |i: usize| {
        let notice = &facts.content.notices[i];
        item_link(&notice.title.value, &notice.item)
    };
    NoticeView {
        title: notice.title.value.clone(),
        kind: kind_link(facts, i),
        for_objections: kind.is_some_and(|kind| kind.posting.is_some()),
        number: notice.number.as_ref().map(|number| number.value.clone()),
        issuer: notice.issuer.value.clone(),
        townships: notice.townships.iter().map(|name| place_link(floors, Some(&name.value), None)).collect(),
        villages: villages(floors, notice),
        state: words::notice_state(facts.standing(i).state).into(),
        disclosure: disclosure(facts, i),
        posting: posting(facts, i),
        lasting: words::lasting(notice, seen_on(facts, notice)),
        apply: notice.apply.as_ref().map(|one| apply(facts, i, one)),
        contact: notice.contact.as_ref().map(|c| contact(c)).unwrap_or_default(),
        hotlines: hotlines(facts, notice),
        project: notice.project.as_ref().map(|p| project(p)),
        points: posted_points(facts, i),
        projects: notice.projects.as_ref().map(|list| projects(floors, list)),
        attachments: notice.attachments.iter().map(|a| attachment(facts, &notice.item, a)).collect(),
        corrections: notice.corrections.iter().map(|c| correction(c)).collect(),
        changes: changes(facts.content, facts.log, &notice.item.id),
        withdrawn: notice.withdrawn.as_ref().map(|w| withdrawal(w)),
        supersedes: notice.supersedes.as_ref().and_then(|id| notice_link(facts, &id.value)),
        superseded_by: facts.notices.successor(i).map(link),
        objections: notice.objections.as_ref().map(|list| list.iter().map(|o| objection(o)).collect()),
        filing: notice.filing.as_ref().map(|f| filing(f)).unwrap_or_default(),
        related: facts.notices.related(i).iter().map(|&thing| related(facts, thing)).collect(),
        previous: previous.map(|before| link(before as usize)),
        next: next.map(|after| link(after as usize)),
        qr_path: Later::new(canonical, floors.addresses.qr()),
        qr_text: percent_decode_str(canonical).decode_utf8_lossy().into_owned(),
        qr_size: floors.addresses.qr_size(canonical),
    }
}

/// Where several townships are named, a village is looked for in each of them.
fn villages(floors: &Floors, notice: &Notice) -> Vec<LinkView> {
    let within = |village: &str| {
        let mut townships = notice.townships.iter().map(|township| township.value.as_str());
        let holds = |place: &Place, township| place.is(Some(township), Some(village));
        townships.find(|township| floors.facts.places.iter().any(|place| holds(place, township)))
    };
    let link = |village: &str| place_link(floors, within(village), Some(village));
    notice.villages.iter().map(|village| link(&village.value)).collect()
}

fn related(facts: &Facts, thing: Related) -> LinkView {
    let content = facts.content;
    match thing {
        Related::Honour(i) => {
            let honour = &content.honours[i as usize];
            item_link(&honour.title.value, &honour.item)
        }
        Related::Batch(i) => {
            let batch = &content.points.batches[i as usize];
            page_link(words::batch(batch), &Addresses::points_of(content, &batch.village.value))
        }
    }
}

fn article(floors: &Floors, i: usize, canonical: &str, description: &str) -> ArticleView {
    let (facts, notice) = (floors.facts, &floors.facts.content.notices[i]);
    let place = words::places_in_short(&notice.townships, &notice.villages);
    // what had been up before the log began has the day that it declares
    let in_log = facts.log.posted(&notice.item.id).filter(|posted| !posted.before_log);
    let posted = in_log.map(|posted| posted.first().at);
    ArticleView {
        title: notice.title.value.clone(),
        pub_date: posted.unwrap_or_else(|| format!("{} 00:00", words::iso(facts.standing(i).date))),
        source: notice.issuer.value.clone(),
        keywords: format!("{},{place},公示", facts.kind_name(i)),
        author: notice.issuer.value.clone(),
        description: description.to_owned(),
        image: pictures::first_in_body(floors, &notice.item),
        url: canonical.to_owned(),
    }
}

/// What stands for it in a list.
pub(super) fn card(facts: &Facts, i: usize) -> NoticeCard {
    let (notice, standing) = (&facts.content.notices[i], facts.standing(i));
    let applying = notice.apply_until().filter(|_| standing.state == NoticeState::Applying);
    let until = standing.window.map(|window| window.until).or(applying);
    let listed = Listed { collection: Collection::Notices, i: number(i) };
    NoticeCard {
        href: item_href(&notice.item),
        title: notice.title.value.clone(),
        kind: facts.kind_name(i).to_owned(),
        kind_key: facts.kind_key(i).to_owned(),
        place: shelves::place(facts, listed),
        issuer: notice.issuer.value.clone(),
        number: notice.number.as_ref().map(|number| number.value.clone()),
        date: words::iso(standing.date),
        from: standing.window.map(|window| words::iso(window.from)),
        until: until.map(words::iso),
        days_left: facts.days_left(i).or(applying.map(|until| facts.days_until(until))),
        state: words::notice_state(standing.state).into(),
    }
}
