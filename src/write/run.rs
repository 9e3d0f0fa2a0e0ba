//! One build's writing: files go into place as they come, from many threads at once.
//!
//! Decides for each file whether it is there already, may be written, or must not be. Removes nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::before::{Before, Private};
use super::folders::{Folder, Folders};
use super::journal::Journal;
use super::manifest::{Entry, Hash};
use super::own;
use super::trouble::{Refusal, Trouble};
use super::{OutputFile, Written};
use crate::disk::{self, Disk, Found, Stamp, path};

pub(super) struct Run<'a> {
    pub out: &'a Path,
    pub disk: &'a Disk,
    pub private: &'a Private,
    pub before: &'a Before,
    pub journal: &'a Journal<'a>,
    pub folders: Folders<'a>,
    state: Mutex<State>,
    /// Names half-written files. The lock keeps other builds from counting in the same folder.
    counter: AtomicU64,
}

/// Every path of this run; without an entry while its file is on the way.
pub(super) type Made = BTreeMap<String, Option<Entry>>;

/// What has been done so far.
#[derive(Default)]
pub(super) struct State {
    pub written: Written,
    pub made: Made,
    /// Files in whose way stands something that an earlier build made and this one may not make again.
    /// They wait until that has gone, which it must not before everything else is known to be right.
    pub waiting: Vec<OutputFile>,
}

/// What to do about one file.
enum Verdict {
    Create,
    Change,
    /// It is there, byte for byte.
    Keep(Stamp),
    /// Something else is there that may be ours.
    Wait,
}

impl Verdict {
    fn count(&self, bytes: usize, written: &mut Written) {
        match self {
            Verdict::Keep(_) => return written.unchanged += 1,
            Verdict::Create => written.created += 1,
            Verdict::Change => written.changed += 1,
            Verdict::Wait => return,
        }
        written.bytes += bytes as u64;
    }
}

impl<'a> Run<'a> {
    pub(super) fn new(
        disk: &'a Disk,
        out: &'a Path,
        private: &'a Private,
        before: &'a Before,
        journal: &'a Journal<'a>,
    ) -> Run<'a> {
        let folders = Folders::new(disk, before, journal, out);
        Run {
            out,
            disk,
            private,
            before,
            journal,
            folders,
            state: Mutex::default(),
            counter: AtomicU64::new(0),
        }
    }

    /// Puts one file into place, or finds that it is there already.
    pub(super) fn place(&self, file: OutputFile) -> Result<(), Trouble> {
        own::check(&file.path)?;
        if self.state().made.insert(file.path.clone(), None).is_some() {
            return Err(Trouble::refused(self.out.join(&file.path), Refusal::Twice));
        }
        if !self.put(&file)? {
            self.state().waiting.push(file);
        }
        Ok(())
    }

    /// False if the file has to wait.
    pub(super) fn put(&self, file: &OutputFile) -> Result<bool, Trouble> {
        let Some(folder) = self.folders.enter(path::parent(&file.path))? else {
            return Ok(false);
        };
        let target = self.out.join(&file.path);
        let hash = Hash::of(&file.bytes);
        let verdict = self.judge(file, hash, &target, folder)?;
        let stamp = match verdict {
            Verdict::Wait => return Ok(false),
            Verdict::Keep(stamp) => stamp,
            Verdict::Create | Verdict::Change => self.install(file, hash, &target)?,
        };
        let mut state = self.state();
        verdict.count(file.bytes.len(), &mut state.written);
        state.made.extend([(file.path.clone(), Some(Entry { hash, stamp }))]);
        Ok(true)
    }

    fn judge(
        &self,
        file: &OutputFile,
        hash: Hash,
        target: &Path,
        folder: Folder,
    ) -> Result<Verdict, Trouble> {
        if folder == Folder::Fresh {
            return Ok(Verdict::Create);
        }
        let ours = self.before.entry(&file.path);
        match disk::look(target)? {
            Found::Nothing => Ok(Verdict::Create),
            Found::Folder => Ok(Verdict::Wait),
            Found::File(stamp) => match ours.filter(|entry| self.before.untouched(entry, stamp)) {
                Some(entry) if entry.hash == hash => Ok(Verdict::Keep(stamp)),
                Some(_) => Ok(Verdict::Change),
                None => self.compare(file, target, stamp),
            },
            Found::Link | Found::Special(_) if ours.is_some() => Ok(Verdict::Change),
            Found::Link | Found::Special(_) => Err(Trouble::refused(target, Refusal::Foreign)),
        }
    }

    /// Looks at the bytes of a file whose stamp says nothing, if they can say anything.
    fn compare(&self, file: &OutputFile, target: &Path, stamp: Stamp) -> Result<Verdict, Trouble> {
        let OutputFile { path, bytes } = file;
        let listed = self.before.entry(path).is_some();
        let same_size = stamp.size == bytes.len() as u64;
        let worth_reading = same_size || (!listed && self.before.may_have_left_unfinished(path, stamp));
        let there = if worth_reading { Some(disk::read(target)?) } else { None };
        match there {
            Some(there) if there == *bytes => Ok(Verdict::Keep(stamp)),
            _ if listed => Ok(Verdict::Change),
            Some(there) if self.before.left_unfinished(path, &there) => Ok(Verdict::Change),
            _ => Err(Trouble::refused(target, Refusal::Foreign)),
        }
    }

    /// Writes the file whole under another name and then renames it. It is not synced: after a power cut
    /// its size or bytes differ from the manifest's, and the next build makes it again.
    fn install(&self, file: &OutputFile, hash: Hash, target: &Path) -> Result<Stamp, Trouble> {
        if self.before.entry(&file.path).is_none() {
            self.journal.will_make_file(&file.path, hash)?;
        }
        let half = self.half();
        let made = self.disk.make_file(&half, &file.bytes, false);
        let placed = made.and_then(|stamp| self.disk.rename(&half, target).map(|()| stamp));
        Ok(placed.map_err(|trouble| trouble.at(target))?)
    }

    /// A new name for a file that is being written.
    pub(super) fn half(&self) -> PathBuf {
        self.private.half.join(self.counter.fetch_add(1, Relaxed).to_string())
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
