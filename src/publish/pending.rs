//! The pending file: what a publication is about to do, so that the next run can finish it or undo it.
//!
//! It lies beside the log, hidden, and exists only between "about to switch" and "written in the log". No
//! line of the log is ever rewritten: what a torn line lacks is added to it.

#![allow(clippy::disallowed_methods, reason = "publishing is a door")]

use super::disk::{Disk, named};
use super::target::Target;
use crate::model::digest::Digest;
use crate::model::log::PublicationLog;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// Where to, as an absolute path.
    pub target: String,
    /// `None`: nothing is switched, and the lines are added in any case.
    pub release: Option<String>,
    /// The log before: its length in bytes and SHA-256.
    pub length: usize,
    pub base: Digest,
    /// The lines to be added.
    pub lines: String,
}

/// What became of a publication that was cut short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recovered {
    /// It had been switched: its events were written.
    Finished,
    /// It had not: its release was removed.
    Undone,
    /// The log is neither as it was before nor on the way to what was pending: somebody edited it.
    LogChanged,
    /// This is a dry run, which finishes nothing.
    Waiting,
}

fn path(root: &Path) -> PathBuf {
    root.join("content/.publication.pending")
}

pub fn log_path(root: &Path) -> PathBuf {
    root.join(crate::model::log::PATH)
}

impl Pending {
    /// The lines of `after` beyond those of `base`.
    pub fn of(base: &PublicationLog, after: &PublicationLog, target: &str, release: Option<&str>) -> Pending {
        Pending {
            target: target.to_owned(),
            release: release.map(str::to_owned),
            length: base.text().len(),
            base: Digest::of(base.text().as_bytes()),
            lines: after.text().get(base.text().len()..).unwrap_or_default().to_owned(),
        }
    }

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
    pub fn recover(&self, root: &Path, target: &dyn Target, disk: &Disk) -> io::Result<Recovered> {
        let Some(release) = &self.release else { return self.complete(root, disk) };
        let log = read_log(root)?;
        let Some(rest) = self.missing(&log) else { return Ok(Recovered::LogChanged) };
        let begun = rest.len() < self.lines.len();
        if begun || target.current()?.as_ref() == Some(release) {
            return self.complete(root, disk);
        }
        target.discard(release)?;
        Pending::clear(root, disk)?;
        Ok(Recovered::Undone)
    }

    /// Adds to the log what it lacks of the lines.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn complete(&self, root: &Path, disk: &Disk) -> io::Result<Recovered> {
        let log = read_log(root)?;
        let Some(rest) = self.missing(&log) else { return Ok(Recovered::LogChanged) };
        if !rest.is_empty() {
            disk.append(&log_path(root), rest)?;
        }
        Pending::clear(root, disk)?;
        Ok(Recovered::Finished)
    }

    /// What the log lacks of the lines; `None` when it is another log.
    fn missing(&self, log: &[u8]) -> Option<&[u8]> {
        let (before, tail) = log.split_at_checked(self.length)?;
        let rest = self.lines.as_bytes().strip_prefix(tail)?;
        (Digest::of(before) == self.base).then_some(rest)
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
