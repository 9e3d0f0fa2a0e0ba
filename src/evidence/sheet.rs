//! The certificate as a value: what stands on the sheet, in words.

use crate::plan::view::FactView;
use serde::Serialize;

/// Everything on the sheet. Dates are `YYYY-MM-DD`, times RFC 3339.
#[derive(Clone, Debug, Serialize)]
pub struct Certificate {
    pub site: String,
    pub id: String,
    pub url: String,
    pub title: String,
    pub kind: String,
    pub facts: Vec<FactView>,
    pub rule: String,
    pub source: Option<String>,
    pub from: String,
    pub until: String,
    /// The window had ended when this was issued.
    pub ended: bool,
    /// Something stands against it, which is among the reservations: no evidence.
    pub draft: bool,
    /// What has to be said besides, and in a draft why it is none.
    pub reservations: Vec<Reservation>,
    pub days: Vec<Day>,
    pub events: Vec<LogEvent>,
    pub visits: Visits,
    /// `None`: the content says nothing of objections.
    pub objections: Option<Vec<Remark>>,
    pub boards: Vec<String>,
    pub photos: Vec<Photo>,
    pub filing: Vec<FactView>,
    pub issued: String,
    /// Line and SHA-256 of the log's head.
    pub head_line: usize,
    pub head: Option<String>,
    /// SHA-256 of the notice's record: of everything a reader could see of it. `None` while the log keeps another
    /// digest of it.
    pub digest: Option<String>,
    /// Where the record lies, for `sha256sum record.json`.
    pub record: String,
    /// What somebody else saw.
    pub witness: Option<Witness>,
}

/// Something that has to be said besides, in a visible box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reservation {
    pub key: &'static str,
    pub text: String,
    /// There is no certificate with it.
    pub refuses: bool,
}

/// A witness's looks at the notice, from the log of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Witness {
    pub name: String,
    pub board: String,
    /// While the window was open.
    pub looks: usize,
    pub seen: usize,
    pub failed: usize,
    /// The first and the last of them, `YYYY-MM-DD HH:MM`; `None` when there was none.
    pub from: Option<String>,
    pub until: Option<String>,
    pub longest_gap_hours: u64,
    /// The head of its chain: number, time and SHA-256 of its last line.
    pub line: usize,
    pub at: String,
    pub hash: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Day {
    pub date: String,
    pub weekday: &'static str,
    pub kind: String,
    /// `None` when the day does not count.
    pub number: Option<u16>,
    pub note: String,
}

/// One line of the log about the notice; `whole` is the SHA-256 of its record then, `hash` that of the line.
#[derive(Clone, Debug, Serialize)]
pub struct LogEvent {
    pub line: usize,
    pub at: String,
    /// The same for people, to the minute.
    pub when: String,
    pub event: &'static str,
    pub words: &'static str,
    pub whole: String,
    pub hash: String,
}

/// What rounds of visits saw while the window was open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Visits {
    pub rounds: usize,
    pub seen: usize,
    /// In hours, rounded up: the longest time between two sightings, posting and end included.
    pub longest_gap_hours: u64,
    /// Rounds that looked into a folder or at another address than readers do: not counted above.
    pub elsewhere: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct Remark {
    pub on: Option<String>,
    pub summary: String,
    pub outcome: Option<String>,
}

/// A picture of a paper copy on its board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Photo {
    /// Below `content/`.
    pub file: String,
    /// SHA-256 of the file; its bytes are read by [`super::photos`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// The picture itself, as a `data:` address; the JSON form goes without.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub src: Option<String>,
}
