//! What a page shows: its texts in lines, and whether there is something on it that is no text.

use super::cmap::utf16;
use super::fonts::Font;
use super::objects::File;
use super::parser::{Dict, Parser, Value};
use crate::model::download::Unread;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Words of one page.
const LONGEST: usize = 4 << 20;
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

pub(super) fn page(file: &mut File, page: &Dict) -> Result<Seen, Unread> {
    let mut painter = Painter { seen: Seen::default(), fonts: HashMap::new(), forms: HashSet::new() };
    let resources = file.dict_of(page, "Resources").cloned().unwrap_or_default();
    let parts = match page.get(b"Contents".as_slice()) {
        Some(one @ Value::Ref(_)) => match file.get(one) {
            Some(Value::List(list)) => list.clone(),
            _ => vec![one.clone()],
        },
        Some(Value::List(list)) => list.clone(),
        _ => Vec::new(),
    };
    let mut content = Vec::new();
    for part in &parts {
        content.extend(file.stream(part)?.unwrap_or_default());
        content.push(b'\n');
    }
    painter.run(file, &content, &resources, DEPTH)?;
    notes(file, page, &mut painter.seen.text);
    Ok(painter.seen)
}

/// Notes on the page, and what is filled into its forms.
fn notes(file: &File, page: &Dict, into: &mut String) {
    let Some(Value::List(notes)) = file.of(page, "Annots") else { return };
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
    }
}

struct Painter {
    seen: Seen,
    /// By the number of their object: a font is read once a page.
    fonts: HashMap<u32, Rc<Font>>,
    /// Forms that were shown: a second time they say nothing new.
    forms: HashSet<u32>,
}

/// How a text stands.
#[derive(Default)]
struct State {
    font: Option<Rc<Font>>,
    /// How high the line is, as far as it was said.
    height: f64,
}

impl Painter {
    fn run(&mut self, file: &mut File, content: &[u8], resources: &Dict, depth: usize) -> Result<(), Unread> {
        let (mut parser, mut state, mut operands) = (Parser::new(content, 0), State::default(), Vec::new());
        while let Some(value) = parser.value() {
            let Value::Word(operator) = value else {
                if operands.len() < OPERANDS {
                    operands.push(value);
                }
                continue;
            };
            match operator.as_slice() {
                b"Tf" => state.font = self.font(file, resources, &operands)?,
                b"Do" => self.object(file, resources, &operands, depth)?,
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
            b"Td" | b"TD" if number(1) == 0.0 => {}
            b"Td" | b"TD" | b"T*" => self.line(),
            b"Tm" if (number(5) - state.height).abs() < 0.5 => {}
            b"Tm" => {
                state.height = number(5);
                self.line();
            }
            b"Tj" => operands.iter().for_each(|text| self.show(text, state)),
            b"'" | b"\"" => {
                self.line();
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

    fn font(
        &mut self,
        file: &mut File,
        resources: &Dict,
        operands: &[Value],
    ) -> Result<Option<Rc<Font>>, Unread> {
        let Some(Value::Name(name)) = operands.first() else { return Ok(None) };
        let Some(named) = file.dict_of(resources, "Font").and_then(|fonts| fonts.get(name)).cloned() else {
            return Ok(None);
        };
        if let Value::Ref(id) = named
            && let Some(known) = self.fonts.get(&id)
        {
            return Ok(Some(Rc::clone(known)));
        }
        let Some(dict) = file.get(&named).and_then(Value::dict).cloned() else { return Ok(None) };
        let font = Rc::new(Font::of(file, &dict)?);
        if let Value::Ref(id) = named {
            self.fonts.insert(id, Rc::clone(&font));
        }
        Ok(Some(font))
    }

    /// A picture, or a form with a content of its own.
    fn object(
        &mut self,
        file: &mut File,
        resources: &Dict,
        operands: &[Value],
        depth: usize,
    ) -> Result<(), Unread> {
        let Some(Value::Name(name)) = operands.first() else { return Ok(()) };
        let found = file.dict_of(resources, "XObject").and_then(|objects| objects.get(name)).cloned();
        let Some(named @ Value::Ref(id)) = found else { return Ok(()) };
        let Some(form) = file.get(&named).and_then(Value::dict).cloned() else { return Ok(()) };
        if !file.of(&form, "Subtype").is_some_and(|sort| sort.is_name("Form")) {
            self.seen.drawn = true;
            return Ok(());
        }
        if depth == 0 || !self.forms.insert(id) {
            return Ok(());
        }
        let own = file.dict_of(&form, "Resources").cloned();
        let content = file.stream(&named)?.unwrap_or_default();
        self.line();
        self.run(file, &content, own.as_ref().unwrap_or(resources), depth - 1)
    }

    /// Its data are no operators.
    fn inline_picture(&mut self, parser: &mut Parser) {
        self.seen.drawn = true;
        let rest = parser.bytes.get(parser.at..).unwrap_or_default();
        parser.at = memchr::memmem::find(rest, b"EI").map_or(parser.bytes.len(), |end| parser.at + end + 2);
    }
}
