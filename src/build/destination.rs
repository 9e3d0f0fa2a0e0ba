//! Where the files of a site go.

use crate::disk::Disk;
use crate::write::{self, Coming, Earlier, Failure, Shelf, Written};
use rayon::iter::ParallelIterator;
use std::path::Path;

/// Where they go.
#[derive(Clone, Copy)]
pub enum Destination<'a> {
    /// A folder that a build may have been written to before.
    Folder(&'a Path),
    /// A new folder, in which nothing is kept for a next build. A release is made of what was [checked](crate::check::check)
    /// whole before.
    Release {
        /// What it is written with.
        disk: &'a Disk,
        /// The folder.
        folder: &'a Path,
        /// What it may share.
        shelf: &'a dyn Shelf,
    },
}

impl Destination<'_> {
    /// Nothing is told of what is written to a release.
    pub(super) fn write<F: Coming>(
        self,
        files: impl ParallelIterator<Item = F>,
        earlier: Earlier,
    ) -> Result<Written, Failure<F::Fault>> {
        match self {
            Destination::Folder(out) => write::write(out, files, earlier),
            Destination::Release { disk, folder, shelf } => {
                write::fill(disk, folder, files, shelf)?;
                Ok(Written::default())
            }
        }
    }
}
