//! The import law: which room may use which. See the map in `src/lib.rs`.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "tests touch the world")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Room, and the rooms that it may import; whoever composes (`build`, `serve`, `publish`, `commands`) may
/// import all.
const LAW: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("diagnostic", &["source"]),
    ("model", &["source", "markdown"]),
    ("markdown", &["source"]),
    ("read", &["source", "model", "picture"]),
    ("picture", &["model"]),
    ("parse", &["model", "diagnostic", "source", "markdown", "read"]),
    ("check", &["model", "diagnostic", "source"]),
    ("plan", &["model", "diagnostic", "source", "markdown"]),
    ("render", &["plan", "diagnostic", "source", "markdown"]),
    ("write", &[]),
    ("evidence", &["model", "plan", "diagnostic", "source", "read", "picture", "publish"]),
    ("report", &["diagnostic", "source"]),
];

/// Words that only the doors and those who compose may say.
const DOORS: &[(&str, &[&str])] = &[
    ("std::fs", &["read", "write", "serve", "publish", "evidence", "picture"]),
    ("std::net", &["serve", "evidence"]),
    ("tiny_http", &["serve"]),
    ("socket2", &["serve"]),
    ("tera::", &["render", "publish"]),
    ("serde_saphyr", &["parse"]),
    ("Timestamp::now", &["main"]),
    ("println!", &[]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The room a file belongs to, and its code without comments and tests.
fn rooms() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    files
        .into_iter()
        .filter(|path| !is_test(path.strip_prefix(&root).unwrap()))
        .map(|path| {
            let inner = path.strip_prefix(&root).unwrap();
            let room = inner.components().next().unwrap().as_os_str().to_string_lossy().replace(".rs", "");
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap();
            let code = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect::<Vec<_>>()
                .join("\n");
            (room, path, code)
        })
        .collect()
}

fn is_test(path: &Path) -> bool {
    path.ends_with("tests.rs") || path.components().any(|part| part.as_os_str() == "tests")
}

fn imports(code: &str) -> BTreeSet<String> {
    let after = |marker: &str| {
        let pieces = code.split(marker).skip(1).map(str::to_owned).collect::<Vec<_>>();
        pieces
            .into_iter()
            .map(|piece| piece.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>())
    };
    after("crate::").filter(|name| !name.is_empty() && name != "text").collect()
}

#[test]
fn rooms_import_only_what_the_law_allows() {
    let mut broken = Vec::new();
    for (room, path, code) in rooms() {
        let Some((_, allowed)) = LAW.iter().find(|(name, _)| *name == room) else { continue };
        for import in imports(&code).into_iter().filter(|import| *import != room) {
            if !allowed.contains(&import.as_str()) {
                broken.push(format!("{} imports {import}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn only_the_doors_touch_the_world() {
    let mut broken = Vec::new();
    for (room, path, code) in rooms() {
        for (word, allowed) in DOORS {
            if code.contains(word) && !allowed.contains(&room.as_str()) {
                broken.push(format!("{} says {word}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn the_law_sees_what_it_forbids() {
    assert_eq!(imports("use crate::plan::url;\nlet x = crate::check::run();").len(), 2);
}
