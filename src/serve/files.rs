//! What is wrong inside pictures and attachments: each is looked into once as long as it is not written again.

use crate::build;
use crate::diagnostic::Diagnostic;
use crate::disk::{self, Stamp};
use crate::model::content::Content;
use crate::plan::{Make, PlannedAsset};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// A file as it is offered, or as a picture is made of it.
type Use = (String, bool);

/// Files that were looked into, with what was found, over all states of the site.
pub(super) struct JudgedFiles {
    root: PathBuf,
    known: Mutex<HashMap<Use, (Stamp, Option<Diagnostic>)>>,
}

impl JudgedFiles {
    pub(super) fn under(root: PathBuf) -> JudgedFiles {
        JudgedFiles { root, known: Mutex::default() }
    }

    /// What is wrong with those that were looked into as they are now, and those that were not.
    pub(super) fn known<'p>(&self, files: &[&'p PlannedAsset]) -> (Vec<Diagnostic>, Vec<&'p PlannedAsset>) {
        let (mut faults, mut others) = (Vec::new(), Vec::new());
        for &file in files {
            match self.found(file) {
                Some(found) => faults.extend(found.map(|fault| told_at(file, fault))),
                None => others.push(file),
            }
        }
        (faults, others)
    }

    fn found(&self, file: &PlannedAsset) -> Option<Option<Diagnostic>> {
        let stamp = self.stamp(file)?;
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&used(file)).filter(|(before, _)| *before == stamp).map(|(_, found)| found.clone())
    }

    /// Looks into files, one after the other so that pages are not slowed, as long as that is `wanted`.
    pub(super) fn look(&self, content: &Content, files: &[&PlannedAsset], wanted: impl Fn() -> bool) {
        for file in files.iter().take_while(|_| wanted()) {
            let Some(stamp) = self.stamp(file) else { continue };
            // one that cannot be read is gone, or will be told as changed
            let Ok(found) = build::file_fault(&self.root, content, file) else { continue };
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            known.insert(used(file), (stamp, found));
        }
    }

    fn stamp(&self, file: &PlannedAsset) -> Option<Stamp> {
        disk::weigh(&self.root.join("content").join(&file.source)).ok()
    }
}

fn used(file: &PlannedAsset) -> Use {
    (file.source.clone(), matches!(file.make, Make::Copy))
}

/// Where the file is named may have moved since.
fn told_at(file: &PlannedAsset, fault: Diagnostic) -> Diagnostic {
    let (source, span) = file.named;
    Diagnostic { file: source, span, ..fault }
}
