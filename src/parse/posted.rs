//! A stored file → the record that the log knows, or why it is none.

use crate::model::digest::Digest;
use crate::model::posted_records::{PostedRecord, Stored};
use crate::read::Lies;
use std::sync::Arc;

/// What a stored file is worth: a record when its SHA-256 is the log's.
pub fn posted(lies: Lies, logged: Digest) -> Stored {
    let bytes = match lies {
        Lies::Nothing => return Stored::Missing,
        Lies::Unfit => return Stored::Unread,
        Lies::Bytes(bytes) => bytes,
    };
    let whole = (Digest::of(&bytes) == logged).then(|| PostedRecord::read(bytes)).flatten();
    whole.map_or(Stored::Differs, |record| Stored::Whole(Arc::new(record)))
}
