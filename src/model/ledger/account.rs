//! One household's book: what counts when, what it was spent on, and the balance after each change.

use super::purchase::{Bought, Purchase};
use super::shortfall::Shortfall;
use crate::model::points::{Batch, Entry, Redemption, YearEnd};
use crate::model::reversal::Standing;
use crate::source::Spanned;
use jiff::civil::Date;

/// One household's book.
#[derive(Clone, Debug, Default)]
pub struct Account<'a> {
    /// Every entry of the household, in the order in which they were booked.
    pub credits: Vec<Credit<'a>>,
    /// What changed the balance, by day.
    pub movements: Vec<Movement<'a>>,
    /// What was bought and booked, by day.
    pub(super) bought: Vec<Bought<'a>>,
    /// What it had on its first day, from the books before.
    pub(super) opening: Option<(Date, i64)>,
}

/// An entry, and since when its points count.
#[derive(Clone, Copy, Debug)]
pub struct Credit<'a> {
    /// Where it was scored.
    pub batch: &'a Batch,
    /// What was scored.
    pub entry: &'a Spanned<Entry>,
    /// Whether it was taken back, or takes back.
    pub standing: Standing,
    /// `None` while nothing says when: no notice, or an open objection.
    pub counts_from: Option<Date>,
    /// In the same book, the entry that takes this one back, or that this one takes back.
    pub(super) counterpart: Option<usize>,
    /// A deduction that the balance could not bear: a [`Shortfall`].
    refused: bool,
}

/// One change of a balance.
#[derive(Clone, Copy, Debug)]
pub struct Movement<'a> {
    /// The day from whose beginning it is so.
    pub day: Date,
    /// Points, signed.
    pub change: i64,
    /// After the change.
    pub balance: i64,
    /// Why it changed.
    pub cause: Cause<'a>,
}

