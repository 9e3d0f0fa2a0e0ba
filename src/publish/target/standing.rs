//! What a server that shows a release file by file has to remember beside it: which paths are in doubt while one is on its
//! way, and what is to be removed. It lies on the server, so that any machine can go on from it.

use crate::model::digest::Digest;
use crate::model::release::{Prints, Release};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Where it lies, below the target. What begins like this is never part of a site.
pub(super) const FOLDER: &str = ".zhangbang/";

/// Its path.
pub(super) const PATH: &str = ".zhangbang/standing.json";

/// The state of a target.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Standing {
    /// The `release.json` that is on its way, or was brought over last.
    pub(super) release: Option<Digest>,
    /// Until that one is there: paths that may be as in either release.
    pub(super) doubt: BTreeSet<String>,
    /// Paths that were gone with the release before: they are removed now.
    pub(super) due: BTreeSet<String>,
    /// Paths that are gone with this release: they are removed with the next.
    pub(super) gone: BTreeSet<String>,
}

impl Standing {
    /// From its bytes; one that cannot be read knows nothing.
    pub(super) fn read(bytes: &[u8]) -> Standing {
        serde_json::from_slice(bytes).unwrap_or_default()
    }

    /// Its bytes.
    pub(super) fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Paths that may not be what the release says that is shown, given its digest.
    pub(super) fn doubted(&self, shown: Option<Digest>) -> &BTreeSet<String> {
        static NONE: BTreeSet<String> = BTreeSet::new();
        if self.release == shown { &NONE } else { &self.doubt }
    }

    /// What it is while a release is on its way, over one that is shown with these files.
    #[must_use]
    pub(super) fn on_its_way(
        &self,
        shown: Option<(Digest, &Prints)>,
        next: &Release,
        digest: Digest,
    ) -> Standing {
        let nothing = Prints::new();
        let before = shown.map_or(&nothing, |(_, prints)| prints);
        let doubted = self.doubted(shown.map(|(digest, _)| digest));
        let is_known = |path: &&String| before.contains_key(*path);
        let differs = |path: &&String| before.get(*path) != next.contents.get(*path);
        let changed = next.contents.keys().filter(differs);
        let is_gone = |path: &&String| !next.contents.contains_key(*path);
        // what a release brought that was never shown is gone, too
        let gone = before.keys().chain(doubted.iter().filter(|path| !is_known(path))).filter(is_gone);
        let settled = self.release == shown.map(|(digest, _)| digest);
        let due = self.due.iter().chain(self.gone.iter().filter(|_| settled)).filter(is_gone);
        Standing {
            release: Some(digest),
            doubt: changed.chain(doubted).cloned().collect(),
            due: due.cloned().collect(),
            gone: gone.cloned().collect(),
        }
    }

    /// What it is once that release is shown and what was due is removed.
    #[must_use]
    pub(super) fn arrived(self) -> Standing {
        Standing { doubt: BTreeSet::new(), due: BTreeSet::new(), ..self }
    }

    /// What may be removed while a release with these files is shown.
    pub(super) fn removable<'s>(&'s self, shown: &'s Prints) -> impl Iterator<Item = &'s str> {
        let is_ours = |path: &str| {
            let is_plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', '\0']);
            !path.starts_with(FOLDER) && path.split('/').all(is_plain)
        };
        self.due.iter().map(String::as_str).filter(move |path| is_ours(path) && !shown.contains_key(*path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::release::FilePrint;
    use std::collections::BTreeMap;

    fn release(files: &[(&str, &str)]) -> Release {
        let print = |text: &str| FilePrint { sha256: Digest::of(text.as_bytes()), size: text.len() as u64 };
        Release {
            at: String::new(),
            log_line: 0,
            log_head: Digest::ZERO,
            digest: Digest::ZERO,
            files: 0,
            moved: false,
            theme: None,
            behind: None,
            signs: None,
            records: None,
            notices: BTreeMap::new(),
            contents: files.iter().map(|(path, text)| ((*path).to_owned(), print(text))).collect(),
        }
    }

    fn digest(text: &str) -> Digest {
        Digest::of(text.as_bytes())
    }

    fn set(paths: &[&str]) -> BTreeSet<String> {
        paths.iter().map(|path| (*path).to_owned()).collect()
    }

    #[test]
    fn what_is_gone_is_removed_one_release_later() {
        let (one, two, three) =
            (release(&[("a", "1"), ("b", "1")]), release(&[("a", "2")]), release(&[("a", "3")]));
        let first = Standing::default().on_its_way(None, &one, digest("one")).arrived();
        assert_eq!(first, Standing { release: Some(digest("one")), ..Standing::default() });
        let way = first.on_its_way(Some((digest("one"), &one.contents)), &two, digest("two"));
        assert_eq!((&way.doubt, &way.due, &way.gone), (&set(&["a"]), &set(&[]), &set(&["b"])));
        let way = way.arrived().on_its_way(Some((digest("two"), &two.contents)), &three, digest("three"));
        assert_eq!((&way.due, &way.gone), (&set(&["b"]), &set(&[])));
        assert_eq!(way.removable(&three.contents).collect::<Vec<_>>(), ["b"]);
        assert_eq!(way.arrived().due, set(&[]));
    }

    /// A run is stopped before its release is shown, and nobody can finish it.
    #[test]
    fn what_never_arrived_stays_in_doubt_and_is_cleared_away() {
        let (one, two) = (release(&[("a", "1")]), release(&[("a", "2"), ("x", "2")]));
        let first = Standing::default().on_its_way(None, &one, digest("one")).arrived();
        let shown = Some((digest("one"), &one.contents));
        let lost = first.on_its_way(shown, &two, digest("two"));
        assert_eq!(lost.doubted(Some(digest("one"))), &set(&["a", "x"]));
        // the next release is as the first: `a` has to travel all the same, `x` has to go
        let next = lost.on_its_way(shown, &one, digest("one again"));
        assert_eq!((&next.doubt, &next.gone), (&set(&["a", "x"]), &set(&["x"])));
        assert_eq!(next.doubted(Some(digest("one again"))), &set(&[]), "once it is there");
    }

    #[test]
    fn nothing_is_removed_that_is_shown_or_not_ours() {
        let due = set(&["a", "b", "../c", "/d", ".zhangbang/lease", "e//f", ""]);
        let standing = Standing { due, ..Standing::default() };
        let shown = release(&[("a", "1")]);
        assert_eq!(standing.removable(&shown.contents).collect::<Vec<_>>(), ["b"]);
        assert_eq!(Standing::read(&standing.bytes()), standing);
        assert_eq!(Standing::read(b"<html>"), Standing::default());
    }
}
