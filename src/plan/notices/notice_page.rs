//! The page of one notice.

use super::fact_lists::{contact, description, disclosure, filing, project};
use super::{PARENT, card_link, date_of, days_left, kind_folder, link};
use crate::model::kind::Kind;
use crate::model::link::{Target, resolve};
use crate::model::notice::{Attachment, Correction, Notice, Objection, Withdrawal};
use crate::model::posting::Unit;
use crate::plan::view::{
    ArticleView, AttachmentView, LinkView, NoticeView, PhoneView, PostingView, RemarkView,
};
use crate::plan::{Data, PageView, SitePlan, json_ld, places, site, url, wording};
use crate::source::Spanned;

pub fn page<'a>(plan: &SitePlan<'a>, i: usize) -> PageView<'a> {
    let notice = &plan.content.notices[i];
    let card = plan.notice_card(i);
    let folder = format!("{}/", notice.item.id);
    let mut meta = site::meta(plan, "notice", &card.title, &folder);
    meta.section = url::page_href("notices/");
    meta.description = description(plan, i, notice);
    meta.breadcrumbs = site::trail(plan, &[PARENT, (&kind_folder(&card.kind_key), &card.kind)], &card.title);
    meta.column = Some(site::column(&card.kind, &format!("{}的{}", plan.site.name, card.kind), "公示公告"));
    meta.article = Some(article(plan, i, &meta.canonical, &meta.description));
    meta.dated = card.days_left.is_some();
    (meta.log_head, meta.log_lines) = site::log_head(plan);
    meta.json_ld = Some(json_ld::notice(plan, i, &meta.canonical, &meta.breadcrumbs));
    let view = view(plan, i, &meta.canonical);
    PageView {
        meta,
        data: vec![("notice", Data::from(view))],
        lists: Vec::new(),
        filters: None,
        body: Some(&notice.item),
    }
}

fn view(plan: &SitePlan, i: usize, canonical: &str) -> NoticeView {
    let notice = &plan.content.notices[i];
    let kind = plan.content.kinds.find(&notice.kind.value);
    let card = plan.notice_card(i);
    let (qr_path, qr_size) = super::super::url::qr(canonical);
    NoticeView {
        title: card.title.clone(),
        kind: LinkView {
            title: card.kind.clone(),
            href: url::page_href(&kind_folder(&card.kind_key)),
            count: None,
        },
        for_objections: kind.is_some_and(|kind| kind.posting.is_some()),
        number: card.number.clone(),
        issuer: card.issuer.clone(),
        township: notice.township.as_ref().map(|name| places::link(plan, Some(&name.value), None)),
        village: notice.village.as_ref().map(|name| {
            places::link(
                plan,
                notice.township.as_ref().map(|township| township.value.as_str()),
                Some(&name.value),
            )
        }),
        state: card.state.clone(),
        disclosure: disclosure(plan, i),
        posting: posting(plan, i, kind),
        contact: notice.contact.as_ref().map(|c| contact(c)).unwrap_or_default(),
        hotlines: hotlines(plan, notice),
        project: notice.project.as_ref().map(|p| project(p)),
        attachments: notice.attachments.iter().map(|a| attachment(plan, notice, a)).collect(),
        corrections: notice.corrections.iter().map(correction).collect(),
        withdrawn: notice.withdrawn.as_ref().map(withdrawal),
        supersedes: notice.supersedes.as_ref().and_then(|id| link(plan, &id.value)),
        superseded_by: plan
            .notices
            .successors
            .get(&super::number(i))
            .map(|&new| card_link(plan, new as usize)),
        objections: notice.objections.as_ref().map(|list| list.iter().map(objection).collect()),
        filing: notice.filing.as_ref().map(|f| filing(f)).unwrap_or_default(),
        related: plan.notices.related.get(&super::number(i)).cloned().unwrap_or_default(),
        previous: plan.notices.neighbours[i].0.map(|before| card_link(plan, before as usize)),
        next: plan.notices.neighbours[i].1.map(|after| card_link(plan, after as usize)),
        qr_path,
        qr_size,
    }
}

