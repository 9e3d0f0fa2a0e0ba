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
            found.push(report(file, twice(&row.value.what, first)).warning());
        }
    }
    found
}

type Fault = (Span, Text, Text);
type Key<'a> = (
    Vec<&'a str>,
    [Option<&'a str>; 10],
    [Option<Date>; 3],
    (Option<Status>, Option<u32>, Option<bool>),
    (Vec<(usize, String)>, u64),
);

/// All that a row says: rows that agree in it are hardly two. Two people may wish for the same, or sell the same.
fn key(row: &Row) -> Key<'_> {
    let Row {
        what,
        units,
        found,
        due,
        done,
        status,
        detail,
        quantity,
        price,
        count,
        township,
        village,
        place,
        person,
        by,
        role,
        phone,
        agreed,
        own,
        spots: _,
        withheld,
    } = row;
    let words = [detail, quantity, price, township, village, place, person, by, role, phone];
    let words = words.map(|word| word.as_ref().map(|word| word.value.as_str()));
    let days = [found, due, done].map(|day| day.as_ref().map(|day| day.value));
    let units = std::iter::once(what).chain(units).map(|unit| unit.value.as_str()).collect();
    let agreed = agreed.as_ref().map(|agreed| agreed.value);
    let rest = (status.as_ref().map(|status| status.value), count.as_ref().map(|count| count.value), agreed);
    let own = own.iter().map(|cell| (cell.column, cell.value.as_read())).collect();
    (units, words, days, rest, (own, *withheld))
}

fn report(file: SourceId, (span, message, hint): Fault) -> Diagnostic {
    Diagnostic::new(Code::RegisterRow, file, span, message).hint(hint)
}

fn twice(what: &Spanned<String>, first: usize) -> Fault {
    let (name, first) = (&what.value, first + 1);
    (
        what.span,
        text!(
            "“{name}”和第 {first} 行一字不差，像是写了两遍",
            "`{name}` seems to stand there twice: row {first} is the same"
        ),
        text!("是同一件事的，删掉一行；真是两件事的，不用改", "Remove one if it is the same thing"),
    )
}

/// The first thing that is wrong with a row: one mistake is told once.
fn of_row(preset: Preset, row: &Row, today: Date) -> Option<Fault> {
    let ends_first = || before_beginning(row);
    ahead(row.found.as_ref(), today).or_else(|| ahead(row.done.as_ref(), today)).or_else(ends_first).or_else(
        || match preset {
            Preset::Tasks => done_without_day(row),
            Preset::Wishes => taken_by_nobody(row),
            Preset::Issues
            | Preset::Offers
            | Preset::Jobs
            | Preset::Teams
            | Preset::People
            | Preset::Custom => None,
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
        assert_eq!(told("任务清单", twice), ["“子”和第 1 行一字不差，像是写了两遍"]);
        let two = |preset: &str, first: &str, second: &str| told(preset, &format!("{first}\n  - {second}"));
        let eggs = |rest: &str| format!("{{产品: 土鸡蛋, 有效期: 2026-12-31, {rest}}}");
        assert_eq!(two("供求信息", &eggs("数量: 30个"), &eggs("数量: 50个")), [""; 0]);
        assert_eq!(two("供求信息", &eggs("价格: 1元"), &eggs("价格: 2元")), [""; 0]);
        let class = |pay: &str| format!("{{用人单位: 乙, 岗位: 保洁, 待遇: {pay}, 有效期: 2026-12-31}}");
        assert_eq!(two("岗位信息", &class("2000元"), &class("1800元")), [""; 0]);
        let problem =
            |day: &str| format!("{{发现日期: {day}, 问题: 子, 责任单位: 乙, 整改时限: 2026-11-30}}");
        assert_eq!(two("问题台账", &problem("2026-10-01"), &problem("2026-10-02")), [""; 0]);
    }
}
