//! The only calls that touch the disk. Every failure names its path.
//!
//! Everything that changes the disk goes through [`Disk::step`], so that tests can stop the machine
//! before any single change, and can see that a run changed nothing.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use super::trouble::{Action, Trouble};

/// What a file looks like without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// In bytes.
    pub size: u64,
    /// Last modified, in nanoseconds since 1970, UTC.
    pub modified: i64,
}

/// What stands at a path. Links are never followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    Nothing,
    File(Stamp),
    Folder,
    Link,
    /// A device, a socket.
    Other,
}

#[derive(Default)]
pub struct Disk {
    #[cfg(test)]
    pub script: super::tests::Script,
}

impl Disk {
    pub fn look(&self, path: &Path) -> Result<Found, Trouble> {
        match fs::symlink_metadata(path) {
            Ok(metadata) => Ok(found(&metadata)),
            Err(error) if nothing_there(&error) => Ok(Found::Nothing),
            Err(error) => Err(Trouble::failed(path, Action::Inspect)(error)),
        }
    }

    pub fn read(&self, path: &Path) -> Result<Vec<u8>, Trouble> {
        fs::read(path).map_err(Trouble::failed(path, Action::Read))
    }

    /// The content of one of our own lists, or `None` if there is none.
    pub fn read_if_there(&self, path: &Path) -> Result<Option<Vec<u8>>, Trouble> {
        match fs::read(path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if nothing_there(&error) => Ok(None),
            Err(error) => Err(Trouble::failed(path, Action::Read)(error)),
        }
    }

    pub fn entries(&self, folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
        let entries =
            fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
        entries.map_err(Trouble::failed(folder, Action::Read))
    }

    /// Makes the output folder with everything above it. It may be a link to a folder.
    pub fn make_folders(&self, path: &Path) -> Result<(), Trouble> {
        if path.is_dir() {
            return Ok(());
        }
        self.step().and_then(|()| fs::create_dir_all(path)).map_err(Trouble::failed(path, Action::MakeFolder))
    }

    pub fn make_folder(&self, path: &Path) -> Result<(), Trouble> {
        self.step().and_then(|()| fs::create_dir(path)).map_err(Trouble::failed(path, Action::MakeFolder))
    }

    /// Writes a file that is not there yet. What is left of a failed attempt is removed if it can be.
    pub fn make_file(&self, path: &Path, bytes: &[u8], durably: bool) -> Result<Stamp, io::Error> {
        self.step()?;
        let mut file = File::options().write(true).create_new(true).open(path)?;
        let stamp = self.fill(&mut file, bytes, durably);
        drop(file);
        if stamp.is_err() && self.step().is_ok() {
            // The next run sweeps it up if this fails too.
            let _ = fs::remove_file(path);
        }
        stamp
    }

    fn fill(&self, file: &mut File, bytes: &[u8], durably: bool) -> io::Result<Stamp> {
        // In two halves, so that the tests can stop the machine in between.
        let (first, second) = if cfg!(test) { bytes.split_at(bytes.len() / 2) } else { (bytes, &[][..]) };
        file.write_all(first)?;
        self.step()?;
        file.write_all(second)?;
        if durably {
            file.sync_all()?;
        }
        Ok(stamp(&file.metadata()?))
    }

    /// Atomic: whoever opens `to` finds the old file or the new one.
    pub fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        fs::rename(from, to)
    }

    pub fn append(&self, mut file: &File, line: &[u8]) -> io::Result<()> {
        self.step()?;
        file.write_all(line)
    }

    pub fn open_for_append(&self, path: &Path) -> io::Result<File> {
        self.step()?;
        File::options().append(true).create(true).open(path)
    }

    /// False if it was gone already.
    pub fn remove_file(&self, path: &Path) -> Result<bool, Trouble> {
        match self.step().and_then(|()| fs::remove_file(path)) {
            Ok(()) => Ok(true),
            Err(error) if nothing_there(&error) => Ok(false),
            Err(error) => Err(Trouble::failed(path, Action::Remove)(error)),
        }
    }

    /// Removes a folder only if nothing is in it.
    pub fn remove_if_empty(&self, path: &Path) -> Result<(), Trouble> {
        match self.step().and_then(|()| fs::remove_dir(path)) {
            Err(error) if !kept_back(&error) => Err(Trouble::failed(path, Action::Remove)(error)),
            _ => Ok(()),
        }
    }

    /// Makes a rename in this folder survive a power cut, where the system offers that.
    pub fn settle(&self, folder: &Path) -> Result<(), Trouble> {
        if cfg!(unix) {
            let synced = File::open(folder).and_then(|folder| folder.sync_all());
            return synced.map_err(Trouble::failed(folder, Action::Write));
        }
        Ok(())
    }

    /// Asked before every change.
    fn step(&self) -> io::Result<()> {
        #[cfg(test)]
        self.script.step()?;
        Ok(())
    }
}

fn found(metadata: &Metadata) -> Found {
    let kind = metadata.file_type();
    if kind.is_symlink() {
        Found::Link
    } else if kind.is_dir() {
        Found::Folder
    } else if kind.is_file() {
        Found::File(stamp(metadata))
    } else {
        Found::Other
    }
}

fn stamp(metadata: &Metadata) -> Stamp {
    // A system without modification times gives none twice: then sizes and bytes decide.
    let modified = metadata.modified().map_or(0, nanoseconds);
    Stamp { size: metadata.len(), modified }
}

fn nanoseconds(time: SystemTime) -> i64 {
    let whole = |duration: std::time::Duration| i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX);
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => whole(after),
        Err(before) => -whole(before.duration()),
    }
}

fn nothing_there(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// Why a folder stays: it is in use, gone, or never was a folder.
fn kept_back(error: &io::Error) -> bool {
    nothing_there(error) || matches!(error.kind(), ErrorKind::DirectoryNotEmpty | ErrorKind::AlreadyExists)
}
