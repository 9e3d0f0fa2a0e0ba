//! One build's writing: files go into place as they come, from many threads at once.
//!
//! Decides for each file whether it is there already, may be written, or must not be. Removes nothing.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::before::{Before, Private};
use super::folders::{Folder, Folders};
use super::journal::Journal;
use super::manifest::Entry;
use super::own;
use super::trouble::{Refusal, Trouble};
use super::{Earlier, OutputFile, Written};
use crate::disk::{self, Disk, Found, Stamp, path};
use crate::fingerprint::Fingerprint;

pub(super) struct Run<'a> {
    pub out: &'a Path,
    pub disk: &'a Disk,
    pub private: &'a Private,
    pub before: &'a Before,
    pub journal: &'a Journal<'a>,
    pub folders: Folders<'a>,
    earlier: Earlier,
    state: Mutex<State>,
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
        earlier: Earlier,
    ) -> Run<'a> {
        let folders = Folders::new(disk, before, private, out);
        Run { out, disk, private, before, journal, folders, earlier, state: Mutex::default() }
    }

    /// Keeps the file that stands at a path, when it was made from the very same and nobody has touched it since: then
    /// it need not be made.
    pub(super) fn keep(&self, path: &str, made_from: Fingerprint) -> Result<bool, Trouble> {
        let Some(entry) = self.before.entry(path).filter(|entry| entry.made_from == Some(made_from)) else {
            return Ok(false);
        };
        if self.folders.enter(path::parent(path))? != Some(Folder::Found) {
            return Ok(false);
        }
        match disk::look(&self.out.join(path))? {
            Found::File(stamp) if self.is_untouched(entry, stamp) => {}
            _ => return Ok(false),
        }
        let mut state = self.state();
        state.written.unchanged += 1;
        match state.made.insert(path.to_owned(), Some(*entry)) {
            None => Ok(true),
            Some(_) => Err(Trouble::refused(self.out.join(path), Refusal::Twice)),
        }
    }

    fn is_untouched(&self, entry: &Entry, stamp: Stamp) -> bool {
        self.earlier == Earlier::Believed && self.before.untouched(entry, stamp)
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
        let hash = Fingerprint::of(&file.bytes);
        let verdict = self.judge(file, hash, &target, &folder)?;
        let stamp = match (&verdict, &folder) {
            (Verdict::Wait, _) => return Ok(false),
            (Verdict::Keep(stamp), _) => *stamp,
            (Verdict::Create | Verdict::Change, Folder::Found) => self.install(file, hash, &target)?,
            (Verdict::Create | Verdict::Change, Folder::Fresh(beside)) => {
                let made = self.disk.make_file(&beside.place_of(&file.path), &file.bytes, false);
                made.map_err(|trouble| trouble.at(&target))?
            }
        };
        let mut state = self.state();
        verdict.count(file.bytes.len(), &mut state.written);
        let entry = Entry { hash, stamp, made_from: file.made_from };
        state.made.extend([(file.path.clone(), Some(entry))]);
        Ok(true)
    }

    fn judge(
        &self,
        file: &OutputFile,
        hash: Fingerprint,
        target: &Path,
        folder: &Folder,
    ) -> Result<Verdict, Trouble> {
        if matches!(folder, Folder::Fresh(_)) {
            return Ok(Verdict::Create);
        }
        let ours = self.before.entry(&file.path);
        match disk::look(target)? {
            Found::Nothing => Ok(Verdict::Create),
            Found::Folder => Ok(Verdict::Wait),
            Found::File(stamp) => match ours.filter(|entry| self.is_untouched(entry, stamp)) {
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
        let OutputFile { path, bytes, made_from: _ } = file;
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
    fn install(&self, file: &OutputFile, hash: Fingerprint, target: &Path) -> Result<Stamp, Trouble> {
        if self.before.entry(&file.path).is_none() {
            self.journal.will_make_file(&file.path, hash)?;
        }
        let half = self.private.new_half();
        let made = self.disk.make_file(&half, &file.bytes, false);
        let placed = made.and_then(|stamp| self.disk.rename(&half, target).map(|()| stamp));
        Ok(placed.map_err(|trouble| trouble.at(target))?)
    }

    /// Shows the folders that this run filled beside their place, each with one rename.
    pub(super) fn show(&self) -> Result<(), Trouble> {
        let fresh = self.folders.fresh();
        if fresh.outermost.is_empty() {
            return Ok(());
        }
        let state = self.state();
        let made = state.made.iter().filter_map(|(path, entry)| Some((path.as_str(), entry.as_ref()?.hash)));
        let files = made.filter(|(path, _)| {
            fresh.folders.contains(path::parent(path)) && self.before.entry(path).is_none()
        });
        self.journal.will_show(fresh.folders.iter().map(String::as_str), files)?;
        drop(state);
        for beside in fresh.outermost {
            let target = self.out.join(&beside.path);
            self.disk.rename(&beside.at, &target).map_err(|trouble| trouble.at(&target))?;
        }
        self.folders.shown();
        Ok(())
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
