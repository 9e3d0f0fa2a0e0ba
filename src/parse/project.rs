//! A notice's project → [`Project`].

use super::faults::Faults;
use super::fields::Fields;
use super::nested::nested;
use super::{limits, schema, settings, sheet, value};
use crate::model::project::{Acceptance, Fund, Period, Progress, Project, ProjectRow, ProjectSum, Projects};
use crate::model::sums;
use crate::source::{Source, SourceId, Span, Spanned};

pub(super) fn project(fields: &Fields) -> Project {
    Project {
        acceptance: nested(fields, "acceptance", acceptance),
        progress: fields.maps("progress", step).unwrap_or_default(),
        ..planned(fields)
    }
}

/// What one of many says as well as one alone: nothing of how far it has come.
fn planned(fields: &Fields) -> Project {
    Project {
        name: fields.text("name").unwrap_or_default(),
        category: fields.text("category"),
        site: fields.text("site"),
        content: fields.text("content"),
        funds: fields.maps("funds", fund).unwrap_or_default(),
        total: fields.money("total"),
        period: period_of(fields),
        goal: fields.text("goal"),
        unit: fields.text("unit"),
        responsible: fields.text("responsible"),
        beneficiaries: fields.text("beneficiaries"),
        benefit_link: fields.text("benefit_link"),
        subsidy: fields.text("subsidy"),
        settled: fields.money("settled"),
        surplus: fields.money("surplus"),
        acceptance: None,
        progress: Vec::new(),
    }
}

fn fund(fields: &Fields) -> Fund {
    Fund { source: fields.text("source").unwrap_or_default(), amount: fields.money("amount") }
}

/// A period, by its two days or as a year or month alone.
fn period_of(fields: &Fields) -> Option<Spanned<Period>> {
    let Some(Spanned { value: (from, until), span }) = fields.period("period") else {
        return nested(fields, "period", period);
    };
    let day = |day| Some(Spanned::new(day, span));
    Some(Spanned::new(Period { from: day(from), until: day(until) }, span))
}

fn period(fields: &Fields) -> Period {
    Period { from: fields.date("from"), until: fields.date("until") }
}

fn acceptance(fields: &Fields) -> Acceptance {
    Acceptance { on: fields.date("on"), unit: fields.text("unit"), result: fields.text("result") }
}

fn step(fields: &Fields) -> Progress {
    Progress {
        on: fields.date("on"),
        percent: fields.scalar("percent", value::percent),
        paid: fields.money("paid"),
        note: fields.text("note"),
    }
}

/// The projects that a notice lists; those of a sheet are read when all files are known.
pub(super) fn projects(fields: &Fields, file: SourceId) -> Option<Spanned<Projects>> {
    if let Some(sheet) = fields.sheet("projects") {
        let span = sheet.span;
        // until the sheet is read
        let file = SourceId::NOWHERE;
        return Some(Spanned::new(Projects { sheet: Some(sheet), file, ..Projects::default() }, span));
    }
    let rows = fields.maps("projects", row)?;
    let span = rows.first().map(|first| Span::at(first.span.start as usize)).unwrap_or_default();
    Some(Spanned::new(sorted(rows, file), span))
}

/// Those that lie in a sheet, which is the file of that number.
pub(super) fn listed(source: &Source, file: SourceId, faults: &Faults) -> Projects {
    let list = sheet::rows(source, schema::PROJECT_ROW, faults);
    let read = |list| settings::list(&list, schema::PROJECT_ROW, limits::LIST, faults, row);
    sorted(list.map(read).unwrap_or_default(), file)
}

/// One of many; where one source pays for it all, its name alone is enough.
fn row(fields: &Fields) -> ProjectRow {
    let mut project = planned(fields);
    if let Some(source) = fields.text("source").filter(|_| project.funds.is_empty()) {
        let span = source.span;
        project.funds.push(Spanned::new(Fund { amount: None, source }, span));
    }
    let (township, village) = (fields.text("township"), fields.text("village"));
    let note = fields.text("note");
    ProjectRow { township, village, project, note, unread: fields.unread_here() }
}

/// Rows that add up others are known by their names.
fn sorted(list: Vec<Spanned<ProjectRow>>, file: SourceId) -> Projects {
    let mut projects = Projects { file, ..Projects::default() };
    for row in list {
        let Some(reach) = sums::reach(&row.project.name.value) else {
            projects.rows.push(row);
            continue;
        };
        let Project { name, total, .. } = row.value.project;
        let label = name.value.split_whitespace().collect();
        let above = projects.rows.len();
        projects.sums.push(ProjectSum { label, reach, above, total, span: row.span });
    }
    projects
}
