//! Paragraphs that stand one a line, as they come out of Word by way of an editor: in a text without a single
//! blank line, a line that ends like a paragraph, or begins like one, is one of its own.
//!
//! Says where a text is cut; which events come of it is for `events`.

use super::letters::is_wide;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// Whether a text has several lines and no blank one between them.
pub fn is_one_a_line(text: &str) -> bool {
    let text = text.trim();
    text.contains('\n') && text.lines().all(|line| !line.trim().is_empty())
}

/// Whether the second of two lines begins a paragraph: the first ends one, or one of them has a number as headings
/// and clauses of official texts have.
pub fn begins_paragraph(before: &str, line: &str) -> bool {
    let before = before.trim();
    let is_wide = |text: &str| text.chars().any(is_wide);
    before.ends_with(['。', '；', '：'])
        || (is_wide(before) || is_wide(line))
            && (is_numbered(before) && !goes_on(before) || is_numbered(line.trim_start()))
}

/// Letters of a numbered line that is still a heading; a longer one without a stop is a sentence that was wrapped.
const HEADING: usize = 30;

/// A numbered line that its sentence does not end with: `1.资金来源为县级财政衔接资金，`
fn goes_on(line: &str) -> bool {
    line.ends_with(['，', '、', ',', '（', '(', '“', '《']) || line.chars().count() > HEADING
}

/// 一、 （一） 1. 1、 1． （1） ①
fn is_numbered(line: &str) -> bool {
    let is_digit =
        |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十".contains(c);
    if line.starts_with(|c| ('①'..='⑳').contains(&c)) {
        return true;
    }
    let bracketed = line.strip_prefix(['（', '(']);
    let inner = bracketed.unwrap_or(line);
    let rest = inner.trim_start_matches(is_digit);
    let digits = inner.len() - rest.len();
    // 一 is a word, too; numbers are short
    (1..=9).contains(&digits)
        && match bracketed {
            Some(_) => rest.starts_with(['）', ')']),
            None => rest.starts_with(['、', '．']) || is_point(rest),
        }
}

/// A point that no decimal follows.
fn is_point(rest: &str) -> bool {
    rest.strip_prefix('.').is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Where we are in a text that stands one a line.
#[derive(Debug)]
pub(super) struct Cutter<'d> {
    text: &'d str,
    /// Lists, quotes and whatever else is not the text itself.
    around: usize,
    /// Inside a paragraph of the text itself: emphasis, links.
    inside: Option<usize>,
    /// Where the paragraph is that is open, or what is left of it since the last cut.
    pub(super) paragraph: Range<usize>,
}

impl<'d> Cutter<'d> {
    /// `None` for every other text.
    pub(super) fn of(text: &'d str) -> Option<Cutter<'d>> {
        is_one_a_line(text).then_some(Cutter { text, around: 0, inside: None, paragraph: 0..0 })
    }

    /// Whether a paragraph ends at a line break.
    pub(super) fn cuts(&self, at: &Range<usize>) -> bool {
        let (Some(before), Some(after)) = (self.text.get(..at.start), self.text.get(at.end..)) else {
            return false;
        };
        let last = before.rsplit('\n').next().unwrap_or_default();
        let next = after.lines().next().unwrap_or_default();
        self.inside == Some(0) && begins_paragraph(last, next)
    }

    /// Goes on over an event; the end of a paragraph that was cut is that of its last piece.
    pub(super) fn pass<'e>(
        &mut self,
        (event, range): (Event<'e>, Range<usize>),
    ) -> (Event<'e>, Range<usize>) {
        match (&event, &mut self.inside) {
            (Event::Start(Tag::Paragraph), inside @ None) if self.around == 0 => {
                (*inside, self.paragraph) = (Some(0), range.clone());
            }
            (Event::End(TagEnd::Paragraph), inside @ Some(0)) => {
                *inside = None;
                return (event, self.paragraph.clone());
            }
            (Event::Start(_), Some(depth)) => *depth += 1,
            (Event::End(_), Some(depth)) => *depth = depth.saturating_sub(1),
            (Event::Start(_), None) => self.around += 1,
            (Event::End(_), None) => self.around = self.around.saturating_sub(1),
            _ => {}
        }
        (event, range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::Document;

    fn paragraphs(text: &str) -> usize {
        let document = Document::new(text);
        document.events().filter(|(event, _)| matches!(event, Event::Start(Tag::Paragraph))).count()
    }

    #[test]
    fn numbers_of_official_texts_begin_paragraphs() {
        for line in ["一、概况", "（一）地点", "(1)地点", "1.资金", "１、资金", "十二、附则", "①甲"]
        {
            assert!(begins_paragraph("上一行", line), "{line}");
        }
        for line in ["1.2公里", "一条路", "（见附件）", "2026年", "甲、乙"] {
            assert!(!begins_paragraph("上一行", line), "{line}");
        }
        assert!(begins_paragraph("资金来源：", "县级资金"));
    }

    #[test]
    fn lines_without_a_blank_one_between_them_are_paragraphs() {
        assert_eq!(paragraphs("拟硬化道路。\n一、概况\n路长1.2公里，\n宽3.5米。\n现予公示。"), 4);
        assert_eq!(paragraphs("拟硬化道路。\n一、概况\n\n现予公示。"), 2);
        assert_eq!(paragraphs("**拟硬化。\n道路**。\n> 甲。\n> 乙"), 2);
    }
}
