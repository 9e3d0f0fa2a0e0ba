//! Notices, taken apart.

use super::project::of_project;
use super::{Entry, Facet, Facets, Recorded, See, Thing, Use, Voice, named, places, text, words};
use crate::model::item::Item;
use crate::model::notice::{
    Apply, Attachment, Contact, Correction, Filing, Notice, Objection, Posting, Withdrawal,
};
use crate::model::site::Hotline;
use crate::source::{SourceId, Spanned};
use jiff::civil::Date;
use std::collections::HashSet;

impl Facets for Notice {
    fn facets<'a>(&'a self, see: &mut See<'_, 'a>) {
        let Notice {
            item: _,
            title,
            kind,
            number,
            issuer,
            townships,
            villages,
            signed: _,
            posting,
            contact,
            apply,
            supervision,
            project,
            projects,
            attachments,
            corrections,
            withdrawn,
            supersedes,
            objections,
            filing,
            draft: _,
        } = self;
        words([title, issuer].into_iter().chain(number), see);
        named(Thing::Kind, [kind], see);
        named(Thing::Notice, supersedes, see);
        places(townships, villages, see);
        posting.iter().for_each(|one| of_posting(one, see));
        contact.iter().for_each(|one| of_contact(one, see));
        apply.iter().for_each(|one| of_apply(one, see));
        supervision.iter().for_each(|one| of_line(one, see));
        project.iter().for_each(|one| of_project(one, see));
        // those of a sheet have their places in it
        projects.iter().filter(|one| one.sheet.is_none()).for_each(|one| one.facets(see));
        attachments.iter().for_each(|one| of_attachment(one, see));
        corrections.iter().for_each(|one| of_correction(one, see));
        withdrawn.iter().for_each(|one| of_withdrawal(one, see));
        objections.iter().flatten().for_each(|one| of_objection(one, see));
        filing.iter().for_each(|one| of_filing(one, see));
    }
}

fn of_posting<'a>(posting: &'a Posting, see: &mut See<'_, 'a>) {
    let Posting { from: _, from_posting: _, end: _, also: _, boards, photos } = posting;
    words(boards, see);
    photos.iter().for_each(|photo| see(Facet::File(photo, Use::Proof)));
}

fn of_contact<'a>(contact: &'a Contact, see: &mut See<'_, 'a>) {
    let Contact { name, phones, address, email } = contact;
    words(name, see);
    phones.iter().for_each(|phone| see(Facet::Phone(phone)));
    address.iter().for_each(|address| see(Facet::Words(address, Voice::OfficeAddress)));
    email.iter().for_each(|email| see(Facet::Words(email, Voice::OfficeMail)));
}

fn of_apply<'a>(apply: &'a Apply, see: &mut See<'_, 'a>) {
    let Apply { until: _, how, phones, vacancies: _, requirements, form } = apply;
    words(how.iter().chain(requirements), see);
    phones.iter().for_each(|phone| see(Facet::Phone(phone)));
    form.iter().for_each(|form| see(Facet::File(form, Use::Offered)));
}

fn of_line<'a>(line: &'a Hotline, see: &mut See<'_, 'a>) {
    let Hotline { name, phone } = line;
    words([name], see);
    see(Facet::Phone(phone));
}

pub(super) fn of_attachment<'a>(attachment: &'a Attachment, see: &mut See<'_, 'a>) {
    let Attachment { file, title } = attachment;
    see(Facet::File(file, Use::Offered));
    words(title, see);
}

fn of_correction<'a>(correction: &'a Correction, see: &mut See<'_, 'a>) {
    let Correction { on: _, what, reason } = correction;
    words([what].into_iter().chain(reason), see);
}

fn of_withdrawal<'a>(withdrawal: &'a Withdrawal, see: &mut See<'_, 'a>) {
    let Withdrawal { on: _, reason, authority } = withdrawal;
    words(reason.iter().chain(authority), see);
}

fn of_objection<'a>(objection: &'a Objection, see: &mut See<'_, 'a>) {
    let Objection { on: _, summary, outcome } = objection;
    words([summary].into_iter().chain(outcome), see);
}

fn of_filing<'a>(filing: &'a Filing, see: &mut See<'_, 'a>) {
    let Filing { authority, on: _, receipt } = filing;
    words(authority.iter().chain(receipt), see);
}

impl Entry for Notice {
    fn item(&self) -> &Item {
        &self.item
    }

    fn title(&self) -> &Spanned<String> {
        &self.title
    }

    fn number(&self) -> Option<&Spanned<String>> {
        self.number.as_ref()
    }

    /// It went up, or was signed.
    fn date(&self) -> Option<Date> {
        self.declared_from().or(self.signed.as_ref().map(|signed| signed.value))
    }

    fn recorded(&self) -> Recorded<'_> {
        Recorded::Notice(self)
    }

    fn far(&self) -> Option<(SourceId, &dyn Facets)> {
        let projects = self.projects.as_ref().filter(|projects| projects.sheet.is_some())?;
        Some((projects.file, &projects.value))
    }

    fn names(&self) -> Vec<&str> {
        let mut names = vec![self.issuer.value.as_str()];
        names.extend(self.contact.as_ref().and_then(|contact| text(&contact.name)));
        if let Some(project) = &self.project {
            names.extend(text(&project.unit).into_iter().chain(text(&project.responsible)));
            names.extend(Some(project.name.value.as_str()).filter(|name| !self.title.value.contains(name)));
        }
        // a plan has thousands of projects in a few villages
        let mut known: HashSet<&str> = names.iter().copied().collect();
        for row in self.projects.iter().flat_map(|projects| &projects.rows) {
            let said = [text(&row.township), text(&row.village), text(&row.project.unit)];
            let said = said.into_iter().flatten().chain([row.project.name.value.as_str()]);
            names.extend(said.filter(|name| known.insert(*name)));
        }
        names
    }
}
