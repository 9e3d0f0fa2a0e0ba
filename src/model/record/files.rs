//! The files that an item shows or offers: path under `content/`, which is the one on the site, and SHA-256.

use super::value::{may, object};
use crate::model::content::Content;
use crate::model::honour::Honour;
use crate::model::item::Item;
use crate::model::link::{Target, resolve};
use crate::model::notice::Notice;
use serde_json::Value;
use std::collections::BTreeSet;

/// The files that a notice shows or offers, by path under `content/`.
pub fn of_notice(content: &Content, notice: &Notice) -> BTreeSet<String> {
    let attached = notice.attachments.iter().map(|attachment| attachment.file.value.as_str());
    attached
        .filter_map(|file| path(content, &notice.item, file))
        .chain(linked(content, &notice.item))
        .collect()
}

/// The files that an honour shows or offers, by path under `content/`.
fn of_honour(content: &Content, honour: &Honour) -> BTreeSet<String> {
    let photos = honour.recipients.iter().filter_map(|recipient| recipient.photo.as_ref());
    let photos = photos.filter_map(|photo| path(content, &honour.item, &photo.value));
    photos.chain(linked(content, &honour.item)).collect()
}

/// The files that the record of an id names, by path under `content/`.
pub fn of_item(content: &Content, id: &str) -> BTreeSet<String> {
    let honour = || content.honours.iter().find(|honour| honour.item.id == id);
    match content.notice(id) {
        Some(notice) => of_notice(content, notice),
        None => honour().map(|honour| of_honour(content, honour)).unwrap_or_default(),
    }
}

/// Every file that some record names, by path under `content/`.
pub fn of_all(content: &Content) -> BTreeSet<String> {
    let notices = content.notices.iter().flat_map(|notice| of_notice(content, notice));
    notices.chain(content.honours.iter().flat_map(|honour| of_honour(content, honour))).collect()
}

/// The path of a file that an item names, when it is there.
fn path(content: &Content, item: &Item, destination: &str) -> Option<String> {
    match resolve(content, item, destination) {
        Target::Asset(path) => Some(path),
        _ => None,
    }
}

/// The pictures and files of a body, each once, in the order in which they come.
fn linked(content: &Content, item: &Item) -> Vec<String> {
    let mut paths = Vec::new();
    for path in item.body.links.iter().filter_map(|link| path(content, item, &link.target.value)) {
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    paths
}

/// A file as named by an item. One that is missing, which is a fault, keeps the name that was written.
pub fn named(content: &Content, item: &Item, destination: &str, title: Option<Value>) -> Value {
    let path = path(content, item, destination).unwrap_or_else(|| destination.to_owned());
    file(content, &path, title)
}

/// All files of a body; none of them is no list.
pub fn of_body(content: &Content, item: &Item) -> Option<Value> {
    let files: Vec<Value> = linked(content, item).iter().map(|path| file(content, path, None)).collect();
    (!files.is_empty()).then(|| files.into())
}

fn file(content: &Content, path: &str, title: Option<Value>) -> Value {
    let digest = content.assets.get(path).and_then(|asset| asset.digest);
    let sha256 = digest.map(|digest| digest.offered.to_string());
    object([("file", Some(path.into())), ("sha256", may(&sha256)), ("title", title)])
}

/// Whether the bytes of all of these files were at hand.
pub fn are_known(content: &Content, paths: &BTreeSet<String>) -> bool {
    paths.iter().all(|path| content.assets.get(path).is_some_and(|asset| asset.digest.is_some()))
}

/// A body as its source text: line ends are `\n` already, blank lines around it show nowhere.
pub fn body(item: &Item) -> Value {
    let text = item.body.text().trim_end();
    let blank = text.split_inclusive('\n').take_while(|line| line.trim().is_empty());
    text[blank.map(str::len).sum()..].into()
}
