//! Points batches in random histories: a clerk's drafts of them, and what a reader holds them to.
//!
//! Beside them, what accounts began with, and what is bought and brought back.
//!
//! The reader's law: a batch that was seen stays as it was seen. It changes only together with its notice, which goes
//! up anew with a word and a whole new window while the old one runs, or was withdrawn while it ran; never after.
//! While the notice is open, its table says what the batch says.

use super::histories::Dice;
use super::reader::{Shown, whole};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Notices of points, and batches.
const NOTICES: usize = 3;
const BATCHES: usize = 2;

/// A notice of points as the clerk has it in hand.
#[derive(Clone, Debug)]
struct Notice {
    table: Vec<u64>,
    from: Date,
    until: Date,
    corrections: Vec<Date>,
    withdrawn: Option<Date>,
}

#[derive(Clone, Debug)]
struct Batch {
    points: Vec<u64>,
    notice: usize,
    meeting: Date,
}

/// All that the clerk has of points.
#[derive(Clone, Debug, Default)]
pub(super) struct Desk {
    notices: [Option<Notice>; NOTICES],
    batches: [Option<Batch>; BATCHES],
    books: super::books::Clerk,
}

impl Desk {
    pub(super) fn files(&self) -> Vec<(String, String)> {
        let notices = self.notices.iter().enumerate();
        let notices =
            notices.filter_map(|(i, notice)| Some((format!("notices/p{i}.md"), notice.as_ref()?.text(i))));
        let batches = self.batches.iter().enumerate();
        let batches =
            batches.filter_map(|(i, batch)| Some((format!("points/s/b{i}.yaml"), batch.as_ref()?.text(i))));
        notices.chain(batches).chain(self.books.files()).collect()
    }

    /// By another die, so that the other edits of a seed stay as they are.
    pub(super) fn keep_books(&mut self, dice: &mut Dice, today: Date) {
        self.books.edit(dice, today);
    }

    pub(super) fn edit(&mut self, dice: &mut Dice, today: Date) {
        let i = usize::try_from(dice.roll(BATCHES as u64)).unwrap();
        let Some(batch) = &mut self.batches[i] else { return self.score(i, dice, today) };
        let household = usize::try_from(dice.roll(batch.points.len() as u64)).unwrap();
        let notice = self.notices[batch.notice].as_mut();
        match (dice.roll(12), notice) {
            // lawful: both, with a word and a whole new window
            (0..=2, Some(notice)) => {
                batch.points[household] += 1;
                notice.table = batch.points.clone();
                notice.corrections.push(today);
                notice.until = notice.until.max(today.checked_add(7.days()).unwrap());
            }
            // lawful: taken back within its window, and posted anew
            (3, Some(notice)) => notice.withdrawn = Some(today),
            (4, _) => {
                if let Some(free) = self.notices.iter().position(Option::is_none) {
                    batch.notice = free;
                    batch.points[household] += 1;
                    self.notices[free] = Some(Notice::new(batch.points.clone(), today));
                }
            }
            (5, Some(notice)) => {
                batch.points[household] += 1;
                notice.table = batch.points.clone();
                notice.corrections.push(today);
            }
            (6, Some(notice)) => {
                notice.table[0] += 1;
                notice.corrections.push(today);
            }
            (7, _) => batch.points.push(3),
            (8, _) => batch.notice = usize::try_from(dice.roll(NOTICES as u64)).unwrap(),
            (9, _) => self.batches[i] = None,
            (10, Some(notice)) => notice.withdrawn = None,
            _ => batch.points[household] += 1,
        }
    }

    /// A new batch, with its notice where there is room for one.
    fn score(&mut self, i: usize, dice: &mut Dice, today: Date) {
        let points: Vec<u64> = (0..=dice.roll(3)).map(|_| dice.roll(9) + 1).collect();
        let free = self.notices.iter().position(Option::is_none).unwrap_or_default();
        self.notices[free].get_or_insert_with(|| Notice::new(points.clone(), today));
        self.batches[i] = Some(Batch { points, notice: free, meeting: today });
    }
}

impl Notice {
    fn new(table: Vec<u64>, today: Date) -> Notice {
        let until = today.checked_add(5.days()).unwrap();
        Notice { table, from: today, until, corrections: Vec::new(), withdrawn: None }
    }

    fn text(&self, i: usize) -> String {
        let Notice { table, from, until, corrections, withdrawn } = self;
        let mut text = format!(
            "---\ntitle: 积分{i}\nkind: points\nissuer: 村\nposting: {{from: {from}, until: {until}}}\n"
        );
        if !corrections.is_empty() {
            let one = |on: &Date| format!("{{on: {on}, what: 分值, reason: 核实}}");
            text +=
                &format!("corrections: [{}]\n", corrections.iter().map(one).collect::<Vec<_>>().join(", "));
        }
        if let Some(on) = withdrawn {
            text += &format!("withdrawn: {{on: {on}, reason: 记错, authority: 村委会}}\n");
        }
        text += "---\n\n| 户号 | 分值 |\n|---|---:|\n";
        text + &table
            .iter()
            .enumerate()
            .map(|(i, points)| format!("| S{i} | {points} |\n"))
            .collect::<String>()
    }
}

