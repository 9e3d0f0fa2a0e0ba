//! A release as it lies in its folder: every file digested, and the pages of its notices.

#![allow(clippy::disallowed_methods, reason = "publishing is a door")]

use super::disk::named;
use crate::model::candidate::Candidate;
use crate::model::digest::Digest;
use crate::model::log::PublicationLog;
use crate::model::release::{NAME, Page, Prints};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use walkdir::WalkDir;

/// Digests every file below a folder.
///
/// # Errors
/// When one cannot be read.
pub fn prints(folder: &Path) -> io::Result<Prints> {
    let files: Vec<_> = WalkDir::new(folder)
        .follow_root_links(true)
        .into_iter()
        .filter(|entry| entry.as_ref().map_or(true, |entry| entry.file_type().is_file()))
        .collect::<Result<_, _>>()?;
    let digested = |entry: &walkdir::DirEntry| {
        let bytes = fs::read(entry.path()).map_err(|error| named(entry.path(), &error))?;
        let inner = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts = inner.components().map(|part| part.as_os_str().to_string_lossy());
        Ok((parts.collect::<Vec<_>>().join("/"), Digest::of(&bytes)))
    };
    let mut prints: Prints = files.par_iter().map(digested).collect::<io::Result<_>>()?;
    prints.remove(NAME);
    Ok(prints)
}

/// The pages of all notices that the log knows. A second look, at the files themselves: an open notice has
/// its page, and the page has its title; otherwise its id comes back.
///
/// # Errors
/// When a page cannot be read.
pub fn pages(
    folder: &Path,
    prints: &Prints,
    log: &PublicationLog,
    candidates: &[Candidate],
    today: Date,
) -> io::Result<Result<BTreeMap<String, Page>, String>> {
    let by_id: BTreeMap<&str, &Candidate> = candidates.iter().map(|c| (c.id.as_str(), c)).collect();
    let mut pages = BTreeMap::new();
    for (id, posted) in log.notices() {
        let (path, open) = (format!("{id}/index.html"), posted.is_open(today));
        let (Some(&sha256), Some(candidate)) = (prints.get(&path), by_id.get(id)) else {
            if open {
                return Ok(Err(id.to_owned()));
            }
            continue;
        };
        if open && !shows(&folder.join(&path), &candidate.title)? {
            return Ok(Err(id.to_owned()));
        }
        let files = if open { files(prints, candidate) } else { BTreeMap::new() };
        pages.insert(id.to_owned(), Page { path, sha256, open, files });
    }
    Ok(Ok(pages))
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
        .map(|(path, print)| (path.clone(), *print))
        .collect()
}

/// Whether a page holds a title; characters that HTML escapes are passed over.
fn shows(page: &Path, title: &str) -> io::Result<bool> {
    let bytes = fs::read(page).map_err(|error| named(page, &error))?;
    let plain = title.split(['&', '<', '>', '"', '\'', '/', '`', '=']).max_by_key(|piece| piece.len());
    Ok(String::from_utf8_lossy(&bytes).contains(plain.unwrap_or_default().trim()))
}
