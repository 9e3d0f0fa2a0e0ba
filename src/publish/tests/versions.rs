//! Former versions in random histories: what a reader holds `versions/<n>/` to.
//!
//! The reader's law: whatever record of a notice was served, its very bytes are served for good, first at the notice's own
//! place and, from the moment that another stands there, under the number of its turn; so are the files that it named.
//! The notice's page leads to each of them, and says of the last change what stood before and what stands now.

use super::reader::Shown;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A version as it was served.
#[derive(Clone, Debug)]
struct Version {
    record: Vec<u8>,
    shown: Shown,
}

/// What a reader remembers of every notice, oldest first.
#[derive(Debug, Default)]
pub(super) struct Versions {
    of: BTreeMap<String, Vec<Version>>,
    /// How often a former version was looked for.
    pub looked: u64,
}

impl Versions {
    /// Reads the records and versions of a release, and says what is wrong with them.
    pub(super) fn read<'a>(
        &mut self,
        folder: &Path,
        pages: impl Iterator<Item = (&'a String, &'a Shown)>,
    ) -> Vec<String> {
        let mut wrong = Vec::new();
        for (id, shown) in pages {
            let place = folder.join(id);
            let Ok(record) = fs::read(place.join("record.json")) else {
                wrong.push(format!("{id} has no record"));
                continue;
            };
            let known = self.of.entry(id.clone()).or_default();
            if known.last().is_none_or(|last| last.record != record) {
                known.push(Version { record, shown: shown.clone() });
            }
            let page = fs::read_to_string(place.join("index.html")).unwrap();
            let (former, now) = known.split_at(known.len() - 1);
            self.looked += former.len() as u64;
            let each = former.iter().enumerate();
            wrong.extend(each.flat_map(|(at, version)| lost(folder, id, at + 1, version, &page)));
            wrong.extend(former.last().and_then(|before| unsaid(id, &before.shown, &now[0].shown, &page)));
            if place.join(format!("versions/{}", known.len())).exists() {
                wrong.push(format!("{id}: what stands is kept as a former version"));
            }
        }
        wrong
    }
}

/// What is not to be had any more of a former version.
fn lost(folder: &Path, id: &str, number: usize, version: &Version, page: &str) -> Vec<String> {
    let kept = folder.join(format!("{id}/versions/{number}"));
    let mut wrong = Vec::new();
    let mut complain = |what: &str| wrong.push(format!("{id}: version {number} {what}: {:?}", version.shown));
    match fs::read(kept.join("record.json")) {
        Ok(record) if record == version.record => {}
        Ok(_) => complain("is another than was served"),
        Err(_) => complain("is gone"),
    }
    if !kept.join("index.html").exists() {
        complain("has no page");
    }
    if !page.contains(&format!("{id}/versions/{number}/")) {
        complain("is not linked from its notice");
    }
    for (path, contents) in &version.shown.files {
        let own = kept.join(path.rsplit('/').next().unwrap());
        let served = [own, folder.join(path)].into_iter().filter_map(|path| fs::read_to_string(path).ok());
        if !served.into_iter().any(|bytes| bytes == *contents) {
            complain("has lost a file");
        }
    }
    wrong
}

/// What the page does not say of its last change.
fn unsaid(id: &str, before: &Shown, now: &Shown, page: &str) -> Option<String> {
    // without what is written for this reader
    let (page, _) = page.split_once("<script")?;
    let phone = |shown: &Shown| shown.contact.clone().unwrap_or_default();
    let pairs = [
        (before.title.clone(), now.title.clone()),
        (before.body.clone(), now.body.clone()),
        (phone(before), phone(now)),
    ];
    let changed = || pairs.iter().filter(|(before, now)| before != now);
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    // of a table, the cells of the rows that changed
    let gone = |(before, now): &(String, String)| {
        let now = lines(now);
        lines(before)
            .into_iter()
            .find(|line| !now.contains(line) && !line.split('|').all(|cell| page.contains(cell.trim())))
    };
    let line = changed().find_map(gone)?;
    Some(format!("{id} does not say that it was {line:?}: {before:?} -> {now:?}"))
}
