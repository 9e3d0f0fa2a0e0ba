//! A release in the making, held file by file against the one that visitors see. What lies there with the very same bytes
//! is shared and not written again; what was read and digested once is not read again.
//!
//! Nobody ever writes into a file of a release, so two releases may have one in common. A file is looked at byte for
//! byte before it is shared: whatever became of it since it was published, a new release never takes over. A page that
//! would be made from what it was made from then is not even made, as long as its digest is the published one.

use super::made_from::{Earlier, MadeFrom};
use super::release::{Lying, digested};
use super::target::Up;
use crate::disk::{self, Disk, Trouble};
use crate::fingerprint::Fingerprint;
use crate::model::digest::Digest;
use crate::model::release::{FilePrint, NAME, Prints};
use crate::write::Shelf;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tempfile::TempDir;

/// Where a release is made.
pub(super) enum Fresh {
    /// Where visitors will get it.
    Staged(PathBuf),
    /// For a dry run, of which nothing is kept.
    Scratch(TempDir),
}

impl Fresh {
    pub(super) fn folder(&self) -> &Path {
        match self {
            Fresh::Staged(folder) => folder,
            Fresh::Scratch(folder) => folder.path(),
        }
    }
}

/// A release in the making.
pub struct Staged<'a> {
    /// Its folder, empty at first.
    pub folder: &'a Path,
    /// What it is written with.
    pub disk: &'a Disk,
    /// The one that visitors see.
    up: Option<Up>,
    /// Files of that one may be shared.
    shares: bool,
    /// What is known of it.
    earlier: Earlier<'a>,
    made_from: Mutex<MadeFrom>,
    fresh: Mutex<Prints>,
    /// Of files of the one that visitors see: those that were read.
    seen: Mutex<Prints>,
}

/// Every file of two releases.
pub(super) struct Both {
    /// Of the new one.
    pub fresh: Prints,
    /// Of the one that visitors see, as its files are now; none before the first publication.
    pub shown: Option<Prints>,
    /// The pages of the new one.
    pub made_from: MadeFrom,
}

impl<'a> Staged<'a> {
    /// Nothing of a dry run is shared, since that changes the file's own count of names.
    pub(super) fn new(fresh: &'a Fresh, disk: &'a Disk, up: Option<Up>, earlier: Earlier<'a>) -> Staged<'a> {
        let shares = matches!(fresh, Fresh::Staged(_));
        let (made_from, folder) = (Mutex::default(), fresh.folder());
        let (fresh, seen) = (Mutex::default(), Mutex::default());
        Staged { folder, disk, up, shares, earlier, made_from, fresh, seen }
    }

    /// What the new release holds, and what visitors get now, once all of it is made.
    pub(super) fn prints(self) -> Result<Both, Trouble> {
        let whole = |prints: Mutex<Prints>| prints.into_inner().unwrap_or_else(PoisonError::into_inner);
        let (mut fresh, mut seen) = (whole(self.fresh), whole(self.seen));
        fresh.remove(NAME);
        let made_from = self.made_from.into_inner().unwrap_or_else(PoisonError::into_inner);
        let both = |fresh, shown| Ok(Both { fresh, shown, made_from });
        let mut rest = match self.up {
            None => return both(fresh, None),
            Some(Up::There { prints, copies: _ }) => return both(fresh, Some(prints)),
            Some(Up::Here(rest)) => rest,
        };
        rest.retain(|path, _| path != NAME && !seen.contains_key(path));
        seen.extend(digested(rest)?);
        seen.remove(NAME);
        both(fresh, Some(seen))
    }
}

impl Staged<'_> {
    /// The file on this machine that visitors get at a path, or one that they got.
    fn copy(&self, path: &str) -> Option<&PathBuf> {
        let copies: &Lying = match self.up.as_ref()? {
            Up::Here(copies) | Up::There { prints: _, copies } => copies,
        };
        copies.get(path)
    }

