//! What may be read: plain files of a bounded size, and nothing that was put in their place.
//!
//! Opening a named pipe waits for somebody to write, a device may never end, and a socket cannot be opened at
//! all. So the file is asked before it is opened, and what was opened is asked again: between the two, a
//! stranger may have put something else there. Every file of a site is opened here.

use std::fs::{self, File, FileType, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// What is no plain file, nor folder, nor link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Special {
    Pipe,
    Socket,
    Device,
}

/// What is special about a file; `None` for plain files, folders and links.
#[cfg(unix)]
pub fn special(kind: FileType) -> Option<Special> {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        kind if kind.is_fifo() => Some(Special::Pipe),
        kind if kind.is_socket() => Some(Special::Socket),
        kind if kind.is_file() || kind.is_dir() || kind.is_symlink() => None,
        _ => Some(Special::Device),
    }
}

/// What is special about a file; `None` for plain files, folders and links.
#[cfg(not(unix))]
pub fn special(kind: FileType) -> Option<Special> {
    (!kind.is_file() && !kind.is_dir() && !kind.is_symlink()).then_some(Special::Device)
}

/// Opens a plain file, and hands out what is known of it.
///
/// # Errors
/// When it is none, or cannot be opened; the error names its path.
pub fn open(path: &Path) -> io::Result<(File, Metadata)> {
    let plain = |about: Metadata| match about.is_file() {
        true => Ok(about),
        false => Err(io::Error::new(io::ErrorKind::InvalidInput, "not a plain file")),
    };
    let opened = || {
        plain(fs::metadata(path)?)?;
        let file = without_waiting().open(path)?;
        let about = plain(file.metadata()?)?;
        Ok((file, about))
    };
    opened().map_err(|error| named(path, error))
}

/// A plain file's bytes.
///
/// # Errors
/// When it is none, has more than `most` bytes, or cannot be read; the error names its path.
pub fn bytes(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let (file, about) = open(path)?;
    let mut bytes = Vec::with_capacity(usize::try_from(about.len().min(most)).unwrap_or_default());
    // a file may grow while it is read, or say less than it holds
    let read = file.take(most.saturating_add(1)).read_to_end(&mut bytes);
    match read {
        Ok(read) if read as u64 > most => Err(named(path, io::ErrorKind::FileTooLarge.into())),
        Ok(_) => Ok(bytes),
        Err(error) => Err(named(path, error)),
    }
}

/// A pipe that took the file's place must not hold us, nor a terminal become ours.
#[cfg(unix)]
fn without_waiting() -> fs::OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = File::options();
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    options.read(true).custom_flags(flags.bits().cast_signed());
    options
}

#[cfg(not(unix))]
fn without_waiting() -> fs::OpenOptions {
    let mut options = File::options();
    options.read(true);
    options
}

pub(super) fn named(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn only_plain_files_are_opened_and_only_so_much_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("plain"), "0123456789").unwrap();
        let pipe = rustix::fs::Mode::from_raw_mode(0o600);
        rustix::fs::mkfifoat(rustix::fs::CWD, at("pipe"), pipe).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
        assert_eq!(bytes(&at("plain"), 10).unwrap(), b"0123456789");
        assert_eq!(bytes(&at("plain"), 9).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        for name in ["pipe", "socket"] {
            let error = open(&at(name)).unwrap_err();
            assert!(error.to_string().contains(name), "{error}");
        }
        assert!(open(Path::new("/dev/zero")).is_err() && open(folder.path()).is_err());
        // what says that it is empty and is not, as some of the system's own files do
        assert!(bytes(Path::new("/proc/self/maps"), 10).is_err());
    }

    #[test]
    fn a_pipe_in_the_place_of_a_file_does_not_hold_the_reader() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        rustix::fs::mkfifoat(rustix::fs::CWD, &path, mode).unwrap();
        let file = without_waiting().open(&path).unwrap();
        assert_eq!(special(file.metadata().unwrap().file_type()), Some(Special::Pipe));
    }
}
