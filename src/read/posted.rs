//! What lies in the store of former records. Nothing is walked: only what the log asks for is looked at.

use crate::disk::{self, Found, Trouble};
use std::path::Path;

/// What lies where a stored file is looked for.
#[derive(Debug)]
pub enum Lies {
    /// There is nothing.
    Nothing,
    /// A link, a folder, a pipe, or more bytes than asked for: not read.
    Unfit,
    /// A plain file.
    Bytes(Vec<u8>),
}

/// Reads a stored file by its path under `content/`, of at most so many bytes.
///
/// # Errors
/// When it is there and cannot be read.
pub fn posted(root: &Path, path: &str, most: u64) -> Result<Lies, Trouble> {
    let place = root.join("content").join(path);
    match disk::look(&place)? {
        Found::Nothing => Ok(Lies::Nothing),
        Found::File(stamp) if stamp.size <= most => disk::read_at_most(&place, most).map(Lies::Bytes),
        Found::File(_) | Found::Folder | Found::Link | Found::Special(_) => Ok(Lies::Unfit),
    }
}
