//! `init`: the starter's files with their dates filled in.

use crate::config::starter;
use crate::model::calendar::WorkCalendar;
use crate::model::kind::Kinds;
use crate::model::posting::required_last_day;
use crate::parse;
use crate::read::Sources;
use crate::source::Source;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// Files beside `content/`: the log is evidence, so git must never touch its line ends.
const ROOT_FILES: [(&str, &str); 2] = [
    (".gitattributes", "content/** -text\ncontent/publication.jsonl -text -merge\n"),
    (".gitignore", "/public/\n"),
];

/// Every file of a new site: path under its root and text, dates made for `today`.
pub fn files(today: Date) -> Vec<(String, String)> {
    let (kinds, calendar) = rules();
    let content = starter::files()
        .into_iter()
        .map(|(path, text)| (format!("content/{path}"), fill(text, today, &kinds, &calendar)));
    content.chain(ROOT_FILES.map(|(path, text)| (path.to_owned(), text.to_owned()))).collect()
}

/// The starter's own rules and calendars.
pub fn rules() -> (Kinds, WorkCalendar) {
    let settings = starter::files()
        .into_iter()
        .filter(|(path, _)| *path == "rules.yaml" || path.starts_with("calendar/"));
    let texts = settings.map(|(path, text)| Source::new(format!("content/{path}"), text)).collect();
    let content = parse::parse(&Sources { texts, ..Sources::default() }).value;
    (content.kinds, content.calendar)
}

/// Replaces `{{today}}`, `{{today+N}}`, `{{year}}` and `{{until:KIND}}`.
pub fn fill(text: &str, today: Date, kinds: &Kinds, calendar: &WorkCalendar) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let Some((name, tail)) = after.split_once("}}") else {
            out.push_str("{{");
            rest = after;
            continue;
        };
        match value(name.trim(), today, kinds, calendar) {
            Some(value) => out.push_str(&value),
            None => out.push_str(&format!("{{{{{name}}}}}")),
        }
        rest = tail;
    }
    out + rest
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_filled_in() {
        let (kinds, calendar) = rules();
        let filled = fill(
            "{{today}} {{today+14}} {{year}} {{until:project}} {{x}}",
            date(2026, 9, 21),
            &kinds,
            &calendar,
        );
        assert_eq!(filled, "2026-09-21 2026-10-05 2026 2026-10-08 {{x}}");
    }

    #[test]
    fn no_placeholder_is_left_in_a_new_site() {
        for (path, text) in files(date(2026, 11, 21)) {
            assert!(!text.contains("{{"), "{path}");
        }
    }
}
