//! What earlier builds left behind: their list, the journal of one that did not finish, and files it
//! had half written.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use super::journal::Unfinished;
use super::manifest::{Entry, Manifest, any_below};
use super::own::PRIVATE;
use super::trouble::{Refusal, Trouble};
use crate::disk::{self, Disk, Found, Lock, Stamp};
use crate::fingerprint::Fingerprint;

/// Where our own things are.
pub(super) struct Private {
    pub folder: PathBuf,
    pub manifest: PathBuf,
    pub journal: PathBuf,
    pub lock: PathBuf,
    /// Half-written files and half-filled folders. In a folder of their own, and not beside their targets, so that
    /// visitors never see them and sweeping them up needs no search.
    pub half: PathBuf,
    /// Names them. The lock keeps other builds from counting in the same folder.
    counter: AtomicU64,
}

impl Private {
    pub(super) fn below(out: &Path) -> Private {
        let folder = out.join(PRIVATE);
        Private {
            manifest: folder.join("manifest"),
            journal: folder.join("journal"),
            lock: folder.join("lock"),
            half: folder.join("half"),
            folder,
            counter: AtomicU64::new(0),
        }
    }

    /// Makes what is missing and locks the folder against other builds for as long as the lock lives. `None`
    /// on a file system that has no locks: better unguarded than not at all.
    pub(super) fn open(&self, disk: &Disk) -> Result<Option<Lock>, Trouble> {
        real_folder(disk, &self.folder)?;
        real_folder(disk, &self.half)?;
        match Lock::take(disk, &self.lock) {
            Ok(Some(lock)) => Ok(Some(lock)),
            Ok(None) => Err(Trouble::refused(&self.folder, Refusal::Busy)),
            Err(trouble) if trouble.kind() == Some(ErrorKind::Unsupported) => Ok(None),
            Err(trouble) => Err(trouble.into()),
        }
    }

    /// Removes what a build that was stopped had half written.
    pub(super) fn sweep(&self, disk: &Disk) -> Result<(), Trouble> {
        for left in disk::entries(&self.half)? {
            match disk::look(&left)? {
                Found::Folder => disk.remove_tree(&left)?,
                _ => _ = disk.remove_file(&left)?,
            }
        }
        Ok(())
    }

    /// A new name for what is being written.
    pub(super) fn new_half(&self) -> PathBuf {
        self.half.join(self.counter.fetch_add(1, Relaxed).to_string())
    }
}

fn real_folder(disk: &Disk, path: &Path) -> Result<(), Trouble> {
    match disk::look(path)? {
        Found::Folder => Ok(()),
        Found::Nothing => Ok(disk.make_folder(path)?),
        Found::Link => Err(Trouble::refused(path, Refusal::Link)),
        Found::File(_) | Found::Special(_) => Err(Trouble::refused(path, Refusal::InTheWay)),
    }
}

/// What earlier builds are known to have made.
#[derive(Default)]
pub(super) struct Before {
    pub manifest: Manifest,
    pub unfinished: Option<Unfinished>,
    /// Of the manifest as it stands on disk.
    text: Option<Fingerprint>,
    /// When the manifest was written.
    written: i64,
}

impl Before {
    pub(super) fn read(private: &Private) -> Result<Before, Trouble> {
        let journal = disk::own(&private.journal)?;
        let unfinished = journal.map(|bytes| Unfinished::parse(&String::from_utf8_lossy(&bytes)));
        let Some(bytes) = disk::own(&private.manifest)? else {
            return Ok(Before { unfinished, ..Before::default() });
        };
        let manifest = std::str::from_utf8(&bytes).ok().and_then(Manifest::parse);
        let manifest = manifest.ok_or_else(|| Trouble::refused(&private.manifest, Refusal::Damaged))?;
        let written = match disk::look(&private.manifest)? {
            Found::File(stamp) => stamp.modified,
            _ => 0,
        };
        Ok(Before { manifest, unfinished, text: Some(Fingerprint::of(&bytes)), written })
    }

    pub(super) fn entry(&self, path: &str) -> Option<&Entry> {
        self.manifest.files.get(path)
    }

    /// Whether a file with this stamp is as we wrote it. A file that is not older than the manifest may
    /// have been edited within the same tick of the file system's clock: its bytes have to be looked at.
    pub(super) fn untouched(&self, entry: &Entry, stamp: Stamp) -> bool {
        entry.stamp == stamp && stamp.modified < self.written
    }

    /// Whether it is worth reading the file to ask [`Before::left_unfinished`].
    pub(super) fn may_have_left_unfinished(&self, path: &str, stamp: Stamp) -> bool {
        let listed = |unfinished: &Unfinished| stamp.size == 0 || unfinished.files.contains_key(path);
        self.unfinished.as_ref().is_some_and(listed)
    }

    /// Whether a build that did not finish put these bytes there.
    pub(super) fn left_unfinished(&self, path: &str, bytes: &[u8]) -> bool {
        self.unfinished.as_ref().is_some_and(|unfinished| unfinished.made(path, bytes))
    }

    /// Whether the folder is one that a build of ours made, or one already known to be somebody's.
    pub(super) fn knows_folder(&self, folder: &str) -> bool {
        let unfinished = |unfinished: &Unfinished| unfinished.folders.contains(folder);
        self.manifest.kept.contains(folder)
            || any_below(&self.manifest.files, folder)
            || self.unfinished.as_ref().is_some_and(unfinished)
    }

    /// Every path at which an earlier build put a file, or was about to.
    pub(super) fn files(&self) -> BTreeSet<&str> {
        let unfinished = self.unfinished.iter().flat_map(|unfinished| unfinished.files.keys());
        self.manifest.files.keys().chain(unfinished).map(String::as_str).collect()
    }

    /// The folders that a build that did not finish made, or was about to.
    pub(super) fn unfinished_folders(&self) -> impl Iterator<Item = &str> {
        self.unfinished.iter().flat_map(|unfinished| &unfinished.folders).map(String::as_str)
    }

    /// Whether the manifest on disk says exactly this.
    pub(super) fn says(&self, text: &str) -> bool {
        self.text == Some(Fingerprint::of(text.as_bytes()))
    }
}
