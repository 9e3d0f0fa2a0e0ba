//! The first words of a text, for descriptions and lists.
//!
//! Takes what paragraphs and list items say; headings, tables, code blocks, footnotes and pictures
//! say nothing here.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Document;
use super::letters::{Class, is_wide};

/// The first `max_chars` characters of what the text's paragraphs say; the last is `…` if there is more.
pub fn plain_text(text: &str, max_chars: usize) -> String {
    let document = Document::new(text);
    let mut excerpt = Excerpt::new(max_chars);
    for (event, _) in document.events() {
        excerpt.push(&event);
        if excerpt.is_full() {
            break;
        }
    }
    excerpt.finish()
}

/// Gathers an excerpt from events that pass by for another reason.
#[derive(Debug)]
pub struct Excerpt {
    text: String,
    most: usize,
    room: usize,
    more: bool,
    gap: Gap,
    /// How many elements that say nothing we are in.
    silent: usize,
}

/// What lies between the last text and the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    None,
    Line,
    Block,
}

impl Excerpt {
    /// `max_chars` counts characters, with the final `…`.
    pub fn new(max_chars: usize) -> Excerpt {
        Excerpt {
            text: String::new(),
            most: max_chars,
            room: max_chars,
            more: false,
            gap: Gap::None,
            silent: 0,
        }
    }

    /// Whether further events change nothing.
    pub fn is_full(&self) -> bool {
        self.more
    }

    /// Takes the next event; tags count only for what they silence or part.
    pub fn push(&mut self, event: &Event) {
        match event {
            Event::Start(tag) if is_silent(tag) => self.silent += 1,
            Event::End(tag) if is_silent_end(*tag) => self.silent = self.silent.saturating_sub(1),
            _ if self.silent > 0 || self.more => {}
            Event::Start(Tag::Paragraph | Tag::Item) => self.gap = Gap::Block,
            Event::SoftBreak | Event::HardBreak if self.gap == Gap::None => self.gap = Gap::Line,
            Event::Text(text) | Event::Code(text) => self.append(text),
            _ => {}
        }
    }

    /// The text, with `…` if more would have come.
    pub fn finish(mut self) -> String {
        if self.more && self.most > 0 {
            self.text.pop();
            self.text.truncate(self.text.trim_end().len());
            self.text.push('…');
        }
        self.text
    }

    fn append(&mut self, text: &str) {
        let Some(first) = text.chars().next() else { return };
        if self.needs_space(first) {
            self.append_characters(" ");
        }
        self.gap = Gap::None;
        self.append_characters(text);
    }

    /// Chinese has no space at a line's end, nor between a full stop and the next paragraph.
    fn needs_space(&self, next: char) -> bool {
        match (self.gap, self.text.chars().next_back()) {
            (Gap::None, _) | (_, None) => false,
            (Gap::Line, Some(last)) => !(is_wide(last) && is_wide(next)),
            (Gap::Block, Some(last)) => !(is_wide(last) && Class::of(last) == Class::Punctuation),
        }
    }

    fn append_characters(&mut self, text: &str) {
        let end = text.char_indices().nth(self.room).map(|(at, _)| at);
        self.more = end.is_some();
        let piece = &text[..end.unwrap_or(text.len())];
        self.room -= piece.chars().count();
        self.text.push_str(piece);
    }
}

fn is_silent(tag: &Tag) -> bool {
    is_silent_end(tag.to_end())
}

fn is_silent_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Table
            | TagEnd::FootnoteDefinition
            | TagEnd::Image
    )
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    const TEXT: &str =
        "# 公示\n\n上村**道路**\n硬化 [项目](x.md)。\n\n|甲|\n|--|\n|乙|\n\n- 长 `2` 千米\n- 宽 4 米\n";

    #[test]
    fn paragraphs_and_items_speak() {
        assert_eq!(plain_text(TEXT, 99), "上村道路硬化 项目。长 2 千米 宽 4 米");
        assert_eq!(
            plain_text("one\ntwo  \nthree\n\nfour ![five](x.png)[^1]\n\n[^1]: six", 99),
            "one two three four "
        );
    }

    #[test]
    fn a_cut_shows() {
        assert_eq!(plain_text(TEXT, 7), "上村道路硬化…");
        assert_eq!(plain_text(TEXT, 8), "上村道路硬化…");
        assert_eq!(plain_text("一二三", 3), "一二三");
        assert_eq!(plain_text("一二三四", 3), "一二…");
        assert_eq!(plain_text("一二三四", 1), "…");
        assert_eq!(plain_text("一", 0), "");
        assert_eq!(plain_text("", 9), "");
    }
}
