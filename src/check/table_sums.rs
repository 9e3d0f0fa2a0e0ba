//! `table-sum`: a row of a body's table that says 小计 or 合计 is the sum of the rows above it, in every column where
//! that is beyond doubt: all cells are plain numbers, and the heading names nothing that is not added up.
//!
//! Tables of points are held to their batch, see `points-table`.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::item::{Cell, Table};
use crate::model::notice::Notice;
use crate::model::sums::{self, Column};
use crate::text;
use std::collections::BTreeSet;

/// Words of headings whose numbers are not added up.
const NEVER: &str = "序号 编号 单价 标准 比例 率 年 月 日期 均 电话 得分 总分 名次 文号 % 每 余额 结余 结存 累计 占 排名 剩余 \
    覆盖面 进度 满意度 指数";

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
    below: bool,
}

fn wrong(table: &Table) -> Vec<Wrong<'_>> {
    let Some((heading, rows)) = table.rows.split_first() else { return Vec::new() };
    // `其中：中央` and the rows of a chapter that has its own amount are added up a second time
    if rows.iter().any(|row| label(row).starts_with("其中") || sums::chapter(label(row)).is_some()) {
        return Vec::new();
    }
    let columns = heading.iter().enumerate().skip(1);
    columns.flat_map(|(at, head)| column(rows, at, &head.text)).collect()
}

/// What a row is called.
fn label(row: &[Cell]) -> &str {
    row.iter().map(|cell| cell.text.trim()).find(|text| !text.is_empty()).unwrap_or_default()
}

fn column<'t>(rows: &'t [Vec<Cell>], at: usize, heading: &'t str) -> Vec<Wrong<'t>> {
    if NEVER.split_whitespace().any(|word| heading.contains(word)) {
        return Vec::new();
    }
    let (mut column, mut stated) = (Column::default(), Vec::new());
    for row in rows {
        let amount = row.get(at).and_then(|cell| number(&cell.text));
        match sums::reach(label(row)) {
            Some(reach) => {
                column.sum(reach, amount);
                stated.push((label(row), row.get(at)));
            }
            None => column.row(amount),
        }
    }
    // of one row alone, it may be something else
    let wrong = column.wrong().into_iter().filter(|wrong| wrong.rows > 1);
    let told = |sums::Wrong { number, sum, rows: count, below }| {
        let (label, cell) = stated[number];
        Some(Wrong { label, heading, cell: cell?, count, sum, below })
    };
    wrong.filter_map(told).collect()
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
    let Wrong { label, heading, cell, count, sum, below } = wrong;
    let (declared, sum) = (cell.text.trim(), written(*sum));
    let (side, where_to) = if *below { ("下", "below") } else { ("上", "above") };
    let message = text!(
        "“{heading}”一列{label}写的是 {declared}，{side}面{count}行加起来是 {sum}",
        "{label} of the column `{heading}` is {declared}, but the {count} rows {where_to} it add up to {sum}"
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

    #[test]
    fn accounts_of_a_village_are_no_mistake() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/a.md
               ---
               title: 甲
               kind: news
               issuer: 乙
               ---
               | 时间 | 收入 | 支出 | 结余 |
               |---|---:|---:|---:|
               | 九月 | 100 | 40 | 160 |
               | 十月 | 50 | 60 | 150 |
               | 合计 | 150 | 100 | 150 |

               | 项目 | 余额 |
               |---|---:|
               | 农行 | 100 |
               | 信用社 | 50 |
               | 合计 | 120 |

               | 来源 | 金额 |
               |---|---:|
               | 衔接资金 | 100 |
               | 其中：中央 | 60 |
               | 其中：省级 | 40 |
               | 自筹 | 20 |
               | 合计 | 120 |

               | 项目 | 金额 |
               |---|---:|
               | 一、产业 | 30 |
               | 路 | 10 |
               | 渠 | 20 |
               | 合计 | 30 |

               | 项目 | 金额 |
               |---|---:|
               | 合计 | 40 |
            //         ^^^^ warning[table-sum]
            // “金额”一列合计写的是 40，下面2行加起来是 30
            // ➜ 核对这一列；如果各行没错，改为 30
            // 合计 of the column `金额` is 40, but the 2 rows below it add up to 30
            // ➜ Check the column; if its rows are right, write 30
               | 路 | 10 |
               | 渠 | 20 |
        "#]]);
    }
}
