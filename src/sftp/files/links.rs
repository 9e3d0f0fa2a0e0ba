//! Links, and second names of files.

use super::{Found, done, explained, is_done, look, remove, unfit};
use crate::sftp::packet::Packet;
use crate::sftp::reply::Reply;
use crate::sftp::session::Session;
use crate::sftp::trouble::{Action, Garbled, Trouble};

/// Where a link leads; `None` when nothing stands there.
///
/// # Errors
/// What else stands there, and trouble.
pub fn led_to(session: &mut Session, link: &str) -> Result<Result<Option<String>, Found>, Trouble> {
    match look(session, link)? {
        Found::Nothing => Ok(Ok(None)),
        Found::Link => match session.one(Packet::led_to(link))? {
            Reply::Names(names) if names.len() == 1 => Ok(Ok(names.into_iter().next().map(|one| one.name))),
            other => Err(unfit(session, link, Action::Read, other)),
        },
        other => Ok(Err(other)),
    }
}

/// Has a link lead somewhere from now on, at once, whether it was there or not.
///
/// # Errors
/// When the server will not; the link then leads where it led.
pub fn point(session: &mut Session, link: &str, to: &str) -> Result<(), Trouble> {
    let beside = format!("{link}.new");
    remove(session, &beside)?;
    let reply = session.one(Packet::link_to(to, &beside))?;
    let made = done(session, &beside, Action::Write, reply);
    explained(session, made)?;
    // servers that take the two paths the other way round have made something else
    if led_to(session, &beside)? != Ok(Some(to.to_owned())) {
        return Err(session.garbled(Garbled::Name));
    }
    let reply = session.one(Packet::replace(&beside, link))?;
    let replaced = done(session, link, Action::Write, reply);
    explained(session, replaced)
}

/// Gives files second names at once, and tells the places of those for which it could not be done.
///
/// # Errors
/// When the connection is lost.
pub fn share_all<'p>(
    session: &mut Session,
    pairs: impl IntoIterator<Item = (&'p str, &'p str)>,
) -> Result<Vec<usize>, Trouble> {
    let mut not = Vec::new();
    session.all(pairs.into_iter().map(|(from, to)| Packet::share(from, to)), |at, reply| {
        not.extend((!is_done(&reply)).then_some(at));
        None
    })?;
    not.sort_unstable();
    Ok(not)
}
