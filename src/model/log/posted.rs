//! What the log knows of one notice.

use super::event::{Action, Kept, NoticeEvent};
use super::stamp::Stamp;
use jiff::civil::Date;

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
    pub withdrawn: Option<Stamp>,
    pub closed: Option<Stamp>,
    pub filed: Option<Stamp>,
    /// Numbers, from 1, of the log's lines about it: the first is its `posted`, the last is the one to print.
    pub lines: Vec<usize>,
}

impl Posted {
    pub(super) fn new(event: NoticeEvent, at: Stamp, line: usize) -> Posted {
        Posted {
            withdrawn: event.withdrawal.is_some().then_some(at),
            filed: event.filing.is_some().then_some(at),
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
            Action::Closed => self.closed = Some(at),
        }
        self.kept = event.kept;
        self.lines.push(line);
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

    /// Line of the `posted` event, from 1.
    pub fn posted_line(&self) -> usize {
        self.lines.first().copied().unwrap_or_default()
    }

    /// Line of the last event, from 1: what a board sheet prints.
    pub fn last_line(&self) -> usize {
        self.lines.last().copied().unwrap_or_default()
    }
}
