//! The parts of a notice's page.

use crate::model::item::Item;
use crate::model::link::{Target, resolve};
use crate::model::notice::{Apply, Attachment, Contact, Correction, Filing, Notice, Objection, Withdrawal};
use crate::model::project::{Fund, Progress, Project};
use crate::plan::addresses::url;
use crate::plan::facts::Facts;
use crate::plan::pages::frame::record_link;
use crate::plan::view::{
    ApplyView, AttachmentView, FactView, FundView, PhoneView, PostingView, ProgressView, ProjectView,
    RemarkView,
};
use crate::plan::words::{self, Fact};
use crate::source::Spanned;
use jiff::civil::Date;

/// In the place of what publishing makes.
const WHEN_POSTED: &str = "发布时生成";

/// The disclosure block that government sites carry.
pub(super) fn disclosure(facts: &Facts, i: usize) -> Vec<FactView> {
    let (notice, standing) = (&facts.content.notices[i], facts.standing(i));
    let later = |made: Option<String>| made.unwrap_or_else(|| WHEN_POSTED.to_owned());
    let mut list = vec![
        Fact::new("索引号", later(facts.index_number(i))),
        Fact::new("发布机构", notice.issuer.value.clone()),
    ];
    list.extend(words::facts(&[("文号", &notice.number)]));
    list.extend(notice.signed.as_ref().map(|signed| Fact::new("成文日期", words::chinese(signed.value))));
    list.push(Fact::new("发布日期", later(facts.published_on(i).map(words::chinese))));
    list.push(Fact::new("有效性", words::validity(standing.state)));
    let record = record_link(&notice.item.id);
    list.into_iter().map(FactView::from).chain([record]).collect()
}

/// The posting period, where there is one.
pub(super) fn posting(facts: &Facts, i: usize) -> Option<PostingView> {
    let (notice, standing) = (&facts.content.notices[i], facts.standing(i));
    let (window, kind) = (standing.window?, facts.kind(i));
    let posted = facts.log.first_posted(&notice.item.id);
    // whatever rules.yaml says since, the rule by which it is up is that of the day on which it was posted
    let applied =
        facts.log.posted(&notice.item.id).map(|posted| words::minimum(posted.kept.rule.minimum.as_ref()));
    Some(PostingView {
        from: words::iso(window.from),
        until: words::iso(window.until),
        days_left: facts.days_left(i),
        starts_in: standing.starts_in(facts.today()),
        rule: applied.or_else(|| kind.map(words::rule)).unwrap_or_default(),
        source: kind.and_then(|kind| kind.source.as_ref()).map(ToString::to_string),
        boards: notice.boards().map(str::to_owned).collect(),
        posted_at: posted.as_ref().map(|posted| posted.at.clone()),
        log_line: posted.map(|posted| posted.line),
    })
}

pub(super) fn contact(contact: &Contact) -> Vec<FactView> {
    let linked = |label, value: &str, href| FactView { href: Some(href), ..Fact::new(label, value).into() };
    let said = |label, value| words::facts(&[(label, value)]).into_iter().map(FactView::from);
    let mut list: Vec<FactView> = said("联系人", &contact.name).collect();
    let phones = contact.phones.iter();
    list.extend(phones.map(|phone| linked("电话", &phone.value, words::tel(&phone.value))));
    list.extend(said("地址", &contact.address));
    let email = contact.email.as_ref();
    list.extend(email.map(|email| linked("邮箱", &email.value, format!("mailto:{}", email.value))));
    told_apart(list)
}

/// A second of a name is numbered: `电话`, `电话2`.
fn told_apart(list: Vec<FactView>) -> Vec<FactView> {
    let before = |i: usize| list[..i].iter().filter(|other| other.label == list[i].label).count();
    let number = |(i, fact): (usize, &FactView)| match before(i) {
        0 => fact.clone(),
        more => FactView { label: format!("{}{}", fact.label, more + 1), ..fact.clone() },
    };
    list.iter().enumerate().map(number).collect()
}

/// The day on which the log first saw it up; none where it was up before there was a log.
pub(super) fn seen_on(facts: &Facts, notice: &Notice) -> Option<Date> {
    let posted = facts.log.posted(&notice.item.id).filter(|posted| !posted.before_log);
    posted.map(|posted| posted.first_seen.date())
}

