//! A line of a household's statement, in words.

use crate::model::ledger::{Line, LineState, Subject};
use crate::model::points::{Entry, PointsBank};
use crate::plan::view::{PointsEntryView, StateView};
use crate::plan::wording;

pub fn entry(bank: &PointsBank, line: &Line) -> PointsEntryView {
    PointsEntryView {
        on: line.day.map(wording::iso),
        what: what(bank, line.subject),
        points: line.points,
        spendable: matches!(line.subject, Subject::Deed(_)) && line.state == LineState::Counts,
        state: state(line),
    }
}

fn what(bank: &PointsBank, subject: Subject) -> String {
    match subject {
        Subject::Deed(entry) => deed(bank, entry),
        Subject::Reversal(entry) => format!("冲销：{}", deed(bank, entry)),
        Subject::Deductions => "扣分合计".into(),
        Subject::Bought { goods, quantity } => format!("兑换{} × {quantity}", goods.name.value),
        Subject::YearEnd => "年终清零".into(),
    }
}

/// In the words of the rule that was valid on the day.
fn deed(bank: &PointsBank, entry: &Entry) -> String {
    let rule = entry.on.as_ref().and_then(|on| bank.rule(&entry.rule.value, on.value));
    rule.map_or_else(|| entry.rule.value.clone(), |rule| rule.deed.value.clone())
}

fn state(line: &Line) -> StateView {
    let (key, label) = match (line.state, line.subject) {
        (LineState::Waits, _) => ("posted", "公示中"),
        (LineState::Reversing, _) => ("objection", "冲销公示中"),
        (LineState::Reversed, _) => ("withdrawn", "已冲销"),
        (LineState::Closed, _) => ("over", "年度已结"),
        (LineState::Counts, Subject::Deed(_)) => ("recorded", "可兑换"),
        (LineState::Counts, Subject::Reversal(_)) => ("withdrawn", "已冲销"),
        (LineState::Counts, Subject::Deductions) => ("over", "已扣除"),
        (LineState::Counts, Subject::Bought { .. }) => ("over", "已兑换"),
        (LineState::Counts, Subject::YearEnd) => ("over", "已清零"),
    };
    StateView { key, label: label.to_owned() }
}
