//! Where a site is published to. A local directory today; object stores follow behind the same trait.

use crate::model::release::Prints;
use crate::write::lock;
use std::fs::TryLockError;
use std::io;
use std::path::PathBuf;

/// Holds a target (or the log) for one publication at a time; let go when dropped.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "held, not used")] std::fs::File);

impl Lock {
    /// Takes the lock of a file, which is made when there is none.
    ///
    /// # Errors
    /// `WouldBlock` when somebody else holds it.
    pub fn take(path: &std::path::Path) -> io::Result<Lock> {
        let file = std::fs::OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path)
            .map_err(|error| super::disk::named(path, &error))?;
        match lock::patiently(&file) {
            Ok(()) => Ok(Lock(file)),
            Err(TryLockError::WouldBlock) => {
                Err(io::Error::new(io::ErrorKind::WouldBlock, path.display().to_string()))
            }
            Err(TryLockError::Error(error)) => Err(super::disk::named(path, &error)),
        }
    }
}

/// A place that visitors read from. Releases are made beside the one that is shown, and shown at once.
pub trait Target {
    /// Looks whether it can be published to, and changes nothing.
    ///
    /// # Errors
    /// Why it cannot be used.
    fn admit(&self) -> io::Result<()>;

    /// Takes the target for this publication alone.
    ///
    /// # Errors
    /// `WouldBlock` when another publication holds it; otherwise why it cannot be used.
    fn lock(&self) -> io::Result<Lock>;

    /// The name of the release that visitors see.
    ///
    /// # Errors
    /// When it cannot be told.
    fn current(&self) -> io::Result<Option<String>>;

    /// A file as visitors get it; `None` when there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    fn file(&self, path: &str) -> io::Result<Option<Vec<u8>>>;

    /// Every file that visitors get, digested as it is now; `None` before the first publication.
    ///
    /// # Errors
    /// When one cannot be read.
    fn prints(&self) -> io::Result<Option<Prints>>;

    /// An empty folder for a new release.
    ///
    /// # Errors
    /// When it cannot be made.
    fn stage(&self, name: &str) -> io::Result<PathBuf>;

    /// Makes a staged release safe against a power cut.
    ///
    /// # Errors
    /// When it cannot be synced.
    fn settle(&self, name: &str) -> io::Result<()>;

    /// Shows a release from now on, in one step.
    ///
    /// # Errors
    /// When it cannot be switched; visitors then see what they saw.
    fn switch(&self, name: &str) -> io::Result<()>;

    /// Removes a release that was never shown.
    ///
    /// # Errors
    /// When it cannot be removed.
    fn discard(&self, name: &str) -> io::Result<()>;

    /// Removes releases but the one shown and the one before it.
    ///
    /// # Errors
    /// When one cannot be removed.
    fn prune(&self) -> io::Result<()>;
}
