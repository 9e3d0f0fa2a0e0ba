//! What one would say of a disk, said to a server; of many files at once wherever that can be.

mod bytes;
mod folders;
mod links;

pub use bytes::{Wanted, put_all, read, read_all};
pub use folders::{entries, make_folders, remove_all, remove_tree};
pub use links::{led_to, point, share_all};

use super::packet::{How, Packet};
use super::reply::{Attributes, Reply, Room, Status};
use super::session::Session;
use super::trouble::{Action, Garbled, Refusal, Trouble, quoted};

/// What stands at a path. Links are not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing at all.
    Nothing,
    /// A plain file of so many bytes.
    File(u64),
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// Something else.
    Special,
}

/// What stands at a path; a link is told as one.
///
/// # Errors
/// When the server will not tell.
pub fn look(session: &mut Session, path: &str) -> Result<Found, Trouble> {
    let reply = session.one(Packet::look(path))?;
    seen(session, path, reply)
}

/// What a path leads to, links followed.
///
/// # Errors
/// When the server will not tell.
pub fn look_through(session: &mut Session, path: &str) -> Result<Found, Trouble> {
    let reply = session.one(Packet::look_through(path))?;
    seen(session, path, reply)
}

fn seen(session: &Session, path: &str, reply: Reply) -> Result<Found, Trouble> {
    match reply {
        Reply::Attributes(attributes) => found(attributes).ok_or_else(|| session.garbled(Garbled::Kind)),
        Reply::Status(Status { code: Status::NOTHING, .. }) => Ok(Found::Nothing),
        other => Err(unfit(session, path, Action::Inspect, other)),
    }
}

fn found(attributes: Attributes) -> Option<Found> {
    const KIND: u32 = 0o170_000;
    Some(match attributes.mode? & KIND {
        0o100_000 => Found::File(attributes.size?),
        0o040_000 => Found::Folder,
        0o120_000 => Found::Link,
        _ => Found::Special,
    })
}

/// When something at a path was last modified, by the server's clock; `None` where it does not say.
///
/// # Errors
/// When the connection is lost.
pub fn modified(session: &mut Session, path: &str) -> Result<Option<u32>, Trouble> {
    match session.one(Packet::look(path))? {
        Reply::Attributes(attributes) => Ok(attributes.modified),
        _ => Ok(None),
    }
}

/// Brings a folder's names to the server's disk where it can; not every server opens a folder.
///
/// # Errors
/// When the connection is lost.
pub fn sync_folder(session: &mut Session, folder: &str) -> Result<(), Trouble> {
    if !session.offers().sync {
        return Ok(());
    }
    if let Reply::Handle(handle) = session.one(Packet::open(folder, How::Read))? {
        session.one(Packet::sync(&handle))?;
        session.one(Packet::close(&handle))?;
    }
    Ok(())
}

/// Renames to where nothing stands.
///
/// # Errors
/// When the server will not.
pub fn rename(session: &mut Session, from: &str, to: &str) -> Result<(), Trouble> {
    let reply = session.one(Packet::rename(from, to))?;
    let done = done(session, to, Action::Write, reply);
    explained(session, done)
}

/// Removes a file or a link; that there is none is as well.
///
/// # Errors
/// When the server will not.
pub fn remove(session: &mut Session, path: &str) -> Result<(), Trouble> {
    match session.one(Packet::remove(path))? {
        Reply::Status(Status { code: Status::NOTHING, .. }) => Ok(()),
        reply => done(session, path, Action::Remove, reply),
    }
}

/// What room there is where a folder lies; `None` where the server does not tell.
///
/// # Errors
/// When the connection is lost.
pub fn room(session: &mut Session, folder: &str) -> Result<Option<Room>, Trouble> {
    if !session.offers().room {
        return Ok(None);
    }
    Ok(match session.one(Packet::room(folder))? {
        Reply::Extended(answer) => Room::read(&answer),
        _ => None,
    })
}

/// Of a request that has no more to say than whether it was done.
fn done(session: &Session, path: &str, action: Action, reply: Reply) -> Result<(), Trouble> {
    if is_done(&reply) { Ok(()) } else { Err(unfit(session, path, action, reply)) }
}

/// Requests of which each must be done; `path` tells what one is about.
fn all_done<'p>(
    session: &mut Session,
    action: Action,
    packets: impl IntoIterator<Item = Packet>,
    path: impl Fn(usize) -> &'p str,
) -> Result<(), Trouble> {
    let wrong = session.all(packets, |_, reply| (!is_done(&reply)).then_some(reply))?;
    let Some((at, reply)) = wrong else { return Ok(()) };
    let unfit = Err(unfit(session, path(at), action, reply));
    explained(session, unfit)
}

fn is_done(reply: &Reply) -> bool {
    matches!(reply, Reply::Status(Status { code: Status::OK, .. }))
}

/// Of an answer that is not the one hoped for: a refusal, or none that there can be.
fn unfit(session: &Session, path: &str, action: Action, reply: Reply) -> Trouble {
    match reply {
        Reply::Status(status) if status.code != Status::OK => refused(path, action, &status),
        _ => session.garbled(Garbled::Kind),
    }
}

fn refused(path: &str, action: Action, status: &Status) -> Trouble {
    let why = match status.code {
        Status::NOTHING => Refusal::Nothing,
        Status::DENIED => Refusal::Denied,
        Status::UNKNOWN => Refusal::Unable,
        _ => Refusal::Unsaid,
    };
    Trouble::Refused { path: path.to_owned(), action, why, said: quoted(&status.said) }
}

/// A full disk is told as nothing but a failure: where one is not explained, the server is asked what room it has.
fn explained<T>(session: &mut Session, outcome: Result<T, Trouble>) -> Result<T, Trouble> {
    const NEXT_TO_NOTHING: u64 = 64 * 1024;
    let Err(Trouble::Refused { path, action, why: Refusal::Unsaid, said }) = outcome else { return outcome };
    let folder = path.rsplit_once('/').map_or(".", |(folder, _)| folder);
    let room = room(session, folder)?;
    let full = room.is_some_and(|room| room.bytes < NEXT_TO_NOTHING || room.files == Some(0));
    let why = if full { Refusal::Full } else { Refusal::Unsaid };
    Err(Trouble::Refused { path, action, why, said })
}
