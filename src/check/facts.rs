//! What rules look at.

use crate::model::content::Content;
use crate::model::kind::Kind;
use crate::model::log::PublicationLog;
use crate::model::notice::Notice;
use crate::model::window;
use jiff::civil::{Date, DateTime};

/// What rules may look at.
pub struct Facts<'a> {
    /// What was read.
    pub content: &'a Content,
    /// What was published before.
    pub log: &'a PublicationLog,
    /// Wall-clock time in the site's zone.
    pub now: DateTime,
}

impl<'a> Facts<'a> {
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
