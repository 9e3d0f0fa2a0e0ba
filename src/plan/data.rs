//! Open data: what the pages say as JSON and CSV, for those who count rather than read.
//!
//! Each set is a table of columns ([`columns`]); files, schema and the page that explains them all come from
//! that one table, so that they cannot disagree. Rows are written one at a time into the file's bytes.

mod columns;
mod csv;
mod json;
mod schema;

use super::view::{DataFieldView, DataSetView, LinkView};
use super::{Data, PageView, PlannedPage, SitePlan, What, at, file, site, url};
use crate::model::money::Money;
use columns::SETS;
use jiff::civil::{Date, DateTime};
use std::borrow::Cow;

pub const FOLDER: &str = "data/";
const TITLE: &str = "开放数据";

/// A set of rows of the same shape.
struct Set {
    /// The files' name: `notices`.
    name: &'static str,
    title: &'static str,
    /// What is in it, and what is not.
    about: &'static str,
    columns: &'static [Column],
    /// In order.
    rows: fn(&SitePlan) -> Vec<Row>,
}

struct Column {
    /// The name in JSON.
    key: &'static str,
    /// The heading in CSV.
    title: &'static str,
    sort: Sort,
    about: &'static str,
    value: for<'p> fn(&'p SitePlan<'_>, Row) -> Cell<'p>,
}

/// What a row is about: an item of the content, by number, and a part of it where it has several rows.
#[derive(Clone, Copy)]
struct Row {
    item: usize,
    part: usize,
}

impl Row {
    fn of(item: usize) -> Row {
        Row { item, part: 0 }
    }
}

/// What a column holds; any cell may be empty but those that say otherwise.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A text that is always there.
    Name,
    Text,
    Date,
    Time,
    Whole,
    Yuan,
    /// Source and amount of each.
    Funds,
}

/// A value of one row.
enum Cell<'p> {
    Empty,
    Text(Cow<'p, str>),
    Date(Date),
    Time(DateTime),
    Whole(i64),
    Yuan(Money),
    Funds(Vec<(&'p str, Option<Money>)>),
}

/// Which of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataFile {
    Json(u8),
    Csv(u8),
    Schema,
}

pub fn pages(plan: &SitePlan) -> Vec<PlannedPage> {
    let mut pages =
        vec![at(FOLDER, What::Data), file(format!("{FOLDER}schema.json"), What::DataFile(DataFile::Schema))];
    for (i, set) in (0..).zip(SETS) {
        if !(set.rows)(plan).is_empty() {
            pages.push(file(format!("{FOLDER}{}.json", set.name), What::DataFile(DataFile::Json(i))));
            pages.push(file(format!("{FOLDER}{}.csv", set.name), What::DataFile(DataFile::Csv(i))));
        }
    }
    pages
}

pub fn file_of(plan: &SitePlan, which: DataFile) -> Vec<u8> {
    match which {
        DataFile::Json(i) => json::document(plan, &SETS[usize::from(i)]),
        DataFile::Csv(i) => csv::document(plan, &SETS[usize::from(i)]),
        DataFile::Schema => schema::document(plan),
    }
}

/// The page that says what there is and what each field means.
pub fn page<'a>(plan: &SitePlan<'a>) -> PageView<'a> {
    let mut meta = site::meta(plan, "data", TITLE, FOLDER);
    meta.breadcrumbs = site::trail(plan, &[], TITLE);
    meta.description = format!("{}公示公告、荣誉、活动和积分的数据文件，可以下载使用。", plan.site.name);
    meta.column = Some(site::column(TITLE, &meta.description, "开放数据"));
    let sets: Vec<DataSetView> = SETS.iter().filter_map(|set| set_view(plan, set)).collect();
    PageView {
        meta,
        data: vec![("sets", Data::DataSets(sets))],
        lists: Vec::new(),
        filters: None,
        body: None,
    }
}

fn set_view(plan: &SitePlan, set: &Set) -> Option<DataSetView> {
    let count = (set.rows)(plan).len();
    let link = |ending: &str, title: &str| LinkView {
        title: title.to_owned(),
        href: url::href(&format!("{FOLDER}{}.{ending}", set.name)),
        count: None,
    };
    let field = |column: &Column| DataFieldView {
        key: column.key,
        title: column.title,
        sort: column.sort.words(),
        about: column.about,
    };
    (count > 0).then(|| DataSetView {
        title: set.title,
        about: set.about,
        count,
        files: vec![link("csv", "CSV（表格软件可直接打开）"), link("json", "JSON")],
        fields: set.columns.iter().map(field).collect(),
    })
}

impl Sort {
    fn words(self) -> &'static str {
        match self {
            Sort::Name => "文字",
            Sort::Text => "文字，可空",
            Sort::Date => "日期 YYYY-MM-DD，可空",
            Sort::Time => "时间 YYYY-MM-DDTHH:MM，可空",
            Sort::Whole => "整数，可空",
            Sort::Yuan => "金额，元，可空",
            Sort::Funds => "来源和金额（元）；CSV 里用；隔开",
        }
    }
}

#[cfg(test)]
mod tests;
