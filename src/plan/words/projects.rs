//! A list of projects as a table.

use super::iso;
use crate::model::project::{Period, ProjectRow, Projects};
use crate::source::Spanned;

/// A column of the table.
pub struct ProjectColumn {
    /// Its heading.
    pub label: &'static str,
    /// It holds amounts.
    pub number: bool,
    /// What it says of a project.
    pub value: fn(&ProjectRow) -> Option<String>,
}

/// Every column that there can be, after the project's name.
pub const PROJECT_COLUMNS: &[ProjectColumn] = &[
    text("乡镇", |row| said(&row.township)),
    text("村", |row| said(&row.village)),
    text("项目类型", |row| said(&row.project.category)),
    text("建设地点", |row| said(&row.project.site)),
    text("建设内容", |row| said(&row.project.content)),
    amount("总额（元）", |row| row.project.cost().map(|cost| cost.to_string())),
    text("资金来源", funds),
    text("实施期限", |row| row.project.period.as_ref().and_then(|one| period(one))),
    text("实施单位", |row| said(&row.project.unit)),
    text("责任人", |row| said(&row.project.responsible)),
    text("受益对象", |row| said(&row.project.beneficiaries)),
    text("补助标准", |row| said(&row.project.subsidy)),
    text("绩效目标", |row| said(&row.project.goal)),
    text("联农带农机制", |row| said(&row.project.benefit_link)),
    amount("结算金额（元）", |row| yuan(&row.project.settled)),
    amount("结余（元）", |row| yuan(&row.project.surplus)),
    text("备注", |row| said(&row.note)),
];

const fn text(label: &'static str, value: fn(&ProjectRow) -> Option<String>) -> ProjectColumn {
    ProjectColumn { label, number: false, value }
}

const fn amount(label: &'static str, value: fn(&ProjectRow) -> Option<String>) -> ProjectColumn {
    ProjectColumn { label, number: true, value }
}

/// The columns in which some project says something.
pub fn project_columns(projects: &Projects) -> Vec<&'static ProjectColumn> {
    let used = |column: &&ProjectColumn| projects.rows.iter().any(|row| (column.value)(row).is_some());
    PROJECT_COLUMNS.iter().filter(used).collect()
}

fn said(text: &Option<Spanned<String>>) -> Option<String> {
    text.as_ref().map(|text| text.value.clone())
}

fn yuan(amount: &Option<Spanned<crate::model::money::Money>>) -> Option<String> {
    amount.as_ref().map(|amount| amount.value.to_string())
}

/// `中央衔接资金 200,000元；自筹 50,000元`
fn funds(row: &ProjectRow) -> Option<String> {
    let one = |fund: &Spanned<crate::model::project::Fund>| match &fund.amount {
        Some(amount) => format!("{} {}元", fund.source.value, amount.value),
        None => fund.source.value.clone(),
    };
    let funds: Vec<String> = row.project.funds.iter().map(one).collect();
    (!funds.is_empty()).then(|| funds.join("；"))
}

fn period(period: &Period) -> Option<String> {
    let (from, until) = (period.from.as_ref()?.value, period.until.as_ref()?.value);
    Some(format!("{} 至 {}", iso(from), iso(until)))
}