/// Telephones to complain to: the notice's own, and those of the site for its township.
pub(super) fn hotlines(facts: &Facts, notice: &Notice) -> Vec<PhoneView> {
    let content = facts.content;
    let own = notice.supervision.iter().map(|line| &line.value);
    own.chain(content.site.hotlines_of(&content.places, &notice.townships))
        .map(|line| PhoneView { name: line.name.value.clone(), phone: line.phone.value.clone() })
        .collect()
}

pub(super) fn project(project: &Project) -> ProjectView {
    let amount = |money: &Spanned<crate::model::money::Money>| money.value.to_string();
    let fund = |fund: &Spanned<Fund>| FundView {
        source: fund.source.value.clone(),
        amount: fund.amount.as_ref().map(amount).unwrap_or_default(),
    };
    ProjectView {
        facts: words::project(project).into_iter().map(FactView::from).collect(),
        funds: project.funds.iter().map(fund).collect(),
        total: project.total.as_ref().map(amount),
        outcome: words::outcome(project).into_iter().map(FactView::from).collect(),
        progress: project.progress.iter().map(|step| progress(step)).collect(),
    }
}

fn progress(step: &Progress) -> ProgressView {
    ProgressView {
        on: day(step.on.as_ref()),
        percent: step.percent.as_ref().map(|percent| percent.value),
        paid: step.paid.as_ref().map(|paid| paid.value.to_string()),
        note: text(step.note.as_ref()),
    }
}

pub(super) fn apply(facts: &Facts, i: usize, apply: &Apply) -> ApplyView {
    let (notice, days_left) = (&facts.content.notices[i], facts.days_to_apply(i));
    let (until, is_void) = (notice.apply_until(), facts.standing(i).state.is_void());
    let call = |fact: Fact| {
        let href = (fact.label == "报名电话").then(|| words::tel(&fact.value));
        FactView { href, ..fact.into() }
    };
    let form = |form: &Spanned<String>| {
        let title = Spanned::new("报名表".to_owned(), form.span);
        attachment(facts, &notice.item, &Attachment { file: form.clone(), title: Some(title) })
    };
    ApplyView {
        facts: told_apart(words::apply(apply).into_iter().map(call).collect()),
        open: days_left.is_some() || until.is_none() && !is_void,
        void: is_void,
        until: until.map(words::iso),
        days_left,
        form: apply.form.as_ref().map(form),
    }
}

pub(super) fn attachment(facts: &Facts, item: &Item, attachment: &Attachment) -> AttachmentView {
    let (content, file) = (facts.content, &attachment.file.value);
    let path = match resolve(content, item, file) {
        Target::Asset(path) => path,
        _ => file.clone(),
    };
    let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
    AttachmentView {
        title: attachment.title.as_ref().map_or(name, |title| title.value.clone()),
        href: url::href(&path),
        format: words::file_format(&path),
        size: content.assets.get(&path).map(|asset| words::file_size(asset.size)).unwrap_or_default(),
    }
}

pub(super) fn filing(filing: &Filing) -> Vec<FactView> {
    words::filing(filing).into_iter().map(FactView::from).collect()
}

fn text(text: Option<&Spanned<String>>) -> Option<String> {
    text.map(|text| text.value.clone())
}

fn day(date: Option<&Spanned<Date>>) -> Option<String> {
    date.map(|date| words::iso(date.value))
}

pub(super) fn correction(correction: &Correction) -> RemarkView {
    RemarkView {
        on: day(correction.on.as_ref()),
        what: correction.what.value.clone(),
        note: text(correction.reason.as_ref()),
        authority: None,
    }
}

pub(super) fn objection(objection: &Objection) -> RemarkView {
    RemarkView {
        on: day(objection.on.as_ref()),
        what: objection.summary.value.clone(),
        note: text(objection.outcome.as_ref()),
        authority: None,
    }
}

pub(super) fn withdrawal(withdrawal: &Withdrawal) -> RemarkView {
    RemarkView {
        on: day(withdrawal.on.as_ref()),
        what: String::new(),
        note: text(withdrawal.reason.as_ref()),
        authority: text(withdrawal.authority.as_ref()),
    }
}
