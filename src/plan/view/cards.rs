//! Items in lists.

use super::frame::{PictureView, StateView};
use serde::Serialize;

/// A notice in a list (`notices`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct NoticeCard {
    pub href: String,
    pub title: String,
    pub kind: String,
    pub kind_key: String,
    /// Township and village, or the county's name for county notices.
    pub place: String,
    pub issuer: String,
    pub number: Option<String>,
    /// The day it went up, or was signed: what lists are sorted by.
    pub date: String,
    pub from: Option<String>,
    pub until: Option<String>,
    /// While it is open: full days left after today; 0 on the last day.
    pub days_left: Option<i64>,
    pub state: StateView,
}

/// An honour in a list (`honours`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct HonourCard {
    pub href: String,
    pub title: String,
    pub award: String,
    pub level: String,
    pub year: Option<i16>,
    pub awarded_by: Option<String>,
    /// First names of recipients, shortened: `李某某、王某某等 5 户`.
    pub recipients: String,
    pub photo: Option<PictureView>,
    pub revoked: bool,
}

/// An activity in a list (`activities`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct ActivityCard {
    pub href: String,
    pub title: String,
    pub state: StateView,
    pub service: Option<String>,
    pub place: String,
    /// `YYYY-MM-DD HH:MM`
    pub from: String,
    /// `11月8日（周日）14:30–17:00`
    pub when: String,
    pub organiser: Option<String>,
    pub quota: Option<u32>,
}

/// A plain page or policy document in a list (`pages`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct PageCard {
    pub href: String,
    pub title: String,
    pub number: Option<String>,
    pub issuer: Option<String>,
    pub signed: Option<String>,
    pub status: Option<String>,
    pub topic: Option<String>,
}
