//! `markup-misread`, footnotes: named and not written, written twice, never named.

use super::lines::{Line, Odd};
use crate::diagnostic::{Code, Text};
use crate::source::Span;
use crate::text;
use std::collections::BTreeMap;

/// Where footnotes are written, and where they are named.
#[derive(Default)]
struct Note {
    written: Vec<Span>,
    /// The colon behind it, where that is a full-width one.
    wide: Option<Span>,
    named: Vec<Span>,
}

/// What is odd about footnotes.
pub(super) fn faults(lines: &[Line]) -> Vec<Odd> {
    let mut notes: BTreeMap<&str, Note> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.text.contains("[^")) {
        for (name, at) in named(line.text) {
            let span = Span::new(line.at + at, line.at + at + name.len() + 3);
            let note = notes.entry(name).or_default();
            let behind = &line.text[at + name.len() + 3..];
            let begins = line.text[..at].trim().is_empty();
            if begins && behind.starts_with('：') {
                let colon = span.end as usize;
                note.wide = note.wide.or(Some(Span::new(colon, colon + '：'.len_utf8())));
            }
            if begins && behind.starts_with([':', '：']) {
                note.written.push(span)
            } else {
                note.named.push(span)
            }
        }
    }
    notes.iter().filter_map(|(name, note)| note.wide.map(wide).or_else(|| judge(name, note))).collect()
}

/// Every `[^name]` outside code of a line, and where it begins. One walk, however many there are.
fn named(text: &str) -> Vec<(&str, usize)> {
    let (mut in_code, mut seen, mut found) = (false, 0, Vec::new());
    for (at, _) in text.match_indices("[^") {
        in_code ^= text[seen..at].matches('`').count() % 2 == 1;
        seen = at;
        let rest = &text[at + 2..];
        let end = rest.find([']', '[', ' ']).filter(|&end| end > 0 && rest[end..].starts_with(']'));
        found.extend(end.filter(|_| !in_code).map(|end| (&rest[..end], at)));
    }
    found
}

/// `[^1]：注释`, which the page shows as it is written.
fn wide(colon: Span) -> Odd {
    let message = text!(
        "脚注后面是全角冒号“：”，网页上会照样显示，不会变成脚注",
        "A full-width colon follows the footnote, so that it is none"
    );
    let hint = text!("改成英文冒号加一个空格", "Write an ASCII colon and a space");
    Odd::new(Code::MarkupMisread, colon, message, hint).mended(colon, ": ")
}

fn judge(name: &str, note: &Note) -> Option<Odd> {
    let (span, message, hint): (Span, Text, Text) = match (note.written.as_slice(), note.named.as_slice()) {
        ([], [first, ..]) => (
            *first,
            text!("脚注 [^{name}] 没有写内容", "The footnote [^{name}] is named and nowhere written"),
            text!("在文末单独写一行：[^{name}]: 注释内容", "Write a line at the end: [^{name}]: its text"),
        ),
        ([first, ..], []) => (
            *first,
            text!(
                "脚注 [^{name}] 正文里没有用到，不会显示",
                "The footnote [^{name}] is never named and not shown"
            ),
            text!(
                "在要加注的地方写 [^{name}]，或者删去这一行",
                "Write [^{name}] where it belongs, or remove this line"
            ),
        ),
        ([_, second, ..], _) => (
            *second,
            text!(
                "脚注 [^{name}] 写了两次，只有第一次的会显示",
                "The footnote [^{name}] is written twice, and only the first is shown"
            ),
            text!("换一个编号，或者删去一个", "Give it another number, or remove one of them"),
        ),
        _ => return None,
    };
    Some(Odd::new(Code::MarkupMisread, span, message, hint))
}
