//! What stands at a path, without reading it.

use super::trouble::{Action, Trouble};
use std::ffi::OsString;
use std::fs::{self, FileType, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use walkdir::{DirEntry, WalkDir};

/// When a file was written and how long it is: differs when it was written again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// In bytes.
    pub size: u64,
    /// Last modified, in nanoseconds since 1970, UTC; 0 where the system does not say.
    pub modified: i64,
}

/// What stands at a path. Links are not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing at all.
    Nothing,
    /// A plain file.
    File(Stamp),
    /// A folder.
    Folder,
    /// A symbolic link, wherever it leads.
    Link,
    /// Something that can be neither copied nor walked into.
    Special(Special),
}

/// What is no plain file, nor folder, nor link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Special {
    /// A named pipe: reading it might never end.
    Pipe,
    /// A socket.
    Socket,
    /// A device; on other systems than Unix, whatever is none of the rest.
    Device,
}

/// What stands at a path; a link is told as one.
///
/// # Errors
/// When the system will not tell.
pub fn look(path: &Path) -> Result<Found, Trouble> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(found(&metadata)),
        Err(error) if nothing_there(&error) => Ok(Found::Nothing),
        Err(error) => Err(Trouble::failed(path, Action::Inspect)(error)),
    }
}

/// What a path leads to, links followed.
///
/// # Errors
/// When the system will not tell.
pub fn look_through(path: &Path) -> Result<Found, Trouble> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(found(&metadata)),
        Err(error) if nothing_there(&error) => Ok(Found::Nothing),
        Err(error) => Err(Trouble::failed(path, Action::Inspect)(error)),
    }
}

/// Whether a path leads to a folder, links followed; not, when the system will not tell.
pub fn is_folder(path: &Path) -> bool {
    look_through(path).is_ok_and(|found| found == Found::Folder)
}

/// Whether nobody but its owner may read a file, as far as the system can say so.
///
/// # Errors
/// When there is nothing, or the system will not tell.
pub fn is_private(path: &Path) -> Result<bool, Trouble> {
    let metadata = fs::metadata(path).map_err(Trouble::failed(path, Action::Inspect))?;
    #[cfg(unix)]
    return Ok(std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o077 == 0);
    #[cfg(not(unix))]
    return Ok(metadata.is_file());
}

/// The stamp of what a path leads to, links followed.
///
/// # Errors
/// When there is nothing, or the system will not tell.
pub fn weigh(path: &Path) -> Result<Stamp, Trouble> {
    fs::metadata(path).map(|metadata| stamp(&metadata)).map_err(Trouble::failed(path, Action::Inspect))
}

/// The paths of everything in a folder, in no order.
///
/// # Errors
/// When it cannot be listed.
pub fn entries(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let entries = fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    entries.map_err(Trouble::failed(folder, Action::Read))
}

/// Where a path leads, or would lead once it is made: absolute, with every link followed as far as there is something.
///
/// # Errors
/// When the path is empty, or there is no folder that it could start from.
pub fn would_be(path: &Path) -> Result<PathBuf, Trouble> {
    let mut there = std::path::absolute(path).map_err(Trouble::failed(path, Action::Inspect))?;
    let mut missing: Vec<OsString> = Vec::new();
    loop {
        match (fs::canonicalize(&there), there.components().next_back()) {
            (Ok(real), _) => break Ok(missing.into_iter().rev().fold(real, step)),
            (Err(error), None | Some(Component::RootDir | Component::Prefix(_))) => {
                break Err(Trouble::failed(path, Action::Inspect)(error));
            }
            (Err(_), Some(last)) => {
                missing.push(last.as_os_str().to_owned());
                there = there.components().as_path().parent().unwrap_or(Path::new("/")).to_owned();
            }
        }
    }
}

/// What is not there yet is no link.
fn step(mut path: PathBuf, name: OsString) -> PathBuf {
    if name == ".." {
        path.pop();
    } else {
        path.push(name);
    }
    path
}

/// The nearest folder that is there, of a path and all above it.
fn nearest(path: &Path) -> Result<PathBuf, Trouble> {
    let place = would_be(path)?;
    Ok(place.ancestors().find(|above| is_folder(above)).unwrap_or(&place).to_owned())
}

/// Looks whether something could be made in a folder, or in the nearest one above that is there; makes nothing.
///
/// # Errors
/// Why nothing could be made.
pub fn may_write(folder: &Path) -> Result<(), Trouble> {
    writable(&nearest(folder)?).map_err(Trouble::failed(folder, Action::Write))
}

