//! The projects of all notices, a row each.

use super::cell::{Cell, Sort};
use super::column::{Column, column};
use super::rows::{address, day, names, notice, notice_state, said, text, yuan};
use crate::model::project::{Project, ProjectRow};
use crate::plan::addresses::Floors;
use crate::plan::shelves::DataRow;
use crate::source::Spanned;

pub(super) const PROJECTS: &[Column] = &[
    column(
        "id",
        "公告编号",
        Sort::Name,
        "项目所在公告的编号，同一份公告的各行相同",
        |on, row| said(&notice(on, row).item.id),
    ),
    column("url", "公告网址", Sort::Name, "公告页面的网址", |on, row| {
        address(on, &notice(on, row).item.id)
    }),
    column("row", "序号", Sort::Whole, "在公告里的次序，从1起", |_, row| {
        Cell::Whole(i64::try_from(row.part + 1).unwrap_or(i64::MAX))
    }),
    column("kind_name", "公告类别", Sort::Name, "", |on, row| said(on.facts.kind_name(row.item))),
    column("state_name", "公告状态", Sort::Name, "截至数据日期", |on, row| {
        said(notice_state(on, row).label)
    }),
    column("name", "项目名称", Sort::Name, "", |on, row| {
        one(on, row).map_or(Cell::Empty, |project| said(&project.name.value))
    }),
    column("township", "乡镇", Sort::Text, "", |on, row| match of_list(on, row) {
        Some(listed) if listed.township.is_some() => text(&listed.township),
        _ => names(&notice(on, row).townships),
    }),
    column("village", "村", Sort::Text, "", |on, row| match of_list(on, row) {
        Some(listed) => text(&listed.village),
        None => names(&notice(on, row).villages),
    }),
    column("category", "项目类型", Sort::Text, "", |on, row| field(on, row, |p| p.category.as_ref())),
    column("site", "建设地点", Sort::Text, "", |on, row| field(on, row, |p| p.site.as_ref())),
    column("content", "建设内容", Sort::Text, "", |on, row| field(on, row, |p| p.content.as_ref())),
    column("total", "资金总额", Sort::Yuan, "", |on, row| {
        one(on, row).and_then(Project::cost).map_or(Cell::Empty, Cell::Yuan)
    }),
    column("funds", "资金来源", Sort::Funds, "", |on, row| funds(one(on, row))),
    column("period_from", "实施期限起", Sort::Date, "", |on, row| {
        one(on, row).and_then(|p| p.period.as_ref()).map_or(Cell::Empty, |period| day(&period.from))
    }),
    column("period_until", "实施期限止", Sort::Date, "", |on, row| {
        one(on, row).and_then(|p| p.period.as_ref()).map_or(Cell::Empty, |period| day(&period.until))
    }),
    column("unit", "实施单位", Sort::Text, "", |on, row| field(on, row, |p| p.unit.as_ref())),
    column("responsible", "责任人", Sort::Text, "", |on, row| field(on, row, |p| p.responsible.as_ref())),
    column("beneficiaries", "受益对象", Sort::Text, "", |on, row| {
        field(on, row, |p| p.beneficiaries.as_ref())
    }),
    column("settled", "结算金额", Sort::Yuan, "竣工以后", |on, row| {
        yuan(one(on, row).and_then(|project| project.settled.as_ref()))
    }),
    column("surplus", "结余", Sort::Yuan, "竣工以后", |on, row| {
        yuan(one(on, row).and_then(|project| project.surplus.as_ref()))
    }),
];

/// The project that a row is about: the notice's own stands before those that it lists.
fn one<'p>(on: &Floors<'p>, row: DataRow) -> Option<&'p Project> {
    match of_list(on, row) {
        Some(listed) => Some(&listed.project),
        None => notice(on, row).project.as_ref().map(|project| &project.value),
    }
}

/// The same as it stands in a list.
fn of_list<'p>(on: &Floors<'p>, row: DataRow) -> Option<&'p ProjectRow> {
    let notice = notice(on, row);
    let at = row.part.checked_sub(usize::from(notice.project.is_some()))?;
    notice.projects.as_ref()?.rows.get(at).map(|row| &row.value)
}

fn field<'p>(on: &Floors<'p>, row: DataRow, pick: fn(&Project) -> Option<&Spanned<String>>) -> Cell<'p> {
    one(on, row).and_then(pick).map_or(Cell::Empty, |text| said(&text.value))
}

fn funds(project: Option<&Project>) -> Cell<'_> {
    let funds = project.into_iter().flat_map(|project| &project.funds);
    Cell::Funds(
        funds.map(|fund| (fund.source.value.as_str(), fund.amount.as_ref().map(|a| a.value))).collect(),
    )
}
