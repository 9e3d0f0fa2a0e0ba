//! One file system: errors that name their path, files that are whole or not there, second names, links, locks.
//!
//! Every change goes through a [`Disk`], one step each, so that a test can let the machine die before any of
//! them or see that nothing was changed. A step is done whole, fails, or (for bytes being
//! written) is cut in the middle. Looking and reading are no steps and need no `Disk`: [`look`], [`read`].
//!
//! What is ours is never reached through a link that somebody planted: files are made anew, and opened without
//! following. The room knows nothing of what a file means.
//!
//! By hand, because `fs-err` keeps the path in the text of an `io::Error`, where no second language finds it,
//! and `atomic-write-file` names its half-written files at random, so that no later run can sweep them up and
//! no test stop between its steps. Scratch folders are `tempfile`'s.

#![expect(clippy::disallowed_methods, reason = "the one room that touches the disk")]

mod append;
mod change;
mod lanes;
mod lock;
mod look;
pub mod path;
mod plain;
mod script;
mod system;
mod trouble;

#[cfg(test)]
mod tests;

pub use append::Appending;
pub use change::{Disk, scratch};
pub use lanes::{Lanes, Reading, failed};
pub use lock::{Lock, is_held};
pub use look::{
    Found, Special, Stamp, entries, has_room, is_folder, is_private, led_to, look, look_through, may_write,
    real, walk, weigh, would_be,
};
pub use plain::{Opened, may_append, open, own, read, read_at_most};
pub use trouble::{Action, Cause, Trouble, reason_zh};
