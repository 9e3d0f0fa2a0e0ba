//! Random histories of editing, publishing, visiting, losing logs, stopping machines and clocks, watched by a reader.

use super::lost::lose;
use super::points::Desk;
use super::reader::Reader;
use super::rounds::Diary;
use super::toy::{RULES, Toy, notice};
use crate::diagnostic::Code;
use crate::disk::Disk;
use crate::evidence::anchor::Carried;
use crate::publish::Ended;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use rayon::prelude::*;
use std::sync::{Arc, Mutex};

/// Histories in an ordinary run; `ZHANGBANG_HISTORIES` asks for more.
const HISTORIES: u64 = 200;
const EVENTS: usize = 40;

/// A small generator of our own, so that a seed means the same history for ever.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn roll(&mut self, sides: u64) -> u64 {
        // SplitMix64, public domain, Sebastiano Vigna
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % sides
    }

    fn day(&mut self, today: Date, back: i64, ahead: i64) -> Date {
        let span = u64::try_from(back + ahead + 1).unwrap();
        today.checked_add((i64::try_from(self.roll(span)).unwrap() - back).days()).unwrap()
    }
}

/// A notice as the clerk has it in hand.
#[derive(Clone, Debug)]
struct Draft {
    title: u64,
    body: u64,
    phone: u64,
    from: Date,
    until: Date,
    corrections: Vec<(Date, u64)>,
    objections: Option<Vec<(u64, bool)>>,
    /// The day, and whether a reason and an authority are given.
    withdrawn: Option<(Date, bool, bool)>,
    draft: bool,
    kind: &'static str,
    /// What is in the attached table, where one is attached.
    table: Option<u64>,
}

/// The table attached to a notice, as named in it and as it lies under `notices/`.
fn table(name: &str) -> String {
    format!("{}-table.csv", name.rsplit('/').next().unwrap())
}

fn path(name: &str) -> String {
    name.rsplit_once('/').map_or_else(|| table(name), |(folder, _)| format!("{folder}/{}", table(name)))
}

impl Draft {
    fn new(dice: &mut Dice, today: Date) -> Draft {
        let from = match dice.roll(8) {
            0 => dice.day(today, 6, 6),
            1 => today.checked_add(1.day()).unwrap(),
            _ => today,
        };
        let until = from.checked_add((i64::try_from(dice.roll(9)).unwrap() + 11).days()).unwrap();
        Draft {
            title: dice.roll(1000),
            body: dice.roll(1000),
            phone: dice.roll(9),
            from,
            until,
            corrections: Vec::new(),
            objections: None,
            withdrawn: None,
            draft: false,
            kind: "project",
            table: (dice.roll(2) == 0).then(|| dice.roll(1000)),
        }
    }

    fn text(&self, name: &str) -> String {
        let mut rest = format!("contact: {{phone: 0999-000123{}}}\n", self.phone);
        if self.table.is_some() {
            rest += &format!("attachments: [{{file: {}}}]\n", table(name));
        }
        if self.draft {
            rest += "draft: true\n";
        }
        if !self.corrections.is_empty() {
            let one = |(on, what): &(Date, u64)| format!("{{on: {on}, what: 改{what}, reason: 核实}}");
            rest += &format!(
                "corrections: [{}]\n",
                self.corrections.iter().map(one).collect::<Vec<_>>().join(", ")
            );
        }
        if let Some(objections) = &self.objections {
            let one = |(what, answered): &(u64, bool)| {
                let outcome = if *answered { ", outcome: 已答复" } else { "" };
                format!("{{on: {}, summary: 异议{what}{outcome}}}", self.from)
            };
            rest += &format!("objections: [{}]\n", objections.iter().map(one).collect::<Vec<_>>().join(", "));
        }
        if let Some((on, reason, authority)) = self.withdrawn {
            let reason = if reason { ", reason: 停建" } else { "" };
            let authority = if authority { ", authority: 县政府" } else { "" };
            rest += &format!("withdrawn: {{on: {on}{reason}{authority}}}\n");
        }
        let (from, until) = (self.from.to_string(), self.until.to_string());
        notice(&format!("标题{}", self.title), &from, &until, &rest, &format!("正文{}", self.body))
            .replace("kind: project", &format!("kind: {}", self.kind))
    }

