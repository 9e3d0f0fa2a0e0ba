//! Records, and the publication log, as visitors get them.

use crate::model::record;
use crate::plan::addresses::{Floors, RecordFile};

/// The very bytes that digests are of, so never touched up; of the log, every line there is.
pub fn file(floors: &Floors, which: RecordFile) -> Vec<u8> {
    let content = floors.facts.content;
    let record = match which {
        RecordFile::Entry(collection, i) => record::of_entry(content, collection.entry(content, i as usize)),
        RecordFile::Batch(i) => Some(record::batch(&content.points.batches[i as usize])),
        RecordFile::Version(i, number) => {
            let kept = content.posted.get(&content.notices[i as usize].item.id, number);
            return kept.map(|record| record.bytes.clone()).unwrap_or_default();
        }
        RecordFile::Log => return floors.facts.log.text().as_bytes().to_vec(),
    };
    record.map(|record| record.bytes()).unwrap_or_default()
}
