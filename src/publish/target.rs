//! Where a site is published to: one file a target, all behind the same promise.

mod directory;
mod promise;
mod trouble;
mod up;

pub use directory::Directory;
pub use promise::{Held, Target};
pub use trouble::{Refusal, Trouble};
pub use up::Up;

use crate::disk::Disk;
use std::path::Path;

/// The target that a name stands for: a local directory, as long as there is no other. What is pending names its
/// target the same way.
pub fn named<'d>(name: &str, disk: &'d Disk) -> Box<dyn Target + 'd> {
    Box::new(Directory::new(Path::new(name), disk))
}
