//! Several who wait for a server at the same time, and keep nobody from work meanwhile.

use super::trouble::Trouble;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// So many files travel at the same time: most of what one takes is waiting.
const AT_ONCE: usize = 8;

/// Threads of their own; none where the system gives none.
pub(super) struct Crew(Option<ThreadPool>);

impl Crew {
    /// As many as are worth it.
    pub(super) fn new() -> Crew {
        Crew(ThreadPoolBuilder::new().num_threads(AT_ONCE).build().ok())
    }

    /// Does something to each of some files, several at the same time.
    ///
    /// # Errors
    /// The first trouble; some of the others may be done by then.
    pub(super) fn each(
        &self,
        paths: &[&str],
        what: impl Fn(&str) -> Result<(), Trouble> + Sync,
    ) -> Result<(), Trouble> {
        match &self.0 {
            Some(threads) => threads.install(|| paths.par_iter().try_for_each(|path| what(path))),
            None => paths.iter().try_for_each(|path| what(path)),
        }
    }
}
