//! One JSON document for programs. A fault without a hint or source has no such key.

use serde::Serialize;

use super::place::Places;
use super::summary::count;
use crate::diagnostic::{Diagnostic, Language, Text};
use crate::source::Source;

#[derive(Serialize)]
struct Document<'a> {
    errors: usize,
    warnings: usize,
    diagnostics: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'static str,
    severity: &'static str,
    file: &'a str,
    line: usize,
    column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
}

pub(super) fn json(diagnostics: &[Diagnostic], sources: &[Source], language: Language) -> String {
    let mut places = Places::new(sources);
    let (errors, warnings) = count(diagnostics);
    let diagnostics = diagnostics.iter().map(|diagnostic| entry(diagnostic, &mut places, language)).collect();
    // Strings and numbers into memory: nothing here that serde_json could refuse.
    let mut out = serde_json::to_string(&Document { errors, warnings, diagnostics }).unwrap_or_default();
    out.push('\n');
    out
}

fn entry<'a>(diagnostic: &'a Diagnostic, places: &mut Places<'a>, language: Language) -> Entry<'a> {
    let place = places.find(diagnostic);
    let text = |text: &'a Option<Text>| text.as_ref().map(|text| text.get(language));
    Entry {
        code: diagnostic.code.name(),
        severity: diagnostic.severity.name(),
        file: place.path,
        line: place.line,
        column: place.column,
        cell: place.cell,
        message: diagnostic.message.get(language),
        hint: text(&diagnostic.hint),
        source: text(&diagnostic.source),
    }
}
