//! The versions of a notice that others took the place of, with the records on both sides of each change.

use crate::model::content::Content;
use crate::model::log::PublicationLog;
use crate::model::log::posted::Version;
use crate::model::log::stamp::Stamp;
use crate::model::posted_records::PostedRecord;
use crate::model::record;
use std::sync::Arc;

/// A former version and its change into the next one.
pub struct Step {
    /// The former version.
    pub version: Version,
    /// When the next one was posted.
    pub replaced: Stamp,
    /// As it was posted; `None` when nobody kept it.
    pub before: Option<Arc<PostedRecord>>,
    /// The next one.
    pub after: Option<Arc<PostedRecord>>,
}

/// Every change of a notice that the log knows, oldest first. Nothing of one that stands as it was posted first.
pub fn steps(content: &Content, log: &PublicationLog, id: &str) -> Vec<Step> {
    let Some(posted) = log.posted(id).filter(|posted| posted.versions.len() > 1) else { return Vec::new() };
    let pairs = posted.versions.iter().zip(posted.versions.iter().skip(1));
    pairs
        .map(|(version, next)| Step {
            version: *version,
            replaced: next.at,
            before: content.posted.get(id, version.number).cloned(),
            after: record_of(content, id, next),
        })
        .collect()
}

/// The record of a version: as it is kept, or as the content still makes it.
fn record_of(content: &Content, id: &str, version: &Version) -> Option<Arc<PostedRecord>> {
    if let Some(kept) = content.posted.get(id, version.number) {
        return Some(Arc::clone(kept));
    }
    let record = record::notice(content, content.notice(id)?);
    let is_this = record.digest() == version.record;
    is_this.then(|| PostedRecord::read(record.bytes())).flatten().map(Arc::new)
}
