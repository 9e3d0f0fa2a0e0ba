//! The store of former records: what was posted, kept under `content/posted/` so that it stays readable.
//!
//! `posted/<id>/<n>.json` holds exactly the bytes whose SHA-256 the log's event has, n being the
//! [`Version`]'s number; `posted/<id>/<n>/<name>` holds a file of that version, where the one of today has other
//! bytes. Nothing here is believed for where it lies: a record counts when its digest is the log's, a file when
//! its digest is the record's.

use crate::model::digest::Digest;
use crate::model::log::PublicationLog;
use crate::model::log::posted::Version;
use crate::model::part::{FILE, FORMAT};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The store's folder, under `content/`.
pub const FOLDER: &str = "posted";

/// Bytes that a stored record may have.
pub const LIMIT: u64 = 8 << 20;

/// Where a version's record lies, under `content/`.
pub fn record_path(id: &str, number: u32) -> String {
    format!("{FOLDER}/{id}/{number}.json")
}

/// Where a version's own files lie, under `content/`.
pub fn file_path(id: &str, number: u32, name: &str) -> String {
    format!("{FOLDER}/{id}/{number}/{name}")
}

/// What the store holds of the versions that somebody may have to see: by id and number.
#[derive(Clone, Debug, Default)]
pub struct PostedRecords {
    kept: BTreeMap<String, BTreeMap<u32, Stored>>,
}

/// What was found of one record.
#[derive(Clone, Debug)]
pub enum Stored {
    /// Nothing is there.
    Missing,
    /// No plain file, or too large a one: it was not read.
    Unread,
    /// Its bytes are not those that the log knows.
    Differs,
    /// The record as it was posted.
    Whole(Arc<PostedRecord>),
}

/// A record as it was posted.
#[derive(Clone, Debug)]
pub struct PostedRecord {
    /// As they lie: their SHA-256 is the log's.
    pub bytes: Vec<u8>,
    /// The same as values.
    pub value: Map<String, Value>,
    /// The attachments and pictures that it names, each once.
    pub files: Vec<PostedFile>,
}

/// A file that a record names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostedFile {
    /// Under `content/`, which was its path on the site, too.
    pub path: String,
    /// Of its bytes as they were offered.
    pub sha256: Digest,
    /// What it is called in the folder of its version.
    pub name: String,
    /// Where those bytes are to be had.
    pub held: Held,
}

/// Where the bytes of a former version's file are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Held {
    /// The content still has them, at the same path.
    Content,
    /// The store has them.
    Store,
    /// Nobody here has them.
    #[default]
    Nowhere,
}

impl PostedRecords {
    /// What was found, by id and number.
    pub fn new(found: impl IntoIterator<Item = (String, u32, Stored)>) -> PostedRecords {
        let mut records = PostedRecords::default();
        found.into_iter().for_each(|(id, number, stored)| records.set(id, number, stored));
        records
    }

    /// Puts one in.
    pub fn set(&mut self, id: String, number: u32, stored: Stored) {
        self.kept.entry(id).or_default().insert(number, stored);
    }

    /// What was found of a version; `None` when nobody looked.
    pub fn stored(&self, id: &str, number: u32) -> Option<&Stored> {
        self.kept.get(id)?.get(&number)
    }

    /// The record of a version, when it is whole.
    pub fn get(&self, id: &str, number: u32) -> Option<&Arc<PostedRecord>> {
        match self.stored(id, number)? {
            Stored::Whole(record) => Some(record),
            Stored::Missing | Stored::Unread | Stored::Differs => None,
        }
    }

    /// The record that stands by the log, when somebody looked and it is whole: what a change is held against.
    pub fn standing(&self, log: &PublicationLog, id: &str) -> Option<&Arc<PostedRecord>> {
        self.get(id, log.posted(id)?.versions.last()?.number)
    }

