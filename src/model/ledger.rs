//! The points bank's books: what every household has to spend on any day, and what is left on the shelf.
//!
//! An entry counts from the day after its batch's notice has ended, without an objection still open; until
//! then it is pending. Where balances are reset, what is left at 24:00 on 31 December is gone; an entry
//! that counts only from January on belongs to the new year. On one day entries count before anything is
//! bought. What cannot be paid is not booked, so that one mistake does not make every later line wrong:
//! it is listed as a [`Shortfall`].
//!
//! Whoever shows a number of the points bank asks here; nobody else adds points up.
//!
//! No clock: every question names its day. This room judges nothing and words nothing.

mod account;
#[cfg(test)]
mod naive;
mod period;
mod purchase;
mod shelf;
mod shortfall;
mod statement;

pub use account::{Account, Cause, Credit, Movement};
pub use period::PeriodSums;
pub use purchase::{Spending, spending};
pub use shortfall::Shortfall;
pub use statement::{Line, LineState, Statement, Subject, Sums};

use crate::model::content::Content;
use crate::model::log::PublicationLog;
use crate::model::points::{Batch, Household, PointsBank, YearEnd};
use crate::model::reversal::{Booked, Standing, booked};
use crate::model::window;
use jiff::civil::Date;
use purchase::{Purchase, purchases};
use shelf::{Shelf, shelves};
use std::collections::{BTreeMap, HashMap};

/// All accounts and shelves, by id.
#[derive(Clone, Debug, Default)]
pub struct Ledger<'a> {
    accounts: BTreeMap<&'a str, Account<'a>>,
    shelves: HashMap<&'a str, Shelf>,
    shortfalls: Vec<Shortfall<'a>>,
    /// By a notice's id, the first day on which what it posted counts.
    notices: HashMap<&'a str, Option<Date>>,
}

impl<'a> Ledger<'a> {
    /// The books of a county. A batch counts once its notice's window has ended, unless the notice is a
    /// draft, was withdrawn before its end, or has an objection without outcome.
    pub fn of_content(content: &'a Content, log: &PublicationLog) -> Ledger<'a> {
        Ledger::of(&content.points, |id| {
            let notice = content.notice(id).filter(|notice| !notice.draft && !notice.has_open_objection())?;
            let kind = content.kinds.find(&notice.kind.value);
            let last = window::last_day(notice, kind, &content.calendar, log)?.ok()?;
            let said = notice.withdrawn.as_ref();
            // the day that counts is the log's, as for the guard; what was withdrawn before the log began says it alone
            let seen = said.and_then(|_| log.posted(id).filter(|posted| !posted.before_log)?.withdrawn);
            let on = seen.map(|at| at.date()).or(said.and_then(|said| said.on.as_ref()).map(|on| on.value));
            on.is_none_or(|on| on > last).then_some(last)
        })
    }

    /// The books, given the last day of each batch's notice by the notice's id; `None` where it has not been
    /// posted, or cannot count.
    pub fn of(bank: &'a PointsBank, posted_until: impl Fn(&str) -> Option<Date>) -> Ledger<'a> {
        let mut ledger = Ledger::default();
        let named = bank.batches.iter().filter_map(|batch| Some(batch.notice.as_ref()?.value.as_str()));
        for id in named {
            let counts = || posted_until(id)?.tomorrow().ok();
            ledger.notices.entry(id).or_insert_with(counts);
        }
        ledger.credit(booked(bank));
        let purchases = purchases(bank);
        (ledger.shelves, ledger.shortfalls) = shelves(&bank.goods, &purchases);
        ledger.open(&bank.households);
        ledger.book(bank.year_end, &purchases);
        ledger
    }

    /// A household's book; `None` when nothing was ever booked for it.
    pub fn account(&self, household: &str) -> Option<&Account<'a>> {
        self.accounts.get(household)
    }

    /// Points to spend at the end of a day.
    pub fn balance(&self, household: &str, on: Date) -> i64 {
        self.account(household).map_or(0, |account| account.balance(on))
    }

    /// What changed a household's balance up to a day: days and points, signed.
    pub fn changes(&self, household: &str, until: Date) -> Vec<(Date, i64)> {
        let movements = self.account(household).into_iter().flat_map(|account| &account.movements);
        let past = movements.take_while(|movement| movement.day <= until);
        past.map(|movement| (movement.day, movement.change)).collect()
    }

    /// Pieces left at the end of a day; `None` for goods that nobody sells.
    pub fn stock_left(&self, goods: &str, on: Date) -> Option<i64> {
        self.shelves.get(goods).map(|shelf| shelf.left_on(on))
    }

    /// The first day on which a batch's entries count; `None` while nothing says when: no notice, an open
    /// objection, or a notice that was taken down before its end.
    pub fn counts_from(&self, batch: &Batch) -> Option<Date> {
        self.notices.get(batch.notice.as_ref()?.value.as_str()).copied().flatten()
    }

    /// What some households have together at the end of a day.
    pub fn sums<'h>(&self, households: impl IntoIterator<Item = &'h str>, on: Date) -> Sums {
        let accounts = households.into_iter().filter_map(|household| self.account(household));
        accounts.map(|account| statement::sums(account, on)).sum()
    }

