//! A household's book as it stands at the end of a day: the sums, and the lines that make them up.
//!
//! The public sees gains one by one, and deductions only as one sum. An entry that was taken back stays in
//! the list, as what it is, and its reversal goes without a line of its own once both count: together they
//! are nothing. So the points of all lines but those [taken back](LineState::Reversed) add up to the balance
//! and what is pending.

use super::account::{Account, Cause, Credit};
use crate::model::points::{Entry, Goods};
use crate::model::reversal::Standing;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::iter::Sum;

/// A household's book as it stands at the end of a day.
#[derive(Clone, Debug, Default)]
pub struct Statement<'a> {
    /// All lines together.
    pub sums: Sums,
    /// Newest first; lines without a day come last.
    pub lines: Vec<Line<'a>>,
}

/// What one household, or several together, have at the end of a day, in points.
/// `balance = earned - spent - expired`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// To be spent.
    pub balance: i64,
    /// All that entries have added, deductions and reversals taken off.
    pub earned: i64,
    /// On goods.
    pub spent: i64,
    /// Lost at turns of the year.
    pub expired: i64,
    /// For deeds done, but still posted; not in any of the others.
    pub pending: i64,
}

/// A line of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// The day of the deed, the purchase or the new year; `None` for sums of several.
    pub day: Option<Date>,
    /// What it is about.
    pub subject: Subject<'a>,
    /// Signed.
    pub points: i64,
    /// How it stands.
    pub state: LineState,
}

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject<'a> {
    /// A deed that was done.
    Deed(&'a Entry),
    /// Takes back another entry.
    Reversal(&'a Entry),
    /// All deductions of one state together.
    Deductions,
    /// Something from the shop.
    Bought {
        /// What it was.
        goods: &'a Goods,
        /// Pieces.
        quantity: i32,
    },
    /// What the account brought with it.
    Opening,
    /// What was left was lost at the turn of the year.
    YearEnd,
}

/// How a line stands on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineState {
    /// In the balance.
    Counts,
    /// In the balance of a year that ended with a reset: nothing of it is left.
    Closed,
    /// Still posted, or held up by an objection.
    Waits,
    /// In the balance or waiting, and its reversal is being posted.
    Reversing,
    /// Taken back: it does not count, and neither does its reversal. Or bought, and brought back.
    Reversed,
}

impl Sum for Sums {
    fn sum<I: Iterator<Item = Sums>>(all: I) -> Sums {
        all.fold(Sums::default(), |a, b| Sums {
            balance: a.balance + b.balance,
            earned: a.earned + b.earned,
            spent: a.spent + b.spent,
            expired: a.expired + b.expired,
            pending: a.pending + b.pending,
        })
    }
}

/// What there is at the end of a day.
pub(super) fn sums(account: &Account, on: Date) -> Sums {
    Sums {
        balance: account.balance(on),
        earned: account.earned(on),
        spent: account.spent(on),
        expired: account.expired(on),
        pending: account.pending(on),
    }
}

/// The book as it stands at the end of a day.
pub(super) fn statement<'a>(account: &Account<'a>, on: Date) -> Statement<'a> {
    let closed = last_reset(account, on);
    let mut lines: Vec<Line> =
        account.credits.iter().filter_map(|credit| gain(account, credit, on, closed)).collect();
    lines.extend(account.bought.iter().take_while(|bought| bought.on <= on).map(|bought| Line {
        day: Some(bought.on),
        subject: Subject::Bought { goods: bought.goods, quantity: bought.quantity },
        points: -bought.cost,
        state: match bought.returned.is_some_and(|back| back <= on) {
            true => LineState::Reversed,
            false => LineState::Counts,
        },
    }));
    lines.extend(account.opening.iter().filter(|(day, _)| *day <= on).map(|&(day, points)| Line {
        day: Some(day),
        subject: Subject::Opening,
        points,
        state: if closed.is_some_and(|new_year| day < new_year) {
            LineState::Closed
        } else {
            LineState::Counts
        },
    }));
    lines.extend(resets(account, on));
    // stable: within a day, the order in which they were booked
    lines.sort_by_key(|line| Reverse(line.day));
    lines.extend(deductions(account, on));
    Statement { sums: sums(account, on), lines }
}

fn resets<'a>(account: &Account<'a>, on: Date) -> impl Iterator<Item = Line<'a>> {
    let past = account.movements.iter().take_while(move |movement| movement.day <= on);
    past.filter(|movement| matches!(movement.cause, Cause::YearEnd)).map(|movement| Line {
        day: Some(movement.day),
        subject: Subject::YearEnd,
        points: movement.change,
        state: LineState::Counts,
    })
}

fn last_reset(account: &Account, on: Date) -> Option<Date> {
    resets(account, on).filter_map(|line| line.day).last()
}

/// The line of an entry that has one.
fn gain<'a>(account: &Account<'a>, credit: &Credit<'a>, on: Date, closed: Option<Date>) -> Option<Line<'a>> {
    let (state, entry) = (state(account, credit, on, closed)?, &credit.entry.value);
    let subject = match credit.standing {
        Standing::TakesBack { .. } => Subject::Reversal(entry),
        _ if credit.points() > 0 => Subject::Deed(entry),
        _ => return None,
    };
    Some(Line { day: entry.on.as_ref().map(|on| on.value), subject, points: credit.points(), state })
}

/// How an entry stands; `None` for one whose deed is not done yet, that could not be booked, or that is
/// the half of a pair that takes back.
fn state(account: &Account, credit: &Credit, on: Date, closed: Option<Date>) -> Option<LineState> {
    let (counts, waits) = (credit.counts(on), credit.waits(on));
    let other = credit.counterpart.map(|place| &account.credits[place]);
    match credit.standing {
        Standing::TakesBack { .. } if counts && other.is_some_and(|other| other.counts(on)) => {
            return None;
        }
        Standing::TakenBack if other.is_some_and(|other| other.counts(on)) => {
            return Some(LineState::Reversed);
        }
        Standing::TakenBack if (counts || waits) && other.is_some_and(|other| other.waits(on)) => {
            return Some(LineState::Reversing);
        }
        _ => {}
    }
    let is_closed = closed.is_some_and(|new_year| credit.counts_from.is_some_and(|from| from < new_year));
    match (counts, waits) {
        (true, _) if is_closed => Some(LineState::Closed),
        (true, _) => Some(LineState::Counts),
        (false, true) => Some(LineState::Waits),
        (false, false) => None,
    }
}

/// What was taken off, all together: what counts, then what is still posted. A deduction that was taken
/// back is none.
fn deductions<'a>(account: &Account<'a>, on: Date) -> impl Iterator<Item = Line<'a>> {
    let (mut counting, mut waiting) = (0, 0);
    let own = |credit: &&Credit| !matches!(credit.standing, Standing::TakesBack { .. });
    for credit in account.credits.iter().filter(own).filter(|credit| credit.points() < 0) {
        match state(account, credit, on, None) {
            Some(LineState::Waits) => waiting += credit.points(),
            Some(LineState::Reversing) if credit.waits(on) => waiting += credit.points(),
            Some(LineState::Reversed) | None => {}
            Some(_) => counting += credit.points(),
        }
    }
    let line = |(points, state)| Line { day: None, subject: Subject::Deductions, points, state };
    let sums = [(counting, LineState::Counts), (waiting, LineState::Waits)];
    sums.into_iter().filter(|sum| sum.0 != 0).map(line)
}
