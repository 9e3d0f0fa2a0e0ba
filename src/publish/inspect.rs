//! Whether every open notice shows in a finished release, as readers get it.

use super::finished::{Hidden, Lists, Page, Styles, Wanted, look};
use crate::disk;
use crate::plan::addresses::{Addresses, url};
use rayon::prelude::*;
use std::path::Path;

/// Judges the pages of open notices, by id, and the lists that lead to them, in the folder of a release.
/// `base_url` is the site's address with its final slash.
pub(super) fn hidden(folder: &Path, base_url: &str, open: &[(String, Wanted)]) -> Vec<(String, Hidden)> {
    // whatever cannot be read is shown to nobody
    let read = |path: &str| Some(String::from_utf8_lossy(&disk::read(&folder.join(path)).ok()?).into_owned());
    let styles = Styles::new(base_url, &read);
    let judge = |(id, wanted): &(String, Wanted)| {
        let path = url::page_path(&Addresses::item(id));
        let html = read(&path).unwrap_or_default();
        let found = look(&Page { path: &path, html: &html }, wanted, &styles);
        found.into_iter().map(|hidden| (id.clone(), hidden)).collect::<Vec<_>>()
    };
    let mut found: Vec<_> = open.par_iter().flat_map_iter(judge).collect();
    found.extend(unlisted(open, &read, &styles).into_iter().map(|id| (id, Hidden::Unlisted)));
    found
}

/// Open notices stand first in the list of all, so that few of its pages have to be read.
fn unlisted(
    open: &[(String, Wanted)],
    read: &dyn Fn(&str) -> Option<String>,
    styles: &Styles,
) -> Vec<String> {
    let mut lists = Lists::default();
    let mut missing: Vec<&String> = open.iter().map(|(id, _)| id).collect();
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
