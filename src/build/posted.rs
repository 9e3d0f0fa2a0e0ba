//! Former records, as far as the log asks for them, and where the files that they name are to be had.

use super::digests::digest_files;
use crate::disk::{self, Trouble};
use crate::model::content::{ASSET_LIMIT, Content};
use crate::model::digest::Digest;
use crate::model::log::PublicationLog;
use crate::model::log::posted::Version;
use crate::model::posted_records::{self, Held, LIMIT, PostedRecords, Stored, file_path, record_path};
use crate::parse;
use crate::read::{self, Lies};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

/// Reads the records that somebody may have to see.
///
/// # Errors
/// When one is there and cannot be read.
pub fn load(root: &Path, log: &PublicationLog) -> Result<PostedRecords, Trouble> {
    let wanted = posted_records::wanted(log);
    let found = wanted
        .par_iter()
        .map(|(id, version)| Ok(((*id).to_owned(), version.number, look(root, id, version)?)));
    Ok(PostedRecords::new(found.collect::<Result<Vec<_>, Trouble>>()?))
}

/// Looks for the record of one version.
///
/// # Errors
/// When it is there and cannot be read.
pub fn look(root: &Path, id: &str, version: &Version) -> Result<Stored, Trouble> {
    if !disk::path::is_plain(id) {
        return Ok(Stored::Missing);
    }
    let lies = read::posted(root, &record_path(id, version.number), LIMIT)?;
    Ok(parse::posted(lies, version.record))
}

/// Gives the content its former records, with where each of their files is.
///
/// # Errors
/// When such a file cannot be read.
pub fn keep_posted(content: &mut Content, root: &Path, mut records: PostedRecords) -> Result<(), Trouble> {
    let paths: BTreeSet<String> = records.files().map(str::to_owned).collect();
    digest_files(content, root, &paths)?;
    for (id, number, record) in records.each_mut() {
        for file in &mut record.files {
            let today = content.assets.get(&file.path).and_then(|asset| asset.digest);
            file.held = if today.is_some_and(|digest| digest.offered == file.sha256) {
                Held::Content
            } else {
                held(root, &file_path(id, number, &file.name), file.sha256)?
            };
        }
    }
    content.posted = records;
    Ok(())
}

fn held(root: &Path, path: &str, wanted: Digest) -> Result<Held, Trouble> {
    match read::posted(root, path, ASSET_LIMIT)? {
        Lies::Bytes(bytes) if Digest::of(&bytes) == wanted => Ok(Held::Store),
        Lies::Bytes(_) | Lies::Nothing | Lies::Unfit => Ok(Held::Nowhere),
    }
}
