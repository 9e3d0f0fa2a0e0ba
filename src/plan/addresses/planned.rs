//! A file to be made: its path, and what is on it.

use super::records::RecordFile;
use super::url;
use crate::collection::Collection;
use crate::plan::shelves::DataSet;

/// A file to be made.
#[derive(Clone, Debug)]
pub struct PlannedPage {
    /// Relative to the output folder: `notices/2026/x/index.html`.
    pub path: String,
    /// What it shows.
    pub what: What,
}

/// What is on a page or in a file; things are by their places in the content or among all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The front page.
    Home,
    /// The own page of an entry.
    Entry(Collection, u32),
    /// A former version of a notice, and its number.
    Version(u32, u32),
    /// The publication log, its latest lines.
    Log,
    /// A page of a month of the log, counted from 0, the oldest first.
    LogMonth(u32, u32),
    /// A page of a list, counted from 0.
    List(u32, u32),
    /// A month of activities; January is 1.
    Month(i16, i8),
    /// All townships and villages.
    Places,
    /// One of them.
    Place(u32),
    /// Points of all villages.
    Points,
    /// Points of one village's households, by the village's place among those that have any.
    PointsVillage(u32),
    /// A month, quarter or year of one village's accounts, by its place among the village's.
    PointsPeriod(u32, u32),
    /// One household's account.
    Household(u32),
    /// The catalogue of what earns points.
    PointsRules,
    /// What can be had for points.
    Shop,
    /// Windows by their last day.
    Deadlines,
    /// The site map for readers.
    SiteMap,
    /// The search page.
    Search,
    /// A page of a month of everything, counted from 0.
    Archive(u32, u32),
    /// What open data there is.
    Data,
    /// What is shown for an address that is not there.
    NotFound,
    /// A feed, by its place among the feeds of the shelves.
    Feed(u32),
    /// A calendar, by its place among the calendars of the shelves.
    Calendar(u32),
    /// The calendar file of one activity.
    ActivityCalendar(u32),
    /// A file of the search index, counted from 0.
    SearchIndex(u32),
    /// A file of open data.
    DataFile(DataFile),
    /// A record, or the log.
    Record(RecordFile),
    /// A part of the site map for machines, counted from 0; the whole, where one part is enough.
    XmlSiteMap(u32),
    /// What names the parts, where there are several.
    XmlSiteMapIndex,
    /// `robots.txt`.
    Robots,
}

/// Which of the files of open data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataFile {
    /// The rows as JSON.
    Json(DataSet),
    /// The rows as CSV, with a byte-order mark for Excel.
    Csv(DataSet),
    /// What the fields of all sets mean.
    Schema,
}

impl PlannedPage {
    /// Search engines shall know of it: a page with an address of its own, and no former version.
    pub fn is_listed(&self) -> bool {
        self.folder().is_some() && !matches!(self.what, What::Version(..))
    }

    /// The folder of a page with an address of its own; the rest are files.
    pub fn folder(&self) -> Option<&str> {
        match self.what {
            What::NotFound
            | What::Feed(_)
            | What::Calendar(_)
            | What::ActivityCalendar(_)
            | What::SearchIndex(_)
            | What::DataFile(_)
            | What::Record(_)
            | What::XmlSiteMap(_)
            | What::XmlSiteMapIndex
            | What::Robots => None,
            _ => Some(url::folder_of(&self.path)),
        }
    }
}

/// A page in its folder.
pub(super) fn at(folder: &str, what: What) -> PlannedPage {
    PlannedPage { path: url::page_path(folder), what }
}

/// A file of its own.
pub(super) fn file(path: impl Into<String>, what: What) -> PlannedPage {
    PlannedPage { path: path.into(), what }
}
