//! What a target finds on this machine: where it works, keys, the time, and who is told of how far it is.

use super::address::Address;
use super::http::Patience;
use super::trouble::{Refusal, Trouble};
use crate::disk::Disk;
use crate::evidence::visit::trust::{Fault, Trust};
use jiff::Timestamp;
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
    /// The time by this machine's clock, for servers that ask.
    pub now: Timestamp,
    /// Told of how far the files are that travel.
    pub progress: &'d (dyn Fn(Sending) + Sync),
}

impl Around<'_> {
    /// Whose certificates are trusted: those of the system, and what an address names besides, seen from the site.
    ///
    /// # Errors
    /// When that file is no use.
    pub(super) fn trust(&self, address: &Address) -> Result<Trust, Trouble> {
        let file = address.options.get("ca").map(|ca| self.root.join(ca));
        Trust::with(file.as_deref()).map_err(|fault| match fault {
            Fault::Disk(trouble) => Trouble::Disk(trouble),
            Fault::NoCertificate(path) => Trouble::Refused { path, refusal: Refusal::NoCertificate },
        })
    }

    /// For how long a server is asked again, as the environment says or as usual.
    pub(super) fn patience(&self) -> Patience {
        let seconds = (self.secret)("ZHANGBANG_PATIENCE").and_then(|seconds| seconds.parse().ok());
        seconds.map(Patience::of).unwrap_or_default()
    }
}

/// How far the files are that travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    /// So many begin to travel, or are read back.
    Files(usize),
    /// One of them is through.
    Sent,
}
