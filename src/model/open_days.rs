//! The days in which a notice stands open, and how many are left of them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The days in which a notice stands open to objections: from 0:00 of the first to 24:00 of the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// The first day, from its 0:00.
    pub from: Date,
    /// The last day, to its 24:00.
    pub until: Date,
}

impl Window {
    /// It ended at 24:00 of an earlier day.
    pub fn has_ended(self, today: Date) -> bool {
        self.until < today
    }

    /// Full days left after today: 0 on the last day, negative when it has ended.
    pub fn days_left(self, today: Date) -> i64 {
        days_between(today, self.until)
    }

    /// Days until its first one: 0 on that day, negative once it has begun.
    pub fn starts_in(self, today: Date) -> i64 {
        days_between(today, self.from)
    }
}

/// Full days from one date to another; negative when it is past.
pub fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}