    fn edit(&mut self, dice: &mut Dice, today: Date) {
        match dice.roll(24) {
            0 => self.title += 1,
            1 => self.body += 1,
            2 => self.phone = (self.phone + 1) % 9,
            3 => {
                self.until =
                    self.until.checked_add((i64::try_from(dice.roll(9)).unwrap() - 4).days()).unwrap()
            }
            4 => self.from = dice.day(self.from, 2, 2),
            5 => self.corrections.push((today, dice.roll(1000))),
            6 | 16..=18 => {
                // lawful: a correction with a new number
                self.phone = (self.phone + 1) % 9;
                self.corrections.push((today, dice.roll(1000)));
            }
            7 | 19 => {
                // lawful: a whole new window, and a word
                self.body += 1;
                self.corrections.push((today, dice.roll(1000)));
                self.until = self.until.max(today.checked_add(14.days()).unwrap());
            }
            8 => self.corrections.truncate(usize::try_from(dice.roll(2)).unwrap()),
            9 => self.corrections.push((dice.day(today, 5, 5), 1)),
            10 => self.objections.get_or_insert_default().push((dice.roll(99), false)),
            11 => self.objections.iter_mut().flatten().for_each(|objection| objection.1 = true),
            12 => self.objections = None,
            20 => self.table = self.table.map(|table| table + 1),
            21 => self.table = if self.table.is_some() { None } else { Some(1) },
            13 => self.withdrawn = Some((today, dice.roll(3) > 0, dice.roll(3) > 0)),
            14 => self.withdrawn = None,
            _ if dice.roll(2) == 0 => self.draft = !self.draft,
            _ => self.kind = if self.kind == "project" { "news" } else { "project" },
        }
    }
}

struct History {
    dice: Dice,
    /// For visits and losses, so that they leave the clerk's seeds as they are.
    chance: Dice,
    /// For accounts, so that these do as well.
    accounts: Dice,
    visits: Diary,
    toy: Toy,
    clerk: Vec<Option<Draft>>,
    /// What was last published whole, to go back to.
    good: Vec<Option<Draft>>,
    /// The same of points.
    points: Desk,
    good_points: Desk,
    /// Nothing was stopped since, so that what was good is what readers see.
    sure: bool,
    log: String,
    published: u64,
    refused: u64,
    stopped: u64,
    certified: u64,
    restored: u64,
}

/// What the reader saw.
struct Seen {
    changes: u64,
    /// Looks at former versions.
    versions: u64,
    complaints: Vec<String>,
}

const NAMES: [&str; 5] = ["a", "b", "c", "d/e", "f"];

impl History {
    fn new(seed: u64) -> History {
        let mut toy = Toy::new("2026-03-02T08:00:00");
        toy.few_rules = true;
        toy.set(
            "rules.yaml",
            &format!("{RULES}points: {{name: 积分公示, posting: {{min: 3}}, material: [title, body]}}\n"),
        );
        let clerk = vec![None; NAMES.len()];
        let good = clerk.clone();
        History {
            dice: Dice(seed),
            chance: Dice(!seed),
            accounts: Dice(seed.rotate_left(32)),
            visits: Diary::default(),
            toy,
            clerk,
            good,
            points: Desk::default(),
            good_points: Desk::default(),
            sure: true,
            log: String::new(),
            published: 0,
            refused: 0,
            stopped: 0,
            certified: 0,
            restored: 0,
        }
    }

    fn run(&mut self) -> Seen {
        let reader = Reader::new(self.toy.target());
        let reader = Arc::new(Mutex::new(reader));
        for _ in 0..EVENTS {
            match self.dice.roll(10) {
                0..=2 => self.edit(),
                3 => self.points.edit(&mut self.dice, self.toy.now.date()),
                4..=5 => self.clock(),
                6 => self.publish(true, &reader),
                _ => self.publish(false, &reader),
            }
            reader.lock().unwrap().look(self.toy.now.date());
            if self.accounts.roll(4) == 0 {
                self.points.keep_books(&mut self.accounts, self.toy.now.date());
            }
            if self.chance.roll(14) == 0 {
                self.visits.visit(&self.toy, &mut self.chance, &reader.lock().unwrap());
                self.log = self.toy.log_text();
            }
            if self.chance.roll(160) == 0 {
                self.lose(&reader);
            }
            if self.dice.roll(12) == 0 {
                self.certify(&reader);
            }
        }
        self.end(&reader);
        self.certify(&reader);
        let mut reader = reader.lock().unwrap();
        let (changes, versions) = (reader.changes, reader.versions.looked);
        Seen { changes, versions, complaints: std::mem::take(&mut reader.complaints) }
    }

