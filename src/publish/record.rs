//! A round of visits is added to the log: the one event that does not come from a publication.

use super::pending::{self, Pending};
use super::trouble::Error;
use crate::disk::Disk;
use crate::model::log::PublicationLog;
use crate::model::log::event::Event;
use crate::model::log::stamp::Stamp;
use std::path::Path;

/// Completes a round whose recording was cut short. Called before the site is read.
///
/// # Errors
/// When the disk refuses, or a publication was cut short, which only `publish` can finish.
pub fn finish(root: &Path, disk: &Disk) -> Result<(), Error> {
    let _lock = pending::lock(root, disk)?;
    match Pending::read(root)? {
        None => Ok(()),
        Some(pending) if pending.release.is_none() => pending.complete(root, disk).map(|_| ()),
        Some(_) => Err(Error::Unfinished(pending::path(root))),
    }
}

/// Looks whether the log waits for something to be finished, and changes nothing.
///
/// # Errors
/// When it does, or that cannot be told.
pub fn settled(root: &Path) -> Result<(), Error> {
    match Pending::read(root)? {
        None => Ok(()),
        Some(_) => Err(Error::Unfinished(pending::path(root))),
    }
}

/// Adds events to the log, under its lock. `log` is the log as read just before, and `at` was held to it.
///
/// # Errors
/// When the log cannot be written, or has grown meanwhile.
pub fn record(
    root: &Path,
    log: &PublicationLog,
    events: &[Event],
    at: Stamp,
    disk: &Disk,
) -> Result<(), Error> {
    let _lock = pending::lock(root, disk)?;
    if pending::read_log(root)? != log.text().as_bytes() {
        return Err(Error::LogGrew(pending::log_path(root)));
    }
    let pending = Pending::of(log, &log.extended(at, events), "", None);
    pending.carry_out(root, disk, || Ok(()))
}

/// Lets go of what was cut short, where the log here, of these bytes, is neither the one before it nor on the way to the
/// one after it.
///
/// # Errors
/// When the disk refuses, or what waits is none that we left.
pub fn let_go(root: &Path, log: &[u8], disk: &Disk) -> Result<(), Error> {
    let _lock = pending::lock(root, disk)?;
    forget(root, &[log], disk)
}

/// What was cut short and never shown is gone with the log that it was for; had it been shown, the site would know it.
fn forget(root: &Path, logs: &[&[u8]], disk: &Disk) -> Result<(), Error> {
    match Pending::read(root)? {
        Some(waiting) if !logs.iter().any(|log| waiting.is_of(log)) => pending::clear(root, disk),
        _ => Ok(()),
    }
}

/// Puts a log in place that goes on from the one that was here, of these bytes.
///
/// # Errors
/// When it cannot be written, has changed meanwhile, or waits for an interrupted publication to be finished.
pub fn put_back(root: &Path, local: &[u8], text: &str, disk: &Disk) -> Result<(), Error> {
    if Pending::read(root)?.is_some_and(|waiting| waiting.is_of(local)) {
        finish(root, disk)?;
    }
    let _lock = pending::lock(root, disk)?;
    if pending::read_log(root)? != local {
        return Err(Error::LogGrew(pending::log_path(root)));
    }
    forget(root, &[local, text.as_bytes()], disk)?;
    Ok(disk.replace(&pending::log_path(root), text.as_bytes())?)
}
