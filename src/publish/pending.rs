//! The pending file: what a publication is about to do, so that the next run can finish it or undo it.
//!
//! It lies beside the log, hidden, and exists only between "about to switch" and "written in the log". No
//! line of the log is ever rewritten: what a torn line lacks is added to it.
//!
//! Whoever can write below `content/` can write this file, too. So it is believed only as far as it can be
//! held to something: its lines must continue the log without a fault, and nothing is removed but a folder
//! with a release's name, in the target that was asked for by name, that visitors do not see.

use super::release;
use super::target::{Address, Refusal, Target, Trouble};
use super::trouble::{Error, Unfit};
use crate::disk::{self, Disk, Lock};
use crate::model::digest::Digest;
use crate::model::log::{self, PublicationLog};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// A publication between its beginning and its end, written down so that it can be finished or undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// Where to, as an absolute path or an address.
    pub target: String,
    /// `None`: nothing is switched, and the lines are added in any case.
    pub release: Option<String>,
    /// The log before: its length in bytes and SHA-256.
    pub length: usize,
    /// SHA-256 of all its bytes.
    pub base: Digest,
    /// The lines to be added.
    pub lines: String,
}

/// What became of a publication that was cut short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recovered {
    /// It had been switched: its events were written.
    Finished,
    /// It had not: its release will never be seen.
    Undone,
    /// The log is neither as it was before nor on the way to what was pending: somebody edited it.
    LogChanged,
    /// This is a dry run, which finishes nothing.
    Waiting,
}

/// Its lock, below the root.
const LOCK: &str = "content/.publication.lock";

/// Where it lies.
pub fn path(root: &Path) -> PathBuf {
    root.join("content/.publication.pending")
}

/// Where the log lies.
pub fn log_path(root: &Path) -> PathBuf {
    root.join(log::PATH)
}

/// Takes the log for one writer at a time.
///
/// # Errors
/// [`Error::Busy`] when somebody else has it; otherwise when the disk refuses.
pub fn lock(root: &Path, disk: &Disk) -> Result<Lock, Error> {
    Lock::take(disk, &root.join(LOCK))?.ok_or(Error::Busy)
}

