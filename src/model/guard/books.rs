//! The guard of the points bank's books: a balance that was published does not change in silence. Batches are held for
//! themselves; here it is what they are spent on, at which price, and what a turn of the year took.
//!
//! What comes late is added on its day; what is wrong is taken back by saying so, never edited.

use crate::model::content::Content;
use crate::model::digest::{Digest, Print};
use crate::model::ledger::{Ledger, Spending, spending};
use crate::model::log::PublicationLog;
use crate::model::log::event::Event;
use crate::model::log::spent::Spent;
use crate::model::points::YearEnd;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What is not as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrongBook {
    /// A redemption is gone, by its number; and the log's line about it.
    Gone {
        /// Its number.
        id: String,
        /// From 1.
        line: usize,
    },
    /// Another household, day or cost than was published, by its number.
    Altered {
        /// Its number.
        id: String,
    },
    /// What happens when a year ends, where one has ended since.
    YearEnd {
        /// As it was published.
        before: YearEnd,
    },
}

/// Holds the books against the log, and gives what publishing writes down.
pub fn judge_books(log: &PublicationLog, content: &Content, today: Date) -> (Vec<WrongBook>, Option<Event>) {
    let books = log.books();
    let now: BTreeMap<&str, Print> = published(content, today);
    let mut wrong = Vec::new();
    for (id, line) in books.redemptions() {
        match now.get(id) {
            None if is_broken(content) => {}
            None => wrong.push(WrongBook::Gone { id: id.to_owned(), line }),
            Some(print) if books.redemption(id).is_some_and(|(before, _)| before != *print) => {
                wrong.push(WrongBook::Altered { id: id.to_owned() });
            }
            Some(_) => {}
        }
    }
    let year_end = content.points.year_end;
    let changed = books.year_end().filter(|before| *before != year_end);
    wrong.extend(
        changed
            .filter(|before| matters(content, log, *before, today))
            .map(|before| WrongBook::YearEnd { before }),
    );
    let is_new = |(id, _): &(&str, Print)| books.redemption(id).is_none();
    let redemptions: BTreeMap<String, Print> =
        now.into_iter().filter(is_new).map(|(id, print)| (id.to_owned(), print)).collect();
    let begun = !redemptions.is_empty() || books.redemptions().next().is_some();
    let year_end = (begun && books.year_end() != Some(year_end)).then_some(year_end);
    let spent = Spent { redemptions, year_end };
    let event = (spent != Spent::default()).then(|| Event::Spent(Box::new(spent)));
    (wrong, event)
}

/// A file that could not be read may hold what is missed, and is a fault of its own.
fn is_broken(content: &Content) -> bool {
    content.broken.iter().any(|id| id.starts_with("points/"))
}

/// What was bought by today.
fn published(content: &Content, today: Date) -> BTreeMap<&str, Print> {
    let mut found = BTreeMap::new();
    for spending in spending(&content.points).into_iter().filter(|one| one.on <= today) {
        found.entry(spending.redemption.id.value.as_str()).or_insert_with(|| print(&spending));
    }
    found
}

/// What a balance rests on, and no more than balances say: what was bought is nobody's to find out.
fn print(spending: &Spending) -> Print {
    let Spending { redemption, on, cost } = spending;
    Digest::of(format!("{}\n{on}\n{cost}", redemption.household.value).as_bytes()).print()
}

/// Some balance up to today would have been another.
fn matters(content: &Content, log: &PublicationLog, before: YearEnd, today: Date) -> bool {
    let mut former = content.clone();
    former.points.year_end = before;
    let (former, now) = (Ledger::of_content(&former, log), Ledger::of_content(content, log));
    let mut households = content.points.households.iter().map(|household| household.id.value.as_str());
    households.any(|id| former.changes(id, today) != now.changes(id, today))
}
