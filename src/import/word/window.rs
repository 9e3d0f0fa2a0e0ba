//! How long a notice is posted, as its text says.

use super::days::{days, span};
use super::lines::Line;
use crate::parse::value;

/// Words behind which the window is said.
const WORDS: [&str; 6] = ["公示期", "公示时间", "公示日期", "公告期", "公示自", "公示从"];

/// A window, in the words of fields.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Window {
    pub from: Option<String>,
    pub until: Option<String>,
    pub days: Option<String>,
    /// It says all of it in so many words.
    pub sure: bool,
}

/// The first paragraph that says when, and what it says.
pub(super) fn window(lines: &[Line]) -> Option<(Window, &Line)> {
    let said = |line| said(line).map(|window| (window, line));
    let found: Vec<(Window, &Line)> = lines.iter().filter_map(said).collect();
    let exact = found.iter().position(|(window, _)| window.until.is_some()).unwrap_or(0);
    let several = found.iter().any(|(window, _)| *window != found[exact].0 && window.until.is_some());
    let (window, line) = found.into_iter().nth(exact)?;
    Some((Window { sure: window.sure && !several, ..window }, line))
}

fn said(line: &Line) -> Option<Window> {
    let mut places = WORDS.iter().filter_map(|word| line.packed.find(word).map(|at| at + word.len()));
    places.find_map(|at| in_words(&line.packed[at..]))
}

fn in_words(rest: &str) -> Option<Window> {
    if let Some((first, last)) = span(rest).filter(|(first, _)| rest[..first.from].chars().count() <= 12) {
        let sure = first.whole && (last.whole || last.day.year() == first.day.year());
        let day = |day: jiff::civil::Date| Some(day.to_string());
        return Some(Window { from: day(first.day), until: day(last.day), days: None, sure });
    }
    let sentence = rest.split(['。', ';']).next().unwrap_or_default();
    let length = length_in(sentence)?;
    let posted = ["发布之日", "公布之日", "公示之日", "张榜之日", "张贴之日", "即日"]
        .iter()
        .any(|words| sentence.contains(words));
    let from = days(sentence).first().map(|day| day.day.to_string());
    let sure = posted || from.is_some();
    let from = from.or(Some("发布之日".to_owned()));
    Some(Window { from, until: None, days: Some(length), sure })
}

/// `10天`, `5个工作日` in a sentence; no day of a month.
fn length_in(sentence: &str) -> Option<String> {
    const UNITS: [&str; 4] = ["个工作日", "工作日", "天", "日"];
    let begins = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let mut before = ' ';
    for (at, c) in sentence.char_indices() {
        let fresh = begins(c) && !begins(before) && !matches!(before, '月' | '-' | '/' | '.');
        before = c;
        if !fresh {
            continue;
        }
        let number = sentence[at..].find(|c| !begins(c)).map_or("", |end| &sentence[at..at + end]);
        let behind = &sentence[at + number.len()..];
        let unit = UNITS.iter().find(|unit| behind.starts_with(**unit));
        let found = unit.map(|unit| format!("{number}{unit}"));
        if let Some(found) = found.filter(|found| value::length(found).is_some()) {
            return Some(found);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(String, String, String, bool)> {
        in_words(text).map(|window| {
            let word = |word: Option<String>| word.unwrap_or_default();
            (word(window.from), word(window.until), word(window.days), window.sure)
        })
    }

    fn wanted(from: &str, until: &str, days: &str, sure: bool) -> Option<(String, String, String, bool)> {
        Some((from.into(), until.into(), days.into(), sure))
    }

    #[test]
    fn windows_are_said_in_many_ways() {
        let span = wanted("2026-11-02", "2026-11-12", "", true);
        assert_eq!(told("为2026年11月2日至11月12日。"), span);
        assert_eq!(told(":2026年11月2日-2026年11月12日(共10天)"), span);
        assert_eq!(told("自发布之日起10天"), wanted("发布之日", "", "10天", true));
        assert_eq!(told("为五个工作日,公示期内"), wanted("发布之日", "", "五个工作日", false));
        assert_eq!(told("7天,自2026年11月2日起"), wanted("2026-11-02", "", "7天", true));
        assert_eq!(told("内如有异议,请于11月2日前反映"), None);
        assert_eq!(told("满后"), None);
    }
}
