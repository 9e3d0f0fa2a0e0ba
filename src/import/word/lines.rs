//! The paragraphs of a document as lines to be searched for what they say.

use crate::diagnostic::Text;
use crate::parse::value::narrow;
use crate::read::word::{Align, Block, Document, Paragraph};
use crate::text;

/// A paragraph outside of tables and boxes.
#[derive(Debug)]
pub(super) struct Line {
    /// Which paragraph it is, as one counts those with words.
    pub at: usize,
    /// Its words in one line, in ASCII where they can be.
    pub text: String,
    /// The same without blanks.
    pub packed: String,
    /// As it is written.
    pub written: String,
    pub align: Align,
    pub size: u16,
    pub heading: Option<u8>,
}

/// Paragraphs at either end of a document that are searched: fields stand at the beginning and at the end.
const SEARCHED: usize = 1_000;
/// Letters of each.
const LONGEST: usize = 4_000;

/// Those of a document, as far as they are searched.
pub(super) fn lines(document: &Document) -> Vec<Line> {
    let all: Vec<&Paragraph> = document.blocks.iter().filter_map(outside).collect();
    let middle = SEARCHED..all.len().saturating_sub(SEARCHED);
    let ends = all.into_iter().enumerate().filter(|(at, _)| !middle.contains(at));
    let all = ends.map(|(_, paragraph)| Line::of(paragraph));
    all.filter(|line| !line.packed.is_empty()).collect()
}

fn outside(block: &Block) -> Option<&Paragraph> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph).filter(|one| !one.boxed && one.at > 0),
        Block::Table(_) => None,
    }
}

impl Line {
    fn of(paragraph: &Paragraph) -> Line {
        let written: String = paragraph.text().chars().filter(|&c| c != '\n').take(LONGEST).collect();
        let text = narrow(&written).trim().to_owned();
        Line {
            at: paragraph.at,
            packed: text.chars().filter(|c| !c.is_whitespace()).collect(),
            text,
            written: written.trim().to_owned(),
            align: paragraph.align,
            size: paragraph.size,
            heading: paragraph.heading,
        }
    }

    /// Where a value was read, for people.
    pub(super) fn from(&self) -> Text {
        let begins: String = self.written.chars().take(10).collect();
        let more = if self.written.chars().count() > 10 { "……" } else { "" };
        let at = self.at;
        text!("第{at}段“{begins}{more}”", "paragraph {at} `{begins}{more}`")
    }

    /// Whether it is running text.
    pub(super) fn is_running(&self) -> bool {
        self.packed.contains('。') || self.packed.chars().count() > 70
    }

    /// Whether it says to whom the document is: 各村（社区）：
    pub(super) fn is_address(&self) -> bool {
        self.packed.ends_with(':') && self.packed.chars().count() <= 40
    }
}
