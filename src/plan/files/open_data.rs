//! Open data: what the pages say as JSON and CSV, for those who count rather than read.
//!
//! Each set is a table of columns ([`columns`]); files, schema and the page that explains them all come from
//! that one table, so that they cannot disagree. Rows are written one at a time into the file's bytes.

mod cell;
mod column;
mod columns;
mod csv;
mod json;
mod points;
mod projects;
mod registers;
mod rows;
mod schema;

use crate::plan::addresses::{Addresses, DataFile, Floors, url};
use crate::plan::shelves::DataSet;
use crate::plan::view::{DataFieldView, DataSetView, LinkView};
use column::{Column, Set};
use columns::of;

/// A file of a set, or the schema of all.
pub fn file(floors: &Floors, which: DataFile) -> Vec<u8> {
    match which {
        DataFile::Json(set) => json::document(floors, set),
        DataFile::Csv(set) => csv::document(floors, set),
        DataFile::Schema => schema::document(floors),
    }
}

/// What there is and what each field means.
pub fn described(floors: &Floors) -> Vec<DataSetView> {
    DataSet::all().filter_map(|set| described_set(floors, set)).collect()
}

fn described_set(floors: &Floors, set: DataSet) -> Option<DataSetView> {
    let (count, Set { title, about, columns }) = (floors.shelves.rows(floors.facts, set).len(), of(set));
    let link = |ending: &str, title: &str| LinkView {
        title: title.to_owned(),
        href: url::href(&Addresses::data(set.name(), ending)),
        count: None,
    };
    let field = |column: &Column| DataFieldView {
        key: column.key,
        title: column.title,
        sort: column.sort.words(),
        about: column.about,
    };
    (count > 0).then(|| DataSetView {
        title,
        about,
        count,
        files: vec![link("csv", "CSV（表格软件可直接打开）"), link("json", "JSON")],
        fields: columns.iter().map(field).collect(),
    })
}

#[cfg(test)]
mod tests;
