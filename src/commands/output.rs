//! Printing, and nothing else: results and summaries on standard output, diagnostics beside it.

use super::desk::{Desk, Ending, Named};
use super::help;
use crate::build::Progress;
use crate::diagnostic::{Diagnostic, Language, Text};
use crate::report::{self, Format, Style};
use crate::source::Source;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal, Write};

/// A result, on standard output. A closed pipe is no reason to panic.
pub(super) fn put(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}

/// A result for programs, indented.
pub(super) fn put_json(value: &serde_json::Value) {
    put(&format!("{value:#}\n"));
}

/// What is wrong, on standard error.
pub(super) fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// A command line that was not understood, or that asked for help.
pub(super) fn usage(error: &clap::Error, language: Language) -> Ending {
    use clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    if !error.use_stderr() {
        put(&error.to_string());
        return Ending::Done;
    }
    match (language, error.kind()) {
        (_, DisplayHelpOnMissingArgumentOrSubcommand) | (Language::English, _) => {
            complain(&error.to_string());
        }
        (Language::Chinese, _) => complain(&help::error_zh(error)),
    }
    Ending::Failed
}

/// Faults that are themselves the result: on standard output.
pub(super) fn show(desk: &Desk, faults: &[Diagnostic], texts: &[Source]) {
    put(&named(desk, rendered(desk, faults, texts, io::stdout().is_terminal())));
}

/// Faults of a command whose own output is on standard output: JSON there, too, for programs; else beside it.
pub(super) fn tell(desk: &Desk, faults: &[Diagnostic], texts: &[Source]) {
    match desk.options.format {
        Format::Json => put(&named(desk, rendered(desk, faults, texts, false))),
        Format::Human | Format::Short => {
            complain(&named(desk, rendered(desk, faults, texts, io::stderr().is_terminal())));
        }
    }
}

/// With the board's name before each line, or as a field, where one of many is being run.
fn named(desk: &Desk, text: String) -> String {
    match (&desk.board, desk.options.format) {
        (None, _) => text,
        (Some(board), Format::Human | Format::Short) => board.before(&text),
        (Some(board), Format::Json) => with_board(board, &text).unwrap_or(text),
    }
}

fn with_board(board: &Named, report: &str) -> Option<String> {
    let serde_json::Value::Object(mut report) = serde_json::from_str(report).ok()? else { return None };
    report.insert("board".into(), serde_json::json!({ "index": board.index, "name": board.name }));
    Some(format!("{:#}\n", serde_json::Value::Object(report)))
}

fn rendered(desk: &Desk, faults: &[Diagnostic], texts: &[Source], color: bool) -> String {
    let color = color && !desk.surroundings.no_color;
    let style = Style { language: desk.language, color, width: None };
    report::report(faults, texts, desk.options.format, style)
}

/// A summary for people; programs that asked for JSON get only that on standard output.
pub(super) fn say(desk: &Desk, text: &Text) {
    match (desk.options.quiet, desk.options.format) {
        (true, _) => {}
        (false, Format::Json) => complain(&named_words(desk, text)),
        (false, _) => put(&named_words(desk, text)),
    }
}

/// A remark for people, beside the output.
pub(super) fn remark(desk: &Desk, text: &Text) {
    if !desk.options.quiet {
        complain(&named_words(desk, text));
    }
}

fn named_words(desk: &Desk, text: &Text) -> String {
    let words = text.get(desk.language);
    desk.board.as_ref().map_or_else(|| words.to_owned(), |board| board.before(words))
}

/// A bar on a terminal, nothing elsewhere.
pub(super) struct Bar(Option<ProgressBar>);

impl Bar {
    pub(super) fn new(desk: &Desk) -> Bar {
        let shown = !desk.options.quiet && desk.options.format == Format::Human && io::stderr().is_terminal();
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        Bar(shown.then(|| ProgressBar::new(0).with_style(style)))
    }

    pub(super) fn finish(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

impl Progress for Bar {
    fn planned(&self, pages: usize) {
        if let Some(bar) = &self.0 {
            bar.set_length(u64::try_from(pages).unwrap_or_default());
            // pages are followed by files that travel
            bar.set_position(0);
        }
    }

    fn rendered(&self) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
    }
}
