//! Words by which rows and columns that are no data are known.

use super::super::value::narrow;

/// Columns of running numbers and the like, which a table need not know.
const RUNNING: [&str; 6] = ["序号", "编号", "行号", "No", "No.", "NO."];

/// How notes below a table begin.
const NOTES: [&str; 7] = ["注:", "备注:", "说明:", "填表", "制表", "审核人:", "联系人:"];

pub(super) fn is_running(heading: &str) -> bool {
    RUNNING.contains(&heading)
}

/// Whether a heading or the first cell of a row says that it adds others up.
pub(super) fn is_sum(text: &str) -> bool {
    let text: String = narrow(text).chars().filter(|c| !c.is_whitespace() && *c != ':').collect();
    let sums = ["小计", "合计", "总计", "共计"];
    text.chars().count() <= 12 && sums.iter().any(|sum| text.ends_with(sum))
}

/// Of a sum: 合计 is of all, 小计 of what stands above it.
pub(super) fn is_whole(label: &str) -> bool {
    !narrow(label).replace(char::is_whitespace, "").ends_with("小计")
}

/// `注：以实际为准`, given without blanks and narrowed.
pub(super) fn is_note(text: &str) -> bool {
    NOTES.iter().any(|note| text.starts_with(note))
}

/// `一、产业项目`, `（二）基础设施`: a heading within the table, given likewise.
pub(super) fn is_chapter(text: &str) -> bool {
    let number = |text: &str| text.chars().next().is_some_and(|c| "一二三四五六七八九十".contains(c));
    (number(text) && text.contains('、')) || text.strip_prefix('(').is_some_and(number)
}
