//! The newest state of the preview, for every browser that listens.
//!
//! Only the newest counts: a browser that was asleep gets that one, never a backlog.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

#[derive(Default)]
pub(super) struct Hub {
    newest: Mutex<Newest>,
    changed: Condvar,
}

#[derive(Clone, Default)]
pub(super) struct Newest {
    /// Counts the states; 0 before the first.
    pub number: u64,
    /// JSON, on one line.
    pub state: Arc<str>,
}

impl Hub {
    /// Tells all listeners, unless nothing is new.
    pub(super) fn publish(&self, state: &str) {
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        if *newest.state != *state {
            *newest = Newest { number: newest.number + 1, state: state.into() };
            self.changed.notify_all();
        }
    }

    /// Waits for a state after number `seen`; the same again when none came in time.
    pub(super) fn after(&self, seen: u64, patience: Duration) -> Newest {
        let newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(newest, patience, |newest| newest.number <= seen);
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }
}
