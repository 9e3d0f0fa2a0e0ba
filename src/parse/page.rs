//! Front matter → [`Page`].

use super::fields::Fields;
use super::nested::nested;
use crate::model::item::Item;
use crate::model::page::{Document, Page};

pub(super) fn page(item: Item, fields: &Fields) -> Page {
    Page {
        title: fields.text("title").unwrap_or_default(),
        nav: fields.count("nav"),
        document: nested(fields, "document", document),
        item,
    }
}

fn document(fields: &Fields) -> Document {
    Document {
        number: fields.text("number"),
        issuer: fields.text("issuer"),
        signed: fields.date("signed"),
        status: fields.text("status"),
        topic: fields.text("topic"),
    }
}
