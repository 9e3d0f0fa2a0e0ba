//! Which texts are read for private things, and what each of them may hold all the same.

use crate::model::activity::Activity;
use crate::model::content::Content;
use crate::model::honour::Honour;
use crate::model::item::Item;
use crate::model::notice::{Contact, Notice, Project};
use crate::model::page::Page;
use crate::model::points::{Entry, PointsBank};
use crate::model::site::Site;
use crate::source::{SourceId, Spanned};

/// What a text may hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// A number that shall be called, such as an office's only telephone.
    pub mobile: bool,
    /// Where an office is.
    pub address: bool,
    /// The text speaks of a person named beside it.
    pub of_a_person: bool,
}

const OFFICE: Scope = Scope { mobile: true, address: true, of_a_person: false };
const OFFICE_ADDRESS: Scope = Scope { mobile: false, address: true, of_a_person: false };
const OFFICE_MAIL: Scope = Scope { mobile: true, address: false, of_a_person: false };
const DEED: Scope = Scope { mobile: false, address: false, of_a_person: true };

/// One Markdown file, whatever its kind.
#[derive(Clone, Copy)]
pub enum AnyItem<'a> {
    Notice(&'a Notice),
    Honour(&'a Honour),
    Activity(&'a Activity),
    Page(&'a Page),
}

type Visitor<'v> = dyn FnMut(&Spanned<String>, Scope) + 'v;

pub fn items(content: &Content) -> Vec<AnyItem<'_>> {
    let notices = content.notices.iter().map(AnyItem::Notice);
    let honours = content.honours.iter().map(AnyItem::Honour);
    let activities = content.activities.iter().map(AnyItem::Activity);
    notices.chain(honours).chain(activities).chain(content.pages.iter().map(AnyItem::Page)).collect()
}

impl<'a> AnyItem<'a> {
    pub fn item(self) -> &'a Item {
        match self {
            AnyItem::Notice(notice) => &notice.item,
            AnyItem::Honour(honour) => &honour.item,
            AnyItem::Activity(activity) => &activity.item,
            AnyItem::Page(page) => &page.item,
        }
    }
}

pub fn visit_item(item: AnyItem, visit: &mut Visitor) {
    match item {
        AnyItem::Notice(notice) => visit_notice(notice, visit),
        AnyItem::Honour(honour) => visit_honour(honour, visit),
        AnyItem::Activity(activity) => visit_activity(activity, visit),
        AnyItem::Page(page) => visit_page(page, visit),
    }
}

fn all<'t>(texts: impl IntoIterator<Item = Option<&'t Spanned<String>>>, visit: &mut Visitor) {
    texts.into_iter().flatten().for_each(|text| visit(text, Scope::default()));
}

fn visit_notice(notice: &Notice, visit: &mut Visitor) {
    all([Some(&notice.title), notice.number.as_ref(), Some(&notice.issuer)], visit);
    all(notice.posting.iter().flat_map(|posting| posting.boards.iter().map(Some)), visit);
    if let Some(contact) = &notice.contact {
        visit_contact(contact, visit);
    }
    if let Some(project) = &notice.project {
        visit_project(project, visit);
    }
    all(notice.attachments.iter().flat_map(|one| [Some(&one.value.file), one.value.title.as_ref()]), visit);
    all(notice.corrections.iter().flat_map(|one| [Some(&one.value.what), one.value.reason.as_ref()]), visit);
    let objections = notice.objections.iter().flatten();
    all(objections.flat_map(|one| [Some(&one.value.summary), one.value.outcome.as_ref()]), visit);
    all(notice.withdrawn.iter().flat_map(|one| [one.reason.as_ref(), one.authority.as_ref()]), visit);
    all(notice.filing.iter().flat_map(|one| [one.authority.as_ref(), one.receipt.as_ref()]), visit);
}

/// The telephone itself is not read.
fn visit_contact(contact: &Contact, visit: &mut Visitor) {
    all([contact.name.as_ref()], visit);
    if let Some(address) = &contact.address {
        visit(address, OFFICE_ADDRESS);
    }
    if let Some(email) = &contact.email {
        visit(email, OFFICE_MAIL);
    }
}

