//! The objects of a file, found by looking for them; of two of one number the later holds.

use super::parser::{Dict, Parser, Value, is_blank};
use super::streams;
use crate::model::download::Unread;
use memchr::memmem::{self, Finder};
use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;

/// Objects of a file: a book of a thousand pages has some ten thousand.
const MOST: usize = 400_000;
/// Bytes that may come out of all streams that are looked into.
const UNPACKED: usize = 48 << 20;
/// Values in all objects that are kept.
const VALUES: usize = 1_000_000;

pub(super) struct File<'a> {
    bytes: &'a [u8],
    objects: HashMap<u32, Object>,
    /// So many bytes may still be unpacked.
    left: Cell<usize>,
    /// So many values may still be kept.
    values: usize,
}

struct Object {
    value: Value,
    /// Where its data lie, if it has any.
    stream: Option<Range<usize>>,
}

impl<'a> File<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<File<'a>, Unread> {
        let mut file = File { bytes, objects: HashMap::new(), left: Cell::new(UNPACKED), values: VALUES };
        if file.trailers().any(|trailer| trailer.contains_key(b"Encrypt".as_slice())) {
            return Err(Unread::Locked);
        }
        let (marker, mut at) = (Finder::new("obj"), 0);
        while let Some(found) = bytes.get(at..).and_then(|rest| marker.find(rest)) {
            let after = at + found + 3;
            at = match number_before(bytes, at + found) {
                Some(id) => file.take(id, after)?,
                None => after,
            };
        }
        Ok(file)
    }

    fn trailers(&self) -> impl Iterator<Item = Dict> {
        let found = memmem::find_iter(self.bytes, "trailer").take(256);
        found.filter_map(|at| match Parser::of_few(self.bytes, at + 7).value() {
            Some(Value::Dict(dict)) => Some(dict),
            _ => None,
        })
    }

    /// Takes the object that begins at a place; gives the one where it ends.
    fn take(&mut self, id: u32, at: usize) -> Result<usize, Unread> {
        let mut parser = Parser::new(self.bytes, at);
        let value = parser.value();
        self.count(&parser)?;
        let Some(value) = value else { return Ok(parser.at.max(at)) };
        let stream = value.dict().and_then(|dict| stream(self.bytes, dict, &mut parser));
        let end = stream.as_ref().map_or(parser.at, |stream| stream.end);
        let is = |sort| {
            value.dict().and_then(|dict| dict.get(b"Type".as_slice())).is_some_and(|it| it.is_name(sort))
        };
        if is("XRef") && value.dict().is_some_and(|dict| dict.contains_key(b"Encrypt".as_slice())) {
            return Err(Unread::Locked);
        }
        let packed = is("ObjStm");
        self.keep(id, Object { value, stream })?;
        if packed {
            self.unpack(id)?;
        }
        Ok(end.max(at))
    }

    fn count(&mut self, parser: &Parser) -> Result<(), Unread> {
        self.values = self.values.checked_sub(parser.read()).ok_or(Unread::TooMuch)?;
        if parser.is_flooded() { Err(Unread::TooMuch) } else { Ok(()) }
    }

    fn keep(&mut self, id: u32, object: Object) -> Result<(), Unread> {
        self.objects.insert(id, object);
        if self.objects.len() > MOST { Err(Unread::TooMuch) } else { Ok(()) }
    }

    /// Objects that lie in a stream: pairs of number and place, then the objects.
    fn unpack(&mut self, id: u32) -> Result<(), Unread> {
        let Some(object) = self.objects.get(&id) else { return Ok(()) };
        let count = |key: &[u8]| object.value.dict()?.get(key)?.count();
        let (Some(many), Some(first)) = (count(b"N"), count(b"First")) else { return Ok(()) };
        let Some(text) = self.stream(&Value::Ref(id))? else { return Ok(()) };
        let mut heads = Parser::new(&text, 0);
        for _ in 0..many.min(MOST) {
            let (Some(number), Some(place)) = (heads.value(), heads.value()) else { return Ok(()) };
            let (Some(number), Some(place)) = (number.count(), place.count()) else { return Ok(()) };
            heads.forget();
            let mut parser = Parser::new(&text, first.saturating_add(place));
            let value = parser.value();
            self.count(&parser)?;
            if let (Ok(number), Some(value)) = (u32::try_from(number), value) {
                self.keep(number, Object { value, stream: None })?;
            }
        }
        Ok(())
    }

    /// An object by its number.
    pub(super) fn object(&self, id: u32) -> Option<&Value> {
        self.get(&self.objects.get(&id)?.value)
    }

    /// A value itself, or the object that it names.
    pub(super) fn get<'v>(&'v self, value: &'v Value) -> Option<&'v Value> {
        let mut value = value;
        for _ in 0..8 {
            match value {
                Value::Ref(id) => value = &self.objects.get(id)?.value,
                other => return Some(other),
            }
        }
        None
    }

    /// What stands under a key, wherever it lies.
    pub(super) fn of<'v>(&'v self, dict: &'v Dict, key: &str) -> Option<&'v Value> {
        self.get(dict.get(key.as_bytes())?)
    }

    pub(super) fn dict_of<'v>(&'v self, dict: &'v Dict, key: &str) -> Option<&'v Dict> {
        self.of(dict, key)?.dict()
    }

    /// The numbers of all objects of a sort, in order.
    pub(super) fn all(&self, sort: &str) -> Vec<u32> {
        let is = |object: &Object| {
            object.value.dict().and_then(|dict| self.of(dict, "Type")).is_some_and(|it| it.is_name(sort))
        };
        let mut ids: Vec<u32> =
            self.objects.iter().filter(|(_, object)| is(object)).map(|(id, _)| *id).collect();
        ids.sort_unstable();
        ids
    }

    /// The unpacked data of an object; `None` where it has none, or they are packed in a way that no words are.
    pub(super) fn stream(&self, value: &Value) -> Result<Option<Vec<u8>>, Unread> {
        let Value::Ref(id) = value else { return Ok(None) };
        let Some(object) = self.objects.get(id) else { return Ok(None) };
        let (Some(dict), Some(range)) = (object.value.dict(), &object.stream) else { return Ok(None) };
        let filters = match self.of(dict, "Filter") {
            Some(Value::List(list)) => list.iter().filter_map(|one| self.get(one)).cloned().collect(),
            Some(one) => vec![one.clone()],
            None => Vec::new(),
        };
        let Some(data) = streams::unpack(&self.bytes[range.clone()], &filters, self.left.get())? else {
            return Ok(None);
        };
        self.left.set(self.left.get().checked_sub(data.len()).ok_or(Unread::TooMuch)?);
        Ok(Some(data))
    }
}

