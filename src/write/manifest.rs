//! What the last finished build made: one plain line a file, sorted, with enough to see without
//! reading a file that it is still as we wrote it.
//!
//! ```text
//! zhangbang 2
//! file <hash> <size> <modified> <made from> <path>
//! kept <folder>
//! ```
//!
//! `<made from>` is the fingerprint of all that the file was made from, or `-`; the first format had no such word. A
//! `kept` folder was there before us, so it stays when our last file in it goes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Bound;

use super::own;
use crate::disk::Stamp;
use crate::fingerprint::Fingerprint;

const HEADING: &str = "zhangbang 2";
/// Of the format in which files do not say what they were made from.
const FIRST: &str = "zhangbang 1";

/// One file as it was when we had written it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Of its bytes.
    pub hash: Fingerprint,
    pub stamp: Stamp,
    /// Of all that it was made from, where that is known.
    pub made_from: Option<Fingerprint>,
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
        let heading = lines.next().filter(|heading| [HEADING, FIRST].contains(heading))?;
        let mut manifest = Manifest::default();
        for line in lines {
            match line.split_once(' ')? {
                ("file", rest) => manifest.files.extend([file(rest, heading == FIRST)?]),
                ("kept", folder) => manifest.kept.extend([safe(folder)?]),
                _ => return None,
            };
        }
        Some(manifest)
    }

    pub(super) fn to_text(&self) -> String {
        let mut text = format!("{HEADING}\n");
        for (path, Entry { hash, stamp, made_from }) in &self.files {
            // Writing into a String cannot fail.
            let _ = write!(text, "file {hash} {} {} ", stamp.size, stamp.modified);
            let _ = match made_from {
                Some(made_from) => writeln!(text, "{made_from} {path}"),
                None => writeln!(text, "{NOTHING} {path}"),
            };
        }
        for folder in &self.kept {
            let _ = writeln!(text, "kept {folder}");
        }
        text
    }
}

/// What stands for a fingerprint where there is none.
const NOTHING: &str = "-";

fn file(line: &str, is_first: bool) -> Option<(String, Entry)> {
    let mut words = line.splitn(if is_first { 4 } else { 5 }, ' ');
    let hash = Fingerprint::parse(words.next()?)?;
    let size = words.next()?.parse().ok()?;
    let modified = words.next()?.parse().ok()?;
    let stamp = Stamp { size, modified };
    let made_from = if is_first { NOTHING } else { words.next()? };
    let made_from = if made_from == NOTHING { None } else { Some(Fingerprint::parse(made_from)?) };
    Some((safe(words.next()?)?, Entry { hash, stamp, made_from }))
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

    const TEXT: &str = "zhangbang 2\n\
        file 0000000000000000000000000000002a 15000 1790000000123456789 0000000000000000000000000000000b 公示/上村 路/index.html\n\
        file 0000000000000000000000000000002b 7 1790000000123456789 - 公示/路.svg\n\
        kept 公示\n";

    #[test]
    fn what_is_written_is_read_back() {
        let manifest = Manifest::parse(TEXT).unwrap();
        assert_eq!(manifest.to_text(), TEXT);
        let stamp = Stamp { size: 15_000, modified: 1_790_000_000_123_456_789 };
        let entry = Entry { hash: Fingerprint::from(42), stamp, made_from: Some(Fingerprint::from(11)) };
        assert_eq!(manifest.files["公示/上村 路/index.html"], entry);
        assert_eq!(manifest.files["公示/路.svg"].made_from, None);
    }

    #[test]
    fn a_list_of_the_first_format_is_read_too() {
        let text = TEXT.replace("zhangbang 2", FIRST).replace(" 0000000000000000000000000000000b", "");
        let manifest = Manifest::parse(&text.replace(" - ", " ")).unwrap();
        let mut known = Manifest::parse(TEXT).unwrap();
        known.files.values_mut().for_each(|entry| entry.made_from = None);
        assert_eq!(manifest, known);
    }

    #[test]
    fn a_damaged_or_forged_list_is_refused() {
        let forged = ["../../etc/passwd", "/etc/passwd", ".zhangbang/lock", ""];
        for path in forged {
            assert_eq!(Manifest::parse(&TEXT.replace("公示/上村 路/index.html", path)), None, "{path}");
        }
        for damaged in [
            "",
            "zhangbang 3\n",
            "zhangbang 2\nfile 2a 15000 1 -\n",
            "zhangbang 1\nfile\n",
            "zhangbang 2\n\n",
        ] {
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
