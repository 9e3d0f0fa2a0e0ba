//! The guard of the points bank's books: a balance that was published does not change in silence. Batches are held for
//! themselves; here it is what accounts began with, what they are spent on, at which price, what came back of that, and
//! what a turn of the year took.
//!
//! What comes late is added on its day; what is wrong is taken back by saying so, never edited.

use crate::model::content::Content;
use crate::model::digest::{Digest, Print};
use crate::model::ledger::{Ledger, Spending, spending};
use crate::model::log::PublicationLog;
use crate::model::log::event::Event;
use crate::model::log::spent::{Books, Spent};
use crate::model::masked::masked;
use crate::model::points::{Household, YearEnd};
use jiff::civil::Date;
use std::cell::LazyCell;
use std::collections::{BTreeMap, HashSet};

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
    /// A redemption was taken back, which it no longer says, or of another day; by its number.
    Return {
        /// Its number.
        id: String,
    },
    /// A household with an opening is gone, by its number; and the log's line about it.
    HouseholdGone {
        /// Its number.
        id: String,
        /// From 1.
        line: usize,
    },
    /// A household has another opening, or of another day, than was published, by its number.
    Opening {
        /// Its number.
        id: String,
        /// It was published with none, and something was booked since.
        new: bool,
    },
    /// Households are of somebody else than was published, by their numbers: told, and logged.
    Renamed {
        /// In order; never empty.
        ids: Vec<String>,
    },
    /// What happens when a year ends, where one has ended since.
    YearEnd {
        /// As it was published.
        before: YearEnd,
    },
}

/// Holds the books against the log, and gives what publishing writes down.
pub fn judge_books(log: &PublicationLog, content: &Content, today: Date) -> (Vec<WrongBook>, Option<Event>) {
    let (books, now) = (log.books(), Now::of(content, today));
    let mut wrong = now.altered_redemptions(books, is_broken(content));
    wrong.extend(now.altered_openings(log, content));
    wrong.extend(now.renamed(log, content));
    let year_end = content.points.year_end;
    let changed = books.year_end().filter(|&before| before != year_end);
    let matters = |before: &YearEnd| matters(content, log, [*before, year_end], today);
    wrong.extend(changed.filter(matters).map(|before| WrongBook::YearEnd { before }));
    let spent = Spent {
        year_end: (now.has_begun(books) && books.year_end() != Some(year_end)).then_some(year_end),
        ..now.unpublished(books)
    };
    let event = (spent != Spent::default()).then(|| Event::Spent(Box::new(spent)));
    (wrong, event)
}

/// Whether a publication could have written this, given the log `before` it: only what was not published is ever written.
pub fn may_be_spent(before: &PublicationLog, spent: &Spent, content: &Content, today: Date) -> bool {
    let (books, Spent { redemptions, returns, openings, names: _, year_end }) = (before.books(), spent);
    let booked = LazyCell::new(|| booked(before, content));
    let is_late = |id: &str, opening: Option<Print>| match books.opening(id) {
        None => true,
        Some(known) => known.is_none() && opening.is_some() && !booked.contains(id),
    };
    let turned = books.year_end().zip(*year_end).filter(|(old, new)| old != new);
    redemptions.keys().all(|id| books.redemption(id).is_none())
        && returns.keys().all(|id| books.returned(id).is_none())
        && openings.iter().all(|(id, &opening)| is_late(id, opening))
        && turned.is_none_or(|(old, new)| !matters(content, before, [old, new], today))
}

/// All that balances of today rest on, as prints.
struct Now<'a> {
    redemptions: BTreeMap<&'a str, Print>,
    returns: BTreeMap<&'a str, Print>,
    openings: BTreeMap<&'a str, Option<Print>>,
    names: BTreeMap<&'a str, Print>,
}

