//! Front matter → [`Honour`].

use super::fields::Fields;
use super::nested::nested;
use super::value;
use crate::model::honour::{Decision, Honour, Level, Recipient, Revocation};
use crate::model::item::Item;

pub(super) fn honour(item: Item, fields: &Fields) -> Honour {
    Honour {
        title: fields.text("title").unwrap_or_default(),
        award: fields.text("award").unwrap_or_default(),
        level: fields.choice("level").unwrap_or_default().map(level),
        year: fields.scalar("year", value::year),
        awarded_by: fields.text("awarded_by"),
        decision: nested(fields, "decision", |f| Decision { number: f.text("number"), on: f.date("on") }),
        notice: fields.text("notice"),
        recipients: fields.maps("recipients", recipient).unwrap_or_default(),
        valid_until: fields.date("valid_until"),
        revoked: nested(fields, "revoked", revocation),
        item: Item { unread: fields.unread(), ..item },
    }
}

/// In the order of the schema's choices.
fn level(index: usize) -> Level {
    [Level::Village, Level::Township, Level::County].get(index).copied().unwrap_or_default()
}

fn revocation(fields: &Fields) -> Revocation {
    Revocation { on: fields.date("on"), reason: fields.text("reason") }
}

fn recipient(fields: &Fields) -> Recipient {
    Recipient {
        name: fields.text("name").unwrap_or_default(),
        township: fields.text("township"),
        village: fields.text("village"),
        deed: fields.text("deed"),
        photo: fields.text("photo"),
        household: fields.text("household"),
        revoked: nested(fields, "revoked", revocation),
    }
}
