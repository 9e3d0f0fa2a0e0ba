//! Everything that changes the disk, a step each.

use super::look::{Found, Stamp, look, look_through, nothing_there, stamp};
use super::plain::{Links, flagged, is_own};
use super::script::{End, Script};
use super::system::{in_one_hand, symlink, sync_below};
use super::trouble::{Action, Cause, Trouble};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use tempfile::TempDir;

/// The disk: the real one, or one that dies or fails at a step that a test has chosen.
#[derive(Default)]
pub struct Disk {
    script: Script,
}

impl Disk {
    /// The real disk.
    pub fn new() -> Disk {
        Disk::default()
    }

    /// A disk that dies before a step, counted from 1: for tests of what a crash leaves behind.
    pub fn dying_at(step: usize) -> Disk {
        Disk { script: Script::ending(End::DiesAt(step)) }
    }

    /// A disk on which one step fails, counted from 1.
    pub fn failing_at(step: usize) -> Disk {
        Disk { script: Script::ending(End::FailsAt(step)) }
    }

    /// The same disk with somebody looking on before every step: for tests of what visitors see meanwhile.
    #[must_use]
    pub fn watched_by(self, watcher: impl Fn() + Send + Sync + 'static) -> Disk {
        Disk { script: self.script.watched_by(watcher) }
    }

    /// How many steps were begun.
    pub fn steps(&self) -> usize {
        self.script.steps()
    }

    /// Begins a change.
    pub(super) fn step(&self) -> io::Result<()> {
        self.script.step()
    }

