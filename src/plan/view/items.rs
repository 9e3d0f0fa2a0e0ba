//! One honour, one activity, a month of them, one plain page.

use super::frame::{FactView, LinkView, PictureView, StateView};
use super::notice::{AttachmentView, RemarkView};
use serde::Serialize;

/// One honour (`honour` on honour.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct HonourView {
    /// As the honour gives it.
    pub title: String,
    /// The award, with its list.
    pub award: LinkView,
    /// The rank with its last word: `县级`.
    pub level: String,
    /// Level, year, who gave it, decision, record: in this order, those that there are.
    pub facts: Vec<FactView>,
    /// The notice by which the candidates were posted, if it is shown.
    pub notice: Option<LinkView>,
    /// In the order of the content.
    pub recipients: Vec<RecipientView>,
    /// Last day on which it holds, `YYYY-MM-DD`; none if it holds for good.
    pub valid_until: Option<String>,
    /// Today is after `valid_until`.
    pub expired: bool,
    /// When and why it was taken back.
    pub revoked: Option<RemarkView>,
}

/// A person, household or collective that has an honour.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RecipientView {
    /// As the content has it, which may be masked.
    pub name: String,
    /// Township and village; empty where neither is said.
    pub place: String,
    /// Page of that place, if it has one.
    pub place_href: Option<String>,
    /// What the honour is for, of this recipient.
    pub deed: Option<String>,
    /// Of this recipient; its words are award and name.
    pub photo: Option<PictureView>,
    /// When and why it was taken back from this one alone.
    pub revoked: Option<RemarkView>,
}

/// One activity (`activity` on activity.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct ActivityView {
    /// As the activity gives it.
    pub title: String,
    /// What people come for: `志愿服务`, `屋场会`, …
    pub sort: String,
    /// How it stands at this hour.
    pub state: StateView,
    /// Days and times of the time that is on or comes next, or else the last: `11月8日（周日）14:30–17:00`.
    pub when: String,
    /// The times that are not over yet, each in a line; empty where there is only one.
    pub times: Vec<String>,
    /// The repetition in words.
    pub repeats: Option<String>,
    /// Place, organiser, conditions, quota: in this order, those that there are.
    pub facts: Vec<FactView>,
    /// How to sign up and until when; empty where nothing is said.
    pub signup: Vec<FactView>,
    /// Somebody could sign up at this hour.
    pub signup_open: bool,
    /// Reason of a cancellation or postponement.
    pub reason: Option<String>,
    /// What came of it; none before it is written down.
    pub record: Option<RecordView>,
    /// What came of single times, in the order of the content.
    pub records: Vec<RecordView>,
    /// Files offered below the text.
    pub attachments: Vec<AttachmentView>,
}

/// What came of an activity.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RecordView {
    /// Of which day's time it tells, `YYYY-MM-DD`; none where it tells of all.
    pub day: Option<String>,
    /// How many came, how many hours they gave; those that are known.
    pub facts: Vec<FactView>,
    /// A few sentences.
    pub summary: Option<String>,
    /// Taken there, in the order of the content.
    pub photos: Vec<PictureView>,
}

/// A month of activities (`month` on month.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct MonthView {
    /// `2026年11月`
    pub heading: String,
    /// The month before that has an activity, not merely the one before.
    pub previous: Option<LinkView>,
    /// The month after that has an activity.
    pub next: Option<LinkView>,
    /// Weeks from Monday; days of other months have `day` 0.
    pub weeks: Vec<Vec<DayView>>,
}

/// A square of a month's calendar.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DayView {
    /// Day of the month; 0 in a square that belongs to another month.
    pub day: i8,
    /// `YYYY-MM-DD`; empty in a square that belongs to another month.
    pub date: String,
    /// It is the day that the board shows.
    pub today: bool,
    /// A holiday, weekend or make-up workday in words, where there is one.
    pub note: Option<String>,
    /// Activities that take place on it, from the first to the last of their days.
    pub links: Vec<LinkView>,
}

/// A plain page (`content` on page.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct ContentView {
    /// As the page gives it.
    pub title: String,
    /// The box of a policy document; empty on plain pages.
    pub document: Vec<FactView>,
    /// Pages beside it in the same folder: the handbook's contents.
    pub siblings: Vec<LinkView>,
    /// The page before it in its folder's order.
    pub previous: Option<LinkView>,
    /// The page after it.
    pub next: Option<LinkView>,
}
