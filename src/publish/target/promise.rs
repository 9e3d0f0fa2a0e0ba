//! What publishing asks of every target, and what can go wrong with one.

use crate::disk::{self, Lock};
use crate::publish::release::Lying;
use std::path::PathBuf;

/// Trouble with a target: visitors get what they got before.
#[derive(Debug)]
pub enum Trouble {
    /// The disk would not do it.
    Disk(disk::Trouble),
    /// Another publication holds it.
    Busy(PathBuf),
    /// We would not do it.
    Refused {
        /// What was in the way.
        path: PathBuf,
        /// Why that keeps us off.
        refusal: Refusal,
    },
}

/// Why a target is not touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// This system cannot switch in one step.
    NoSwitch,
    /// A file, where a folder was expected.
    File,
    /// Among what the site is made from, or around it.
    Sources,
    /// A folder with somebody else's things in it.
    Occupied,
    /// A link stands where a folder of ours goes.
    Link,
    /// A link that no publication left there.
    ForeignLink,
    /// No link, where one was expected.
    NoLink,
    /// A release that visitors see, or the one kept beside it.
    Shown,
}

impl From<disk::Trouble> for Trouble {
    fn from(trouble: disk::Trouble) -> Trouble {
        Trouble::Disk(trouble)
    }
}

/// A place that visitors read from. Releases are made beside the one that is shown, and shown at once.
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
    fn lock(&self) -> Result<Lock, Trouble>;

    /// The name of the release that visitors see.
    ///
    /// # Errors
    /// When it cannot be told.
    fn current(&self) -> Result<Option<String>, Trouble>;

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

    /// The release that visitors get, as it lies; `None` before the first publication. What it holds is never written
    /// into, so a new one may share its files.
    ///
    /// # Errors
    /// When it cannot be listed.
    fn lying(&self) -> Result<Option<Lying>, Trouble>;

    /// An empty folder for a new release.
    ///
    /// # Errors
    /// When it cannot be made.
    fn stage(&self, name: &str) -> Result<PathBuf, Trouble>;

    /// Makes a staged release safe against a power cut.
    ///
    /// # Errors
    /// When it cannot be synced.
    fn settle(&self, name: &str) -> Result<(), Trouble>;

    /// Shows a release from now on, in one step.
    ///
    /// # Errors
    /// When it cannot be switched; visitors then see what they saw.
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
}
