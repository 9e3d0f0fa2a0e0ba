//! Rows of notices, so many a file, and on the way the pairs of characters in each.

use super::call;
use super::grams::Grams;
use crate::disk::Trouble;
use crate::portal::facts::order::Merged;
use crate::portal::facts::row::Row;
use serde::Serialize;
use std::collections::HashMap;

/// Notices of a file.
pub const SHARD: usize = 256;

/// Columns of a file: the notice `i` is at `i` in each.
#[derive(Default, Serialize)]
struct Columns {
    kinds: Words,
    places: Words,
    states: Vec<(String, String)>,
    board: Vec<usize>,
    title: Vec<String>,
    id: Vec<String>,
    number: Vec<String>,
    kind: Vec<usize>,
    place: Vec<usize>,
    state: Vec<usize>,
    date: Vec<String>,
}

/// Words by number, in order of first use.
#[derive(Default)]
struct Words {
    list: Vec<String>,
    known: HashMap<String, usize>,
}

impl Words {
    fn number(&mut self, word: String) -> usize {
        let next = self.list.len();
        let number = *self.known.entry(word.clone()).or_insert(next);
        if number == next {
            self.list.push(word);
        }
        number
    }
}

impl Serialize for Words {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.list.serialize(serializer)
    }
}

impl Columns {
    fn add(&mut self, row: Row) {
        let Row { board, id, title, kind, place, theme: _, number, date, until: _, state } = row;
        self.board.push(board);
        self.title.push(title);
        self.id.push(id);
        self.number.push(number);
        self.kind.push(self.kinds.number(kind));
        self.place.push(self.places.number(place));
        let known = self.states.iter().position(|known| *known == state);
        self.state.push(known.unwrap_or(self.states.len()));
        if known.is_none() {
            self.states.push(state);
        }
        self.date.push(date);
    }
}

/// Hands on file after file, by its path.
pub struct Docs<'f> {
    rows: Merged<'f>,
    grams: &'f Grams,
    counties: Vec<String>,
    next: usize,
}

impl<'f> Docs<'f> {
    /// From rows in their order, and the names of boards, by which a notice is found, too.
    pub fn new(rows: Merged<'f>, grams: &'f Grams, counties: Vec<String>) -> Docs<'f> {
        Docs { rows, grams, counties, next: 0 }
    }

    /// The next file; none after the last row.
    fn file(&mut self) -> Result<Option<(String, Vec<u8>)>, Trouble> {
        let (mut columns, first) = (Columns::default(), self.next);
        while self.next < first + SHARD {
            let Some(row) = self.rows.next() else { break };
            let row = row?;
            let county = self.counties.get(row.board).map_or("", String::as_str);
            self.grams.add(self.next, county, &row)?;
            columns.add(row);
            self.next += 1;
        }
        let name = format!("d/{}", first / SHARD);
        Ok((self.next > first).then(|| (format!("search/{name}.js"), call(&name, &columns))))
    }
}

impl Iterator for Docs<'_> {
    type Item = Result<(String, Vec<u8>), Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        self.file().transpose()
    }
}
