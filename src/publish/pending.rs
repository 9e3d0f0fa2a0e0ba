//! The pending file: what a publication is about to do, so that the next run can finish it or undo it.
//!
//! It lies beside the log, hidden, and exists only between "about to switch" and "written in the log".

use super::disk::{Disk, named};
use super::target::Target;
use crate::model::digest::Digest;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// The target, as it was given.
    pub target: String,
    pub release: String,
    /// The log before: its length in bytes and SHA-256.
    pub length: usize,
    pub base: Digest,
    /// The lines to be added.
    pub lines: String,
}

/// What became of a publication that was cut short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recovered {
    Nothing,
    /// It had been switched: its events were written.
    Finished,
    /// It had not: its release was removed.
    Undone,
    /// The log is neither as it was before nor on the way to what was pending: somebody edited it.
    LogChanged,
}

fn path(root: &Path) -> PathBuf {
    root.join("content/.publication.pending")
}

pub fn log_path(root: &Path) -> PathBuf {
    root.join(crate::model::log::PATH)
}

impl Pending {
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, root: &Path, disk: &Disk) -> io::Result<()> {
        disk.put(&path(root), &serde_json::to_vec(self).unwrap_or_default())
    }

    /// # Errors
    /// When it cannot be removed.
    pub fn clear(root: &Path, disk: &Disk) -> io::Result<()> {
        disk.remove_file(&path(root))
    }

    /// The pending publication, when there is one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(root: &Path) -> io::Result<Option<Pending>> {
        let path = path(root);
        match fs::read(&path) {
            // written whole or not at all, so what does not parse is none of ours
            Ok(bytes) => {
                serde_json::from_slice(&bytes).map(Some).map_err(|error| named(&path, &error.into()))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(named(&path, &error)),
        }
    }

    /// Finishes or undoes a publication that was cut short.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn recover(self, root: &Path, target: &impl Target, disk: &Disk) -> io::Result<Recovered> {
        let log = read_log(root)?;
        let Some(tail) = log.get(self.length..).filter(|_| Digest::of(&log[..self.length]) == self.base)
        else {
            return Ok(Recovered::LogChanged);
        };
        let Some(rest) = self.lines.as_bytes().strip_prefix(tail) else {
            return Ok(Recovered::LogChanged);
        };
        if target.current()?.as_deref() == Some(&self.release) {
            if !rest.is_empty() {
                disk.append(&log_path(root), rest)?;
            }
            Pending::clear(root, disk)?;
            return Ok(Recovered::Finished);
        }
        if !tail.is_empty() {
            return Ok(Recovered::LogChanged);
        }
        target.discard(&self.release)?;
        Pending::clear(root, disk)?;
        Ok(Recovered::Undone)
    }
}

/// The log's bytes as they lie on disk; empty when there is none.
///
/// # Errors
/// When it cannot be read.
pub fn read_log(root: &Path) -> io::Result<Vec<u8>> {
    let path = log_path(root);
    match fs::read(&path) {
        Ok(bytes) => Ok(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(named(&path, &error)),
    }
}