    /// The same, if it is the one that was published.
    fn untouched(&self, path: &str) -> Option<(&PathBuf, FilePrint)> {
        let there = self.copy(path)?;
        let published = *self.earlier.contents?.get(path)?;
        (print(&disk::own(there).ok()??) == published).then_some((there, published))
    }
}

impl Shelf for Staged<'_> {
    fn same(&self, path: &str, bytes: &[u8]) -> Option<PathBuf> {
        let print = print(bytes);
        note(&self.fresh, path, print);
        let there = self.copy(path)?;
        // what cannot be read now is told when all the rest is read
        let old = disk::own(there).ok()??;
        let same = old == bytes;
        note(&self.seen, path, if same { print } else { self::print(&old) });
        (same && self.shares).then(|| there.clone())
    }

    fn kept(&self, path: &str, made_from: Fingerprint) -> Option<PathBuf> {
        self.made_from.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), made_from);
        if !self.shares || self.earlier.made_from.get(path) != Some(&made_from) {
            return None;
        }
        let (there, print) = self.untouched(path)?;
        note(&self.fresh, path, print);
        note(&self.seen, path, print);
        Some(there.clone())
    }
}

fn note(prints: &Mutex<Prints>, path: &str, print: FilePrint) {
    prints.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), print);
}

fn print(bytes: &[u8]) -> FilePrint {
    FilePrint { sha256: Digest::of(bytes), size: bytes.len() as u64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGES: [&str; 3] = ["a/index.html", "b/index.html", "c/index.html"];

    /// A release that visitors see, of which one page has been changed since, and another is not known to be made from
    /// anything.
    struct Shown {
        folder: TempDir,
        contents: Prints,
    }

    impl Shown {
        fn new() -> Shown {
            let (folder, disk) = (tempfile::tempdir().unwrap(), Disk::new());
            for path in PAGES {
                disk.make_folders(folder.path().join(path).parent().unwrap()).unwrap();
                let bytes = if path.starts_with('b') { "changed" } else { path };
                disk.make_file(&folder.path().join(path), bytes.as_bytes(), false).unwrap();
            }
            let contents = PAGES.map(|path| (path.to_owned(), print(path.as_bytes()))).into();
            Shown { folder, contents }
        }

        /// Which pages are not made again, when they would be made from `from`.
        fn kept(&self, fresh: &Fresh, from: &str) -> Vec<&'static str> {
            let disk = Disk::new();
            let known =
                ["a/index.html", "b/index.html"].map(|path| (path.to_owned(), Fingerprint::of(b"same")));
            let earlier = Earlier { made_from: known.into(), contents: Some(&self.contents) };
            let lying = super::super::release::lying(self.folder.path()).unwrap();
            let staged = Staged::new(fresh, &disk, Some(Up::Here(lying)), earlier);
            let from = Fingerprint::of(from.as_bytes());
            let place = |path: &str| self.folder.path().join(path);
            let kept =
                PAGES.into_iter().filter(|path| staged.kept(path, from) == Some(place(path))).collect();
            let Both { fresh, shown: _, made_from } = staged.prints().unwrap();
            assert_eq!(made_from, PAGES.map(|path| (path.to_owned(), from)).into(), "remembered of all");
            assert!(fresh.keys().eq(&kept), "what is kept is in the release");
            kept
        }
    }

    #[test]
    fn only_a_page_made_from_the_same_and_as_it_was_published_need_not_be_made() {
        let (shown, next) = (Shown::new(), tempfile::tempdir().unwrap());
        let staged = Fresh::Staged(next.path().to_owned());
        assert_eq!(shown.kept(&staged, "same"), ["a/index.html"]);
        assert_eq!(shown.kept(&staged, "other"), [""; 0]);
        assert_eq!(shown.kept(&Fresh::Scratch(tempfile::tempdir().unwrap()), "same"), [""; 0]);
    }
}
