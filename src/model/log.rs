//! The publication log: what was posted when, as an append-only chain of lines.
//!
//! Each line carries the SHA-256 of the line before, so that whatever is changed, moved or taken out
//! inside is seen. What the chain cannot prove: an owner may rebuild a chain that nobody outside has
//! seen; therefore its head is printed on certificates, the line about a notice on its board sheet, and the published
//! site carries both, and a cut or rebuilt tail is told by [`PublicationLog::hash`] against any of these.
//!
//! Values only: this room reads no file and no clock and has no words for people. [`line`](mod@line) is
//! one line, [`chain`] a text of lines with its faults, [`posted`] what the log knows of one notice.

pub mod around;
pub mod chain;
pub mod clock;
pub mod event;
pub mod fault;
mod head;
pub mod line;
mod order;
pub mod posted;
pub mod recorded;
pub mod releases;
pub mod signs;
pub mod spent;
pub mod stamp;

use crate::model::digest::Digest;
use crate::source::{SourceId, Span};
use event::{ClockSet, Event, NoticeEvent, Released};
use fault::{FaultKind, LogFault};
use head::Entry;
pub use head::Head;
use order::Waiting;
use posted::{FirstPosted, Notices, Posted};
use recorded::Records;
use releases::Releases;
use spent::Books;
use stamp::Stamp;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where the log lies, from the site's root.
pub const PATH: &str = "content/publication.jsonl";
/// Where the published site carries it.
pub const PUBLISHED: &str = "log/publication.jsonl";

/// A log as read, indexed by notice. One that is not there is the empty log.
#[derive(Clone, Debug, Default)]
pub struct PublicationLog {
    file: Option<SourceId>,
    text: Arc<str>,
    lines: Vec<Entry>,
    notices: Notices,
    records: Records,
    books: Books,
    rounds: Vec<usize>,
    releases: Releases,
    /// Line of the last event about what is posted.
    anchor: usize,
    /// Lines whose time does not count, as later lines say.
    disowned: BTreeSet<usize>,
    /// The line with the latest time of those that count; 0 for none.
    latest: usize,
    /// Lines that are earlier than one before them.
    backwards: Vec<usize>,
    /// What waits for a release.
    waiting: Waiting,
    faults: Vec<LogFault>,
}

impl PublicationLog {
    /// Reads a log's text as it lies on disk, line ends and all. The site's own, which has a source, ends in a release.
    pub fn read(file: Option<SourceId>, text: &Arc<str>) -> PublicationLog {
        let (found, faults) = chain::read(text);
        let mut log = PublicationLog { file, text: Arc::clone(text), faults, ..PublicationLog::default() };
        for found in found {
            let entry = Entry { span: found.span, hash: found.hash, at: found.line.at };
            log.take(entry, found.line.event);
        }
        let line = log.waiting.line().filter(|_| file.is_some());
        log.suspect(line.unwrap_or_default(), line.map(|_| FaultKind::Unreleased));
        log
    }

    /// In a log that is broken already, this would only follow from the break.
    fn suspect(&mut self, line: usize, kind: Option<FaultKind>) {
        let span = self.span_of(line).filter(|_| self.faults.is_empty());
        self.faults.extend(span.zip(kind).map(|(span, kind)| LogFault { line, span, kind }));
    }

    /// The log with further events, all at one moment. Their lines are `text()` beyond the old text's length.
    #[must_use]
    pub fn extended(&self, at: Stamp, events: &[Event]) -> PublicationLog {
        let mut log = self.clone();
        let mut text = String::from(&*self.text);
        for event in events {
            let line = line::encode(log.hash(log.len()).unwrap_or(Digest::ZERO), at, event);
            let span = Span::new(text.len(), text.len() + line.len());
            text.push_str(&line);
            text.push('\n');
            log.take(Entry { span, hash: Digest::of(line.as_bytes()), at }, event.clone());
        }
        log.text = text.into();
        log
    }

    fn take(&mut self, entry: Entry, event: Event) {
        self.lines.push(entry);
        let number = self.lines.len();
        if let Event::Clock(set) = &event {
            self.disown(set, entry.at);
        }
        match self.latest() {
            Some((_, latest)) if entry.at < latest => self.backwards.push(number),
            _ => self.latest = number,
        }
        let unreleased = self.waiting.follow(&event, number, entry.at);
        match event {
            Event::Notice(event) => self.take_notice(*event, entry.at, number),
            Event::Recorded(recorded) => {
                (self.anchor, _) = (number, self.records.take(*recorded, entry.at, number))
            }
            Event::Spent(spent) => (self.anchor, _) = (number, self.books.take(*spent, number)),
            Event::Clock(_) => {}
            Event::Checked(_) => self.rounds.push(number),
            Event::Released(release) => self.releases.take(release, number),
        }
        self.suspect(number, unreleased);
    }

    /// Of the lines that a statement names, those that are ahead of its own time count no longer.
    fn disown(&mut self, set: &ClockSet, at: Stamp) {
        let before = self.lines.len();
        let ahead = |&line: &usize| self.time_of(line).is_some_and(|time| at < time);
        let disowned: Vec<usize> =
            (set.from..=set.until).take_while(|&line| line < before).filter(ahead).collect();
        self.disowned.extend(disowned);
        let counts = (1..before).filter(|&line| !self.is_disowned(line));
        self.latest = counts.max_by_key(|&line| (self.time_of(line), line)).unwrap_or_default();
    }

