//! What happened to an account in a period: where it stood before, what came and went, where it stands after.

use super::account::{Account, Cause};
use crate::model::reversal::Standing;
use jiff::civil::Date;
use std::iter::Sum;

/// One account, or several together, over a period, in points.
/// `closing = opening + earned - spent - expired`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PeriodSums {
    /// To be spent at the end of the day before.
    pub opening: i64,
    /// All that entries added, deductions and reversals taken off, by the day on which they count.
    pub earned: i64,
    /// On goods, by the day of the purchase; what was brought back is taken off.
    pub spent: i64,
    /// Lost at a turn of the year.
    pub expired: i64,
    /// To be spent at the end of the last day.
    pub closing: i64,
    /// For deeds done in the period that count by now, deductions taken off: what a ranking goes by.
    pub scored: i64,
}

impl Sum for PeriodSums {
    fn sum<I: Iterator<Item = PeriodSums>>(all: I) -> PeriodSums {
        all.fold(PeriodSums::default(), |a, b| PeriodSums {
            opening: a.opening + b.opening,
            earned: a.earned + b.earned,
            spent: a.spent + b.spent,
            expired: a.expired + b.expired,
            closing: a.closing + b.closing,
            scored: a.scored + b.scored,
        })
    }
}

/// Both days included; what counts only after `on` is not known yet.
pub(super) fn period(account: &Account, from: Date, until: Date, on: Date) -> PeriodSums {
    let until = until.min(on);
    let before = account.movements.partition_point(|movement| movement.day < from);
    let after = account.movements.partition_point(|movement| movement.day <= until).max(before);
    let balance = |end: usize| end.checked_sub(1).map_or(0, |last| account.movements[last].balance);
    let mut sums = PeriodSums { opening: balance(before), closing: balance(after), ..PeriodSums::default() };
    for movement in &account.movements[before..after] {
        match movement.cause {
            Cause::Entry(_) | Cause::Opening => sums.earned += movement.change,
            Cause::Redemption(_) | Cause::Return(_) => sums.spent -= movement.change,
            Cause::YearEnd => sums.expired -= movement.change,
        }
    }
    sums.scored = scored(account, from, until, on);
    sums
}

/// An entry and the one that takes it back are nothing together, once both count.
fn scored(account: &Account, from: Date, until: Date, on: Date) -> i64 {
    let done = account.credits.iter().filter(|credit| {
        let day = credit.entry.on.as_ref().map(|day| day.value);
        credit.counts(on) && day.is_some_and(|day| from <= day && day <= until)
    });
    let stands = |standing| !matches!(standing, Standing::TakesBack { .. });
    let gone = |place: Option<usize>| place.is_some_and(|place| account.credits[place].counts(on));
    done.filter(|credit| stands(credit.standing) && !gone(credit.counterpart))
        .map(|credit| credit.points())
        .sum()
}
