//! What one file says.

use crate::collection::AnyEntry;
use crate::model::calendar::CalendarYear;
use crate::model::kind::Kind;
use crate::model::place::Places;
use crate::model::points::{Batch, Goods, Household, PointsRule, Redemptions, Star, YearEnd};
use crate::model::site::{Site, ThemeSettings};
use crate::model::word::ListedWord;
use crate::source::SourceId;

/// One file's contribution.
#[derive(Clone)]
pub enum Parsed {
    /// Nothing that anybody asks for.
    Nothing,
    /// `site.yaml`.
    Site(Box<Site>),
    /// `rules.yaml`, in its order.
    Kinds(Vec<Kind>, SourceId),
    /// `places.yaml`.
    Places(Places),
    /// `words.yaml`.
    Words(Vec<ListedWord>),
    /// One year of the work calendar.
    Calendar(CalendarYear),
    /// A theme's `theme.yaml`.
    Theme(ThemeSettings),
    /// A Markdown file.
    Entry(AnyEntry),
    /// `points/rules.yaml`, and the file.
    PointsRules(PointsRules, SourceId),
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

/// What `points/rules.yaml` says.
#[derive(Clone, Default)]
pub struct PointsRules {
    /// Deeds and what each is worth.
    pub rules: Vec<PointsRule>,
    /// What becomes of points at the turn of a year.
    pub year_end: YearEnd,
    /// What households are called by what they earned.
    pub stars: Vec<Star>,
}
