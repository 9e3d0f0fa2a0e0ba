//! A local directory: `releases/NAME/` folders, and `current`, a link that one rename moves on.

use super::disk::{Disk, named};
use super::target::{Lock, Target};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub struct Directory<'d> {
    path: PathBuf,
    disk: &'d Disk,
}

impl<'d> Directory<'d> {
    pub fn new(path: &Path, disk: &'d Disk) -> Directory<'d> {
        Directory { path: path.to_owned(), disk }
    }

    fn releases(&self) -> PathBuf {
        self.path.join("releases")
    }

    fn link(&self) -> PathBuf {
        self.path.join("current")
    }

    /// A folder of somebody else's is not taken over.
    fn is_ours(&self) -> io::Result<bool> {
        if self.releases().is_dir() {
            return Ok(true);
        }
        let mut entries = fs::read_dir(&self.path).map_err(|error| named(&self.path, &error))?;
        Ok(entries.all(|entry| entry.is_ok_and(|entry| entry.file_name() == ".lock")))
    }
}

fn refuse(path: &Path, why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, format!("{}: {why}", path.display()))
}

impl Target for Directory<'_> {
    fn lock(&self) -> io::Result<Lock> {
        if self.path.exists() && !self.path.is_dir() {
            return Err(refuse(&self.path, "这是一个文件，不是文件夹 (a file, not a folder)"));
        }
        self.disk.create_dir_all(&self.path)?;
        if !self.is_ours()? {
            return Err(refuse(
                &self.path,
                "里面有别的东西，请换一个空文件夹 (not empty; choose an empty folder)",
            ));
        }
        let link = self.link();
        if link.exists() && !link.is_symlink() {
            return Err(refuse(&link, "应当是链接，却是别的东西 (must be a link)"));
        }
        self.disk.create_dir_all(&self.releases())?;
        Lock::take(&self.path.join(".lock"))
    }

    fn current(&self) -> io::Result<Option<String>> {
        match fs::read_link(self.link()) {
            Ok(to) => Ok(to.file_name().map(|name| name.to_string_lossy().into_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(named(&self.link(), &error)),
        }
    }

    fn file(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        let path = self.link().join(path);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(named(&path, &error)),
        }
    }

    fn stage(&self, name: &str) -> io::Result<PathBuf> {
        let folder = self.releases().join(name);
        self.disk.remove_release(&folder)?;
        self.disk.create_dir_all(&folder)?;
        Ok(folder)
    }

    fn settle(&self, name: &str) -> io::Result<()> {
        self.disk.sync_tree(&self.releases().join(name))
    }

    fn switch(&self, name: &str) -> io::Result<()> {
        self.disk.point(&self.link(), &Path::new("releases").join(name))
    }

    fn discard(&self, name: &str) -> io::Result<()> {
        self.disk.remove_release(&self.releases().join(name))
    }

    fn prune(&self, previous: Option<&str>) -> io::Result<()> {
        let current = self.current()?;
        let entries = fs::read_dir(self.releases()).map_err(|error| named(&self.releases(), &error))?;
        for entry in entries {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if current.as_deref() != Some(&name) && previous != Some(&name) {
                self.discard(&name)?;
            }
        }
        Ok(())
    }
}