    /// A household's book as it stands at the end of a day; empty where nothing was ever booked.
    pub fn statement(&self, household: &str, on: Date) -> Statement<'a> {
        self.account(household).map(|account| statement::statement(account, on)).unwrap_or_default()
    }

    /// What could not be booked: what the shelves did not hold, then what accounts did not.
    pub fn shortfalls(&self) -> &[Shortfall<'a>] {
        &self.shortfalls
    }

    /// What happened to some households' accounts together from a day to another, both included, as known at the
    /// end of the day `on`.
    pub fn period<'h>(
        &self,
        households: impl IntoIterator<Item = &'h str>,
        (from, until): (Date, Date),
        on: Date,
    ) -> PeriodSums {
        let accounts = households.into_iter().filter_map(|household| self.account(household));
        accounts.map(|account| period::period(account, from, until, on)).sum()
    }

    /// What accounts bring with them from the books before.
    fn open(&mut self, households: &'a [Household]) {
        for household in households {
            let (Some(joined), Some(opening)) = (&household.joined, &household.opening) else { continue };
            let account = self.accounts.entry(&household.id.value).or_default();
            account.opening = Some((joined.value, i64::from(opening.value)));
        }
    }

    /// Puts every entry into its household's book.
    fn credit(&mut self, booked: Vec<Booked<'a>>) {
        // a reversal has the household of what it takes back, so that both are in one book
        let mut places: Vec<usize> = Vec::with_capacity(booked.len());
        for Booked { batch, entry, standing } in booked {
            let own = self.counts_from(batch);
            let account = self.accounts.entry(&entry.household.value).or_default();
            let other = match standing {
                Standing::TakesBack { of } => Some(places[of]),
                _ => None,
            };
            places.push(account.add_credit(Credit::new(batch, entry, standing, own), other));
        }
    }

    fn book(&mut self, year_end: YearEnd, purchases: &[Purchase<'a>]) {
        let mut by_household: HashMap<&str, Vec<&Purchase>> = HashMap::new();
        for purchase in purchases {
            by_household.entry(&purchase.redemption.household.value).or_default().push(purchase);
            self.accounts.entry(&purchase.redemption.household.value).or_default();
        }
        for (household, account) in &mut self.accounts {
            let purchases = by_household.remove(household).unwrap_or_default();
            self.shortfalls.extend(account.book(year_end, &purchases));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::points::PointsBank;
    use crate::read::Sources;
    use crate::source::Source;
    use jiff::civil::date;

    /// Two goods: salt for 5 points, three pieces; and a lamp for 100.
    fn bank(year_end: &str, entries: &[(&str, &str)], bought: &str) -> PointsBank {
        let mut files = vec![
            (
                "content/points/goods.yaml",
                "- {id: S, name: 盐, points: 5, stock: 3}\n- {id: L, name: 灯, points: 100, stock: 1}\n"
                    .to_owned(),
            ),
            ("content/points/rules.yaml", format!("year_end: {year_end}\nrules: []\n")),
            ("content/points/v/z.yaml", format!("village: 甲\nredemptions: [{bought}]\n")),
        ];
        let batch = |n: usize, (notice, entries): (&str, &str)| {
            format!(
                "batch: B{n}\nvillage: 甲\nmeeting: 2026-01-0{n}\nreviewers: [一]\nnotice: {notice}\nentries: [{entries}]\n"
            )
        };
        let paths = ["content/points/v/1.yaml", "content/points/v/2.yaml", "content/points/v/3.yaml"];
        let batches = entries.iter().enumerate().map(|(n, &entries)| batch(n + 1, entries));
        files.extend(paths.into_iter().zip(batches));
        let texts = files.into_iter().map(|(path, text)| Source::new(path, text)).collect();
        let parsed = crate::parse::parse(&Sources { texts, ..Sources::default() });
        assert!(parsed.diagnostics.is_empty(), "{:#?}", parsed.diagnostics);
        parsed.value.points
    }

    /// The last day of a notice is its name.
    fn ledger(bank: &PointsBank) -> Ledger<'_> {
        Ledger::of(bank, |id| id.parse().ok())
    }

    fn entry(on: &str, points: i32) -> String {
        format!("{{household: H, rule: A, on: {on}, points: {points}}}")
    }

    fn bought(on: &str, goods: &str, quantity: i32) -> String {
        format!("{{id: D, household: H, on: {on}, goods: [{{id: {goods}, quantity: {quantity}}}]}}")
    }

    fn short(ledger: &Ledger) -> Vec<String> {
        let word = |shortfall: &Shortfall| match shortfall {
            Shortfall::Redemption { cost, balance, pending, enough_from, .. } => {
                format!("cost {cost} of {balance}+{pending} from {enough_from:?}")
            }
            Shortfall::Entry { entry, balance, day, .. } => {
                format!("{} of {balance} on {day}", entry.points.value)
            }
            Shortfall::Stock { taken, left, on, .. } => {
                format!("take {} of {left} on {on}", taken.quantity.value)
            }
        };
        ledger.shortfalls().iter().map(word).collect()
    }

    #[test]
    fn points_count_from_the_day_after_the_notice() {
        let first = entry("2026-10-01", 10);
        let bank = bank("carry", &[("2026-11-09", &first)], "");
        let ledger = ledger(&bank);
        let account = ledger.account("H").expect("it has an entry");
        let on = |day| (account.balance(day), account.pending(day), account.earned(day));
        assert_eq!(on(date(2026, 9, 30)), (0, 0, 0), "the deed is not done yet");
        assert_eq!(on(date(2026, 11, 9)), (0, 10, 0));
        assert_eq!(on(date(2026, 11, 10)), (10, 0, 10));
        assert_eq!(ledger.balance("nobody", date(2026, 11, 10)), 0);
    }

    #[test]
    fn what_is_bought_too_early_or_too_dear_is_not_booked() {
        let entries = entry("2026-10-01", 10) + "," + &entry("2026-11-11", 10);
        let bought = [
            bought("2026-11-09", "S", 1),
            bought("2026-11-10", "L", 1),
            bought("2026-11-10", "S", 2),
            bought("2026-11-12", "S", 1),
        ];
        let bank = bank("carry", &[("2026-11-09", &entries)], &bought.join(","));
        let ledger = ledger(&bank);
        let wanted = [
            "take 1 of 0 on 2026-11-12",
            "cost 5 of 0+10 from Some(2026-11-10)",
            "cost 100 of 20+0 from None",
        ];
        let found = short(&ledger);
        assert_eq!(found, wanted);
        assert_eq!(ledger.balance("H", date(2026, 11, 12)), 5);
        assert_eq!(ledger.account("H").map(|a| a.spent(date(2026, 11, 12))), Some(15));
    }

    #[test]
    fn a_batch_without_notice_never_counts() {
        let entries = entry("2026-10-01", 10);
        let bank = bank("carry", &[("nothing", &entries)], &bought("2030-01-01", "S", 1));
        assert_eq!(short(&ledger(&bank)), ["cost 5 of 0+10 from None"]);
    }

    #[test]
    fn the_shelf_empties_by_day() {
        let entries = entry("2026-10-01", 100);
        let bought =
            [bought("2026-11-12", "S", 2), bought("2026-11-10", "S", 1), bought("2026-11-13", "S", 1)];
        let bank = bank("carry", &[("2026-11-01", &entries)], &bought.join(","));
        let ledger = ledger(&bank);
        let left = |day| ledger.stock_left("S", day);
        assert_eq!(left(date(2026, 11, 9)), Some(3));
        assert_eq!((left(date(2026, 11, 10)), left(date(2026, 11, 12))), (Some(2), Some(0)));
        assert_eq!(short(&ledger), ["take 1 of 0 on 2026-11-13"]);
        assert_eq!(ledger.stock_left("X", date(2026, 11, 9)), None);
    }

    #[test]
    fn a_deduction_takes_no_more_than_there_is() {
        let entries = entry("2026-10-01", 3) + "," + &entry("2026-10-02", -5);
        let bank = bank("carry", &[("2026-11-09", &entries)], "");
        assert_eq!(short(&ledger(&bank)), ["-5 of 3 on 2026-11-10"]);
    }

    #[test]
    fn a_reversal_never_counts_before_its_original() {
        let original = entry("2026-10-01", 10);
        let reversal =
            "{household: H, rule: A, on: 2026-11-02, points: -10, reverses: B1/H/A/2026-10-01}".to_owned();
        let posted = bank("carry", &[("2026-10-10", &original), ("2026-11-09", &reversal)], "");
        let day = |ledger: &Ledger, day| ledger.balance("H", day);
        let books = ledger(&posted);
        assert_eq!((day(&books, date(2026, 11, 9)), day(&books, date(2026, 11, 10))), (10, 0));
        let objected = bank("carry", &[("never", &original), ("2026-11-09", &reversal)], "");
        let books = ledger(&objected);
        assert!(short(&books).is_empty());
        assert_eq!(books.account("H").map(|account| account.pending(date(2026, 12, 1))), Some(0));
    }

    #[test]
    fn a_year_may_end_with_a_reset() {
        let (old, new) = (entry("2026-10-01", 10), entry("2026-12-20", 7));
        let batches = [("2026-11-09", old.as_str()), ("2026-12-31", new.as_str())];
        let carried = bank("carry", &batches, "");
        assert_eq!(ledger(&carried).balance("H", date(2027, 1, 1)), 17);
        let reset = bank("reset", &batches, &bought("2028-02-01", "S", 1));
        let ledger = ledger(&reset);
        assert_eq!(ledger.balance("H", date(2026, 12, 31)), 10);
        assert_eq!(
            ledger.balance("H", date(2027, 1, 1)),
            7,
            "posted until New Year, it belongs to the new one"
        );
        assert_eq!(ledger.balance("H", date(2028, 1, 1)), 0);
        assert_eq!(short(&ledger), ["cost 5 of 0+0 from None"]);
        assert_eq!(ledger.account("H").map(|account| account.earned(date(2028, 1, 1))), Some(17));
    }

    #[test]
    fn a_notice_counts_when_it_ended_well() {
        let notice = |rest: &str| {
            format!(
                "---\ntitle: 一\nkind: points\nissuer: 二\nposting: {{from: 2026-11-05, days: 3}}\n{rest}---\n"
            )
        };
        let balance = |rest: &str| {
            let batch = format!(
                "batch: B\nvillage: 甲\nmeeting: 2026-11-04\nreviewers: [一]\nnotice: notices/n\nentries: [{}]\n",
                entry("2026-10-30", 10)
            );
            let texts = vec![
                Source::new("content/notices/n.md", notice(rest)),
                Source::new("content/points/v/b.yaml", batch),
                Source::new("content/rules.yaml", "points: {name: 积分, posting: {min: 3}}\n"),
            ];
            let content = crate::parse::parse(&Sources { texts, ..Sources::default() }).value;
            let ledger = Ledger::of_content(&content, &Default::default());
            (ledger.balance("H", date(2026, 11, 9)), ledger.balance("H", date(2026, 11, 10)))
        };
        assert_eq!(balance(""), (0, 10), "11-08 is a Sunday");
        assert_eq!(balance("objections: [{on: 2026-11-06, summary: 漏记}]\n"), (0, 0));
        assert_eq!(balance("objections: [{on: 2026-11-06, summary: 漏记, outcome: 已补}]\n"), (0, 10));
        assert_eq!(balance("draft: true\n"), (0, 0));
        assert_eq!(balance("withdrawn: {on: 2026-11-09}\n"), (0, 0));
        assert_eq!(balance("withdrawn: {on: 2026-11-20}\n"), (0, 10));
    }
}
