//! One thing that the log holds against a certificate, and its words.

use super::looks::Gone;
use crate::model::log::around::Surrounding;
use crate::model::log::stamp::Stamp;
use crate::model::open_days::Window;
use crate::model::part::Part;
use jiff::civil::Date;

/// What the log holds against a window having been kept, or against what proves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The log saw it only after its declared window: nobody saw those days.
    BeforeLog {
        /// As the notice says it.
        declared: Window,
        /// The day on which the log first had it.
        seen: Date,
    },
    /// Declared days before the one on which the log first saw it.
    DaysBeforeLog {
        /// The first day that the notice declares.
        from: Date,
        /// The day on which the log first had it.
        seen: Date,
    },
    /// What is material changed after the window: the window was that of something else.
    MaterialChange {
        /// From 1: the one that tells of it.
        line: usize,
        /// Its day.
        on: Date,
    },
    /// Something else of it changed after the window: what the sheet says of that, nobody read while it was posted.
    LaterChange {
        /// From 1: the one that tells of it.
        line: usize,
        /// Its day.
        on: Date,
        /// What changed.
        parts: Vec<Part>,
    },
    /// While it was posted its page said that all of it is invented, and now it is not.
    Demonstration {
        /// From 1: the one that tells of it.
        line: usize,
    },
    /// Settings have changed since that made what its page said of its kind.
    Settings {
        /// Which of them.
        what: Vec<Surrounding>,
    },
    /// It was taken back while its window ran.
    Withdrawn {
        /// From 1: the one that tells of it.
        line: usize,
        /// Its day.
        on: Date,
    },
    /// The same after the window.
    WithdrawnLater {
        /// From 1: the one that tells of it.
        line: usize,
        /// Its day.
        on: Date,
    },
    /// Another notice has taken its place.
    Superseded {
        /// From 1: the one that tells of it.
        line: usize,
        /// Its day.
        on: Date,
        /// The id of the other.
        by: String,
    },
    /// Objections or corrections that the public had seen were taken out.
    RemarksTaken {
        /// From 1: the last in which they still stood.
        line: usize,
    },
    /// Somebody looked, and nobody ever saw it.
    NeverSeen {
        /// How many, all in the window.
        looks: usize,
    },
    /// Nobody saw it any more from some moment on, though they looked.
    Gone(Gone),
    /// Days on which somebody looked and nobody saw it.
    DaysUnseen {
        /// In order.
        days: Vec<Date>,
    },
    /// Nobody ever looked at the public address.
    NobodyLooked {
        /// Rounds in the window that looked into a folder or at another address.
        elsewhere: usize,
    },
    /// The time of a line on which the window rests is contradicted by an earlier line.
    Clock {
        /// From 1.
        line: usize,
        /// Its time.
        at: Stamp,
        /// From 1: the earlier line.
        other: usize,
        /// The time of that, which is later.
        later: Stamp,
    },
    /// The line was written with a clock that was ahead, as the log says.
    ClockAhead {
        /// From 1.
        line: usize,
    },
    /// While it was posted, the site had gone back to an earlier release, which did not have what was published since.
    RolledBack {
        /// From 1: the release that put up the latest again.
        line: usize,
        /// Its day.
        on: Date,
        /// From 1: the release that was gone back to.
        shown: usize,
    },
    /// While it was posted, the site got another name.
    Renamed {
        /// From 1: the one that tells of it.
        line: usize,
        /// Its former name.
        was: String,
    },
    /// The log keeps its digests in the first format, which no record has.
    FirstFormat,
}

impl Doubt {
    /// There is no certificate with it; otherwise the sheet says it.
    pub fn refuses(&self) -> bool {
        match self {
            Doubt::BeforeLog { .. }
            | Doubt::MaterialChange { .. }
            | Doubt::Demonstration { .. }
            | Doubt::Withdrawn { .. }
            | Doubt::RemarksTaken { .. }
            | Doubt::NeverSeen { .. }
            | Doubt::Gone(_) => true,
            Doubt::DaysBeforeLog { .. }
            | Doubt::LaterChange { .. }
            | Doubt::Settings { .. }
            | Doubt::WithdrawnLater { .. }
            | Doubt::Superseded { .. }
            | Doubt::DaysUnseen { .. }
            | Doubt::NobodyLooked { .. }
            | Doubt::Clock { .. }
            | Doubt::ClockAhead { .. }
            | Doubt::RolledBack { .. }
            | Doubt::Renamed { .. }
            | Doubt::FirstFormat => false,
        }
    }

    /// The name in the JSON form.
    pub fn key(&self) -> &'static str {
        match self {
            Doubt::BeforeLog { .. } => "before-log",
            Doubt::DaysBeforeLog { .. } => "days-before-log",
            Doubt::MaterialChange { .. } => "material-change",
            Doubt::LaterChange { .. } => "later-change",
            Doubt::Demonstration { .. } => "demonstration",
            Doubt::Settings { .. } => "settings",
            Doubt::Withdrawn { .. } => "withdrawn",
            Doubt::WithdrawnLater { .. } => "withdrawn-later",
            Doubt::Superseded { .. } => "superseded",
            Doubt::RemarksTaken { .. } => "remarks-taken",
            Doubt::NeverSeen { .. } => "never-seen",
            Doubt::Gone(_) => "gone",
            Doubt::DaysUnseen { .. } => "days-unseen",
            Doubt::NobodyLooked { .. } => "nobody-looked",
            Doubt::Clock { .. } => "clock",
            Doubt::ClockAhead { .. } => "clock-ahead",
            Doubt::RolledBack { .. } => "rolled-back",
            Doubt::Renamed { .. } => "renamed",
            Doubt::FirstFormat => "first-format",
        }
    }
}
