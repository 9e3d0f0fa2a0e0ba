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
    /// Some household has reached a star this year; only on a village's page.
    pub any_star: bool,
    /// On a village's page its accounts by year, quarter and month, newest first.
    pub periods: Vec<LinkView>,
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

/// A village's accounts in a month, quarter or year (`period` on points-period.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct PeriodView {
    /// The village and the period, in words.
    pub heading: String,
    /// First day, `YYYY-MM-DD`.
    pub from: String,
    /// Last day; of a period that is not over, today.
    pub until: String,
    /// The period is not over yet.
    pub running: bool,
    /// One row a household, by what it scored, highest first.
    pub rows: Vec<PeriodRowView>,
    /// One row a group, by what it scored; empty where there are not two.
    pub groups: Vec<PeriodRowView>,
    /// All households together.
    pub total: PeriodRowView,
    /// Some household has reached a star; only in a year.
    pub any_star: bool,
    /// Some household lost points at a turn of the year.
    pub any_expired: bool,
    /// The same village in other periods of the year, the year itself first.
    pub periods: Vec<LinkView>,
}

/// A row of a period: one household, one group, or all. `closing = opening + earned - spent - expired`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PeriodRowView {
    /// Its place by `scored`, from 1; equal ones share one. 0 for the sum of all, and where nobody has scored.
    pub place: usize,
    /// Head of the household, masked; name of the group.
    pub label: String,
    /// The household's page; none for a group.
    pub href: Option<String>,
    /// The household's group, as written.
    pub group: Option<String>,
    /// Points for deeds done in the period, deductions taken off.
    pub scored: i64,
    /// Points to spend before the first day.
    pub opening: i64,
    /// Points that began to count in the period, deductions taken off.
    pub earned: i64,
    /// Points spent in it, less what was brought back.
    pub spent: i64,
    /// Points lost at a turn of the year.
    pub expired: i64,
    /// Points to spend after the last day.
    pub closing: i64,
    /// What it is called by what it scored in the year; only in a year.
    pub star: Option<String>,
}

/// One household (`household` on household.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct HouseholdView {
    /// Number of the account.
    pub id: String,
    /// First day of the account, where it is known.
    pub joined: Option<String>,
    /// Last day of the account; none while it is open.
    pub closed: Option<String>,
    /// The day until which everything here holds: today.
    pub as_of: String,
    /// What it is called by what it scored this year.
    pub star: Option<String>,
    /// Honours that it holds, in words: award and year.
    pub honours: Vec<String>,
    /// The account by years, newest first.
    pub years: Vec<PeriodRowView>,
    /// The account by months, newest first: those in which something happened.
    pub months: Vec<PeriodRowView>,
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
    /// How long this price holds, in words; none for always.
    pub valid: Option<String>,
}
