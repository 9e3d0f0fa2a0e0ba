//! The form for people: the line with the place underlined, hint, source of the rule, closing count.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use unicode_width::UnicodeWidthChar;

use super::harmless::{harmless, harmless_line};
use super::place::{Excerpt, Place, Places};
use super::style::Style;
use super::summary::{count, summary};
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::source::Source;

/// Where there is no terminal.
const USUAL_WIDTH: usize = 100;
/// Below this a cut line no longer shows anything.
const LEAST_WIDTH: usize = 40;

pub(super) fn human(diagnostics: &[Diagnostic], sources: &[Source], style: Style) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let width = style.width.unwrap_or(USUAL_WIDTH).max(LEAST_WIDTH);
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    // One column is kept back: a wide character at the cut may need it.
    let renderer = renderer.term_width(width - 1);
    let mut places = Places::new(sources);
    let mut out = String::new();
    for diagnostic in diagnostics {
        let group = group(diagnostic, places.find(diagnostic), style.language, width);
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out.push_str(&summary(count(diagnostics), style.language));
    out.push('\n');
    out
}

fn group<'a>(diagnostic: &Diagnostic, place: Place, language: Language, width: usize) -> Group<'a> {
    let words = Words::of(language);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(words.error),
        Severity::Warning => Level::WARNING.with_name(words.warning),
    };
    let title = level.primary_title(harmless(diagnostic.message.get(language))).id(diagnostic.code.name());
    let row = place.row();
    let mut group = with_place(Group::with_title(title), place, width);
    if let Some(row) = row {
        group =
            group.element(Level::NOTE.with_name(words.row).message(harmless_line(&shortened(row, width))));
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.with_name(words.hint).message(harmless(hint.get(language))));
    }
    if let Some(source) = &diagnostic.source {
        group = group.element(Level::NOTE.with_name(words.source).message(harmless(source.get(language))));
    }
    group
}

fn with_place<'a>(group: Group<'a>, place: Place, width: usize) -> Group<'a> {
    if let Some(cell) = place.path_and_cell() {
        return group.element(Origin::path(harmless_line(&cell)));
    }
    let path = harmless_line(place.path);
    match place.excerpt() {
        Some(excerpt) => group.element(snippet(&excerpt, width).path(path).line_start(place.line)),
        None if (place.line, place.column) == (1, 1) => group.element(Origin::path(path)),
        None => group.element(Origin::path(path).line(place.line).char_column(place.column)),
    }
}

/// The line, underlined. The underlining is cut to half the screen, so that the line can be cut too.
fn snippet<'a>(excerpt: &Excerpt, width: usize) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let mut line = harmless(excerpt.before);
    let start = line.len();
    let marked = harmless(excerpt.marked);
    let end = start + fitting(&marked, width / 2);
    line.push_str(&marked);
    line.push_str(&harmless(excerpt.after));
    Snippet::source(line).annotation(AnnotationKind::Primary.span(start..end))
}

/// A row, cut to two screen lines.
fn shortened(mut row: String, width: usize) -> String {
    let fits = fitting(&row, width * 2);
    if fits < row.len() {
        row.truncate(fits);
        row.push('…');
    }
    row
}

/// How many bytes from the start fit in so many columns.
fn fitting(text: &str, columns: usize) -> usize {
    let mut used = 0;
    let cut = text.char_indices().find(|(_, character)| {
        used += character.width().unwrap_or(4); // a tab is drawn as four
        used > columns
    });
    cut.map_or(text.len(), |(offset, _)| offset)
}

struct Words {
    error: &'static str,
    warning: &'static str,
    hint: &'static str,
    source: &'static str,
    row: &'static str,
}

impl Words {
    const fn of(language: Language) -> Words {
        match language {
            Language::Chinese => {
                Words {
                    error: "错误", warning: "警告", hint: "提示", source: "依据", row: "这一行"
                }
            }
            Language::English => {
                Words { error: "error", warning: "warning", hint: "hint", source: "source", row: "row" }
            }
        }
    }
}
