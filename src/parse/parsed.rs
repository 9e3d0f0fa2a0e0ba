//! What one file says.

use crate::collection::AnyEntry;
use crate::model::calendar::CalendarYear;
use crate::model::kind::Kind;
use crate::model::place::Places;
use crate::model::points::{Batch, Goods, Household, PointsRule, Redemptions, YearEnd};
use crate::model::site::{Site, ThemeSettings};
use crate::source::SourceId;

/// One file's contribution.
#[derive(Clone)]
pub enum Parsed {
    Nothing,
    Site(Box<Site>),
    Kinds(Vec<Kind>),
    Places(Places),
    Calendar(CalendarYear),
    Theme(ThemeSettings),
    /// A Markdown file.
    Entry(AnyEntry),
    PointsRules(Vec<PointsRule>, YearEnd, SourceId),
    Goods(Vec<Goods>, SourceId),
    Households(Vec<Household>, SourceId),
    Batch(Batch),
    Redemptions(Redemptions),
    Broken(String),
}
