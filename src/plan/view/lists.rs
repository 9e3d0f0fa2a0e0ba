//! Pages that are lists of some sort, and the front page.

use super::frame::{LinkView, StateView};
use serde::Serialize;

/// Page numbers under a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pager {
    pub number: usize,
    pub pages: usize,
    /// Items on all pages together.
    pub total: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
    /// Links to page numbers, gaps as links with an empty `href`.
    pub links: Vec<LinkView>,
}

/// A page that is a list (`list` on notices.html, honours.html, activities.html, documents.html).
/// Its items are in `notices`, `honours`, `activities` or `pages`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ListView {
    pub heading: String,
    pub intro: Option<String>,
    pub pager: Pager,
    /// What to say when there is nothing.
    pub empty: String,
}

/// A row of links to neighbouring lists (`filters` on list pages): by state, kind, place, year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FilterView {
    pub name: String,
    pub links: Vec<LinkView>,
}

/// Which windows end when (`deadlines` on deadlines.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct DeadlineView {
    pub date: String,
    pub weekday: &'static str,
    pub days_left: i64,
    pub notices: Vec<LinkView>,
}

/// The site map page (`sections` on sitemap.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct SectionView {
    pub link: LinkView,
    pub links: Vec<LinkView>,
}

/// The search page (`search` on search.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct SearchView {
    /// The first file of the index, for the script; each names the next.
    pub index: String,
    /// How many things can be found.
    pub count: usize,
    /// Everything by month, for readers without script: years, newest first, with their months.
    pub years: Vec<SectionView>,
}

/// Anything in a list of all kinds (`entries` on archive.html, with `list` beside it, and `turn`: the earlier
/// and the later month, either may be none).
#[derive(Clone, Debug, Default, Serialize)]
pub struct EntryView {
    pub title: String,
    pub href: String,
    pub kind: String,
    /// May be empty.
    pub place: String,
    pub date: String,
    pub state: Option<StateView>,
}

/// A set of open data (`sets` on data.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct DataSetView {
    pub title: &'static str,
    pub about: &'static str,
    /// Rows in it.
    pub count: usize,
    /// CSV, then JSON.
    pub files: Vec<LinkView>,
    pub fields: Vec<DataFieldView>,
}

/// A field of a set: its key in JSON, its heading in CSV, what it holds and means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DataFieldView {
    pub key: &'static str,
    pub title: &'static str,
    pub sort: &'static str,
    /// May be empty where the title says it all.
    pub about: &'static str,
}

/// The front page (`home`). Lists beside it: `open` (posted now, soonest end first), `ending` (those that
/// end within three days), `latest` (other notices), `joinable` (activities), `honours`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HomeView {
    pub open_count: usize,
    pub ending_count: usize,
    pub joinable_count: usize,
    pub columns: Vec<LinkView>,
    pub townships: Vec<LinkView>,
    /// Points of all villages, best first, a few.
    pub points: Vec<BarView>,
    pub open_href: Option<String>,
    pub deadlines_href: Option<String>,
    pub notices_href: Option<String>,
    pub activities_href: Option<String>,
    pub honours_href: Option<String>,
    pub points_href: Option<String>,
}

/// A row of a table and a bar of its chart.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BarView {
    pub label: String,
    pub href: Option<String>,
    /// Points to spend today.
    pub value: i64,
    /// Points earned in all, deductions taken off, and spent.
    pub earned: i64,
    pub spent: i64,
    /// Points lost at turns of the year.
    pub expired: i64,
    /// The bar's length in percent of the highest, one decimal.
    pub percent: f64,
}
