//! What the pages of a release were made from, remembered beside the content: a page that would be made from the very
//! same need not be made for the next one.
//!
//! Believed of nothing but the release that visitors see, when the log vouches for it; and whoever asks still looks
//! whether the page has the bytes that were published. Without what is remembered every page is made.

use super::unchanged::vouched;
use crate::disk::{self, Disk, Found, Trouble};
use crate::evidence::anchor::Carried;
use crate::fingerprint::Fingerprint;
use crate::model::digest::Digest;
use crate::model::log::PublicationLog;
use crate::model::release::Prints;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Pages by their path, with the fingerprint of all that each was made from.
pub(super) type MadeFrom = BTreeMap<String, Fingerprint>;

/// What is known of the release that visitors see.
#[derive(Default)]
pub(super) struct Earlier<'a> {
    /// Its pages.
    pub made_from: MadeFrom,
    /// Every file as it was published.
    pub contents: Option<&'a Prints>,
}

impl<'a> Earlier<'a> {
    /// Of the release as visitors get it.
    pub(super) fn of(root: &Path, log: &PublicationLog, shown: Option<&'a Carried>) -> Earlier<'a> {
        let vouched = shown.and_then(|carried| Some((carried, vouched(log, carried)?)));
        let known = vouched.and_then(|(carried, release)| {
            let text = disk::own(&folder(root).join(PAGES)).ok()??;
            Some(Earlier { made_from: read(&text, &carried.release)?, contents: Some(&release.contents) })
        });
        known.unwrap_or_default()
    }
}

const PAGES: &str = "pages";

/// Beside the content, out of the reach of git; may be deleted at any time.
fn folder(root: &Path) -> PathBuf {
    root.join(".zhangbang/made")
}

fn heading(release: &[u8]) -> String {
    format!("zhangbang 1 {}", Digest::of(release))
}

/// Nothing, if any of it is not ours or it is of another release.
fn read(text: &[u8], release: &[u8]) -> Option<MadeFrom> {
    let mut lines = std::str::from_utf8(text).ok()?.lines();
    let page = |line: &str| {
        let (print, path) = line.split_once(' ')?;
        Some((path.to_owned(), Fingerprint::parse(print)?))
    };
    (lines.next()? == heading(release)).then(|| lines.map(page).collect())?
}

/// Remembers it for the next publication. Failing costs that some time, nothing else.
pub(super) fn keep(root: &Path, release: &[u8], made_from: &MadeFrom) {
    if !made_from.is_empty() {
        let _ = try_keep(&folder(root), &Disk::new(), release, made_from);
    }
}

fn try_keep(folder: &Path, disk: &Disk, release: &[u8], made_from: &MadeFrom) -> Result<(), Trouble> {
    if disk::look(folder)? != Found::Folder {
        // never through a link that came along with somebody's content
        folder.parent().map_or(Ok(()), |above| disk.own_folder(above))?;
        disk.own_folder(folder)?;
        let _ = disk.make_file(&folder.join(".gitignore"), b"*\n", false);
    }
    let lines = made_from.iter().map(|(path, print)| format!("{print} {path}\n"));
    let text = format!("{}\n{}", heading(release), lines.collect::<String>());
    let half = folder.join("half");
    disk.remove_file(&half)?;
    disk.make_file(&half, text.as_bytes(), false)?;
    disk.rename(&half, &folder.join(PAGES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_back_for_that_release_alone() {
        let root = tempfile::tempdir().unwrap();
        let made: MadeFrom = [("notices/甲 乙/index.html", "x"), ("index.html", "y")]
            .into_iter()
            .map(|(path, from)| (path.to_owned(), Fingerprint::of(from.as_bytes())))
            .collect();
        keep(root.path(), b"first", &BTreeMap::new());
        assert_eq!(disk::look(&root.path().join(".zhangbang")).unwrap(), Found::Nothing);
        for release in [&b"first"[..], b"second"] {
            keep(root.path(), release, &made);
            let text = disk::own(&folder(root.path()).join(PAGES)).unwrap().unwrap();
            assert_eq!(read(&text, release), Some(made.clone()));
            assert_eq!(read(&text, b"other"), None);
            let cut = &text[..text.len() - 20];
            assert!(read(cut, release) != Some(made.clone()));
            assert_eq!(read(b"", release), None);
            assert_eq!(read(b"\xFF", release), None);
        }
    }
}
