//! A local directory: `releases/NAME/` folders, and `current`, a link that one rename moves on.
//!
//! The web server's root is `current`. Only what has a release's name is ever removed, and `releases` is a
//! folder, never a link to one. Files that did not change are in one release and in the next under two names for one
//! and the same file. Where links cannot be renamed over one another (Windows), there is no
//! switching at once, and publishing says so.

use super::promise::{Held, Target};
use super::trouble::{Refusal, Trouble};
use super::up::Up;
use crate::disk::{self, Disk, Found, Lock};
use crate::model::digest::Digest;
use crate::model::release::NAME;
use crate::publish::release::{self, is_name};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The lock's file in it.
const LOCK: &str = ".lock";

/// A folder on this machine, switched by a link from release to release.
pub struct Directory<'d> {
    path: PathBuf,
    disk: &'d Disk,
}

impl<'d> Directory<'d> {
    /// The target at a path; touches nothing yet.
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

    /// The name of the release that visitors see.
    fn current(&self) -> Result<Option<String>, Trouble> {
        self.led_to(&self.link())
    }

    /// A folder of somebody else's is not taken over.
    fn is_ours(&self) -> Result<bool, Trouble> {
        match disk::look(&self.releases())? {
            Found::Folder => Ok(true),
            Found::Link => refuse(&self.releases(), Refusal::Link),
            Found::Nothing | Found::File(_) | Found::Special(_) => {
                let entries = disk::entries(&self.path)?;
                Ok(entries.iter().all(|entry| entry.ends_with(LOCK)))
            }
        }
    }

    /// The release that a link of ours leads to.
    fn led_to(&self, link: &Path) -> Result<Option<String>, Trouble> {
        let to = match disk::led_to(link) {
            Err(trouble) if trouble.kind() == Some(ErrorKind::InvalidInput) => {
                return refuse(link, Refusal::NoLink);
            }
            to => to?,
        };
        let Some(to) = to else { return Ok(None) };
        match to.strip_prefix("releases").ok().and_then(Path::to_str).filter(|name| is_name(name)) {
            Some(name) => Ok(Some(name.to_owned())),
            None => refuse(link, Refusal::ForeignLink),
        }
    }

    /// The release shown and the one before it.
    fn kept(&self) -> Result<[Option<String>; 2], Trouble> {
        Ok([self.current()?, self.led_to(&self.previous())?])
    }
}

fn refuse<T>(path: &Path, refusal: Refusal) -> Result<T, Trouble> {
    Err(Trouble::Refused { path: path.to_owned(), refusal })
}

impl Held for Lock {}

impl Target for Directory<'_> {
    fn admit(&self) -> Result<(), Trouble> {
        if cfg!(not(unix)) {
            return refuse(&self.path, Refusal::NoSwitch);
        }
        let found = disk::look_through(&self.path)?;
        if !matches!(found, Found::Nothing | Found::Folder) {
            return refuse(&self.path, Refusal::File);
        }
        self.kept()?;
        if found == Found::Folder && !self.is_ours()? {
            return refuse(&self.path, Refusal::Occupied);
        }
        Ok(())
    }

    fn probe(&self) -> Result<(), Trouble> {
        disk::may_write(&self.path)?;
        if disk::look(&self.releases())? != Found::Nothing {
            disk::may_write(&self.releases())?;
        }
        let path = self.path.join(LOCK);
        if disk::is_held(&path)? { Err(Trouble::Busy(path)) } else { Ok(()) }
    }

    fn has_room(&self, bytes: u64) -> Result<(), Trouble> {
        Ok(disk::has_room(&self.releases(), bytes)?)
    }

    fn lock(&self) -> Result<Box<dyn Held + '_>, Trouble> {
        self.disk.make_folders(&self.path)?;
        self.disk.own_folder(&self.releases())?;
        let path = self.path.join(LOCK);
        match Lock::take(self.disk, &path)? {
            Some(lock) => Ok(Box::new(lock)),
            None => Err(Trouble::Busy(path)),
        }
    }

    /// Its name is enough: one rename shows all of it.
    fn shows(&self, name: &str, _: Option<Digest>) -> Result<bool, Trouble> {
        Ok(self.current()?.as_deref() == Some(name))
    }

    fn resume(&self, _: &str, _: Digest) -> Result<bool, Trouble> {
        Ok(false)
    }

    /// A release has its `release.json` only once it is about to be shown, see the story of a publication.
    fn was_used(&self) -> Result<bool, Trouble> {
        if self.kept()?.iter().any(Option::is_some) {
            return Ok(true);
        }
        if disk::look(&self.releases())? != Found::Folder {
            return Ok(false);
        }
        for entry in disk::entries(&self.releases())? {
            if matches!(disk::look(&entry.join(NAME))?, Found::File(_)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn file(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        match disk::read(&self.link().join(path)) {
            Err(trouble) if trouble.kind() == Some(ErrorKind::NotFound) => Ok(None),
            bytes => Ok(bytes.map(Some)?),
        }
    }

    fn up(&self) -> Result<Option<Up>, Trouble> {
        let Some(name) = self.current()? else { return Ok(None) };
        let folder = self.releases().join(name);
        match disk::look(&folder.join(NAME))? {
            Found::File(_) => Ok(Some(Up::Here(release::lying(&folder)?))),
            _ => Ok(None),
        }
    }

    fn stage(&self, name: &str) -> Result<PathBuf, Trouble> {
        self.discard(name)?;
        let folder = self.releases().join(name);
        self.disk.make_folder(&folder)?;
        Ok(folder)
    }

    fn settle(&self, name: &str) -> Result<(), Trouble> {
        Ok(self.disk.sync_tree(&self.releases().join(name))?)
    }

    fn switch(&self, name: &str) -> Result<(), Trouble> {
        if let Some(shown) = self.current()? {
            self.disk.point(&self.previous(), &Path::new("releases").join(shown))?;
        }
        Ok(self.disk.point(&self.link(), &Path::new("releases").join(name))?)
    }

    fn discard(&self, name: &str) -> Result<(), Trouble> {
        let folder = self.releases().join(name);
        if self.kept()?.iter().flatten().any(|kept| kept == name) {
            return refuse(&folder, Refusal::Shown);
        }
        match disk::look(&folder)? {
            Found::Nothing => Ok(()),
            _ => Ok(self.disk.remove_tree(&folder)?),
        }
    }

    fn prune(&self) -> Result<(), Trouble> {
        let kept = self.kept()?;
        for entry in disk::entries(&self.releases())? {
            let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if is_name(&name) && !kept.iter().flatten().any(|kept| *kept == name) {
                self.discard(&name)?;
            }
        }
        Ok(())
    }
}
