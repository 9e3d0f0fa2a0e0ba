//! The folders on the way to a file: each is looked at once a run, made if it is missing, and never
//! a link. One that was there before us is remembered, because it is not ours to remove.

use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::before::Before;
use super::journal::Journal;
use super::trouble::{Refusal, Trouble};
use crate::disk::path::parent;
use crate::disk::{self, Disk, Found};

/// How a folder came to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Folder {
    /// This run made it, so nothing is in it but what this run puts there.
    Fresh,
    Found,
}

/// A part of the folders, with its own lock: threads that make different folders seldom wait.
type Shard = Mutex<HashMap<String, Folder>>;

pub(super) struct Folders<'a> {
    disk: &'a Disk,
    before: &'a Before,
    journal: &'a Journal<'a>,
    out: PathBuf,
    shards: [Shard; 64],
    hasher: RandomState,
    strangers: Mutex<BTreeSet<String>>,
}

impl<'a> Folders<'a> {
    pub(super) fn new(
        disk: &'a Disk,
        before: &'a Before,
        journal: &'a Journal<'a>,
        out: &Path,
    ) -> Folders<'a> {
        Folders {
            disk,
            before,
            journal,
            out: out.to_owned(),
            shards: std::array::from_fn(|_| Shard::default()),
            hasher: RandomState::new(),
            strangers: Mutex::default(),
        }
    }

    /// Makes sure that the folder is there. `None` if a file stands in its place or above it.
    ///
    /// `path` is relative to the output folder, which itself is the empty path.
    pub(super) fn enter(&self, path: &str) -> Result<Option<Folder>, Trouble> {
        if path.is_empty() {
            return Ok(Some(Folder::Found));
        }
        if let Some(known) = self.shard(path).get(path) {
            return Ok(Some(*known));
        }
        let Some(above) = self.enter(parent(path))? else {
            return Ok(None);
        };
        let mut shard = self.shard(path);
        if let Some(known) = shard.get(path) {
            return Ok(Some(*known));
        }
        let folder = self.look_or_make(path, above)?;
        shard.extend(folder.map(|folder| (path.to_owned(), folder)));
        Ok(folder)
    }

    fn look_or_make(&self, path: &str, above: Folder) -> Result<Option<Folder>, Trouble> {
        let full = self.out.join(path);
        let found = if above == Folder::Fresh { Found::Nothing } else { disk::look(&full)? };
        match found {
            Found::Nothing => self.make(path, &full).map(|()| Some(Folder::Fresh)),
            Found::Folder => {
                self.meet(path);
                Ok(Some(Folder::Found))
            }
            Found::Link => Err(Trouble::refused(full, Refusal::Link)),
            Found::File(_) | Found::Special(_) => Ok(None),
        }
    }

    fn make(&self, path: &str, full: &Path) -> Result<(), Trouble> {
        self.journal.will_make_folder(path)?;
        Ok(self.disk.make_folder(full)?)
    }

    /// Takes note of a folder that no build of ours made.
    fn meet(&self, path: &str) {
        if !self.before.knows_folder(path) {
            let mut strangers = self.strangers.lock().unwrap_or_else(PoisonError::into_inner);
            strangers.insert(path.to_owned());
        }
    }

    /// Whether the folder and all above it are real folders, so that nothing in it is elsewhere.
    /// Always asks the disk.
    pub(super) fn is_real(&self, path: &str) -> Result<bool, Trouble> {
        if path.is_empty() {
            return Ok(true);
        }
        Ok(self.is_real(parent(path))? && disk::look(&self.out.join(path))? == Found::Folder)
    }

    /// Every folder that was there before any build of ours.
    pub(super) fn kept(&self) -> BTreeSet<String> {
        let strangers = self.strangers.lock().unwrap_or_else(PoisonError::into_inner);
        strangers.union(&self.before.manifest.kept).cloned().collect()
    }

    fn shard(&self, path: &str) -> MutexGuard<'_, HashMap<String, Folder>> {
        let index = self.hasher.hash_one(path) as usize % self.shards.len();
        self.shards[index].lock().unwrap_or_else(PoisonError::into_inner)
    }
}
