//! Where a site is published to: one file a target, all behind the same promise.

mod directory;
mod promise;

pub use directory::Directory;
pub use promise::{Refusal, Target, Trouble};

use crate::disk::Disk;
use std::path::Path;

/// The target that a name stands for: a local directory.
pub fn named<'d>(name: &str, disk: &'d Disk) -> impl Target + 'd {
    Directory::new(Path::new(name), disk)
}