    /// Makes a folder with everything above it. It may be a link to a folder.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn make_folders(&self, path: &Path) -> Result<(), Trouble> {
        if path.as_os_str().is_empty() || look_through(path)? == Found::Folder {
            return Ok(());
        }
        self.step().and_then(|()| fs::create_dir_all(path)).map_err(Trouble::failed(path, Action::MakeFolder))
    }

    /// Makes a folder that is not there yet.
    ///
    /// # Errors
    /// When anything is there, or it cannot be made.
    pub fn make_folder(&self, path: &Path) -> Result<(), Trouble> {
        self.step().and_then(|()| fs::create_dir(path)).map_err(Trouble::failed(path, Action::MakeFolder))
    }

    /// Makes a folder of ours, unless it is there. It may not be a link.
    ///
    /// # Errors
    /// When something else is there, or it cannot be made.
    pub fn own_folder(&self, path: &Path) -> Result<(), Trouble> {
        let refused = |cause| Err(Trouble { path: path.to_owned(), action: Action::MakeFolder, cause });
        match look(path)? {
            Found::Nothing => match self.make_folder(path) {
                // somebody was quicker
                Err(_) if look(path)? == Found::Folder => Ok(()),
                made => made,
            },
            Found::Folder => Ok(()),
            Found::Link => refused(Cause::Link),
            Found::File(_) | Found::Special(_) => refused(Cause::System(ErrorKind::AlreadyExists.into())),
        }
    }

    /// Writes a file that is not there yet, and syncs it if it is to be durable. What is left of a failed
    /// attempt is removed if it can be.
    ///
    /// # Errors
    /// When anything is there, or it cannot be written.
    pub fn make_file(&self, path: &Path, bytes: &[u8], durably: bool) -> Result<Stamp, Trouble> {
        let failed = || Trouble::failed(path, Action::Write);
        self.step().map_err(failed())?;
        let mut file = File::options().write(true).create_new(true).open(path).map_err(failed())?;
        let stamp = self.fill(&mut file, bytes, durably);
        drop(file);
        if stamp.is_err() && self.step().is_ok() {
            // the next run sweeps it up if this fails too
            let _ = fs::remove_file(path);
        }
        stamp.map_err(failed())
    }

    /// Writes a file that is not there yet, with the folders above it.
    ///
    /// # Errors
    /// `AlreadyExists` when there is one of that name; otherwise why it could not be written.
    pub fn make_new(&self, path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
        if let Some(folder) = path.parent() {
            self.make_folders(folder)?;
        }
        self.make_file(path, bytes, false).map(|_| ())
    }

    fn fill(&self, file: &mut File, bytes: &[u8], durably: bool) -> io::Result<Stamp> {
        let (first, second) = bytes.split_at(self.script.cut(bytes.len()));
        file.write_all(first)?;
        self.step()?;
        file.write_all(second)?;
        if durably {
            self.step()?;
            file.sync_all()?;
        }
        Ok(stamp(&file.metadata()?))
    }

    /// Puts a file in place whole and durably: beside it as `NAME.half`, synced, renamed over it, its folder
    /// synced. The older file stays until the new one is there.
    ///
    /// # Errors
    /// When it cannot be written; the older file is then as it was.
    pub fn replace(&self, path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
        let half = path.with_extension("half");
        // left by a run that was stopped, or planted: never written through
        if look(&half)? != Found::Nothing {
            self.remove_file(&half)?;
        }
        self.make_file(&half, bytes, true)?;
        self.rename(&half, path)?;
        self.settle_above(path)
    }

    /// Atomic: whoever opens `to` finds the old file or the new one.
    ///
    /// # Errors
    /// When it cannot be renamed.
    pub fn rename(&self, from: &Path, to: &Path) -> Result<(), Trouble> {
        self.step().and_then(|()| fs::rename(from, to)).map_err(Trouble::failed(to, Action::Write))
    }

    /// Gives a file a second name instead of writing its bytes again. From then on both are one file: never to be written
    /// into. False where it has to be written after all: the file system has no such names, or the file is in other hands
    /// than what lies around its new name.
    #[must_use]
    pub fn share(&self, from: &Path, to: &Path) -> bool {
        let named = self.step().and_then(|()| Ok(in_one_hand(from, to)? && fs::hard_link(from, to).is_ok()));
        named.unwrap_or(false)
    }

    /// Opens a file of ours to add to, and makes it when there is none.
    ///
    /// # Errors
    /// When a link or no plain file is there, or it cannot be opened.
    pub(super) fn open_for_append(&self, path: &Path) -> Result<File, Trouble> {
        is_own(path, Action::Write)?;
        let failed = || Trouble::failed(path, Action::Write);
        self.step().map_err(failed())?;
        flagged(File::options().append(true).create(true), Links::Refused).open(path).map_err(failed())
    }

    /// Adds to the end of a file of ours and syncs it; makes the file when there is none.
    ///
    /// # Errors
    /// When a link or no plain file is there, or it cannot be written. Part of the bytes may be in it then.
    pub fn append(&self, path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
        let mut file = self.open_for_append(path)?;
        let filled = self.fill(&mut file, bytes, true);
        filled.map_err(Trouble::failed(path, Action::Write))?;
        self.settle_above(path)
    }

    /// Points a link of ours to `to`, with one rename: a reader sees the old place or the new one.
    ///
    /// # Errors
    /// When it cannot be made; it then leads where it led.
    pub fn point(&self, link: &Path, to: &Path) -> Result<(), Trouble> {
        let half = link.with_extension("half");
        if look(&half)? != Found::Nothing {
            self.remove_file(&half)?;
        }
        self.step().and_then(|()| symlink(to, &half)).map_err(Trouble::failed(&half, Action::Write))?;
        self.rename(&half, link)?;
        self.settle_above(link)
    }

    /// Removes a file or a link itself. False if it was gone already.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn remove_file(&self, path: &Path) -> Result<bool, Trouble> {
        match self.step().and_then(|()| fs::remove_file(path)) {
            Ok(()) => Ok(true),
            Err(error) if nothing_there(&error) => Ok(false),
            Err(error) => Err(Trouble::failed(path, Action::Remove)(error)),
        }
    }

    /// Removes a folder only if nothing is in it.
    ///
    /// # Errors
    /// When it cannot be removed, for any other reason than that something is in it.
    pub fn remove_if_empty(&self, path: &Path) -> Result<(), Trouble> {
        match self.step().and_then(|()| fs::remove_dir(path)) {
            Err(error) if !kept_back(&error) => Err(Trouble::failed(path, Action::Remove)(error)),
            _ => Ok(()),
        }
    }

    /// Removes a folder of ours with everything in it. Links in it are removed, not followed; so is the folder
    /// itself, should it be one.
    ///
    /// # Errors
    /// When something in it cannot be removed.
    pub fn remove_tree(&self, path: &Path) -> Result<(), Trouble> {
        match self.step().and_then(|()| fs::remove_dir_all(path)) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(Trouble::failed(path, Action::Remove)(error))
            }
            _ => Ok(()),
        }
    }

    /// Syncs everything below a folder, with one call where the system has one.
    ///
    /// # Errors
    /// When it cannot be synced.
    pub fn sync_tree(&self, path: &Path) -> Result<(), Trouble> {
        self.step().and_then(|()| sync_below(path)).map_err(Trouble::failed(path, Action::Write))
    }

    /// Makes renames in this folder survive a power cut, where the system offers that.
    ///
    /// # Errors
    /// When it cannot be synced.
    pub fn settle(&self, folder: &Path) -> Result<(), Trouble> {
        if cfg!(unix) {
            let synced = self.step().and_then(|()| File::open(folder)?.sync_all());
            return synced.map_err(Trouble::failed(folder, Action::Write));
        }
        Ok(())
    }

    fn settle_above(&self, path: &Path) -> Result<(), Trouble> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        self.settle(folder.unwrap_or(Path::new(".")))
    }
}

/// A folder of nobody else's, with a name that nobody could know before; gone when dropped.
///
/// # Errors
/// When it cannot be made.
pub fn scratch() -> Result<TempDir, Trouble> {
    let made = tempfile::Builder::new().prefix("zhangbang-").tempdir();
    made.map_err(|error| Trouble::failed(std::env::temp_dir(), Action::MakeFolder)(error))
}

/// Why a folder stays: it is in use, gone, or never was a folder.
fn kept_back(error: &io::Error) -> bool {
    nothing_there(error) || matches!(error.kind(), ErrorKind::DirectoryNotEmpty | ErrorKind::AlreadyExists)
}
