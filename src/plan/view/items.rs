//! One honour, one activity, a month of them, one plain page.

use super::frame::{FactView, LinkView, PictureView, StateView};
use super::notice::RemarkView;
use serde::Serialize;

/// One honour (`honour` on honour.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct HonourView {
    pub title: String,
    pub award: LinkView,
    pub level: String,
    pub facts: Vec<FactView>,
    pub notice: Option<LinkView>,
    pub recipients: Vec<RecipientView>,
    pub valid_until: Option<String>,
    pub expired: bool,
    pub revoked: Option<RemarkView>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct RecipientView {
    pub name: String,
    pub place: String,
    pub place_href: Option<String>,
    pub deed: Option<String>,
    pub photo: Option<PictureView>,
}

/// One activity (`activity` on activity.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct ActivityView {
    pub title: String,
    pub state: StateView,
    pub when: String,
    /// The repetition in words.
    pub repeats: Option<String>,
    pub facts: Vec<FactView>,
    pub signup: Vec<FactView>,
    pub signup_open: bool,
    /// Reason of a cancellation or postponement.
    pub reason: Option<String>,
    pub record: Option<RecordView>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct RecordView {
    pub facts: Vec<FactView>,
    pub summary: Option<String>,
    pub photos: Vec<PictureView>,
}

/// A month of activities (`month` on month.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct MonthView {
    /// `2026年11月`
    pub heading: String,
    pub previous: Option<LinkView>,
    pub next: Option<LinkView>,
    /// Weeks from Monday; days of other months have `day` 0.
    pub weeks: Vec<Vec<DayView>>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct DayView {
    pub day: i8,
    pub date: String,
    pub today: bool,
    /// A holiday, weekend or make-up workday in words, where there is one.
    pub note: Option<String>,
    pub links: Vec<LinkView>,
}

/// A plain page (`content` on page.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct ContentView {
    pub title: String,
    pub document: Vec<FactView>,
    /// Pages beside it in the same folder: the handbook's contents.
    pub siblings: Vec<LinkView>,
    pub previous: Option<LinkView>,
    pub next: Option<LinkView>,
}
