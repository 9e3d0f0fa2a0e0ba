//! One event ↔ one line of `publication.jsonl`.
//!
//! `{"prev":…,"at":…,"event":…, fields …,"sum":…}`. `prev` is the SHA-256 of the line before, without its
//! line end (64 zeros before the first). `sum` is the first 64 bits of the SHA-256 of all that stands before
//! `,"sum"`, so that a slip in the very last line, which no later line vouches for, is seen as well.

use super::event::{Action, Checked, ClockSet, Event, Filing, Kept, NoticeEvent, Released, Withdrawal};
use super::recorded::Recorded;
use super::spent::Spent;
use super::stamp::Stamp;
use crate::model::digest::{Digest, Print};
use crate::model::part::{FORMAT, Part};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A line that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Digest of the line before.
    pub prev: Digest,
    /// When it was written.
    pub at: Stamp,
    /// What it says.
    pub event: Event,
}

/// Why a line cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It does not end in a sum: it was cut, or is no line of a log.
    NoSum,
    /// Its sum is another: something in it was changed.
    Sum,
    /// Its sum is right, yet this program does not know what it says: a newer one wrote it.
    Unknown(String),
}

/// The line that says `event`, without a line end.
pub fn encode(prev: Digest, at: Stamp, event: &Event) -> String {
    seal(&Wire::new(prev, at, event))
}

/// An object of texts, numbers and maps of them as a line with its sum, without a line end.
pub fn seal(object: &impl Serialize) -> String {
    // nothing of that sort can fail to be written
    let mut line = serde_json::to_string(object).unwrap_or_default();
    line.pop();
    let sum = Digest::of(line.as_bytes()).print();
    line.push_str(&format!("{SUM}{sum}\"}}"));
    line
}

/// The object that stands in a line, as JSON.
///
/// # Errors
/// When the line's sum is missing, or another.
pub fn unseal(line: &str) -> Result<String, Unreadable> {
    let (front, sum) = split_sum(line).ok_or(Unreadable::NoSum)?;
    if Digest::of(front.as_bytes()).print() != sum {
        return Err(Unreadable::Sum);
    }
    Ok(format!("{front}}}"))
}

/// # Errors
/// When the line is damaged, or was written by a newer program.
pub fn decode(line: &str) -> Result<Line, Unreadable> {
    let object = unseal(line)?;
    let unknown = |error: &dyn fmt::Display| Unreadable::Unknown(error.to_string());
    let wire: Wire = serde_json::from_str(&object).map_err(|error| unknown(&error))?;
    let format = wire.notice.as_ref().map_or(FORMAT, |kept| kept.format);
    if format > FORMAT {
        return Err(unknown(&format_args!("format {format}")));
    }
    let (prev, at) = (wire.prev, wire.at);
    let event = wire.event().ok_or_else(|| unknown(&"a field is missing"))?;
    Ok(Line { prev, at, event })
}

const SUM: &str = ",\"sum\":\"";

fn split_sum(line: &str) -> Option<(&str, Print)> {
    let (front, tail) = line.split_at_checked(line.len().checked_sub(SUM.len() + 18)?)?;
    let sum = tail.strip_prefix(SUM)?.strip_suffix("\"}")?;
    Some((front, sum.parse().ok()?))
}

/// A line's fields in their order; which of them are there depends on the event.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    prev: Digest,
    at: Stamp,
    event: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    notice: Option<Kept>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    changed: Vec<Part>,
    #[serde(default, skip_serializing_if = "is_false")]
    before_log: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    withdrawal: Option<Withdrawal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    filing: Option<Filing>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entry: Option<Recorded>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    spent: Option<Spent>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    round: Option<Checked>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    clock: Option<ClockSet>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    release: Option<Released>,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

impl Wire {
    fn new(prev: Digest, at: Stamp, event: &Event) -> Wire {
        let mut wire = Wire {
            prev,
            at,
            event: event.key().to_owned(),
            notice: None,
            changed: Vec::new(),
            before_log: false,
            withdrawal: None,
            filing: None,
            by: None,
            entry: None,
            spent: None,
            round: None,
            clock: None,
            release: None,
        };
        match event {
            Event::Notice(event) => wire.set_notice(event),
            Event::Recorded(recorded) => wire.entry = Some((**recorded).clone()),
            Event::Spent(spent) => wire.spent = Some((**spent).clone()),
            Event::Checked(round) => wire.round = Some(round.clone()),
            Event::Clock(set) => wire.clock = Some(set.clone()),
            Event::Released(release) => wire.release = Some(release.clone()),
        }
        wire
    }

    fn set_notice(&mut self, event: &NoticeEvent) {
        self.notice = Some(event.kept.clone());
        self.changed = event.changed.clone();
        self.before_log = event.before_log;
        self.withdrawal = event.withdrawal.clone();
        self.filing = event.filing.clone();
        self.by = event.by.clone();
    }

    /// `None` when a field that the event needs is not there.
    fn event(self) -> Option<Event> {
        match self.event.as_str() {
            "recorded" => self.entry.map(|entry| Event::Recorded(Box::new(entry))),
            "spent" => self.spent.map(|spent| Event::Spent(Box::new(spent))),
            "checked" => self.round.map(Event::Checked),
            "clock" => self.clock.map(Event::Clock),
            "released" => self.release.map(Event::Released),
            key => {
                let action = Action::ALL.into_iter().find(|action| action.key() == key)?;
                Some(Event::Notice(Box::new(NoticeEvent {
                    action,
                    kept: self.notice?,
                    changed: self.changed,
                    before_log: self.before_log,
                    withdrawal: self.withdrawal,
                    filing: self.filing,
                    by: self.by,
                })))
            }
        }
    }
}

/// A list of pairs as a JSON map, in its order.
pub(super) mod as_map {
    use crate::model::digest::Print;
    use crate::model::part::Part;
    use serde::de::{MapAccess, Visitor};
    use serde::{Deserializer, Serializer};
    use std::fmt;

    pub(crate) fn serialize<S: Serializer>(list: &[(Part, Print)], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(list.iter().copied())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<(Part, Print)>, D::Error> {
        deserializer.deserialize_map(Entries)
    }

    struct Entries;

    impl<'de> Visitor<'de> for Entries {
        type Value = Vec<(Part, Print)>;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("a map from part to digits")
        }

        fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
            let mut list = Vec::with_capacity(map.size_hint().unwrap_or(16));
            while let Some(entry) = map.next_entry()? {
                list.push(entry);
            }
            Ok(list)
        }
    }
}
