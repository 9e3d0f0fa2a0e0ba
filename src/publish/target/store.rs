//! What a server has to be able to do so that a site can be shown there in place, file by file.

use super::lease::LeaseFile;
use super::trouble::Trouble;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// A server that takes files one by one, each at once or not at all. Several are brought at the same time.
pub(super) trait Store: LeaseFile + Sync {
    /// What people call it; nothing secret is in it.
    fn name(&self) -> &str;

    /// A file as it lies there; `None` when there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble>;

    /// Puts a file in place. Whoever reads it meanwhile gets the old one or the new one.
    ///
    /// # Errors
    /// When it cannot be written.
    fn write(&self, path: &str, bytes: &[u8], cache_control: &str) -> Result<(), Trouble>;

    /// Removes a file, if it is there.
    ///
    /// # Errors
    /// When it cannot be removed.
    fn remove(&self, path: &str) -> Result<(), Trouble>;

    /// Whether something lies there that no publication brought. Asked where none has been.
    ///
    /// # Errors
    /// When it cannot be told.
    fn is_occupied(&self) -> Result<bool, Trouble>;

    /// What went over the line so far.
    fn traffic(&self) -> Traffic;
}

/// What went over the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Questions to the server, each time that they were asked.
    pub requests: u64,
    /// Of them: those that were asked once more after they had failed.
    pub again: u64,
    /// Bytes of files that went there.
    pub sent: u64,
    /// Bytes of files that came from there.
    pub received: u64,
    /// The server does not hold conditions, so that two who begin at the same moment are told apart by waiting.
    pub waited: bool,
}

/// Counts what goes over the line, from many threads.
#[derive(Debug, Default)]
pub(super) struct Meter {
    requests: AtomicU64,
    again: AtomicU64,
    sent: AtomicU64,
    received: AtomicU64,
}

impl Meter {
    /// A question is asked, for the first time or once more.
    pub(super) fn asked(&self, sent: usize, again: bool) {
        self.requests.fetch_add(1, Relaxed);
        self.again.fetch_add(u64::from(again), Relaxed);
        self.sent.fetch_add(sent as u64, Relaxed);
    }

    /// Something came back.
    pub(super) fn answered(&self, received: usize) {
        self.received.fetch_add(received as u64, Relaxed);
    }

    /// All of it.
    pub(super) fn read(&self) -> Traffic {
        let [requests, again, sent, received] =
            [&self.requests, &self.again, &self.sent, &self.received].map(|count| count.load(Relaxed));
        Traffic { requests, again, sent, received, waited: false }
    }
}
