//! What can go wrong with a target.

use super::remote::Remote;
use crate::{disk, sftp};
use std::path::PathBuf;

/// Trouble with a target: visitors get what they got before.
#[derive(Debug)]
pub enum Trouble {
    /// The disk would not do it.
    Disk(disk::Trouble),
    /// A server would not do it.
    Remote(Box<Remote>),
    /// What is asked by SFTP went wrong.
    Sftp(sftp::Trouble),
    /// Another publication holds it.
    Busy(PathBuf),
    /// Another publication holds it, or died while it did.
    Taken(Box<Other>),
    /// We would not do it.
    Refused {
        /// What was in the way.
        path: PathBuf,
        /// Why that keeps us off.
        refusal: Refusal,
    },
}

/// Who else holds a target on a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// An account on a machine, as far as it says so.
    pub by: String,
    /// Since when by the server's clock, in seconds since 1970.
    pub since: Option<u32>,
    /// The file on the server that says so.
    pub lock: String,
}

/// Why a target is not touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// This system cannot switch in one step.
    NoSwitch,
    /// The server cannot rename over what stands there.
    NoReplace,
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
    /// A password would travel so that anybody on the way can read it.
    Open,
    /// A file of keys that others may read.
    SecretsOpen,
    /// A file of keys among what is published.
    SecretsInside,
    /// A file of authorities with no certificate in it.
    NoCertificate,
}

impl From<sftp::Trouble> for Trouble {
    fn from(trouble: sftp::Trouble) -> Trouble {
        Trouble::Sftp(trouble)
    }
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
