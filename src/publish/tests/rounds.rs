//! Rounds of visits in random histories: what visitors truly meet, and what a certificate may say of it.
//!
//! The diary knows of each round where it was made, and what was served then, because it says so itself; it never
//! reads the log. Its law: a certificate cites no sighting that was not one of the very thing it certifies, at the
//! public address and in the window; it keeps no recorded visit back that saw nothing; it is not given where nobody
//! ever saw the notice, or nobody again for more than a day; days without a sighting, and windows at which nobody looked, are said.

use super::histories::Dice;
use super::reader::{Reader, Shown};
use super::toy::{Certified, SITE, Toy};
use crate::disk::Disk;
use crate::evidence::clock;
use crate::evidence::verify::{self, Round};
use crate::evidence::visit::client::{Client, Limits};
use crate::evidence::visit::place::Place;
use crate::evidence::visit::trust::Trust;
use crate::model::log::event::Event;
use crate::model::log::stamp::Stamp;
use crate::model::site::Site;
use crate::publish::{Error, record};
use jiff::civil::{Date, DateTime};
use jiff::tz::{TimeZone, offset};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Never asked: folders are looked into.
pub(super) static CLIENT: LazyLock<Client> =
    LazyLock::new(|| Client::new(Limits::default(), &Trust::with(None).unwrap()));

/// What visitors meet while a round is on.
#[derive(Clone, Debug)]
enum Weather {
    /// What was published.
    Fine,
    /// One notice's page says something else.
    Altered(String),
    /// It is not there.
    Gone(String),
    /// Its record is another.
    Record(String),
    /// What all pages need is missing.
    Bare(&'static str),
    /// Search machines are told to keep away.
    Forbidden,
    /// The host put a backup back.
    RolledBack,
    /// Nothing answers.
    Down,
}

impl Weather {
    fn roll(dice: &mut Dice, ids: &[String]) -> Weather {
        let hit = usize::try_from(dice.roll(ids.len().max(1) as u64)).unwrap();
        match (dice.roll(14), ids.get(hit)) {
            (0..=1, Some(id)) => Weather::Altered(id.clone()),
            (2..=3, Some(id)) => Weather::Gone(id.clone()),
            (4, Some(id)) => Weather::Record(id.clone()),
            (5, _) => Weather::Bare("assets/style.css"),
            (6, _) => Weather::Bare("index.html"),
            (7, _) => Weather::Forbidden,
            (8, _) => Weather::RolledBack,
            (9, _) => Weather::Down,
            _ => Weather::Fine,
        }
    }

    /// Whether a visitor could see a notice as it was published.
    fn shows(&self, id: &str) -> bool {
        match self {
            Weather::Fine => true,
            Weather::Altered(hit) | Weather::Gone(hit) | Weather::Record(hit) => hit != id,
            Weather::Bare(_) | Weather::Forbidden | Weather::RolledBack | Weather::Down => false,
        }
    }
}

/// What became of a round's line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    /// It stands there.
    At(usize),
    /// The machine stopped while it was written: it may come yet.
    Perhaps,
    /// The log that had it was lost.
    Lost,
}

/// A round that was truly made.
#[derive(Clone, Debug)]
struct Made {
    at: DateTime,
    public: bool,
    line: Line,
    /// Every notice that readers then thought open: what it is, and whether it was to be seen.
    notices: BTreeMap<String, (Shown, bool)>,
}

/// Every round that was made.
#[derive(Debug, Default)]
pub(super) struct Diary {
    rounds: Vec<Made>,
}

impl Diary {
    pub(super) fn len(&self) -> u64 {
        self.rounds.len() as u64
    }

    /// Makes a round and records it. Visitors may meet anything; now and then the machine stops.
    pub(super) fn visit(&mut self, toy: &Toy, dice: &mut Dice, reader: &Reader) {
        if !toy.target().join("current").exists() {
            return;
        }
        let open = reader.open(toy.now.date());
        let ids: Vec<String> = open.keys().cloned().collect();
        let mut weather = Weather::roll(dice, &ids);
        let folder = served(toy, &mut weather);
        let public = dice.roll(5) > 0;
        let disk = match dice.roll(8) {
            0 => Disk::dying_at(usize::try_from(dice.roll(6)).unwrap() + 1),
            _ => Disk::new(),
        };
        let line = match round(toy, &folder, public, &disk) {
            Ok(true) => Line::At(toy.log().len()),
            Ok(false) => return drop(fs::remove_dir_all(&folder)),
            Err(_) => Line::Perhaps,
        };
        fs::remove_dir_all(&folder).unwrap();
        let notices = open.into_iter().map(|(id, shown)| {
            let seen = weather.shows(&id);
            (id, (shown, seen))
        });
        self.rounds.push(Made { at: toy.now, public, line, notices: notices.collect() });
    }

    /// The log was lost and has so many lines now.
    pub(super) fn lose(&mut self, lines: usize) {
        for made in &mut self.rounds {
            if matches!(made.line, Line::At(line) if line > lines) {
                made.line = Line::Lost;
            }
        }
    }