fn posting(plan: &SitePlan, i: usize, kind: Option<&Kind>) -> Option<PostingView> {
    let notice = &plan.content.notices[i];
    let window = plan.notices.windows[i]?;
    let posted = plan.log.first_posted(&notice.item.id);
    let ahead = wording::days_between(plan.today(), window.from);
    Some(PostingView {
        from: wording::iso(window.from),
        until: wording::iso(window.until),
        days_left: days_left(plan, i),
        starts_in: (ahead > 0).then_some(ahead),
        rule: kind.map(rule).unwrap_or_default(),
        source: kind.and_then(|kind| kind.source.as_ref()).map(ToString::to_string),
        boards: notice
            .posting
            .iter()
            .flat_map(|posting| &posting.boards)
            .map(|board| board.value.clone())
            .collect(),
        posted_at: posted.as_ref().map(|posted| posted.at.clone()),
        log_line: posted.map(|posted| posted.line),
    })
}

/// `公示期不少于10天`
fn rule(kind: &Kind) -> String {
    match &kind.posting {
        None => "只作告知，不设最短公示期".into(),
        Some(posting) => {
            let unit = if posting.unit == Unit::Days { "天" } else { "个工作日" };
            format!("公示期不少于{}{unit}", posting.min)
        }
    }
}

/// The county's lines, and those of the notice's own township: a line that names another township is left out.
fn hotlines(plan: &SitePlan, notice: &Notice) -> Vec<PhoneView> {
    let own = notice.township.as_ref().map(|township| township.value.as_str());
    let elsewhere = |line: &PhoneView| {
        let townships = plan.content.places.townships.iter().map(|township| township.name.value.as_str());
        townships.filter(|&name| Some(name) != own).any(|name| line.name.contains(name))
    };
    plan.site.hotlines.iter().filter(|line| !elsewhere(line)).cloned().collect()
}

fn attachment(plan: &SitePlan, notice: &Notice, attachment: &Spanned<Attachment>) -> AttachmentView {
    let file = &attachment.file.value;
    let path = match resolve(plan.content, &notice.item, file) {
        Target::Asset(path) => path,
        _ => file.clone(),
    };
    let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
    AttachmentView {
        title: attachment.title.as_ref().map_or(name, |title| title.value.clone()),
        href: url::href(&path),
        format: wording::file_format(&path),
        size: plan.content.assets.get(&path).map(|asset| wording::file_size(asset.size)).unwrap_or_default(),
    }
}

fn words(text: Option<&Spanned<String>>) -> Option<String> {
    text.map(|text| text.value.clone())
}

fn day(date: Option<&Spanned<jiff::civil::Date>>) -> Option<String> {
    date.map(|date| wording::iso(date.value))
}

fn correction(correction: &Spanned<Correction>) -> RemarkView {
    RemarkView {
        on: day(correction.on.as_ref()),
        what: correction.what.value.clone(),
        note: words(correction.reason.as_ref()),
        authority: None,
    }
}

fn objection(objection: &Spanned<Objection>) -> RemarkView {
    RemarkView {
        on: day(objection.on.as_ref()),
        what: objection.summary.value.clone(),
        note: words(objection.outcome.as_ref()),
        authority: None,
    }
}

fn withdrawal(withdrawal: &Spanned<Withdrawal>) -> RemarkView {
    RemarkView {
        on: day(withdrawal.on.as_ref()),
        what: String::new(),
        note: words(withdrawal.reason.as_ref()),
        authority: words(withdrawal.authority.as_ref()),
    }
}

fn article(plan: &SitePlan, i: usize, canonical: &str, description: &str) -> ArticleView {
    let notice = &plan.content.notices[i];
    let card = plan.notice_card(i);
    let posted = plan.log.first_posted(&notice.item.id).map(|posted| posted.at.clone());
    ArticleView {
        title: card.title.clone(),
        pub_date: posted.unwrap_or_else(|| format!("{} 00:00", wording::iso(date_of(notice)))),
        source: card.issuer.clone(),
        keywords: format!("{},{},公示", card.kind, card.place),
        author: card.issuer.clone(),
        description: description.to_owned(),
        image: site::first_picture(plan, &notice.item),
        url: canonical.to_owned(),
    }
}
