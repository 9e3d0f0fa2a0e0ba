//! Front matter → [`Notice`].

use super::fields::Fields;
use crate::model::item::Item;
use crate::model::notice::{
    Attachment, Contact, Correction, Filing, Fund, Notice, Objection, Period, Posting, PostingEnd, Project,
    Withdrawal,
};
use crate::source::Spanned;

pub(super) fn notice(item: Item, fields: &Fields) -> Notice {
    Notice {
        title: fields.text("title").unwrap_or_default(),
        kind: fields.text("kind").unwrap_or_default(),
        number: fields.text("number"),
        issuer: fields.text("issuer").unwrap_or_default(),
        township: fields.text("township"),
        village: fields.text("village"),
        signed: fields.date("signed"),
        posting: nested(fields, "posting", posting),
        contact: nested(fields, "contact", contact),
        project: nested(fields, "project", project),
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

/// A nested map read as a whole, with its place.
pub(super) fn nested<T>(fields: &Fields, key: &str, read: impl FnOnce(&Fields) -> T) -> Option<Spanned<T>> {
    fields.map(key).map(|inner| Spanned::new(read(&inner), inner.span))
}

fn posting(fields: &Fields) -> Posting {
    let until = fields.date("until").map(PostingEnd::Until);
    Posting {
        from: fields.date("from"),
        end: until.or_else(|| fields.small_count("days").map(PostingEnd::Days)),
        boards: fields.texts("boards"),
        photos: fields.texts("photos"),
    }
}

fn contact(fields: &Fields) -> Contact {
    Contact {
        name: fields.text("name"),
        phone: fields.phone("phone"),
        address: fields.text("address"),
        email: fields.text("email"),
    }
}

fn project(fields: &Fields) -> Project {
    Project {
        name: fields.text("name").unwrap_or_default(),
        category: fields.text("category"),
        site: fields.text("site"),
        content: fields.text("content"),
        funds: fields.maps("funds", fund).unwrap_or_default(),
        total: fields.money("total"),
        period: period_of(fields),
        goal: fields.text("goal"),
        unit: fields.text("unit"),
        responsible: fields.text("responsible"),
        beneficiaries: fields.text("beneficiaries"),
        benefit_link: fields.text("benefit_link"),
    }
}

fn fund(fields: &Fields) -> Fund {
    Fund { source: fields.text("source").unwrap_or_default(), amount: fields.money("amount") }
}

/// A period, by its two days or as a year or month alone.
fn period_of(fields: &Fields) -> Option<Spanned<Period>> {
    let Some(Spanned { value: (from, until), span }) = fields.period("period") else {
        return nested(fields, "period", period);
    };
    let day = |day| Some(Spanned::new(day, span));
    Some(Spanned::new(Period { from: day(from), until: day(until) }, span))
}

fn period(fields: &Fields) -> Period {
    Period { from: fields.date("from"), until: fields.date("until") }
}

fn attachment(fields: &Fields) -> Attachment {
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
