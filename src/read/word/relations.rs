//! What a part leads to: other parts, pictures, addresses.

use super::tree::Element;
use std::collections::HashMap;

/// By their ids.
#[derive(Default)]
pub(super) struct Relations(HashMap<String, Relation>);

pub(super) struct Relation {
    /// The last word of its sort: `image`, `hyperlink`, `styles`.
    sort: String,
    /// A part's name, or an address.
    pub target: String,
    /// It leads out of the file.
    pub outside: bool,
}

impl Relations {
    /// Out of the part that says what a part in a folder leads to.
    pub(super) fn of(part: &Element, folder: &str) -> Relations {
        let mut relations = HashMap::new();
        // the space of these names is the only one in such a part
        for relation in part.children.iter().flat_map(|root| root.all("pr:Relationship")) {
            let (Some(id), Some(target)) = (relation.get("Id"), relation.get("Target")) else { continue };
            let outside = relation.get("TargetMode") == Some("External");
            let sort = relation.get("Type").and_then(|sort| sort.rsplit('/').next()).unwrap_or_default();
            let target = if outside { target.to_owned() } else { resolved(folder, target) };
            relations.insert(id.to_owned(), Relation { sort: sort.to_owned(), target, outside });
        }
        Relations(relations)
    }

    pub(super) fn get(&self, id: &str) -> Option<&Relation> {
        self.0.get(id)
    }

    /// The part of a sort, when there is one.
    pub(super) fn part(&self, sort: &str) -> Option<&str> {
        let found = self.0.values().filter(|relation| relation.sort == sort && !relation.outside);
        found.map(|relation| relation.target.as_str()).min()
    }

    /// Parts of a sort, by name.
    pub(super) fn parts(&self, sort: &str) -> Vec<String> {
        let found = self.0.values().filter(|relation| relation.sort == sort && !relation.outside);
        let mut parts: Vec<String> = found.map(|relation| relation.target.clone()).collect();
        parts.sort();
        parts.dedup();
        parts
    }
}

/// A part's name as seen from a folder: `../media/a.png`, `/word/media/a.png`.
fn resolved(folder: &str, target: &str) -> String {
    let mut way: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(way.pop()),
            step => way.push(step),
        }
    }
    way.retain(|step| !step.is_empty());
    way.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_from_the_root() {
        assert_eq!(resolved("word", "media/a.png"), "word/media/a.png");
        assert_eq!(resolved("word", "/word/media/a.png"), "word/media/a.png");
        assert_eq!(resolved("word", "../customXml/a.xml"), "customXml/a.xml");
        assert_eq!(resolved("", "word/document.xml"), "word/document.xml");
        assert_eq!(resolved("word", "../../../a"), "a");
    }
}
