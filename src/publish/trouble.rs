//! Trouble with the world while publishing: nothing was lost, and the next run goes on from there.

use super::target;
use crate::{build, disk};
use std::path::PathBuf;

/// Why a publication could not be brought to its end.
#[derive(Debug)]
pub enum Error {
    /// Of the log, the content, or what is pending.
    Disk(disk::Trouble),
    /// The site could not be built.
    Build(build::Error),
    /// The target would not take it.
    Target(target::Trouble),
    /// Somebody else is publishing, or adding to the log.
    Busy,
    /// The pending file is none that a publication left; it was not acted upon.
    Pending {
        /// Where it lies.
        path: PathBuf,
        /// What is wrong with it.
        unfit: Unfit,
    },
    /// A publication was cut short, which only `publish` can finish.
    Unfinished(PathBuf),
    /// The log has grown since it was read.
    LogGrew(PathBuf),
}

/// Why a pending file is none of ours.
#[derive(Debug)]
pub enum Unfit {
    /// It is written whole or not at all, so what does not parse was not written by us.
    Unreadable(serde_json::Error),
    /// What it names is no release's name.
    Release(String),
    /// What it names is no absolute path, nor an address.
    Target(String),
    /// The release that it would remove is one that visitors see or saw.
    Shown(String),
    /// Its lines do not continue the log.
    Lines,
}

impl From<disk::Trouble> for Error {
    fn from(trouble: disk::Trouble) -> Error {
        Error::Disk(trouble)
    }
}

impl From<build::Error> for Error {
    fn from(error: build::Error) -> Error {
        Error::Build(error)
    }
}

impl From<target::Trouble> for Error {
    fn from(trouble: target::Trouble) -> Error {
        match trouble {
            target::Trouble::Busy(_) => Error::Busy,
            trouble => Error::Target(trouble),
        }
    }
}
