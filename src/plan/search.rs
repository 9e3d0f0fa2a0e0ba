//! Search: the page, and the files that its script reads.
//!
//! A file of the index is one call, `zhangbang({…})`, so that a page can load it by a script element from
//! any host, from a local folder, and under a strict Content-Security-Policy. It holds columns, not rows:
//! like stands beside like, which compresses best. The script folds width and case and looks for the words
//! as they stand; Chinese needs no breaking into words then. For pinyin initials each file lists, by letter,
//! the characters in it that are read so.

use super::archive::{self, Entry};
use super::places::PlaceEntry;
use super::view::{SearchView, StateView};
use super::{Data, PageView, PlannedPage, SitePlan, What, file, number, site, wording};
use crate::model::honour::Recipient;
use crate::source::Spanned;
use jiff::civil::Date;
use pinyin::ToPinyinMulti;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// Entries in one file: few enough for an old phone to take in at once, and shown as they come.
const PART: usize = 20_000;

pub fn page<'a>(plan: &SitePlan<'a>) -> PageView<'a> {
    let mut meta = site::meta(plan, "search", "搜索", "search/");
    meta.breadcrumbs = site::trail(plan, &[], "搜索");
    meta.description = "按标题、文号、地方、类别、单位、姓名和日期查找公示公告、荣誉、活动和文件。".into();
    let view = SearchView { index: part_path(0), count: entries(plan), years: archive::years(plan) };
    PageView { meta, data: vec![("search", Data::from(view))], lists: Vec::new(), filters: None, body: None }
}

fn part_path(part: usize) -> String {
    format!("search/index-{}.js", part + 1)
}

fn entries(plan: &SitePlan) -> usize {
    plan.archive.dated.len() + plan.archive.undated.len() + plan.places.len()
}

fn parts(plan: &SitePlan) -> usize {
    entries(plan).div_ceil(PART).max(1)
}

pub fn pages(plan: &SitePlan) -> Vec<PlannedPage> {
    (0..parts(plan)).map(|part| file(part_path(part), What::SearchIndex(number(part)))).collect()
}

/// One entry, as text to be searched.
struct Row<'p> {
    date: Option<Date>,
    path: &'p str,
    title: Cow<'p, str>,
    kind: &'p str,
    /// Township, then village.
    place: Cow<'p, str>,
    state: Option<&'p StateView>,
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
    states: Vec<(&'static str, &'p str)>,
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
pub fn index(plan: &SitePlan, part: usize) -> Vec<u8> {
    let dated = plan.archive.dated.iter().map(|&(date, entry)| row(plan, Some(date), entry));
    let undated = plan.archive.undated.iter().map(|&entry| row(plan, None, entry));
    let places = plan.places.iter().map(place_row);
    let mut index = Index { states: vec![("", "")], ..Index::default() };
    dated.chain(undated).chain(places).skip(part * PART).take(PART).for_each(|row| index.add(row));
    index.next = (part + 1 < parts(plan)).then(|| part_path(part + 1));
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
        let state = row.state.map_or(("", ""), |state| (state.key, state.label.as_str()));
        let known = self.states.iter().position(|known| *known == state);
        self.state.push(known.unwrap_or(self.states.len()));
        if known.is_none() {
            self.states.push(state);
        }
        self.date.extend(row.date.map(wording::iso));
    }

    fn letters(&self) -> BTreeMap<char, String> {
        let titles = self.title.iter().map(AsRef::as_ref);
        letters(titles.chain(self.names.iter().chain(&self.places.list).map(String::as_str)))
    }
}

fn row<'p>(plan: &'p SitePlan, date: Option<Date>, entry: Entry) -> Row<'p> {
    let shown = archive::shown(plan, entry);
    Row {
        date,
        path: shown.id,
        title: Cow::Borrowed(shown.title),
        kind: shown.kind,
        place: Cow::Owned(place(plan, entry)),
        state: shown.state,
        number: shown.number.unwrap_or_default(),
        names: names(plan, entry),
    }
}

/// A place is found by its own name.
fn place_row(place: &PlaceEntry) -> Row<'_> {
    Row {
        date: None,
        path: place.folder.trim_end_matches('/'),
        title: Cow::Owned(place.full_name()),
        kind: "乡镇和村",
        place: Cow::Owned(place.full_name()),
        state: None,
        number: "",
        names: Vec::new(),
    }
}

/// Township and village in one, so that a township's name finds its villages, too.
fn place(plan: &SitePlan, entry: Entry) -> String {
    let content = plan.content;
    match entry {
        Entry::Notice(i) => {
            let notice = &content.notices[i as usize];
            match (text(&notice.township), text(&notice.village)) {
                (None, None) => plan.notice_card(i as usize).place.clone(),
                (township, village) => full_name(plan, township, village),
            }
        }
        Entry::Activity(i) => {
            let activity = &content.activities[i as usize];
            full_name(plan, text(&activity.township), text(&activity.village))
        }
        Entry::Honour(i) => home_of_all(plan, &content.honours[i as usize].recipients),
        Entry::Page(_) => String::new(),
    }
}

/// The place that all recipients share; none when they come from several.
fn home_of_all(plan: &SitePlan, recipients: &[Spanned<Recipient>]) -> String {
    let mut homes = recipients.iter().map(|recipient| (text(&recipient.township), text(&recipient.village)));
    match homes.next() {
        Some(first) if homes.all(|home| home == first) => full_name(plan, first.0, first.1),
        _ => String::new(),
    }
}

fn full_name(plan: &SitePlan, township: Option<&str>, village: Option<&str>) -> String {
    let known = |village: &str| plan.places.iter().find(|place| place.village.as_deref() == Some(village));
    match (township, village) {
        (None, Some(village)) => known(village).map_or_else(|| village.to_owned(), PlaceEntry::full_name),
        (township, village) => format!("{}{}", township.unwrap_or_default(), village.unwrap_or_default()),
    }
}

/// People and bodies that the page shows, and other words that it may be looked for by.
fn names<'p>(plan: &SitePlan<'p>, entry: Entry) -> Vec<&'p str> {
    let content = plan.content;
    let found: Vec<Option<&str>> = match entry {
        Entry::Notice(i) => {
            let notice = &content.notices[i as usize];
            let project = notice.project.as_ref();
            let named = project.map(|project| project.name.value.as_str());
            vec![
                Some(&notice.issuer.value),
                notice.contact.as_ref().and_then(|contact| text(&contact.name)),
                project.and_then(|project| text(&project.unit)),
                project.and_then(|project| text(&project.responsible)),
                named.filter(|name| !notice.title.value.contains(name)),
            ]
        }
        Entry::Honour(i) => {
            let honour = &content.honours[i as usize];
            let people = honour.recipients.iter().map(|recipient| Some(recipient.name.value.as_str()));
            [Some(honour.award.value.as_str()), text(&honour.awarded_by)].into_iter().chain(people).collect()
        }
        Entry::Activity(i) => {
            let activity = &content.activities[i as usize];
            [&activity.organiser, &activity.team, &activity.service, &activity.place].map(text).into()
        }
        Entry::Page(i) => {
            let document = content.pages[i as usize].document.as_ref();
            document.map_or_else(Vec::new, |document| vec![text(&document.issuer), text(&document.topic)])
        }
    };
    found.into_iter().flatten().filter(|name| !name.is_empty()).collect()
}

fn text(text: &Option<Spanned<String>>) -> Option<&str> {
    text.as_ref().map(|text| text.value.as_str())
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
