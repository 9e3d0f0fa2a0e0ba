//! Texts with what is private in them marked under each.

use super::scan::scan;
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
