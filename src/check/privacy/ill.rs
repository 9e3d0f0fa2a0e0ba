//! A row that puts somebody's whole name beside an illness or a disability: `| 顾国林 | 弱劳力户 | 是（肺癌） |`.

use super::finding::{Finding, MOST_FINDINGS};
use super::health;
use super::names::{is_name, is_sure_name};
use super::rows::{Cell, Table};
use super::signs::Signs;
use crate::diagnostic::Code;
use std::ops::Range;

/// Whether a text has a table and any letter of a word of illness.
pub(super) fn may_be(text: &str) -> bool {
    text.contains('|') && ANCHORS.any_in(text)
}

static ANCHORS: Signs = Signs::none().and(health::ANCHORS);

/// Every such row of a text: its first illness.
pub(super) fn scan(text: &str, tables: &[Table]) -> Vec<Finding> {
    let rows = tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    let found = rows.filter_map(|(table, row)| of_row(text, table, row)).take(MOST_FINDINGS);
    found.map(|range| Finding::whole(Code::PrivacyHealth, range)).collect()
}

fn of_row(text: &str, table: &Table, row: &[Cell]) -> Option<Range<usize>> {
    let told = row.iter().enumerate().find_map(|(column, cell)| {
        let told = illness(text, cell).or_else(|| ticked(cell, table.above(column)))?;
        let is_subject = health::is_subject(table.above(column)) || health::is_subject(cell.text);
        (!is_subject).then_some(told)
    })?;
    // names are asked for last: few rows tell of an illness
    let named = (0..row.len()).any(|column| is_person(row[column].text, table.above(column)));
    named.then_some(told)
}

/// A heading says that people who are meant stand below, or the word alone is a name and nobody on duty.
fn is_person(word: &str, heading: &str) -> bool {
    const PEOPLE: [&str; 6] = ["姓名", "户主", "患者", "对象", "学生", "成员"];
    const ON_DUTY: [&str; 16] = [
        "负责", "联系", "责任", "干部", "医", "师", "讲", "主持", "经办", "施工", "法人", "书记", "主任",
        "队长", "监督", "审核",
    ];
    let has = |words: &[&str]| words.iter().any(|part| heading.contains(part));
    !has(&ON_DUTY) && (is_sure_name(word) || (has(&PEOPLE) && is_name(word)))
}

/// The first illness that a cell names.
fn illness(text: &str, cell: &Cell) -> Option<Range<usize>> {
    let anchors = cell.text.char_indices().filter(|&(_, c)| ANCHORS.has(u32::from(c)));
    anchors.into_iter().find_map(|(at, c)| {
        let term = health::term(&text[..cell.range.end], cell.range.start + at, c)?;
        (term.start >= cell.range.start).then_some(term)
    })
}

/// `是` under `是否患大病`, `√` under `残疾`.
fn ticked(cell: &Cell, heading: &str) -> Option<Range<usize>> {
    let asked = ["患病", "大病", "慢性病", "残疾", "精神病"].iter().any(|word| heading.contains(word));
    let person = !heading.contains(['费', '补', '险', '证', '额', '人']);
    let yes = matches!(cell.text, "是" | "有" | "√" | "✓" | "✔");
    (asked && person && yes).then(|| cell.range.clone())
}

#[cfg(test)]
mod tests {
    use super::super::testing::scanned_page;
    use expect_test::expect;

    #[test]
    fn rows_tell_of_people() {
        scanned_page(
            "监测对象",
            expect![[r#"
                text
                   | 姓名 | 类别 | 是否患大病 |
                   |---|---|---|
                   | 顾国林 | 弱劳力户 | 是（肺癌） |
                //                           ^^^^ privacy-health
                   | 陆小满 | 一般户 | 是 |
                //                     ^^ privacy-health
                   | 高明 | 一般户 | 否 |

                   | 一 | 程有田 | 肢体残疾二级 |
                //                     ^^^^^^^^ privacy-health
                   |---|---|---|
                   | 二 | 程有水 | 肢体残疾三级 |
                //                     ^^^^^^^^ privacy-health
            "#]],
        );
    }

    #[test]
    fn rows_of_work_do_not() {
        scanned_page(
            "健康服务",
            expect![[r#"
                text
                   | 项目 | 时间 | 负责人 |
                   |---|---|---|
                   | 高血压 | 周六 | 顾国林 |
                   | 白血病救助政策宣传 | 周日 | 陆小满 |

                   | 病种 | 起付线 | 单位 |
                   |---|---|---|
                   | 尿毒症 | 1000 | 元 |
                   | 高血压、糖尿病 | 500 | 元 |
            "#]],
        );
    }
}
