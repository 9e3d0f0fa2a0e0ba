//! Where releases for a server are made on this machine: a folder of the target's own under `.zhangbang/targets/`, out of the
//! reach of git. A release that was begun stays until it is shown, so that a later run can go on from it; the one that was
//! shown last stays for its files to be shared. All of it may be deleted at any time, at the cost of the next run.

use super::promise::Held;
use super::trouble::Trouble;
use crate::disk::{self, Disk, Found, Lock};
use crate::model::digest::Digest;
use crate::model::release::NAME;
use crate::publish::release::{self, Lying, is_name};
use std::path::{Path, PathBuf};

/// The lock's file in it.
const LOCK: &str = ".lock";

/// The folder for one target.
pub(super) struct Workshop<'d> {
    root: &'d Path,
    folder: PathBuf,
    disk: &'d Disk,
}

impl<'d> Workshop<'d> {
    /// That of a target, by its address; touches nothing yet.
    pub(super) fn of(root: &'d Path, address: &str, disk: &'d Disk) -> Workshop<'d> {
        let digest = Digest::of(address.as_bytes()).to_string();
        let name: String = digest.chars().take(16).collect();
        Workshop { root, folder: root.join(".zhangbang/targets").join(name), disk }
    }

    /// Makes it, and keeps others on this machine out.
    ///
    /// # Errors
    /// [`Trouble::Busy`] when somebody has it; otherwise when the disk refuses.
    pub(super) fn lock(&self) -> Result<Box<dyn Held>, Trouble> {
        let own = self.root.join(".zhangbang");
        for folder in [&own, &own.join("targets"), &self.folder] {
            // never through a link that came along with somebody's content
            self.disk.own_folder(folder)?;
        }
        let ignored = own.join("targets/.gitignore");
        if disk::look(&ignored)? == Found::Nothing {
            self.disk.make_file(&ignored, b"*\n", false)?;
        }
        let path = self.folder.join(LOCK);
        match Lock::take(self.disk, &path)? {
            Some(lock) => Ok(Box::new(lock)),
            None => Err(Trouble::Busy(path)),
        }
    }

    /// The folder of a release, whether there is one or not.
    pub(super) fn folder(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// An empty folder for a release.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn stage(&self, name: &str) -> Result<PathBuf, Trouble> {
        self.discard(name)?;
        let folder = self.folder(name);
        self.disk.make_folder(&folder)?;
        Ok(folder)
    }

    /// Makes a release safe against a power cut.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn settle(&self, name: &str) -> Result<(), Trouble> {
        Ok(self.disk.sync_tree(&self.folder(name))?)
    }

    /// The `release.json` of a release, once it has one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn release(&self, name: &str) -> Result<Option<Vec<u8>>, Trouble> {
        Ok(disk::own(&self.folder(name).join(NAME))?)
    }

    /// Files of the release that says this of itself, where it was made here.
    ///
    /// # Errors
    /// When they cannot be listed.
    pub(super) fn copies(&self, release: &[u8]) -> Result<Lying, Trouble> {
        for name in self.names()? {
            if self.release(&name)?.is_some_and(|own| own == release) {
                return Ok(release::lying(&self.folder(&name))?);
            }
        }
        Ok(Lying::new())
    }

    /// Removes a release.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn discard(&self, name: &str) -> Result<(), Trouble> {
        let (folder, sent) = (self.folder(name), self.sent(name));
        if disk::look(&folder)? != Found::Nothing {
            self.disk.remove_tree(&folder)?;
        }
        if disk::look(&sent)? != Found::Nothing {
            self.disk.remove_file(&sent)?;
        }
        Ok(())
    }

    /// Removes all releases but the one that says this of itself.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn keep(&self, release: &[u8]) -> Result<(), Trouble> {
        for name in self.names()? {
            if self.release(&name)?.is_none_or(|own| own != release) {
                self.discard(&name)?;
            }
        }
        Ok(())
    }

    fn names(&self) -> Result<Vec<String>, Trouble> {
        if disk::look(&self.folder)? != Found::Folder {
            return Ok(Vec::new());
        }
        let entries = disk::entries(&self.folder)?.into_iter();
        let names = entries.filter_map(|entry| Some(entry.file_name()?.to_str()?.to_owned()));
        Ok(names.filter(|name| is_name(name)).collect())
    }

    /// What was noted under a name; nothing where that cannot be read.
    pub(super) fn noted(&self, name: &str) -> Option<String> {
        let bytes = disk::own(&self.folder.join(name)).ok()??;
        String::from_utf8(bytes).ok()
    }

    /// Notes something for later runs.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn note(&self, name: &str, text: &str) -> Result<(), Trouble> {
        Ok(self.disk.replace(&self.folder.join(name), text.as_bytes())?)
    }

    /// Notes that files of a release were brought over.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn note_sent(&self, name: &str, paths: &[&str]) -> Result<(), Trouble> {
        let lines: String = paths.iter().map(|path| format!("{path}\n")).collect();
        Ok(self.disk.append(&self.sent(name), lines.as_bytes())?)
    }

    /// Files of a release that were brought over; the last line may be torn, and counts for nothing then.
    pub(super) fn was_sent(&self, name: &str) -> Vec<String> {
        let text = disk::own(&self.sent(name)).ok().flatten().unwrap_or_default();
        let text = String::from_utf8_lossy(&text).into_owned();
        text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')).map(str::to_owned).collect()
    }

    fn sent(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.sent"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_release_waits_here_and_the_one_that_is_shown_lends_its_files() {
        let root = tempfile::tempdir().unwrap();
        let disk = Disk::new();
        let shop = Workshop::of(root.path(), "s3://board/", &disk);
        let held = shop.lock().unwrap();
        assert!(matches!(Workshop::of(root.path(), "s3://board/", &disk).lock(), Err(Trouble::Busy(_))));
        Workshop::of(root.path(), "s3://other/", &disk).lock().unwrap();
        drop(held);
        let folder = shop.stage("20261102-090000-0").unwrap();
        assert_eq!(shop.release("20261102-090000-0").unwrap(), None);
        fs::write(folder.join(NAME), "one").unwrap();
        fs::write(folder.join("a.html"), "a").unwrap();
        shop.note_sent("20261102-090000-0", &["a.html", "路/b"]).unwrap();
        assert_eq!(shop.was_sent("20261102-090000-0"), ["a.html", "路/b"]);
        fs::write(folder.with_extension("sent"), "a.html\nb").unwrap();
        assert_eq!(shop.was_sent("20261102-090000-0"), ["a.html"], "a torn line is no file");
        shop.stage("20261103-090000-4").unwrap();
        assert_eq!(shop.copies(b"one").unwrap().keys().collect::<Vec<_>>(), ["a.html", NAME]);
        assert!(shop.copies(b"two").unwrap().is_empty());
        shop.keep(b"one").unwrap();
        assert_eq!(shop.names().unwrap(), ["20261102-090000-0"]);
        shop.note("holder", "x").unwrap();
        assert_eq!((shop.noted("holder").as_deref(), shop.noted("none")), (Some("x"), None));
        shop.discard("20261102-090000-0").unwrap();
        assert!(!folder.exists() && !folder.with_extension("sent").exists());
        assert_eq!(fs::read_to_string(root.path().join(".zhangbang/targets/.gitignore")).unwrap(), "*\n");
    }
}
