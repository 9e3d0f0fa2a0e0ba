//! What the guard can find, as values; `check` has the words.

use super::demands::Demand;
use crate::model::log::event::{Event, NoticeEvent};
use crate::model::part::Part;
use jiff::civil::Date;

/// One thing that the guard found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub id: String,
    pub fault: Fault,
    /// Nothing may be published. Otherwise a warning.
    pub refused: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No page of that id.
    Vanished { until: Option<Date> },
    /// The site would have another address, and so would every notice; how many of them are open.
    BaseMoved { from: String, to: String, open: usize },
    /// The same address by the other protocol.
    SchemeChanged { from: String, to: String },
    /// It takes the place of an open notice that is not withdrawn.
    SupersedesOpen { old: String, until: Date },
    /// Its content stands under another id.
    Moved { from: String, to: String, until: Option<Date> },
    /// Changed, and either nothing says so or it would have to be posted anew.
    Altered {
        parts: Vec<Part>,
        /// For a material change whose window is too short: the earliest last day that would make it a new one.
        new_until: Option<Date>,
        /// A new correction says so.
        told: bool,
    },
    /// Its kind was changed for one that asks for less.
    KindAsksLess { from: String, to: String, lowered: Vec<Demand> },
    /// A correction that the public has seen was changed or taken out.
    CorrectionAltered,
    /// A new correction without a day, or without saying what and why; by its place in the list.
    CorrectionIncomplete { at: usize },
    /// An objection or its outcome was changed or taken out.
    ObjectionAltered,
    /// A new correction on another day than today's or the last publication's.
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
    /// Changed after the window had ended: what is material, or what the public was told of its life. With a new
    /// correction it is logged, and worth a warning.
    AlteredAfterEnd { parts: Vec<Part>, new_until: Date, told: bool },
}

/// What the guard says: faults first; without refusals, the events that publishing writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    pub findings: Vec<Finding>,
    pub events: Vec<Event>,
}

impl Judgement {
    pub(super) fn find(&mut self, id: &str, fault: Fault, refused: bool) {
        self.findings.push(Finding { id: id.to_owned(), fault, refused });
    }

    pub(super) fn say(&mut self, event: NoticeEvent) {
        self.events.push(Event::Notice(Box::new(event)));
    }

    pub fn refuses(&self) -> bool {
        self.findings.iter().any(|finding| finding.refused)
    }
}
