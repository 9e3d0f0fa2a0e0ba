//! A folder on a server, by SFTP over the user's own ssh: `releases/NAME/`, and `current`, a link that one rename moves on,
//! as in a folder on this machine. The server's own web server serves `current`.
//!
//! A release is made in the workshop here. What did not change gets a second name on the server and does not travel. What is
//! believed: that files of a release lie as they were brought, for none is written twice and `release.json`, which comes
//! last, lists them. What is read back each time: every page and file of an open notice, and to where `current`
//! leads. A server without renaming over what stands there cannot switch at once, and is refused by name.

mod bring;
mod hold;
mod line;
mod place;

use self::bring::{Bringing, open_prints};
use self::hold::Hold;
use self::line::Line;
use self::place::{LOCK, Place, refuse};
use super::address::Address;
use super::around::Around;
use super::promise::{Held, Target};
use super::remote::{Asked, Cause, Remote};
use super::store::Traffic;
use super::trouble::{Refusal, Trouble};
use super::up::Up;
use super::workshop::Workshop;
use crate::disk;
use crate::model::digest::Digest;
use crate::model::release::{NAME, Prints, Release};
use crate::publish::release;
use crate::sftp::files::{self, Found};
use crate::sftp::{Host, Ssh};
use std::io::{IsTerminal, stderr, stdin};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// A folder on a server, switched by a link from release to release.
pub(super) struct Sftp<'d> {
    place: Place,
    workshop: Workshop<'d>,
    around: Around<'d>,
    hold: Hold,
    /// What is known of the release that is shown: its name, and what may be shared with the next.
    shown: Mutex<(String, Prints)>,
    /// Files of the release in the making that are there already.
    brought: Mutex<Vec<String>>,
}

impl<'d> Sftp<'d> {
    /// The target at an address; asks nothing yet.
    ///
    /// # Errors
    /// When it is no address of such a target.
    pub(super) fn new(
        address: &Address,
        workshop: Workshop<'d>,
        around: Around<'d>,
    ) -> Result<Sftp<'d>, Trouble> {
        if let Some(option) = address.foreign_option(&[]) {
            return refuse(option, Refusal::Option);
        }
        let Ok(host) = Host::new(address.user.as_deref(), &address.host, address.port) else {
            return refuse(&address.short(), Refusal::Address);
        };
        let asks = stdin().is_terminal() && stderr().is_terminal();
        let ssh = Ssh::new((around.secret)("ZHANGBANG_SSH").as_deref(), asks);
        Ok(Sftp {
            place: Place::new(Line::new(ssh, host), address),
            workshop,
            around,
            hold: Hold::new(around.secret),
            shown: Mutex::default(),
            brought: Mutex::default(),
        })
    }

    /// Nothing more is written when somebody else has taken the lock away.
    fn still_held(&self) -> Result<(), Trouble> {
        let lock = self.place.at(LOCK);
        match self.place.ask(|session| self.hold.is_ours(session, &lock))? {
            true => Ok(()),
            false => Err(Remote::new(Asked::Lock, self.place.address(), Cause::Lost).into()),
        }
    }

    fn discard_there(&self, name: &str) -> Result<(), Trouble> {
        let folder = self.place.release(name);
        if self.place.kept()?.iter().flatten().any(|kept| kept == name) {
            return refuse(&folder, Refusal::Shown);
        }
        if self.place.ask(|session| files::look(session, &folder))? == Found::Nothing {
            return Ok(());
        }
        let told = self.place.told(&folder)?.map(|release| release.contents).unwrap_or_default();
        // somebody may have written into it that files elsewhere belong to the release
        let plain = told.keys().map(String::as_str).filter(|path| disk::path::is_plain(path));
        let known: Vec<&str> = plain.chain([NAME]).collect();
        self.place.ask(|session| files::remove_tree(session, &folder, &known))
    }
}

/// Let go of when dropped, here and on the server.
struct Taken<'s, 'd> {
    target: &'s Sftp<'d>,
    _here: Box<dyn Held>,
}

impl Held for Taken<'_, '_> {}

impl Drop for Taken<'_, '_> {
    fn drop(&mut self) {
        let lock = self.target.place.at(LOCK);
        // one that is left on a server that is gone is known again by the next run
        let _ = self.target.place.ask(|session| self.target.hold.let_go(session, &lock));
    }
}

