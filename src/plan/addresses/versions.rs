//! Former versions of notices: a page each, its record, and the files that are no longer offered elsewhere.

use super::folders::Addresses;
use crate::model::item::LinkKind;
use crate::model::link::{Target, resolve};
use crate::model::notice::Notice;
use crate::model::posted_records::{Held, PostedFile, PostedRecord, file_path};
use crate::plan::facts::{Facts, number};
use crate::source::{SourceId, Span};
use std::collections::HashSet;

/// Every version that is kept of notices that are shown, with its record.
fn kept<'f>(facts: &'f Facts) -> impl Iterator<Item = (usize, u32, &'f PostedRecord)> + 'f {
    let corrected = facts.log.notices().filter(|(_, posted)| !posted.former().is_empty());
    let shown = corrected.filter_map(|(id, posted)| {
        let i = facts.find_notice(id).filter(|&i| facts.notices.is_visible(i))?;
        Some((i, id, posted))
    });
    shown.flat_map(move |(i, id, posted)| {
        let kept = move |number| Some((i, number, &**facts.content.posted.get(id, number)?));
        posted.former().iter().filter_map(move |version| kept(version.number))
    })
}

/// The page of each: the notice's place in the content, the version's number, and the folder.
pub(super) fn pages(facts: &Facts) -> Vec<(u32, u32, String)> {
    let folder = |i: usize, version| Addresses::version(&facts.content.notices[i].item.id, version);
    kept(facts).map(|(i, version, _)| (number(i), version, folder(i, version))).collect()
}

/// A file that is published for a version alone.
pub(super) struct OwnFile {
    /// On the site.
    pub path: String,
    /// Under `content/`.
    pub source: String,
    /// The notice, as a place to name should something be wrong with it.
    pub place: (SourceId, Span),
}

/// All of those.
pub(super) fn files(facts: &Facts) -> Vec<OwnFile> {
    let mut files = Vec::new();
    for (i, version, record) in kept(facts) {
        let notice = &facts.content.notices[i];
        for (file, path) in record.files.iter().zip(file_paths(facts, notice, version, record)) {
            let path = path.filter(|path| *path != file.path);
            let source = match file.held {
                Held::Content => file.path.clone(),
                Held::Store => file_path(&notice.item.id, version, &file.name),
                Held::Nowhere => continue,
            };
            let place = (notice.item.file, notice.title.span);
            files.extend(path.map(|path| OwnFile { path, source, place }));
        }
    }
    files
}

/// Where the files of a former version lie on the site, in the record's order; `None` for those that nobody has any more.
pub fn file_paths(
    facts: &Facts,
    notice: &Notice,
    version: u32,
    record: &PostedRecord,
) -> Vec<Option<String>> {
    let offered = offered(facts, notice);
    let path = |file: &PostedFile| match file.held {
        Held::Nowhere => None,
        Held::Content if offered.contains(&file.path) => Some(file.path.clone()),
        Held::Content | Held::Store => {
            Some(format!("{}{}", Addresses::version(&notice.item.id, version), file.name))
        }
    };
    record.files.iter().map(path).collect()
}

/// The files that a notice offers as they are.
fn offered(facts: &Facts, notice: &Notice) -> HashSet<String> {
    let attached = notice.attachments.iter().map(|attachment| &attachment.file.value);
    let links = notice.item.body.links.iter();
    let linked = links.filter(|link| !matches!(link.kind, LinkKind::Picture { .. }));
    let paths = attached.chain(linked.map(|link| &link.target.value));
    let path = |written: &String| match resolve(facts.content, &notice.item, written) {
        Target::Asset(path) => Some(path),
        _ => None,
    };
    paths
        .filter_map(path)
        .filter(|path| facts.content.assets.get(path).is_some_and(|a| a.refused.is_none()))
        .collect()
}
