//! Every change that publishing makes on disk, one step each, so that tests can die at any of them.
//!
//! A step is done whole, fails, or (for bytes being written) is cut in the middle; what comes after a
//! death does not happen. Reading is no step.

use std::cell::Cell;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// The disk, counting its steps.
#[derive(Default)]
pub struct Disk {
    steps: Cell<usize>,
    /// The step at which the machine dies, from 1; only tests set it.
    dies_at: Option<usize>,
    /// Called before every step; only tests set it.
    watcher: Option<Box<dyn Fn()>>,
}

impl fmt::Debug for Disk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Disk at step {}", self.steps.get())
    }
}

impl Disk {
    pub fn new() -> Disk {
        Disk::default()
    }

    /// A disk that dies at a step: for tests of what a crash leaves behind.
    pub fn dying_at(step: usize) -> Disk {
        Disk { dies_at: Some(step), ..Disk::default() }
    }

    /// The same disk with somebody looking on before every step: for tests of what visitors see meanwhile.
    #[must_use]
    pub fn watched_by(self, watcher: impl Fn() + 'static) -> Disk {
        Disk { watcher: Some(Box::new(watcher)), ..self }
    }

    /// How many steps were begun.
    pub fn steps(&self) -> usize {
        self.steps.get()
    }

    /// Begins a step; an error when the machine is dead, or dies now.
    pub fn step(&self) -> io::Result<()> {
        if let Some(look) = &self.watcher {
            look();
        }
        self.steps.set(self.steps.get() + 1);
        match self.dies_at {
            Some(step) if self.steps.get() >= step => Err(io::Error::other("the machine has died (a test)")),
            _ => Ok(()),
        }
    }

    fn dies_now(&self) -> bool {
        self.dies_at == Some(self.steps.get())
    }

    pub fn create_dir_all(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        fs::create_dir_all(path).map_err(|error| named(path, &error))
    }

    /// Puts a file in place whole: beside it, synced, then renamed over it, then its folder synced.
    pub fn put(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let half = path.with_extension("half");
        self.step()?;
        let mut file = File::create(&half).map_err(|error| named(&half, &error))?;
        self.write(&mut file, bytes, &half)?;
        self.step()?;
        fs::rename(&half, path).map_err(|error| named(path, &error))?;
        self.sync_folder(path)
    }

    /// Adds to the end of a file and syncs it; makes the file when there is none.
    pub fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.step()?;
        let mut file =
            OpenOptions::new().append(true).create(true).open(path).map_err(|error| named(path, &error))?;
        self.write(&mut file, bytes, path)?;
        self.sync_folder(path)
    }

    fn write(&self, file: &mut File, bytes: &[u8], path: &Path) -> io::Result<()> {
        let begun = self.step();
        if begun.is_err() && self.dies_now() {
            // a write is cut in the middle
            file.write_all(&bytes[..bytes.len() / 2]).map_err(|error| named(path, &error))?;
        }
        begun?;
        file.write_all(bytes).map_err(|error| named(path, &error))?;
        self.step()?;
        file.sync_all().map_err(|error| named(path, &error))
    }

    /// Points the link at `to`, with one rename: a reader sees the old place or the new one.
    pub fn point(&self, link: &Path, to: &Path) -> io::Result<()> {
        let half = link.with_extension("half");
        let _ = fs::remove_file(&half);
        self.step()?;
        symlink(to, &half).map_err(|error| named(&half, &error))?;
        self.step()?;
        fs::rename(&half, link).map_err(|error| named(link, &error))?;
        self.sync_folder(link)
    }

    pub fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(named(path, &error)),
            _ => self.sync_folder(path),
        }
    }

    /// Removes a release of ours.
    #[expect(clippy::disallowed_methods, reason = "a release is a folder that publishing made")]
    pub fn remove_release(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        match fs::remove_dir_all(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(named(path, &error)),
            _ => Ok(()),
        }
    }

    /// Syncs everything below a folder, with one call where the system has one.
    pub fn sync_tree(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        sync_below(path).map_err(|error| named(path, &error))
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if cfg!(unix) {
            self.step()?;
            let opened = File::open(folder).map_err(|error| named(folder, &error))?;
            opened.sync_all().map_err(|error| named(folder, &error))?;
        }
        Ok(())
    }
}

#[cfg(unix)]
fn symlink(to: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, link)
}

#[cfg(windows)]
fn symlink(to: &Path, link: &Path) -> io::Result<()> {
    std::os::windows::fs::symlink_dir(to, link)
}

#[cfg(target_os = "linux")]
fn sync_below(folder: &Path) -> io::Result<()> {
    // one call for the whole file system: thousands of single ones take minutes on a slow disk
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

#[cfg(not(target_os = "linux"))]
fn sync_below(folder: &Path) -> io::Result<()> {
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            File::open(entry.path())?.sync_all()?;
        }
    }
    Ok(())
}

/// The error with the path that it is about.
pub fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
