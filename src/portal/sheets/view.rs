//! The fields of every page. Templates see these as `c`.

use super::parts::{Link, Pager, SiteView, State};
use super::rows::{ActivityView, CheckView, DueView, HonourView, OpenView, Rows, YearView};
use serde::Serialize;
use std::sync::Arc;

/// A page.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// What stands on every page.
    #[serde(serialize_with = "shared")]
    pub site: Arc<SiteView>,
    /// What leads back to the portal's root.
    pub root: String,
    /// Its heading.
    pub title: String,
    /// Its template.
    pub template: &'static str,
    /// The entry of the menu that it belongs to.
    pub here: &'static str,
    /// The rest.
    pub body: Body,
}

fn shared<S: serde::Serializer>(site: &Arc<SiteView>, serializer: S) -> Result<S::Ok, S::Error> {
    site.as_ref().serialize(serializer)
}

/// What a page shows; its template has the same name.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Body {
    /// The first page.
    Home(Box<HomeView>),
    /// Notices that are posted now.
    List(ListView),
    /// A board.
    County(Box<CountyView>),
    /// Activities.
    Activities(Rows<ActivityView>),
    /// Honours.
    Honours(Rows<HonourView>),
    /// Filings that are awaited.
    Filings(Rows<DueView>),
    /// Money.
    Money(MoneyView),
    /// What was checked, and what the witness saw.
    Checks(ChecksView),
    /// Search.
    Search(SearchView),
}

impl Body {
    /// The template.
    pub fn template(&self) -> &'static str {
        match self {
            Body::Home(_) => "home",
            Body::List(_) => "list",
            Body::County(_) => "county",
            Body::Activities(_) => "activities",
            Body::Honours(_) => "honours",
            Body::Filings(_) => "filings",
            Body::Money(_) => "money",
            Body::Checks(_) => "checks",
            Body::Search(_) => "search",
        }
    }
}

/// Notices that are posted now.
#[derive(Clone, Debug, Serialize)]
pub struct ListView {
    /// How many there are on all pages.
    pub count: usize,
    /// Those of this page.
    pub rows: Vec<OpenView>,
    /// Where one is.
    pub pager: Pager,
    /// Other lists of the sort, with this one among them.
    pub others: Vec<Link>,
}

/// The first page.
#[derive(Clone, Debug, Serialize)]
pub struct HomeView {
    /// Posted now.
    pub open: usize,
    /// Of these, near their end.
    pub ending: usize,
    /// Filings awaited.
    pub due: usize,
    /// Boards that do not add up.
    pub troubled: Vec<CheckView>,
    /// Every board.
    pub counties: Vec<CountyRow>,
    /// Notices that end first.
    pub soon: Vec<OpenView>,
    /// Lists by kind.
    pub kinds: Vec<Link>,
    /// Lists by what projects are about.
    pub themes: Vec<Link>,
    /// Activities that come next.
    pub activities: Vec<ActivityView>,
}

/// A board in a table.
#[derive(Clone, Debug, Serialize)]
pub struct CountyRow {
    /// Its page here.
    pub link: Link,
    /// Its state: whole, marked or refused.
    pub state: State,
    /// Posted now.
    pub open: usize,
    /// All notices.
    pub notices: usize,
    /// Filings awaited.
    pub due: usize,
}

/// A board.
#[derive(Clone, Debug, Serialize)]
pub struct CountyView {
    /// What was checked; on the first page alone.
    pub first: bool,
    /// How it stands.
    pub check: CheckView,
    /// All notices.
    pub notices: usize,
    /// Filings awaited in all.
    pub all_due: usize,
    /// Honours in all.
    pub all_honours: usize,
    /// Notices that are posted now.
    pub list: ListView,
    /// Filings awaited.
    pub due: Vec<DueView>,
    /// Money by year, the latest first.
    pub years: Vec<YearView>,
    /// What comes next.
    pub activities: Vec<ActivityView>,
    /// The latest.
    pub honours: Vec<HonourView>,
}

/// Money, year by year.
#[derive(Clone, Debug, Serialize)]
pub struct MoneyView {
    /// The latest first.
    pub years: Vec<YearView>,
}

/// What was checked, and what the witness saw.
#[derive(Clone, Debug, Serialize)]
pub struct ChecksView {
    /// Every board, those that do not add up first.
    pub boards: Vec<CheckView>,
}

/// Search.
#[derive(Clone, Debug, Serialize)]
pub struct SearchView {
    /// How many notices there are.
    pub docs: usize,
    /// Notices of a file.
    pub shard: usize,
    /// Files of the index.
    pub buckets: usize,
    /// Boards with their addresses.
    pub counties: Vec<Link>,
}
