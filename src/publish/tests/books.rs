//! Accounts in random histories: what they begin with, what is bought and brought back; and what a reader holds them to.
//!
//! The reader's law: what an account was seen to begin with, it began with, at the same place and on the same day, for
//! good; what was seen to be bought was bought by the same household, on the same day, for as much; and what was seen to
//! be brought back came back on that day. An opening may come later only where nothing else was seen of the account.

use super::histories::Dice;
use crate::model::content::Content;
use crate::model::ledger::{Cause, Ledger, Movement};
use crate::model::log::PublicationLog;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Accounts, beside those of which nothing is known but their points.
const ACCOUNTS: usize = 4;

/// An account as the clerk has it in hand.
#[derive(Clone, Copy, Debug)]
struct Account {
    joined: Date,
    opening: u64,
}

/// Salt for three points each.
#[derive(Clone, Copy, Debug)]
struct Bought {
    household: usize,
    on: Date,
    pieces: u64,
    back: Option<Date>,
}

/// All that the clerk has of accounts.
#[derive(Clone, Debug, Default)]
pub(super) struct Clerk {
    accounts: [Option<Account>; ACCOUNTS],
    bought: Vec<Option<Bought>>,
}

impl Clerk {
    pub(super) fn files(&self) -> Vec<(String, String)> {
        let account = |(i, account): (usize, &Option<Account>)| {
            let Account { joined, opening } = (*account)?;
            let opening = if opening > 0 { format!(", opening: {opening}") } else { String::new() };
            Some(format!("- {{id: K{i}, village: 上村, name: 户{i}, joined: {joined}{opening}}}\n"))
        };
        let accounts: String = self.accounts.iter().enumerate().filter_map(account).collect();
        let one = |(i, bought): (usize, &Option<Bought>)| {
            let Bought { household, on, pieces, back } = (*bought)?;
            let back = back.map(|day| format!(", reversed: {{on: {day}, reason: 拿错}}")).unwrap_or_default();
            let goods = format!("goods: [{{id: salt, quantity: {pieces}}}]");
            Some(format!("- {{id: D{i}, household: K{household}, on: {on}, {goods}{back}}}\n"))
        };
        let bought: String = self.bought.iter().enumerate().filter_map(one).collect();
        let goods = "- {id: salt, name: 盐, points: 3, stock: 999}\n".to_owned();
        let mut files = vec![("points/goods.yaml".to_owned(), goods)];
        if !accounts.is_empty() {
            files.push(("points/households.yaml".to_owned(), accounts));
        }
        if !bought.is_empty() {
            files.push(("points/s/shop.yaml".to_owned(), format!("village: 上村\nredemptions:\n{bought}")));
        }
        files
    }

    pub(super) fn edit(&mut self, dice: &mut Dice, today: Date) {
        let i = usize::try_from(dice.roll(ACCOUNTS as u64)).unwrap();
        let Some(account) = &mut self.accounts[i] else {
            self.accounts[i] = Some(Account { joined: day(dice, today), opening: dice.roll(3) * 20 });
            return;
        };
        match dice.roll(11) {
            // lawful: something is bought, or brought back
            0..=3 => self.bought.push(Some(Bought {
                household: i,
                on: today,
                pieces: dice.roll(3) + 1,
                back: None,
            })),
            4 | 5 => {
                let open = self.bought.iter_mut().flatten().find(|bought| bought.back.is_none());
                open.into_iter().for_each(|bought| bought.back = Some(today));
            }
            6 => account.opening += dice.roll(40),
            7 => account.joined = day(dice, today),
            8 => self.accounts[i] = None,
            9 => self.spoil(dice, today),
            _ => account.opening = 0,
        }
    }

    /// Something that was bought is another than it was.
    fn spoil(&mut self, dice: &mut Dice, today: Date) {
        let Some(last) = self.bought.last_mut() else { return };
        match (dice.roll(4), last.as_mut()) {
            (0, Some(bought)) => bought.pieces += 1,
            (1, Some(bought)) => bought.back = bought.back.and(Some(day(dice, today))),
            (2, Some(bought)) => bought.back = None,
            _ => *last = None,
        }
    }
}

fn day(dice: &mut Dice, today: Date) -> Date {
    today.checked_sub(i64::try_from(dice.roll(9)).unwrap().days()).unwrap()
}

/// What the books of a release say: of each account, by day, what changed and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Books(pub(super) BTreeMap<String, Vec<(Date, i64, String)>>);

/// What the toy site shows of them on a day.
pub(super) fn of(content: &Content, log: &PublicationLog, today: Date) -> Books {
    let (ledger, bank) = (Ledger::of_content(content, log), &content.points);
    let bought = bank.redemptions.iter().flat_map(|file| &file.list).map(|one| &one.household.value);
    let ids = bank.households.iter().map(|home| &home.id.value).chain(bought);
    let line = |movement: &Movement| {
        let cause = match movement.cause {
            Cause::Entry(_) => "entry".to_owned(),
            Cause::Opening => "opening".to_owned(),
            Cause::Redemption(one) => format!("bought {}", one.id.value),
            Cause::Return(one) => format!("back {}", one.id.value),
            Cause::YearEnd => "year".to_owned(),
        };
        (movement.day, movement.change, cause)
    };
    let book = |id: &String| {
        let movements = ledger.account(id).into_iter().flat_map(|account| &account.movements);
        let past = movements.take_while(|movement| movement.day <= today);
        (id.clone(), past.map(line).collect())
    };
    Books(ids.map(book).collect())
}

/// Where the toy site puts them.
pub(super) const FILE: &str = "books.json";

/// What a reader has to say of books that were seen, and are others now. Points of batches have a law of their own.
pub(super) fn compare(seen: &Books, now: &Books, today: Date) -> Vec<String> {
    let own = |books: &Books, household: &str| -> Vec<(Date, i64, String)> {
        let all = books.0.get(household).into_iter().flatten();
        all.filter(|(_, _, cause)| cause != "entry").cloned().collect()
    };
    let mut wrong = Vec::new();
    for household in seen.0.keys() {
        let (before, after) = (own(seen, household), own(now, household));
        let opening =
            |list: &[(Date, i64, String)]| list.iter().find(|(.., cause)| cause == "opening").cloned();
        let late = !before.is_empty() && opening(&before) != opening(&after);
        if late || before.iter().any(|line| !after.contains(line)) {
            wrong.push(format!("{today}: the book of {household} was changed: {before:?} -> {after:?}"));
        }
    }
    wrong
}
