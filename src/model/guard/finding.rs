//! What the guard can find, as values; `check` has the words.

use super::demands::Demand;
use crate::model::log::around::Surrounding;
use crate::model::log::event::{Event, NoticeEvent};
use crate::model::part::Part;
use jiff::civil::Date;

/// One thing that the guard found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The notice's id.
    pub id: String,
    /// What is wrong.
    pub fault: Fault,
    /// Nothing may be published. Otherwise a warning.
    pub refused: bool,
}

/// A way in which a notice no longer is what the public was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No page of that id.
    Vanished {
        /// The last day it must stay; none where the log knows no window.
        until: Option<Date>,
    },
    /// The site would have another address, and so would every notice; how many of them are open.
    BaseMoved {
        /// The base address that the log has.
        from: String,
        /// The one that the site would have.
        to: String,
        /// How many open notices that concerns.
        open: usize,
    },
    /// The same address by the other protocol.
    SchemeChanged {
        /// The base address that the log has.
        from: String,
        /// The one that the site would have.
        to: String,
    },
    /// A setting would change what readers see of open notices, and none of these tells of it.
    SurroundingAltered {
        /// Which of their surroundings.
        what: Surrounding,
        /// Ids of the notices; never empty.
        notices: Vec<String>,
    },
    /// It takes the place of an open notice that is not withdrawn.
    SupersedesOpen {
        /// The open notice's id.
        old: String,
        /// The last day it must stay.
        until: Date,
    },
    /// Its content stands under another id.
    Moved {
        /// The URL that the log has.
        from: String,
        /// The URL that it would have.
        to: String,
        /// The last day it must stay where it is.
        until: Option<Date>,
    },
    /// Changed, and either nothing says so or it would have to be posted anew.
    Altered {
        /// In the order of [`Part`].
        parts: Vec<Part>,
        /// For a material change whose window is too short: the earliest last day that would make it a new one.
        new_until: Option<Date>,
        /// A new correction says so.
        told: bool,
    },
    /// Its kind was changed for one that asks for less.
    KindAsksLess {
        /// Key of the kind that the log has.
        from: String,
        /// Key of the kind that it would have.
        to: String,
        /// In what it asks for less; never empty.
        lowered: Vec<Demand>,
    },
    /// A correction that the public has seen was changed or taken out.
    CorrectionAltered,
    /// A new correction without a day, or without saying what and why; by its place in the list.
    CorrectionIncomplete {
        /// From 0.
        at: usize,
    },
    /// An objection or its outcome was changed or taken out.
    ObjectionAltered,
    /// A new correction on another day than today's or the last publication's.
    CorrectionMisdated {
        /// Its place among the corrections, from 0.
        at: usize,
        /// The day that it gives.
        on: Date,
    },
    /// The last day was moved forward, or is gone.
    Shortened {
        /// The last day that was promised.
        until: Date,
        /// The one that is declared now; none when it is gone.
        declared: Option<Date>,
    },
    /// Withdrawn without a reason or an authority, or on a day that is ahead.
    WithdrawalIncomplete,
    /// The withdrawal was taken out again and no new window begun.
    WithdrawalUndone {
        /// The earliest last day of a new window.
        new_until: Date,
    },
    /// The window had ended, and its last day was moved to one that is ahead.
    Reopened {
        /// The earliest last day of a new window.
        new_until: Date,
    },
    /// Its first day lies before the day it goes, or went, up.
    Backdated {
        /// The first day that it gives.
        declared: Date,
        /// The day that it goes, or went, up.
        seen: Date,
        /// The earliest last day from there; none where no minimum is set, or it cannot be counted.
        new_until: Option<Date>,
    },
    /// Changed after the window had ended: what is material, or what the public was told of its life. With a new
    /// correction it is logged, and worth a warning.
    AlteredAfterEnd {
        /// In the order of [`Part`].
        parts: Vec<Part>,
        /// The earliest last day of a new window.
        new_until: Date,
        /// A new correction says so.
        told: bool,
    },
}

/// What the guard says: faults first; without refusals, the events that publishing writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    /// In the order of the log, then of new notices.
    pub findings: Vec<Finding>,
    /// In the order in which they are to be written; of no use with a refusal.
    pub events: Vec<Event>,
}

impl Judgement {
    pub(super) fn find(&mut self, id: &str, fault: Fault, refused: bool) {
        self.findings.push(Finding { id: id.to_owned(), fault, refused });
    }

    pub(super) fn say(&mut self, event: NoticeEvent) {
        self.events.push(Event::Notice(Box::new(event)));
    }

    /// Whether anything keeps the site from being published.
    pub fn refuses(&self) -> bool {
        self.findings.iter().any(|finding| finding.refused)
    }
}
