//! Which pages there are, in their order.

use super::objects::File;
use super::parser::{Dict, Value};
use std::collections::HashSet;

/// Pages of a file: more is no attachment.
const MOST: usize = 10_000;

/// The pages, each with what it takes from those above it in the tree.
pub(super) fn pages(file: &File) -> Vec<Dict> {
    let tops: Vec<Value> = file
        .all("Catalog")
        .iter()
        .filter_map(|catalog| file.get(catalog)?.dict()?.get(b"Pages".as_slice()).cloned())
        .collect();
    let mut tree = Tree { file, seen: HashSet::new(), pages: Vec::new() };
    tops.iter().for_each(|top| tree.walk(top));
    if tree.pages.is_empty() {
        // no tree leads to them
        file.all("Page").iter().for_each(|page| tree.walk(page));
    }
    tree.pages
}

struct Tree<'f, 'a> {
    file: &'f File<'a>,
    seen: HashSet<u32>,
    pages: Vec<Dict>,
}

impl Tree<'_, '_> {
    /// Without recursion: a tree may be as deep as it likes.
    fn walk(&mut self, top: &Value) {
        let mut open = vec![(top.clone(), Dict::new())];
        while let Some((node, above)) = open.pop() {
            let Value::Ref(id) = node else { continue };
            if self.pages.len() >= MOST || !self.seen.insert(id) {
                continue;
            }
            let Some(dict) = self.file.get(&node).and_then(Value::dict) else { continue };
            match self.file.of(dict, "Kids") {
                Some(Value::List(kids)) => {
                    let given = inherited(dict, &above);
                    open.extend(kids.iter().rev().map(|kid| (kid.clone(), given.clone())));
                }
                _ => self.pages.push(inherited(dict, &above).into_iter().chain(own(dict)).collect()),
            }
        }
    }
}

const RESOURCES: &[u8] = b"Resources";

fn inherited(dict: &Dict, above: &Dict) -> Dict {
    let found = dict.get(RESOURCES).or(above.get(RESOURCES));
    found.map(|resources| (RESOURCES.to_vec(), resources.clone())).into_iter().collect()
}

fn own(dict: &Dict) -> impl Iterator<Item = (Vec<u8>, Value)> {
    let wanted = |key: &&[u8]| *key == b"Contents" || *key == b"Annots";
    dict.iter()
        .filter(move |(key, _)| wanted(&key.as_slice()))
        .map(|(key, value)| (key.clone(), value.clone()))
}
