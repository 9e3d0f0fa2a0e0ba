//! What one file says.

use crate::model::activity::Activity;
use crate::model::calendar::CalendarYear;
use crate::model::honour::Honour;
use crate::model::kind::Kind;
use crate::model::notice::Notice;
use crate::model::page::Page;
use crate::model::place::Places;
use crate::model::points::{Batch, Goods, Household, PointsRule, Redemptions, YearEnd};
use crate::model::site::{Site, ThemeSettings};
use crate::source::SourceId;
use std::sync::Arc;

/// One file's contribution.
#[derive(Clone)]
pub enum Parsed {
    Nothing,
    Site(Box<Site>),
    Kinds(Vec<Kind>),
    Places(Places),
    Calendar(CalendarYear),
    Theme(ThemeSettings),
    Notice(Arc<Notice>),
    Honour(Arc<Honour>),
    Activity(Arc<Activity>),
    Page(Arc<Page>),
    PointsRules(Vec<PointsRule>, YearEnd, SourceId),
    Goods(Vec<Goods>, SourceId),
    Households(Vec<Household>, SourceId),
    Batch(Batch),
    Redemptions(Redemptions),
    Broken(String),
}
