//! A child's whole name together with its school: `顾小禾，云砚镇中心小学三年级`, or a row that has both.
//!
//! Source: Regulations on the Protection of Minors in Cyberspace, article 34 and following: a minor's information
//! is guarded like health.

use super::finding::{Finding, MOST_FINDINGS};
use super::names::{is_name, is_sure_name};
use super::rows::{Cell, Table};
use super::words::{Word, has, words};
use crate::diagnostic::Code;
use std::ops::Range;

const SCHOOLS: [&str; 6] = ["小学", "中学", "初中", "高中", "幼儿园", "学校"];
/// Somebody goes there.
const ATTENDS: [&str; 8] = ["年级", "学生", "就读", "在读", "同学", "上学", "小朋友", "入学"];
/// Somebody teaches there.
const TEACHES: [&str; 8] = ["教师", "老师", "校长", "班主任", "园长", "负责人", "联系人", "支教"];

/// Whether a text names any school.
pub(super) fn may_be(text: &str) -> bool {
    has(text, &SCHOOLS)
}

/// Every child of a text that its school tells apart.
pub(super) fn scan(text: &str, tables: &[Table]) -> Vec<Finding> {
    let rows = tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    let found =
        rows.filter_map(|(table, row)| in_row(table, row)).chain(in_sentences(text)).take(MOST_FINDINGS);
    found.map(|range| Finding::whole(Code::PrivacyPupil, range)).collect()
}

fn in_row(table: &Table, row: &[Cell]) -> Option<Range<usize>> {
    let above = |column| table.above(column);
    let staff = (0..row.len()).any(|column| has(row[column].text, &TEACHES) || has(above(column), &TEACHES));
    let school = row.iter().position(|cell| has(cell.text, &SCHOOLS))?;
    let attends =
        (0..row.len()).any(|column| has(row[column].text, &ATTENDS) || has(above(column), &ATTENDS));
    let child = (0..row.len()).find(|&column| {
        let named = above(column).contains("姓名") || above(column).contains("学生");
        column != school && (is_sure_name(row[column].text) || (named && is_name(row[column].text)))
    })?;
    (attends && !staff).then(|| row[child].range.clone())
}

fn in_sentences(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut found = Vec::new();
    for sentence in text.split_inclusive(['。', '；', '\n', '！']) {
        let row = sentence.trim_start().starts_with('|');
        if !row && has(sentence, &SCHOOLS) && has(sentence, &ATTENDS) && !has(sentence, &TEACHES) {
            found.extend(words(sentence).find_map(child).map(|range| start + range.start..start + range.end));
        }
        start += sentence.len();
    }
    found
}

/// A word that is a name, or begins or ends with one where a child is spoken of.
fn child(word: Word) -> Option<Range<usize>> {
    const BEFORE: [&str; 5] = ["学生", "同学", "班", "年级", "孤儿"];
    const AFTER: [&str; 7] = ["就读", "现就读", "在读", "同学", "小朋友", "系", "在"];
    let Word { text, start } = word;
    if is_sure_name(text) {
        return Some(start..start + text.len());
    }
    let after = AFTER.iter().filter_map(|next| text.find(next)).find(|&at| is_sure_name(&text[..at]));
    let before = BEFORE.iter().filter_map(|last| Some(text.rfind(last)? + last.len()));
    let before = before.into_iter().find(|&at| is_sure_name(&text[at..]));
    after.map(|at| start..start + at).or_else(|| before.map(|at| start + at..start + text.len()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::scanned_page;
    use expect_test::expect;

    #[test]
    fn children_and_their_schools() {
        scanned_page(
            "助学",
            expect![[r#"
                text
                   顾小禾，云砚镇中心小学三年级，家庭困难。
                // ^^^^^^ privacy-pupil

                   资助云砚镇中心小学四年级学生陆小满。
                //                             ^^^^^^ privacy-pupil

                   程子涵就读于云砚镇初级中学二年级。
                // ^^^^^^ privacy-pupil

                   | 姓名 | 学校 | 年级 |
                   |---|---|---|
                   | 顾小禾 | 云砚镇中心小学 | 三年级 |
                //   ^^^^^^ privacy-pupil
            "#]],
        );
    }

    #[test]
    fn teachers_and_schools_alone() {
        scanned_page(
            "助学",
            expect![[r#"
                text
                   云砚镇中心小学教师顾国林为三年级学生上了一堂课。

                   顾某某，云砚镇中心小学三年级。

                   | 姓名 | 学校 | 年级 |
                   |---|---|---|
                   | 顾某某 | 云砚镇中心小学 | 三年级 |
                   | 李\*林 | 云砚镇中心小学 | 四年级 |
                   | 陆*满 | 云砚镇中心小学 | 四年级 |

                   为云砚镇中心小学三年级学生购买书包 120 个，由陆小满老师发放。

                   | 学校 | 学生人数 | 联系人 |
                   |---|---|---|
                   | 云砚镇中心小学 | 320 | 顾国林 |
            "#]],
        );
    }
}
