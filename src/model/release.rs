//! `release.json`: what a published site says of itself, so that others can hold it against the log.

use crate::model::digest::Digest;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Its name, at the root of the site.
pub const NAME: &str = "release.json";

/// One release. Its own SHA-256 stands in the log's `released` event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// When it was made: RFC 3339.
    pub at: String,
    /// The log's head when it was made, before its own `released` event.
    pub log_line: usize,
    pub log_head: Digest,
    /// Over all other files: path and SHA-256 of each, in order.
    pub digest: Digest,
    pub files: u64,
    /// Every notice on the site, by id.
    pub notices: BTreeMap<String, Page>,
}

/// A notice's page in a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The file, relative to the root of the site.
    pub path: String,
    /// SHA-256 of the file.
    pub sha256: Digest,
    /// Its window was open.
    pub open: bool,
    /// Attachments and pictures of an open notice.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, Digest>,
}

impl Release {
    pub fn read(bytes: &[u8]) -> Option<Release> {
        serde_json::from_slice(bytes).ok()
    }

    /// The file's bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text.into_bytes()
    }

    /// How many notices it shows, and how many of them are open.
    pub fn counts(&self) -> (u64, u64) {
        let open = self.notices.values().filter(|page| page.open).count();
        (self.notices.len() as u64, open as u64)
    }
}

/// Path and SHA-256 of every file of a release, but for `release.json` itself.
pub type Prints = BTreeMap<String, Digest>;

/// One digest over all files.
pub fn digest(prints: &Prints) -> Digest {
    let mut all = String::new();
    for (path, print) in prints {
        all += &format!("{path}\0{print}\n");
    }
    Digest::of(all.as_bytes())
}
