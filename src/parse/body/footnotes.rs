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
    named: Vec<Span>,
}

/// What is odd about footnotes.
pub(super) fn faults(lines: &[Line]) -> Vec<Odd> {
    let mut notes: BTreeMap<&str, Note> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.text.contains("[^")) {
        for (at, _) in line.text.match_indices("[^") {
            if line.text[..at].matches('`').count() % 2 == 1 {
                continue;
            }
            let rest = &line.text[at + 2..];
            let Some(end) = rest.find(']').filter(|&end| end > 0 && !rest[..end].contains(['[', ' '])) else {
                continue;
            };
            let span = Span::new(line.at + at, line.at + at + 2 + end + 1);
            let note = notes.entry(&rest[..end]).or_default();
            let defines = line.text[..at].trim().is_empty() && rest[end + 1..].starts_with([':', '：']);
            if defines { note.written.push(span) } else { note.named.push(span) }
        }
    }
    notes.iter().filter_map(|(name, note)| judge(name, note)).collect()
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
