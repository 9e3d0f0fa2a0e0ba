//! A file of ours that grows line by line.

use super::change::Disk;
use super::trouble::{Action, Trouble};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Open for adding to, until dropped.
#[derive(Debug)]
pub struct Appending {
    file: File,
    path: PathBuf,
}

impl Appending {
    /// Opens a file of ours, and makes it when there is none.
    ///
    /// # Errors
    /// When a link or no plain file is there, or it cannot be opened.
    pub fn open(disk: &Disk, path: &Path) -> Result<Appending, Trouble> {
        Ok(Appending { file: disk.open_for_append(path)?, path: path.to_owned() })
    }

    /// Adds to its end. Not synced.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&self, disk: &Disk, bytes: &[u8]) -> Result<(), Trouble> {
        let added = disk.step().and_then(|()| (&self.file).write_all(bytes));
        added.map_err(Trouble::failed(&self.path, Action::Write))
    }
}
