//! The set of registers: a row for each of theirs.

use super::cell::{Cell, Named, Sort};
use super::column::{Column, column};
use super::rows::{address, day, said, text};
use crate::model::own::Value;
use crate::model::register::{Register, Row};
use crate::plan::addresses::Floors;
use crate::plan::shelves::DataRow;
use crate::plan::words;
use std::borrow::Cow;

pub(super) const COLUMNS: &[Column] = &[
    column("id", "编号", Sort::Name, "清单在本站的编号", |on, at| said(&register(on, at).item.id)),
    column("url", "网址", Sort::Name, "清单页面的网址", |on, at| {
        address(on, &register(on, at).item.id)
    }),
    column("register", "清单", Sort::Name, "", |on, at| said(&register(on, at).title.value)),
    column("preset", "种类代码", Sort::Name, "", |on, at| said(register(on, at).preset.words().0)),
    column("preset_name", "种类", Sort::Name, "", |on, at| said(words::preset(register(on, at).preset))),
    column("row", "行号", Sort::Whole, "在清单里的第几行，从1数起", |_, at| {
        Cell::Whole(i64::try_from(at.part + 1).unwrap_or(i64::MAX))
    }),
    column(
        "what",
        "内容",
        Sort::Name,
        "事项、问题、心愿、产品、岗位、队伍或者姓名",
        |on, at| said(&row(on, at).what.value),
    ),
    column("units", "单位", Sort::Text, "几个单位用、隔开", |on, at| {
        let units: Vec<&str> = row(on, at).all_units().map(|unit| unit.value.as_str()).collect();
        if units.is_empty() { Cell::Empty } else { Cell::Text(Cow::Owned(units.join("、"))) }
    }),
    column("township", "乡镇", Sort::Text, "", |on, at| {
        places(row(on, at).places().into_iter().filter_map(|place| place.0))
    }),
    column("village", "村", Sort::Text, "", |on, at| {
        places(row(on, at).places().into_iter().filter_map(|place| place.1))
    }),
    column("person", "对象或队长", Sort::Text, "姓名只显示一部分", |on, at| {
        row(on, at).person.as_ref().map_or(Cell::Empty, |name| Cell::Text(words::masked(&name.value)))
    }),
    column("quantity", "数量", Sort::Text, "供求信息", |on, at| text(&row(on, at).quantity)),
    column("price", "价格或待遇", Sort::Text, "供求信息、岗位信息", |on, at| {
        text(&row(on, at).price)
    }),
    column("count", "人数", Sort::Whole, "招几个人，队伍有几个人", |on, at| {
        row(on, at).count.as_ref().map_or(Cell::Empty, |count| Cell::Whole(count.value.into()))
    }),
    column("place", "地点", Sort::Text, "", |on, at| text(&row(on, at).place)),
    column("role", "职务", Sort::Text, "结对驻村", |on, at| text(&row(on, at).role)),
    column(
        "taken_by",
        "认领人",
        Sort::Text,
        "单位，或者只显示一部分的姓名，和页面一致",
        |on, at| row(on, at).by.as_ref().map_or(Cell::Empty, |by| Cell::Text(words::taken_by(&by.value))),
    ),
    column("detail", "措施或备注", Sort::Text, "", |on, at| text(&row(on, at).detail)),
    column("found", "发现日期", Sort::Date, "", |on, at| day(&row(on, at).found)),
    column("due", "时限", Sort::Date, "时限或者有效期", |on, at| day(&row(on, at).due)),
    column("done", "完成日期", Sort::Date, "完成、销号或者认领的日期", |on, at| {
        day(&row(on, at).done)
    }),
    column("state", "状态代码", Sort::Text, "截至数据日期", |on, at| {
        state(on, at).map_or(Cell::Empty, |word| said(word.key))
    }),
    column("state_name", "状态", Sort::Text, "截至数据日期", |on, at| {
        state(on, at).map_or(Cell::Empty, |word| said(word.label))
    }),
    column("own", "其他各列", Sort::Named, "清单自己定的列，不公开的列除外", |on, at| {
        Cell::Named(own(register(on, at), row(on, at)))
    }),
];

/// Each name once, as written.
fn places<'p>(names: impl Iterator<Item = &'p str>) -> Cell<'p> {
    let mut once: Vec<&str> = Vec::new();
    names.for_each(|name| {
        if !once.contains(&name) {
            once.push(name);
        }
    });
    if once.is_empty() { Cell::Empty } else { Cell::Text(Cow::Owned(once.join("、"))) }
}

fn own<'p>(register: &'p Register, row: &'p Row) -> Vec<Named<'p>> {
    let named = row.own.iter().filter_map(|cell| {
        let column = register.columns.get(cell.column)?;
        let value = match &cell.value {
            Value::Date(day) => Cell::Date(day.value),
            Value::Money(amount) => Cell::Yuan(amount.value),
            Value::Number(number) => Cell::Thousandths(number.value),
            _ => Cell::Text(Cow::Owned(words::own_cell(cell))),
        };
        Some(Named { key: &column.key.value, name: &column.name.value, value })
    });
    named.collect()
}

fn register<'p>(on: &Floors<'p>, at: DataRow) -> &'p Register {
    &on.facts.content.registers[at.item]
}

fn row<'p>(on: &Floors<'p>, at: DataRow) -> &'p Row {
    &register(on, at).rows.list[at.part].value
}

fn state(on: &Floors, at: DataRow) -> Option<words::Word> {
    let preset = register(on, at).preset;
    words::register_state(preset, row(on, at).standing(preset, on.facts.today()))
}
