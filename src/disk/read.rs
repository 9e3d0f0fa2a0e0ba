//! Reading files.

use super::look::{Found, look};
use super::trouble::{Action, Cause, Trouble};
use std::fs::{File, OpenOptions};
use std::io::Read;
use std::path::Path;

/// A file's bytes, links followed.
///
/// # Errors
/// When it cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    std::fs::read(path).map_err(Trouble::failed(path, Action::Read))
}

/// The bytes of a file that is ours, or `None` when there is none: never those of another file that a link
/// in its place leads to.
///
/// # Errors
/// When a link or no plain file is there, or it cannot be read.
pub fn own(path: &Path) -> Result<Option<Vec<u8>>, Trouble> {
    if !is_own(path, Action::Read)? {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let read = without_following(File::options().read(true)).open(path);
    let read = read.and_then(|mut file| file.read_to_end(&mut bytes));
    read.map(|_| Some(bytes)).map_err(Trouble::failed(path, Action::Read))
}

/// Whether a plain file is at the path; false when nothing is.
pub(super) fn is_own(path: &Path, action: Action) -> Result<bool, Trouble> {
    let refused = |cause| Err(Trouble { path: path.to_owned(), action, cause });
    match look(path)? {
        Found::Nothing => Ok(false),
        Found::File(_) => Ok(true),
        Found::Link => refused(Cause::Link),
        Found::Folder | Found::Other => refused(Cause::Special),
    }
}

/// So that a link or pipe put there in the meantime neither leads elsewhere nor holds us.
#[cfg(unix)]
pub(super) fn without_following(options: &mut OpenOptions) -> &mut OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
    options.custom_flags(flags.bits().cast_signed())
}

#[cfg(not(unix))]
pub(super) fn without_following(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}
