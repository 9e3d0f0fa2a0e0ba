//! Digests of the files that records name: made only where somebody needs them.

use crate::disk;
use crate::model::content::{ASSET_LIMIT, Asset, Content, FileDigest};
use crate::model::digest::Digest;
use crate::model::log::PublicationLog;
use crate::model::record;
use crate::{picture, read};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

/// Has files digested, by path under `content/`, as far as that is not done: records say what is in them.
///
/// # Errors
/// When one cannot be read.
pub fn digest_files(
    content: &mut Content,
    root: &Path,
    paths: &BTreeSet<String>,
) -> Result<(), disk::Trouble> {
    // one that is too large to be offered is told by a rule
    let is_wanted = |asset: &Asset| asset.digest.is_none() && asset.size <= ASSET_LIMIT;
    let is_new = |path: &&String| content.assets.get(*path).is_some_and(is_wanted);
    let new: Vec<&String> = paths.iter().filter(is_new).collect();
    let digested = new.par_iter().map(|&path| Ok((path, file_digest(root, path)?)));
    for (path, digest) in digested.collect::<Result<Vec<_>, disk::Trouble>>()? {
        if let Some(asset) = content.assets.get_mut(path) {
            asset.digest = Some(digest);
        }
    }
    Ok(())
}

/// Digests a file under `content/`, as it lies there and as the site offers it.
///
/// # Errors
/// When it cannot be read.
pub fn file_digest(root: &Path, path: &str) -> Result<FileDigest, disk::Trouble> {
    let bytes = read::asset(root, &format!("content/{path}"))?;
    let source = Digest::of(&bytes);
    let offered =
        picture::bare(&bytes).filter(|bare| *bare != bytes).map_or(source, |bare| Digest::of(&bare));
    Ok(FileDigest { source, offered })
}

/// A file under `content/` as the site would offer it; `None` when there is no such file.
///
/// # Errors
/// When it cannot be read.
pub fn offered_bytes(root: &Path, path: &str) -> Result<Option<Vec<u8>>, disk::Trouble> {
    let path = format!("content/{path}");
    if read::asset_file(root, &path).is_none() {
        return Ok(None);
    }
    let bytes = read::asset(root, &path)?;
    Ok(Some(picture::bare(&bytes).unwrap_or(bytes)))
}

/// The files of the notices that the log says are open: those that rules hold to it.
pub fn open_files(content: &Content, log: &PublicationLog, today: Date) -> BTreeSet<String> {
    let open = log.notices().filter(|(_, posted)| posted.is_open(today));
    let notices = open.filter_map(|(id, _)| content.notice(id));
    notices.flat_map(|notice| record::files_of_entry(content, notice)).collect()
}
