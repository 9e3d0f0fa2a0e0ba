//! What lines must be to one another, whatever their sums: a line written by hand can have every sum right, and is
//! told by saying what no publication says.

use super::event::{Action, Event, NoticeEvent};
use super::fault::FaultKind;
use super::posted::Posted;
use super::stamp::Stamp;

/// What speaks against an event, given what was known of its notice. `begun` once there was a release.
pub(super) fn fault(
    known: Option<&Posted>,
    event: &NoticeEvent,
    at: Stamp,
    begun: bool,
) -> Option<FaultKind> {
    let id = || event.kept.id.clone();
    let first = event.action == Action::Posted;
    if known.is_some() == first {
        return Some(FaultKind::Impossible { id: id() });
    }
    if event.before_log && (begun || !first) {
        return Some(FaultKind::BeforeLog { id: id() });
    }
    let wrong = known.is_some_and(|known| shrinks(known, event)) || is_backdated(event, at);
    wrong.then(|| FaultKind::Window { id: id() })
}

/// A window never ends earlier than was promised, nor does it begin earlier.
fn shrinks(known: &Posted, event: &NoticeEvent) -> bool {
    match (known.kept.effective, event.kept.effective) {
        (Some(before), Some(now)) => now.until < before.until || now.from < before.from,
        (before, now) => before.is_some() && now.is_none(),
    }
}

/// A window that begins with the event begins no earlier than the event.
fn is_backdated(event: &NoticeEvent, at: Stamp) -> bool {
    let begins = matches!(event.action, Action::Posted | Action::Reposted) && !event.before_log;
    begins && event.kept.effective.is_some_and(|window| window.from < at.date())
}

/// Lines about notices that wait for the release which tells of them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Waiting(Option<(usize, Stamp)>);

impl Waiting {
    /// What speaks against the next line.
    pub(super) fn follow(&mut self, event: &Event, line: usize, at: Stamp) -> Option<FaultKind> {
        match event {
            Event::Notice(_) | Event::Recorded(_) | Event::Spent(_) => self.take(line, at),
            Event::Released(_) => self.released(at),
            Event::Checked(_) | Event::Clock(_) => self.passed(at),
        }
    }

    /// A line about what is posted.
    fn take(&mut self, line: usize, at: Stamp) -> Option<FaultKind> {
        let fault = self.passed(at);
        self.0 = self.0.or(Some((line, at)));
        fault
    }

    /// A line of another moment comes before the release.
    fn passed(&self, at: Stamp) -> Option<FaultKind> {
        self.0.filter(|&(_, waiting)| waiting != at).map(|_| FaultKind::Unreleased)
    }

    /// The release.
    fn released(&mut self, at: Stamp) -> Option<FaultKind> {
        let fault = self.passed(at);
        self.0 = None;
        fault
    }

    /// The first line that waits still.
    pub(super) fn line(&self) -> Option<usize> {
        self.0.map(|(line, _)| line)
    }
}