impl Target for Sftp<'_> {
    fn admit(&self) -> Result<(), Trouble> {
        let (offers, found) = self
            .place
            .ask(|session| Ok((session.offers(), files::look_through(session, self.place.top())?)))?;
        if !offers.replace {
            return refuse(self.place.address(), Refusal::NoReplace);
        }
        if !matches!(found, Found::Nothing | Found::Folder) {
            return refuse(self.place.top(), Refusal::File);
        }
        self.place.kept()?;
        if found == Found::Folder && !self.place.is_ours()? {
            return refuse(self.place.top(), Refusal::Occupied);
        }
        Ok(())
    }

    fn probe(&self) -> Result<(), Trouble> {
        let lock = self.place.at(LOCK);
        self.hold.find(&self.workshop);
        match self.place.ask(|session| self.hold.other(session, &lock))? {
            Some(other) => Err(Trouble::Taken(Box::new(other))),
            None => Ok(()),
        }
    }

    fn has_room(&self, bytes: u64) -> Result<(), Trouble> {
        let room = self.place.ask(|session| files::room(session, self.place.top()))?;
        match room.is_some_and(|room| room.bytes < bytes) {
            true => Err(Remote::new(Asked::Write, self.place.address(), Cause::Full).into()),
            false => Ok(()),
        }
    }

    fn lock(&self) -> Result<Box<dyn Held + '_>, Trouble> {
        let here = self.workshop.lock()?;
        self.hold.find_or_make(&self.workshop)?;
        self.place.make_folders()?;
        let lock = self.place.at(LOCK);
        match self.place.ask(|session| self.hold.take(session, &lock))? {
            None => Ok(Box::new(Taken { target: self, _here: here })),
            Some(other) => Err(Trouble::Taken(Box::new(other))),
        }
    }

    /// Its name is enough: one rename shows all of it.
    fn shows(&self, name: &str, _: Option<Digest>) -> Result<bool, Trouble> {
        Ok(self.place.current()?.as_deref() == Some(name))
    }

    fn resume(&self, _: &str, _: Digest) -> Result<bool, Trouble> {
        Ok(false)
    }

    fn was_used(&self) -> Result<bool, Trouble> {
        if self.place.kept()?.iter().any(Option::is_some) {
            return Ok(true);
        }
        for name in self.place.releases()? {
            let path = format!("{}/{NAME}", self.place.release(&name));
            if matches!(self.place.ask(|session| files::look(session, &path))?, Found::File(_)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn file(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let path = self.place.at(&format!("current/{path}"));
        self.place.read(&path)
    }

    fn up(&self) -> Result<Option<Up>, Trouble> {
        let Some(name) = self.place.current()? else { return Ok(None) };
        let Some(bytes) = self.file(NAME)? else { return Ok(None) };
        let told = Release::read(&bytes);
        let folder = self.place.release(&name);
        let prints = match told {
            Some(release) => self.place.ask(|session| open_prints(session, &folder, release))?,
            None => Prints::new(),
        };
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = (name, prints.clone());
        Ok(Some(Up::There { prints, copies: self.workshop.copies(&bytes)? }))
    }

    fn stage(&self, name: &str) -> Result<PathBuf, Trouble> {
        self.discard_there(name)?;
        self.brought.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.workshop.stage(name)
    }

    fn settle(&self, name: &str) -> Result<(), Trouble> {
        self.workshop.settle(name)?;
        self.still_held()?;
        let mut brought = self.brought.lock().unwrap_or_else(PoisonError::into_inner);
        let mut lying = release::lying(&self.workshop.folder(name))?;
        for path in brought.iter() {
            lying.remove(path);
        }
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let (from, to) = (self.place.release(&shown.0), self.place.release(name));
        let bringing = Bringing { from: &from, shown: &shown.1, to: &to, progress: self.around.progress };
        bringing.carry(self.place.line().session()?, &lying)?;
        brought.extend(lying.into_keys());
        Ok(())
    }

    fn switch(&self, name: &str) -> Result<(), Trouble> {
        self.still_held()?;
        let release = |name: &str| format!("releases/{name}");
        if let Some(shown) = self.place.current()? {
            let link = self.place.at("previous");
            self.place.ask(|session| files::point(session, &link, &release(&shown)))?;
        }
        let link = self.place.at("current");
        self.place.ask(|session| {
            files::sync_folder(session, &self.place.release(name))?;
            files::point(session, &link, &release(name))?;
            files::sync_folder(session, self.place.top())
        })
    }

    fn discard(&self, name: &str) -> Result<(), Trouble> {
        self.discard_there(name)?;
        self.workshop.discard(name)
    }

    fn prune(&self) -> Result<(), Trouble> {
        let kept = self.place.kept()?;
        for name in self.place.releases()? {
            if !kept.iter().flatten().any(|kept| *kept == name) {
                self.discard_there(&name)?;
            }
        }
        match self.file(NAME)? {
            Some(release) => self.workshop.keep(&release),
            None => Ok(()),
        }
    }

    fn traffic(&self) -> Option<Traffic> {
        self.place.line().traffic()
    }
}
