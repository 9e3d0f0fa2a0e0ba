//! Whether every posted notice shows in a finished release, as readers get it.

use super::finished::{Hidden, Lists, Page, Styles, Wanted, look};
use crate::disk;
use crate::plan::addresses::{Addresses, url};
use rayon::prelude::*;
use std::path::Path;

/// A notice, with what a reader has to see of it.
pub(super) struct Asked {
    pub(super) id: String,
    pub(super) wanted: Wanted,
    pub(super) open: bool,
}

/// Judges the pages of notices, by id, and the lists that lead to those that are open, in the folder of a release.
/// `base_url` is the site's address with its final slash.
pub(super) fn hidden(folder: &Path, base_url: &str, asked: &[Asked]) -> Vec<(String, Hidden)> {
    // whatever cannot be read is shown to nobody
    let read = |path: &str| Some(String::from_utf8_lossy(&disk::read(&folder.join(path)).ok()?).into_owned());
    let styles = Styles::new(base_url, &read);
    let judge = |Asked { id, wanted, open }: &Asked| {
        let path = url::page_path(&Addresses::item(id));
        let html = read(&path).unwrap_or_default();
        let found = look(&Page { path: &path, html: &html }, wanted, *open, &styles);
        found.into_iter().map(|hidden| (id.clone(), hidden)).collect::<Vec<_>>()
    };
    let mut found: Vec<_> = asked.par_iter().flat_map_iter(judge).collect();
    // whoever sees nothing of it does not come to it either
    let seen = |id: &String| !found.contains(&(id.clone(), Hidden::Unseen));
    let missing: Vec<String> = unlisted(asked, &read, &styles).into_iter().filter(seen).collect();
    found.extend(missing.into_iter().map(|id| (id, Hidden::Unlisted)));
    found
}

/// Open notices stand first in the list of all, so that few of its pages have to be read.
fn unlisted(asked: &[Asked], read: &dyn Fn(&str) -> Option<String>, styles: &Styles) -> Vec<String> {
    let mut lists = Lists::default();
    let open = asked.iter().filter(|asked| asked.open);
    let mut missing: Vec<&String> = open.map(|asked| &asked.id).collect();
    let folders = std::iter::once(Addresses::HOME.to_owned()).chain((0..).map(Addresses::all_notices));
    for path in folders.map(|folder| url::page_path(&folder)) {
        let Some(html) = read(&path).filter(|_| !missing.is_empty()) else {
            if path == url::page_path(Addresses::HOME) {
                continue;
            }
            break;
        };
        lists.add(&Page { path: &path, html: &html }, styles);
        missing.retain(|id| !lists.lead_to(id));
    }
    missing.into_iter().cloned().collect()
}