    fn edit(&mut self) {
        let today = self.toy.now.date();
        let at = usize::try_from(self.dice.roll(NAMES.len() as u64)).unwrap();
        match self.dice.roll(12) {
            0 => self.clerk[at] = None,
            1 => {
                let other = usize::try_from(self.dice.roll(NAMES.len() as u64)).unwrap();
                self.clerk.swap(at, other);
            }
            2 => self.back(),
            _ => match &mut self.clerk[at] {
                Some(draft) => draft.edit(&mut self.dice, today),
                empty => *empty = Some(Draft::new(&mut self.dice, today)),
            },
        }
    }

    /// The clerk goes back to what was last published.
    fn back(&mut self) {
        (self.clerk, self.points) = (self.good.clone(), self.good_points.clone());
    }

    /// Asks for the certificate of every notice as the clerk has it; a reader must have seen what it speaks of.
    fn certify(&mut self, reader: &Arc<Mutex<Reader>>) {
        self.hand_in();
        if self.toy.root.join("content/.publication.pending").exists() {
            return;
        }
        for certified in self.toy.certified() {
            self.certified += 1;
            let mut reader = reader.lock().unwrap();
            let doubts = reader.doubts(&certified.id, &certified.shown, self.toy.now.date());
            reader.complaints.extend(doubts);
            let since = reader.since(&certified.id);
            let doubts = since.map(|since| self.visits.doubts(&certified, since));
            reader.complaints.extend(doubts.unwrap_or_default());
        }
    }

    /// Log or store are lost, and the log comes back from the site.
    fn lose(&mut self, reader: &Arc<Mutex<Reader>>) {
        self.hand_in();
        let Some(wrong) = lose(&self.toy, &mut self.chance) else { return };
        self.restored += 1;
        self.log = self.toy.log_text();
        self.visits.lose(self.log.lines().count());
        reader.lock().unwrap().complaints.extend(wrong);
    }

    fn clock(&mut self) {
        let hours = match self.dice.roll(12) {
            0 => -30,
            1..=4 => 5,
            5..=9 => 24,
            10 => 24 * 4,
            _ => 24 * 9,
        };
        self.toy.now = self.toy.now.checked_add(jiff::Span::new().hours(hours)).unwrap_or(self.toy.now);
    }

    fn hand_in(&mut self) {
        self.toy.files.retain(|path, _| !path.starts_with("notices/") && !path.starts_with("points/"));
        self.toy.files.extend(self.points.files());
        self.toy.assets.clear();
        for (name, draft) in NAMES.iter().zip(&self.clerk) {
            if let Some(draft) = draft {
                self.toy.files.insert(format!("notices/{name}.md"), draft.text(name));
                if let Some(contents) = draft.table {
                    self.toy
                        .assets
                        .insert(format!("notices/{}", path(name)), contents.to_string().into_bytes());
                }
            }
        }
    }

    fn publish(&mut self, stop: bool, reader: &Arc<Mutex<Reader>>) {
        self.hand_in();
        let disk =
            if stop { Disk::dying_at(usize::try_from(self.dice.roll(45)).unwrap() + 1) } else { Disk::new() };
        match self.toy.publish_on(&self.watched(disk, reader)) {
            Ok(Ended::Done(_)) => {
                self.published += 1;
                self.good = self.clerk.clone();
                self.good_points = self.points.clone();
                self.sure = true;
            }
            Err(_) => {
                self.stopped += 1;
                self.sure = false;
            }
            Ok(Ended::Refused(_)) => {
                self.refused += 1;
                if self.dice.roll(2) == 0 {
                    self.back();
                }
            }
        }
        let now = self.toy.log_text();
        if !now.starts_with(&self.log) {
            reader.lock().unwrap().complaints.push("the log was rewritten".into());
        }
        self.log = now;
    }

    fn watched(&self, disk: Disk, reader: &Arc<Mutex<Reader>>) -> Disk {
        let (watching, today) = (Arc::clone(reader), self.toy.now.date());
        disk.watched_by(move || watching.lock().unwrap().look(today))
    }

