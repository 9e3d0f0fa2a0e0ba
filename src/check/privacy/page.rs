//! What a page shows of its Markdown: words without marks, a line a block, and rows of tables as rows.

use super::seen::Seen;
use crate::markdown::Document;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// A body as its reader sees it; headings keep their `#`, items their `-`, cells stand between `|`.
pub(super) fn shown(text: &str) -> Seen<'_> {
    let document = Document::new(text);
    let mut seen = Seen::empty();
    for (event, range) in document.events() {
        let here = range.start..range.start;
        match event {
            Event::Text(words) | Event::Code(words) => words_of(text, &words, range, &mut seen),
            Event::SoftBreak | Event::HardBreak => seen.put('\n', here),
            Event::Start(tag) => signs(before(&tag), &here, &mut seen),
            Event::End(end) => signs(after(&end), &here, &mut seen),
            _ => {}
        }
    }
    seen
}

/// Words that a piece of the text shows; where they stand in it, if they stand in it as they are.
fn words_of(text: &str, words: &str, range: Range<usize>, seen: &mut Seen) {
    let inside = text.get(range.clone()).and_then(|piece| {
        // nearly always the piece itself
        if piece.starts_with(words) { Some(0) } else { piece.find(words) }
    });
    let exact = inside.map(|at| range.start + at..range.start + at + words.len());
    seen.push(words, exact.unwrap_or(range));
}

fn signs(text: &str, here: &Range<usize>, seen: &mut Seen) {
    text.chars().for_each(|c| seen.put(c, here.clone()));
}

fn before(tag: &Tag) -> &'static str {
    match tag {
        Tag::Heading { level, .. } => &"\n######"[..=*level as usize],
        Tag::Item => "\n- ",
        Tag::TableHead | Tag::TableRow => "\n",
        Tag::TableCell => "| ",
        Tag::Paragraph | Tag::CodeBlock(_) | Tag::Table(_) => "\n",
        _ => "",
    }
}

fn after(end: &TagEnd) -> &'static str {
    match end {
        TagEnd::TableCell => " ",
        TagEnd::TableHead | TagEnd::TableRow => "|",
        TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Table => "\n",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_not_seen_and_rows_are_rows() {
        let text = "# 甲**乙**\n\n138\\-0000\\-1234 和 1&#51;9\n\n| 姓名 | 病 |\n|---|---|\n| 顾\\*林 | `是` |\n\n- 丙\n";
        let seen = shown(text);
        let lines: Vec<&str> = seen.text().lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["#甲乙", "138-0000-1234 和 139", "| 姓名 | 病 |", "| 顾*林 | 是 |", "- 丙"]);
        let at = seen.text().find("139").unwrap();
        assert_eq!(&text[seen.written(at..at + 3)], "1&#51;9");
        let at = seen.text().find("138").unwrap();
        assert_eq!(&text[seen.written(at..at + 13)], "138\\-0000\\-1234");
    }
}
