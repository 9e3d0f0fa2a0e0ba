//! Pieces of a paragraph → one line of Markdown.

use crate::import::escape::{self, Care, single_spaced};
use crate::read::word::{Document, Label, Paragraph, Piece, Words};

/// What a paragraph shows, without looks.
pub(super) fn plain(paragraph: &Paragraph) -> String {
    let mut text = match &paragraph.label {
        Some(Label::Number(number)) => number.clone(),
        _ => String::new(),
    };
    for piece in &paragraph.pieces {
        match piece {
            Piece::Words(words) => text.push_str(&words.text),
            Piece::Break => text.push('\n'),
            Piece::Picture(..) | Piece::Note(_) => {}
        }
    }
    let lines = text.lines().map(|line| single_spaced(line.trim()));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// One paragraph; line breaks in it are a backslash at the line's end.
pub(super) fn written(paragraph: &Paragraph, document: &Document, care: Care, looks: bool) -> String {
    let mut line = Line { care, looks, bold: false, struck: false, text: String::new() };
    let mut lines = Vec::new();
    if let Some(Label::Number(number)) = &paragraph.label {
        line.text.push_str(&escape::words(number, care));
    }
    for piece in &paragraph.pieces {
        match piece {
            Piece::Words(words) => line.words(words),
            Piece::Break => lines.push(line.end()),
            Piece::Note(at) => line.sign(&format!("[^{}]", at + 1)),
            Piece::Picture(at, said) => {
                let name = document.pictures.get(*at).map(|picture| picture.name.as_str());
                let said = escape::words(&single_spaced(said.trim()), Care::Every).replace('\n', " ");
                line.sign(&format!("![{said}]({})", name.unwrap_or_default()));
            }
        }
    }
    lines.push(line.end());
    lines.retain(|line| !line.is_empty());
    lines.join("\\\n")
}

/// A line that grows.
struct Line {
    care: Care,
    looks: bool,
    bold: bool,
    struck: bool,
    text: String,
}

impl Line {
    /// Blanks at the edges of bold words stand outside of the stars.
    fn words(&mut self, words: &Words) {
        let inner = words.text.trim();
        if inner.is_empty() {
            return self.space(&words.text);
        }
        let lead = &words.text[..words.text.len() - words.text.trim_start().len()];
        let tail = &words.text[words.text.trim_end().len()..];
        self.space(lead);
        self.looks(words.bold, words.struck);
        self.linked(inner, words.link.as_deref());
        self.space(tail);
    }

    fn space(&mut self, space: &str) {
        if space.is_empty() {
            return;
        }
        self.looks(false, false);
        // full-width blanks part names and are kept; the others are one
        let wide: String = space.chars().filter(|c| *c == '\u{3000}').collect();
        if !wide.is_empty() {
            self.text.push_str(&wide);
        } else if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    /// A picture or the sign of a note.
    fn sign(&mut self, sign: &str) {
        self.looks(false, false);
        self.text.push_str(sign);
    }

    fn linked(&mut self, text: &str, link: Option<&str>) {
        let text = single_spaced(text);
        match link {
            Some(link) => {
                let link = link.replace('<', "%3C").replace('>', "%3E");
                self.text.push_str(&format!(
                    "[{}](<{link}>)",
                    escape::words(&text, self.care).replace(']', "\\]")
                ));
            }
            None => self.addresses(&text),
        }
    }

    /// Bare addresses become links, which people can follow.
    fn addresses(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = ["https://", "http://"].iter().filter_map(|start| rest.find(start)).min() {
            let length = rest[at..].find(|c: char| !c.is_ascii_graphic() || "<>()[]\"'`*\\".contains(c));
            let address = &rest[at..at + length.unwrap_or(rest.len() - at)];
            let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?']);
            self.text.push_str(&escape::words(&rest[..at], self.care));
            match address.contains('.') {
                true => self.text.push_str(&format!("<{address}>")),
                false => self.text.push_str(&escape::words(address, self.care)),
            }
            rest = &rest[at + address.len()..];
        }
        self.text.push_str(&escape::words(rest, self.care));
    }

    /// Opens and closes bold and struck-out words.
    fn looks(&mut self, bold: bool, struck: bool) {
        let (bold, struck) = (bold && self.looks, struck && self.looks);
        if self.bold && (!bold || self.struck != struck) {
            self.text.push_str("**");
            self.bold = false;
        }
        if self.struck != struck {
            self.text.push_str("~~");
            self.struck = struck;
        }
        if bold && !self.bold {
            self.text.push_str("**");
            self.bold = true;
        }
    }

    /// The line as it stands, and a new one.
    fn end(&mut self) -> String {
        self.looks(false, false);
        let text = std::mem::take(&mut self.text);
        escape::line(text.trim())
    }
}
