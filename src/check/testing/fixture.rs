//! Reads the files of a case from its text.

use std::ops::Range;

/// One file of a case.
pub(super) struct File {
    /// Under `content/`.
    pub path: String,
    pub text: String,
    /// The lines of the text that the case shows; the others were put in.
    pub shown: Range<usize>,
}

/// How far a line of a file is indented.
pub const INDENT: &str = "   ";

/// Files of a case without their marks. Empty lines at a file's end are none of it.
pub(super) fn read(fixture: &str) -> Vec<File> {
    let mut files: Vec<(String, Vec<&str>)> = Vec::new();
    for line in lines(fixture) {
        match (line.strip_prefix(INDENT), files.last_mut()) {
            (Some(inner), Some((_, lines))) => lines.push(inner),
            (None, Some((_, lines))) if line.is_empty() => lines.push(""),
            (None, None) if line.is_empty() => {}
            (None, _) if line.starts_with("… ") => break,
            (None, _) => files.push((line.to_owned(), Vec::new())),
            (Some(_), None) => panic!("a line before the first file: {line}"),
        }
    }
    files.into_iter().map(|(path, lines)| file(path, &lines)).collect()
}

/// The lines of a case without its marks, and without the indentation that it has in its test.
pub fn lines(fixture: &str) -> impl Iterator<Item = &str> {
    let margin = fixture.lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    let lines = fixture.strip_prefix('\n').unwrap_or(fixture).lines();
    lines.map(move |line| line.get(margin..).unwrap_or("")).filter(|line| !line.starts_with("//"))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn file(path: String, lines: &[&str]) -> File {
    let kept = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
    let lines = &lines[..kept];
    let is_markdown = path.ends_with(".md") && lines.first().is_none_or(|first| *first != "---");
    let missing = needed(&path, lines)
        .iter()
        .filter(|(name, _)| !lines.iter().any(|line| line.starts_with(&format!("{name}:"))))
        .map(|(name, value)| format!("{name}: {value}"));
    let mut all: Vec<String> = if is_markdown { vec!["---".into()] } else { Vec::new() };
    if is_markdown || !path.ends_with(".md") {
        all.extend(missing);
    }
    let shown = all.len()..all.len() + lines.len();
    all.extend(lines.iter().map(|line| (*line).to_owned()));
    if is_markdown && !lines.contains(&"---") {
        all.push("---".into());
    }
    File { path, text: all.join("\n") + "\n", shown }
}

/// What a file of its sort must have.
fn needed(path: &str, lines: &[&str]) -> &'static [(&'static str, &'static str)] {
    let redeems = lines.iter().any(|line| line.starts_with("redemptions:"));
    match path.split_once('/') {
        None if path == "site.yaml" => &[("name", "甲"), ("base_url", "https://a.example")],
        Some(("notices", _)) => &[("title", "一"), ("kind", "news"), ("issuer", "二")],
        Some(("honours", _)) => &[("title", "一"), ("award", "文明家庭"), ("level", "village")],
        Some(("activities", _)) => &[("title", "一"), ("from", "2026-11-07 08:30")],
        Some(("pages" | "registers", _)) => &[("title", "一")],
        Some(("calendar", _)) => &[("year", "2026")],
        Some(("points", inner)) if inner.contains('/') && redeems => &[("village", "上村")],
        Some(("points", inner)) if inner.contains('/') => {
            &[("batch", "B"), ("village", "上村"), ("meeting", "2026-11-04"), ("reviewers", "[一]")]
        }
        _ => &[],
    }
}
