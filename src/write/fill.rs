//! Filling a new folder that nobody looks into yet: a release. Nothing in it has to be kept or removed, and no notes are
//! left in it for a next run: what a run leaves that was stopped is thrown away whole, by whoever has made the folder.
//!
//! A file whose very bytes lie on the shelf already is not written again, but shared: it gets a second name.

use super::OutputFile;
use super::own;
use super::trouble::{Refusal, Trouble};
use crate::disk::{Disk, path};
use crate::fingerprint::Fingerprint;
use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Files that lie elsewhere and that nobody writes into any more.
pub trait Shelf: Sync {
    /// Is told of every file that goes to `path`, by many threads at once. Gives the place where a file with the very
    /// same bytes lies, that may be shared.
    fn same(&self, path: &str, bytes: &[u8]) -> Option<PathBuf>;

    /// Is told of every file of which it is known, before it is made, what it will be made from. Gives the place where the
    /// file lies that was made from the very same, that may be shared: then it is not made.
    fn kept(&self, path: &str, made_from: Fingerprint) -> Option<PathBuf>;
}

/// One folder that is filled.
pub(super) struct Fill<'a> {
    pub disk: &'a Disk,
    pub out: &'a Path,
    pub shelf: &'a dyn Shelf,
    folders: Mutex<HashSet<String>>,
}

impl<'a> Fill<'a> {
    pub(super) fn new(disk: &'a Disk, out: &'a Path, shelf: &'a dyn Shelf) -> Fill<'a> {
        Fill { disk, out, shelf, folders: Mutex::default() }
    }

    /// Shares a file that need not be made.
    pub(super) fn keep(&self, path: &str, made_from: Fingerprint) -> Result<bool, Trouble> {
        own::check(path)?;
        let Some(kept) = self.shelf.kept(path, made_from) else { return Ok(false) };
        self.enter(path)?;
        Ok(self.disk.share(&kept, &self.out.join(path)))
    }

    /// Puts one file into place.
    pub(super) fn place(&self, file: &OutputFile) -> Result<(), Trouble> {
        own::check(&file.path)?;
        self.enter(&file.path)?;
        let target = self.out.join(&file.path);
        let same = self.shelf.same(&file.path, &file.bytes);
        if same.is_some_and(|same| self.disk.share(&same, &target)) {
            return Ok(());
        }
        match self.disk.make_file(&target, &file.bytes, false) {
            // nothing was in the folder before
            Err(trouble) if trouble.kind() == Some(ErrorKind::AlreadyExists) => {
                Err(Trouble::refused(target, Refusal::Twice))
            }
            made => Ok(made.map(|_| ())?),
        }
    }

    /// Makes the folders on the way to a file, outermost first.
    fn enter(&self, path: &str) -> Result<(), Trouble> {
        let mut made = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let missing: Vec<&str> = path::folders(path).take_while(|folder| !made.contains(*folder)).collect();
        for folder in missing.into_iter().rev() {
            self.make(&self.out.join(folder))?;
            made.insert(folder.to_owned());
        }
        Ok(())
    }

    fn make(&self, folder: &Path) -> Result<(), Trouble> {
        match self.disk.make_folder(folder) {
            Err(trouble) if trouble.kind() == Some(ErrorKind::AlreadyExists) => {
                Err(Trouble::refused(folder, Refusal::InTheWay))
            }
            made => Ok(made?),
        }
    }
}
