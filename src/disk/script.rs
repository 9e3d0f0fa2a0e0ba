//! The disk as a value: the real one, or one that dies or fails at a step that a test has chosen.

use std::fmt;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

/// What is to go wrong. Steps count from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum End {
    /// Nothing: the real disk.
    #[default]
    Never,
    /// As if the machine stopped before this step: nothing happens from then on.
    DiesAt(usize),
    /// Only this step fails.
    FailsAt(usize),
}

/// The disk, counting its steps.
#[derive(Default)]
pub struct Disk {
    steps: AtomicUsize,
    end: End,
    watcher: Option<Box<dyn Fn() + Send + Sync>>,
}

impl fmt::Debug for Disk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Disk at step {}, ends {:?}", self.steps(), self.end)
    }
}

impl Disk {
    /// The real disk.
    pub fn new() -> Disk {
        Disk::default()
    }

    /// A disk that dies before a step, counted from 1: for tests of what a crash leaves behind.
    pub fn dying_at(step: usize) -> Disk {
        Disk { end: End::DiesAt(step), ..Disk::default() }
    }

    /// A disk on which one step fails, counted from 1.
    pub fn failing_at(step: usize) -> Disk {
        Disk { end: End::FailsAt(step), ..Disk::default() }
    }

    /// The same disk with somebody looking on before every step: for tests of what visitors see meanwhile.
    #[must_use]
    pub fn watched_by(self, watcher: impl Fn() + Send + Sync + 'static) -> Disk {
        Disk { watcher: Some(Box::new(watcher)), ..self }
    }

    /// How many steps were begun.
    pub fn steps(&self) -> usize {
        self.steps.load(SeqCst)
    }

    /// Begins a step: an error when the machine is dead, or dies or fails now.
    pub(super) fn step(&self) -> io::Result<()> {
        if let Some(look) = &self.watcher {
            look();
        }
        let now = self.steps.fetch_add(1, SeqCst) + 1;
        let fails = match self.end {
            End::Never => false,
            End::DiesAt(step) => now >= step,
            End::FailsAt(step) => now == step,
        };
        if fails { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }

    /// Where writing so many bytes is stopped for a step: in the middle, if anything can happen there.
    pub(super) fn cut(&self, length: usize) -> usize {
        if self.end == End::Never { length } else { length / 2 }
    }
}
