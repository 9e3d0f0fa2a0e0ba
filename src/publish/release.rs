//! A release as it lies in its folder: every file digested, and the pages of its notices.

use crate::disk::{self, Found, Trouble};
use crate::model::candidate::Candidate;
use crate::model::digest::Digest;
use crate::model::log::PublicationLog;
use crate::model::log::stamp::Stamp;
use crate::model::release::{self, FilePrint, Page, Prints, Release};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Files of a release as they lie in its folder: by path on the site, with where each is.
pub type Lying = BTreeMap<String, PathBuf>;

/// The name of a release: day and time, and how long the log was. No two releases share one.
pub fn name(log: &PublicationLog, at: Stamp) -> String {
    format!("{}-{}", at.civil().strftime("%Y%m%d-%H%M%S"), log.len())
}

/// Whether it is the name of a release: `20261102-091503-7`.
pub fn is_name(name: &str) -> bool {
    let mut pieces = name.split('-');
    let mut digits = |length: Option<usize>| {
        pieces.next().is_some_and(|piece| {
            !piece.is_empty()
                && length.is_none_or(|length| piece.len() == length)
                && piece.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    digits(Some(8)) && digits(Some(6)) && digits(None) && pieces.next().is_none()
}

/// All plain files below a folder, by path, with where each lies; none that a link inside leads to.
///
/// # Errors
/// When it cannot be listed.
pub fn lying(folder: &Path) -> Result<Lying, Trouble> {
    let all = disk::walk(folder, |_| true)?;
    let plain = all.into_iter().filter(|(_, found)| matches!(found, Found::File(_)));
    let named = |(file, _): (PathBuf, Found)| {
        let inner = file.strip_prefix(folder).unwrap_or(&file).components();
        let parts: Vec<_> = inner.map(|part| part.as_os_str().to_string_lossy()).collect();
        (parts.join("/"), file)
    };
    Ok(plain.map(named).collect())
}

/// Digests files.
///
/// # Errors
/// When one cannot be read.
pub fn digested(files: Lying) -> Result<Prints, Trouble> {
    let print = |(path, file): (String, PathBuf)| {
        let bytes = disk::read(&file)?;
        Ok((path, FilePrint { sha256: Digest::of(&bytes), size: bytes.len() as u64 }))
    };
    files.into_par_iter().map(print).collect()
}

/// What a site with these files says of itself, beside the log as it will be without the release's own line.
pub fn of(log: &PublicationLog, at: Stamp, prints: Prints, notices: BTreeMap<String, Page>) -> Release {
    Release {
        at: at.to_string(),
        log_line: log.len(),
        log_head: log.hash(log.len()).unwrap_or(Digest::ZERO),
        digest: release::digest(&prints),
        files: prints.len() as u64,
        moved: false,
        theme: None,
        behind: None,
        signs: None,
        records: Some(log.records().iter().count() as u64),
        notices,
        contents: prints,
    }
}

/// The pages of all notices that the log knows.
///
/// # Errors
/// The id of an open notice that has no page.
pub fn pages(
    prints: &Prints,
    log: &PublicationLog,
    candidates: &[Candidate],
    today: Date,
) -> Result<BTreeMap<String, Page>, String> {
    let by_id: BTreeMap<&str, &Candidate> = candidates.iter().map(|c| (c.id.as_str(), c)).collect();
    let mut pages = BTreeMap::new();
    for (id, posted) in log.notices() {
        let (path, open) = (format!("{id}/index.html"), posted.is_open(today));
        let (Some(&FilePrint { sha256, .. }), Some(candidate)) = (prints.get(&path), by_id.get(id)) else {
            if open {
                return Err(id.to_owned());
            }
            continue;
        };
        let files = if open { files(prints, candidate) } else { BTreeMap::new() };
        pages.insert(id.to_owned(), Page { path, sha256, open, files });
    }
    Ok(pages)
}

/// What lies in the notice's folder, and the files it names wherever they lie.
fn files(prints: &Prints, candidate: &Candidate) -> BTreeMap<String, Digest> {
    let folder = format!("{}/", candidate.id);
    let inside = prints.range(folder.clone()..).take_while(|(path, _)| path.starts_with(&folder));
    let named = candidate.files.iter().filter_map(|path| prints.get_key_value(path));
    let page = format!("{folder}index.html");
    inside
        .chain(named)
        .filter(|(path, _)| **path != page)
        .map(|(path, print)| (path.clone(), print.sha256))
        .collect()
}