    /// The clerk puts back what was last published, the clock is right: everything must come to rest.
    fn end(&mut self, reader: &Arc<Mutex<Reader>>) {
        self.back();
        self.hand_in();
        // finishes what was interrupted, even where the clock has been set back since
        let _ = self.toy.publish_on(&self.watched(Disk::new(), reader));
        let latest: Option<DateTime> = self.toy.log().latest().map(|(_, at)| at.civil());
        self.toy.now = self.toy.now.max(latest.unwrap_or(self.toy.now));
        self.hand_in();
        let restored = self.toy.publish_on(&self.watched(Disk::new(), reader));
        let complain = |what: String| reader.lock().unwrap().complaints.push(what);
        match restored {
            Err(error) => complain(format!("a sound machine failed: {error:?}")),
            Ok(Ended::Refused(faults)) if faults.iter().any(|fault| fault.code == Code::LogBroken) => {
                complain(format!("the log is at fault: {faults:?}"));
            }
            // what was lawful yesterday and did not go up then is late today
            Ok(Ended::Refused(faults)) if self.sure && faults.iter().any(|fault| traps(fault.code)) => {
                complain(format!("what readers see is refused: {faults:?}"));
            }
            Ok(_) => {}
        }
        let log = self.toy.log();
        if !log.faults().is_empty() {
            complain(format!("the log is broken: {:?}", log.faults()));
        }
        if self.toy.root.join("content/.publication.pending").exists() {
            complain("something is still pending".into());
        }
        let carried = self.toy.served().remove("release.json");
        if let Some(fault) =
            carried.and_then(|release| crate::evidence::disagreement(&log, &Carried::new(release, None)))
        {
            complain(format!("site and log disagree: {fault:?}"));
        }
    }
}

/// A fault that says that something published is not as it was.
fn traps(code: Code) -> bool {
    matches!(
        code,
        Code::PostingVanished
            | Code::PostingMoved
            | Code::PostingAltered
            | Code::PostingWithdrawnEarly
            | Code::PointsAltered
            | Code::VersionVanished
    )
}

#[test]
fn no_reader_ever_sees_an_open_notice_missing_moved_or_altered() {
    let asked = std::env::var("ZHANGBANG_HISTORIES").ok().and_then(|text| text.parse().ok());
    let first: u64 =
        std::env::var("ZHANGBANG_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(20_261_102);
    let histories: u64 = asked.unwrap_or(HISTORIES);
    let told: Vec<Told> =
        (0..histories).into_par_iter().map(|number| tell(first.wrapping_add(number))).collect();
    let complaints: Vec<&String> = told.iter().flat_map(|told| &told.complaints).collect();
    let sum = |count: fn(&Told) -> u64| told.iter().map(count).sum::<u64>();
    let certified = sum(|t| t.certified);
    let (published, refused, stopped) = (sum(|t| t.published), sum(|t| t.refused), sum(|t| t.stopped));
    println!(
        "seed {first}: {histories} histories, {published} published, {refused} refused, {stopped} stopped, {} log lines, {} changes seen, {} former versions, {} visits, {} restored, {certified} certificates",
        sum(|t| t.lines),
        sum(|t| t.changes),
        sum(|t| t.versions),
        sum(|t| t.visits),
        sum(|t| t.restored),
    );
    assert!(complaints.is_empty(), "{complaints:#?}");
    assert!(published > histories && refused > histories / 4 && stopped > histories / 4);
    assert!(certified > histories / 4 && sum(|t| t.versions) > histories / 5);
    assert!(sum(|t| t.visits) > histories && sum(|t| t.restored) > histories / 10);
}

struct Told {
    published: u64,
    refused: u64,
    stopped: u64,
    certified: u64,
    visits: u64,
    restored: u64,
    lines: u64,
    changes: u64,
    versions: u64,
    complaints: Vec<String>,
}

fn tell(seed: u64) -> Told {
    let mut history = History::new(seed);
    let Seen { changes, versions, complaints } = history.run();
    let named = |what| format!("ZHANGBANG_SEED={seed} ZHANGBANG_HISTORIES=1: {what}");
    Told {
        published: history.published,
        refused: history.refused,
        stopped: history.stopped,
        certified: history.certified,
        visits: history.visits.len(),
        restored: history.restored,
        lines: history.log.lines().count() as u64,
        changes,
        versions,
        complaints: complaints.into_iter().map(named).collect(),
    }
}