/// Why a balance changed.
#[derive(Clone, Copy, Debug)]
pub enum Cause<'a> {
    /// An entry counts.
    Entry(&'a Entry),
    /// The account was opened with what the books before had.
    Opening,
    /// Something was bought.
    Redemption(&'a Redemption),
    /// Something that was bought was brought back.
    Return(&'a Redemption),
    /// The balance was reset at the turn of the year.
    YearEnd,
}

impl<'a> Account<'a> {
    /// Points to spend at the end of a day.
    pub fn balance(&self, on: Date) -> i64 {
        let after = self.movements.partition_point(|movement| movement.day <= on);
        after.checked_sub(1).map_or(0, |last| self.movements[last].balance)
    }

    /// Points for deeds done by then that do not count yet.
    pub fn pending(&self, on: Date) -> i64 {
        self.credits.iter().filter(|credit| credit.waits(on)).map(Credit::points).sum()
    }

    /// All that entries had added by the end of a day, deductions taken off, with what it was opened with.
    pub fn earned(&self, on: Date) -> i64 {
        self.sum(on, |cause| matches!(cause, Cause::Entry(_) | Cause::Opening))
    }

    /// All that was spent by the end of a day, less what was brought back.
    pub fn spent(&self, on: Date) -> i64 {
        -self.sum(on, |cause| matches!(cause, Cause::Redemption(_) | Cause::Return(_)))
    }

    /// All that was lost at turns of the year by the end of a day.
    pub fn expired(&self, on: Date) -> i64 {
        -self.sum(on, |cause| matches!(cause, Cause::YearEnd))
    }

    fn sum(&self, on: Date, wanted: fn(&Cause) -> bool) -> i64 {
        let until = self.movements.iter().take_while(|movement| movement.day <= on);
        until.filter(|movement| wanted(&movement.cause)).map(|movement| movement.change).sum()
    }

    /// Adds an entry, which may take back another one of this book; gives its place in [`Account::credits`].
    /// A reversal never counts before what it takes back.
    pub(super) fn add_credit(&mut self, mut credit: Credit<'a>, takes_back: Option<usize>) -> usize {
        let place = self.credits.len();
        if let Some(of) = takes_back {
            let original = &mut self.credits[of];
            original.counterpart = Some(place);
            credit.counterpart = takes_back;
            credit.counts_from = credit.counts_from.zip(original.counts_from).map(|(own, its)| own.max(its));
        }
        self.credits.push(credit);
        place
    }

    /// Books everything in order of days; gives back what could not be.
    pub(super) fn book(&mut self, year_end: YearEnd, purchases: &[&Purchase<'a>]) -> Vec<Shortfall<'a>> {
        let mut shortfalls = Vec::new();
        for posting in self.postings(purchases) {
            self.turn_years(year_end, posting.day);
            let (change, cause) = match posting.what {
                What::Credit(place) => {
                    let credit = &self.credits[place];
                    (credit.points(), Cause::Entry(&credit.entry.value))
                }
                What::Opening(points) => (points, Cause::Opening),
                What::Purchase(purchase) => (-purchase.cost, Cause::Redemption(&purchase.redemption.value)),
                What::Return(purchase) if self.is_booked(purchase) => {
                    (purchase.cost, Cause::Return(&purchase.redemption.value))
                }
                What::Return(_) => continue,
            };
            if self.last_balance() + change >= 0 || change >= 0 {
                self.add(posting.day, change, cause);
                self.settle(posting.what, false);
            } else {
                shortfalls.extend(self.shortfall(&posting));
                self.settle(posting.what, true);
            }
        }
        self.turn_years(year_end, Date::MAX);
        shortfalls
    }

    /// Keeps what became of a posting.
    fn settle(&mut self, what: What<'a, '_>, refused: bool) {
        match what {
            What::Credit(place) => self.credits[place].refused = refused,
            What::Purchase(purchase) if !refused => self.bought.extend(&purchase.goods),
            What::Purchase(_) | What::Return(_) | What::Opening(_) => {}
        }
    }

    fn is_booked(&self, purchase: &Purchase) -> bool {
        let booked = self.movements.iter().rev().take_while(|movement| movement.day >= purchase.on);
        booked.into_iter().any(|movement| {
            matches!(movement.cause, Cause::Redemption(one) if std::ptr::eq(one, &purchase.redemption.value))
        })
    }

    /// Everything that will be booked, in order: what counts from a day before what is bought on it.
    fn postings<'p>(&self, all: &[&'p Purchase<'a>]) -> Vec<Posting<'a, 'p>> {
        let credits = self.credits.iter().enumerate().filter_map(|(place, credit)| {
            let rank = if credit.points() >= 0 { Rank::Gain } else { Rank::Loss };
            Some(Posting { day: credit.counts_from?, rank, what: What::Credit(place) })
        });
        let purchases = all.iter().map(|&purchase| Posting {
            day: purchase.on,
            rank: Rank::Purchase,
            what: What::Purchase(purchase),
        });
        let opening = self.opening.iter().map(|&(day, points)| Posting {
            day,
            rank: Rank::Gain,
            what: What::Opening(points),
        });
        let returns = all.iter().filter_map(|&purchase| {
            Some(Posting { day: purchase.returned?, rank: Rank::Return, what: What::Return(purchase) })
        });
        let mut postings: Vec<Posting> = opening.chain(credits).chain(purchases).chain(returns).collect();
        postings.sort_by_key(|posting| (posting.day, posting.rank));
        postings
    }

    /// Resets the balance at the first turn of the year before `day`.
    fn turn_years(&mut self, year_end: YearEnd, day: Date) {
        let Some(last) = self.movements.last().filter(|last| year_end == YearEnd::Reset && last.balance > 0)
        else {
            return;
        };
        let Ok(new_year) = Date::new(last.day.year().saturating_add(1), 1, 1) else { return };
        if new_year <= day {
            self.add(new_year, -last.balance, Cause::YearEnd);
        }
    }

    fn last_balance(&self) -> i64 {
        self.movements.last().map_or(0, |last| last.balance)
    }

    fn add(&mut self, day: Date, change: i64, cause: Cause<'a>) {
        let balance = self.last_balance() + change;
        self.movements.push(Movement { day, change, balance, cause });
    }

    fn shortfall(&self, posting: &Posting<'a, '_>) -> Option<Shortfall<'a>> {
        let (day, balance) = (posting.day, self.last_balance());
        Some(match posting.what {
            What::Credit(place) => {
                let credit = &self.credits[place];
                Shortfall::Entry { file: credit.batch.file, entry: credit.entry, day, balance }
            }
            What::Purchase(purchase) => Shortfall::Redemption {
                file: purchase.file,
                redemption: purchase.redemption,
                cost: purchase.cost,
                balance,
                pending: self.pending(day),
                enough_from: self.enough_from(day, purchase.cost - balance),
            },
            What::Opening(_) | What::Return(_) => return None,
        })
    }

    /// The first day by which entries that wait on a day bring so many points more.
    fn enough_from(&self, day: Date, missing: i64) -> Option<Date> {
        let waiting = self.credits.iter().filter(|credit| credit.waits(day));
        let mut coming: Vec<(Date, i64)> =
            waiting.filter_map(|credit| Some((credit.counts_from?, credit.points()))).collect();
        coming.sort_unstable();
        let mut sum = 0;
        let enough = coming.into_iter().find(|&(_, points)| {
            sum += points;
            sum >= missing
        });
        enough.map(|(day, _)| day)
    }
}

impl<'a> Credit<'a> {
    /// An entry as its batch has it, before it is in any book.
    pub(super) fn new(
        batch: &'a Batch,
        entry: &'a Spanned<Entry>,
        standing: Standing,
        counts_from: Option<Date>,
    ) -> Credit<'a> {
        Credit { batch, entry, standing, counts_from, counterpart: None, refused: false }
    }

    /// What it adds, signed.
    pub fn points(&self) -> i64 {
        i64::from(self.entry.points.value)
    }

    /// The deed was done by that day, and its points do not count yet.
    pub fn waits(&self, on: Date) -> bool {
        let done = self.entry.on.as_ref().is_some_and(|day| day.value <= on);
        done && self.counts_from.is_none_or(|from| from > on)
    }

    /// Its points are in the balance of that day.
    pub fn counts(&self, on: Date) -> bool {
        !self.refused && self.counts_from.is_some_and(|from| from <= on)
    }
}

#[derive(Clone, Copy)]
struct Posting<'a, 'p> {
    day: Date,
    rank: Rank,
    what: What<'a, 'p>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Gain,
    Loss,
    Purchase,
    Return,
}

#[derive(Clone, Copy)]
enum What<'a, 'p> {
    /// The place of an entry in [`Account::credits`].
    Credit(usize),
    /// Points that the account brings with it.
    Opening(i64),
    Purchase(&'p Purchase<'a>),
    /// What was bought comes back.
    Return(&'p Purchase<'a>),
}
