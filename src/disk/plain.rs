//! What may be read: plain files of a bounded size, and nothing that was put in their place.
//!
//! Opening a named pipe waits for somebody to write, a device may never end, and a socket cannot be opened at
//! all. So the file is asked before it is opened, and what was opened is asked again: between the two, a
//! stranger may have put something else there.

use super::look::{Found, Stamp, look, stamp};
use super::trouble::{Action, Cause, Trouble};
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// A plain file, open for reading.
#[derive(Debug)]
pub struct Opened {
    file: File,
    /// When it was written and how long it is.
    pub stamp: Stamp,
}

impl Read for Opened {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.file.read(buffer)
    }
}

impl Seek for Opened {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// Opens a plain file, links followed.
///
/// # Errors
/// When it is none, or cannot be opened.
pub fn open(path: &Path) -> Result<Opened, Trouble> {
    let failed = || Trouble::failed(path, Action::Read);
    plain(path, &fs::metadata(path).map_err(failed())?)?;
    let mut options = File::options();
    let file = flagged(options.read(true), Links::Followed).open(path).map_err(failed())?;
    let about = file.metadata().map_err(failed())?;
    plain(path, &about)?;
    Ok(Opened { file, stamp: stamp(&about) })
}

fn plain(path: &Path, about: &Metadata) -> Result<(), Trouble> {
    match about.is_file() {
        true => Ok(()),
        false => Err(Trouble { path: path.to_owned(), action: Action::Read, cause: Cause::Special }),
    }
}

/// A plain file's bytes, links followed.
///
/// # Errors
/// When it is none, or cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    read_at_most(path, u64::MAX)
}

/// A plain file's bytes, links followed.
///
/// # Errors
/// When it is none, has more than `most` bytes, or cannot be read.
pub fn read_at_most(path: &Path, most: u64) -> Result<Vec<u8>, Trouble> {
    let Opened { file, stamp } = open(path)?;
    let mut bytes = Vec::with_capacity(usize::try_from(stamp.size.min(most)).unwrap_or_default());
    // a file may grow while it is read, or say less than it holds
    match file.take(most.saturating_add(1)).read_to_end(&mut bytes) {
        Ok(read) if read as u64 > most => {
            Err(Trouble { path: path.to_owned(), action: Action::Read, cause: Cause::TooLarge })
        }
        Ok(_) => Ok(bytes),
        Err(error) => Err(Trouble::failed(path, Action::Read)(error)),
    }
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
    let opened = flagged(File::options().read(true), Links::Refused).open(path);
    let read = opened.and_then(|mut file| file.read_to_end(&mut bytes));
    read.map(|_| Some(bytes)).map_err(Trouble::failed(path, Action::Read))
}

/// Looks whether a file of ours could be added to, or made: a plain file is there that lets us, or none.
///
/// # Errors
/// Why it could not.
pub fn may_append(path: &Path) -> Result<(), Trouble> {
    if is_own(path, Action::Write)? {
        let opened = flagged(File::options().append(true), Links::Refused).open(path);
        opened.map_err(Trouble::failed(path, Action::Write))?;
    }
    Ok(())
}

/// Whether a plain file is at the path; false when nothing is.
pub(super) fn is_own(path: &Path, action: Action) -> Result<bool, Trouble> {
    let refused = |cause| Err(Trouble { path: path.to_owned(), action, cause });
    match look(path)? {
        Found::Nothing => Ok(false),
        Found::File(_) => Ok(true),
        Found::Link => refused(Cause::Link),
        Found::Folder | Found::Special(_) => refused(Cause::Special),
    }
}

/// What to do about a link that stands, or was put in the meantime, where a file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Links {
    Followed,
    Refused,
}

/// So that a pipe that took the file's place does not hold us, nor a terminal become ours.
#[cfg(unix)]
pub(super) fn flagged(options: &mut OpenOptions, links: Links) -> &mut OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    let flags = if links == Links::Refused { flags | OFlags::NOFOLLOW } else { flags };
    options.custom_flags(flags.bits().cast_signed())
}

#[cfg(not(unix))]
pub(super) fn flagged(options: &mut OpenOptions, _: Links) -> &mut OpenOptions {
    options
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::disk::Special;

    #[test]
    fn only_plain_files_are_opened_and_only_so_much_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("plain"), "0123456789").unwrap();
        let pipe = rustix::fs::Mode::from_raw_mode(0o600);
        rustix::fs::mkfifoat(rustix::fs::CWD, at("pipe"), pipe).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
        assert_eq!(read_at_most(&at("plain"), 10).unwrap(), b"0123456789");
        assert!(matches!(read_at_most(&at("plain"), 9).unwrap_err().cause, Cause::TooLarge));
        for name in ["pipe", "socket"] {
            let error = open(&at(name)).unwrap_err();
            assert!(error.to_string().contains(name), "{error}");
        }
        assert!(open(Path::new("/dev/zero")).is_err() && open(folder.path()).is_err());
        // what says that it is empty and is not, as some of the system's own files do
        assert!(read_at_most(Path::new("/proc/self/maps"), 10).is_err());
    }

    #[test]
    fn a_pipe_in_the_place_of_a_file_does_not_hold_the_reader() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        rustix::fs::mkfifoat(rustix::fs::CWD, &path, mode).unwrap();
        let file = flagged(File::options().read(true), Links::Followed).open(&path).unwrap();
        assert!(plain(&path, &file.metadata().unwrap()).is_err());
        assert_eq!(look(&path).unwrap(), Found::Special(Special::Pipe));
    }
}
