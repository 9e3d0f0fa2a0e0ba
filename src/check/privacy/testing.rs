//! Texts with what is private in them marked under each.

use super::scan::{scan, scan_page};
use super::texts::Scope;
use crate::check::testing::{INDENT, lines, marked_line};
use expect_test::Expect;

/// Every indented line of the fixture is a text of its own, and the marks under it are all that is private
/// there; other lines are headings.
pub(super) fn scanned(scope: Scope, fixture: Expect) {
    let marked = lines(fixture.data()).map(|line| match line.strip_prefix(INDENT) {
        None if line.is_empty() => String::new(),
        None => format!("{line}\n"),
        Some(text) => {
            let found = scan(text, scope).into_iter();
            marked_line(text, &found.map(|found| (found.range, found.code.name())).collect::<Vec<_>>())
        }
    });
    fixture.assert_eq(&marked.collect::<String>());
}

/// The indented lines of the fixture are one Markdown text under a title, and the marks under each are all that is
/// private there.
pub(super) fn scanned_page(title: &str, fixture: Expect) {
    let mut own: Vec<&str> = lines(fixture.data())
        .filter(|line| line.is_empty() || line.starts_with(INDENT))
        .map(|line| line.strip_prefix(INDENT).unwrap_or(line))
        .collect();
    while own.last().is_some_and(|line| line.is_empty()) {
        own.pop();
    }
    let found = scan_page(title, &own.join("\n"));
    let mut start = 0;
    let marked = own.iter().map(|line| {
        let end = start + line.len();
        let here = found.iter().filter(|found| (start..=end).contains(&found.range.start));
        let marks = here.map(|found| (found.range.start - start..found.range.end - start, found.code.name()));
        let marked = marked_line(line, &marks.collect::<Vec<_>>());
        start = end + 1;
        if line.is_empty() { "\n".to_owned() } else { marked }
    });
    fixture.assert_eq(&format!("text\n{}", marked.collect::<String>()));
}
