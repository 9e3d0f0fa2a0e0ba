//! The two orders in which notices are shown, and lanes that are in one of them read as a single one.

use super::row::Row;
use crate::disk::{Lanes, Reading, Trouble, failed};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};

/// Where a notice stands among others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The latest first.
    Newest,
    /// Those that end first.
    Ending,
}

/// By which rows are put in order; no two have the same.
pub type Key = (Option<Date>, Reverse<String>, usize, String);

impl Order {
    /// A row's place.
    pub fn key(self, row: &Row) -> Key {
        let (until, date) = match self {
            Order::Newest => (None, row.date.clone()),
            Order::Ending => (row.until, String::new()),
        };
        (until, Reverse(date), row.board, row.id.clone())
    }

    /// The lane of a board in this order.
    pub fn lane(self, board: usize) -> usize {
        2 * board + usize::from(self == Order::Ending)
    }
}

/// Bytes that wait for each board besides a part of its lane.
const LITTLE: usize = 512;

/// The rows of all boards in one order. Holds one row a board.
pub struct Merged<'l> {
    order: Order,
    readers: Vec<BufReader<Reading<'l>>>,
    heads: BTreeMap<Key, Row>,
    trouble: Option<Trouble>,
}

impl<'l> Merged<'l> {
    /// From lanes that are each in this order.
    pub fn new(lanes: &'l Lanes, boards: usize, order: Order) -> Merged<'l> {
        let reader = |board| BufReader::with_capacity(LITTLE, lanes.read(order.lane(board)));
        let readers = (0..boards).map(reader).collect();
        let mut merged = Merged { order, readers, heads: BTreeMap::new(), trouble: None };
        (0..boards).for_each(|board| merged.refill(board));
        merged
    }

    fn refill(&mut self, board: usize) {
        let mut line = String::new();
        let read = self.readers.get_mut(board).map_or(Ok(0), |reader| reader.read_line(&mut line));
        match read.and_then(|bytes| (bytes > 0).then(|| Ok(serde_json::from_str::<Row>(&line)?)).transpose())
        {
            Ok(Some(row)) => drop(self.heads.insert(self.order.key(&row), row)),
            Ok(None) => {}
            Err(error) => self.trouble = Some(failed(error)),
        }
    }
}

impl Iterator for Merged<'_> {
    type Item = Result<Row, Trouble>;

    fn next(&mut self) -> Option<Result<Row, Trouble>> {
        if let Some(trouble) = self.trouble.take() {
            self.heads.clear();
            return Some(Err(trouble));
        }
        let (_, row) = self.heads.pop_first()?;
        self.refill(row.board);
        Some(Ok(row))
    }
}
