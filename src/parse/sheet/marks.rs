//! Words by which rows and columns that are no data are known.

use super::super::value;
use crate::model::sums;

/// Columns of running numbers and the like, which a table need not know.
const RUNNING: [&str; 6] = ["序号", "编号", "行号", "No", "No.", "NO."];

/// How notes in a table or below it begin.
const NOTES: [&str; 7] = ["注:", "备注:", "说明:", "填表", "制表", "审核人:", "联系人:"];

/// How the names of those end who sign a table, and of what stands beside them.
const SIGNED: [&str; 8] = ["人", "领导", "电话", "日期", "时间", "盖章", "签字", "签名"];

/// Characters of such a name.
const LONGEST_SIGNED: usize = 8;

pub(super) fn is_running(heading: &str) -> bool {
    RUNNING.contains(&heading)
}

/// Whether a heading says that its column adds up others.
pub(super) fn is_sum(text: &str) -> bool {
    sums::reach(text).is_some()
}

/// `注：以实际为准`, given without blanks and narrowed.
fn is_note(text: &str) -> bool {
    NOTES.iter().any(|note| text.starts_with(note))
}

/// `填表人：某某`, `单位负责人（签字）：`, given likewise.
fn is_signature(text: &str) -> bool {
    let Some((name, _)) = text.split_once(':') else { return false };
    let name: String = name.chars().filter(|c| !matches!(c, '(' | ')')).collect();
    name.chars().count() <= LONGEST_SIGNED && SIGNED.iter().any(|end| name.ends_with(end))
}

/// Whether the filled cells of a row, given likewise, are a note or what people sign: each a name with a colon, or what
/// stands behind one.
pub(super) fn are_notes(cells: &[String]) -> bool {
    let Some(first) = cells.first().filter(|first| is_note(first) || is_signature(first)) else {
        return false;
    };
    let dated = |text: &str| is_note(first) && value::date(text).is_some();
    let belongs = |pair: &[String]| pair[0].ends_with(':') || is_signature(&pair[1]) || dated(&pair[1]);
    cells.windows(2).all(belongs)
}
