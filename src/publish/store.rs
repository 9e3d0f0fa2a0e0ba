//! The store of former records is filled: before visitors get a change, what they had until now is kept, word for
//! word, under `content/posted/`. See [`posted_records`](crate::model::posted_records).
//!
//! Pictures that a page shows are published smaller than they are, so that nobody could get them back from the site: they are
//! kept as soon as they are posted.
//!
//! Only bytes whose digest the log or a record knows are ever kept; they come from the content, or from what the
//! target shows. New files are written beside their places, synced all at once, and renamed: after a crash each is whole or
//! missing, and the next publication fills what is missing. A record that was written for a publication that never
//! was has no line in the log, and the next one writes over it.

use super::target;
use super::trouble::Error;
use crate::build;
use crate::disk::{self, Disk, Found};
use crate::model::content::Content;
use crate::model::digest::Digest;
use crate::model::item::{Link, LinkKind};
use crate::model::link::{Target, resolve};
use crate::model::log::PublicationLog;
use crate::model::log::posted::{Posted, Version};
use crate::model::notice::Notice;
use crate::model::part::FORMAT;
use crate::model::posted_records::{
    FOLDER, Held, PostedFile, PostedRecord, PostedRecords, Stored, file_path, record_path,
};
use crate::model::record;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where the store lies, and where its bytes may come from.
pub(super) struct Keeper<'a> {
    /// The site's root.
    pub root: &'a Path,
    pub target: &'a dyn target::Target,
    pub disk: &'a Disk,
    /// Nothing is written.
    pub dry_run: bool,
}

/// What the store has after it was filled.
pub(super) struct Filled {
    pub records: PostedRecords,
    /// What a dry run found and did not write, by path on the site.
    pub found: Vec<String>,
}

/// Fills the store for a log that knows the publication under way already.
///
/// # Errors
/// When something cannot be read or written.
pub(super) fn fill(
    keeper: Keeper,
    base: &PublicationLog,
    told: &PublicationLog,
    content: &Content,
) -> Result<Filled, Error> {
    let mut store = Store {
        keeper,
        content,
        filled: Filled { records: content.posted.clone(), found: Vec::new() },
        halves: Vec::new(),
    };
    for (id, posted) in told.notices() {
        let known = base.posted(id).map_or(0, |before| before.versions.len());
        store.notice(id, posted, known)?;
    }
    store.settle()?;
    Ok(store.filled)
}

/// Pictures that a notice's text shows, by path under `content/`.
fn shown(content: &Content, notice: &Notice) -> BTreeSet<String> {
    let pictures = notice.item.body.links.iter().filter(|link| matches!(link.kind, LinkKind::Picture { .. }));
    let path = |link: &Link| match resolve(content, &notice.item, &link.target.value) {
        Target::Asset(path) => Some(path),
        _ => None,
    };
    pictures.filter_map(path).collect()
}

struct Store<'a> {
    keeper: Keeper<'a>,
    content: &'a Content,
    filled: Filled,
    /// Written, and not yet in their places.
    halves: Vec<(PathBuf, PathBuf)>,
}

