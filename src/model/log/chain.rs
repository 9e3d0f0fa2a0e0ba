//! The text of a log → its lines and every fault in them. One broken line never hides another, and is
//! reported once: what follows from it is left out.

use super::fault::{FaultKind, LogFault};
use super::line::{self, Line, Unreadable};
use crate::model::digest::Digest;
use crate::source::Span;
use rayon::prelude::*;
use std::collections::HashMap;

/// More faults than this are not listed: the first ones tell the story.
const LIMIT: usize = 50;

/// A readable line and where it stands.
#[derive(Clone, Debug)]
pub struct Found {
    /// From 1.
    pub number: usize,
    /// Of the line without its line end.
    pub span: Span,
    /// SHA-256 of the line without its line end.
    pub hash: Digest,
    /// What it says.
    pub line: Line,
}

/// Reads a whole log. A text that is not there at all is not this function's business.
pub fn read(text: &str) -> (Vec<Found>, Vec<LogFault>) {
    let mut faults = Vec::new();
    if text.is_empty() {
        faults.push(LogFault { line: 1, span: Span::at(0), kind: FaultKind::Emptied });
        return (Vec::new(), faults);
    }
    let mut raw = split(text);
    faults.extend(too_many(text, &mut raw));
    of_the_file(text, &raw, &mut faults);
    let read: Vec<Result<Found, LogFault>> =
        raw.par_iter().filter(|raw| !raw.is_foreign()).map(Raw::read).collect();
    link(&read, &mut faults);
    faults.sort_by_key(|fault| fault.line);
    faults.truncate(LIMIT);
    (read.into_iter().flatten().collect(), faults)
}

/// A line of a log has some hundreds of bytes. A text with many more lines than it has room for is none, which
/// its first lines show as well as all of them: the rest is left out, and where it begins is a fault.
fn too_many(text: &str, raw: &mut Vec<Raw>) -> Option<LogFault> {
    let beyond = raw.get(most_lines(text))?;
    let fault = LogFault { line: beyond.number, span: beyond.span, kind: FaultKind::NotALine };
    raw.truncate(most_lines(text));
    Some(fault)
}

fn most_lines(text: &str) -> usize {
    const LEAST: usize = 64;
    text.len() / LEAST + LIMIT
}

/// One line as it stands, without `\n`, `\r` and byte-order mark.
struct Raw<'a> {
    number: usize,
    span: Span,
    text: &'a str,
    /// It ended in `\n`.
    ended: bool,
}

fn split(text: &str) -> Vec<Raw<'_>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for (index, whole) in text.split_inclusive('\n').take(most_lines(text) + 1).enumerate() {
        let line = whole.strip_suffix('\n');
        let (line, ended) = (line.unwrap_or(whole), line.is_some());
        let clean = line.strip_suffix('\r').unwrap_or(line);
        let clean = if index == 0 { clean.strip_prefix('\u{FEFF}').unwrap_or(clean) } else { clean };
        let span = Span::new(start, start + line.len());
        lines.push(Raw { number: index + 1, span, text: clean, ended });
        start += whole.len();
    }
    lines
}

/// Faults of the file as a whole: each once.
fn of_the_file(text: &str, lines: &[Raw], faults: &mut Vec<LogFault>) {
    let mut first = |kind: FaultKind, holds: &dyn Fn(&Raw) -> bool| {
        let at = lines.iter().find(|line| holds(line));
        faults.extend(at.map(|line| LogFault { line: line.number, span: line.span, kind }));
    };
    let slice = |line: &Raw| &text[line.span.range()];
    first(FaultKind::ByteOrderMark, &|line| line.number == 1 && text.starts_with('\u{FEFF}'));
    first(FaultKind::LineEnds, &|line| slice(line).contains('\r'));
    first(FaultKind::ConflictMarker, &|line| is_marker(line.text));
    first(FaultKind::EmptyLine, &|line| line.text.trim().is_empty());
    first(FaultKind::TornTail, &|line| !line.ended);
}

fn is_marker(line: &str) -> bool {
    ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|marker| line.starts_with(marker))
}

impl Raw<'_> {
    fn is_foreign(&self) -> bool {
        is_marker(self.text) || self.text.trim().is_empty()
    }

    fn read(&self) -> Result<Found, LogFault> {
        match line::decode(self.text) {
            Ok(line) => Ok(Found {
                number: self.number,
                span: self.span,
                hash: Digest::of(self.text.as_bytes()),
                line,
            }),
            Err(why) => Err(LogFault { line: self.number, span: self.span, kind: self.kind(why) }),
        }
    }

    fn kind(&self, why: Unreadable) -> FaultKind {
        match why {
            _ if !self.ended => FaultKind::TornTail,
            // reading put it where the bytes were no UTF-8
            Unreadable::NoSum | Unreadable::Sum if self.text.contains('\u{FFFD}') => FaultKind::Encoding,
            Unreadable::NoSum => FaultKind::NotALine,
            Unreadable::Sum => FaultKind::Changed,
            Unreadable::Unknown(why) => FaultKind::Newer(why),
        }
    }
}

/// Holds every line to the one before. A line after an unreadable one is taken on trust.
fn link(read: &[Result<Found, LogFault>], faults: &mut Vec<LogFault>) {
    let mut by_hash = None;
    let mut before: Option<&Found> = None;
    let mut trusted = false;
    for entry in read {
        let found = match entry {
            Ok(found) => found,
            Err(fault) => {
                // a torn tail is already told
                faults.extend((fault.kind != FaultKind::TornTail).then(|| fault.clone()));
                trusted = true;
                continue;
            }
        };
        let expected = before.map_or(Digest::ZERO, |before| before.hash);
        if !trusted && found.line.prev != expected {
            let by_hash = by_hash.get_or_insert_with(|| hashes(read));
            faults.push(broken(found, by_hash));
        }
        before = Some(found);
        trusted = false;
    }
}

fn hashes(read: &[Result<Found, LogFault>]) -> HashMap<Digest, usize> {
    let known = read.iter().flatten().map(|found| (found.hash, found.number));
    known.chain([(Digest::ZERO, 0)]).collect()
}

fn broken(found: &Found, by_hash: &HashMap<Digest, usize>) -> LogFault {
    let kind = match by_hash.get(&found.line.prev) {
        Some(&follows) => FaultKind::Reordered { follows },
        None => FaultKind::ChainBroken,
    };
    LogFault { line: found.number, span: found.span, kind }
}
