//! Files under `content/` that no reader takes: they lie where nothing is read, or beside the one that is.

use super::joined;
use super::place_of::{FileKind, classify};
use crate::model::content::{Content, Unplaced};
use crate::read::{self, Sources};
use crate::source::SourceId;
use std::collections::HashMap;

/// Files ending in `.yml` beside one of the same name ending in `.yaml`, which is the one that is read; by path.
pub(super) fn twins(sources: &Sources) -> HashMap<&str, &str> {
    let paths = || sources.texts.iter().map(|text| text.path.as_str());
    let short: HashMap<&str, &str> = paths().filter_map(|path| Some((stem(path, ".yml")?, path))).collect();
    paths().filter_map(|path| Some((*short.get(stem(path, ".yaml")?)?, path))).collect()
}

/// The path of content without its ending.
fn stem<'p>(path: &'p str, ending: &str) -> Option<&'p str> {
    path.strip_suffix(ending).filter(|path| path.starts_with("content/"))
}

/// Markdown, YAML, and sheets among the data, that no reader takes and no entry names.
pub(super) fn unplaced(sources: &Sources, content: &Content, twins: &HashMap<&str, &str>) -> Vec<Unplaced> {
    let named = joined::named(content);
    let numbered = (0..).map(SourceId).zip(&sources.texts);
    let under_content =
        numbered.filter_map(|(file, source)| Some((file, source.path.strip_prefix("content/")?)));
    under_content
        .filter(|(_, path)| !named.contains(*path))
        .filter(|(file, _)| is_read(&sources.texts[file.0 as usize].path))
        .map(|(file, path)| (file, path, twins.get(format!("content/{path}").as_str())))
        .filter(|(_, path, twin)| twin.is_some() || classify(&format!("content/{path}")) == FileKind::Other)
        .map(|(file, path, twin)| Unplaced {
            file,
            path: path.to_owned(),
            beside: twin.map(|&twin| twin.to_owned()),
        })
        .collect()
}

/// Whether some reader takes files of this sort, if they lie in its place; a sheet may also be only an attachment.
fn is_read(path: &str) -> bool {
    let is_data_sheet = read::is_sheet(path) && !read::is_attached_sheet(path);
    is_data_sheet || [".md", ".yaml", ".yml"].iter().any(|ending| path.ends_with(ending))
}
