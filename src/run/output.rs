//! Printing, and nothing else: results and summaries on standard output, diagnostics beside it.

#![allow(clippy::disallowed_methods, reason = "the environment says whether colours are wanted")]

use super::DONE;
use crate::build::Progress;
use crate::cli::{self, Common};
use crate::diagnostic::{Diagnostic, Language, Text};
use crate::report::{self, Format, Style};
use crate::source::Source;
use indicatif::{ProgressBar, ProgressStyle};
use std::env;
use std::io::{self, IsTerminal, Write};

pub fn done(text: &str) -> u8 {
    put(text);
    DONE
}

pub fn completions(shell: clap_complete::Shell, language: Language) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut cli::command(language), "zhangbang", &mut script);
    put(&String::from_utf8_lossy(&script));
    DONE
}

pub fn print_json(value: &serde_json::Value) -> u8 {
    put(&format!("{value:#}\n"));
    DONE
}

pub fn rendered(common: &Common, faults: &[Diagnostic], texts: &[Source], color: bool) -> String {
    let color = color && env::var_os("NO_COLOR").is_none();
    let style = Style { language: common.language, color, width: None };
    report::report(faults, texts, common.format, style)
}

/// Faults of a command whose own output is on standard output: JSON there, too, for programs; else beside it.
pub fn tell(common: &Common, faults: &[Diagnostic], texts: &[Source]) {
    match common.format {
        Format::Json => put(&rendered(common, faults, texts, false)),
        _ => complain(&rendered(common, faults, texts, io::stderr().is_terminal())),
    }
}

/// A summary for people; programs that asked for JSON get only that on standard output.
pub fn say(common: &Common, text: &Text) {
    match (common.quiet, common.format) {
        (true, _) => {}
        (false, Format::Json) => complain(text.get(common.language)),
        (false, _) => put(text.get(common.language)),
    }
}

pub fn say_err(common: &Common, text: &Text) {
    if !common.quiet {
        complain(text.get(common.language));
    }
}

/// A closed pipe is no reason to panic.
pub fn put(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}

pub fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// A bar on a terminal, nothing elsewhere.
pub struct Bar(Option<ProgressBar>);

impl Bar {
    pub fn new(common: &Common) -> Bar {
        let shown = !common.quiet && common.format == Format::Human && io::stderr().is_terminal();
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        Bar(shown.then(|| ProgressBar::new(0).with_style(style)))
    }

    pub fn finish(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

impl Progress for Bar {
    fn planned(&self, pages: usize) {
        if let Some(bar) = &self.0 {
            bar.set_length(u64::try_from(pages).unwrap_or_default());
        }
    }

    fn rendered(&self) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
    }
}
