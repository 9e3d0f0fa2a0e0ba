//! Everything dated, newest first, by month: the way in for readers whose browser runs no script, and the
//! order of the search.

use crate::model::activity::Activity;
use crate::model::page::Page;
use crate::plan::facts::{Facts, date_of_honour, number};
use jiff::civil::Date;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::ops::Range;

/// An item of the content, by its number among its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    Notice(u32),
    Honour(u32),
    Activity(u32),
    Page(u32),
}

#[derive(Default)]
pub struct Archive {
    /// Newest first.
    pub dated: Vec<(Date, Entry)>,
    pub undated: Vec<Entry>,
    /// Newest first.
    pub months: Vec<Month>,
}

/// A month in which there is something: the range of its entries among the dated ones.
pub struct Month {
    pub year: i16,
    pub month: i8,
    pub entries: Range<usize>,
}

pub fn gather(facts: &Facts) -> Archive {
    let mut archive = Archive::default();
    for (date, entry) in entries(facts) {
        match date {
            Some(date) => archive.dated.push((date, entry)),
            None => archive.undated.push(entry),
        }
    }
    // stable: within a day, the order of the content
    archive.dated.par_sort_by_key(|&(date, _)| Reverse(date));
    archive.months = months(&archive.dated);
    archive
}

fn entries<'f>(facts: &'f Facts) -> impl Iterator<Item = (Option<Date>, Entry)> + 'f {
    let content = facts.content;
    let notices = (0..number(content.notices.len())).filter(|&i| facts.notices.is_visible(i as usize));
    let notices = notices.map(|i| (known(facts.standing(i as usize).date), Entry::Notice(i)));
    let honours = content.honours.iter().zip(0..);
    let honours = honours.map(|(honour, i)| (date_of_honour(honour), Entry::Honour(i)));
    let activities = content.activities.iter().zip(0..);
    let activities = activities.map(|(activity, i)| (begins(activity), Entry::Activity(i)));
    let pages = content.pages.iter().zip(0..).map(|(page, i)| (signed(page), Entry::Page(i)));
    notices.chain(honours).chain(activities).chain(pages)
}

fn known(date: Date) -> Option<Date> {
    (date > Date::MIN).then_some(date)
}

fn begins(activity: &Activity) -> Option<Date> {
    activity.from.as_ref().map(|from| from.value.date())
}

fn signed(page: &Page) -> Option<Date> {
    page.document.as_ref()?.signed.as_ref().map(|signed| signed.value)
}

fn months(dated: &[(Date, Entry)]) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for (i, (date, _)) in dated.iter().enumerate() {
        match months.last_mut() {
            Some(last) if (last.year, last.month) == (date.year(), date.month()) => last.entries.end = i + 1,
            _ => months.push(Month { year: date.year(), month: date.month(), entries: i..i + 1 }),
        }
    }
    months
}

impl Archive {
    /// Entries, dated or not.
    pub fn count(&self) -> usize {
        self.dated.len() + self.undated.len()
    }
}