fn visit_project(project: &Project, visit: &mut Visitor) {
    all(
        [
            Some(&project.name),
            project.category.as_ref(),
            project.site.as_ref(),
            project.content.as_ref(),
            project.goal.as_ref(),
            project.unit.as_ref(),
            project.responsible.as_ref(),
            project.beneficiaries.as_ref(),
            project.benefit_link.as_ref(),
        ],
        visit,
    );
    all(project.funds.iter().map(|fund| Some(&fund.value.source)), visit);
}

fn visit_honour(honour: &Honour, visit: &mut Visitor) {
    let decision = honour.decision.as_ref().and_then(|decision| decision.number.as_ref());
    let revoked = honour.revoked.as_ref().and_then(|revoked| revoked.reason.as_ref());
    all([Some(&honour.title), Some(&honour.award), honour.awarded_by.as_ref(), decision, revoked], visit);
    for recipient in &honour.recipients {
        all([Some(&recipient.value.name), recipient.value.photo.as_ref()], visit);
        if let Some(deed) = &recipient.value.deed {
            visit(deed, DEED);
        }
    }
}

fn visit_activity(activity: &Activity, visit: &mut Visitor) {
    let how = activity.signup.as_ref().and_then(|signup| signup.how.as_ref());
    let reason = activity.status.as_ref().and_then(|status| status.reason.as_ref());
    let summary = activity.record.as_ref().and_then(|record| record.summary.as_ref());
    all(
        [
            Some(&activity.title),
            activity.organiser.as_ref(),
            activity.team.as_ref(),
            activity.service.as_ref(),
            activity.place.as_ref(),
            activity.requirements.as_ref(),
            activity.risk.as_ref(),
            activity.insurance.as_ref(),
            activity.rain_plan.as_ref(),
            how,
            reason,
            summary,
        ],
        visit,
    );
    all(activity.record.iter().flat_map(|record| record.value.photos.iter().map(Some)), visit);
}

fn visit_page(page: &Page, visit: &mut Visitor) {
    all([Some(&page.title)], visit);
    let document = page.document.iter();
    all(
        document.flat_map(|d| [d.number.as_ref(), d.issuer.as_ref(), d.status.as_ref(), d.topic.as_ref()]),
        visit,
    );
}

pub fn visit_site(site: &Site, visit: &mut Visitor) {
    let columns = site.columns.iter().flat_map(|column| [Some(&column.name), column.description.as_ref()]);
    let own = [Some(&site.name), site.description.as_ref(), site.host.as_ref(), site.operator.as_ref()];
    all(own.into_iter().chain(columns).chain(site.hotlines.iter().map(|hotline| Some(&hotline.name))), visit);
    if let Some(contact) = &site.contact {
        visit(contact, OFFICE);
    }
}

pub fn visit_points(bank: &PointsBank, visit: &mut dyn FnMut(SourceId, &Spanned<String>)) {
    let (rules, goods, homes) = (bank.rules_file, bank.goods_file, bank.households_file);
    for rule in &bank.rules {
        let texts = [rule.category.as_ref(), Some(&rule.deed), rule.evidence.as_ref()];
        texts.into_iter().flatten().for_each(|text| visit(rules.unwrap_or_default(), text));
    }
    bank.goods.iter().for_each(|one| visit(goods.unwrap_or_default(), &one.name));
    for home in &bank.households {
        let texts = [Some(&home.id), home.group.as_ref(), Some(&home.name)];
        texts.into_iter().flatten().for_each(|text| visit(homes.unwrap_or_default(), text));
    }
    for batch in &bank.batches {
        batch.reviewers.iter().for_each(|name| visit(batch.file, name));
        let texts = batch.entries.iter().flat_map(|entry| entry_texts(&entry.value));
        texts.flatten().for_each(|text| visit(batch.file, text));
    }
    for list in &bank.redemptions {
        let texts = list.list.iter().flat_map(|one| [one.handler.as_ref(), one.witness.as_ref()]);
        texts.flatten().for_each(|text| visit(list.file, text));
    }
}

fn entry_texts(entry: &Entry) -> [Option<&Spanned<String>>; 2] {
    [entry.evidence.as_ref(), entry.proposer.as_ref()]
}
