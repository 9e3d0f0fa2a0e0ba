//! The files that an item shows or offers: path under `content/`, which is the one on the site, and SHA-256.

use super::value::{may, object};
use crate::model::content::Content;
use crate::model::facets::{Entry, Facet};
use crate::model::item::Item;
use crate::model::link::{Target, resolve};
use serde_json::Value;
use std::collections::BTreeSet;

/// Every file that an entry names, whether its page shows it or not, by path under `content/`.
pub fn of_entry(content: &Content, entry: &dyn Entry) -> BTreeSet<String> {
    let mut paths: BTreeSet<String> = linked(content, entry.item()).into_iter().collect();
    entry.facets(&mut |facet| {
        if let Facet::File(file, _) = facet {
            paths.extend(path(content, entry.item(), file));
        }
    });
    paths
}

/// The files of an id, by path under `content/`.
pub fn of_id(content: &Content, id: &str) -> BTreeSet<String> {
    let entry = content.entries().find(|entry| entry.item().id == id);
    entry.map(|entry| of_entry(content, entry)).unwrap_or_default()
}

/// Every file that some record names, by path under `content/`.
pub fn of_all(content: &Content) -> BTreeSet<String> {
    let recorded = content.entries().filter(|entry| entry.is_recorded());
    recorded.flat_map(|entry| of_entry(content, entry)).collect()
}

/// The path of a file that an item names, when it is there.
pub(super) fn path(content: &Content, item: &Item, destination: &str) -> Option<String> {
    match resolve(content, item, destination) {
        Target::Asset(path) => Some(path),
        _ => None,
    }
}

/// The pictures and files of a body, each once, in the order in which they come.
pub(super) fn linked(content: &Content, item: &Item) -> Vec<String> {
    let mut paths = Vec::new();
    for path in item.body.links.iter().filter_map(|link| path(content, item, &link.target.value)) {
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    paths
}

/// A file as named by an item. One that is missing, which is a fault, keeps the name that was written.
pub(super) fn named(content: &Content, item: &Item, destination: &str, title: Option<Value>) -> Value {
    let path = path(content, item, destination).unwrap_or_else(|| destination.to_owned());
    file(content, &path, title)
}

/// All files of a body; none of them is no list.
pub(super) fn of_body(content: &Content, item: &Item) -> Option<Value> {
    let files: Vec<Value> = linked(content, item).iter().map(|path| file(content, path, None)).collect();
    (!files.is_empty()).then(|| files.into())
}

fn file(content: &Content, path: &str, title: Option<Value>) -> Value {
    let digest = content.assets.get(path).and_then(|asset| asset.digest);
    let sha256 = digest.map(|digest| digest.offered.to_string());
    object([("file", Some(path.into())), ("sha256", may(&sha256)), ("title", title)])
}

/// Whether the bytes of all of these files were at hand.
pub(super) fn are_known(content: &Content, paths: &BTreeSet<String>) -> bool {
    paths.iter().all(|path| content.assets.get(path).is_some_and(|asset| asset.digest.is_some()))
}

/// A body as its source text: line ends are `\n` already, blank lines around it show nowhere.
pub(super) fn body(item: &Item) -> Value {
    let text = item.body.text().trim_end();
    let blank = text.split_inclusive('\n').take_while(|line| line.trim().is_empty());
    text[blank.map(str::len).sum()..].into()
}
