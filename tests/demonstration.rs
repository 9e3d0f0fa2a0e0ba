//! The demonstration county, built whole: clean, linked, repeatable.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests touch the world")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use zhangbang::build::{self, Outcome, Silent, Site};
use zhangbang::model::candidate::candidates;
use zhangbang::model::guard::{Situation, judge};
use zhangbang::model::moment::Clock;
use zhangbang::write::Written;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The demonstration pins its own day, so the clock's time must not matter.
fn clock() -> Clock {
    Clock { instant: "2027-03-01T00:00:00Z".parse().unwrap(), given: None }
}

fn build_into(root: &Path, out: &Path) -> (Written, Vec<String>) {
    let mut site: Site = build::load(root, &clock()).unwrap();
    match build::build(&mut site, root, out, &Silent).unwrap() {
        Outcome::Built { written, warnings, .. } => {
            (written, warnings.iter().map(|fault| fault.code.name().to_owned()).collect())
        }
        Outcome::Faulty(faults) => panic!("{faults:#?}"),
    }
}

fn files(folder: &Path) -> BTreeMap<String, PathBuf> {
    let walk =
        walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
    let all = walk.map(|entry| (name(entry.path()), entry.into_path()));
    all.filter(|(name, _)| !name.starts_with(".zhangbang/")).collect()
}

/// A page without what stands in code, where anything may be quoted.
fn without_code(html: &str) -> String {
    let mut parts = html.split("<code");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once("</code>").map_or("", |(_, after)| after))
}

/// Values of an attribute in a page.
fn attributes<'t>(html: &'t str, name: &str) -> Vec<&'t str> {
    let marker = format!(" {name}=\"");
    html.split(&marker).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn decoded(text: &str) -> String {
    let text =
        text.replace("&amp;", "&").replace("&#x2F;", "/").replace("&#39;", "'").replace("&quot;", "\"");
    percent_encoding::percent_decode_str(&text).decode_utf8().unwrap().into_owned()
}

/// Where a link leads, as a file of the output; `None` for links that leave the site.
fn target(page: &str, link: &str, base: &str) -> Option<(String, Option<String>)> {
    let (path, anchor) = match link.split_once('#') {
        Some((path, anchor)) => (path, Some(decoded(anchor))),
        None => (link, None),
    };
    let path = path.split('?').next().unwrap();
    // the page for what is not there comes up at any depth, so it starts from the path of the base address
    let from_top = || path.strip_prefix('/').filter(|_| page == "404.html");
    let inside = path.strip_prefix(base).or_else(from_top);
    if inside.is_none()
        && (path.contains("://")
            || path.starts_with("mailto:")
            || path.starts_with("tel:")
            || path.starts_with("data:"))
    {
        return None;
    }
    assert!(inside.is_some() || !path.starts_with('/'), "{page}: {link} does not work under a sub-path");
    let mut parts: Vec<&str> = if inside.is_some() { Vec::new() } else { page.split('/').collect() };
    parts.pop();
    if path.is_empty() {
        return Some((page.to_owned(), anchor));
    }
    for part in inside.unwrap_or(path).split('/') {
        match part {
            "." => {}
            ".." => {
                assert!(parts.pop().is_some(), "{page}: {link} climbs out of the site");
            }
            part => parts.push(part),
        }
    }
    Some((decoded(&parts.join("/")), anchor))
}

#[test]
fn builds_clean_and_every_internal_link_leads_somewhere() {
    let out = tempfile::tempdir().unwrap();
    let (_, warnings) = build_into(root(), out.path());
    assert_eq!(warnings, ["demo-content"]);
    let files = files(out.path());
    let pages: BTreeMap<&str, String> = files
        .iter()
        .filter(|(name, _)| name.ends_with(".html"))
        .map(|(name, path)| (name.as_str(), without_code(&fs::read_to_string(path).unwrap())))
        .collect();
    assert!(pages.len() > 300, "{} pages", pages.len());
    let mut broken = BTreeSet::new();
    for (page, html) in &pages {
        for link in attributes(html, "href").into_iter().chain(attributes(html, "src")) {
            let Some((file, anchor)) = target(page, link, "https://gongshi.example/") else { continue };
            // canonical addresses name folders
            let file =
                if file.is_empty() || file.ends_with('/') { format!("{file}index.html") } else { file };
            if !files.contains_key(&file) {
                broken.insert(format!("{page} → {link}"));
            } else if let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty())
                && let Some(html) = pages.get(file.as_str())
                && !attributes(html, "id").iter().any(|id| decoded(id) == anchor)
            {
                broken.insert(format!("{page} → {link} (no such anchor)"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn no_page_has_markup_left_over_or_template_holes() {
    let out = tempfile::tempdir().unwrap();
    build_into(root(), out.path());
    for (name, path) in files(out.path()).iter().filter(|(name, _)| name.ends_with(".html")) {
        let html = fs::read_to_string(path).unwrap();
        let outside_code = without_code(&html);
        assert!(!outside_code.replace("**<", "<").contains("**"), "{name} has literal **");
        assert!(!html.contains("{{") || name.contains("handbook"), "{name} has an unfilled template");
        assert!(html.matches("<h1").count() == 1, "{name} has {} h1", html.matches("<h1").count());
    }
}

fn stamps(folder: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let walk = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    walk.map(|entry| (entry.path().to_owned(), entry.metadata().unwrap().modified().unwrap())).collect()
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).unwrap();
        } else {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}

#[test]
fn a_second_build_writes_nothing_and_removing_a_source_removes_its_outputs() {
    let work = tempfile::tempdir().unwrap();
    let (site, out) = (work.path().join("site"), work.path().join("public"));
    copy(&root().join("content"), &site.join("content"));
    build_into(&site, &out);
    fs::write(out.join("foreign.txt"), "not ours").unwrap();
    let before = stamps(&out);
    let (written, _) = build_into(&site, &out);
    assert_eq!((written.created, written.changed, written.removed), (0, 0, 0));
    assert_eq!(stamps(&out), before);

    let all: BTreeSet<String> = files(&out).into_keys().collect();
    fs::write(site.join("content/pages/extra.md"), "---\ntitle: 临时\n---\n一页。\n").unwrap();
    build_into(&site, &out);
    assert!(out.join("pages/extra/index.html").is_file());
    fs::remove_file(site.join("content/pages/extra.md")).unwrap();
    let (written, _) = build_into(&site, &out);
    assert_eq!(written.removed, 1);
    assert!(!out.join("pages/extra").exists());
    assert_eq!(files(&out).into_keys().collect::<BTreeSet<_>>(), all);
    assert_eq!(fs::read_to_string(out.join("foreign.txt")).unwrap(), "not ours");
}

/// Notices that ended long ago, superseded ones among them, stand in nobody's way.
#[test]
fn it_can_be_published_for_the_first_time() {
    let site = build::load(root(), &clock()).unwrap();
    let today = site.moment.now.date();
    let situation = Situation { today, calendar: &site.content.calendar, demo: true, index_pattern: None };
    let all = candidates(&site.content, &site.log, today);
    let judgement = judge(&site.log, &all, situation);
    assert!(!judgement.refuses(), "{:#?}", judgement.findings);
    assert!(all.len() > 50 && judgement.events.len() == all.len(), "each goes up");
}
