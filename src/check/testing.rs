//! Content for rule tests, from texts as a clerk would write them.

use super::Facts;
use crate::diagnostic::Diagnostic;
use crate::read::Sources;
use crate::source::Source;
use jiff::civil::Date;

type Run = fn(&Facts) -> Vec<Diagnostic>;

/// The publication log after a first publication of the given files on a day, at nine in the morning.
pub fn posted(files: &[(&str, &str)], day: &str) -> String {
    use crate::model::candidate::candidates;
    use crate::model::guard::{Situation, judge};
    let sources = sources(files);
    let content = crate::parse::parse(&sources).value;
    let log = crate::parse::log(&sources);
    let today = day.parse().expect("a date");
    let situation = Situation { today, calendar: &content.calendar, demo: false };
    let judgement = judge(&log, &candidates(&content, &log, today), situation);
    assert!(!judgement.refuses(), "the case itself is refused: {judgement:#?}");
    let at = format!("{day}T09:00:00+08:00").parse().expect("a time");
    log.extended(at, &judgement.events).text().to_owned()
}

pub fn sources(files: &[(&str, &str)]) -> Sources {
    let mut texts: Vec<Source> =
        files.iter().map(|(path, text)| Source::new(format!("content/{path}"), *text)).collect();
    texts.sort_by(|a, b| a.path.cmp(&b.path));
    Sources { texts, ..Sources::default() }
}

/// `code file:line:column` of every fault that one rule finds in the given files, on a day.
pub fn faults(files: &[(&str, &str)], today: &str, run: Run) -> Vec<String> {
    found(files, today, run, |source, fault| {
        let at = source.position(fault.span.start as usize);
        format!("{} {}:{}:{}", fault.code.name(), source.path, at.line, at.column)
    })
}

/// Message and hint of every such fault, in both languages.
pub fn fault_texts(files: &[(&str, &str)], today: &str, run: Run) -> Vec<String> {
    found(files, today, run, |_, fault| {
        let hint = fault.hint.clone().unwrap_or_default();
        format!("{} | {} | {} | {}", fault.message.zh, hint.zh, fault.message.en, hint.en)
    })
}

/// What every such fault underlines.
pub fn fault_places(files: &[(&str, &str)], today: &str, run: Run) -> Vec<String> {
    found(files, today, run, |source, fault| source.slice(fault.span).to_owned())
}

fn found(
    files: &[(&str, &str)],
    today: &str,
    run: Run,
    show: fn(&Source, &Diagnostic) -> String,
) -> Vec<String> {
    let sources = sources(files);
    let parsed = crate::parse::parse(&sources);
    assert!(parsed.diagnostics.is_empty(), "the case itself is faulty: {:#?}", parsed.diagnostics);
    let now = today.parse::<Date>().expect("a date").to_datetime(jiff::civil::Time::midnight());
    let log = crate::parse::log(&sources);
    let facts = Facts { content: &parsed.value, log: &log, now };
    let mut shown: Vec<String> =
        run(&facts).iter().map(|fault| show(&sources.texts[fault.file.0 as usize], fault)).collect();
    shown.sort();
    shown
}

/// A rules.yaml with one kind that has a project block, and one without.
pub const RULES_YAML: (&str, &str) = (
    "rules.yaml",
    "project: {name: 项目公示, posting: {min: 10}, project: true, source: {title: 意见}}\nnews: {name: 动态}\n",
);
