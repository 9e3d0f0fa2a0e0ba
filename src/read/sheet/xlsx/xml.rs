//! One part as a stream of tags and text.

use super::super::super::refusal::SheetFault;
use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};
use std::borrow::Cow;
use std::io::{BufRead, ErrorKind};

/// What comes next.
pub(in crate::read) enum Piece<'a> {
    /// An opening tag, and whether it is closed at once.
    Open(Tag<'a>, bool),
    /// A closing tag.
    Close(End<'a>),
    Text(Cow<'a, str>),
    /// A comment and the like.
    Nothing,
    /// The end of the part.
    Over,
}

pub(in crate::read) struct Tag<'a>(BytesStart<'a>);
pub(in crate::read) struct End<'a>(BytesEnd<'a>);

impl Tag<'_> {
    /// Without its prefix.
    pub(in crate::read) fn name(&self) -> &[u8] {
        self.0.local_name().into_inner()
    }

    /// Its prefix, empty where it has none.
    pub(in crate::read) fn prefix(&self) -> &[u8] {
        self.0.name().prefix().map_or(&[], |prefix| prefix.into_inner())
    }

    /// Those of its first hundred attributes that are wanted, of bearable length, by their names with prefixes.
    pub(in crate::read) fn attributes(&self, wanted: impl Fn(&str) -> bool) -> Vec<(String, String)> {
        let mut attributes = self.0.attributes();
        let all = attributes.with_checks(false).flatten().take(100);
        let text = |bytes: &[u8]| {
            let text = std::str::from_utf8(bytes).ok().filter(|text| text.len() <= 4_096)?;
            Some(unescape(text).map_or_else(|_| text.to_owned(), Cow::into_owned))
        };
        let named = |known: &quick_xml::events::attributes::Attribute| {
            Some(std::str::from_utf8(known.key.as_ref()).ok()?.to_owned()).filter(|name| wanted(name))
        };
        all.filter_map(|known| Some((named(&known)?, text(&known.value)?))).collect()
    }

    /// An attribute's value, by its name without prefix, as long as it is a text of bearable length.
    pub(in crate::read) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let all = attributes.with_checks(false).flatten();
        let found = all.into_iter().find(|known| known.key.local_name().as_ref() == name.as_bytes())?;
        let text = std::str::from_utf8(&found.value).ok().filter(|text| text.len() <= 4_096)?;
        Some(unescape(text).map_or_else(|_| text.to_owned(), Cow::into_owned))
    }

    /// Whether an attribute says yes.
    pub(in crate::read) fn is(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
    }

    pub(in crate::read) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name)?.trim().parse().ok()
    }
}

impl End<'_> {
    /// Without its prefix.
    pub(in crate::read) fn name(&self) -> &[u8] {
        self.0.local_name().into_inner()
    }
}

/// Elements in one another: real parts have some thirty, and the reader keeps a note of each that is open.
const DEEPEST: usize = 1_000;

pub(in crate::read) struct Xml<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    /// Elements that are open.
    depth: usize,
    /// A document type was met.
    typed: bool,
}

impl<R: BufRead> Xml<R> {
    pub(in crate::read) fn new(part: R) -> Xml<R> {
        let mut reader = Reader::from_reader(part);
        reader.config_mut().check_end_names = false;
        Xml { reader, buffer: Vec::new(), depth: 0, typed: false }
    }

    /// Whether it broke at a document type.
    pub(in crate::read) fn has_type(&self) -> bool {
        self.typed
    }

    pub(in crate::read) fn next(&mut self) -> Result<Piece<'_>, SheetFault> {
        self.buffer.clear();
        Ok(match self.reader.read_event_into(&mut self.buffer).map_err(fault)? {
            Event::Eof => Piece::Over,
            Event::Start(_) if self.depth == DEEPEST => return Err(SheetFault::TooMuch),
            Event::Start(tag) => {
                self.depth += 1;
                Piece::Open(Tag(tag), false)
            }
            Event::Empty(tag) => Piece::Open(Tag(tag), true),
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                Piece::Close(End(tag))
            }
            Event::Text(text) => Piece::Text(text.decode().map_err(|_| SheetFault::Broken)?),
            Event::CData(text) => Piece::Text(text.decode().map_err(|_| SheetFault::Broken)?),
            Event::GeneralRef(name) => Piece::Text(sign(&name).ok_or(SheetFault::Broken)?),
            // a document type could define what texts stand for
            Event::DocType(_) => {
                self.typed = true;
                return Err(SheetFault::Broken);
            }
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => Piece::Nothing,
        })
    }
}

/// What `&amp;` or `&#20;` stands for; nothing of its own may be defined.
fn sign(name: &BytesRef) -> Option<Cow<'static, str>> {
    match name.resolve_char_ref().ok()? {
        Some(sign) => Some(String::from(sign).into()),
        None => resolve_predefined_entity(&name.decode().ok()?).map(Cow::Borrowed),
    }
}

fn fault(error: quick_xml::Error) -> SheetFault {
    match error {
        quick_xml::Error::Io(error) if error.kind() == ErrorKind::FileTooLarge => SheetFault::TooMuch,
        _ => SheetFault::Broken,
    }
}
