//! What can go wrong with a target.

use super::remote::Remote;
use crate::disk;
use std::path::PathBuf;

/// Trouble with a target: visitors get what they got before.
#[derive(Debug)]
pub enum Trouble {
    /// The disk would not do it.
    Disk(disk::Trouble),
    /// A server would not do it.
    Remote(Box<Remote>),
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
    /// No target is reached in this way.
    Scheme,
    /// No address of a target.
    Address,
    /// A password stands in the address.
    Secret,
    /// No option of such a target.
    Option,
}

impl From<Remote> for Trouble {
    fn from(remote: Remote) -> Trouble {
        Trouble::Remote(Box::new(remote))
    }
}

impl From<disk::Trouble> for Trouble {
    fn from(trouble: disk::Trouble) -> Trouble {
        Trouble::Disk(trouble)
    }
}