    /// Every whole record, to note where its files are.
    pub fn each_mut(&mut self) -> impl Iterator<Item = (&str, u32, &mut PostedRecord)> {
        self.kept.iter_mut().flat_map(|(id, versions)| {
            versions.iter_mut().filter_map(move |(number, stored)| match stored {
                Stored::Whole(record) => Some((id.as_str(), *number, Arc::make_mut(record))),
                Stored::Missing | Stored::Unread | Stored::Differs => None,
            })
        })
    }

    /// Every file that some whole record names, by path under `content/`.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let whole = self.kept.values().flat_map(BTreeMap::values).filter_map(|stored| match stored {
            Stored::Whole(record) => Some(record),
            Stored::Missing | Stored::Unread | Stored::Differs => None,
        });
        whole.flat_map(|record| record.files.iter().map(|file| file.path.as_str()))
    }
}

impl PostedRecord {
    /// From a record's bytes; `None` when they are no record.
    pub fn read(bytes: Vec<u8>) -> Option<PostedRecord> {
        let value: Map<String, Value> = serde_json::from_slice(&bytes).ok()?;
        let files = files(&value);
        Some(PostedRecord { bytes, value, files })
    }
}

/// The files of a record, each once, and what they are called beside each other.
fn files(record: &Map<String, Value>) -> Vec<PostedFile> {
    let lists = ["attachments", "files"].iter().filter_map(|key| record.get(*key)?.as_array());
    let mut files: Vec<PostedFile> = Vec::new();
    for entry in lists.flatten() {
        let text = |key: &str| entry.get(key).and_then(Value::as_str);
        let (Some(path), Some(sha256)) = (text("file"), text("sha256").and_then(|text| text.parse().ok()))
        else {
            continue;
        };
        if is_plain(path) && files.iter().all(|known| known.path != path) {
            let name = name_for(path, &files);
            files.push(PostedFile { path: path.to_owned(), sha256, name, held: Held::Nowhere });
        }
    }
    files
}

/// A path that leads down, whoever wrote the record.
fn is_plain(path: &str) -> bool {
    !path.contains(['\\', '\0']) && path.split('/').all(|name| !matches!(name, "" | "." | ".."))
}

/// The file's own name; where it would stand in the way of another file, of a record or of a page, with its
/// place among the files before it.
fn name_for(path: &str, before: &[PostedFile]) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.strip_suffix(".json");
    let is_number = |stem: &str| stem.bytes().all(|byte| byte.is_ascii_digit());
    let is_ours = stem.is_some_and(is_number) || ["index.html", FILE].contains(&name);
    let is_taken = before.iter().any(|known| known.name.eq_ignore_ascii_case(name));
    if is_ours || is_taken { format!("{}-{name}", before.len() + 1) } else { name.to_owned() }
}

/// The versions whose records somebody may have to see: the former ones, and what an open notice is held
/// against. Those in the first format have none.
pub fn wanted(log: &PublicationLog) -> Vec<(&str, Version)> {
    let mut wanted = Vec::new();
    for (id, posted) in log.notices() {
        let is_open = posted.closed.is_none() && posted.kept.effective.is_some();
        let versions = if is_open || posted.versions.len() > 1 { posted.versions.as_slice() } else { &[] };
        wanted.extend(versions.iter().filter(|one| one.format >= FORMAT).map(|one| (id, *one)));
    }
    wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_a_version_never_stand_in_each_others_way() {
        let zero = Digest::ZERO;
        let record = format!(
            r#"{{"attachments":[{{"file":"a/表.csv","sha256":"{zero}"}},{{"file":"b/表.csv","sha256":"{zero}"}},{{"file":"a/1.json","sha256":"{zero}"}},
            {{"file":"lost.csv"}},{{"file":"../up.csv","sha256":"{zero}"}}],"files":[{{"file":"a/表.csv","sha256":"{zero}"}},{{"file":"a/record.json","sha256":"{zero}"}}]}}"#
        );
        let record = PostedRecord::read(record.into_bytes()).unwrap();
        let names: Vec<_> = record.files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["表.csv", "2-表.csv", "3-1.json", "4-record.json"]);
        assert!(PostedRecord::read(b"[]".to_vec()).is_none());
    }
}
