//! Small sites under `tests/sites/NAME/content`, and what the program says of them in
//! `tests/sites/NAME/expected/`. A new case is a new folder; `UPDATE_EXPECTED=1` writes what is said now,
//! to be read before it is committed.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests touch the world")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The day on which every case is looked at.
const TODAY: &str = "2026-11-10";

fn run(site: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhangbang"));
    command.args(arguments).arg("--root").arg(site).args(["--today", TODAY]).env_remove("SOURCE_DATE_EPOCH");
    command.output().unwrap()
}

fn holds(expected: &Path, name: &str, said: &str) {
    let path = expected.join(name);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::create_dir_all(expected).unwrap();
        fs::write(&path, said).unwrap();
        return;
    }
    let wanted = fs::read_to_string(&path).unwrap_or_default();
    assert!(wanted == said, "{} differs; it says now:\n{said}", path.display());
}

#[test]
fn every_site_is_judged_as_expected() {
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut seen = 0;
    for site in fs::read_dir(sites).unwrap().map(|entry| entry.unwrap().path()) {
        let expected = site.join("expected");
        for (name, arguments) in [
            ("check.zh.txt", ["check", "--lang", "zh", "--format", "human"]),
            ("check.en.txt", ["check", "--lang", "en", "--format", "short"]),
            ("check.json", ["check", "--lang", "zh", "--format", "json"]),
        ] {
            let output = run(&site, &arguments);
            let said = String::from_utf8(output.stdout).unwrap();
            assert_eq!(
                output.status.code(),
                Some(i32::from(said.contains("error") || said.contains("错误["))),
                "{name}"
            );
            holds(&expected, name, &said);
        }
        seen += 1;
    }
    assert!(seen > 0);
}

/// Every fault of the one site with one fault in each of its files, and nothing on the good files beside.
#[test]
fn thirty_faults_are_reported_in_one_run() {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/faults");
    let said = String::from_utf8(run(&site, &["check", "--format", "json"]).stdout).unwrap();
    let report: serde_json::Value = serde_json::from_str(&said).unwrap();
    let faults = report["diagnostics"].as_array().unwrap();
    let of = |file: &str| -> Vec<&str> {
        let of_file = faults.iter().filter(|fault| fault["file"].as_str() == Some(file));
        of_file.map(|fault| fault["code"].as_str().unwrap()).collect()
    };
    for (file, code) in [
        ("notices/01-encoding.md", "encoding-unknown"),
        ("notices/02-no-front-matter.md", "front-matter-missing"),
        ("notices/03-yaml-syntax.md", "yaml-syntax"),
        ("notices/04-fullwidth-colon.md", "yaml-fullwidth-colon"),
        ("notices/05-field-missing.md", "field-missing"),
        ("notices/06-field-unknown.md", "field-unknown"),
        ("notices/07-field-type.md", "field-type"),
        ("notices/08-date-invalid.md", "date-invalid"),
        ("points/households.yaml", "duplicate-id"),
        ("notices/10-too-large.md", "file-too-large"),
        ("pages/11-link.md", "symlink-outside"),
        ("notices/12-posting-missing.md", "posting-missing"),
        ("notices/13-too-short.md", "posting-too-short"),
        ("notices/14-calendar-missing.md", "calendar-missing"),
        ("notices/15-filing-too-early.md", "filing-too-early"),
        ("notices/16-funds-mismatch.md", "funds-mismatch"),
        ("notices/17-phone.md", "phone-shape"),
        ("notices/18-kind.md", "kind-unknown"),
        ("notices/19-place.md", "place-unknown"),
        ("notices/20-link.md", "link-broken"),
        ("notices/21-attachment.md", "attachment-missing"),
        ("notices/22-supersedes.md", "notice-unknown"),
        ("notices/23-html.md", "html-unsafe"),
        ("notices/24-id-number.md", "privacy-id-number"),
        ("notices/25-mobile.md", "privacy-mobile"),
        ("honours/26-no-notice.md", "honour-notice-missing"),
        ("activities/27-times.md", "activity-times"),
        ("notices/28-collision/index.md", "path-collision"),
        ("notices/29-bank-card.md", "privacy-bank-card"),
        ("notices/30-placeholder.md", "placeholder-left"),
        ("points/liying/30-batch.yaml", "points-reviewers"),
        ("misplaced.md", "file-unplaced"),
    ] {
        assert!(of(&format!("content/{file}")).contains(&code), "{file}: {code} is not reported");
    }
    for good in [
        "notices/good-news.md",
        "notices/good-project.md",
        "pages/good.md",
        "site.yaml",
        "rules.yaml",
        "places.yaml",
    ] {
        assert!(of(&format!("content/{good}")).is_empty(), "{good} is good");
    }
}
