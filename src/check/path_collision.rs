//! `path-collision` between two Markdown files: `x.md` beside `x/index.md`, or names that differ only in
//! upper and lower case, which some disks and hosts do not tell apart.
//!
//! Pages that planning makes are compared with these by planning.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::item::Item;
use crate::text;
use std::collections::HashMap;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
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
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn two_files_never_share_a_url() {
        case(check).shows(expect![[r#"
            pages/a.md
            pages/a/index.md
            // 1:1 error[path-collision]
            // 这个文件和 content/pages/a.md 的网址都是 /pages/a/
            // ➜ 改名或删去其中一个；已经张榜的那个不要动
            // This file and content/pages/a.md would both have the URL /pages/a/
            // ➜ Rename or remove one of them; leave the one that is already posted
        "#]]);
        case(check).shows(expect![[r#"
            pages/a.md
            // 1:1 error[path-collision]
            // 这个文件和 content/pages/A.md 的网址都是 /pages/a/
            // ➜ 改名或删去其中一个；已经张榜的那个不要动
            // This file and content/pages/A.md would both have the URL /pages/a/
            // ➜ Rename or remove one of them; leave the one that is already posted
            pages/A.md
        "#]]);
        case(check).shows(expect![[r#"
            pages/a.md
            pages/b.md
            pages/a/b.md
        "#]]);
    }
}
