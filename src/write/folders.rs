//! The folders on the way to a file: each is looked at once a run, made if it is missing, and never
//! a link. One that was there before us is remembered, because it is not ours to remove.
//!
//! A folder that is missing is made and filled beside its place, among the half-written files, and shown whole by one
//! rename at the end: what is in it needs none of its own, nor a line in the journal before each.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::before::{Before, Private};
use super::trouble::{Refusal, Trouble};
use crate::disk::path::parent;
use crate::disk::{self, Disk, Found};

/// How a folder came to be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Folder {
    /// This run makes it, beside its place, so nothing is in it but what this run puts there.
    Fresh(Arc<Beside>),
    Found,
}

/// Where an outermost folder that was missing is being filled.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Beside {
    /// Where it will be, relative to the output folder.
    pub path: String,
    /// Where it is.
    pub at: PathBuf,
}

impl Beside {
    /// Where that is now which will be at `path`, in it or the folder itself.
    pub(super) fn place_of(&self, path: &str) -> PathBuf {
        let within = path.strip_prefix(&self.path).unwrap_or(path).trim_start_matches('/');
        if within.is_empty() { self.at.clone() } else { self.at.join(within) }
    }
}

/// What a run has made beside its place.
pub(super) struct Fresh {
    pub outermost: Vec<Arc<Beside>>,
    /// All folders, those within others too.
    pub folders: HashSet<String>,
}

/// A part of the folders, with its own lock: threads that make different folders seldom wait.
type Shard = Mutex<HashMap<String, Folder>>;

pub(super) struct Folders<'a> {
    disk: &'a Disk,
    before: &'a Before,
    private: &'a Private,
    out: PathBuf,
    shards: [Shard; 64],
    hasher: RandomState,
    strangers: Mutex<BTreeSet<String>>,
}

impl<'a> Folders<'a> {
    pub(super) fn new(disk: &'a Disk, before: &'a Before, private: &'a Private, out: &Path) -> Folders<'a> {
        Folders {
            disk,
            before,
            private,
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
            return Ok(Some(known.clone()));
        }
        let Some(above) = self.enter(parent(path))? else {
            return Ok(None);
        };
        let mut shard = self.shard(path);
        if let Some(known) = shard.get(path) {
            return Ok(Some(known.clone()));
        }
        let folder = self.look_or_make(path, above)?;
        shard.extend(folder.clone().map(|folder| (path.to_owned(), folder)));
        Ok(folder)
    }

    fn look_or_make(&self, path: &str, above: Folder) -> Result<Option<Folder>, Trouble> {
        let full = self.out.join(path);
        if let Folder::Fresh(beside) = above {
            return self.make(path, beside).map(Some);
        }
        match disk::look(&full)? {
            Found::Nothing => {
                let beside = Beside { path: path.to_owned(), at: self.private.new_half() };
                self.make(path, beside.into()).map(Some)
            }
            Found::Folder => {
                self.meet(path);
                Ok(Some(Folder::Found))
            }
            Found::Link => Err(Trouble::refused(full, Refusal::Link)),
            Found::File(_) | Found::Special(_) => Ok(None),
        }
    }

    fn make(&self, path: &str, beside: Arc<Beside>) -> Result<Folder, Trouble> {
        let made = self.disk.make_folder(&beside.place_of(path));
        made.map_err(|trouble| trouble.at(self.out.join(path)))?;
        Ok(Folder::Fresh(beside))
    }

    /// What is beside its place.
    pub(super) fn fresh(&self) -> Fresh {
        let mut fresh = Fresh { outermost: Vec::new(), folders: HashSet::new() };
        for shard in &self.shards {
            for (path, folder) in lock(shard).iter() {
                let Folder::Fresh(beside) = folder else { continue };
                if beside.path == *path {
                    fresh.outermost.push(beside.clone());
                }
                fresh.folders.insert(path.clone());
            }
        }
        fresh
    }

    /// All of that is now in its place.
    pub(super) fn shown(&self) {
        self.shards
            .iter()
            .for_each(|shard| lock(shard).values_mut().for_each(|folder| *folder = Folder::Found));
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
        lock(&self.shards[index])
    }
}

fn lock(shard: &Shard) -> MutexGuard<'_, HashMap<String, Folder>> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}