impl<'a> Now<'a> {
    fn of(content: &'a Content, today: Date) -> Now<'a> {
        let spendings = spending(&content.points);
        let past = || spendings.iter().filter(|one| one.on <= today);
        let id = |one: &Spending<'a>| one.redemption.id.value.as_str();
        let mut redemptions = BTreeMap::new();
        for one in past() {
            redemptions.entry(id(one)).or_insert_with(|| print(one));
        }
        let returned = |one: &Spending<'a>| Some((id(one), returned(one, today)?));
        let open = |home: &&Household| home.joined.as_ref().is_none_or(|joined| joined.value <= today);
        let homes = || content.points.households.iter().filter(open);
        Now {
            redemptions,
            returns: past().filter_map(returned).collect(),
            openings: homes().map(|home| (home.id.value.as_str(), opening(home))).collect(),
            names: homes().map(|home| (home.id.value.as_str(), name(home))).collect(),
        }
    }

    fn altered_redemptions(&self, books: &Books, broken: bool) -> Vec<WrongBook> {
        let mut wrong = Vec::new();
        for (id, line) in books.redemptions() {
            let id_of = || id.to_owned();
            match self.redemptions.get(id) {
                None if broken => {}
                None => wrong.push(WrongBook::Gone { id: id_of(), line }),
                Some(print) if books.redemption(id).is_some_and(|(before, _)| before != *print) => {
                    wrong.push(WrongBook::Altered { id: id_of() });
                }
                Some(_) if books.returned(id).is_some_and(|back| self.returns.get(id) != Some(&back)) => {
                    wrong.push(WrongBook::Return { id: id_of() });
                }
                Some(_) => {}
            }
        }
        wrong
    }

    /// One that is added is no fault while nothing else stands in the household's book.
    fn altered_openings(&self, log: &PublicationLog, content: &Content) -> Vec<WrongBook> {
        let (broken, booked) = (is_broken(content), LazyCell::new(|| booked(log, content)));
        let differs = |(id, before, line): (&str, Option<Print>, usize)| {
            let (id, now) = (id.to_owned(), self.openings.get(id));
            match (before, now) {
                (Some(_), None) => (!broken).then_some(WrongBook::HouseholdGone { id, line }),
                (Some(_), Some(now)) => (before != *now).then_some(WrongBook::Opening { id, new: false }),
                (None, Some(Some(_))) => {
                    booked.contains(id.as_str()).then_some(WrongBook::Opening { id, new: true })
                }
                (None, _) => None,
            }
        };
        log.books().openings().filter_map(differs).collect()
    }

    /// Books are somebody's: whoever takes the name takes the points.
    fn renamed(&self, log: &PublicationLog, content: &Content) -> Option<WrongBook> {
        let another = |id: &str, now: Print| log.books().name(id).is_some_and(|before| before != now);
        let booked = LazyCell::new(|| booked(log, content));
        let renamed = self.names.iter().filter(|&(id, now)| another(id, *now) && booked.contains(id));
        let ids: Vec<String> = renamed.map(|(id, _)| (*id).to_owned()).collect();
        (!ids.is_empty()).then_some(WrongBook::Renamed { ids })
    }

    /// Some balance may have been published.
    fn has_begun(&self, books: &Books) -> bool {
        let is_empty = self.redemptions.is_empty() && self.openings.is_empty();
        !is_empty || books.redemptions().next().is_some()
    }

    fn unpublished(self, books: &Books) -> Spent {
        let Now { redemptions, returns, openings, names } = self;
        let own = |(id, print): (&str, Print)| (id.to_owned(), print);
        let is_late = |(id, opening): &(&str, Option<Print>)| match books.opening(id) {
            None => true,
            Some(known) => known.is_none() && opening.is_some(),
        };
        Spent {
            redemptions: redemptions
                .into_iter()
                .filter(|(id, _)| books.redemption(id).is_none())
                .map(own)
                .collect(),
            returns: returns.into_iter().filter(|(id, _)| books.returned(id).is_none()).map(own).collect(),
            openings: openings
                .into_iter()
                .filter(is_late)
                .map(|(id, opening)| (id.to_owned(), opening))
                .collect(),
            names: names.into_iter().filter(|(id, name)| books.name(id) != Some(*name)).map(own).collect(),
            year_end: None,
        }
    }
}

/// A file that could not be read may hold what is missed, and is a fault of its own.
fn is_broken(content: &Content) -> bool {
    content.broken.iter().any(|id| id.starts_with("points/"))
}

/// Households of which something besides the opening was published.
fn booked<'c>(log: &PublicationLog, content: &'c Content) -> HashSet<&'c str> {
    let bank = &content.points;
    let is_out = |notice: &str| log.posted(notice).is_some();
    let batches = bank.batches.iter().filter(|batch| {
        log.records().get(&batch.id).is_some()
            || batch.notice.as_ref().is_some_and(|notice| is_out(&notice.value))
    });
    let scored = batches.flat_map(|batch| &batch.entries).map(|entry| &entry.household);
    let redemptions = bank.redemptions.iter().flat_map(|file| &file.list);
    let bought = redemptions.filter(|one| log.books().redemption(&one.id.value).is_some());
    scored.chain(bought.map(|one| &one.household)).map(|household| household.value.as_str()).collect()
}

/// What a balance rests on, and no more than balances say: what was bought is nobody's to find out.
fn print(spending: &Spending) -> Print {
    let Spending { redemption, on, cost, returned: _ } = spending;
    Digest::of(format!("{}\n{on}\n{cost}", redemption.household.value).as_bytes()).print()
}

/// Of what was taken back by today: the day.
fn returned(spending: &Spending, today: Date) -> Option<Print> {
    let day = spending.returned.filter(|day| *day <= today)?;
    Some(Digest::of(format!("{}\n{day}", spending.redemption.id.value).as_bytes()).print())
}

/// As the ledger opens the account: `None` for one that begins with nothing.
fn opening(home: &Household) -> Option<Print> {
    let (joined, points) = (home.joined.as_ref()?.value, home.opening.as_ref()?.value);
    (points > 0).then(|| Digest::of(format!("{}\n{joined}\n{points}", home.id.value).as_bytes()).print())
}

/// Whom a household is said to be of.
fn name(home: &Household) -> Print {
    Digest::of(format!("{}\n{}", home.id.value, masked(&home.name.value)).as_bytes()).print()
}

/// Some balance up to today is another by the one than by the other.
fn matters(content: &Content, log: &PublicationLog, [former, now]: [YearEnd; 2], today: Date) -> bool {
    let with = |year_end| {
        let mut content = content.clone();
        content.points.year_end = year_end;
        content
    };
    let (former, now) = (with(former), with(now));
    let (former, now) = (Ledger::of_content(&former, log), Ledger::of_content(&now, log));
    let mut households = content.points.households.iter().map(|household| household.id.value.as_str());
    households.any(|id| former.changes(id, today) != now.changes(id, today))
}
