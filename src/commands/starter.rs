//! The starter: the files that the binary carries and `init` writes out, with their dates filled in.

use super::placeholder::fill;
use crate::model::calendar::WorkCalendar;
use crate::model::kind::Kinds;
use crate::model::posting::required_last_day;
use crate::parse;
use crate::read::Sources;
use crate::source::Source;
use include_dir::{Dir, include_dir};
use jiff::civil::Date;
use jiff::{Span, ToSpan};

static STARTER: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/commands/starter");

/// Files beside `content/`: the log is evidence, so git must never touch its line ends.
const ROOT_FILES: [(&str, &str); 2] = [
    (".gitattributes", "content/** -text\ncontent/publication.jsonl -text -merge\n"),
    (".gitignore", "/public/\n"),
];

/// Every file of a new site: path under its root and text, dates made for `today`.
pub fn files(today: Date) -> Vec<(String, String)> {
    let (kinds, calendar) = rules();
    let content = carried().into_iter().map(|(path, text)| {
        (format!("content/{path}"), fill(text, |name| value(name, today, &kinds, &calendar)))
    });
    content.chain(ROOT_FILES.map(|(path, text)| (path.to_owned(), text.to_owned()))).collect()
}

/// The starter's own rules and calendars.
pub fn rules() -> (Kinds, WorkCalendar) {
    let settings =
        carried().into_iter().filter(|(path, _)| *path == "rules.yaml" || path.starts_with("calendar/"));
    let texts = settings.map(|(path, text)| Source::new(format!("content/{path}"), text)).collect();
    let content = parse::parse(&Sources { texts, ..Sources::default() }).value;
    (content.kinds, content.calendar)
}

/// Files that are nothing but an example: path under `content/` and text, with placeholders.
pub fn samples() -> Vec<(&'static str, &'static str)> {
    let is_sample =
        |path: &str| path.contains("example-") || matches!(path, "points/households.yaml" | "pages/about.md");
    carried().into_iter().filter(|(path, _)| is_sample(path)).collect()
}

/// Whether a text is a starter's file with some dates filled in, and nothing else changed.
pub fn is_untouched(sample: &str, text: &str) -> bool {
    /// Longer than any date.
    const LONGEST: usize = 12;
    let mut rest = text;
    for (number, piece) in sample.split("{{").enumerate() {
        let fixed = if number == 0 { piece } else { piece.split_once("}}").map_or("", |(_, fixed)| fixed) };
        let near = rest.find(fixed).filter(|&at| at == 0 || (number > 0 && at <= LONGEST));
        let Some(at) = near else { return false };
        rest = &rest[at + fixed.len()..];
    }
    rest.trim().is_empty()
}

/// `{{today}}`, `{{today+N}}`, `{{year}}` and `{{until:KIND}}`.
fn value(name: &str, today: Date, kinds: &Kinds, calendar: &WorkCalendar) -> Option<String> {
    if name == "today" {
        return Some(today.to_string());
    }
    if name == "year" {
        return Some(today.year().to_string());
    }
    if let Some(days) = name.strip_prefix("today+") {
        let days: Span = days.parse::<i32>().ok()?.days();
        return today.checked_add(days).ok().map(|day| day.to_string());
    }
    let kind = kinds.get(name.strip_prefix("until:")?)?;
    let last = required_last_day(today, &kind.posting.as_ref()?.value, calendar).ok()?;
    Some(last.to_string())
}

/// Every starter file: its path under `content/` and its text, in order of path.
fn carried() -> Vec<(&'static str, &'static str)> {
    let mut files = Vec::new();
    gather(&STARTER, &mut files);
    files.sort_unstable();
    files
}

fn gather(folder: &'static Dir<'static>, files: &mut Vec<(&'static str, &'static str)>) {
    for file in folder.files() {
        if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
            files.push((path, text));
        }
    }
    for inner in folder.dirs() {
        gather(inner, files);
    }
}

/// One starter file by its path under `content/`.
pub fn file(path: &str) -> Option<&'static str> {
    STARTER.get_file(path)?.contents_utf8()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_filled_in() {
        let (kinds, calendar) = rules();
        let filled = fill("{{today}} {{today+14}} {{year}} {{until:project}} {{x}}", |name| {
            value(name, date(2026, 9, 21), &kinds, &calendar)
        });
        assert_eq!(filled, "2026-09-21 2026-10-05 2026 2026-10-08 {{x}}");
    }

    #[test]
    fn samples_are_known_until_somebody_touches_them() {
        let made = files(date(2026, 11, 21));
        assert!(samples().len() > 6);
        for (path, sample) in samples() {
            let text = &made.iter().find(|(made, _)| *made == format!("content/{path}")).expect("made").1;
            assert!(is_untouched(sample, text), "{path}");
            assert!(!is_untouched(sample, &text.replacen('。', "，", 1).replacen('村', "庄", 1)), "{path}");
        }
    }

    #[test]
    fn no_placeholder_is_left_in_a_new_site() {
        for (path, text) in files(date(2026, 11, 21)) {
            assert!(!text.contains("{{"), "{path}");
        }
    }
}
