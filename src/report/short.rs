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
        let in_text = || format!("{}:{}:{}", place.path, place.line, place.column);
        // Writing into a String cannot fail.
        let _ = writeln!(
            out,
            "{}: {}[{}]: {}",
            harmless_line(&place.path_and_cell().unwrap_or_else(in_text)),
            diagnostic.severity.name(),
            diagnostic.code.name(),
            harmless_line(diagnostic.message.get(language)),
        );
    }
    out
}
