//! The published log by month, newest first.

use crate::plan::facts::Facts;

/// Lines of a month of the log.
pub struct LogMonth {
    /// Of the lines' own time.
    pub year: i16,
    /// From 1.
    pub month: i8,
    /// Numbers of its lines, from 1, newest first.
    pub lines: Vec<usize>,
}

/// Every month in which the log has lines, newest first, up to its last line about what is posted:
/// rounds and releases, of which every publication adds one, would change these pages each time.
pub(super) fn months(facts: &Facts) -> Vec<LogMonth> {
    let mut months: Vec<LogMonth> = Vec::new();
    let last = facts.log.anchor().map_or(0, |anchor| anchor.line);
    for line in (1..=last).rev() {
        let Some(day) = facts.log.time_of(line).map(|at| at.date()) else { continue };
        // a clock that was put right may lead back into a month
        match months.iter_mut().find(|month| (month.year, month.month) == (day.year(), day.month())) {
            Some(month) => month.lines.push(line),
            None => months.push(LogMonth { year: day.year(), month: day.month(), lines: vec![line] }),
        }
    }
    months.sort_by_key(|month| std::cmp::Reverse((month.year, month.month)));
    months
}
