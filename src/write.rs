//! The door out: finished files go to disk, and nothing else does.
//!
//! - Only what changed is written. A build in which nothing changed opens no file for writing.
//! - Every file is whole at every moment, the old one or the new one: it is written in
//!   `.zhangbang/half/` and renamed into place.
//! - Only what an earlier build made is ever removed or replaced, and only once everything else is in
//!   place. Files of other people stay; one that is in the way stops the build.
//! - Nothing is written or removed through a link inside the output folder.
//!
//! # How a build that was killed is taken up again
//!
//! `.zhangbang/manifest` lists what the last *finished* build made, and stays until the next one has
//! finished. A file that it does not list is first announced in `.zhangbang/journal` with its hash, then
//! written; a folder that is not there yet is filled beside its place, and before it appears it is announced with
//! everything in it. So at any moment a file in the output is in one of four states, and the next build can tell which:
//!
//! | manifest | journal | bytes | it is | the next build |
//! |---|---|---|---|---|
//! | lists it | – | any | ours | replaces it if it differs, removes it if it is not made any more |
//! | – | lists it | have the hash listed | ours, from a build that did not finish | the same |
//! | – | – | as wanted | as good as ours | takes it over |
//! | – | – | other | somebody's | leaves it alone, or stops if it is in the way |
//!
//! Then what is no longer made is removed, then the manifest is replaced (synced and renamed), then the
//! journal goes. Wherever the machine stops, the next build ends in exactly the tree it would have made
//! from nothing, beside the files of other people. A lock keeps two builds from writing at once.
//!
//! A release is another matter: a new folder, [filled](fill) once and then never written into, without notes.
//!
//! This room knows nothing of what the files mean.

mod aside;
mod before;
mod fill;
mod finish;
mod folders;
mod journal;
mod manifest;
mod output;
mod own;
mod run;
mod trouble;

#[cfg(test)]
mod tests;

use crate::disk::{self, Disk};
use crate::fingerprint::Fingerprint;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

use rayon::iter::ParallelIterator;

pub use aside::{aside, put_aside};
pub use fill::Shelf;
pub use output::{Coming, Earlier, OutputFile, Written};
pub use own::PRIVATE;
pub use trouble::{Refusal, Trouble};

use before::{Before, Private};
use fill::Fill;
use journal::Journal;
use run::Run;

/// Why a build did not finish. The next one goes on from there.
#[derive(Debug)]
pub enum Failure<E> {
    /// The disk, or a file that is not ours.
    World(Trouble),
    /// Every fault that came instead of a file, in no particular order. Nothing has been removed.
    Content(Vec<E>),
}

impl<E> From<disk::Trouble> for Failure<E> {
    fn from(trouble: disk::Trouble) -> Failure<E> {
        Failure::World(trouble.into())
    }
}

impl<E> From<Trouble> for Failure<E> {
    fn from(trouble: Trouble) -> Failure<E> {
        Failure::World(trouble)
    }
}

/// Makes `out` hold exactly these files, beside those of other people.
///
/// Files are written as they come and never collected; one that was made from the very same before is not made again.
/// After the first fault nothing more is written, but the rest is still asked for, so that every fault is told in one
/// run.
pub fn write<F: Coming>(
    out: &Path,
    files: impl ParallelIterator<Item = F>,
    earlier: Earlier,
) -> Result<Written, Failure<F::Fault>> {
    write_on(&Disk::default(), out, files, earlier)
}

fn write_on<F: Coming>(
    disk: &Disk,
    out: &Path,
    files: impl ParallelIterator<Item = F>,
    earlier: Earlier,
) -> Result<Written, Failure<F::Fault>> {
    disk.make_folders(out)?;
    let private = Private::below(out);
    let _lock = private.open(disk)?;
    private.sweep(disk)?;
    let before = Before::read(&private)?;
    let journal = Journal::new(disk, &private.journal);
    let run = Run::new(disk, out, &private, &before, &journal, earlier);
    let faults = place_all(files, |path, made_from| run.keep(path, made_from), |file| run.place(file))?;
    if !faults.is_empty() {
        private.sweep(disk)?;
        return Err(Failure::Content(faults));
    }
    Ok(finish::finish(&run)?)
}

/// Fills `out`, a new folder of ours that nobody looks into yet, with exactly these files: each is written, or shared with
/// what lies on the shelf; one that was made from the very same before is not made again.
///
/// # Errors
/// The first trouble with the disk, or every fault that came instead of a file. What is in the folder is of no use then.
pub fn fill<F: Coming>(
    disk: &Disk,
    out: &Path,
    files: impl ParallelIterator<Item = F>,
    shelf: &dyn Shelf,
) -> Result<(), Failure<F::Fault>> {
    let fill = Fill::new(disk, out, shelf);
    let faults = place_all(files, |path, made_from| fill.keep(path, made_from), |file| fill.place(&file))?;
    if faults.is_empty() { Ok(()) } else { Err(Failure::Content(faults)) }
}

/// Makes every file that need not be kept as it is, and places it.
fn place_all<F: Coming>(
    files: impl ParallelIterator<Item = F>,
    keep: impl Fn(&str, Fingerprint) -> Result<bool, Trouble> + Sync,
    place: impl Fn(OutputFile) -> Result<(), Trouble> + Sync,
) -> Result<Vec<F::Fault>, Trouble> {
    let faults = Mutex::new(Vec::new());
    let faulty = AtomicBool::new(false);
    files.try_for_each(|file| {
        if let Some((path, made_from)) = file.known()
            && keep(path, made_from)?
        {
            return Ok(());
        }
        match file.make() {
            Ok(_) if faulty.load(Relaxed) => Ok(()),
            Ok(file) => place(file),
            Err(fault) => {
                faulty.store(true, Relaxed);
                faults.lock().unwrap_or_else(PoisonError::into_inner).push(fault);
                Ok(())
            }
        }
    })?;
    Ok(faults.into_inner().unwrap_or_else(PoisonError::into_inner))
}
