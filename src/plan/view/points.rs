//! 文明银行.

use super::frame::{LinkView, StateView};
use super::lists::BarView;
use serde::Serialize;

/// The points of the county (`points` on points.html) or of one village (points-village.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct PointsView {
    pub heading: String,
    /// Villages on points.html, households on points-village.html; highest first.
    pub rows: Vec<BarView>,
    pub highest: i64,
    /// Some row lost points at a turn of the year.
    pub any_expired: bool,
    pub batches: Vec<BatchView>,
    pub links: Vec<LinkView>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct BatchView {
    pub name: String,
    pub meeting: Option<String>,
    pub village: String,
    pub entries: usize,
    pub points: i64,
    pub notice: Option<LinkView>,
    pub state: StateView,
}

/// One household (`household` on household.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct HouseholdView {
    pub name: String,
    pub village: LinkView,
    pub group: Option<String>,
    pub balance: i64,
    pub earned: i64,
    pub spent: i64,
    /// Points lost at turns of the year.
    pub expired: i64,
    /// Points still posted, not yet to be spent.
    pub pending: i64,
    /// Newest first: positive entries, what was bought, what a year's end took; deductions as one sum. The
    /// points of all but those taken back are `balance` and `pending` together.
    pub entries: Vec<PointsEntryView>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct PointsEntryView {
    /// None for a sum of several.
    pub on: Option<String>,
    pub what: String,
    pub points: i64,
    pub spendable: bool,
    /// `recorded` to be spent, `posted` not yet, `objection` being taken back, `withdrawn` taken back, `over`
    /// spent, deducted, or gone with its year.
    pub state: StateView,
}

/// The catalogue of rules (`rules` on points-rules.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct PointsRuleView {
    pub category: String,
    pub deed: String,
    pub points: String,
    pub cap: Option<String>,
    pub evidence: Option<String>,
    pub valid: Option<String>,
}

/// The catalogue of goods (`goods` on shop.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct GoodsView {
    pub name: String,
    pub unit: Option<String>,
    pub points: i32,
    /// What is left today.
    pub left: i32,
}
