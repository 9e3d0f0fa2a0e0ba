//! Points batches and honours in the log: what was published of each, and when.

use super::stamp::Stamp;
use crate::model::digest::{Digest, Print};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something besides a notice that has a record of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// 积分批次
    PointsBatch,
    /// 荣誉
    Honour,
}

/// A points batch or an honour as it stood when its record was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// The path under `content/` without its ending.
    pub id: String,
    /// What it is.
    pub sort: Sort,
    /// SHA-256 of its `record.json`.
    pub record: Digest,
    /// Id of the notice that posts it, or that named its candidates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// The first bits of the digest of each part that is held, by the part's name.
    pub parts: BTreeMap<String, Print>,
}

/// What the log knows of one of them.
#[derive(Clone, Debug)]
pub struct KeptRecord {
    /// As of its last line.
    pub recorded: Recorded,
    /// When it was first published.
    pub first_seen: Stamp,
    /// The log's lines about it, from 1.
    pub lines: Vec<usize>,
}

/// All of them, by id.
#[derive(Clone, Debug, Default)]
pub struct Records(BTreeMap<String, KeptRecord>);

impl Records {
    pub(super) fn take(&mut self, recorded: Recorded, at: Stamp, line: usize) {
        match self.0.get_mut(&recorded.id) {
            Some(kept) => {
                kept.recorded = recorded;
                kept.lines.push(line);
            }
            None => {
                let id = recorded.id.clone();
                self.0.insert(id, KeptRecord { recorded, first_seen: at, lines: vec![line] });
            }
        }
    }

    /// What the log knows of one; `None` when its record was never published.
    pub fn get(&self, id: &str) -> Option<&KeptRecord> {
        self.0.get(id)
    }

    /// Every one, by id.
    pub fn iter(&self) -> impl Iterator<Item = &KeptRecord> {
        self.0.values()
    }
}
