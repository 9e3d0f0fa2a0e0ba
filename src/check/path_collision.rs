//! `path-collision` between two files: `x.md` beside `x/index.md`, or names that differ only in upper and lower case
//! or in how a letter with a mark is composed, which some disks and hosts do not tell apart.
//!
//! Pages that planning makes are compared with these by planning.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::file_name::folded;
use crate::model::item::Item;
use crate::source::{SourceId, Span};
use crate::text;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let content = facts.content;
    let items: Vec<&Item> = content.items().collect();
    let pages = twins(items.iter().map(|item| item.id.as_str()));
    let mut found: Vec<Diagnostic> = pages.map(|(one, first)| report(items[one], items[first])).collect();
    let batches = &content.points.batches;
    found.extend(twins(batches.iter().map(|batch| batch.id.as_str())).map(|(one, first)| {
        let (one, first) = (&batches[one], &batches[first]);
        alike(
            (one.file, Span::at(one.span.start as usize)),
            &format!("{}.yaml", one.id),
            &format!("{}.yaml", first.id),
        )
    }));
    let files: Vec<&str> = content.assets.keys().map(String::as_str).collect();
    let pairs = twins(files.iter().copied());
    found.extend(
        pairs.map(|(one, first)| alike((content.site.file, Span::default()), files[one], files[first])),
    );
    found
}

/// Paths that some system takes for an earlier one: their numbers and those of the earlier ones.
fn twins<'p>(paths: impl Iterator<Item = &'p str>) -> impl Iterator<Item = (usize, usize)> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    paths.enumerate().filter_map(move |(number, path)| match seen.entry(folded(path)) {
        Entry::Occupied(first) => Some((number, *first.get())),
        Entry::Vacant(place) => {
            place.insert(number);
            None
        }
    })
}

/// Two files that have no page of their own.
fn alike((file, span): (SourceId, Span), path: &str, first: &str) -> Diagnostic {
    let message = text!(
        "content/{path} 和 content/{first} 在有的电脑和网站上是同一个文件：只有大小写不同，或者同一个字的编码不同",
        "content/{path} and content/{first} are one file to some systems: they differ only in case, or in how a letter is composed"
    );
    let hint = text!(
        "改名或删去其中一个；已经张榜的公告用的那个不要动",
        "Rename or remove one of them; leave the one that a posted notice uses"
    );
    Diagnostic::new(Code::PathCollision, file, span, message).hint(hint)
}

fn report(item: &Item, first: &Item) -> Diagnostic {
    let (id, other) = (&item.id, first.path());
    let message =
        text!("这个文件和 {other} 的网址都是 /{id}/", "This file and {other} would both have the URL /{id}/");
    let hint = text!(
        "改名或删去其中一个；已经张榜的那个不要动",
        "Rename or remove one of them; leave the one that is already posted"
    );
    Diagnostic::new(Code::PathCollision, item.file, item.head, message).hint(hint)
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

    #[test]
    fn letters_composed_in_two_ways_are_one() {
        let files = case(check).offered("notices/café.csv", 1, b"1").offered("notices/café.csv", 1, b"1");
        files.shows(expect![[r#"
            site.yaml
            // 1:1 error[path-collision]
            // content/notices/café.csv 和 content/notices/café.csv 在有的电脑和网站上是同一个文件：只有大小写不同，或者同一个字的编码不同
            // ➜ 改名或删去其中一个；已经张榜的公告用的那个不要动
            // content/notices/café.csv and content/notices/café.csv are one file to some systems: they differ only in case, or in how a letter is composed
            // ➜ Rename or remove one of them; leave the one that a posted notice uses
            pages/café.md
            pages/café.md
            // 1:1 error[path-collision]
            // 这个文件和 content/pages/café.md 的网址都是 /pages/café/
            // ➜ 改名或删去其中一个；已经张榜的那个不要动
            points/v/A.yaml
               entries: []
            points/v/a.yaml
            // 1:1 error[path-collision]
            // content/points/v/a.yaml 和 content/points/v/A.yaml 在有的电脑和网站上是同一个文件：只有大小写不同，或者同一个字的编码不同
            // ➜ 改名或删去其中一个；已经张榜的公告用的那个不要动
               entries: []
        "#]]);
    }
}
