//! What an unfinished build may have made. Before a file appears whose path the manifest does not
//! list, its path and hash are written down here, and before a folder appears, its path; the journal
//! goes when the new manifest is in place. So after a crash the next build knows which strange things
//! are its own: folders that are listed here, and files that are listed here and whose bytes have the
//! hash listed with them. Anything else is somebody else's.
//!
//! ```text
//! folder <path>
//! file <hash> <path>
//! ```
//!
//! The journal is not synced: killing the process leaves it whole. After a power cut, which may lose
//! it, files that are as wanted are recognised by their bytes, and empty ones by being empty.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::manifest::safe;
use super::trouble::Trouble;
use crate::disk::{Appending, Disk};
use crate::fingerprint::Fingerprint;

/// What the journal of an unfinished build says. Several builds may have failed one after another, so
/// a path can have several hashes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Unfinished {
    pub files: BTreeMap<String, Vec<Fingerprint>>,
    pub folders: BTreeSet<String>,
}

impl Unfinished {
    /// Lines that make no sense are passed over: the last one may have been cut off.
    pub(super) fn parse(text: &str) -> Unfinished {
        let mut unfinished = Unfinished::default();
        for line in text.lines() {
            unfinished.read(line);
        }
        unfinished
    }

    fn read(&mut self, line: &str) -> Option<()> {
        match line.split_once(' ')? {
            ("file", rest) => {
                let (hash, path) = rest.split_once(' ')?;
                self.files.entry(safe(path)?).or_default().push(Fingerprint::parse(hash)?);
            }
            ("folder", folder) => self.folders.extend([safe(folder)?]),
            _ => {}
        }
        Some(())
    }

    /// Whether these bytes are what an unfinished build put at the path.
    pub(super) fn made(&self, path: &str, bytes: &[u8]) -> bool {
        // After a power cut a new file can be there without its bytes. Nothing is lost with an empty one.
        bytes.is_empty()
            || self.files.get(path).is_some_and(|hashes| hashes.contains(&Fingerprint::of(bytes)))
    }
}

/// The journal of this build. It is opened only when there is something to write down.
pub(super) struct Journal<'a> {
    disk: &'a Disk,
    path: PathBuf,
    file: Mutex<Option<Appending>>,
}

impl<'a> Journal<'a> {
    pub(super) fn new(disk: &'a Disk, path: &Path) -> Journal<'a> {
        Journal { disk, path: path.to_owned(), file: Mutex::new(None) }
    }

    /// To be said before the file appears.
    pub(super) fn will_make_file(&self, path: &str, hash: Fingerprint) -> Result<(), Trouble> {
        self.append(&format!("file {hash} {path}\n"))
    }

    /// To be said before folders appear that were filled beside their place, with everything in them: one line after
    /// the other, and all in one writing.
    pub(super) fn will_show<'p>(
        &self,
        folders: impl Iterator<Item = &'p str>,
        files: impl Iterator<Item = (&'p str, Fingerprint)>,
    ) -> Result<(), Trouble> {
        let mut lines = String::new();
        for path in folders {
            // writing into a String cannot fail
            let _ = writeln!(lines, "folder {path}");
        }
        for (path, hash) in files {
            let _ = writeln!(lines, "file {hash} {path}");
        }
        self.append(&lines)
    }

    /// Whether anything has been written down.
    pub(super) fn is_open(&self) -> bool {
        self.file.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    fn append(&self, line: &str) -> Result<(), Trouble> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let written = match &*file {
            Some(file) => file.add(self.disk, line.as_bytes()),
            // The line of an earlier build may have been cut off: never go on behind it.
            None => Appending::open(self.disk, &self.path)
                .and_then(|opened| file.insert(opened).add(self.disk, format!("\n{line}").as_bytes())),
        };
        Ok(written?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_cut_off_or_forged_are_passed_over() {
        let hash = Fingerprint::of(b"x");
        let text = format!(
            "\nfile {hash} a/b c\nfolder d\nfile {hash} ../e\nnonsense\n\nfile {hash} a/b c\nfile 12"
        );
        let unfinished = Unfinished::parse(&text);
        let files = BTreeMap::from([("a/b c".to_owned(), vec![hash, hash])]);
        assert_eq!(unfinished, Unfinished { files, folders: BTreeSet::from(["d".to_owned()]) });
    }

    #[test]
    fn only_the_bytes_that_were_announced_are_ours() {
        let unfinished = Unfinished::parse(&format!("file {} a\n", Fingerprint::of(b"x")));
        assert!(unfinished.made("a", b"x"));
        assert!(!unfinished.made("a", b"y"));
        assert!(!unfinished.made("b", b"x"));
    }
}
