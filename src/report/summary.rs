//! How many faults there are.

use crate::diagnostic::{Diagnostic, Language};

/// How many errors and how many warnings.
pub(super) fn count(diagnostics: &[Diagnostic]) -> (usize, usize) {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    (errors, diagnostics.len() - errors)
}

/// `2 个错误，1 个警告`; what there is none of is not mentioned.
pub(super) fn summary((errors, warnings): (usize, usize), language: Language) -> String {
    let (counts, comma) = match language {
        Language::Chinese => ([format!("{errors} 个错误"), format!("{warnings} 个警告")], "，"),
        Language::English => ([plural(errors, "error"), plural(warnings, "warning")], ", "),
    };
    let counts = counts.into_iter().zip([errors, warnings]).filter(|(_, number)| *number > 0);
    counts.map(|(text, _)| text).collect::<Vec<_>>().join(comma)
}

fn plural(number: usize, noun: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{s}")
}
