//! What the last finished build made: one plain line a file, sorted, with enough to see without
//! reading a file that it is still as we wrote it.
//!
//! ```text
//! zhangbang 1
//! file <hash> <size> <modified> <path>
//! kept <folder>
//! ```
//!
//! A `kept` folder was there before us, so it stays when our last file in it goes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Bound;

use super::own;
use crate::disk::Stamp;

const HEADING: &str = "zhangbang 1";

/// XXH3 with 128 bits. It tells versions of a page apart; it is no defence against anybody, nor need it
/// be: whoever can choose the bytes of a page can change the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hash(u128);

impl Hash {
    pub(super) fn of(bytes: &[u8]) -> Hash {
        Hash(xxhash_rust::xxh3::xxh3_128(bytes))
    }

    pub(super) fn parse(text: &str) -> Option<Hash> {
        u128::from_str_radix(text, 16).ok().map(Hash)
    }
}

impl std::fmt::Display for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// One file as it was when we had written it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub hash: Hash,
    pub stamp: Stamp,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub files: BTreeMap<String, Entry>,
    pub kept: BTreeSet<String>,
}

impl Manifest {
    /// Nothing if any line is not one of ours: what cannot be trusted must not decide what is deleted.
    pub(super) fn parse(text: &str) -> Option<Manifest> {
        let mut lines = text.lines();
        lines.next().filter(|heading| *heading == HEADING)?;
        let mut manifest = Manifest::default();
        for line in lines {
            match line.split_once(' ')? {
                ("file", rest) => manifest.files.extend([file(rest)?]),
                ("kept", folder) => manifest.kept.extend([safe(folder)?]),
                _ => return None,
            };
        }
        Some(manifest)
    }

    pub(super) fn to_text(&self) -> String {
        let mut text = format!("{HEADING}\n");
        for (path, Entry { hash, stamp }) in &self.files {
            // Writing into a String cannot fail.
            let _ = writeln!(text, "file {hash} {} {} {path}", stamp.size, stamp.modified);
        }
        for folder in &self.kept {
            let _ = writeln!(text, "kept {folder}");
        }
        text
    }
}

fn file(line: &str) -> Option<(String, Entry)> {
    let mut words = line.splitn(4, ' ');
    let hash = Hash::parse(words.next()?)?;
    let size = words.next()?.parse().ok()?;
    let modified = words.next()?.parse().ok()?;
    let stamp = Stamp { size, modified };
    Some((safe(words.next()?)?, Entry { hash, stamp }))
}

/// A path from a list on disk is trusted no more than one from a page.
pub(super) fn safe(path: &str) -> Option<String> {
    own::check(path).ok().map(|()| path.to_owned())
}

/// Whether any of the paths lies in the folder.
pub(super) fn any_below<V>(paths: &BTreeMap<String, V>, folder: &str) -> bool {
    let from = format!("{folder}/");
    let first = paths.range::<str, _>((Bound::Included(from.as_str()), Bound::Unbounded)).next();
    first.is_some_and(|(path, _)| path.starts_with(&from))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "zhangbang 1\n\
        file 0000000000000000000000000000002a 15000 1790000000123456789 公示/上村 路/index.html\n\
        kept 公示\n";

    #[test]
    fn what_is_written_is_read_back() {
        let manifest = Manifest::parse(TEXT).unwrap();
        assert_eq!(manifest.to_text(), TEXT);
        let stamp = Stamp { size: 15_000, modified: 1_790_000_000_123_456_789 };
        assert_eq!(manifest.files["公示/上村 路/index.html"], Entry { hash: Hash(42), stamp });
    }

    #[test]
    fn a_damaged_or_forged_list_is_refused() {
        let forged = ["../../etc/passwd", "/etc/passwd", ".zhangbang/lock", ""];
        for path in forged {
            assert_eq!(Manifest::parse(&TEXT.replace("公示/上村 路/index.html", path)), None, "{path}");
        }
        for damaged in
            ["", "zhangbang 2\n", "zhangbang 1\nfile 2a 15000\n", "zhangbang 1\nfile\n", "zhangbang 1\n\n"]
        {
            assert_eq!(Manifest::parse(damaged), None, "{damaged:?}");
        }
    }

    #[test]
    fn below_means_inside_the_folder() {
        let paths = BTreeMap::from([("a/b/c".to_owned(), ()), ("ab".to_owned(), ())]);
        for (folder, expected) in [("a", true), ("a/b", true), ("a/b/c", false), ("ab", false), ("b", false)]
        {
            assert_eq!(any_below(&paths, folder), expected, "{folder}");
        }
    }
}
