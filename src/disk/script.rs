//! What a test wants to go wrong, and who looks on: nothing and nobody, on the real disk.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

/// What is to go wrong. Steps count from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum End {
    /// Nothing: the real disk.
    #[default]
    Never,
    /// As if the machine stopped before this step: nothing happens from then on.
    DiesAt(usize),
    /// Only this step fails.
    FailsAt(usize),
}

/// Counts the steps, and lets one go wrong.
#[derive(Default)]
pub(super) struct Script {
    steps: AtomicUsize,
    end: End,
    watcher: Option<Box<dyn Fn() + Send + Sync>>,
}

impl Script {
    pub(super) fn ending(end: End) -> Script {
        Script { end, ..Script::default() }
    }

    /// With somebody looking on before every step.
    pub(super) fn watched_by(self, watcher: impl Fn() + Send + Sync + 'static) -> Script {
        Script { watcher: Some(Box::new(watcher)), ..self }
    }

    /// How many steps were begun.
    pub(super) fn steps(&self) -> usize {
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
