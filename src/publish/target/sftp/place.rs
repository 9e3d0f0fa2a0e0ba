//! A folder on a server and what lies where in it.

use super::bring::MOST;
use super::line::Line;
use crate::model::release::{NAME, Release};
use crate::publish::release::is_name;
use crate::publish::target::address::Address;
use crate::publish::target::trouble::{Refusal, Trouble};
use crate::sftp::files::{self, Found};
use crate::sftp::{self, Session};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The lock's file on the server.
pub(super) const LOCK: &str = ".lock";

/// The folder, and the way there.
pub(super) struct Place {
    line: Mutex<Line>,
    /// Without a slash at its end.
    base: String,
    address: String,
}

impl Place {
    pub(super) fn new(line: Line, address: &Address) -> Place {
        Place { line: Mutex::new(line), base: base(&address.path), address: address.short() }
    }

    /// For people.
    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// A file's bytes; `None` when there is none.
    pub(super) fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.ask(|session| files::read(session, path, MOST))
    }

    pub(super) fn at(&self, inner: &str) -> String {
        format!("{}/{inner}", self.base)
    }

    pub(super) fn release(&self, name: &str) -> String {
        self.at(&format!("releases/{name}"))
    }

    pub(super) fn top(&self) -> &str {
        if self.base.is_empty() { "/" } else { &self.base }
    }

    pub(super) fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the server, and connects first when there is no connection yet.
    pub(super) fn ask<T>(
        &self,
        ask: impl FnOnce(&mut Session) -> Result<T, sftp::Trouble>,
    ) -> Result<T, Trouble> {
        Ok(ask(self.line().session()?)?)
    }

    /// The name of the release that visitors see.
    pub(super) fn current(&self) -> Result<Option<String>, Trouble> {
        self.led_to("current")
    }

    pub(super) fn led_to(&self, link: &str) -> Result<Option<String>, Trouble> {
        let link = self.at(link);
        let Ok(to) = self.ask(|session| files::led_to(session, &link))? else {
            return refuse(&link, Refusal::NoLink);
        };
        let Some(to) = to else { return Ok(None) };
        match to.strip_prefix("releases/").filter(|name| is_name(name)) {
            Some(name) => Ok(Some(name.to_owned())),
            None => refuse(&link, Refusal::ForeignLink),
        }
    }

    /// The release shown and the one before it.
    pub(super) fn kept(&self) -> Result<[Option<String>; 2], Trouble> {
        Ok([self.current()?, self.led_to("previous")?])
    }

    /// A folder of somebody else's is not taken over.
    pub(super) fn is_ours(&self) -> Result<bool, Trouble> {
        let releases = self.at("releases");
        match self.ask(|session| files::look(session, &releases))? {
            Found::Folder => Ok(true),
            Found::Link => refuse(&releases, Refusal::Link),
            Found::Nothing | Found::File(_) | Found::Special => {
                let entries = self.ask(|session| files::entries(session, self.top()))?;
                Ok(entries.iter().all(|one| one.name.starts_with(LOCK)))
            }
        }
    }

    /// Names of releases on the server.
    pub(super) fn releases(&self) -> Result<Vec<String>, Trouble> {
        let releases = self.at("releases");
        let entries = self.ask(|session| match files::look(session, &releases)? {
            Found::Folder => files::entries(session, &releases),
            _ => Ok(Vec::new()),
        })?;
        Ok(entries.into_iter().map(|one| one.name).filter(|name| is_name(name)).collect())
    }

    /// What a release on the server says of itself.
    pub(super) fn told(&self, release: &str) -> Result<Option<Release>, Trouble> {
        let path = format!("{release}/{NAME}");
        let bytes = self.read(&path)?;
        Ok(bytes.and_then(|bytes| Release::read(&bytes)))
    }

    /// Every folder on the way to the releases.
    pub(super) fn make_folders(&self) -> Result<(), Trouble> {
        let releases = self.at("releases");
        let above = releases.match_indices('/').filter_map(|(at, _)| releases.get(..at));
        let folders: Vec<&str> = above.filter(|path| !path.is_empty()).chain([releases.as_str()]).collect();
        self.ask(|session| {
            // those above may be none that we could make, or look into
            let known = files::look_through(session, self.top())? == Found::Folder;
            let missing = folders.iter().skip(if known { folders.len() - 1 } else { 0 });
            files::make_folders(session, missing.copied())
        })?;
        match self.ask(|session| files::look(session, &releases))? {
            Found::Folder => Ok(()),
            _ => refuse(&releases, Refusal::Link),
        }
    }
}

/// From the home of the user there when it begins with `~`.
fn base(path: &str) -> String {
    match path.strip_prefix('~').map(|rest| rest.trim_start_matches('/')) {
        Some("") => ".".to_owned(),
        Some(rest) => rest.to_owned(),
        None if path.is_empty() => String::new(),
        None => format!("/{path}"),
    }
}

pub(super) fn refuse<T>(path: &str, refusal: Refusal) -> Result<T, Trouble> {
    Err(Trouble::Refused { path: PathBuf::from(path), refusal })
}
