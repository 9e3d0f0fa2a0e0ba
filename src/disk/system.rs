//! What systems do each in their own way.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Whether a file could not be written into by others than those who own the folder of its new name.
#[cfg(unix)]
pub(super) fn in_one_hand(from: &Path, to: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    const BY_OTHERS: u32 = 0o002;
    let (file, folder) = (fs::symlink_metadata(from)?, fs::metadata(to.parent().unwrap_or(to))?);
    Ok(file.is_file() && file.uid() == folder.uid() && file.mode() & BY_OTHERS == 0)
}

#[cfg(not(unix))]
pub(super) fn in_one_hand(from: &Path, _: &Path) -> io::Result<bool> {
    Ok(fs::symlink_metadata(from)?.is_file())
}

/// Makes a link that leads to a folder.
#[cfg(unix)]
pub(super) fn symlink(to: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, link)
}

#[cfg(windows)]
pub(super) fn symlink(to: &Path, link: &Path) -> io::Result<()> {
    std::os::windows::fs::symlink_dir(to, link)
}

/// Syncs everything below a folder.
#[cfg(target_os = "linux")]
pub(super) fn sync_below(folder: &Path) -> io::Result<()> {
    // one call for the whole file system: thousands of single ones take minutes on a slow disk
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn sync_below(folder: &Path) -> io::Result<()> {
    // what is in a folder comes before it; folders can be synced on Unix alone
    for entry in walkdir::WalkDir::new(folder).contents_first(true) {
        let entry = entry?;
        if entry.file_type().is_file() || (cfg!(unix) && entry.file_type().is_dir()) {
            File::open(entry.path())?.sync_all()?;
        }
    }
    Ok(())
}