/// A file without a name is there for nobody and gone at once; where a file system has none, the rights are asked.
#[cfg(target_os = "linux")]
fn writable(folder: &Path) -> io::Result<()> {
    use rustix::fs::{Access, CWD, Mode, OFlags, access, openat};
    use rustix::io::Errno;
    match openat(CWD, folder, OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC, Mode::RUSR) {
        Ok(_) => Ok(()),
        Err(Errno::OPNOTSUPP | Errno::ISDIR | Errno::NOENT | Errno::INVAL) => {
            Ok(access(folder, Access::WRITE_OK | Access::EXEC_OK)?)
        }
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn writable(folder: &Path) -> io::Result<()> {
    match fs::metadata(folder)?.permissions().readonly() {
        true => Err(ErrorKind::PermissionDenied.into()),
        false => Ok(()),
    }
}

/// Looks whether so many bytes have room where a folder is, or will be. Where the system does not tell, they have.
///
/// # Errors
/// When they have none.
pub fn has_room(folder: &Path, bytes: u64) -> Result<(), Trouble> {
    match free(&nearest(folder)?) {
        Some(free) if free < bytes => {
            Err(Trouble::failed(folder, Action::Write)(ErrorKind::StorageFull.into()))
        }
        _ => Ok(()),
    }
}

/// In bytes.
#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let told = rustix::fs::statvfs(folder).ok()?;
    told.f_bavail.checked_mul(told.f_frsize)
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}

/// Everything below a folder but folders, with what it is: of paths that are to be kept, and not in folders
/// that are not. The folder may be a link to one; no other link is followed.
///
/// # Errors
/// When something in it cannot be listed.
pub fn walk(folder: &Path, keep: impl Fn(&Path) -> bool) -> Result<Vec<(PathBuf, Found)>, Trouble> {
    let unlisted = |error: walkdir::Error| {
        let path = error.path().unwrap_or(folder).to_owned();
        // without the path that its own words have, too
        let cause = error.into_io_error().unwrap_or_else(|| ErrorKind::InvalidInput.into());
        Trouble::failed(path, Action::Read)(cause)
    };
    let is_kept = |entry: &DirEntry| entry.depth() == 0 || keep(entry.path());
    let mut all = Vec::new();
    for entry in WalkDir::new(folder).into_iter().filter_entry(is_kept) {
        let entry = entry.map_err(unlisted)?;
        if !entry.file_type().is_dir() {
            let metadata = entry.metadata().map_err(unlisted)?;
            all.push((entry.into_path(), found(&metadata)));
        }
    }
    Ok(all)
}

/// What a link says, word for word; `None` when nothing is there.
///
/// # Errors
/// When something else is there, or it cannot be read.
pub fn led_to(link: &Path) -> Result<Option<PathBuf>, Trouble> {
    match fs::read_link(link) {
        Ok(to) => Ok(Some(to)),
        Err(error) if nothing_there(&error) => Ok(None),
        Err(error) => Err(Trouble::failed(link, Action::Inspect)(error)),
    }
}

/// The path with every link on the way followed.
///
/// # Errors
/// When it leads nowhere.
pub fn real(path: &Path) -> Result<PathBuf, Trouble> {
    fs::canonicalize(path).map_err(Trouble::failed(path, Action::Inspect))
}

fn found(metadata: &Metadata) -> Found {
    let kind = metadata.file_type();
    if kind.is_symlink() {
        Found::Link
    } else if kind.is_dir() {
        Found::Folder
    } else if kind.is_file() {
        Found::File(stamp(metadata))
    } else {
        Found::Special(special(kind))
    }
}

#[cfg(unix)]
fn special(kind: FileType) -> Special {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        Special::Pipe
    } else if kind.is_socket() {
        Special::Socket
    } else {
        Special::Device
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> Special {
    Special::Device
}

pub(super) fn stamp(metadata: &Metadata) -> Stamp {
    // A system without modification times gives none twice: then sizes and bytes decide.
    let modified = metadata.modified().map_or(0, nanoseconds);
    Stamp { size: metadata.len(), modified }
}

fn nanoseconds(time: SystemTime) -> i64 {
    let whole = |duration: std::time::Duration| i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX);
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => whole(after),
        Err(before) => -whole(before.duration()),
    }
}

pub(super) fn nothing_there(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}
