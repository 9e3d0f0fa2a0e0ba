//! Whether Markdown shows exactly the wanted words, read by our own dialect.

use crate::markdown::Document;
use pulldown_cmark::{Event, Tag, TagEnd};

/// Whether a block shows the words, and nothing turned into what it was not meant to be.
pub(super) fn shows(text: &str, wanted: &str) -> bool {
    let document = Document::new(text);
    let (mut shown, mut picture) = (String::new(), 0_usize);
    for (event, _) in document.events() {
        match event {
            Event::Start(Tag::Image { .. }) => picture += 1,
            Event::End(TagEnd::Image) => picture = picture.saturating_sub(1),
            Event::Text(text) if picture == 0 => shown.push_str(&text),
            // a note that is written at the end is none here, and its sign is no word
            Event::SoftBreak | Event::HardBreak if picture == 0 => shown.push('\n'),
            Event::Start(Tag::Paragraph) if !shown.is_empty() => shown.push('\n'),
            Event::Start(
                Tag::List(_)
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::Table(_)
                | Tag::Emphasis
                | Tag::HtmlBlock,
            )
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Code(_)
            | Event::Rule
            | Event::TaskListMarker(_) => return false,
            _ => {}
        }
    }
    without_notes(&shown) == without_notes(wanted)
}

/// `[^1]` is shown as it is written where its note is not there.
fn without_notes(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[^") {
        out.push_str(before);
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        match after[digits..].strip_prefix(']').filter(|_| digits > 0) {
            Some(behind) => rest = behind,
            None => {
                out.push_str("[^");
                rest = after;
            }
        }
    }
    (out + rest).replace('\u{3000}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a table shows the words in its cells.
pub(super) fn shows_cells(text: &str, wanted: &[Vec<String>]) -> bool {
    let document = Document::new(text);
    let (mut cells, mut cell, mut picture) = (Vec::new(), String::new(), 0_usize);
    for (event, _) in document.events() {
        match event {
            Event::Start(Tag::Image { .. }) => picture += 1,
            Event::End(TagEnd::Image) => picture = picture.saturating_sub(1),
            Event::Text(text) if picture == 0 => cell.push_str(&text),
            Event::Start(Tag::Emphasis) | Event::Code(_) | Event::InlineHtml(_) | Event::Html(_) => {
                return false;
            }
            Event::End(TagEnd::TableCell) => cells.push(without_notes(&std::mem::take(&mut cell))),
            _ => {}
        }
    }
    // headings of two rows have another mark between them
    let bare = |text: &str| without_notes(text).replace(['：', '；', '\n', ' '], "");
    let wanted: Vec<String> = wanted.iter().flatten().map(|cell| bare(cell)).collect();
    cells.iter().map(|cell| bare(cell)).eq(wanted)
}