    /// What this knows against a certificate; readers saw what is certified as it is since a day.
    pub(super) fn doubts(&self, certified: &Certified, since: Date) -> Vec<String> {
        let Certified { id, sheet, .. } = certified;
        let until: Date = sheet.until.parse().unwrap();
        let end = until.tomorrow().unwrap().at(0, 0, 0, 0);
        let (good, vain) = self.looks(certified, since, end);
        let (last, seen_at) = (good.iter().max(), good.len());
        let days = |times: &[DateTime]| times.iter().map(|at| at.date()).collect::<BTreeSet<_>>();
        let said = |key: &str| sheet.reservations.iter().any(|said| said.key == key);
        let in_vain = last.is_some_and(|last| vain.iter().any(|at| at > last));
        let wrong = [
            (sheet.visits.seen > seen_at, "cites sightings that were none"),
            (sheet.visits.rounds - sheet.visits.seen < vain.len(), "keeps back visits that saw nothing"),
            (last.is_none() && !vain.is_empty(), "is given though nobody ever saw it"),
            (
                in_vain && end.duration_since(*last.unwrap()).as_hours() > 24,
                "is given though nobody saw it again",
            ),
            (
                !days(&vain).is_subset(&days(&good)) && !said("days-unseen"),
                "is silent on days without a sighting",
            ),
            (sheet.visits.rounds == 0 && !said("nobody-looked"), "is silent on nobody having looked"),
        ];
        let tell = |what: &str| {
            format!("{id} certified {what}: {:?}, since {since} {good:?}, in vain {vain:?}", sheet.visits)
        };
        wrong.into_iter().filter(|(is, _)| *is).map(|(_, what)| tell(what)).collect()
    }

    /// When it was truly seen at its public address before its window ended, at most; and when it was visited there
    /// in vain, at least.
    fn looks(&self, certified: &Certified, since: Date, end: DateTime) -> (Vec<DateTime>, Vec<DateTime>) {
        let Certified { id, shown, .. } = certified;
        let (mut good, mut vain) = (Vec::new(), Vec::new());
        for Made { at, public, line, notices } in self.rounds.iter().filter(|made| made.at < end) {
            let Some((then, seen)) = notices.get(id) else { continue };
            if (&then.title, &then.body, &then.files) != (&shown.title, &shown.body, &shown.files) {
                good.clear();
                vain.clear();
            } else if *public && *seen && *line != Line::Lost {
                good.push(*at);
            } else if *public && !seen && matches!(line, Line::At(_)) && at.date() > since {
                vain.push(*at);
            }
        }
        (good, vain)
    }
}

/// `verify --record`, as the command does it; `false` when the clock or the log forbids it.
fn round(toy: &Toy, folder: &Path, public: bool, disk: &Disk) -> Result<bool, Error> {
    record::finish(&toy.root, disk)?;
    let (log, zone) = (toy.log(), TimeZone::fixed(offset(8)));
    let at = Stamp::new(&toy.now.to_zoned(zone).unwrap());
    // these settings answer for no line of the log
    let Ok(clock) = clock::hold(&log, at, &Site::default()) else { return Ok(false) };
    if !log.faults().is_empty() {
        return Ok(false);
    }
    let place = Place::Folder(folder.to_owned());
    // on a thread of its own: a worker of the histories would begin another one while it waits
    let round =
        std::thread::scope(|scope| scope.spawn(|| verify::round(&log, &place, &CLIENT, at)).join().unwrap());
    let round = if public { Round { place: address(), ..round } } else { round };
    let events: Vec<Event> = clock.into_iter().chain([round.event()]).collect();
    record::record(&toy.root, &log, &events, at, disk).map(|()| true)
}

/// The site's own address, as its settings have it.
fn address() -> String {
    let line = SITE.lines().find_map(|line| line.strip_prefix("base_url: "));
    line.unwrap().to_owned()
}

/// What is served in this weather, in a folder beside the target.
fn served(toy: &Toy, weather: &mut Weather) -> PathBuf {
    let folder = toy.root.join("met");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir(&folder).unwrap();
    let current = fs::canonicalize(toy.target().join("current")).unwrap();
    let from = match weather {
        Weather::Down => return folder,
        Weather::RolledBack => match before(&current) {
            Some(before) => before,
            None => {
                *weather = Weather::Fine;
                current
            }
        },
        _ => current,
    };
    for entry in walkdir::WalkDir::new(&from).min_depth(1).into_iter().map(Result::unwrap) {
        let to = folder.join(entry.path().strip_prefix(&from).unwrap());
        match entry.file_type().is_dir() {
            true => fs::create_dir(to).unwrap(),
            false => fs::hard_link(entry.path(), to).unwrap(),
        }
    }
    // never written through: the release shares its files
    let replace = |path: String, text: Option<&str>| {
        let path = folder.join(path);
        let _ = fs::remove_file(&path);
        text.into_iter().for_each(|text| fs::write(&path, text).unwrap());
    };
    match weather {
        Weather::Altered(id) => replace(format!("{id}/index.html"), Some("<main>别的话</main>")),
        Weather::Gone(id) => replace(format!("{id}/index.html"), None),
        Weather::Record(id) => replace(format!("{id}/record.json"), Some("{}")),
        Weather::Bare(path) => replace((*path).to_owned(), None),
        Weather::Forbidden => replace("robots.txt".into(), Some("User-agent: *\nDisallow: /\n")),
        Weather::Fine | Weather::RolledBack | Weather::Down => {}
    }
    folder
}

/// A release that was shown before the one that is now.
fn before(current: &Path) -> Option<PathBuf> {
    let releases = fs::read_dir(current.parent()?).ok()?.filter_map(Result::ok);
    let shown = releases.map(|entry| entry.path()).filter(|path| path.join("release.json").exists());
    shown.filter(|path| path != current).max()
}
