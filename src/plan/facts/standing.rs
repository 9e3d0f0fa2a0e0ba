//! How one notice stands on a day: its kind, the window in force, its state.

use crate::model::content::Content;
use crate::model::facets::Entry;
use crate::model::kind::Kind;
use crate::model::log::PublicationLog;
use crate::model::notice::Notice;
use crate::model::open_days::Window;
use crate::model::window::{self, NoticeState};
use jiff::civil::Date;

/// How one notice stands on a day. Notices are looked at once, in parallel; all that follows works on these
/// small values, since a walk through a hundred thousand notices costs more than any sum.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// The days in force; none for kinds that are not posted, or while they cannot be worked out.
    pub window: Option<Window>,
    /// By the notice's own words, its window, and who has taken its place.
    pub state: NoticeState,
    /// Place of the kind in rules.yaml.
    pub kind: Option<u16>,
    /// The day that it is listed under: its own, or the day on which the log first saw it; for one without either,
    /// today, on which it would go up.
    pub date: Date,
}

/// A notice as if nothing had taken its place.
pub fn standing(content: &Content, log: &PublicationLog, notice: &Notice, today: Date) -> Standing {
    let position = content.kinds.position(&notice.kind.value);
    let kind = position.and_then(|position| content.kinds.at(position));
    let window = window::in_force(notice, kind, &content.calendar, log);
    let seen = || Some(log.posted(&notice.item.id)?.first_seen.date());
    Standing {
        window,
        state: window::state(notice, window, false, today),
        kind: position.and_then(|position| u16::try_from(position).ok()),
        date: notice.date().or_else(seen).unwrap_or(today),
    }
}

impl Standing {
    /// Its kind; none where rules.yaml has no such kind.
    pub fn kind_in(self, content: &Content) -> Option<&Kind> {
        self.kind.and_then(|kind| content.kinds.at(kind.into()))
    }

    /// It stands open to objections: its window runs.
    pub fn is_open(self, today: Date) -> bool {
        self.state.is_open() && self.window.is_some_and(|window| !window.has_ended(today))
    }

    /// Full days left after today while it is open; 0 on the last.
    pub fn days_left(self, today: Date) -> Option<i64> {
        self.window.filter(|_| self.is_open(today)).map(|window| window.days_left(today))
    }

    /// Days until its window begins, when that is ahead.
    pub fn starts_in(self, today: Date) -> Option<i64> {
        self.window.map(|window| window.starts_in(today)).filter(|&days| days > 0)
    }
}
