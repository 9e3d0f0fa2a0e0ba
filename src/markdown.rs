//! The dialect: Markdown text in, events out, each with its place in the text as it was written.
//!
//! CommonMark with tables, footnotes, strikethrough, task lists and heading attributes, read by
//! pulldown-cmark, and four amendments for Chinese:
//!
//! - emphasis opens and closes beside CJK characters and their punctuation (`emphasis`);
//! - a line break between two wide characters, or beside `“ ” —— …… ①` among them, is no space (`events`, `seams`);
//! - lines of a text that has no blank one are paragraphs where they end or begin like one (`one_a_line`);
//! - `~` alone is a sign for a range or "about" and never strikes text out; `~~` does.
//!
//! The first is done by putting noncharacters beside some delimiters before parsing (`marks`) and
//! taking them out of every string and every range afterwards: nobody outside this room sees one.
//!
//! This room writes no HTML, reads no file, finds no fault: raw HTML and odd links come out as the
//! events they are, and the caller judges them.

mod emphasis;
mod events;
mod excerpt;
mod heading_ids;
mod letters;
mod marks;
mod one_a_line;
mod places;
mod seams;

pub use events::Events;
pub use excerpt::{Excerpt, plain_text};
pub use heading_ids::{HeadingIds, is_taken};
pub use one_a_line::{begins_paragraph, is_one_a_line};
pub use places::{DEEPEST, too_deep};
pub use seams::is_seam;

use memchr::memmem;
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::source::Span;
use marks::Marked;

/// A text made ready for parsing; every call of [`Document::events`] parses it once.
///
/// Offsets are bytes of the text given to [`Document::new`].
#[derive(Debug)]
pub struct Document<'t> {
    text: &'t str,
    marked: Option<Marked<'t>>,
}

impl<'t> Document<'t> {
    /// Costs one scan for delimiters; copies the text only if one of them has to be helped.
    ///
    /// A text that holds noncharacters (see [`has_forbidden_noncharacter`]) is read by the plain
    /// rules of CommonMark, since nothing can be marked in it safely.
    pub fn new(text: &'t str) -> Document<'t> {
        let marked = emphasis::marked(text).filter(|_| has_forbidden_noncharacter(text).is_none());
        Document { text, marked }
    }

    /// What the text says, in order, with ranges that nest.
    pub fn events(&self) -> Events<'_> {
        let text = self.marked.as_ref().map_or(self.text, Marked::text);
        Events::new(Parser::new_ext(text, options()).into_offset_iter(), self.marked.as_ref(), self.text)
    }
}

/// Where the links and pictures of a text lead, as written there.
pub fn targets(text: &str) -> Vec<String> {
    let events = Document::new(text);
    let target = |event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.into_string())
        }
        _ => None,
    };
    events.events().filter_map(|(event, _)| target(event)).collect()
}

/// The extensions of the dialect; footnotes are those of GitHub.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// The first of U+FDD0–FDEF in the text: characters that Unicode keeps for a program's inner use
/// (Unicode 17, section 23.7). Some of them are this room's marks, so content must not hold any.
pub fn has_forbidden_noncharacter(text: &str) -> Option<Span> {
    memmem::find_iter(text.as_bytes(), b"\xEF\xB7")
        .find(|&at| matches!(text.as_bytes().get(at + 2), Some(0x90..=0xAF)))
        .map(|at| Span::new(at, at + 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noncharacters_are_found_where_they_are() {
        assert_eq!(has_forbidden_noncharacter("公示\u{FDD0}"), Some(Span::new(6, 9)));
        assert_eq!(has_forbidden_noncharacter("\u{FDEF}"), Some(Span::new(0, 3)));
        assert_eq!(has_forbidden_noncharacter("公示，ﷺ\u{FDCF}\u{FDF0}～"), None);
    }

    #[test]
    fn every_link_and_picture_is_a_target() {
        let text = "[甲](a.md)，![乙](b.jpg) <https://c.example/> [丁][d]\n\n[d]: d.pdf\n";
        assert_eq!(targets(text), ["a.md", "b.jpg", "https://c.example/", "d.pdf"]);
    }

    #[test]
    fn a_text_with_noncharacters_is_left_alone() {
        let document = Document::new("**\u{FDD0}一。**全市");
        assert!(document.marked.is_none());
    }

    #[test]
    fn a_text_without_helped_delimiters_is_not_copied() {
        for text in ["全市 **一** 市", "一*二*三", "a_b_c 500~800 元", "* 一\n* 二\n\n***\n", "\\*一。*"]
        {
            assert!(Document::new(text).marked.is_none(), "{text}");
        }
        assert!(Document::new("**一。**全市").marked.is_some());
    }
}
