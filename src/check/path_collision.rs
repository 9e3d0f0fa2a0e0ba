//! `path-collision` between two Markdown files: `x.md` beside `x/index.md`, or names that differ only in
//! upper and lower case, which some disks and hosts do not tell apart.
//!
//! Pages that planning makes are compared with these by planning.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::item::Item;
use crate::text;
use std::collections::HashMap;

pub fn check(facts: &Facts) -> Vec<Diagnostic> {
    let mut seen: HashMap<String, &Item> = HashMap::new();
    let mut found = Vec::new();
    for item in facts.content.items() {
        match seen.entry(item.id.to_lowercase()) {
            std::collections::hash_map::Entry::Occupied(first) => found.push(report(item, first.get())),
            std::collections::hash_map::Entry::Vacant(place) => drop(place.insert(item)),
        }
    }
    found
}

fn report(item: &Item, first: &Item) -> Diagnostic {
    let (id, other) = (&item.id, path(first));
    let message =
        text!("这个文件和 {other} 的网址都是 /{id}/", "This file and {other} would both have the URL /{id}/");
    let hint = text!(
        "改名或删去其中一个；已经张榜的那个不要动",
        "Rename or remove one of them; leave the one that is already posted"
    );
    Diagnostic::new(Code::PathCollision, item.file, item.head, message).hint(hint)
}

fn path(item: &Item) -> String {
    format!("content/{}{}", item.id, if item.folder { "/index.md" } else { ".md" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::faults;

    #[test]
    fn two_files_never_share_a_url() {
        let page = "---\ntitle: 一\n---\n";
        let found = |second| faults(&[("pages/a.md", page), (second, page)], "2026-11-10", check);
        assert_eq!(found("pages/a/index.md"), ["path-collision content/pages/a/index.md:1:1"]);
        assert_eq!(found("pages/A.md").len(), 1);
        assert!(found("pages/b.md").is_empty() && found("pages/a/b.md").is_empty());
    }
}
