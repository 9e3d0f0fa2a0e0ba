//! The certificate as a value: what stands on the sheet, in words.

use crate::plan::view::FactView;
use serde::Serialize;

/// Everything on the sheet. Dates are `YYYY-MM-DD`, times RFC 3339.
#[derive(Clone, Debug, Serialize)]
pub struct Certificate {
    /// The site's name.
    pub site: String,
    /// The notice's id.
    pub id: String,
    /// The notice's full address.
    pub url: String,
    /// The notice's title.
    pub title: String,
    /// The name of its kind, in Chinese.
    pub kind: String,
    /// Which notice it is: issuer, number, place, project.
    pub facts: Vec<FactView>,
    /// The rule as it was applied, in words: `公示期不少于10天`.
    pub rule: String,
    /// Where the rule comes from, as it is cited.
    pub source: Option<String>,
    /// First day of the window in force.
    pub from: String,
    /// Last day of the window in force, which counts to its 24:00.
    pub until: String,
    /// The window had ended when this was issued.
    pub ended: bool,
    /// Something stands against it, which is among the reservations: no evidence.
    pub draft: bool,
    /// What has to be said besides, and in a draft why it is none.
    pub reservations: Vec<Reservation>,
    /// Each declared day with what it does for the count; empty if they cannot be counted.
    pub days: Vec<Day>,
    /// Every line of the log about it, in order.
    pub events: Vec<LogEvent>,
    /// What was seen while the window was open.
    pub visits: Visits,
    /// `None`: the content says nothing of objections.
    pub objections: Option<Vec<Remark>>,
    /// Where it hung on paper, in the clerk's words; the program has not seen it.
    pub boards: Vec<String>,
    /// Of the paper copies, in the order of the content.
    pub photos: Vec<Photo>,
    /// What is known of the filing; empty before.
    pub filing: Vec<FactView>,
    /// When the sheet was made: `YYYY-MM-DD HH:MM` in the site's zone.
    pub issued: String,
    /// Line and SHA-256 of the log's head.
    pub head_line: usize,
    /// SHA-256 of the last line of the log; none while there is no log.
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
    /// Its name for programs, lower-case English: `days-unseen`.
    pub key: &'static str,
    /// What is so, in Chinese.
    pub text: String,
    /// There is no certificate with it.
    pub refuses: bool,
}

/// A witness's looks at the notice, from the log of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Witness {
    /// Who looked, as they call themselves.
    pub name: String,
    /// The address at which they looked.
    pub board: String,
    /// While the window was open.
    pub looks: usize,
    /// How many times they saw it as published.
    pub seen: usize,
    /// How many times they did not.
    pub failed: usize,
    /// The first and the last of them, `YYYY-MM-DD HH:MM`; `None` when there was none.
    pub from: Option<String>,
    /// The last of them, as the first.
    pub until: Option<String>,
    /// In hours, rounded up: the longest time between two sightings, posting and end included.
    pub longest_gap_hours: u64,
    /// The head of its chain: number, time and SHA-256 of its last line.
    pub line: usize,
    /// Of that look, RFC 3339.
    pub at: String,
    /// SHA-256 of that line, in the log of the witness.
    pub hash: String,
}

/// A day of the window, counted out.
#[derive(Clone, Debug, Serialize)]
pub struct Day {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// `周一` … `周日`.
    pub weekday: &'static str,
    /// Why it is no plain working day; empty for one.
    pub kind: String,
    /// `None` when the day does not count.
    pub number: Option<u16>,
    /// Why it does not count, or what else is to be said; may be empty.
    pub note: String,
}

/// One line of the log about the notice; `whole` is the SHA-256 of its record then, `hash` that of the line.
#[derive(Clone, Debug, Serialize)]
pub struct LogEvent {
    /// From 1.
    pub line: usize,
    /// RFC 3339, as in the log.
    pub at: String,
    /// The same for people, to the minute.
    pub when: String,
    /// Its name in the log: `posted`.
    pub event: &'static str,
    /// The same in Chinese.
    pub words: &'static str,
    /// SHA-256 of the notice's record then.
    pub whole: String,
    /// SHA-256 of the line.
    pub hash: String,
}

/// What rounds of visits saw while the window was open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Visits {
    /// How many looked at the public address.
    pub rounds: usize,
    /// How many of those saw the notice as published.
    pub seen: usize,
    /// In hours, rounded up: the longest time between two sightings, posting and end included.
    pub longest_gap_hours: u64,
    /// Rounds that looked into a folder or at another address than readers do: not counted above.
    pub elsewhere: usize,
}

/// An objection, as the certificate has it.
#[derive(Clone, Debug, Serialize)]
pub struct Remark {
    /// `YYYY-MM-DD`, where a day is given.
    pub on: Option<String>,
    /// What was objected to.
    pub summary: String,
    /// What came of it; none while it is open.
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
