//! What is told of each household's points.

use super::cell::{Cell, Sort};
use super::column::{Column, column};
use super::rows::{day, said, text};
use crate::model::ledger::Sums;
use crate::model::period::Period;
use crate::model::points::Household;
use crate::plan::addresses::Floors;
use crate::plan::shelves::DataRow;
use crate::plan::words;

pub(super) const POINTS: &[Column] = &[
    column("household", "户号", Sort::Name, "", |on, row| said(&household(on, row).id.value)),
    column("village", "村", Sort::Name, "", |on, row| said(&household(on, row).village.value)),
    column("group", "组", Sort::Text, "", |on, row| text(&household(on, row).group)),
    column("name", "户主", Sort::Name, "只显示一部分", |on, row| {
        Cell::Text(words::masked(&household(on, row).name.value))
    }),
    column("balance", "可用积分", Sort::Whole, "已得减已用，再减年终清零", |on, row| {
        Cell::Whole(sums(on, row).balance)
    }),
    column(
        "earned",
        "已得",
        Sort::Whole,
        "公示期满、入了账的积分，扣分和冲销已经减去",
        |on, row| Cell::Whole(sums(on, row).earned),
    ),
    column("spent", "已用", Sort::Whole, "兑换用去的积分", |on, row| {
        Cell::Whole(sums(on, row).spent)
    }),
    column("pending", "公示中", Sort::Whole, "还在公示、暂不能兑换的积分", |on, row| {
        Cell::Whole(sums(on, row).pending)
    }),
    column("expired", "年终清零", Sort::Whole, "过年时清零的积分", |on, row| {
        Cell::Whole(sums(on, row).expired)
    }),
    column("scored", "本年得分", Sort::Whole, "本年做的事、入了账的积分", |on, row| {
        Cell::Whole(this_year(on, row))
    }),
    column("star", "星级", Sort::Text, "按本年得分", |on, row| {
        let star = on.facts.content.points.star(this_year(on, row));
        star.map_or(Cell::Empty, |star| said(&star.name.value))
    }),
    column("closed", "销户日期", Sort::Date, "没有销户的为空", |on, row| {
        day(&household(on, row).closed)
    }),
];

fn household<'p>(on: &Floors<'p>, row: DataRow) -> &'p Household {
    &on.facts.content.points.households[row.item]
}

/// What a household has today.
fn sums(on: &Floors, row: DataRow) -> Sums {
    on.facts.ledger.sums([household(on, row).id.value.as_str()], on.facts.today())
}

/// What a household scored this year.
fn this_year(on: &Floors, row: DataRow) -> i64 {
    let [year, ..] = Period::around(on.facts.today());
    let id = household(on, row).id.value.as_str();
    on.facts.ledger.period([id], (year.first(), year.last()), on.facts.today()).scored
}
