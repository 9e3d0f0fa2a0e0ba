//! What a page shows: its texts in lines, and whether there is something on it that is no text.

use super::cmap::utf16;
use super::fonts::{Font, LONGEST};
use super::objects::File;
use super::pages::Page;
use super::parser::{Dict, Parser, Value, is_blank};
use crate::model::download::Unread;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Codes that all fonts of a file may name.
const CODES: usize = 1_000_000;
/// Forms within forms.
const DEPTH: usize = 8;
/// Values before an operator; more are none of its.
const OPERANDS: usize = 4_096;

/// What was seen on a page.
#[derive(Default)]
pub(super) struct Seen {
    pub text: String,
    /// Letters that cannot be told.
    unknown: usize,
    /// Something is drawn that is no text.
    drawn: bool,
}

impl Seen {
    /// Whether a reader sees words there that are not in the text.
    pub(super) fn hides(&self) -> bool {
        let told = self.text.chars().filter(|c| !c.is_whitespace()).count();
        (self.drawn && told == 0) || self.unknown > told
    }
}

/// The fonts of a file that were met, by where their objects lie: each is read once.
#[derive(Default)]
pub(super) struct Fonts {
    known: HashMap<*const Dict, Rc<Font>>,
    /// Codes that they name.
    codes: usize,
}

impl Fonts {
    fn of(&mut self, file: &File, font: &Dict) -> Result<Rc<Font>, Unread> {
        if let Some(known) = self.known.get(&std::ptr::from_ref(font)) {
            return Ok(Rc::clone(known));
        }
        let new = Rc::new(Font::of(file, font)?);
        self.codes += new.size();
        if self.codes > CODES {
            return Err(Unread::TooMuch);
        }
        self.known.insert(std::ptr::from_ref(font), Rc::clone(&new));
        Ok(new)
    }
}

pub(super) fn page(file: &File, page: &Page, fonts: &mut Fonts) -> Result<Seen, Unread> {
    let mut painter = Painter { file, seen: Seen::default(), fonts, forms: HashSet::new() };
    let parts: Vec<&Value> = match page.contents {
        Some(one @ Value::Ref(_)) => match file.get(one) {
            Some(Value::List(list)) => list.iter().take(OPERANDS).collect(),
            _ => vec![one],
        },
        Some(Value::List(list)) => list.iter().take(OPERANDS).collect(),
        _ => Vec::new(),
    };
    let mut content = Vec::new();
    for part in parts {
        content.extend(file.stream(part)?.unwrap_or_default());
        content.push(b'\n');
    }
    let none = Dict::new();
    let resources = page.resources.and_then(|resources| file.get(resources)?.dict());
    painter.run(&content, resources.unwrap_or(&none), DEPTH)?;
    notes(file, page, &mut painter.seen.text)?;
    Ok(painter.seen)
}

/// Notes on the page, and what is filled into its forms.
fn notes(file: &File, page: &Page, into: &mut String) -> Result<(), Unread> {
    let Some(Value::List(notes)) = page.notes.and_then(|notes| file.get(notes)) else { return Ok(()) };
    for note in notes.iter().take(OPERANDS).filter_map(|note| file.get(note)?.dict()) {
        let above = file.dict_of(note, "Parent");
        let said =
            [file.of(note, "Contents"), file.of(note, "V"), above.and_then(|above| file.of(above, "V"))];
        for text in said.into_iter().flatten() {
            if let Value::Text(bytes) = text {
                into.push('\n');
                match bytes.strip_prefix(b"\xFE\xFF") {
                    Some(units) => into.push_str(&utf16(units)),
                    None => into.extend(bytes.iter().map(|&byte| char::from(byte))),
                }
            }
        }
        if into.len() > LONGEST {
            return Err(Unread::TooMuch);
        }
    }
    Ok(())
}

struct Painter<'f, 'a> {
    file: &'f File<'a>,
    seen: Seen,
    fonts: &'f mut Fonts,
    /// Forms that were shown: a second time they say nothing new.
    forms: HashSet<u32>,
}

/// How a text stands.
#[derive(Default)]
struct State {
    font: Option<Rc<Font>>,
    /// How large its letters are, as the font has it.
    size: f64,
    /// How high the line is, as far as it was said.
    height: f64,
    /// How much wider than said.
    scale: f64,
    /// Where the last piece of the line began, and so many bytes of text were before it.
    x: f64,
    before: usize,
}

impl State {
    /// Whether a piece that begins at `x` leaves more room before it than there is between two letters: another cell.
    fn is_apart(&self, x: f64, text: &str) -> bool {
        let em = self.size * self.scale;
        let told = text.get(self.before..).unwrap_or_default();
        let wide: f64 = told.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum();
        em > 0.0 && !told.is_empty() && x > self.x + (wide + 0.5) * em
    }
}

