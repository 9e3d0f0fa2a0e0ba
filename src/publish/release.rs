//! A release as it lies in its folder: every file digested, and the pages of its notices.

use crate::disk::{self, Found, Trouble};
use crate::model::candidate::Candidate;
use crate::model::digest::Digest;
use crate::model::log::PublicationLog;
use crate::model::log::stamp::Stamp;
use crate::model::release::{self, FilePrint, NAME, Page, Prints, Release};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

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

/// Digests every file below a folder.
///
/// # Errors
/// When one cannot be read.
pub fn prints(folder: &Path) -> Result<Prints, Trouble> {
    let all = disk::walk(folder, |_| true)?;
    let files: Vec<PathBuf> = all.into_iter().filter_map(plain).collect();
    let digested = |file: &PathBuf| {
        let inner = file.strip_prefix(folder).unwrap_or(file).components();
        let parts = inner.map(|part| part.as_os_str().to_string_lossy());
        let bytes = disk::read(file)?;
        let print = FilePrint { sha256: Digest::of(&bytes), size: bytes.len() as u64 };
        Ok((parts.collect::<Vec<_>>().join("/"), print))
    };
    let mut prints: Prints = files.par_iter().map(digested).collect::<Result<_, Trouble>>()?;
    prints.remove(NAME);
    Ok(prints)
}

fn plain((path, found): (PathBuf, Found)) -> Option<PathBuf> {
    matches!(found, Found::File(_)).then_some(path)
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
