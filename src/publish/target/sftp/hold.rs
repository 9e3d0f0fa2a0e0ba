//! The lock on a server: a file with the name of who holds it, which is put there whole or not at all, by a rename that is
//! refused where one lies already. It does not run out. A run of the same workshop knows its own, since nobody else can be
//! at work there at the same time; anybody else is told who it is, since when, and how it is taken off.

use crate::disk;
use crate::publish::target::trouble::{Other, Trouble};
use crate::publish::target::workshop::Workshop;
use crate::sftp::files;
use crate::sftp::{self, Session};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::Path;
use std::sync::OnceLock;

/// Under which the workshop keeps its own mark.
const NOTE: &str = "holder";
/// No mark has more bytes.
const MOST: u64 = 4096;

/// By what this workshop is known on the server.
pub(super) struct Hold {
    surroundings: fn(&str) -> Option<String>,
    mark: OnceLock<String>,
}

impl Hold {
    pub(super) fn new(surroundings: fn(&str) -> Option<String>) -> Hold {
        Hold { surroundings, mark: OnceLock::new() }
    }

    /// The mark of earlier runs, if there were any.
    pub(super) fn find(&self, workshop: &Workshop) {
        if let Some(mark) = workshop.noted(NOTE).filter(|mark| mark.ends_with(&self.who())) {
            let _ = self.mark.set(mark);
        }
    }

    /// The same, or a new one.
    pub(super) fn find_or_make(&self, workshop: &Workshop) -> Result<(), Trouble> {
        self.find(workshop);
        if self.mark.get().is_none() {
            let mark = format!("{:016x} {}", RandomState::new().build_hasher().finish(), self.who());
            workshop.note(NOTE, &mark)?;
            let _ = self.mark.set(mark);
        }
        Ok(())
    }

    /// For people: whose account on which machine.
    fn who(&self) -> String {
        let either = |names: [&str; 2]| names.into_iter().find_map(self.surroundings);
        let user = either(["USER", "USERNAME"]).unwrap_or_default();
        let machine = either(["HOSTNAME", "COMPUTERNAME"]).or_else(|| {
            let bytes = disk::own(Path::new("/etc/hostname")).ok()??;
            Some(String::from_utf8_lossy(&bytes).trim().to_owned())
        });
        let who = format!("{user}@{}", machine.unwrap_or_default());
        who.chars().filter(|c| !c.is_control() && !c.is_whitespace()).take(200).collect()
    }

    fn mark(&self) -> &str {
        self.mark.get().map(String::as_str).unwrap_or_default()
    }

    fn there(session: &mut Session, lock: &str) -> Result<Option<String>, sftp::Trouble> {
        let bytes = files::read(session, lock, MOST)?;
        Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }

    pub(super) fn is_ours(&self, session: &mut Session, lock: &str) -> Result<bool, sftp::Trouble> {
        Ok(Hold::there(session, lock)?.is_some_and(|there| there == self.mark()))
    }

    /// Who else has the lock.
    pub(super) fn other(&self, session: &mut Session, lock: &str) -> Result<Option<Other>, sftp::Trouble> {
        let Some(there) = Hold::there(session, lock)?.filter(|there| there != self.mark()) else {
            return Ok(None);
        };
        let since = files::modified(session, lock)?;
        let by = there.split_once(' ').map_or("", |(_, who)| who);
        let by = by.chars().filter(|c| !c.is_control()).take(200).collect();
        Ok(Some(Other { by, since, lock: lock.to_owned() }))
    }

    /// Takes the lock; gives who else has it.
    pub(super) fn take(&self, session: &mut Session, lock: &str) -> Result<Option<Other>, sftp::Trouble> {
        let id = self.mark().split(' ').next().unwrap_or_default();
        let beside = format!("{lock}.{id}");
        files::remove(session, &beside)?;
        let mark = self.mark().as_bytes().to_vec();
        files::put_all(session, [Ok::<_, sftp::Trouble>((beside.clone(), mark))])?;
        if self.is_ours(session, lock)? {
            // of a run that died
            files::remove(session, lock)?;
        }
        let renamed = files::rename(session, &beside, lock);
        if self.is_ours(session, lock)? {
            return Ok(None);
        }
        let other = self.other(session, lock)?;
        files::remove(session, &beside)?;
        match (other, renamed) {
            (None, Err(why)) => Err(why),
            // it went away while we looked: whoever asks again will have it
            (None, Ok(())) => Ok(Some(Other { by: String::new(), since: None, lock: lock.to_owned() })),
            (other, _) => Ok(other),
        }
    }

    /// Lets go of it, when it is ours.
    pub(super) fn let_go(&self, session: &mut Session, lock: &str) -> Result<(), sftp::Trouble> {
        match self.is_ours(session, lock)? {
            true => files::remove(session, lock),
            false => Ok(()),
        }
    }
}