impl Painter<'_, '_> {
    fn run(&mut self, content: &[u8], resources: &Dict, depth: usize) -> Result<(), Unread> {
        let (mut parser, mut operands) = (Parser::new(content, 0), Vec::new());
        let mut state = State { scale: 1.0, before: self.seen.text.len(), ..State::default() };
        while let Some(value) = parser.value() {
            let Value::Word(operator) = value else {
                if operands.len() < OPERANDS {
                    operands.push(value);
                }
                continue;
            };
            match operator.as_slice() {
                b"Tf" => {
                    state.font = self.font(resources, &operands)?;
                    state.size = operands.get(1).and_then(Value::number).unwrap_or(0.0).abs();
                }
                b"BT" => (state.x, state.scale) = (0.0, 1.0),
                b"Do" => self.object(resources, &operands, depth)?,
                b"BI" => self.inline_picture(&mut parser),
                b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s" | b"sh" => {
                    self.seen.drawn = true
                }
                operator => self.text(operator, &operands, &mut state),
            }
            if self.seen.text.len() > LONGEST {
                return Err(Unread::TooMuch);
            }
            operands.clear();
            parser.forget();
        }
        if parser.is_flooded() { Err(Unread::TooMuch) } else { Ok(()) }
    }

    fn text(&mut self, operator: &[u8], operands: &[Value], state: &mut State) {
        let number = |at: usize| operands.get(at).and_then(Value::number).unwrap_or(0.0);
        match operator {
            b"Td" | b"TD" => {
                let x = state.x + number(0) * state.scale;
                self.go(x, number(1) == 0.0, state);
            }
            b"T*" => self.go(state.x, false, state),
            b"Tm" => {
                let goes_on = (number(5) - state.height).abs() < 0.5;
                (state.height, state.scale) = (number(5), number(0).abs());
                self.go(number(4), goes_on, state);
            }
            b"Tj" => operands.iter().for_each(|text| self.show(text, state)),
            b"'" | b"\"" => {
                self.go(state.x, false, state);
                operands.iter().for_each(|text| self.show(text, state));
            }
            b"TJ" => {
                if let Some(Value::List(parts)) = operands.first() {
                    parts.iter().for_each(|text| self.show(text, state));
                }
            }
            _ => {}
        }
    }

    /// Goes to another place, of the same line or of the next.
    fn go(&mut self, x: f64, same_line: bool, state: &mut State) {
        if !same_line {
            self.line();
        } else if state.is_apart(x, &self.seen.text) {
            self.seen.text.push_str(" | ");
        }
        (state.x, state.before) = (x, self.seen.text.len());
    }

    fn line(&mut self) {
        if !self.seen.text.is_empty() && !self.seen.text.ends_with('\n') {
            self.seen.text.push('\n');
        }
    }

    fn show(&mut self, text: &Value, state: &State) {
        match (text, &state.font) {
            (Value::Text(bytes), Some(font)) => self.seen.unknown += font.show(bytes, &mut self.seen.text),
            (Value::Text(bytes), None) => self.seen.unknown += bytes.len(),
            // letters that stand so far apart are two words
            (Value::Number(gap), _) if *gap < -300.0 => self.seen.text.push(' '),
            _ => {}
        }
    }

    fn font(&mut self, resources: &Dict, operands: &[Value]) -> Result<Option<Rc<Font>>, Unread> {
        let Some(Value::Name(name)) = operands.first() else { return Ok(None) };
        let file = self.file;
        let named = file.dict_of(resources, "Font").and_then(|fonts| file.get(fonts.get(name)?)?.dict());
        named.map(|font| self.fonts.of(file, font)).transpose()
    }

    /// A picture, or a form with a content of its own.
    fn object(&mut self, resources: &Dict, operands: &[Value], depth: usize) -> Result<(), Unread> {
        let Some(Value::Name(name)) = operands.first() else { return Ok(()) };
        let file = self.file;
        let named = file.dict_of(resources, "XObject").and_then(|objects| objects.get(name));
        let Some((named, id)) = named.and_then(|named| Some((named, named.reference()?))) else {
            return Ok(());
        };
        let Some(form) = file.get(named).and_then(Value::dict) else { return Ok(()) };
        if !file.of(form, "Subtype").is_some_and(|sort| sort.is_name("Form")) {
            self.seen.drawn = true;
            return Ok(());
        }
        if depth == 0 || !self.forms.insert(id) {
            return Ok(());
        }
        let content = file.stream(named)?.unwrap_or_default();
        self.line();
        self.run(&content, file.dict_of(form, "Resources").unwrap_or(resources), depth - 1)
    }

    /// Its data are no operators.
    fn inline_picture(&mut self, parser: &mut Parser) {
        self.seen.drawn = true;
        let rest = parser.bytes.get(parser.at..).unwrap_or_default();
        // two letters within the data are no end
        let alone = |&end: &usize| {
            end.checked_sub(1).is_some_and(|before| is_blank(rest[before]))
                && rest.get(end + 2).is_none_or(|&after| is_blank(after))
        };
        let end = memchr::memmem::find_iter(rest, b"EI").find(alone);
        parser.at = end.map_or(parser.bytes.len(), |end| parser.at + end + 2);
    }
}
