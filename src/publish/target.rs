//! Where a site is published to: one file a target, all behind the same promise.

mod directory;
mod promise;

pub use directory::Directory;
pub use promise::{Refusal, Target, Trouble};

use crate::disk::Disk;
use std::path::Path;

/// The target that a name stands for: a local directory, as long as there is no other. What is pending names its
/// target the same way.
pub fn named<'d>(name: &str, disk: &'d Disk) -> Box<dyn Target + 'd> {
    Box::new(Directory::new(Path::new(name), disk))
}
