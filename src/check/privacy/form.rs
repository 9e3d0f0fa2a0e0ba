//! Private forms (帮扶台账, 信息采集表, 户卡): a whole name together with what the household earns or how its
//! members' health is, as columns of a table, as a form of labels and values, or line by line.
//!
//! Source: such files are kept by the office and never posted. One finding a form: the first label that makes it one.

use super::finding::{Finding, MOST_FINDINGS};
use super::names::{is_name, is_sure_name};
use super::rows::{Cell, Table};
use super::words::has;
use crate::diagnostic::Code;
use std::ops::Range;

/// Every form of a text.
pub(super) fn scan(text: &str, tables: &[Table]) -> Vec<Finding> {
    let in_tables = tables.iter().filter_map(|table| by_columns(table).or_else(|| by_rows(table)));
    let found = in_tables.chain(by_lines(text)).take(MOST_FINDINGS);
    found.map(|range| Finding::whole(Code::PrivacyForm, range)).collect()
}

const PRIVATE: [&str; 16] = [
    "家庭年收入",
    "家庭收入",
    "人均收入",
    "纯收入",
    "年收入",
    "月收入",
    "工资性收入",
    "收入情况",
    "收入来源",
    "健康状况",
    "身体状况",
    "病情",
    "患病",
    "病种",
    "残疾类别",
    "残疾等级",
];

/// Whether a text has any label that makes a form of it.
pub(super) fn may_be(text: &str) -> bool {
    // most labels have it in them
    const INCOME: &str = "收入";
    let mut others = PRIVATE.iter().filter(|label| !label.contains(INCOME));
    has(text, &[INCOME]) || others.any(|label| has(text, &[label]))
}

/// What a label asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    /// Who it is.
    Name,
    /// What nobody else need know.
    Private,
    Other,
}

fn label(text: &str) -> Label {
    const NAMES: [&str; 7] = ["姓名", "户主", "被帮扶人", "帮扶对象", "患者", "申请人", "困难群众"];
    const STAFF: [&str; 9] = ["干部", "责任", "联系", "负责", "经办", "医生", "教师", "户主数", "专家"];
    const OF_ALL: [&str; 6] = ["集体", "预计", "带动", "村级", "防治", "目标"];
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    // a sentence is no label
    if text.chars().count() > 14 {
        return Label::Other;
    }
    match () {
        () if has(&NAMES) && !has(&STAFF) => Label::Name,
        () if (has(&PRIVATE) || text == "收入" || text.starts_with("收入（")) && !has(&OF_ALL) => {
            Label::Private
        }
        () => Label::Other,
    }
}

/// Something is told there.
fn tells(value: &str) -> bool {
    !matches!(value, "" | "-" | "—" | "/" | "无" | "否") && !value.chars().all(|c| "_-—/　 □".contains(c))
}

/// A heading with a name and something private, over a row that has both.
fn by_columns(table: &Table) -> Option<Range<usize>> {
    let of = |wanted| table.heading.iter().position(|cell| label(cell.text) == wanted);
    let (name, private) = (of(Label::Name)?, of(Label::Private)?);
    let both = |row: &Vec<Cell>| {
        row.get(name).is_some_and(|cell| is_name(cell.text))
            && row.get(private).is_some_and(|cell| tells(cell.text))
    };
    table.rows.iter().any(both).then(|| table.heading[private].range.clone())
}

/// `| 户主姓名 | 顾国林 | 家庭年收入 | 8600 元 |`, over some rows.
fn by_rows(table: &Table) -> Option<Range<usize>> {
    let all = std::iter::once(&table.heading).chain(&table.rows);
    let pairs = all.flat_map(|row| row.chunks_exact(2).map(|pair| (&pair[0], &pair[1])));
    of_pairs(pairs.map(|(label, value)| (label.text, value.text, label.range.clone())))
}

/// `户主姓名：顾国林` in one line, `家庭年收入：8600 元` in the same or another of the same paragraph or list.
fn by_lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut near: Vec<(&str, &str, Range<usize>)> = Vec::new();
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        if line.starts_with('#') {
            found.extend(of_pairs(near.drain(..)));
        } else if !line.starts_with('|') {
            near.extend(pairs(line, start));
        }
        start += line.len();
    }
    found.extend(of_pairs(near.into_iter()));
    found
}

fn of_pairs<'t>(pairs: impl Iterator<Item = (&'t str, &'t str, Range<usize>)>) -> Option<Range<usize>> {
    let (mut named, mut private) = (false, None);
    for (text, value, range) in pairs {
        match label(text) {
            Label::Name => named |= is_sure_name(value) || (is_name(value) && !text.contains("申请人")),
            Label::Private if tells(value) => private = private.or(Some(range)),
            Label::Private | Label::Other => {}
        }
    }
    private.filter(|_| named)
}

/// Labels and values of a line that begins at a byte.
fn pairs(line: &str, start: usize) -> impl Iterator<Item = (&str, &str, Range<usize>)> {
    let parts = |c: char| matches!(c, '，' | '；' | '。' | '、' | ' ' | '\n' | ',' | ';' | '|' | '\t');
    let pieces = line.split(parts).scan(start, move |at, piece| {
        let from = *at;
        // every separator but the ASCII ones has three bytes; the next piece begins after its own
        let next = line[from - start + piece.len()..].chars().next().map_or(0, char::len_utf8);
        *at = from + piece.len() + next;
        Some((from, piece))
    });
    pieces.filter_map(|(from, piece)| {
        let (text, value) = piece.split_once('：').or_else(|| piece.split_once(':'))?;
        let bare = text.trim_start_matches(|c: char| !c.is_alphabetic());
        let from = from + text.len() - bare.len();
        Some((bare, value, from..from + bare.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::scanned_page;
    use expect_test::expect;

    #[test]
    fn forms_are_known_by_their_labels() {
        scanned_page(
            "帮扶台账",
            expect![[r#"
                text
                   | 户主姓名 | 人口 | 家庭年收入 | 备注 |
                //                     ^^^^^^^^^^ privacy-form
                   |---|---|---|---|
                   | 顾国林 | 4 | 8600 元 | 无 |

                   ## 另一户

                   | 户主 | 陆小满 | 人口 | 2 |
                   |---|---|---|---|
                   | 健康状况 | 长期服药 | 组别 | 二组 |
                //   ^^^^^^^^ privacy-form

                   ## 第三户

                   - 户主姓名：程有田
                   - 人均纯收入：4200元
                //   ^^^^^^^^^^ privacy-form
            "#]],
        );
    }

    #[test]
    fn what_is_posted_has_names_and_money_too() {
        scanned_page(
            "公示",
            expect![[r#"
                text
                   | 户主姓名 | 村组 | 补助金额 |
                   |---|---|---|
                   | 顾*林 | 二组 | 3000 |

                   ## 产业

                   | 负责人姓名 | 村集体收入 |
                   |---|---|
                   | 顾国林 | 12万元 |

                   ## 雨露计划

                   | 户主姓名 | 家庭人均纯收入 |
                   |---|---|
                   | 顾某某 | 4200元 |
                   | 顾\*林 | 4300元 |

                   ## 空表

                   | 户主姓名 | 家庭年收入 |
                   |---|---|
                   |  |  |

                   联系人：顾国林，带动户均增收：800元
            "#]],
        );
    }
}
