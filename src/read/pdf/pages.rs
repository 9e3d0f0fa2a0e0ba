//! Which pages there are, in their order.

use super::objects::File;
use super::parser::Value;
use std::collections::HashSet;

/// Pages of a file: more is no attachment.
const MOST: usize = 10_000;
/// Branches of the tree that wait to be walked.
const WAITING: usize = 10 * MOST;

/// One page, with what it takes from those above it in the tree.
pub(super) struct Page<'f> {
    pub resources: Option<&'f Value>,
    pub contents: Option<&'f Value>,
    /// Notes on it, and fields of forms.
    pub notes: Option<&'f Value>,
}

/// The pages.
pub(super) fn pages<'f>(file: &'f File) -> Vec<Page<'f>> {
    let mut tree = Tree { file, seen: HashSet::new(), pages: Vec::new() };
    for catalog in file.all("Catalog") {
        let top = file.object(catalog).and_then(|catalog| catalog.dict()?.get(b"Pages".as_slice()));
        top.and_then(Value::reference).into_iter().for_each(|top| tree.walk(top));
    }
    if tree.pages.is_empty() {
        // no tree leads to them
        file.all("Page").into_iter().for_each(|page| tree.walk(page));
    }
    tree.pages
}

struct Tree<'f, 'a> {
    file: &'f File<'a>,
    seen: HashSet<u32>,
    pages: Vec<Page<'f>>,
}

impl<'f> Tree<'f, '_> {
    /// Without recursion: a tree may be as deep as it likes.
    fn walk(&mut self, top: u32) {
        let mut open: Vec<(u32, Option<&'f Value>)> = vec![(top, None)];
        while let Some((id, above)) = open.pop() {
            if self.pages.len() >= MOST || !self.seen.insert(id) {
                continue;
            }
            let Some(dict) = self.file.object(id).and_then(Value::dict) else { continue };
            let resources = dict.get(b"Resources".as_slice()).or(above);
            match self.file.of(dict, "Kids") {
                Some(Value::List(kids)) if open.len() < WAITING => {
                    let kids = kids.iter().take(WAITING).rev().filter_map(Value::reference);
                    open.extend(kids.map(|kid| (kid, resources)));
                }
                Some(Value::List(_)) => {}
                _ => self.pages.push(Page {
                    resources,
                    contents: dict.get(b"Contents".as_slice()),
                    notes: dict.get(b"Annots".as_slice()),
                }),
            }
        }
    }
}
