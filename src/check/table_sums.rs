//! `table-sum`: a row of a body's table that says 小计 or 合计 is the sum of the rows above it, in every column where
//! that is beyond doubt: all cells are plain numbers, and the heading names nothing that is not added up.
//!
//! Tables of points are held to their batch, see `points-table`.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::item::{Cell, Table};
use crate::model::notice::Notice;
use crate::text;
use std::collections::BTreeSet;

/// Words of headings whose numbers are not added up.
const NEVER: [&str; 17] = [
    "序号", "编号", "单价", "标准", "比例", "率", "年", "月", "日期", "均", "电话", "得分", "总分", "名次",
    "文号", "%", "每",
];

/// Digits behind the point that are kept.
const PLACES: usize = 6;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let batches = facts.content.points.batches.iter();
    let of_batches: BTreeSet<&str> =
        batches.filter_map(|batch| Some(batch.notice.as_ref()?.value.as_str())).collect();
    let others = facts.content.notices.iter().filter(|one| !of_batches.contains(one.item.id.as_str()));
    others.flat_map(judge).collect()
}

fn judge(notice: &Notice) -> Vec<Diagnostic> {
    let tables = notice.item.body.tables.get().map_or(&[][..], Vec::as_slice);
    tables.iter().flat_map(|table| wrong(table).into_iter().map(|sum| report(notice, &sum))).collect()
}

/// A sum that is not what its rows come to.
struct Wrong<'t> {
    label: &'t str,
    heading: &'t str,
    cell: &'t Cell,
    count: usize,
    sum: i128,
}

fn wrong(table: &Table) -> Vec<Wrong<'_>> {
    let Some((heading, rows)) = table.rows.split_first() else { return Vec::new() };
    let (mut data, mut since, mut found) = (Vec::new(), 0, Vec::new());
    for row in rows {
        let Some(label) = label(row) else {
            data.push(row);
            continue;
        };
        let range = if label.ends_with("小计") { since..data.len() } else { 0..data.len() };
        since = data.len();
        let columns = heading.iter().enumerate().skip(1);
        found.extend(
            columns.filter_map(|(at, head)| column(&data[range.clone()], row, at, &head.text, label)),
        );
    }
    found
}

/// The word by which a row says that it adds up others.
fn label(row: &[Cell]) -> Option<&str> {
    let first = row.iter().map(|cell| cell.text.trim()).find(|text| !text.is_empty())?;
    (first.ends_with("小计") || matches!(first, "合计" | "总计" | "共计")).then_some(first)
}

fn column<'t>(
    data: &[&'t Vec<Cell>],
    row: &'t [Cell],
    at: usize,
    heading: &'t str,
    label: &'t str,
) -> Option<Wrong<'t>> {
    if NEVER.iter().any(|word| heading.contains(word)) || data.len() < 2 {
        return None;
    }
    let cell = row.get(at)?;
    let (declared, numbers) = (number(&cell.text)?, data.iter().map(|row| number(&row.get(at)?.text)));
    let sum: i128 = numbers.collect::<Option<Vec<i128>>>()?.into_iter().sum();
    (sum != declared).then_some(Wrong { label, heading, cell, count: data.len(), sum })
}

/// A plain number, in millionths.
fn number(text: &str) -> Option<i128> {
    let text: String = text.trim().chars().filter(|c| !matches!(c, ',' | '，')).collect();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 15 || fraction.len() > PLACES || !digits(whole) || !digits(fraction)
    {
        return None;
    }
    format!("{whole}{fraction:0<PLACES$}").parse().ok()
}

/// The number as people write it.
fn written(millionths: i128) -> String {
    let (whole, fraction) = (millionths / 1_000_000, millionths % 1_000_000);
    let fraction = format!("{fraction:06}");
    match fraction.trim_end_matches('0') {
        "" => whole.to_string(),
        fraction => format!("{whole}.{fraction}"),
    }
}

fn report(notice: &Notice, wrong: &Wrong) -> Diagnostic {
    let Wrong { label, heading, cell, count, sum } = wrong;
    let (declared, sum) = (cell.text.trim(), written(*sum));
    let message = text!(
        "“{heading}”一列{label}写的是 {declared}，上面{count}行加起来是 {sum}",
        "{label} of the column `{heading}` is {declared}, but the {count} rows above it add up to {sum}"
    );
    let hint =
        text!("核对这一列；如果各行没错，改为 {sum}", "Check the column; if its rows are right, write {sum}");
    Diagnostic::new(Code::TableSum, notice.item.file, cell.span, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{RULES_YAML, case};
    use expect_test::expect;

    #[test]
    fn sums_of_tables_are_added_up_where_nothing_is_in_doubt() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/a.md
               ---
               title: 甲
               kind: news
               issuer: 乙
               ---
               | 项目 | 单价（元） | 数量 | 金额（万元） | 备注 |
               |---|---:|---:|---:|---|
               | 路 | 10 | 2 | 100.5 | |
               | 渠 | 20 | 3 | 60 | 2处 |
               | 云砚镇小计 | 30 | 5 | 160 | |
            //                        ^^^^^ warning[table-sum]
            // “金额（万元）”一列云砚镇小计写的是 160，上面2行加起来是 160.5
            // ➜ 核对这一列；如果各行没错，改为 160.5
            // 云砚镇小计 of the column `金额（万元）` is 160, but the 2 rows above it add up to 160.5
            // ➜ Check the column; if its rows are right, write 160.5
               | 桥 | 5 | 1 | 248 | |
               | 合计 | 9 | 6 | 408.50 | |

               | 户 | 人 |
               |---|---:|
               | 甲 | 3人 |
               | 乙 | 2 |
               | 合计 | 6 |
        "#]]);
    }
}
