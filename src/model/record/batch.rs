//! The record of a points batch. Taken apart without `..`, as that of a notice.

use super::sheet::Record;
use super::value::{may, must, object};
use crate::model::points::{Batch, Entry};
use crate::source::Spanned;
use serde_json::Value;

/// The record of a points batch.
///
/// Not in it is what the public does not see: reviewers, proposers and evidence, which serve to check the batch,
/// and whose points were taken off. Deductions are counted and summed, as on the pages.
pub fn batch(batch: &Batch) -> Record {
    let Batch { id, file: _, span: _, batch, village, meeting, reviewers: _, notice, entries, unread: _ } =
        batch;
    let shown: Vec<Value> = entries.iter().filter_map(|entry| self::entry(entry)).collect();
    let fields = [
        ("batch", must(batch)),
        ("village", must(village)),
        ("meeting", may(meeting)),
        ("notice", may(notice)),
        ("entries", (!shown.is_empty()).then(|| shown.into())),
        ("deductions", deductions(entries)),
    ];
    Record::new("points-batch", id, fields)
}

fn entry(entry: &Entry) -> Option<Value> {
    let Entry { household, rule, on, points, evidence: _, proposer: _, reverses } = entry;
    let shown = || {
        object([
            ("household", must(household)),
            ("rule", must(rule)),
            ("on", may(on)),
            ("points", must(points)),
            ("reverses", may(reverses)),
        ])
    };
    entry.is_shown().then(shown)
}

fn deductions(entries: &[Spanned<Entry>]) -> Option<Value> {
    let taken: Vec<i64> =
        entries.iter().filter(|entry| !entry.is_shown()).map(|entry| entry.points.value.into()).collect();
    let sum = || {
        object([("entries", Some(taken.len().into())), ("points", Some(taken.iter().sum::<i64>().into()))])
    };
    (!taken.is_empty()).then(sum)
}
