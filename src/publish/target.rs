//! Where a site is published to: one file a target, all behind the same promise.

mod address;
mod directory;
mod promise;
mod remote;
mod sftp;
mod trouble;
mod up;
mod workshop;

pub use address::Address;
pub use directory::Directory;
pub use promise::{Held, Target};
pub use remote::{Asked, Cause, Remote};
pub use sftp::Sftp;
pub use trouble::{Other, Refusal, Trouble};
pub use up::Up;
pub use workshop::Workshop;

use crate::disk::Disk;
use std::path::Path;

/// Gives what stands under a name in the environment, for whoever has to say who he is.
pub type Secret = fn(&str) -> Option<String>;

/// What a target finds on this machine.
#[derive(Clone, Copy)]
pub struct Around<'d> {
    /// What it writes with here.
    pub disk: &'d Disk,
    /// The site's root; below it, out of the reach of git, releases for servers are made.
    pub root: &'d Path,
    /// Names and keys, which stand in no file of the site.
    pub secret: Secret,
}

/// The target that stands at a path or an address. What is pending names its target the same way.
///
/// # Errors
/// When there can be none.
pub fn named<'d>(name: &str, around: Around<'d>) -> Result<Box<dyn Target + 'd>, Trouble> {
    if !Address::is_one(name) {
        return Ok(Box::new(Directory::new(Path::new(name), around.disk)));
    }
    let address = Address::read(name)?;
    if address.scheme == "sftp" {
        let workshop = Workshop::of(around.root, &address.to_string(), around.disk);
        return Ok(Box::new(Sftp::new(&address, workshop, around.secret)?));
    }
    Err(Trouble::Refused { path: address.short().into(), refusal: Refusal::Scheme })
}
