//! One line a fault, in the form that editors and `grep` understand.

use std::fmt::Write;

use super::harmless::harmless_line;
use super::place::Places;
use crate::diagnostic::{Diagnostic, Language};
use crate::source::Source;

pub(super) fn short(diagnostics: &[Diagnostic], sources: &[Source], language: Language) -> String {
    let mut places = Places::new(sources);
    let mut out = String::new();
    for diagnostic in diagnostics {
        let place = places.find(diagnostic);
        // Writing into a String cannot fail.
        let _ = writeln!(
            out,
            "{}:{}:{}: {}[{}]: {}",
            harmless_line(place.path),
            place.line,
            place.column,
            diagnostic.severity.name(),
            diagnostic.code.name(),
            harmless_line(diagnostic.message.get(language)),
        );
    }
    out
}
