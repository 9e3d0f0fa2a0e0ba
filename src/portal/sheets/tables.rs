//! Pages that are put together from what is kept of every board: activities, honours, filings, money, checks, search.

use super::frame::{Frame, Made, PAGE, nth, pager};
use super::parts::Link;
use super::rows::{ActivityView, Amount, MoneyRow, Rows, YearView};
use super::view::{Body, ChecksView, MoneyView, SearchView};
use crate::model::money::Money;
use crate::portal::facts::tally::Sum;
use crate::portal::facts::told::{Activity, Due, Honour, Told};
use std::collections::BTreeMap;

/// Kinds of notices that have a column of their own.
const COLUMNS: usize = 5;

/// All of them.
pub fn tables(frame: &Frame) -> Vec<Made> {
    let due = all(frame, |told| &told.due, |due: &Due| (due.until, String::new()));
    let due: Vec<_> = due.iter().map(|(board, due)| frame.due(*board, due)).collect();
    let mut honours = all(frame, |told| &told.honours, |honour: &Honour| honour.when.clone());
    honours.reverse();
    let honours: Vec<_> = honours.iter().map(|(board, honour)| frame.honour(*board, honour)).collect();
    let mut made = paged(frame, "activities/", "活动", &activities(frame), Body::Activities);
    made.extend(paged(frame, "honours/", "荣誉", &honours, Body::Honours));
    made.extend(paged(frame, "filings/", "待备案", &due, Body::Filings));
    made.push(frame.page("money/", "资金", "money", Body::Money(MoneyView { years: years_of(frame, None) })));
    made.push(frame.page("checks/", "核对与见证", "checks", Body::Checks(checks(frame))));
    made
}

/// Activities of all boards: those with a day first, then those that take place again and again.
pub fn activities(frame: &Frame) -> Vec<ActivityView> {
    let all = all(frame, |told| &told.activities, |one: &Activity| (one.repeats, one.when.clone()));
    all.iter().map(|(board, activity)| frame.activity(*board, activity)).collect()
}

/// What is kept of all boards, each with its board's number, in an order of its own.
fn all<T, K: Ord>(frame: &Frame, of: fn(&Told) -> &Vec<T>, key: impl Fn(&T) -> K) -> Vec<(usize, &T)> {
    let boards = frame.counties.iter().enumerate();
    let mut all: Vec<(usize, &T)> =
        boards.flat_map(|(board, county)| of(&county.told).iter().map(move |one| (board, one))).collect();
    all.sort_by_key(|(_, one)| key(one));
    all
}

fn paged<T: Clone>(
    frame: &Frame,
    folder: &'static str,
    title: &str,
    all: &[T],
    body: fn(Rows<T>) -> Body,
) -> Vec<Made> {
    let here = folder.trim_end_matches('/');
    let page = |(index, rows): (usize, &[T])| {
        let number = index + 1;
        let rows = Rows { count: all.len(), rows: rows.to_vec(), pager: pager(folder, number, all.len()) };
        frame.page(&nth(folder, number), title, here, body(rows))
    };
    match all.is_empty() {
        true => vec![page((0, &[]))],
        false => all.chunks(PAGE).enumerate().map(page).collect(),
    }
}

/// Money by year, the latest first, of all boards or of one.
pub fn years_of(frame: &Frame, only: Option<usize>) -> Vec<YearView> {
    let mut years: BTreeMap<i16, BTreeMap<&str, BTreeMap<usize, Sum>>> = BTreeMap::new();
    for (board, county) in
        frame.counties.iter().enumerate().filter(|(board, _)| only.is_none_or(|only| only == *board))
    {
        for (year, kind, sum) in county.told.money.iter() {
            years.entry(year).or_default().entry(kind).or_default().insert(board, sum);
        }
    }
    years.into_iter().rev().map(|(year, kinds)| of_year(frame, year, kinds)).collect()
}

fn of_year(frame: &Frame, year: i16, kinds: BTreeMap<&str, BTreeMap<usize, Sum>>) -> YearView {
    let total = |sums: &BTreeMap<usize, Sum>| sums.values().copied().fold(Sum::default(), plus);
    let mut kinds: Vec<(&str, BTreeMap<usize, Sum>)> = kinds.into_iter().collect();
    kinds.sort_by_key(|(name, sums)| (std::cmp::Reverse(total(sums).fen), *name));
    kinds.truncate(COLUMNS);
    let mut boards: Vec<usize> = kinds.iter().flat_map(|(_, sums)| sums.keys().copied()).collect();
    boards.sort_unstable();
    boards.dedup();
    let row = |board: usize| MoneyRow {
        county: frame.county(board),
        amounts: kinds
            .iter()
            .map(|(_, sums)| amount(sums.get(&board).copied().unwrap_or_default()))
            .collect(),
    };
    YearView {
        year,
        rows: boards.into_iter().map(row).collect(),
        sums: kinds.iter().map(|(_, sums)| amount(total(sums))).collect(),
        kinds: kinds.iter().map(|(name, _)| (*name).to_owned()).collect(),
    }
}

fn plus(a: Sum, b: Sum) -> Sum {
    Sum { projects: a.projects + b.projects, fen: a.fen + b.fen }
}

/// To the yuan below ten thousand of them, in 万元 from there on.
fn amount(sum: Sum) -> Amount {
    let fen = i64::try_from(sum.fen).unwrap_or(i64::MAX);
    let yuan = match fen {
        0..1_000_000 => format!("{} 元", Money::from_fen(fen)),
        // hundredths of ten thousand yuan, written as fen of yuan are
        _ => format!("{} 万元", Money::from_fen(fen / 10_000)),
    };
    Amount { projects: sum.projects, yuan: if sum.projects == 0 { String::new() } else { yuan } }
}

fn checks(frame: &Frame) -> ChecksView {
    let mut boards: Vec<usize> = (0..frame.counties.len()).collect();
    boards.sort_by_key(|&board| frame.counties.get(board).is_some_and(|county| county.told.is_whole()));
    ChecksView { boards: boards.into_iter().map(|board| frame.check(board)).collect() }
}

/// The page of search, whose script asks for the files of the index.
pub fn search(frame: &Frame, docs: usize, shard: usize, buckets: usize) -> Made {
    let link = |board: usize| Link { href: frame.address(board, ""), ..frame.county(board) };
    let counties = (0..frame.counties.len()).map(link).collect();
    let view = SearchView { docs, shard, buckets, counties };
    frame.page("search/", "搜索", "search", Body::Search(view))
}
