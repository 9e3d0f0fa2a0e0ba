//! The newest state of the preview, for every browser that listens.
//!
//! Only the newest counts: a browser that was asleep gets that one, never a backlog.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

#[derive(Default)]
pub(super) struct Hub {
    newest: Mutex<Newest>,
    bell: OnceLock<Box<dyn Fn() + Send + Sync>>,
}

#[derive(Clone, Default)]
pub(super) struct Newest {
    /// Counts the states; 0 before the first.
    pub number: u64,
    /// As a server-sent event, one for all who listen.
    pub event: Arc<str>,
}

impl Hub {
    /// What is to be done whenever there is a new state; only the first that asks for it is heard.
    pub(super) fn ring(&self, bell: impl Fn() + Send + Sync + 'static) {
        let _ = self.bell.set(Box::new(bell));
    }

    /// Tells all listeners a state, JSON on one line, unless nothing is new.
    pub(super) fn publish(&self, state: &str) {
        let event = format!("data: {state}\n\n");
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        if *newest.event == *event {
            return;
        }
        *newest = Newest { number: newest.number + 1, event: event.into() };
        drop(newest);
        if let Some(bell) = self.bell.get() {
            bell();
        }
    }

    pub(super) fn newest(&self) -> Newest {
        self.newest.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
