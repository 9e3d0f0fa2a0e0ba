//! Pages that are lists of some sort, and the front page.

use super::frame::{LinkView, StateView};
use serde::Serialize;

/// Page numbers under a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pager {
    /// This page, counted from 1.
    pub number: usize,
    /// How many pages there are; an empty list has one.
    pub pages: usize,
    /// Items on all pages together.
    pub total: usize,
    /// Href of the page before; none on the first.
    pub previous: Option<String>,
    /// Href of the page after; none on the last.
    pub next: Option<String>,
    /// Links to page numbers, gaps as links with an empty `href`.
    pub links: Vec<LinkView>,
}

/// A page that is a list (`list` on notices.html, honours.html, activities.html, documents.html).
/// Its items are in `notices`, `honours`, `activities` or `pages`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ListView {
    /// What the list is called, over it.
    pub heading: String,
    /// A sentence under the heading.
    pub intro: Option<String>,
    /// Which of the list's pages this is.
    pub pager: Pager,
    /// What to say when there is nothing.
    pub empty: String,
}

/// A row of links to neighbouring lists (`filters` on list pages): by state, kind, place, year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FilterView {
    /// What the lists are sorted by: `按状态`, `按类别`, …
    pub name: String,
    /// Those lists; the current one is that whose `href` is the page's.
    pub links: Vec<LinkView>,
}

/// Which windows end when (`deadlines` on deadlines.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct DeadlineView {
    /// `YYYY-MM-DD`: the last day of all windows here.
    pub date: String,
    /// `周一`, …
    pub weekday: &'static str,
    /// Full days after today; 0 for today.
    pub days_left: i64,
    /// Those that are open and end on this day.
    pub notices: Vec<LinkView>,
}

/// The site map page (`sections` on sitemap.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct SectionView {
    /// What it is called; with an empty `href` no link of its own.
    pub link: LinkView,
    /// What lies under it.
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
    /// As the entry gives it.
    pub title: String,
    /// The entry's own page.
    pub href: String,
    /// What sort of thing it is: the kind of a notice, else the collection's word.
    pub kind: String,
    /// May be empty.
    pub place: String,
    /// `YYYY-MM-DD`, the day that the archive has it under.
    pub date: String,
    /// None for honours and pages, which have no states.
    pub state: Option<StateView>,
}

/// The publication log (`log` on log.html): its latest lines, or a page of one month.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LogView {
    /// The page of the latest lines, where the log can be checked; not a month's.
    pub overview: bool,
    /// The last line about what is posted, from 1: rounds and releases may follow it.
    pub lines: usize,
    /// SHA-256 of that line.
    pub head: String,
    /// The file.
    pub href: String,
    /// The same from this page.
    pub file: String,
    /// Lines on this page, newest first.
    pub events: Vec<LogEventView>,
    /// All months, by year.
    pub years: Vec<SectionView>,
}

/// A line of the publication log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LogEventView {
    /// From 1.
    pub line: usize,
    /// `YYYY-MM-DD HH:MM`
    pub at: String,
    /// What happened: `posted corrected reposted withdrawn filed closed converted recorded checked clock released`.
    pub key: &'static str,
    /// The same in Chinese.
    pub label: &'static str,
    /// What happened, in a sentence.
    pub text: String,
    /// What it happened to; without `href` when that is not shown.
    pub subject: Option<LinkView>,
    /// SHA-256 of its record.
    pub record: Option<String>,
}

/// A set of open data (`sets` on data.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct DataSetView {
    /// What the set is called.
    pub title: &'static str,
    /// One sentence: what its rows are.
    pub about: &'static str,
    /// Rows in it.
    pub count: usize,
    /// CSV, then JSON.
    pub files: Vec<LinkView>,
    /// The columns, in the order of the CSV.
    pub fields: Vec<DataFieldView>,
}

/// A field of a set: its key in JSON, its heading in CSV, what it holds and means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DataFieldView {
    /// Its name in JSON.
    pub key: &'static str,
    /// Its heading in CSV.
    pub title: &'static str,
    /// What sort of value it holds, in Chinese.
    pub sort: &'static str,
    /// May be empty where the title says it all.
    pub about: &'static str,
}

/// The front page (`home`). Lists beside it: `open` (posted now, soonest end first), `ending` (those that
/// end within three days), `latest` (other notices), `joinable` (activities), `honours`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HomeView {
    /// Notices whose windows run today; the list `open` may show fewer.
    pub open_count: usize,
    /// How many of those end within three days.
    pub ending_count: usize,
    /// Activities to sign up for now; the list `joinable` may show fewer.
    pub joinable_count: usize,
    /// The site's columns, each with how many notices it holds.
    pub columns: Vec<LinkView>,
    /// All townships, each with how many notices it has.
    pub townships: Vec<LinkView>,
    /// Points of all villages, best first, a few.
    pub points: Vec<BarView>,
    /// List of what is open now; always there.
    pub open_href: Option<String>,
    /// Page of windows by their last day; always there.
    pub deadlines_href: Option<String>,
    /// List of all notices; always there.
    pub notices_href: Option<String>,
    /// List of activities; none without any.
    pub activities_href: Option<String>,
    /// List of honours; none without any.
    pub honours_href: Option<String>,
    /// Points of all villages; none without households.
    pub points_href: Option<String>,
}

/// A row of a table and a bar of its chart.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BarView {
    /// Name of the village, or of the household, masked.
    pub label: String,
    /// Its page; none where it has none.
    pub href: Option<String>,
    /// Points to spend today.
    pub value: i64,
    /// Points earned in all, deductions taken off, and spent.
    pub earned: i64,
    /// Points spent in all.
    pub spent: i64,
    /// Points lost at turns of the year.
    pub expired: i64,
    /// What a household is called by what it scored this year.
    pub star: Option<String>,
    /// The bar's length in percent of the highest, one decimal.
    pub percent: f64,
}