impl Store<'_> {
    /// The versions of a notice, of which so many were in the log before.
    fn notice(&mut self, id: &str, posted: &Posted, known: usize) -> Result<(), Error> {
        let former = posted.former().len();
        // a log may have been written by a stranger
        if !disk::path::is_plain(id) {
            return Ok(());
        }
        for (i, version) in posted.versions.iter().enumerate().filter(|(_, one)| one.format >= FORMAT) {
            let is_there = i >= former && i < known && self.lies(&record_path(id, version.number))?;
            if !is_there {
                self.record(id, version)?;
            }
            if i < former {
                self.files(id, version.number)?;
            } else {
                self.pictures(id, version.number)?;
            }
        }
        Ok(())
    }

    /// Whether something lies there. Of records that stand this is enough: those that are followed by another are
    /// read.
    fn lies(&self, path: &str) -> Result<bool, Error> {
        Ok(disk::look(&self.place(path))? != Found::Nothing)
    }

    fn place(&self, path: &str) -> PathBuf {
        self.keeper.root.join("content").join(path)
    }

    fn record(&mut self, id: &str, version: &Version) -> Result<(), Error> {
        if self.filled.records.get(id, version.number).is_some() {
            return Ok(());
        }
        let mut stored = build::posted_record(self.keeper.root, id, version).map_err(build::Error::Read)?;
        if !matches!(stored, Stored::Whole(_))
            && let Some(bytes) = self.bytes_of(id, version)?
            && let Some(record) = PostedRecord::read(bytes)
        {
            self.put(
                &record_path(id, version.number),
                &record.bytes,
                format!("{id}/versions/{}/record.json", version.number),
            )?;
            stored = Stored::Whole(Arc::new(record));
        }
        self.filled.records.set(id.to_owned(), version.number, stored);
        Ok(())
    }

    /// The record's bytes, wherever they are to be had.
    fn bytes_of(&self, id: &str, version: &Version) -> Result<Option<Vec<u8>>, Error> {
        let fits = |bytes: &Vec<u8>| Digest::of(bytes) == version.record;
        let own = self.content.notice(id).map(|notice| record::notice(self.content, notice).bytes());
        if let Some(own) = own.filter(fits) {
            return Ok(Some(own));
        }
        let shown =
            [format!("{id}/{}", record::FILE), format!("{id}/versions/{}/{}", version.number, record::FILE)];
        self.shown(&shown, version.record)
    }

    /// What visitors get at one of these paths, if it has this digest.
    fn shown(&self, paths: &[String], wanted: Digest) -> Result<Option<Vec<u8>>, Error> {
        for path in paths {
            let bytes = self.keeper.target.file(path)?;
            if let Some(bytes) = bytes.filter(|bytes| Digest::of(bytes) == wanted) {
                return Ok(Some(bytes));
            }
        }
        Ok(None)
    }

    /// The files of a former version that the content no longer has.
    fn files(&mut self, id: &str, number: u32) -> Result<(), Error> {
        let Some(record) = self.filled.records.get(id, number).cloned() else { return Ok(()) };
        let lost = record.files.iter().filter(|file| file.held == Held::Nowhere && !self.has(file));
        for file in lost.collect::<Vec<_>>() {
            let path = file_path(id, number, &file.name);
            let beside = format!("{id}/versions/{number}/{}", file.name);
            if let Some(bytes) = self.shown(&[file.path.clone(), beside.clone()], file.sha256)? {
                self.put(&path, &bytes, beside)?;
            }
        }
        Ok(())
    }

    /// Pictures of what stands, while the content has them as they are posted.
    fn pictures(&mut self, id: &str, number: u32) -> Result<(), Error> {
        let Some(record) = self.filled.records.get(id, number).cloned() else { return Ok(()) };
        let shown = self.content.notice(id).map(|notice| shown(self.content, notice)).unwrap_or_default();
        let files = record.files.iter().filter(|file| shown.contains(&file.path) && self.has(file));
        for file in files.collect::<Vec<_>>() {
            let path = file_path(id, number, &file.name);
            if self.lies(&path)? {
                continue;
            }
            let bytes = build::offered_bytes(self.keeper.root, &file.path).map_err(build::Error::Read)?;
            if let Some(bytes) = bytes.filter(|bytes| Digest::of(bytes) == file.sha256) {
                self.put(&path, &bytes, format!("{id}/versions/{number}/{}", file.name))?;
            }
        }
        Ok(())
    }

    fn has(&self, file: &PostedFile) -> bool {
        let today = self.content.assets.get(&file.path).and_then(|asset| asset.digest);
        today.is_some_and(|digest| digest.offered == file.sha256)
    }

    /// Writes a file beside its place. A dry run only notes where it will be on the site.
    fn put(&mut self, path: &str, bytes: &[u8], shown_at: String) -> Result<(), Error> {
        if self.keeper.dry_run {
            self.filled.found.push(shown_at);
            return Ok(());
        }
        let (place, disk) = (self.place(path), self.keeper.disk);
        self.own_folders(path)?;
        let half = PathBuf::from(format!("{}.half", place.display()));
        // left by a run that was stopped, or planted: never written through
        if disk::look(&half)? != Found::Nothing {
            disk.remove_file(&half)?;
        }
        disk.make_file(&half, bytes, false)?;
        self.halves.push((half, place));
        Ok(())
    }

    /// Every folder on the way is ours, and no link.
    fn own_folders(&self, path: &str) -> Result<(), Error> {
        let mut folders: Vec<&str> = disk::path::folders(path).collect();
        folders.reverse();
        for folder in folders {
            self.keeper.disk.own_folder(&self.place(folder))?;
        }
        Ok(())
    }

    fn settle(&mut self) -> Result<(), Error> {
        if self.halves.is_empty() {
            return Ok(());
        }
        let (disk, folder) = (self.keeper.disk, self.place(FOLDER));
        disk.sync_tree(&folder)?;
        for (half, place) in std::mem::take(&mut self.halves) {
            disk.rename(&half, &place)?;
        }
        Ok(disk.sync_tree(&folder)?)
    }
}
