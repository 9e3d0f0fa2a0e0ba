//! `release.json`: what a published site says of itself, so that others can hold it against the log.

use crate::model::digest::Digest;
use crate::model::log::event::Released;
use crate::model::log::signs::Signs;
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
    /// Of the last line then.
    pub log_head: Digest,
    /// Over all other files: path and SHA-256 of each, in order.
    pub digest: Digest,
    /// How many other files there are.
    pub files: u64,
    /// The log says that the site moved here: it had been published elsewhere before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub moved: bool,
    /// The fingerprint of the theme: over all its templates and static files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<Digest>,
    /// The log's line of the earlier release that visitors got until then in the place of the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub behind: Option<usize>,
    /// Names by which readers find their way, where they are new or changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signs: Option<Signs>,
    /// Points batches and honours whose records it has; none in a release of an earlier program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub records: Option<u64>,
    /// Every notice on the site, by id.
    pub notices: BTreeMap<String, Page>,
    /// Every other file of the site, by path; none in a release of an earlier program.
    #[serde(default)]
    pub contents: Prints,
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
    /// From the file's bytes; `None` when it is no release.
    pub fn read(bytes: &[u8]) -> Option<Release> {
        serde_json::from_slice(bytes).ok()
    }

    /// The file's bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text.into_bytes()
    }

    /// Pages and files of the notices that were open, by path.
    pub fn open_files(&self) -> impl Iterator<Item = &str> {
        let open = self.notices.values().filter(|page| page.open);
        open.flat_map(|page| page.files.keys().chain([&page.path])).map(String::as_str)
    }

    /// The event that the log keeps of it. It follows from the file alone, so that it can be written again by whoever
    /// has that.
    pub fn event(&self, bytes: &[u8]) -> Released {
        let open = self.notices.values().filter(|page| page.open).count() as u64;
        let (digest, notices) = (Digest::of(bytes), self.notices.len() as u64);
        let Release { files, moved, theme, records, behind, .. } = *self;
        Released { digest, files, notices, open, records, moved, theme, behind, signs: self.signs.clone() }
    }
}

/// Every file of a release by path, but for `release.json` itself.
pub type Prints = BTreeMap<String, FilePrint>;

/// What a file of a release is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilePrint {
    /// Of its bytes.
    pub sha256: Digest,
    /// In bytes.
    pub size: u64,
}

/// One digest over all files.
pub fn digest(prints: &Prints) -> Digest {
    let mut all = String::new();
    for (path, print) in prints {
        all += &format!("{path}\0{}\n", print.sha256);
    }
    Digest::of(all.as_bytes())
}
