//! The handbook documents every code, field and command; the code is the list.

#![expect(clippy::disallowed_methods, reason = "tests touch the world")]

#[path = "handbook/examples.rs"]
mod examples;
#[path = "handbook/sheets.rs"]
mod sheets;

use std::fs;
use std::path::{Path, PathBuf};
use zhangbang::diagnostic::ALL_CODES;
use zhangbang::parse::field::Field;
use zhangbang::parse::schema::{BOARDS, Root, files};

fn page(name: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/pages/handbook").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_code_has_its_heading() {
    let text = page("diagnostics.md");
    let headings: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    let names: Vec<&str> = ALL_CODES.iter().map(|code| code.name()).collect();
    let missing: Vec<_> = names.iter().filter(|name| !headings.contains(name)).collect();
    let unknown: Vec<_> = headings.iter().filter(|heading| !names.contains(heading)).collect();
    assert!(
        missing.is_empty() && unknown.is_empty(),
        "not in the handbook: {missing:?}; not in the code: {unknown:?}"
    );
}

fn rows(fields: &'static [Field], text: &str, missing: &mut Vec<String>) {
    for field in fields {
        let row = format!("`{}` | `{}`", field.key, field.alias);
        if !text.contains(&row) {
            missing.push(row);
        }
        if let Some(inner) = field.shape.inner() {
            rows(inner, text, missing);
        }
    }
}

#[test]
fn every_field_has_its_row() {
    let pages = [
        "site.md",
        "rules.md",
        "places.md",
        "calendar.md",
        "notice.md",
        "honour.md",
        "activity.md",
        "page.md",
        "points.md",
        "register.md",
        "themes.md",
    ];
    let text: String = pages.iter().map(|name| page(name)).collect();
    let mut missing = Vec::new();
    rows(BOARDS, &page("province.md"), &mut missing);
    for file in files() {
        match file.root {
            Root::Map(fields) | Root::ListOf(fields) | Root::MapOf(fields) => {
                rows(fields, &text, &mut missing)
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_command_and_option_is_told() {
    let text = page("commands.md");
    let command = zhangbang::commands::command(zhangbang::diagnostic::Language::Chinese);
    for sub in command.get_subcommands() {
        assert!(text.contains(&format!("## {}\n", sub.get_name())), "no section on {}", sub.get_name());
        for long in sub.get_arguments().filter_map(|arg| arg.get_long()) {
            assert!(text.contains(&format!("--{long}")), "{} --{long} is not told", sub.get_name());
        }
    }
}

/// What the page for a province's engineer shows is what is run in tests, word for word.
#[test]
fn the_jobs_of_a_province_are_those_that_are_tried() {
    let text = page("province.md");
    let jobs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/boards/jobs");
    for name in ["boards.sbatch", "portal.sbatch", "submit.sh", "parallel.sh", "job.yaml"] {
        let job = fs::read_to_string(jobs.join(name)).expect(name);
        assert!(text.contains(&format!("\n{job}```\n")), "{name} is another than the page's");
    }
}