    fn take_notice(&mut self, event: NoticeEvent, at: Stamp, number: usize) {
        self.anchor = number;
        let known = self.notices.get(&event.kept.id);
        self.suspect(number, order::fault(known, &event, at, self.releases.last().is_some()));
        self.notices.take(event, at, number);
    }

    /// The source that it was read from; `None` when there is none, or it was made here.
    pub fn file(&self) -> Option<SourceId> {
        self.file
    }

    /// Every line as it stands on disk.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Every line up to the last one about what is posted, as they stand on disk. Rounds and releases after it, of
    /// which every publication adds one, are no reason to publish anew.
    pub fn text_through_anchor(&self) -> &str {
        let end = self.span_of(self.anchor).map_or(0, |span| span.end as usize);
        let rest = self.text.get(end..).unwrap_or_default();
        let line_end = rest.find('\n').map_or(rest.len(), |at| at + 1);
        if end == 0 { "" } else { self.text.get(..end + line_end).unwrap_or_default() }
    }

    /// What is wrong with it. A log with faults proves nothing, and nothing is published over it.
    pub fn faults(&self) -> &[LogFault] {
        &self.faults
    }

    /// How many lines it has.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Nothing was ever published, or the log is gone.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The last line, whatever it says: what binds the whole log.
    pub fn head(&self) -> Option<Head> {
        self.at_line(self.len())
    }

    /// The last line about what is posted. The home page shows this one: rounds and releases, of which every publication
    /// adds one, do not move it.
    pub fn anchor(&self) -> Option<Head> {
        self.at_line(self.anchor)
    }

    /// The chain's value at a line, from 1.
    pub fn at_line(&self, line: usize) -> Option<Head> {
        let entry = self.lines.get(line.checked_sub(1)?)?;
        Some(Head { line, hash: entry.hash })
    }

    /// The SHA-256 of a line, from 1; of what stands before the first for 0.
    pub fn hash(&self, line: usize) -> Option<Digest> {
        if line == 0 { Some(Digest::ZERO) } else { self.at_line(line).map(|head| head.hash) }
    }

    /// Where a line stands in the text.
    pub fn span_of(&self, line: usize) -> Option<Span> {
        Some(self.lines.get(line.checked_sub(1)?)?.span)
    }

    /// When a line was written.
    pub fn time_of(&self, line: usize) -> Option<Stamp> {
        Some(self.lines.get(line.checked_sub(1)?)?.at)
    }

    /// The latest time in the log, and its line: no line is written with an earlier one. Lines that a later one
    /// says were written with a clock that was ahead do not count.
    pub fn latest(&self) -> Option<(usize, Stamp)> {
        Some((self.latest, self.time_of(self.latest)?))
    }

    /// A later line says that this one was written with a clock that was ahead.
    pub fn is_disowned(&self, line: usize) -> bool {
        self.disowned.contains(&line)
    }

    /// Lines that are earlier than one before them, though nothing in the log says why.
    pub fn backwards(&self) -> &[usize] {
        &self.backwards
    }

    /// What speaks against the time of a line: one before it with a later time, whatever was said of that since.
    pub fn contradicted_by(&self, line: usize) -> Option<(usize, Stamp)> {
        let at = self.time_of(line)?;
        let times = (1..line).filter_map(|before| Some((before, self.time_of(before)?)));
        times.filter(|&(_, time)| at < time).max_by_key(|&(_, time)| time)
    }

    /// What a line says; read again on each call.
    pub fn event(&self, line: usize) -> Option<Event> {
        let entry = self.lines.get(line.checked_sub(1)?)?;
        let text = self.text.get(entry.span.range())?;
        Some(line::decode(text).ok()?.event)
    }

    /// What the log knows of a notice; `None` when it never went up.
    pub fn posted(&self, id: &str) -> Option<&Posted> {
        self.notices.get(id)
    }

    /// Points batches and honours whose records were published.
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// What was published of redemptions, and of turns of the year.
    pub fn books(&self) -> &Books {
        &self.books
    }

    /// The program that published it writes those down: one that it does not know is new.
    pub fn knows_records(&self) -> bool {
        self.last_release().is_some_and(|(_, release)| release.records.is_some())
    }

    /// How many notices of a kind first went up in a year.
    pub fn posted_of(&self, kind: &str, year: i16) -> u32 {
        self.notices.posted_of(kind, year)
    }

    /// When and by which line a notice first went up, to be shown.
    pub fn first_posted(&self, id: &str) -> Option<FirstPosted> {
        Some(self.posted(id)?.first())
    }

    /// Every notice that ever went up, by id.
    pub fn notices(&self) -> impl Iterator<Item = (&str, &Posted)> {
        self.notices.iter().map(|posted| (posted.kept.id.as_str(), posted))
    }

    /// Lines of the rounds of visits, oldest first.
    pub fn rounds(&self) -> &[usize] {
        &self.rounds
    }

    /// The last release and its line.
    pub fn last_release(&self) -> Option<(usize, &Released)> {
        self.releases.last()
    }

    /// What the log says of releases.
    pub fn releases(&self) -> &Releases {
        &self.releases
    }
}

#[cfg(test)]
mod tests;