/// The number of the object whose word `obj` stands at a place: `12 0 obj`.
fn number_before(bytes: &[u8], at: usize) -> Option<u32> {
    let word = |end: usize| {
        let blank = bytes[..end].iter().rev().take(32).take_while(|byte| is_blank(**byte)).count();
        let end = end - blank;
        let digits = bytes[..end].iter().rev().take(16).take_while(|byte| byte.is_ascii_digit()).count();
        (digits > 0).then(|| (end - digits, &bytes[end - digits..end]))
    };
    let (start, _) = word(at)?;
    let (_, number) = word(start)?;
    std::str::from_utf8(number).ok()?.parse().ok()
}

/// Where the data behind a dictionary lie.
fn stream(bytes: &[u8], dict: &Dict, parser: &mut Parser) -> Option<Range<usize>> {
    parser.skip();
    let rest = bytes.get(parser.at..)?.strip_prefix(b"stream")?;
    let line = usize::from(rest.starts_with(b"\r\n"))
        + usize::from(rest.starts_with(b"\r\n") || rest.starts_with(b"\n") || rest.starts_with(b"\r"));
    let start = parser.at + 6 + line;
    let said =
        dict.get(b"Length".as_slice()).and_then(Value::count).and_then(|length| start.checked_add(length));
    let ends = |end: usize| {
        let rest = bytes.get(end..)?;
        let blank = rest.iter().take(4).take_while(|byte| is_blank(**byte)).count();
        rest[blank..].starts_with(b"endstream").then_some(end)
    };
    let found =
        || bytes.get(start..).and_then(|rest| memmem::find(rest, b"endstream")).map(|length| start + length);
    let end = said.and_then(ends).or_else(found).unwrap_or(bytes.len());
    (start <= end).then_some(start..end)
}
