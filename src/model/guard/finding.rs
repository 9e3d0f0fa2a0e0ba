//! What the guard can find, as values; `check` has the words.

use crate::model::log::event::Event;
use crate::model::part::Part;
use jiff::civil::Date;

/// One thing that the guard found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub id: String,
    pub fault: Fault,
    /// The window is open, or a date is forged: nothing may be published. Otherwise a warning.
    pub refused: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No page of that id.
    Vanished { until: Option<Date> },
    /// The page would have another URL, or its content stands under another id.
    Moved { from: String, to: String, until: Option<Date> },
    /// Changed, and neither corrected nor posted anew.
    Altered {
        parts: Vec<Part>,
        /// For a material change: the earliest last day that would make it a new window.
        new_until: Option<Date>,
    },
    /// A correction that the public has seen was changed or taken out.
    CorrectionAltered,
    /// An objection or its outcome was changed or taken out.
    ObjectionAltered,
    /// A correction dated ahead, or before the notice went up.
    CorrectionMisdated { on: Date },
    /// The last day was moved forward, or is gone.
    Shortened { until: Date, declared: Option<Date> },
    /// Withdrawn without a reason or an authority, or on a day that is ahead.
    WithdrawalIncomplete,
    /// The withdrawal was taken out again and no new window begun.
    WithdrawalUndone { new_until: Date },
    /// The window had ended, and its last day was moved to one that is ahead.
    Reopened { new_until: Date },
    /// Its first day lies before the day it goes, or went, up.
    Backdated { declared: Date, seen: Date, new_until: Option<Date> },
    /// A material change after the window had ended, with no new window: logged, and worth a warning.
    AlteredAfterEnd { parts: Vec<Part>, new_until: Date },
}

/// What the guard says: faults first; without refusals, the events that publishing writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    pub findings: Vec<Finding>,
    pub events: Vec<Event>,
}

impl Judgement {
    pub fn refuses(&self) -> bool {
        self.findings.iter().any(|finding| finding.refused)
    }
}
