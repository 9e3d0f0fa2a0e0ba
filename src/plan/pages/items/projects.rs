//! The table of a notice's projects.

use crate::model::project::{ProjectRow, Projects};
use crate::plan::addresses::Floors;
use crate::plan::pages::frame::place_link;
use crate::plan::view::{ProjectCellView, ProjectColumnView, ProjectRowView, ProjectsView};
use crate::plan::words::{self, ProjectColumn};

pub(super) fn projects(floors: &Floors, projects: &Projects) -> ProjectsView {
    let columns = words::project_columns(projects);
    let row = |row: &ProjectRow| ProjectRowView {
        name: row.project.name.value.clone(),
        cells: columns.iter().map(|column| cell(floors, row, column)).collect(),
    };
    ProjectsView {
        columns: columns
            .iter()
            .map(|column| ProjectColumnView { label: column.label.to_owned(), number: column.number })
            .collect(),
        rows: projects.rows.iter().map(|one| row(one)).collect(),
        total: projects.total().map(|total| total.to_string()),
        summary: words::listed(projects),
    }
}

fn cell(floors: &Floors, row: &ProjectRow, column: &ProjectColumn) -> ProjectCellView {
    let township = row.township.as_ref().map(|name| name.value.as_str());
    let link = match column.label {
        "乡镇" => township.map(|name| place_link(floors, Some(name), None)),
        "村" => row.village.as_ref().map(|name| place_link(floors, township, Some(&name.value))),
        _ => None,
    };
    ProjectCellView {
        label: column.label.to_owned(),
        number: column.number,
        text: (column.value)(row).unwrap_or_default(),
        href: link.map(|link| link.href).filter(|href| !href.is_empty()),
    }
}
