//! A release in the making, held file by file against the one that visitors see. What lies there with the very same bytes
//! is shared and not written again; what was read and digested once is not read again.
//!
//! Nobody ever writes into a file of a release, so two releases may have one in common. A file is looked at byte for
//! byte before it is shared: whatever became of it since it was published, a new release never takes over.

use super::release::{Lying, digested};
use super::target::Up;
use crate::disk::{self, Disk, Trouble};
use crate::model::digest::Digest;
use crate::model::release::{FilePrint, NAME, Prints};
use crate::write::Shelf;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tempfile::TempDir;

/// Where a release is made.
pub(super) enum Fresh {
    /// Where visitors will get it.
    Staged(PathBuf),
    /// For a dry run, of which nothing is kept.
    Scratch(TempDir),
}

impl Fresh {
    pub(super) fn folder(&self) -> &Path {
        match self {
            Fresh::Staged(folder) => folder,
            Fresh::Scratch(folder) => folder.path(),
        }
    }
}

/// A release in the making.
pub struct Staged<'a> {
    /// Its folder, empty at first.
    pub folder: &'a Path,
    /// What it is written with.
    pub disk: &'a Disk,
    /// The one that visitors see.
    up: Option<Up>,
    /// Files of that one may be shared.
    shares: bool,
    fresh: Mutex<Prints>,
    /// Of files of the one that visitors see: those that were read.
    seen: Mutex<Prints>,
}

/// Every file of two releases.
pub(super) struct Both {
    /// Of the new one.
    pub fresh: Prints,
    /// Of the one that visitors see, as its files are now; none before the first publication.
    pub shown: Option<Prints>,
}

impl<'a> Staged<'a> {
    /// Nothing of a dry run is shared, since that changes the file's own count of names.
    pub(super) fn new(fresh: &'a Fresh, disk: &'a Disk, up: Option<Up>) -> Staged<'a> {
        let shares = matches!(fresh, Fresh::Staged(_));
        let folder = fresh.folder();
        Staged { folder, disk, up, shares, fresh: Mutex::default(), seen: Mutex::default() }
    }

    /// What the new release holds, and what visitors get now, once all of it is made.
    pub(super) fn prints(self) -> Result<Both, Trouble> {
        let whole = |prints: Mutex<Prints>| prints.into_inner().unwrap_or_else(PoisonError::into_inner);
        let (mut fresh, mut seen) = (whole(self.fresh), whole(self.seen));
        fresh.remove(NAME);
        let mut rest = match self.up {
            None => return Ok(Both { fresh, shown: None }),
            Some(Up::There { prints, copies: _ }) => return Ok(Both { fresh, shown: Some(prints) }),
            Some(Up::Here(rest)) => rest,
        };
        rest.retain(|path, _| path != NAME && !seen.contains_key(path));
        seen.extend(digested(rest)?);
        seen.remove(NAME);
        Ok(Both { fresh, shown: Some(seen) })
    }
}

impl Staged<'_> {
    /// The file on this machine that visitors get at a path, or one that they got.
    fn copy(&self, path: &str) -> Option<&PathBuf> {
        let copies: &Lying = match self.up.as_ref()? {
            Up::Here(copies) | Up::There { prints: _, copies } => copies,
        };
        copies.get(path)
    }
}

impl Shelf for Staged<'_> {
    fn same(&self, path: &str, bytes: &[u8]) -> Option<PathBuf> {
        let print = print(bytes);
        note(&self.fresh, path, print);
        let there = self.copy(path)?;
        // what cannot be read now is told when all the rest is read
        let old = disk::own(there).ok()??;
        let same = old == bytes;
        note(&self.seen, path, if same { print } else { self::print(&old) });
        (same && self.shares).then(|| there.clone())
    }
}

fn note(prints: &Mutex<Prints>, path: &str, print: FilePrint) {
    prints.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), print);
}

fn print(bytes: &[u8]) -> FilePrint {
    FilePrint { sha256: Digest::of(bytes), size: bytes.len() as u64 }
}
