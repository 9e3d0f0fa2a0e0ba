//! The projects of a notice.

use super::frame::FactView;
use serde::Serialize;

/// What a project notice must say of the project.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ProjectView {
    /// Name, category, site, content, period, goal, unit, responsible, beneficiaries, subsidy, benefit link.
    pub facts: Vec<FactView>,
    /// One row a source, in the order of the content.
    pub funds: Vec<FundView>,
    /// The total that the notice states, in yuan: `365,000`; nothing is added up here.
    pub total: Option<String>,
    /// What became of it: what it cost, what is left, who looked at it and what they found; empty before.
    pub outcome: Vec<FactView>,
    /// How far it has come, in the order of the content.
    pub progress: Vec<ProgressView>,
}

/// Many projects as a table: only columns in which some project says something.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ProjectsView {
    /// Headings after the name, in order.
    pub columns: Vec<ProjectColumnView>,
    /// One a project, in the order of the content.
    pub rows: Vec<ProjectRowView>,
    /// All amounts together, in yuan: `4,080,000`; none where no project has one.
    pub total: Option<String>,
    /// `35个项目，合计4,080,000元`
    pub summary: String,
}

/// A column of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ProjectColumnView {
    /// `总额（元）`
    pub label: String,
    /// It holds amounts.
    pub number: bool,
}

/// One project of the table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ProjectRowView {
    /// What it is called.
    pub name: String,
    /// One cell a column; empty where nothing is said.
    pub cells: Vec<ProjectCellView>,
}

/// What one project says in one column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ProjectCellView {
    /// The heading of its column.
    pub label: String,
    /// It holds an amount.
    pub number: bool,
    /// The words.
    pub text: String,
    /// The place's page, where it is a place.
    pub href: Option<String>,
}

/// How far a project has come on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ProgressView {
    /// `YYYY-MM-DD`, where a day is given.
    pub on: Option<String>,
    /// Hundredths of it that are done.
    pub percent: Option<u16>,
    /// In yuan, paid so far: `365,000`.
    pub paid: Option<String>,
    /// What is said besides.
    pub note: Option<String>,
}

/// Money from one source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FundView {
    /// Who pays.
    pub source: String,
    /// In yuan: `365,000`.
    pub amount: String,
}
