//! Search: the page, and the files that its script reads.
//!
//! A file of the index is one call, `zhangbang({…})`, so that a page can load it by a script element from
//! any host, from a local folder, and under a strict Content-Security-Policy. It holds columns, not rows:
//! like stands beside like, which compresses best. The script folds width and case and looks for the words
//! as they stand; Chinese needs no breaking into words then. For pinyin initials each file lists, by letter,
//! the characters in it that are read so.

use crate::collection::Collection;
use crate::plan::addresses::{Addresses, Floors, SEARCH_PART, search_parts};
use crate::plan::facts::{Facts, Place};
use crate::plan::shelves::{self, Listed};
use crate::plan::words::{self, Word};
use jiff::civil::Date;
use pinyin::ToPinyinMulti;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// One entry, as text to be searched.
#[derive(Default)]
struct Row<'p> {
    date: Option<Date>,
    path: &'p str,
    title: Cow<'p, str>,
    kind: &'p str,
    /// Township, then village.
    place: String,
    state: Option<Word>,
    number: &'p str,
    names: Vec<&'p str>,
}

/// Columns of one file: the entry `i` is at `i` in each.
#[derive(Default, Serialize)]
struct Index<'p> {
    /// The file that goes on from here.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    kinds: Words,
    places: Words,
    /// Key for style, and word; the first is no state at all.
    states: Vec<(&'static str, &'static str)>,
    title: Vec<Cow<'p, str>>,
    /// The page's folder; where its last part is the title, `*` stands for that.
    path: Vec<Cow<'p, str>>,
    number: Vec<&'p str>,
    /// Of people and bodies that the page shows, with spaces between.
    names: Vec<String>,
    kind: Vec<usize>,
    place: Vec<usize>,
    state: Vec<usize>,
    /// Shorter than the rest where the last entries have none.
    date: Vec<String>,
    /// By letter, the characters that are read with it.
    letters: BTreeMap<char, String>,
}

/// Words by number, in order of first use.
#[derive(Default)]
struct Words {
    list: Vec<String>,
    known: HashMap<String, usize>,
}

impl Words {
    fn number(&mut self, word: &str) -> usize {
        if let Some(&number) = self.known.get(word) {
            return number;
        }
        self.list.push(word.to_owned());
        self.known.insert(word.to_owned(), self.list.len() - 1);
        self.list.len() - 1
    }
}

impl Serialize for Words {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.list.serialize(serializer)
    }
}

/// A file of the index.
pub fn index(floors: &Floors, part: usize) -> Vec<u8> {
    let (facts, archive) = (floors.facts, &floors.shelves.archive);
    let dated = archive.dated.iter().map(|&(date, entry)| row(facts, Some(date), entry));
    let undated = archive.undated.iter().map(|&entry| row(facts, None, entry));
    let places = facts.places.iter().zip(&floors.addresses.places).map(place_row);
    let mut index = Index { states: vec![("", "")], ..Index::default() };
    dated
        .chain(undated)
        .chain(places)
        .skip(part * SEARCH_PART)
        .take(SEARCH_PART)
        .for_each(|row| index.add(row));
    index.next = (part + 1 < search_parts(facts, floors.shelves)).then(|| Addresses::search_part(part + 1));
    index.letters = index.letters();
    let mut bytes = b"zhangbang(".to_vec();
    // writing into memory cannot fail
    let _ = serde_json::to_writer(&mut bytes, &index);
    bytes.extend(b")\n");
    bytes
}

impl<'p> Index<'p> {
    fn add(&mut self, row: Row<'p>) {
        let folder = row.path.strip_suffix(row.title.as_ref()).filter(|folder| folder.ends_with('/'));
        self.path.push(folder.map_or(Cow::Borrowed(row.path), |folder| Cow::Owned(format!("{folder}*"))));
        self.title.push(row.title);
        self.number.push(row.number);
        self.names.push(row.names.join(" "));
        self.kind.push(self.kinds.number(row.kind));
        self.place.push(self.places.number(&row.place));
        let state = row.state.map_or(("", ""), |state| (state.key, state.label));
        let known = self.states.iter().position(|known| *known == state);
        self.state.push(known.unwrap_or(self.states.len()));
        if known.is_none() {
            self.states.push(state);
        }
        self.date.extend(row.date.map(words::iso));
    }

    fn letters(&self) -> BTreeMap<char, String> {
        let titles = self.title.iter().map(AsRef::as_ref);
        letters(titles.chain(self.names.iter().chain(&self.places.list).map(String::as_str)))
    }
}

fn row<'p>(facts: &Facts<'p>, date: Option<Date>, listed: Listed) -> Row<'p> {
    let entry = listed.entry(facts);
    Row {
        date,
        path: &entry.item().id,
        title: Cow::Borrowed(&entry.title().value),
        kind: shelves::label(facts, listed),
        place: place(facts, listed),
        state: shelves::state(facts, listed),
        number: entry.number().map_or("", |number| &number.value),
        names: entry.names().into_iter().filter(|name| !name.is_empty()).collect(),
    }
}

/// A place is found by its own name.
fn place_row<'p>((place, folder): (&Place, &'p String)) -> Row<'p> {
    Row {
        path: folder.trim_end_matches('/'),
        title: Cow::Owned(place.full_name()),
        kind: "乡镇和村",
        place: place.full_name(),
        ..Row::default()
    }
}

/// The place that everything in it shares, township and village in one, so that a township's name finds its
/// villages, too; none when there are several.
fn place(facts: &Facts, listed: Listed) -> String {
    let places = listed.entry(facts).places();
    match places.split_first() {
        Some((&(None, None), [])) if listed.collection == Collection::Notices => words::where_of(None, None),
        Some((_, [_, ..])) if listed.collection == Collection::Notices => {
            let notice = &facts.content.notices[listed.i as usize];
            words::places(&notice.townships, &notice.villages)
        }
        Some((first, rest)) if rest.iter().all(|place| place == first) => full_name(facts, first.0, first.1),
        _ => String::new(),
    }
}

fn full_name(facts: &Facts, township: Option<&str>, village: Option<&str>) -> String {
    let known = |village: &str| facts.places.iter().find(|place| place.village.as_deref() == Some(village));
    match (township, village) {
        (None, Some(village)) => known(village).map_or_else(|| village.to_owned(), Place::full_name),
        (township, village) => words::full_name(township, village),
    }
}

/// The characters of some texts by the letters that their readings begin with; one with several readings
/// stands under each.
fn letters<'t>(texts: impl Iterator<Item = &'t str>) -> BTreeMap<char, String> {
    let mut seen = vec![false; 0x11_0000];
    let mut letters: BTreeMap<char, String> = BTreeMap::new();
    for c in texts.flat_map(str::chars).filter(|c| !c.is_ascii()) {
        if std::mem::replace(&mut seen[c as usize], true) {
            continue;
        }
        for letter in initials(c) {
            letters.entry(letter).or_default().push(c);
        }
    }
    letters
}

fn initials(c: char) -> Vec<char> {
    let readings = c.to_pinyin_multi().into_iter().flatten();
    let mut initials: Vec<char> = readings.filter_map(|reading| reading.plain().chars().next()).collect();
    initials.sort_unstable();
    initials.dedup();
    initials
}

#[cfg(test)]
mod tests;
