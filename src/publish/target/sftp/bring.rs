//! A release on its way to a server: what is there already gets a second name, the rest travels.

use crate::disk;
use crate::model::digest::Digest;
use crate::model::release::{FilePrint, Prints, Release};
use crate::publish::release::{Lying, digested};
use crate::publish::target::around::Sending;
use crate::publish::target::trouble::Trouble;
use crate::sftp::files::{self, Wanted};
use crate::sftp::{self, Session};
use std::collections::{BTreeMap, BTreeSet};

/// No file of a site has more bytes.
pub(super) const MOST: u64 = 256 * 1024 * 1024;

/// From where to where.
pub(super) struct Bringing<'a> {
    /// The folder of the release that is shown.
    pub(super) from: &'a str,
    /// What its files are.
    pub(super) shown: &'a Prints,
    /// The folder of the new one.
    pub(super) to: &'a str,
    /// Told of how far the files are that travel.
    pub(super) progress: &'a (dyn Fn(Sending) + Sync),
}

impl Bringing<'_> {
    /// Brings these files of the new release there.
    pub(super) fn carry(&self, session: &mut Session, lying: &Lying) -> Result<(), Trouble> {
        let prints = digested(lying.clone())?;
        let folders: BTreeSet<String> = lying.keys().flat_map(|path| self.above(path)).collect();
        files::make_folders(session, folders.iter().map(String::as_str))?;
        let is_there = |path: &&String| self.shown.get(*path) == prints.get(*path);
        let can_share = session.offers().share;
        let (there, mut travels): (Vec<&String>, Vec<&String>) =
            lying.keys().partition(|path| can_share && is_there(path));
        let pairs: Vec<(String, String)> = there
            .iter()
            .map(|path| (format!("{}/{path}", self.from), format!("{}/{path}", self.to)))
            .collect();
        let not = files::share_all(session, pairs.iter().map(|(from, to)| (from.as_str(), to.as_str())))?;
        // what cannot be shared, for whatever reason, travels
        travels.extend(not.iter().filter_map(|at| there.get(*at)));
        (self.progress)(Sending::Files(travels.len()));
        files::put_all(session, travels.into_iter().map(|path| self.load(path, lying, &prints)))
    }

    /// The folder of the release, and every folder on the way to a path in it.
    fn above(&self, path: &str) -> Vec<String> {
        let inner = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
        [self.to.to_owned()].into_iter().chain(inner.map(|inner| format!("{}/{inner}", self.to))).collect()
    }

    fn load(&self, path: &str, lying: &Lying, prints: &Prints) -> Result<(String, Vec<u8>), Trouble> {
        let file = lying.get(path).cloned().unwrap_or_default();
        let bytes = disk::read(&file)?;
        (self.progress)(Sending::Sent);
        match prints.get(path) {
            Some(print) if print.sha256 == Digest::of(&bytes) => Ok((format!("{}/{path}", self.to), bytes)),
            _ => Err(disk::Trouble::changed(file).into()),
        }
    }
}

/// What the files of a release on a server are: what it says of them, and of open notices what it gives.
pub(super) fn open_prints(
    session: &mut Session,
    folder: &str,
    release: Release,
) -> Result<Prints, sftp::Trouble> {
    let mut prints = release.contents;
    let mut open: BTreeMap<String, u64> = BTreeMap::new();
    for page in release.notices.into_values().filter(|page| page.open) {
        for path in page.files.into_keys().chain([page.path]) {
            // one of which it does not say what it is, or nothing that can be, travels
            if let Some(print) = prints.remove(&path).filter(|print| print.size <= MOST) {
                open.insert(path, print.size);
            }
        }
    }
    let wanted: Vec<Wanted> =
        open.iter().map(|(path, size)| Wanted { path: format!("{folder}/{path}"), size: *size }).collect();
    let paths: Vec<&String> = open.keys().collect();
    files::read_all(session, &wanted, MOST, |at, bytes| {
        if let (Some(path), Some(bytes)) = (paths.get(at), bytes) {
            let print = FilePrint { sha256: Digest::of(&bytes), size: bytes.len() as u64 };
            prints.insert((*path).clone(), print);
        }
    })?;
    Ok(prints)
}
