//! 文明银行: rules, and lines of a household's statement.

use super::{Word, chinese};
use crate::model::ledger::{Line, LineState, Subject};
use crate::model::points::{Batch, Cap, CapMeasure, CapPeriod, Entry, PointsBank, PointsRange};
use crate::model::valid::Validity;

/// `5`, `3–10`
pub fn range(range: PointsRange) -> String {
    if range.min == range.max { range.min.to_string() } else { format!("{}–{}", range.min, range.max) }
}

/// `每月最多4次`
pub fn cap(cap: &Cap) -> String {
    let per = match cap.per {
        CapPeriod::Month => "每月",
        CapPeriod::Quarter => "每季度",
        CapPeriod::Year => "每年",
    };
    match cap.measure {
        CapMeasure::Times(times) => format!("{per}最多{times}次"),
        CapMeasure::Points(points) => format!("{per}最多{points}分"),
    }
}

/// When a rule or price holds; `None` for always.
pub fn valid(valid: &Validity) -> Option<String> {
    let (from, until) = (valid.from.as_ref(), valid.until.as_ref());
    match (from.map(|from| chinese(from.value)), until.map(|until| chinese(until.value))) {
        (None, None) => None,
        (Some(from), None) => Some(format!("{from}起")),
        (None, Some(until)) => Some(format!("{until}止")),
        (Some(from), Some(until)) => Some(format!("{from}至{until}")),
    }
}

/// What a line of a statement is about.
pub fn entry(bank: &PointsBank, subject: Subject) -> String {
    match subject {
        Subject::Deed(entry) | Subject::Reversal(entry) => posted_deed(bank, entry),
        Subject::Deductions => "扣分合计".into(),
        Subject::Bought { goods, quantity } => format!("兑换{} × {quantity}", goods.name.value),
        Subject::Opening => "开户时的积分".into(),
        Subject::YearEnd => "年终清零".into(),
    }
}

/// What an entry is for, as it is posted.
pub fn posted_deed(bank: &PointsBank, entry: &Entry) -> String {
    match entry.reverses {
        Some(_) => format!("冲销：{}", bank.deed(entry)),
        None => bank.deed(entry).to_owned(),
    }
}

/// How a line of a statement stands.
pub fn entry_state(line: &Line) -> Word {
    let (key, label) = match (line.state, line.subject) {
        (LineState::Waits, _) => ("posted", "公示中"),
        (LineState::Reversing, _) => ("objection", "冲销公示中"),
        (LineState::Reversed, Subject::Bought { .. }) => ("withdrawn", "已撤回"),
        (LineState::Reversed, _) => ("withdrawn", "已冲销"),
        (LineState::Closed, _) => ("over", "年度已结"),
        (LineState::Counts, Subject::Deed(_) | Subject::Opening) => ("recorded", "可兑换"),
        (LineState::Counts, Subject::Reversal(_)) => ("withdrawn", "已冲销"),
        (LineState::Counts, Subject::Deductions) => ("over", "已扣除"),
        (LineState::Counts, Subject::Bought { .. }) => ("over", "已兑换"),
        (LineState::Counts, Subject::YearEnd) => ("over", "已清零"),
    };
    Word { key, label }
}
/// `雾棠村积分：2026-10`
pub fn batch(batch: &Batch) -> String {
    format!("{}积分：{}", batch.village.value, batch.batch.value)
}
