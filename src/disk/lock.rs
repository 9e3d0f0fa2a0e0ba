//! Locks, which the system lets go when a process ends, however it ends.

use super::change::Disk;
use super::plain::{Links, flagged, is_own};
use super::trouble::{Action, Trouble};
use std::fs::{File, TryLockError};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

/// Half a second in all.
const PATIENCE: u32 = 50;
const PAUSE: Duration = Duration::from_millis(10);

/// Keeps others out; let go when dropped.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "held, not used")] File);

impl Lock {
    /// Takes the lock of a file, which is made when there is none. `None` when somebody else holds it and does
    /// not let go for half a second: a run that ends, or a process being started, which holds a copy of
    /// whatever is open until it runs its own program, is waited for.
    ///
    /// # Errors
    /// When the file cannot be made or opened, is a link, or the system has no locks.
    pub fn take(disk: &Disk, path: &Path) -> Result<Option<Lock>, Trouble> {
        let failed = || Trouble::failed(path, Action::Lock);
        if !is_own(path, Action::Lock)? {
            disk.step().map_err(failed())?;
        }
        let mut options = File::options();
        let opened = flagged(options.write(true).create(true).truncate(false), Links::Refused).open(path);
        let file = opened.map_err(failed())?;
        match patiently(&file) {
            Ok(()) => Ok(Some(Lock(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(failed()(error)),
        }
    }
}

/// Looks whether somebody holds the lock of a file, and makes none.
///
/// # Errors
/// When it is there and could not be taken for another reason.
pub fn is_held(path: &Path) -> Result<bool, Trouble> {
    if !is_own(path, Action::Lock)? {
        return Ok(false);
    }
    let failed = || Trouble::failed(path, Action::Lock);
    let file = flagged(File::options().write(true), Links::Refused).open(path).map_err(failed())?;
    match patiently(&file) {
        Ok(()) => Ok(false),
        Err(TryLockError::WouldBlock) => Ok(true),
        Err(TryLockError::Error(error)) => Err(failed()(error)),
    }
}

fn patiently(file: &File) -> Result<(), TryLockError> {
    for _ in 0..PATIENCE {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => sleep(PAUSE),
            done => return done,
        }
    }
    Err(TryLockError::WouldBlock)
}
