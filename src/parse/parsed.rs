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
    /// Nothing that anybody asks for.
    Nothing,
    /// `site.yaml`.
    Site(Box<Site>),
    /// `rules.yaml`, in its order.
    Kinds(Vec<Kind>),
    /// `places.yaml`.
    Places(Places),
    /// One year of the work calendar.
    Calendar(CalendarYear),
    /// A theme's `theme.yaml`.
    Theme(ThemeSettings),
    /// A Markdown file.
    Entry(AnyEntry),
    /// `points/rules.yaml`, what becomes of points at the turn of a year, and the file.
    PointsRules(Vec<PointsRule>, YearEnd, SourceId),
    /// `points/goods.yaml`, and the file.
    Goods(Vec<Goods>, SourceId),
    /// `points/households.yaml`, and the file.
    Households(Vec<Household>, SourceId),
    /// Points that one meeting gave.
    Batch(Batch),
    /// What households took for their points.
    Redemptions(Redemptions),
    /// A file that could not be read, by what others call it.
    Broken(String),
}
