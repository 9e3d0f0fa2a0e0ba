//! What publishing asks of every target.

use super::store::Traffic;
use super::trouble::Trouble;
use super::up::Up;
use crate::model::digest::Digest;
use std::path::PathBuf;

/// A target that is held for one publication; whoever drops it lets go.
pub trait Held {}

/// A place that visitors read from. A release is made in a folder on this machine, brought over beside what is shown, and
/// then shown: at once where the place can do that, otherwise file by file in an order in which no reader ever misses an
/// open notice.
///
/// A release is called by its name alone: [`crate::publish::release::is_name`] holds of every name given.
pub trait Target {
    /// Looks whether it can be published to, and changes nothing.
    ///
    /// # Errors
    /// Why it cannot be used.
    fn admit(&self) -> Result<(), Trouble>;

    /// Looks whether it could be taken and written to now, and changes nothing.
    ///
    /// # Errors
    /// What [`Target::lock`] and [`Target::stage`] would say.
    fn probe(&self) -> Result<(), Trouble>;

    /// Looks whether a release of so many bytes has room.
    ///
    /// # Errors
    /// When it has none.
    fn has_room(&self, bytes: u64) -> Result<(), Trouble>;

    /// Takes the target for this publication alone.
    ///
    /// # Errors
    /// [`Trouble::Busy`] when another publication holds it; otherwise why it cannot be used.
    fn lock(&self) -> Result<Box<dyn Held + '_>, Trouble>;

    /// Whether visitors see this release and no other, whose `release.json` has this digest as far as one knows.
    ///
    /// # Errors
    /// When it cannot be told.
    fn shows(&self, name: &str, release: Option<Digest>) -> Result<bool, Trouble>;

    /// Brings a showing to its end that was stopped in the middle: some of the release is seen, and not all. False where
    /// nothing of it is seen, or it can no longer be finished.
    ///
    /// # Errors
    /// When it cannot be finished now.
    fn resume(&self, name: &str, release: Digest) -> Result<bool, Trouble>;

    /// Whether something was published here, whatever has been taken away since.
    ///
    /// # Errors
    /// When it cannot be told.
    fn was_used(&self) -> Result<bool, Trouble>;

    /// A file as visitors get it; `None` when there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    fn file(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble>;

    /// The release that visitors get; `None` before the first publication. What it holds is never written into, so a new
    /// one may share its files.
    ///
    /// # Errors
    /// When it cannot be listed or read.
    fn up(&self) -> Result<Option<Up>, Trouble>;

    /// An empty folder on this machine for a new release.
    ///
    /// # Errors
    /// When it cannot be made.
    fn stage(&self, name: &str) -> Result<PathBuf, Trouble>;

    /// Makes a staged release safe against a power cut, and brings over whatever of it no visitor sees yet.
    ///
    /// # Errors
    /// When it cannot be synced or brought over.
    fn settle(&self, name: &str) -> Result<(), Trouble>;

    /// Shows a release from now on. Where this takes more than one step, [`Target::resume`] goes on from any of them.
    ///
    /// # Errors
    /// When it cannot be switched. Visitors then see what they saw, or some files of the new release already, and miss none.
    fn switch(&self, name: &str) -> Result<(), Trouble>;

    /// Removes a release that was never shown.
    ///
    /// # Errors
    /// When it cannot be removed, or is shown.
    fn discard(&self, name: &str) -> Result<(), Trouble>;

    /// Removes releases but the one shown and the one before it.
    ///
    /// # Errors
    /// When one cannot be removed.
    fn prune(&self) -> Result<(), Trouble>;

    /// What went over the line so far; `None` where there is no line.
    fn traffic(&self) -> Option<Traffic> {
        None
    }
}
