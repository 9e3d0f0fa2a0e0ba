//! The record of what is posted: its typed content as canonical JSON, so that anybody can check a page with
//! `sha256sum` and a few lines of any language.
//!
//! One record a notice, points batch or honour, published beside its page. Its bytes are JSON by RFC 8785:
//! English keys, absent fields absent, lists in order, amounts in fen, dates as ISO 8601, the body as its
//! source text, files as path and SHA-256. How a value was written down (key order, language of keys, spelling of
//! a date, line ends) is gone before it comes here. The log keeps the SHA-256 of exactly these bytes, and a
//! print of each part, that is of each top-level key but `format`, `id` and `sort`.
//!
//! A field that a later program knows is absent from the record of a notice that has none, so that no digest
//! changes by an upgrade. What changes the bytes of an old record is a new [`FORMAT`](super::part::FORMAT); the fixtures in
//! `tests/records` say when that happens. Records say nothing that pages do not show.

mod batch;
mod canon;
mod files;
pub mod format1;
mod held;
mod honour;
mod notice;
mod parts;
mod project;
mod sheet;
mod value;

pub use batch::batch;
pub use files::{of_all as files, of_entry as files_of_entry, of_id as files_of};
pub use held::{REVOKED, held_batch, held_honour};
pub use honour::honour;
pub use notice::notice;
pub use parts::{Parts, differing};
pub use sheet::Record;

use crate::model::content::Content;
use crate::model::facets::{Entry, Recorded};

pub use super::part::FILE;

/// The record of an id: of a notice or honour, or of a points batch.
pub fn of(content: &Content, id: &str) -> Option<Record> {
    let of_batch = || content.points.batches.iter().find(|batch| batch.id == id).map(batch);
    content.entry(id).and_then(|entry| of_entry(content, entry)).or_else(of_batch)
}

/// The record of an entry, if it has one.
pub fn of_entry(content: &Content, entry: &dyn Entry) -> Option<Record> {
    match entry.recorded() {
        Recorded::Notice(one) => Some(notice(content, one)),
        Recorded::Honour(one) => Some(honour(content, one)),
        Recorded::Nothing => None,
    }
}
