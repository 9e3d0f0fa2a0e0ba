//! A document's paragraphs, tables, pictures and notes → the text of a content file.
//!
//! What is written is read again by our own dialect and compared with what Word shows; where they differ, looks are
//! given up before letters are.

use super::faithful::{shows, shows_cells};
use super::inline::{plain, written};
use crate::import::escape::Care;
use crate::parse::value::decimal;
use crate::read::word::{Block, Document, Label, Paragraph, Piece, Table};
use std::collections::HashSet;

/// What a document became.
pub(super) struct Written {
    /// The body.
    pub text: String,
    /// Paragraphs whose bold or struck-out words stand there like all others, since there is no way to write them.
    pub without_looks: Vec<usize>,
}

/// The body, without the paragraphs that became fields alone.
pub(super) fn body(document: &Document, without: &HashSet<usize>) -> Written {
    let mut body = Body { document, text: String::new(), depth: None, without_looks: Vec::new() };
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) if paragraph.at > 0 && without.contains(&paragraph.at) => {}
            Block::Paragraph(paragraph) => body.paragraph(paragraph),
            Block::Table(table) => body.block(&rows(table, document)),
        }
    }
    for (at, note) in document.notes.iter().enumerate() {
        let text = together(note, " ", document, Care::Usual);
        body.block(&format!("[^{}]: {text}", at + 1));
    }
    Written { text: body.text, without_looks: body.without_looks }
}

struct Body<'d> {
    document: &'d Document,
    text: String,
    /// How deep the list is that the last paragraph was in.
    depth: Option<usize>,
    without_looks: Vec<usize>,
}

impl Body<'_> {
    fn block(&mut self, block: &str) {
        self.depth = None;
        self.part(block, "\n\n");
    }

    fn part(&mut self, part: &str, between: &str) {
        if !self.text.is_empty() {
            self.text.push_str(between);
        }
        self.text.push_str(part);
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        if let Some(level) = bullet(paragraph) {
            return self.item(paragraph, level);
        }
        let document = self.document;
        let text = match paragraph.heading {
            Some(level) => heading(paragraph, level, document),
            None => self.running(paragraph),
        };
        self.block(&text);
    }

    /// A paragraph of running text, for which it is remembered whether it lost its looks.
    fn running(&mut self, paragraph: &Paragraph) -> String {
        let (text, looks) = running(paragraph, self.document);
        if !looks && has_looks(paragraph) {
            self.without_looks.push(paragraph.at);
        }
        text
    }

    fn item(&mut self, paragraph: &Paragraph, level: usize) {
        let level = self.depth.map_or(0, |before| level.min(before + 1));
        let between = if self.depth.is_some() { "\n" } else { "\n\n" };
        let bare = without_bullet(paragraph);
        let text = self.running(&bare).replace("\\\n", " ");
        self.part(&format!("{}- {text}", "  ".repeat(level)), between);
        self.depth = Some(level);
    }
}

/// How deep in a list a paragraph is: Word's own, or one whose signs were typed.
fn bullet(paragraph: &Paragraph) -> Option<usize> {
    match paragraph.label {
        Some(Label::Bullet(level)) => Some(usize::from(level)),
        Some(Label::Number(_)) => None,
        None => {
            let text = paragraph.text();
            let rest = text.strip_prefix(SIGNS)?.trim_start();
            rest.chars().next().filter(|c| !c.is_ascii()).map(|_| 0)
        }
    }
}

/// Signs that people type before items.
const SIGNS: [char; 5] = ['•', '·', '●', '■', '◆'];

fn without_bullet(paragraph: &Paragraph) -> Paragraph {
    let mut bare = Paragraph { label: None, ..paragraph.clone() };
    if paragraph.label.is_none() {
        bare.trim_start(SIGNS.as_slice());
    }
    bare
}

fn heading(paragraph: &Paragraph, level: u8, document: &Document) -> String {
    let signs = "#".repeat((usize::from(level.max(1)) + 1).min(6));
    let wanted = plain(paragraph).replace('\n', " ");
    let tried = [Care::Usual, Care::Every]
        .map(|care| format!("{signs} {}", written(paragraph, document, care, false).replace("\\\n", " ")));
    let found = tried.into_iter().find(|text| shows(text, &wanted));
    found.unwrap_or_else(|| running(paragraph, document).0)
}

/// A paragraph of running text: with its looks, or without, or with every sign escaped; and whether it has its looks.
fn running(paragraph: &Paragraph, document: &Document) -> (String, bool) {
    let wanted = plain(paragraph);
    let ways = [(Care::Usual, true), (Care::Usual, false), (Care::Every, true)];
    let mut tried = ways.into_iter().map(|(care, looks)| (written(paragraph, document, care, looks), looks));
    let found = tried.find(|(text, _)| shows(text, &wanted));
    found.unwrap_or_else(|| (written(paragraph, document, Care::Every, false), false))
}

fn has_looks(paragraph: &Paragraph) -> bool {
    let words = paragraph.pieces.iter().filter_map(|piece| match piece {
        Piece::Words(words) => Some(words),
        Piece::Break | Piece::Note(_) | Piece::Picture(..) => None,
    });
    words.into_iter().any(|words| (words.bold || words.struck) && !words.text.trim().is_empty())
}

/// A table, with its rule below the heading.
fn rows(table: &Table, document: &Document) -> String {
    let text = lines(table, document, Care::Usual);
    let wanted = |cell: &Vec<Paragraph>| joined(&cell.iter().map(plain).collect::<Vec<_>>(), SEMICOLON);
    let cells: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().map(wanted).collect()).collect();
    if shows_cells(&text, &cells) { text } else { lines(table, document, Care::Every) }
}

fn lines(table: &Table, document: &Document, care: Care) -> String {
    let mut lines: Vec<String> = table
        .rows
        .iter()
        .enumerate()
        .map(|(number, row)| {
            // a heading is bold by itself, and has what stands above before what stands below
            let between = if number == 0 { "：" } else { SEMICOLON };
            let cell = |cell: &Vec<Paragraph>| together(cell, between, document, care);
            format!("| {} |", row.iter().map(cell).collect::<Vec<_>>().join(" | "))
        })
        .collect();
    let width = table.rows.first().map_or(0, Vec::len);
    let rule: Vec<&str> = (0..width).map(|at| if is_numbers(table, at) { "---:" } else { "---" }).collect();
    lines.insert(1.min(lines.len()), format!("|{}|", rule.join("|")));
    lines.join("\n")
}

/// What parts paragraphs of a cell.
const SEMICOLON: &str = "；";

fn is_numbers(table: &Table, at: usize) -> bool {
    let cells = table.rows.iter().skip(1).filter_map(|row| row.get(at));
    let texts: Vec<String> = cells.map(|cell| cell.iter().map(Paragraph::text).collect()).collect();
    let mut said = texts.iter().filter(|text| !text.is_empty()).peekable();
    said.peek().is_some() && said.all(|text| decimal(text).is_some())
}

/// Paragraphs in one line.
fn together(paragraphs: &[Paragraph], between: &str, document: &Document, care: Care) -> String {
    let one = |paragraph: &Paragraph| written(paragraph, document, care, true).replace("\\\n", between);
    joined(&paragraphs.iter().map(one).collect::<Vec<_>>(), between)
}

fn joined(parts: &[String], between: &str) -> String {
    let mut text = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        let closed = text.ends_with(['。', '；', '，', '、', '：', '！', '？']);
        if !text.is_empty() && (!closed || between == " ") {
            text.push_str(between);
        }
        text.push_str(part);
    }
    text
}
