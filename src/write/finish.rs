//! The end of a build, when every file has come and nothing was wrong with any: what is no longer made
//! goes, what had to wait for that is written, and then the new manifest.
//!
//! Stopping between any two steps is safe: the old manifest and the journal still tell what is ours.

use std::collections::{BTreeMap, BTreeSet};

use super::Written;
use super::manifest::{Entry, Manifest, any_below};
use super::run::{Made, Run, State};
use super::trouble::{Refusal, Trouble};
use crate::disk::{self, Found, path};

pub(super) fn finish(run: &Run) -> Result<Written, Trouble> {
    let kept = run.folders.kept();
    run.show()?;
    let removed = remove_files(run, &run.state().made)?;
    remove_folders(run, &run.state().made, &kept)?;
    place_what_waited(run)?;
    run.show()?;
    let State { written, made, .. } = std::mem::take(&mut *run.state());
    let files = made.into_iter().filter_map(|(path, entry)| Some((path, entry?))).collect();
    save(run, files, kept)?;
    if run.before.unfinished.is_some() || run.journal.is_open() {
        run.disk.remove_file(&run.private.journal)?;
    }
    Ok(Written { removed, ..written })
}

/// Removes the files that earlier builds made and this one did not. Nothing is removed through a link,
/// nor anything that was put in the place of one of our folders.
fn remove_files(run: &Run, made: &Made) -> Result<usize, Trouble> {
    let mut removed = 0;
    for path in run.before.files().into_iter().filter(|path| !made.contains_key(*path)) {
        if run.folders.is_real(path::parent(path))? && is_ours(run, path)? {
            removed += usize::from(run.disk.remove_file(&run.out.join(path))?);
        }
    }
    Ok(removed)
}

/// Whether what stands at a path of an earlier build may be removed.
fn is_ours(run: &Run, path: &str) -> Result<bool, Trouble> {
    let target = run.out.join(path);
    let listed = run.before.entry(path).is_some();
    match disk::look(&target)? {
        Found::Nothing | Found::Folder => Ok(false),
        Found::File(_) if !listed => Ok(run.before.left_unfinished(path, &disk::read(&target)?)),
        Found::File(_) | Found::Link | Found::Special(_) => Ok(listed),
    }
}

/// Removes the folders that earlier builds made, if they are empty now and this build needs none.
fn remove_folders(run: &Run, made: &Made, kept: &BTreeSet<String>) -> Result<(), Trouble> {
    let gone = run.before.manifest.files.keys().filter(|path| !made.contains_key(*path));
    let ours = gone.flat_map(|path| path::folders(path)).chain(run.before.unfinished_folders());
    // Backwards, because what is in a folder sorts behind it.
    for folder in ours.collect::<BTreeSet<_>>().into_iter().rev() {
        let stays = kept.contains(folder) || any_below(made, folder);
        if !stays && run.folders.is_real(folder)? {
            run.disk.remove_if_empty(&run.out.join(folder))?;
        }
    }
    Ok(())
}

fn place_what_waited(run: &Run) -> Result<(), Trouble> {
    let waiting = std::mem::take(&mut run.state().waiting);
    for file in waiting {
        if !run.put(&file)? {
            return Err(Trouble::refused(run.out.join(&file.path), Refusal::InTheWay));
        }
    }
    Ok(())
}

/// Writes the new manifest, last and durably, if it says anything new.
fn save(run: &Run, files: BTreeMap<String, Entry>, mut kept: BTreeSet<String>) -> Result<(), Trouble> {
    kept.retain(|folder| any_below(&files, folder));
    let text = Manifest { files, kept }.to_text();
    if run.before.says(&text) {
        return Ok(());
    }
    let (half, target) = (run.private.new_half(), &run.private.manifest);
    let made = run.disk.make_file(&half, text.as_bytes(), true);
    made.and_then(|_| run.disk.rename(&half, target)).map_err(|trouble| trouble.at(target))?;
    Ok(run.disk.settle(&run.private.folder)?)
}