/// Looks whether the log could be taken and added to now, and changes nothing.
///
/// # Errors
/// What [`lock`] and a publication would say.
pub fn probe(root: &Path) -> Result<(), Error> {
    disk::may_write(&root.join("content"))?;
    match disk::is_held(&root.join(LOCK))? {
        true => Err(Error::Busy),
        false => Ok(disk::may_append(&log_path(root))?),
    }
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

    /// Writes it down, adds the lines to the log and clears it. `between` is done once it is written down.
    ///
    /// # Errors
    /// When the disk refuses; the next run finishes or undoes it.
    pub fn carry_out(
        &self,
        root: &Path,
        disk: &Disk,
        between: impl FnOnce() -> Result<(), Error>,
    ) -> Result<(), Error> {
        disk.replace(&path(root), &serde_json::to_vec(self).unwrap_or_default())?;
        between()?;
        disk.append(&log_path(root), self.lines.as_bytes())?;
        clear(root, disk)
    }

    /// The pending publication, when there is one.
    ///
    /// # Errors
    /// When it cannot be read, or is none that we left.
    pub fn read(root: &Path) -> Result<Option<Pending>, Error> {
        let path = path(root);
        let Some(bytes) = disk::own(&path)? else { return Ok(None) };
        match serde_json::from_slice(&bytes).map_err(Unfit::Unreadable).and_then(Pending::fit) {
            Ok(pending) => Ok(Some(pending)),
            Err(unfit) => Err(Error::Pending { path, unfit }),
        }
    }

    fn fit(self) -> Result<Pending, Unfit> {
        match &self.release {
            Some(name) if !release::is_name(name) => Err(Unfit::Release(name.clone())),
            Some(_) if !is_target(&self.target) => Err(Unfit::Target(self.target)),
            _ => Ok(self),
        }
    }

    /// Finishes or undoes a publication that was cut short. `asked` when it was to the target that is now
    /// published to; to another one it is only looked whether it was switched.
    ///
    /// # Errors
    /// When the disk refuses, or the lines are none of ours.
    pub fn recover(
        &self,
        root: &Path,
        target: &dyn Target,
        asked: bool,
        disk: &Disk,
    ) -> Result<Recovered, Error> {
        let Some(release) = &self.release else { return self.complete(root, disk) };
        let log = read_log(root)?;
        let Some(rest) = self.missing(&log) else { return Ok(Recovered::LogChanged) };
        let begun = rest.len() < self.lines.len();
        if begun || self.is_shown(target, release, &log, asked)? {
            return self.complete(root, disk);
        }
        if asked {
            target.discard(release).map_err(|trouble| match trouble {
                Trouble::Refused { refusal: Refusal::Shown, .. } => {
                    Error::Pending { path: path(root), unfit: Unfit::Shown(release.clone()) }
                }
                trouble => trouble.into(),
            })?;
        }
        clear(root, disk)?;
        Ok(Recovered::Undone)
    }

    /// Whether visitors see the release; if they see some of it, and it may be touched, it is brought to its end.
    fn is_shown(&self, target: &dyn Target, name: &str, log: &[u8], asked: bool) -> Result<bool, Error> {
        let digest = self.after(log).and_then(|after| Some(after.last_release()?.1.digest));
        let resumed = || match digest {
            Some(digest) if asked => target.resume(name, digest),
            _ => Ok(false),
        };
        Ok(target.shows(name, digest)? || resumed()?)
    }

    /// Adds to the log what it lacks of the lines.
    ///
    /// # Errors
    /// When the disk refuses, or the lines are none of ours.
    pub fn complete(&self, root: &Path, disk: &Disk) -> Result<Recovered, Error> {
        let log = read_log(root)?;
        let Some(rest) = self.missing(&log) else { return Ok(Recovered::LogChanged) };
        if !self.continues(&log) {
            return Err(Error::Pending { path: path(root), unfit: Unfit::Lines });
        }
        if !rest.is_empty() {
            disk.append(&log_path(root), rest)?;
        }
        clear(root, disk)?;
        Ok(Recovered::Finished)
    }

    /// Whether a log is the one before, or on the way to the one after.
    pub fn is_of(&self, log: &[u8]) -> bool {
        self.missing(log).is_some()
    }

    /// What the log lacks of the lines; `None` when it is another log.
    fn missing(&self, log: &[u8]) -> Option<&[u8]> {
        let (before, tail) = log.split_at_checked(self.length)?;
        let rest = self.lines.as_bytes().strip_prefix(tail)?;
        (Digest::of(before) == self.base).then_some(rest)
    }

    /// Whether the log with the lines is whole.
    fn continues(&self, log: &[u8]) -> bool {
        self.after(log).is_some_and(|after| after.faults().is_empty())
    }

    /// The log with the lines.
    fn after(&self, log: &[u8]) -> Option<PublicationLog> {
        let before = std::str::from_utf8(log.get(..self.length)?).ok()?;
        Some(PublicationLog::read(None, &format!("{before}{}", self.lines).into()))
    }
}

fn is_target(name: &str) -> bool {
    if Address::is_one(name) { Address::read(name).is_ok() } else { Path::new(name).is_absolute() }
}

/// Forgets the pending publication.
///
/// # Errors
/// When the disk refuses.
pub fn clear(root: &Path, disk: &Disk) -> Result<(), Error> {
    disk.remove_file(&path(root))?;
    Ok(())
}

/// The log's bytes as they lie on disk; empty when there is none.
///
/// # Errors
/// When it cannot be read, or is a link.
pub fn read_log(root: &Path) -> Result<Vec<u8>, Error> {
    Ok(disk::own(&log_path(root))?.unwrap_or_default())
}
