//! What can happen to a notice and to the site, as the log keeps it.

use super::around::Around;
use super::recorded::Recorded;
use super::signs::Signs;
use super::spent::Spent;
use crate::model::digest::{Digest, Print};
use crate::model::open_days::Window;
use crate::model::part::Part;
use crate::model::posting::MinimumPosting;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One event, without its time and its place in the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Something happened to one notice.
    Notice(Box<NoticeEvent>),
    /// The record of a points batch or an honour was published, for the first time or with a change.
    Recorded(Box<Recorded>),
    /// What balances rest on besides batches was published.
    Spent(Box<Spent>),
    /// Somebody looked whether the notices are up.
    Checked(Checked),
    /// Somebody answered for lines that a wrong clock wrote.
    Clock(ClockSet),
    /// Visitors get another release from here on.
    Released(Released),
}

/// What happened to a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// It went up.
    Posted,
    /// Something changed that starts no new window.
    Corrected,
    /// A material change: a new window.
    Reposted,
    /// Taken back, with reason and authority; its page stays.
    Withdrawn,
    /// Handed to the competent department.
    Filed,
    /// Another notice has taken its place, as its page says from here on; or none has any longer.
    Superseded,
    /// The window ended.
    Closed,
    /// Nothing happened to it: its digests are in a newer format from here on.
    Converted,
}

impl Action {
    /// All of them; a key that is none of theirs was written by a newer program.
    pub const ALL: [Action; 8] = [
        Action::Posted,
        Action::Corrected,
        Action::Reposted,
        Action::Withdrawn,
        Action::Filed,
        Action::Superseded,
        Action::Closed,
        Action::Converted,
    ];

    /// The name in the log; never changes.
    pub fn key(self) -> &'static str {
        match self {
            Action::Posted => "posted",
            Action::Corrected => "corrected",
            Action::Reposted => "reposted",
            Action::Withdrawn => "withdrawn",
            Action::Filed => "filed",
            Action::Superseded => "superseded",
            Action::Closed => "closed",
            Action::Converted => "converted",
        }
    }
}

/// A notice as it stood when something happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeEvent {
    /// What happened.
    pub action: Action,
    /// How the notice stands from here on.
    pub kept: Kept,
    /// The parts that changed; empty for `posted` and `closed`.
    pub changed: Vec<Part>,
    /// The window had run before the log began: declared, not proved. Only in the first publication.
    pub before_log: bool,
    /// With `withdrawn`.
    pub withdrawal: Option<Withdrawal>,
    /// With `filed`.
    pub filing: Option<Filing>,
    /// With `superseded`: the id of the notice that has taken its place; none where it stands again.
    pub by: Option<String>,
}

/// What the log keeps of a notice: enough to recognise it, and to hold later versions to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// Under `content/`, without its ending.
    pub id: String,
    /// Absolute, with a final slash.
    pub url: String,
    /// A key of rules.yaml.
    pub kind: String,
    /// The window that the notice declares, days counted out; none where it declares none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared: Option<Window>,
    /// The window in force: until 24:00 of its last day the notice must stay up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<Window>,
    /// By which it was posted then.
    pub rule: Applied,
    /// Of the digests: see [`crate::model::part::FORMAT`]. Lines of the first format do not say it.
    #[serde(default = "first_format")]
    pub format: u8,
    /// SHA-256 of the notice's `record.json`: of everything a reader could see of it.
    #[serde(alias = "whole")]
    pub record: Digest,
    /// Digest of the parts that the rule calls material: see [`crate::model::record::Parts::material`].
    pub material: Digest,
    /// The first bits of each part's digest, in the order of [`Part`].
    #[serde(with = "super::line::as_map")]
    pub parts: Vec<(Part, Print)>,
    /// Of each published correction, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Print>,
    /// Published objections, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objections: Vec<ObjectionPrint>,
    /// What settings make of its page. Lines of earlier programs do not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub around: Option<Around>,
    /// The index number, as it was made when the notice first went up. Lines of earlier programs do not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index: Option<String>,
}

/// An objection, and its outcome once there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObjectionPrint {
    /// Of day and summary.
    pub what: Print,
    /// Of the outcome, once there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Print>,
}

fn first_format() -> u8 {
    1
}

/// The rule of a notice's kind as it was applied.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Applied {
    /// `None`: posted to inform, with no minimum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<MinimumPosting>,
    /// In the order of [`Part`].
    pub material: Vec<Part>,
    /// The kind is one of projects.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub project: bool,
    /// Days after the window within which it has to be filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_within: Option<u16>,
}

/// Why a notice was taken back, as its content says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// The day that is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// In the clerk's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
}

/// That a notice was handed to the department in charge, as its content says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filing {
    /// The day that is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// To whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// Number of the receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
}

/// One round of visits to every open notice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checked {
    /// The site's address, or `directory`.
    pub place: String,
    /// How many notices were visited.
    pub visits: u32,
    /// One for each notice that was not seen as published.
    pub failures: Vec<Failure>,
    /// What all notices depend on and was not as published, by path: lists, styles, robots.txt, the release itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub site: Vec<Failure>,
    /// In seconds: over the visited notices, the longest time since one was last known to be up.
    pub longest_gap: u64,
    /// In seconds: how far the server's clock was ahead of ours, where it told; the largest of the round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_ahead: Option<i64>,
}

impl Checked {
    /// Whether the round saw an open notice as it was published. What all notices depend on counts for each.
    pub fn saw(&self, id: &str) -> bool {
        self.site.is_empty() && self.failures.iter().all(|failure| failure.id != id)
    }
}

/// A visit that did not find a notice as it was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Failure {
    /// The notice's id; of what all notices depend on, its path.
    pub id: String,
    /// A key: `status-404`, `differs`, `timeout`, …
    pub fault: String,
}

/// Earlier lines were written with a clock that was ahead: those of them with a time later than this line's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockSet {
    /// First and last of them, from 1.
    pub from: usize,
    /// Included.
    pub until: usize,
    /// In the words of whoever answers for it.
    pub reason: String,
    /// Who answers for it.
    pub authority: String,
}

/// The site was switched to a new release.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Released {
    /// SHA-256 of the release's `release.json`.
    pub digest: Digest,
    /// How many files the release has.
    pub files: u64,
    /// All notices, and those whose window is open.
    pub notices: u64,
    /// Those of them whose window is open.
    pub open: u64,
    /// Points batches and honours whose records it has; `None` in lines of programs that did not write them down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub records: Option<u64>,
    /// To another place than the release before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub moved: bool,
    /// The fingerprint of the theme that made its pages: over all templates and static files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<Digest>,
    /// The line of an earlier release that visitors got until then in the place of the last: somebody had gone back to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub behind: Option<usize>,
    /// Names by which readers find their way, where they are new or changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signs: Option<Signs>,
}

impl Event {
    /// The name in the log.
    pub fn key(&self) -> &'static str {
        match self {
            Event::Notice(event) => event.action.key(),
            Event::Recorded(_) => "recorded",
            Event::Spent(_) => "spent",
            Event::Checked(_) => "checked",
            Event::Clock(_) => "clock",
            Event::Released(_) => "released",
        }
    }
}
