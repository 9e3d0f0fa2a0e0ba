//! What rules look at.

use super::looked::Looked;
use crate::model::content::Content;
use crate::model::kind::Kind;
use crate::model::log::PublicationLog;
use crate::model::notice::Notice;
use crate::model::reversal::{self, Booked};
use crate::model::window;
use jiff::civil::{Date, DateTime};
use std::sync::OnceLock;

/// What rules may look at.
pub struct Facts<'a> {
    /// What was read.
    pub content: &'a Content,
    /// What was published before.
    pub log: &'a PublicationLog,
    /// Wall-clock time in the site's zone.
    pub now: DateTime,
    /// What need not be looked through again.
    pub(super) looked: Option<&'a Looked>,
    booked: OnceLock<Vec<Booked<'a>>>,
}

impl<'a> Facts<'a> {
    /// What was read, what was published before, and the time in the site's zone.
    pub fn new(content: &'a Content, log: &'a PublicationLog, now: DateTime) -> Facts<'a> {
        Facts { content, log, now, looked: None, booked: OnceLock::new() }
    }

    /// The same for one who remembers what was looked through before.
    pub fn remembering(self, looked: &'a Looked) -> Facts<'a> {
        Facts { looked: Some(looked), ..self }
    }

    /// Entries of the points bank as they were booked: a county has a million, so that they are gone through once for
    /// all rules that ask.
    pub fn booked(&self) -> &[Booked<'a>] {
        self.booked.get_or_init(|| reversal::booked(&self.content.points))
    }

    /// The day that the site goes by.
    pub fn today(&self) -> Date {
        self.now.date()
    }

    /// The rule that a notice is posted by; an unknown kind is reported by `kind-unknown`.
    pub fn kind(&self, notice: &Notice) -> Option<&'a Kind> {
        self.content.kinds.find(&notice.kind.value)
    }

    /// The day until whose 24:00 a notice must stay up. `None` without a window, or when its end cannot be
    /// counted, which is reported by `calendar-missing`.
    pub fn last_day(&self, notice: &Notice) -> Option<Date> {
        window::last_day(notice, self.kind(notice), &self.content.calendar, self.log)?.ok()
    }
}
