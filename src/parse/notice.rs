//! Front matter → [`Notice`].

use super::fields::Fields;
use super::nested::nested;
use super::project::{project, projects};
use super::settings::hotline;
use super::value;
use crate::model::item::Item;
use crate::model::notice::{
    Apply, Attachment, Contact, Correction, Filing, Notice, Objection, Posting, PostingEnd, Withdrawal,
};
use crate::source::Spanned;

pub(super) fn notice(item: Item, fields: &Fields) -> Notice {
    Notice {
        title: fields.text("title").unwrap_or_default(),
        kind: fields.text("kind").unwrap_or_default(),
        number: fields.text("number"),
        issuer: fields.text("issuer").unwrap_or_default(),
        townships: fields.texts("township"),
        villages: fields.texts("village"),
        signed: fields.date("signed"),
        posting: window(fields).or_else(|| nested(fields, "posting", posting)),
        contact: nested(fields, "contact", contact),
        apply: nested(fields, "apply", apply),
        supervision: fields.maps("supervision", hotline).unwrap_or_default(),
        project: nested(fields, "project", project),
        projects: projects(fields, item.file),
        attachments: fields.maps("attachments", attachment).unwrap_or_default(),
        corrections: fields.maps("corrections", correction).unwrap_or_default(),
        withdrawn: nested(fields, "withdrawn", withdrawal),
        supersedes: fields.text("supersedes"),
        objections: fields.maps_or_none("objections", objection),
        filing: nested(fields, "filing", filing),
        draft: fields.flag("draft").is_some_and(|draft| draft.value),
        item: Item { unread: fields.unread(), ..item },
    }
}

/// A posting period in words, which begins on the day on which it is posted.
fn window(fields: &Fields) -> Option<Spanned<Posting>> {
    let length = fields.window("posting")?;
    let span = length.span;
    let posting = Posting { from_posting: Some(span), end: Some(counted(length)), ..Posting::default() };
    Some(Spanned::new(posting, span))
}

fn posting(fields: &Fields) -> Posting {
    let from = fields.scalar("from", value::first_day);
    let until = fields.scalar("until", value::last_day).map(|until| match until.value {
        Some(day) => PostingEnd::Until(Spanned::new(day, until.span)),
        None => PostingEnd::Lasting(until.span),
    });
    let workdays = fields.small_count("workdays").map(PostingEnd::Workdays);
    let mut ends = [until, fields.scalar("days", value::length).map(counted), workdays].into_iter().flatten();
    Posting {
        from: from.as_ref().and_then(|from| Some(Spanned::new(from.value?, from.span))),
        from_posting: from.filter(|from| from.value.is_none()).map(|from| from.span),
        end: ends.next(),
        also: ends.next(),
        boards: fields.texts("boards"),
        photos: fields.texts("photos"),
    }
}

fn counted(length: Spanned<(u16, bool)>) -> PostingEnd {
    let (days, worked) = length.value;
    let days = Spanned::new(days, length.span);
    if worked { PostingEnd::Workdays(days) } else { PostingEnd::Days(days) }
}

fn apply(fields: &Fields) -> Apply {
    Apply {
        until: fields.ending("until"),
        how: fields.text("how"),
        phones: fields.phones("phone"),
        vacancies: fields.count("vacancies"),
        requirements: fields.text("requirements"),
        form: fields.text("form"),
    }
}

fn contact(fields: &Fields) -> Contact {
    Contact {
        name: fields.text("name"),
        phones: fields.phones("phone"),
        address: fields.text("address"),
        email: fields.text("email"),
    }
}

pub(super) fn attachment(fields: &Fields) -> Attachment {
    Attachment { file: fields.text("file").unwrap_or_default(), title: fields.text("title") }
}

fn correction(fields: &Fields) -> Correction {
    Correction {
        on: fields.date("on"),
        what: fields.text("what").unwrap_or_default(),
        reason: fields.text("reason"),
    }
}

fn withdrawal(fields: &Fields) -> Withdrawal {
    Withdrawal { on: fields.date("on"), reason: fields.text("reason"), authority: fields.text("authority") }
}

fn objection(fields: &Fields) -> Objection {
    Objection {
        on: fields.date("on"),
        summary: fields.text("summary").unwrap_or_default(),
        outcome: fields.text("outcome"),
    }
}

fn filing(fields: &Fields) -> Filing {
    Filing { authority: fields.text("authority"), on: fields.date("on"), receipt: fields.text("receipt") }
}
