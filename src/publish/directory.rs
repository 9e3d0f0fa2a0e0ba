//! A local directory: `releases/NAME/` folders, and `current`, a link that one rename moves on.
//!
//! The web server's root is `current`. Only what has a release's name is ever removed. Where links cannot be
//! renamed over one another (Windows), there is no switching at once, and publishing says so.

#![allow(clippy::disallowed_methods, reason = "publishing is a door")]

use super::disk::{Disk, named};
use super::release;
use super::target::{Lock, Target};
use crate::model::release::{NAME, Prints};
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

    /// The release before the one that is shown, by a link of its own.
    fn previous(&self) -> PathBuf {
        self.path.join("previous")
    }

    /// A folder of somebody else's is not taken over.
    fn is_ours(&self) -> io::Result<bool> {
        if self.releases().is_dir() {
            return Ok(true);
        }
        let mut entries = fs::read_dir(&self.path).map_err(|error| named(&self.path, &error))?;
        Ok(entries.all(|entry| entry.is_ok_and(|entry| entry.file_name() == ".lock")))
    }

    /// The release that a link of ours leads to.
    fn led_to(&self, link: &Path) -> io::Result<Option<String>> {
        match fs::read_link(link) {
            Ok(to) => {
                let name = to.strip_prefix("releases").ok().and_then(Path::to_str);
                let foreign = || refuse(link, "这个链接不是发布留下的，没有动它 (no link of ours)");
                name.filter(|name| is_name(name)).map(|name| Some(name.to_owned())).ok_or_else(foreign)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => {
                Err(refuse(link, "应当是链接，却是别的东西 (must be a link)"))
            }
            Err(error) => Err(named(link, &error)),
        }
    }
}

/// `20261102-091503-7`
fn is_name(name: &str) -> bool {
    let mut pieces = name.split('-');
    let mut digits = |length: Option<usize>| {
        pieces.next().is_some_and(|piece| {
            !piece.is_empty()
                && length.is_none_or(|length| piece.len() == length)
                && piece.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    digits(Some(8)) && digits(Some(6)) && digits(None) && pieces.next().is_none()
}

fn refuse(path: &Path, why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, format!("{}: {why}", path.display()))
}

impl Target for Directory<'_> {
    fn admit(&self) -> io::Result<()> {
        if cfg!(not(unix)) {
            return Err(refuse(
                &self.path,
                "这个系统不能一步切换，请在 Linux 或 WSL 里发布 (publish from Linux or WSL)",
            ));
        }
        if self.path.exists() && !self.path.is_dir() {
            return Err(refuse(&self.path, "这是一个文件，不是文件夹 (a file, not a folder)"));
        }
        self.led_to(&self.link())?;
        self.led_to(&self.previous())?;
        if self.path.exists() && !self.is_ours()? {
            return Err(refuse(
                &self.path,
                "里面有别的东西，请换一个空文件夹 (not empty; choose an empty folder)",
            ));
        }
        Ok(())
    }

    fn lock(&self) -> io::Result<Lock> {
        self.disk.create_dir_all(&self.path)?;
        self.disk.create_dir_all(&self.releases())?;
        Lock::take(&self.path.join(".lock"))
    }

    fn current(&self) -> io::Result<Option<String>> {
        self.led_to(&self.link())
    }

    fn file(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        let path = self.link().join(path);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(named(&path, &error)),
        }
    }

    fn prints(&self) -> io::Result<Option<Prints>> {
        if !self.link().join(NAME).is_file() {
            return Ok(None);
        }
        release::prints(&self.link()).map(Some)
    }

    fn stage(&self, name: &str) -> io::Result<PathBuf> {
        self.discard(name)?;
        let folder = self.releases().join(name);
        self.disk.create_dir_all(&folder)?;
        Ok(folder)
    }

    fn settle(&self, name: &str) -> io::Result<()> {
        self.disk.sync_tree(&self.releases().join(name))
    }

    fn switch(&self, name: &str) -> io::Result<()> {
        if let Some(shown) = self.current()? {
            self.disk.point(&self.previous(), &Path::new("releases").join(shown))?;
        }
        self.disk.point(&self.link(), &Path::new("releases").join(name))
    }

    fn discard(&self, name: &str) -> io::Result<()> {
        let folder = self.releases().join(name);
        if self.current()?.as_deref() == Some(name) {
            return Err(refuse(&folder, "正在展示，不能删除 (is being shown)"));
        }
        if folder.exists() { self.disk.remove_release(&folder) } else { Ok(()) }
    }

    fn prune(&self) -> io::Result<()> {
        let keep = [self.current()?, self.led_to(&self.previous())?];
        let entries = fs::read_dir(self.releases()).map_err(|error| named(&self.releases(), &error))?;
        for entry in entries {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if is_name(&name) && !keep.contains(&Some(name.clone())) {
                self.discard(&name)?;
            }
        }
        Ok(())
    }
}
