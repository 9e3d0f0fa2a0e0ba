//! The folder that a witness keeps: for each board a chain of lines, the log that it saw last, and the first that
//! contradicted it.
//!
//! One run at a time. The log is put in place before the line that speaks of it is added, so that a run that was killed
//! leaves a log that is at most newer than the last line. A line that was cut while it was written never was one: it is
//! taken away by the next run. Nothing else is ever taken away or changed.

use super::address::Board;
use super::chain::{self, Rounds};
use super::line::{Line, Seen};
use crate::disk::{self, Disk, Lock, Trouble};
use crate::memory::{self, Held};
use crate::model::digest::Digest;
use crate::model::log::PublicationLog;
use crate::model::log::stamp::Stamp;
use std::path::{Path, PathBuf};

/// The chain of a board's lines.
pub const ROUNDS: &str = "rounds.jsonl";
/// The log that was seen last.
pub const LOG: &str = "log.jsonl";
/// The first log that contradicted it.
pub const OTHER: &str = "other.jsonl";

/// Why there is nothing to go on from.
#[derive(Debug)]
pub enum Fault {
    /// The disk would not do it.
    Disk(Trouble),
    /// Another run has the folder.
    Busy(PathBuf),
    /// A file of the folder was changed, from this line on.
    Broken {
        /// Which.
        path: PathBuf,
        /// From 1.
        line: usize,
    },
    /// The log that was seen last is not the one that the lines speak of.
    OtherLog(PathBuf),
    /// It is about another board.
    OtherBoard(PathBuf),
    /// The clock is earlier than the last line.
    Clock {
        /// The lines.
        path: PathBuf,
        /// When the last look was.
        last: Stamp,
    },
}

impl From<Trouble> for Fault {
    fn from(trouble: Trouble) -> Fault {
        Fault::Disk(trouble)
    }
}

/// The folder, held by this run.
pub struct State {
    folder: PathBuf,
    disk: Disk,
    _lock: Lock,
}

impl State {
    /// Opens a folder, which is made when there is none, for one run.
    ///
    /// # Errors
    /// When the disk refuses, or another run has it.
    pub fn open(folder: &Path, disk: Disk) -> Result<State, Fault> {
        if let Some(above) = folder.parent() {
            disk.make_folders(above)?;
        }
        disk.own_folder(folder)?;
        let lock = Lock::take(&disk, &folder.join(".lock"))?;
        let lock = lock.ok_or_else(|| Fault::Busy(folder.to_owned()))?;
        Ok(State { folder: folder.to_owned(), disk, _lock: lock })
    }

    /// A file of a board.
    pub fn path(&self, board: &Board, name: &str) -> PathBuf {
        self.folder.join(board.folder()).join(name)
    }

    /// The lines on a board, to be gone on from. A line that was cut is taken away.
    ///
    /// # Errors
    /// When the disk refuses, something was changed, or now is earlier than the last line.
    pub fn rounds(&self, board: &Board, now: Stamp) -> Result<Rounds, Fault> {
        let path = self.path(board, ROUNDS);
        let bytes = disk::own(&path)?.unwrap_or_default();
        let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let text = std::str::from_utf8(bytes.get(..whole).unwrap_or_default());
        let broken = |line| Fault::Broken { path: path.clone(), line };
        let rounds = chain::read(text.map_err(|_| broken(1))?).map_err(|at| broken(at.line))?;
        if rounds.lines.first().is_some_and(|first| first.round != 1) {
            return Err(broken(1));
        }
        if rounds.lines.last().is_some_and(|last| last.board != board.url) {
            return Err(Fault::OtherBoard(path));
        }
        if let Some(last) = rounds.latest().filter(|&last| now < last) {
            return Err(Fault::Clock { path, last });
        }
        if whole < bytes.len() {
            self.disk.replace(&path, bytes.get(..whole).unwrap_or_default())?;
        }
        Ok(rounds)
    }

    /// The log of a board that was seen last, held to what the lines say of it; the empty log when none was.
    ///
    /// # Errors
    /// When the disk refuses, or it is another.
    pub fn log(&self, board: &Board, rounds: &Rounds) -> Result<Kept, Fault> {
        let path = self.path(board, LOG);
        let Some(head) = rounds.last_accepted().and_then(|line| line.seen.accepted()) else {
            return Ok(Kept::default());
        };
        let size = disk::weigh(&path)?.size;
        let held = memory::hold(size.saturating_mul(3));
        let text = String::from_utf8(disk::own(&path)?.unwrap_or_default());
        let log = text.ok().map(|text| PublicationLog::read(None, &text.into()));
        // at most newer than the last line
        let log = log.filter(|log| log.faults().is_empty() && log.hash(head.lines) == Some(head.hash));
        Ok(Kept { log: log.ok_or(Fault::OtherLog(path))?, _held: Some(held) })
    }

    /// Keeps the log that a board shows, which goes on from the last.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep(&self, board: &Board, log: &PublicationLog) -> Result<(), Fault> {
        let path = self.path(board, LOG);
        self.folder(board)?;
        let same = disk::own(&path)?.is_some_and(|kept| kept == log.text().as_bytes());
        if !same {
            self.disk.replace(&path, log.text().as_bytes())?;
        }
        Ok(())
    }

    /// Puts aside a log that contradicts what was seen. The first one says it all, and a board that makes up a new one
    /// every hour fills no disk.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn put_aside(&self, board: &Board, log: &[u8]) -> Result<(), Fault> {
        let path = self.path(board, OTHER);
        self.folder(board)?;
        if disk::own(&path)?.is_none() {
            self.disk.replace(&path, log)?;
        }
        Ok(())
    }

    /// Adds what one look saw.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn add(&self, board: &Board, rounds: &mut Rounds, look: Look) -> Result<(), Fault> {
        let Look { witness, at, seen } = look;
        self.folder(board)?;
        let (prev, round) = (rounds.head, rounds.next());
        let line = Line { prev, round, at, witness, board: board.url.clone(), seen };
        let text = line.encode();
        self.disk.append(&self.path(board, ROUNDS), format!("{text}\n").as_bytes())?;
        rounds.head = Digest::of(text.as_bytes());
        rounds.lines.push(line);
        Ok(())
    }

    fn folder(&self, board: &Board) -> Result<(), Trouble> {
        self.disk.own_folder(&self.folder.join(board.folder()))
    }
}

/// One look at a board, to be added.
pub struct Look {
    /// Who looked.
    pub witness: String,
    /// When it began.
    pub at: Stamp,
    /// What was seen.
    pub seen: Seen,
}

/// A log that was kept, with leave for what it takes.
#[derive(Default)]
pub struct Kept {
    /// As it was shown at the last look.
    pub log: PublicationLog,
    _held: Option<Held>,
}
