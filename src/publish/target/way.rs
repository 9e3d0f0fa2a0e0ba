//! A release on its way to a server, file by file.

use super::order::{Turn, turn};
use super::remote::{Asked, Cause, Remote};
use super::standing::Standing;
use super::trouble::Trouble;
use crate::model::digest::Digest;
use crate::model::release::{FilePrint, Prints, Release};
use std::collections::BTreeSet;

/// A release on its way.
pub(super) struct Way {
    /// What it is called here.
    pub(super) name: String,
    release: Release,
    /// Of its `release.json`.
    pub(super) bytes: Vec<u8>,
    /// How the target stands meanwhile.
    pub(super) standing: Standing,
    /// Files that are there already as they are in the release.
    before: Prints,
    /// Paths at which visitors may get something already.
    known: BTreeSet<String>,
}

impl Way {
    /// A staged release, given the bytes of its `release.json`, what visitors get now, how the target stands, and what there
    /// is known to be otherwise than it should; `None` when it is no release.
    pub(super) fn new(
        name: &str,
        bytes: Vec<u8>,
        told: Option<(Digest, Prints)>,
        standing: Standing,
        altered: &BTreeSet<String>,
    ) -> Option<Way> {
        let release = Release::read(&bytes)?;
        let shown = told.as_ref().map(|(digest, prints)| (*digest, prints));
        let digest = Digest::of(&bytes);
        let mut standing = match standing.release == Some(digest) {
            true => standing,
            false => standing.on_its_way(shown, &release, digest),
        };
        standing.doubt.extend(altered.iter().cloned());
        let mut before = told.map(|(_, prints)| prints).unwrap_or_default();
        let known = before.keys().cloned().collect();
        before.retain(|path, _| !standing.doubt.contains(path));
        Some(Way { name: name.to_owned(), release, bytes, standing, before, known })
    }

    /// What has to travel in some turns, in their order.
    pub(super) fn paths(&self, wanted: &[Turn]) -> Vec<&str> {
        let differs = |(path, print): &(&String, &FilePrint)| self.before.get(*path) != Some(*print);
        let due = self.release.contents.iter().filter(differs).map(|(path, _)| path.as_str());
        let turned = due.map(|path| (turn(path, self.known.contains(path), &self.release), path));
        let mut paths: Vec<_> = turned.filter(|(turn, _)| wanted.contains(turn)).collect();
        paths.sort_unstable();
        paths.into_iter().map(|(_, path)| path).collect()
    }

    /// What a file of the release is known by.
    ///
    /// # Errors
    /// When the release has none.
    pub(super) fn print(&self, path: &str) -> Result<FilePrint, Trouble> {
        let print = self.release.contents.get(path).copied();
        print.ok_or_else(|| Remote::new(Asked::Write, path, Cause::Differs).into())
    }
}
