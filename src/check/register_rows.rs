//! `register-row`: a row of a register contradicts itself or the clock, or stands there twice.
//!
//! Source: the design's table of registers; a ledger whose rows are ticked off (挂单销号) is worth as much as its dates.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::register::{Preset, Register, Row, Status};
use crate::source::{SourceId, Span, Spanned};
use crate::text;
use jiff::civil::Date;
use std::collections::HashMap;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let today = facts.now.date();
    let registers = facts.content.registers.iter();
    registers.flat_map(|register| of(register, today).into_iter().chain(source(facts, register))).collect()
}

/// The page that a register rests on is there.
fn source(facts: &Facts, register: &Register) -> Option<Diagnostic> {
    let named = register.source.as_ref()?;
    let id = &named.value;
    let content = facts.content;
    if content.pages.iter().any(|page| page.item.id == *id) || content.broken.contains(id) {
        return None;
    }
    let message = text!("网站上没有“{id}”这个页面", "There is no page `{id}`");
    let hint = text!(
        "写页面文件在 content/ 下的路径，不写 .md，如 pages/policy/2026",
        "Write the path of the page's file under content/ without .md, such as pages/policy/2026"
    );
    Some(Diagnostic::new(Code::LinkBroken, register.item.file, named.span, message).hint(hint))
}

fn of(register: &Register, today: Date) -> Vec<Diagnostic> {
    let file = register.rows.file.unwrap_or(register.item.file);
    let mut found = Vec::new();
    let mut known: HashMap<Key, usize> = HashMap::new();
    for (i, row) in register.rows.list.iter().enumerate() {
        found.extend(of_row(register.preset, row, today).map(|fault| report(file, fault)));
        if let Some(first) = known.insert(key(row), i).filter(|_| !row.value.what.value.is_empty()) {
            found.push(report(file, twice(&row.value.what, first)));
        }
    }
    found
}

type Fault = (Span, Text, Text);
type Key<'a> = (&'a str, Vec<&'a str>, Option<Date>, Option<&'a str>, Option<&'a str>);

/// Rows that agree in these are one row written twice.
fn key(row: &Row) -> Key<'_> {
    let units = row.units.iter().map(|unit| unit.value.as_str()).collect();
    (&row.what.value, units, row.due.as_ref().map(|due| due.value), name(&row.village), name(&row.person))
}

fn name(field: &Option<Spanned<String>>) -> Option<&str> {
    field.as_ref().map(|name| name.value.as_str())
}

fn report(file: SourceId, (span, message, hint): Fault) -> Diagnostic {
    Diagnostic::new(Code::RegisterRow, file, span, message).hint(hint)
}

fn twice(what: &Spanned<String>, first: usize) -> Fault {
    let (name, first) = (&what.value, first + 1);
    (
        what.span,
        text!(
            "“{name}”和第 {first} 行一样，写了两遍",
            "`{name}` stands there twice: row {first} is the same"
        ),
        text!("删掉一行；真是两件事的，把名字写得有区别", "Remove one, or tell the two apart by name"),
    )
}

/// The first thing that is wrong with a row: one mistake is told once.
fn of_row(preset: Preset, row: &Row, today: Date) -> Option<Fault> {
    let ends_first = || before_beginning(row);
    ahead(row.found.as_ref(), today).or_else(|| ahead(row.done.as_ref(), today)).or_else(ends_first).or_else(
        || match preset {
            Preset::Tasks => done_without_day(row),
            Preset::Wishes => taken_by_nobody(row),
            Preset::Issues | Preset::Offers | Preset::Jobs | Preset::Teams | Preset::People => None,
        },
    )
}

/// What is done was done before tomorrow.
fn ahead(day: Option<&Spanned<Date>>, today: Date) -> Option<Fault> {
    let day = day.filter(|day| day.value > today)?;
    let on = day.value;
    Some((
        day.span,
        text!("{on} 还没有到", "{on} is still ahead"),
        text!(
            "写真正发现、完成的日期；还没有完成的，这一格空着",
            "Write the day on which it was found or done; leave it out until then"
        ),
    ))
}

fn before_beginning(row: &Row) -> Option<Fault> {
    let found = row.found.as_ref()?;
    let later = |end: &Spanned<Date>| end.value < found.value;
    let end =
        row.done.as_ref().filter(|end| later(end)).or_else(|| row.due.as_ref().filter(|end| later(end)))?;
    let (from, to) = (found.value, end.value);
    Some((
        end.span,
        text!("{to} 早于发现日期 {from}", "{to} is before the day on which it was found, {from}"),
        text!("核对两个日期，多半是年份或月份写错了", "Compare the two; the year or month may be wrong"),
    ))
}

