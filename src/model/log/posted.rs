//! What the log knows of one notice.

use super::event::{Action, Kept, NoticeEvent};
use super::stamp::Stamp;
use crate::model::digest::Digest;
use crate::model::index_number::index_number;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A notice that went up: how it stands by the log, and when what happened.
#[derive(Clone, Debug)]
pub struct Posted {
    /// As of the last event.
    pub kept: Kept,
    /// When it went up.
    pub first_seen: Stamp,
    /// When its content last changed materially; starts as `first_seen`.
    pub last_material_change: Stamp,
    /// The window had run before the log began: declared, not proved.
    pub before_log: bool,
    /// When the log was told; none when it is posted anew.
    pub withdrawn: Option<Stamp>,
    /// When its window was seen to have ended; none while it is open, or open again.
    pub closed: Option<Stamp>,
    /// When the log was told that it is filed.
    pub filed: Option<Stamp>,
    /// The id of the notice that has taken its place, as the log was told.
    pub superseded_by: Option<String>,
    /// Numbers, from 1, of the log's lines about it: the first is its `posted`, the last is the one to print.
    pub lines: Vec<usize>,
    /// Its number among the notices of its kind that first went up in its year, from 1, by the log.
    pub sequence: u32,
    /// The kind as which it first went up.
    pub first_kind: String,
    /// Every record that was posted, oldest first; the last is the one that stands. Never empty.
    pub versions: Vec<Version>,
}

/// A notice as it stood from some line of the log on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// From 1, in the log's order. A record that comes back after another one has a number of its own.
    pub number: u32,
    /// Of the event that posted it, from 1.
    pub line: usize,
    /// When it was posted.
    pub at: Stamp,
    /// SHA-256 of its `record.json`.
    pub record: Digest,
    /// Of that digest. In the first format it is of no record, so that none can be shown.
    pub format: u8,
}

impl Version {
    fn of(kept: &Kept, number: u32, at: Stamp, line: usize) -> Version {
        Version { number, line, at, record: kept.record, format: kept.format }
    }
}

/// When a notice was first posted, by the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstPosted {
    /// `YYYY-MM-DD HH:MM` in the site's zone.
    pub at: String,
    /// Line of the event, from 1.
    pub line: usize,
}

impl Posted {
    pub(super) fn new(event: NoticeEvent, at: Stamp, line: usize, sequence: u32) -> Posted {
        Posted {
            sequence,
            first_kind: event.kept.kind.clone(),
            withdrawn: event.withdrawal.is_some().then_some(at),
            filed: event.filing.is_some().then_some(at),
            superseded_by: None,
            versions: vec![Version::of(&event.kept, 1, at, line)],
            kept: event.kept,
            first_seen: at,
            last_material_change: at,
            before_log: event.before_log,
            closed: None,
            lines: vec![line],
        }
    }

    pub(super) fn follow(&mut self, event: NoticeEvent, at: Stamp, line: usize) {
        match event.action {
            Action::Posted | Action::Converted => {}
            Action::Corrected => self.reopen(&event.kept),
            Action::Reposted => {
                self.last_material_change = at;
                self.before_log = false;
                (self.closed, self.filed) = (None, None);
                self.withdrawn = event.withdrawal.is_some().then_some(at);
            }
            Action::Withdrawn => self.withdrawn = Some(at),
            Action::Filed => self.filed = Some(at),
            Action::Superseded => self.superseded_by.clone_from(&event.by),
            Action::Closed => self.closed = Some(at),
        }
        self.count(&event, at, line);
        self.kept = event.kept;
        self.lines.push(line);
    }

    /// Another record is another version, unless it is the same content cut in a newer format.
    fn count(&mut self, event: &NoticeEvent, at: Stamp, line: usize) {
        let Some(last) = self.versions.last_mut().filter(|last| last.record != event.kept.record) else {
            return;
        };
        if event.action == Action::Converted {
            (last.record, last.format) = (event.kept.record, event.kept.format);
        } else {
            let number = last.number + 1;
            self.versions.push(Version::of(&event.kept, number, at, line));
        }
    }

    /// The versions that another has taken the place of, oldest first.
    pub fn former(&self) -> &[Version] {
        self.versions.split_last().map_or(&[], |(_, former)| former)
    }

    /// A correction that moves the last day on opens a window that had ended.
    fn reopen(&mut self, next: &Kept) {
        let until = |kept: &Kept| kept.effective.map(|window| window.until);
        if until(next) > until(&self.kept) {
            self.closed = None;
        }
    }

    /// The window is open: the notice must be up, at its URL, unaltered. Withdrawn ones too, since a
    /// withdrawal leaves a page.
    pub fn is_open(&self, today: Date) -> bool {
        self.kept.effective.is_some_and(|window| !window.has_ended(today))
    }

    /// By the rule as it was applied, it has to be filed, and the log does not know of that.
    pub fn awaits_filing(&self) -> bool {
        let rule = &self.kept.rule;
        (rule.file_within.is_some() || rule.project) && self.filed.is_none() && self.withdrawn.is_none()
    }

    /// The index number: as the log has it, or for an earlier program's lines as they come one after another.
    pub fn index_number(&self, pattern: Option<&str>) -> String {
        let made = || index_number(pattern, &self.first_kind, self.first_seen.date().year(), self.sequence);
        self.kept.index.clone().unwrap_or_else(made)
    }

    /// When and by which line it went up, to be shown.
    pub fn first(&self) -> FirstPosted {
        let at = self.first_seen.minute();
        FirstPosted { at, line: self.posted_line() }
    }

    /// Line of the `posted` event, from 1.
    pub fn posted_line(&self) -> usize {
        self.lines.first().copied().unwrap_or_default()
    }

    /// Line of the last event, from 1: what a board sheet prints.
    pub fn last_line(&self) -> usize {
        self.lines.last().copied().unwrap_or_default()
    }
}

/// Every notice that went up.
#[derive(Clone, Debug, Default)]
pub(super) struct Notices {
    by_id: BTreeMap<String, Posted>,
    /// How many of a kind first went up in a year.
    series: BTreeMap<(String, i16), u32>,
}

impl Notices {
    pub(super) fn take(&mut self, event: NoticeEvent, at: Stamp, line: usize) {
        if let Some(known) = self.by_id.get_mut(&event.kept.id) {
            return known.follow(event, at, line);
        }
        let sequence = self.series.entry((event.kept.kind.clone(), at.date().year())).or_default();
        *sequence += 1;
        self.by_id.insert(event.kept.id.clone(), Posted::new(event, at, line, *sequence));
    }

    pub(super) fn get(&self, id: &str) -> Option<&Posted> {
        self.by_id.get(id)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Posted> {
        self.by_id.values()
    }

    pub(super) fn posted_of(&self, kind: &str, year: i16) -> u32 {
        self.series.get(&(kind.to_owned(), year)).copied().unwrap_or_default()
    }
}
