//! Front matter → [`Notice`].

use super::fields::{Fields, nested};
use super::project::project;
use super::settings::hotline;
use crate::model::item::Item;
use crate::model::notice::{
    Attachment, Contact, Correction, Filing, Notice, Objection, Posting, PostingEnd, Withdrawal,
};

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
        supervision: fields.maps("supervision", hotline).unwrap_or_default(),
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
