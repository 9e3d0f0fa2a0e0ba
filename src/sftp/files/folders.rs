//! Folders: made, listed, and removed with all that is in them.

use super::{Found, all_done, done, explained, is_done, look, unfit};
use crate::sftp::packet::Packet;
use crate::sftp::reply::{Named, Reply, Status};
use crate::sftp::session::Session;
use crate::sftp::trouble::{Action, Garbled, Trouble};
use std::collections::{BTreeMap, BTreeSet};

/// More names in one folder are no list that anybody made.
const MOST_NAMES: usize = 200_000;
/// Folders in one another.
const MOST_LEVELS: usize = 64;

/// Makes folders, each after the one that it lies in; that one is there already is as well.
///
/// # Errors
/// When one cannot be made.
pub fn make_folders<'p>(
    session: &mut Session,
    folders: impl IntoIterator<Item = &'p str>,
) -> Result<(), Trouble> {
    let mut levels: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for folder in folders {
        levels.entry(folder.matches('/').count()).or_default().push(folder);
    }
    for level in levels.values() {
        let mut wrong = Vec::new();
        session.all(level.iter().map(|folder| Packet::make_folder(folder)), |at, reply| {
            if !is_done(&reply) {
                wrong.push((level[at], reply));
            }
            None
        })?;
        for (folder, reply) in wrong {
            if look(session, folder)? != Found::Folder {
                let done = done(session, folder, Action::MakeFolder, reply);
                explained(session, done)?;
            }
        }
    }
    Ok(())
}

/// What is in a folder, in no order.
///
/// # Errors
/// When it cannot be listed, or the list has no end.
pub fn entries(session: &mut Session, folder: &str) -> Result<Vec<Named>, Trouble> {
    let handle = match session.one(Packet::list(folder))? {
        Reply::Handle(handle) => handle,
        other => return Err(unfit(session, folder, Action::Read, other)),
    };
    let listed = listed(session, folder, &handle);
    session.one(Packet::close(&handle))?;
    listed
}

fn listed(session: &mut Session, folder: &str, handle: &[u8]) -> Result<Vec<Named>, Trouble> {
    let mut all = Vec::new();
    while all.len() <= MOST_NAMES {
        match session.one(Packet::next(handle))? {
            Reply::Names(names) if names.is_empty() => break,
            Reply::Names(names) if names.iter().any(leads_elsewhere) => {
                return Err(session.garbled(Garbled::Name));
            }
            Reply::Names(names) => all.extend(names),
            Reply::Status(Status { code: Status::END, .. }) => {
                all.retain(|one| one.name != "." && one.name != "..");
                return Ok(all);
            }
            other => return Err(unfit(session, folder, Action::Read, other)),
        }
    }
    Err(session.garbled(Garbled::Endless))
}

fn leads_elsewhere(one: &Named) -> bool {
    one.name.is_empty() || one.name.contains(['/', '\0'])
}

/// Removes files at once; `false` when one was not there or would not go.
///
/// # Errors
/// When the connection is lost.
pub fn remove_all<'p>(
    session: &mut Session,
    files: impl IntoIterator<Item = &'p str>,
) -> Result<bool, Trouble> {
    let mut all = true;
    session.all(files.into_iter().map(Packet::remove), |_, reply| {
        all &= is_done(&reply);
        None
    })?;
    Ok(all)
}

/// Removes a folder with all that is in it. Links are removed and never followed. Folders and files that are thought to
/// be in it may be named, which spares asking.
///
/// # Errors
/// When something would not go.
pub fn remove_tree(session: &mut Session, folder: &str, known: &[&str]) -> Result<(), Trouble> {
    let inside: Vec<String> = known.iter().map(|path| format!("{folder}/{path}")).collect();
    remove_all(session, inside.iter().map(String::as_str))?;
    let above: BTreeSet<&str> = known.iter().flat_map(|path| above(path)).collect();
    let mut folders: Vec<String> = above.into_iter().map(|inner| format!("{folder}/{inner}")).collect();
    folders.sort_by_key(|path| std::cmp::Reverse(path.matches('/').count()));
    session.all(folders.iter().map(|folder| Packet::remove_folder(folder)), |_, _| None)?;
    match session.one(Packet::remove_folder(folder))? {
        reply if is_done(&reply) => Ok(()),
        Reply::Status(Status { code: Status::NOTHING, .. }) => Ok(()),
        _ => walk(session, folder, 0),
    }
}

/// Every folder on the way to a path.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at))
}

fn walk(session: &mut Session, folder: &str, level: usize) -> Result<(), Trouble> {
    if level > MOST_LEVELS {
        return Err(session.garbled(Garbled::Endless));
    }
    let mut files = Vec::new();
    for Named { name, attributes } in entries(session, folder)? {
        let path = format!("{folder}/{name}");
        // a list may follow links, and is not believed about what is a folder
        let is_folder = attributes.mode.is_none_or(|mode| mode & 0o170_000 == 0o040_000);
        if is_folder && look(session, &path)? == Found::Folder {
            walk(session, &path, level + 1)?;
        } else {
            files.push(path);
        }
    }
    let removals = files.iter().map(|path| Packet::remove(path));
    all_done(session, Action::Remove, removals, |at| files[at].as_str())?;
    let reply = session.one(Packet::remove_folder(folder))?;
    done(session, folder, Action::Remove, reply)
}