impl Batch {
    fn text(&self, i: usize) -> String {
        let Batch { points, notice, meeting } = self;
        let mut text = format!(
            "batch: B{i}\nvillage: 上村\nmeeting: {meeting}\nreviewers: [甲, 乙, 丙]\nnotice: notices/p{notice}\nentries:\n"
        );
        for (i, points) in points.iter().enumerate() {
            text += &format!("- {{household: S{i}, rule: A, on: {meeting}, points: {points}}}\n");
        }
        text
    }
}

/// A batch as a reader has it in mind.
#[derive(Clone, Debug)]
struct Seen {
    record: Value,
    /// Its window was over: balances rest on it.
    counted: bool,
    /// Its notice was taken back in time.
    free: bool,
}

/// What a reader remembers of batches.
#[derive(Debug, Default)]
pub(super) struct Batches(BTreeMap<String, Seen>);

/// A notice as it was in mind and as it is now; with the furthest day that it promised.
pub(super) type Pages<'a> =
    dyn Fn(&str) -> Option<(Option<(&'a Shown, Option<Date>)>, Option<&'a Shown>)> + 'a;

impl Batches {
    /// Reads the batches of a release, and says what is wrong with them.
    pub(super) fn read(&mut self, folder: &Path, today: Date, pages: &Pages) -> Vec<String> {
        let now = records(folder);
        let mut wrong = Vec::new();
        for (id, seen) in &mut self.0 {
            let notice = seen.record["notice"].as_str().unwrap_or_default().to_owned();
            let (before, page) = pages(&notice).unwrap_or_default();
            let promised = before.and_then(|(_, promised)| promised);
            let was_back = before.is_some_and(|(before, _)| before.withdrawn.is_some());
            seen.counted |= !was_back && promised.is_some_and(|until| until < today);
            let is_back = page.is_some_and(|page| page.withdrawn.is_some());
            let in_time = !seen.counted && promised.is_some_and(|until| today <= until);
            seen.free = is_back && (seen.free || in_time);
            let renewed = before.zip(page).is_some_and(|((before, _), page)| {
                page.corrections.len() > before.corrections.len()
                    && page.until >= Some(whole("points", today))
            });
            let may_change = !seen.counted && (seen.free || renewed);
            if now.get(id) != Some(&seen.record) && !may_change {
                let now = now.get(id);
                wrong.push(format!("{today}: {id} was changed: {} -> {now:?}", seen.record));
            }
        }
        for (id, record) in now {
            let notice = record["notice"].as_str().unwrap_or_default();
            let page = pages(notice).and_then(|(_, page)| page);
            let open = page
                .filter(|page| page.withdrawn.is_none() && page.until.is_some_and(|until| today <= until));
            if let Some(page) = open.filter(|page| rows(page) != entries(&record)) {
                wrong.push(format!("{today}: {id} is not what its notice lists: {record} and {}", page.body));
            }
            // a notice may go up withdrawn, so that nothing ever rests on its batch
            let free = page.is_some_and(|page| page.withdrawn.is_some() && page.until >= Some(today));
            let new = |record| Seen { record, counted: false, free };
            match self.0.get_mut(&id) {
                Some(seen) if seen.record["notice"] == record["notice"] => seen.record = record,
                Some(seen) => *seen = new(record),
                None => drop(self.0.insert(id, new(record))),
            }
        }
        wrong
    }
}

fn records(folder: &Path) -> BTreeMap<String, Value> {
    let files = walkdir::WalkDir::new(folder.join("points")).into_iter().filter_map(Result::ok);
    let records = files.filter(|file| file.file_name() == "record.json");
    let id =
        |path: &Path| path.parent().unwrap().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
    let read = |path: &Path| serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    records.map(|file| (id(file.path()), read(file.path()))).collect()
}

/// What a page's table lists, by household.
fn rows(page: &Shown) -> BTreeMap<String, i64> {
    let rows = page.body.lines().filter_map(|line| line.strip_prefix("| S"));
    rows.filter_map(|row| {
        let (household, points) = row.trim_end_matches(" |").split_once(" | ")?;
        Some((format!("S{household}"), points.parse().ok()?))
    })
    .collect()
}

fn entries(record: &Value) -> BTreeMap<String, i64> {
    let mut sums = BTreeMap::new();
    for entry in record["entries"].as_array().into_iter().flatten() {
        let household = entry["household"].as_str().unwrap_or_default().to_owned();
        *sums.entry(household).or_default() += entry["points"].as_i64().unwrap_or_default();
    }
    sums
}