fn done_without_day(row: &Row) -> Option<Fault> {
    let status = row.status.as_ref()?;
    match (status.value, &row.done) {
        (Status::Done, None) => Some((
            status.span,
            text!("写了已完成，没有写完成日期", "It is said to be done, but not when"),
            text!("补上“完成日期”", "Write the day in `done`"),
        )),
        (Status::Waiting | Status::Taken, Some(done)) => {
            let on = done.value;
            Some((
                status.span,
                text!(
                    "写了完成日期 {on}，状态却还不是已完成",
                    "It was done on {on}, and its status says otherwise"
                ),
                text!("状态改成“已完成”，或者删掉“完成日期”", "Say that it is done, or remove the day"),
            ))
        }
        _ => None,
    }
}

fn taken_by_nobody(row: &Row) -> Option<Fault> {
    let status = row.status.as_ref()?;
    match (status.value, &row.by) {
        (Status::Taken | Status::Done, None) => Some((
            status.span,
            text!("心愿有人认领了，没有写认领人", "The wish was taken up, but not by whom"),
            text!("在“认领人”写单位，或者姓加“某某”", "Name the unit, or the person in part, in `by`"),
        )),
        (Status::Waiting, Some(by)) => {
            let name = &by.value;
            Some((
                status.span,
                text!(
                    "写了认领人“{name}”，状态却还是待认领",
                    "`{name}` took it up, and its status says that nobody did"
                ),
                text!("状态改成“已认领”或者“已实现”", "Say that it is taken up, or fulfilled"),
            ))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_agree_with_what_stands_beside_them() {
        let told = |preset: &str, row: &str| {
            let text = format!("标题: 甲\n种类: {preset}\n行:\n  - {row}\n");
            let sources = crate::read::Sources {
                texts: vec![crate::source::Source::new("content/registers/a.yaml", text)],
                ..crate::read::Sources::default()
            };
            let parsed = crate::parse::parse(&sources);
            assert_eq!(parsed.diagnostics, []);
            let today = jiff::civil::date(2026, 11, 10);
            parsed
                .value
                .registers
                .iter()
                .flat_map(|one| of(one, today))
                .map(|fault| fault.message.zh)
                .collect::<Vec<_>>()
        };
        let task =
            |rest: &str| told("任务清单", &format!("{{事项: 子, 责任单位: 乙, 时限: 2026-11-01, {rest}}}"));
        assert_eq!(task("状态: 已完成"), ["写了已完成，没有写完成日期"]);
        assert_eq!(
            task("状态: 进行中, 完成日期: 2026-11-01"),
            ["写了完成日期 2026-11-01，状态却还不是已完成"]
        );
        assert_eq!(task("状态: 已完成, 完成日期: 2026-11-01"), [""; 0]);
        assert_eq!(task("完成日期: 2027-11-01"), ["2027-11-01 还没有到"]);
        let issue = |rest: &str| told("问题台账", &format!("{{问题: 子, 责任单位: 乙, {rest}}}"));
        assert_eq!(issue("发现日期: 2026-10-12, 整改时限: 2026-11-30, 销号日期: 2026-11-10"), [""; 0]);
        assert_eq!(issue("发现日期: 2026-11-11, 整改时限: 2026-11-30"), ["2026-11-11 还没有到"]);
        let backwards = "发现日期: 2026-10-12, 整改时限: 2026-11-30, 销号日期: 2025-10-28";
        assert_eq!(issue(backwards), ["2025-10-28 早于发现日期 2026-10-12"]);
        let wish = |rest: &str| told("微心愿", &format!("{{心愿: 子, {rest}}}"));
        assert_eq!(wish("状态: 已认领"), ["心愿有人认领了，没有写认领人"]);
        assert_eq!(wish("状态: 待认领, 认领人: 乙单位"), ["写了认领人“乙单位”，状态却还是待认领"]);
        let twice =
            "{事项: 子, 责任单位: 乙, 时限: 2026-11-01}\n  - {事项: 子, 责任单位: 乙, 时限: 2026-11-01}";
        assert_eq!(told("任务清单", twice), ["“子”和第 1 行一样，写了两遍"]);
    }
}
