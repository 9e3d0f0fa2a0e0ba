//! A part of the document as a tree of those elements that say something, within bounds.

use super::super::sheet::xlsx::xml::{Piece, Tag, Xml};
use super::fault::WordFault;
use super::spaces::{Space, Spaces};
use std::io::BufRead;

/// Elements in one another: real documents have some forty.
const DEEPEST: usize = 256;
/// Elements that are kept: a document of three hundred pages has some two hundred thousand.
const ELEMENTS: usize = 300_000;
/// Elements and texts that are looked at.
const PIECES: usize = 2_000_000;
/// Bytes of text and attributes of a part.
const TEXT: usize = 32 << 20;
/// Bytes of words alone: seven hundred thousand letters, a book of a thousand pages.
const LETTERS: usize = 2 << 20;
/// Bytes of the words of a remark.
const WORDS: usize = 4_096;
/// Bytes that an attribute takes besides its value.
const ATTRIBUTE: usize = 32;

/// Attributes that say something, without prefixes.
const WANTED: [&str; 25] = [
    "val",
    "id",
    "Id",
    "type",
    "fldCharType",
    "instr",
    "embed",
    "link",
    "descr",
    "title",
    "styleId",
    "abstractNumId",
    "numId",
    "ilvl",
    "default",
    "anchor",
    "char",
    "font",
    "pict",
    "ProgID",
    "Target",
    "TargetMode",
    "Type",
    "name",
    "author",
];

/// An element. Unknown ones have no name, and are there for what stands in them.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// With the prefix that Word uses for its space: `w:p`.
    pub name: &'static str,
    pub text: String,
    attributes: Vec<(&'static str, Box<str>)>,
    pub children: Vec<Element>,
}

impl Element {
    /// An attribute's value, by its name without prefix.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| &**value)
    }

    /// What most elements say.
    pub(super) fn val(&self) -> Option<&str> {
        self.get("val")
    }

    pub(super) fn number<T: std::str::FromStr>(&self) -> Option<T> {
        self.val()?.trim().parse().ok()
    }

    /// The first child of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    pub(super) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// Whether a property is switched on: there, and not said to be off.
    pub(super) fn switch(&self, name: &str) -> Option<bool> {
        let value = self.child(name)?.val().unwrap_or("true");
        Some(!matches!(value, "0" | "false" | "off" | "none"))
    }

    /// The first element of one of some names in it, at any depth.
    pub(super) fn find(&self, names: &[&str]) -> Option<&Element> {
        let mut children = self.children.iter();
        children.find_map(|child| if names.contains(&child.name) { Some(child) } else { child.find(names) })
    }

    /// The words in it, a paragraph a line, as far as anybody wants to read them in a remark.
    pub(super) fn words(&self) -> String {
        let mut words = String::new();
        self.gather(&mut words);
        words.trim().to_owned()
    }

    fn gather(&self, into: &mut String) {
        if into.len() > WORDS {
            return;
        }
        into.push_str(&self.text);
        for child in self.children.iter().filter(|child| child.name != "w:instrText") {
            child.gather(into);
        }
        if self.name == "w:p" && !into.is_empty() && !into.ends_with('\n') {
            into.push('\n');
        }
    }
}

/// What may still come.
struct Left {
    elements: usize,
    pieces: usize,
    text: usize,
    letters: usize,
}

impl Left {
    fn take(&mut self, text: usize) -> Result<(), WordFault> {
        self.text = self.text.checked_sub(text).ok_or(WordFault::TooMuch)?;
        Ok(())
    }
}

/// Reads a part; its root is the only child of what comes back.
pub(super) fn tree(part: impl BufRead) -> Result<Element, WordFault> {
    let mut xml = Xml::new(part);
    let mut spaces = Spaces::default();
    let mut left = Left { elements: ELEMENTS, pieces: PIECES, text: TEXT, letters: LETTERS };
    let mut open = vec![Element::default()];
    loop {
        let piece = match xml.next() {
            Ok(piece) => piece,
            Err(fault) => return Err(if xml.has_type() { WordFault::Entities } else { fault.into() }),
        };
        match piece {
            Piece::Over => break,
            Piece::Open(tag, closed) => {
                let element = element(&tag, &mut spaces, &mut left)?;
                open.push(element);
                if closed {
                    close(&mut open, &mut left)?;
                }
            }
            Piece::Close(_) => close(&mut open, &mut left)?,
            Piece::Text(words) => say(&words, &mut open, &mut left)?,
            Piece::Nothing => {}
        }
        if open.len() > DEEPEST {
            return Err(WordFault::TooDeep);
        }
        left.pieces = left.pieces.checked_sub(1).ok_or(WordFault::TooMuch)?;
    }
    // an element that nothing closes is where the file was cut
    let root = open.pop().filter(|root| open.is_empty() && !root.children.is_empty());
    root.ok_or(WordFault::Broken)
}

fn element(tag: &Tag, spaces: &mut Spaces, left: &mut Left) -> Result<Element, WordFault> {
    let attributes = tag.attributes(|name| name.starts_with("xmlns") || WANTED.contains(&local(name)));
    for (name, value) in &attributes {
        spaces.declare(name, value);
    }
    let name = spaces.known(tag.prefix(), tag.name());
    let mut element = Element { name, ..Element::default() };
    if !name.is_empty() {
        for (key, value) in attributes {
            if let Some(&wanted) = WANTED.iter().find(|wanted| **wanted == local(&key)) {
                left.take(ATTRIBUTE + value.len())?;
                element.attributes.push((wanted, value.into_boxed_str()));
            }
        }
    }
    Ok(element)
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or_default()
}

/// What has neither name nor anything in it is forgotten.
fn close(open: &mut Vec<Element>, left: &mut Left) -> Result<(), WordFault> {
    let done = open.pop().unwrap_or_default();
    let around = open.last_mut().ok_or(WordFault::Broken)?;
    if !done.name.is_empty() || !done.children.is_empty() {
        left.elements = left.elements.checked_sub(1).ok_or(WordFault::TooMuch)?;
        around.children.push(done);
    }
    Ok(())
}

/// What stands between other tags only makes the part easier to read.
fn say(words: &str, open: &mut [Element], left: &mut Left) -> Result<(), WordFault> {
    if let Some(element) = open.last_mut().filter(|element| Space::holds_words(element.name)) {
        left.letters = left.letters.checked_sub(words.len()).ok_or(WordFault::TooMuch)?;
        element.text.push_str(words);
    }
    Ok(())
}
