//! 文明银行.

use super::frame::{LinkView, StateView};
use super::lists::BarView;
use serde::Serialize;

/// The points of the county (`points` on points.html) or of one village (points-village.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct PointsView {
    /// `文明银行`, with the village where it is of one.
    pub heading: String,
    /// Villages on points.html, households on points-village.html; highest first.
    pub rows: Vec<BarView>,
    /// Highest `value` of all rows, for the scale; 0 without any.
    pub highest: i64,
    /// Some row lost points at a turn of the year.
    pub any_expired: bool,
    /// Rounds of review, the latest meeting first; on a village's page its own.
    pub batches: Vec<BatchView>,
    /// The pages of the points bank beside this one.
    pub links: Vec<LinkView>,
}

/// One round of review: deeds of one village, judged and posted together.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BatchView {
    /// What the village calls it.
    pub name: String,
    /// Day of the review meeting, `YYYY-MM-DD`.
    pub meeting: Option<String>,
    /// Whose deeds it holds.
    pub village: String,
    /// How many it holds.
    pub entries: usize,
    /// Sum of all of them, deductions taken off.
    pub points: i64,
    /// The notice by which it is posted, if it is shown.
    pub notice: Option<LinkView>,
    /// Whether its points count yet, and if not, why; not the state of the notice itself.
    pub state: StateView,
}

/// One household (`household` on household.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct HouseholdView {
    /// Head of the household, masked.
    pub name: String,
    /// The village, with its households' points.
    pub village: LinkView,
    /// Group within the village, as written.
    pub group: Option<String>,
    /// Points to spend today: what the ledger says.
    pub balance: i64,
    /// Points earned in all, deductions and reversals taken off.
    pub earned: i64,
    /// Points spent in all, a positive number.
    pub spent: i64,
    /// Points lost at turns of the year.
    pub expired: i64,
    /// Points still posted, not yet to be spent.
    pub pending: i64,
    /// Newest first: positive entries, what was bought, what a year's end took; deductions as one sum. The
    /// points of all but those taken back are `balance` and `pending` together.
    pub entries: Vec<PointsEntryView>,
}

/// One line of a household's account.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PointsEntryView {
    /// None for a sum of several.
    pub on: Option<String>,
    /// The deed, the goods or the reason, in words.
    pub what: String,
    /// What it adds; negative for what is spent, deducted or lost.
    pub points: i64,
    /// A deed whose points count: they can be spent.
    pub spendable: bool,
    /// `recorded` to be spent, `posted` not yet, `objection` being taken back, `withdrawn` taken back, `over`
    /// spent, deducted, or gone with its year.
    pub state: StateView,
}

/// The catalogue of rules (`rules` on points-rules.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct PointsRuleView {
    /// What the rule belongs to, in the catalogue's words; `其他` where it says nothing.
    pub category: String,
    /// What must be done for it.
    pub deed: String,
    /// How many points, in words: a number, or a range.
    pub points: String,
    /// The most that may be had for it in a time, in words.
    pub cap: Option<String>,
    /// What must be shown for it.
    pub evidence: Option<String>,
    /// How long its points last, in words.
    pub valid: Option<String>,
}

/// The catalogue of goods (`goods` on shop.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct GoodsView {
    /// What can be had.
    pub name: String,
    /// What one of it is: `袋`, `瓶`, …
    pub unit: Option<String>,
    /// What one of it costs.
    pub points: i32,
    /// What is left today.
    pub left: i32,
}
