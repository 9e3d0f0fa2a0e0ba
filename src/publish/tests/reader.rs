//! A reader who knows nothing of the log: looks at what is served and remembers what the pages said.
//!
//! Its law, in its own terms: a page that was seen is there for good, at its place; its first day is never before
//! the day it was first seen; while it is open its last day never moves forward; its text stays, or a correction
//! was added, and where title or body changed, a whole new window was begun besides, of ten days for a project and of
//! three for points; what it said of corrections, objections and its withdrawal, it says for good. Its former versions
//! have a law of their own.

use super::books::{self, Books};
use super::points::Batches;
use super::versions::Versions;
use crate::model::candidate::Candidate;
use crate::model::notice::Notice;
use crate::model::open_days::Window;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What a page of the toy site shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Shown {
    pub title: String,
    pub body: String,
    pub contact: Option<String>,
    pub issuer: String,
    pub kind: String,
    pub from: Option<Date>,
    pub until: Option<Date>,
    pub corrections: Vec<String>,
    pub objections: Vec<(String, Option<String>)>,
    pub withdrawn: Option<(Option<String>, Option<String>)>,
    /// Attached files and, once somebody has opened them, what is in them.
    pub files: Vec<(String, String)>,
}

/// The body of a notice's page: what people read, and the same for this reader. `window` is the one in force.
pub(super) fn page(candidate: &Candidate, notice: &Notice, window: Option<Window>) -> String {
    let shown = shown(candidate, notice);
    let text = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let mut main = format!("<h1>{}</h1>", text(&shown.title));
    main += &window.map(|w| format!("<p>公示期{}至{}</p>", w.from, w.until)).unwrap_or_default();
    main += &text(&shown.body).split("\n\n").map(|block| format!("<p>{block}</p>")).collect::<String>();
    for line in shown.contact.iter().chain(&shown.corrections) {
        main += &format!("<p>{}</p>", text(line));
    }
    for step in notice.project.iter().flat_map(|project| &project.progress) {
        let day = step.on.as_ref().map(|on| on.value.to_string()).unwrap_or_default();
        let percent = step.percent.as_ref().map(|percent| format!("{}%", percent.value)).unwrap_or_default();
        let paid = step.paid.as_ref().map(|paid| paid.value.to_string()).unwrap_or_default();
        let note = step.note.as_ref().map(|note| text(&note.value)).unwrap_or_default();
        main += &format!("<ul><li>{day}</li><li>{percent}</li><li>{paid}</li><li>{note}</li></ul>");
    }
    for (summary, outcome) in &shown.objections {
        main += &format!("<p>{}</p><p>{}</p>", text(summary), text(outcome.as_deref().unwrap_or_default()));
    }
    let reasons = notice.corrections.iter().filter_map(|correction| correction.reason.as_ref());
    main += &reasons.map(|reason| format!("<p>{}</p>", text(&reason.value))).collect::<String>();
    if let Some((reason, authority)) = &shown.withdrawn {
        let [reason, authority] = [reason, authority].map(|words| words.clone().unwrap_or_default());
        main += &format!("<p>{}</p><p>{}</p>", text(&reason), text(&authority));
    }
    format!("<main>{main}</main>{OPEN}{}{CLOSE}", serde_json::to_string(&shown).unwrap())
}

const OPEN: &str = "<script type=\"application/json\">";
const CLOSE: &str = "</script>";

pub(super) fn shown(candidate: &Candidate, notice: &Notice) -> Shown {
    let text = |text: &Option<crate::source::Spanned<String>>| text.as_ref().map(|text| text.value.clone());
    Shown {
        title: notice.title.value.clone(),
        body: notice.item.body.text().trim().to_owned(),
        contact: notice
            .contact
            .as_ref()
            .and_then(|contact| contact.phones.first().map(|phone| phone.value.clone())),
        issuer: notice.issuer.value.clone(),
        kind: notice.kind.value.clone(),
        from: candidate.declared.map(|window| window.from),
        until: candidate.declared.map(|window| window.until),
        corrections: notice.corrections.iter().map(|correction| correction.what.value.clone()).collect(),
        objections: notice
            .objections
            .iter()
            .flatten()
            .map(|objection| (objection.summary.value.clone(), text(&objection.outcome)))
            .collect(),
        withdrawn: notice.withdrawn.as_ref().map(|w| (text(&w.reason), text(&w.authority))),
        files: candidate.files.iter().map(|path| (path.clone(), String::new())).collect(),
    }
}

#[derive(Clone, Debug)]
struct Memory {
    first_seen: Date,
    shown: Shown,
    /// The furthest day that any version promised.
    promised: Option<Date>,
    /// The day on which what is material was first seen as it is.
    since: Date,
}

#[derive(Debug)]
pub(super) struct Reader {
    target: PathBuf,
    served: Option<PathBuf>,
    known: BTreeMap<String, Memory>,
    batches: Batches,
    books: Books,
    pub versions: Versions,
    pub complaints: Vec<String>,
    /// How often something new was served.
    pub changes: u64,
}

impl Reader {
    pub(super) fn new(target: PathBuf) -> Reader {
        Reader {
            target,
            served: None,
            known: BTreeMap::new(),
            batches: Batches::default(),
            books: Books::default(),
            versions: Versions::default(),
            complaints: Vec::new(),
            changes: 0,
        }
    }

    /// Looks at the site as it is at this moment.
    pub(super) fn look(&mut self, today: Date) {
        let Ok(current) = fs::read_link(self.target.join("current")) else {
            if self.served.is_some() {
                self.complaints.push(format!("{today}: nothing is served"));
            }
            return;
        };
        // a release never changes once it is served, so that only a new one has to be read
        if self.served.as_ref() != Some(&current) {
            self.served = Some(current);
            self.changes += 1;
            self.read(today);
        }
    }

    /// Reads every page again.
    pub(super) fn read(&mut self, today: Date) {
        let pages = pages(&self.target.join("current"));
        for (id, memory) in &self.known {
            let open = memory.promised.is_some_and(|until| today <= until);
            match pages.get(id) {
                None => self.complaints.push(format!("{today}: {id} is missing")),
                Some(Err(why)) if open => self.complaints.push(format!("{today}: {id} is broken: {why}")),
                Some(Ok(now)) => self.complaints.extend(compare(id, memory, now, today, open)),
                _ => {}
            }
        }
        let whole = |id: &str| pages.get(id).and_then(|page| page.as_ref().ok());
        let both = |id: &str| {
            let before = self.known.get(id).map(|memory| (&memory.shown, memory.promised));
            Some((before, whole(id)))
        };
        self.complaints.extend(self.batches.read(&self.target.join("current"), today, &both));
        self.read_books(today);
        let whole = pages.iter().filter_map(|(id, page)| Some((id, page.as_ref().ok()?)));
        let wrong = self.versions.read(&self.target.join("current"), whole);
        self.complaints.extend(wrong.into_iter().map(|what| format!("{today}: {what}")));
        for (id, now) in pages.into_iter().filter_map(|(id, page)| Some((id, page.ok()?))) {
            self.learn(id, now, today);
        }
    }

    /// Balances, and what they rest on.
    fn read_books(&mut self, today: Date) {
        let text = fs::read_to_string(self.target.join("current").join(books::FILE)).ok();
        let now: Books = text.map(|text| serde_json::from_str(&text).unwrap()).unwrap_or_default();
        self.complaints.extend(books::compare(&self.books, &now, today));
        self.books = now;
    }

    /// Every notice that the reader holds to be open, with what it shows.
    pub(super) fn open(&self, today: Date) -> BTreeMap<String, Shown> {
        let open =
            self.known.iter().filter(|(_, memory)| memory.promised.is_some_and(|until| today <= until));
        open.map(|(id, memory)| (id.clone(), memory.shown.clone())).collect()
    }

    /// The day since which what is material of a notice was seen as it is.
    pub(super) fn since(&self, id: &str) -> Option<Date> {
        self.known.get(id).map(|memory| memory.since)
    }

    /// What a reader has to say against a certificate of a notice that shows this.
    pub(super) fn doubts(&self, id: &str, certified: &Shown, today: Date) -> Option<String> {
        let Some(memory) = self.known.get(id) else {
            return Some(format!("{today}: {id} is certified, and nobody ever saw it"));
        };
        let Memory { shown, promised, since, .. } = memory;
        let complain =
            |what: &str| Some(format!("{today}: {id} is certified {what}: {memory:?}, {certified:?}"));
        if shown != certified {
            return complain("and shows something else");
        }
        if promised.is_none_or(|until| today <= until) {
            return complain("while it is posted");
        }
        if shown.kind == "project" && today <= ten_days(*since) {
            return complain("before it was up for ten days");
        }
        None
    }

    fn learn(&mut self, id: String, now: Shown, today: Date) {
        let until = now.until;
        match self.known.get_mut(&id) {
            Some(memory) => {
                memory.promised = memory.promised.max(until);
                if !is_same(&memory.shown, &now)
                    || (memory.shown.withdrawn.is_some() && now.withdrawn.is_none())
                {
                    memory.since = today;
                }
                memory.shown = now;
            }
            None => {
                // the very first publication may bring windows that are over
                if now.from.is_some_and(|from| from < today) && until.is_some_and(|until| today <= until) {
                    self.complaints
                        .push(format!("{today}: {id} is new and claims to be up since {:?}", now.from));
                }
                self.known
                    .insert(id, Memory { first_seen: today, shown: now, promised: until, since: today });
            }
        }
    }
}

/// What is material of them.
fn is_same(before: &Shown, now: &Shown) -> bool {
    (&before.title, &before.body, &before.files, &before.kind)
        == (&now.title, &now.body, &now.files, &now.kind)
}

fn pages(folder: &Path) -> BTreeMap<String, Result<Shown, String>> {
    let mut pages = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).follow_root_links(true) {
        let Ok(entry) = entry else { continue };
        let inside = entry.path().strip_prefix(folder).unwrap().to_string_lossy();
        let Some(id) = inside.strip_suffix("/index.html").filter(|id| id.contains('/')) else { continue };
        pages.insert(id.to_owned(), open(folder, entry.path()));
    }
    pages
}

fn open(folder: &Path, page: &Path) -> Result<Shown, String> {
    let text = fs::read_to_string(page).map_err(|error| error.to_string())?;
    let (_, text) = text.split_once(OPEN).ok_or("no facts")?;
    let (text, _) = text.split_once(CLOSE).ok_or("no end")?;
    let mut shown: Shown = serde_json::from_str(text).map_err(|error| error.to_string())?;
    for (path, contents) in &mut shown.files {
        *contents = fs::read_to_string(folder.join(&*path)).map_err(|error| format!("{path}: {error}"))?;
    }
    Ok(shown)
}

fn compare(id: &str, memory: &Memory, now: &Shown, today: Date, open: bool) -> Vec<String> {
    let (before, mut wrong) = (&memory.shown, Vec::new());
    let mut complain = |what: &str| wrong.push(format!("{today}: {id} {what}: {before:?} -> {now:?}"));
    let past = before.from.is_some_and(|from| from < memory.first_seen);
    if now.from.is_some_and(|from| from < memory.first_seen) && !past {
        complain("is backdated");
    }
    if !now.corrections.starts_with(&before.corrections) {
        complain("lost a correction");
    }
    let kept = before.objections.iter().zip(&now.objections);
    if now.objections.len() < before.objections.len()
        || kept.clone().any(|(b, n)| b.0 != n.0 || (b.1.is_some() && b.1 != n.1))
    {
        complain("lost an objection");
    }
    let told = now.corrections.len() > before.corrections.len();
    let material = (&before.title, &before.body, &before.files) != (&now.title, &now.body, &now.files);
    let other = (&before.contact, &before.issuer, &before.kind) != (&now.contact, &now.issuer, &now.kind)
        || before.from != now.from;
    let whole = whole(&before.kind, today).max(whole(&now.kind, today));
    let renewed = now.until >= Some(whole) && now.until >= memory.promised;
    let back = before.withdrawn.is_some() && now.withdrawn.is_none();
    if back && !(renewed && told) {
        complain("came back without a new window and a word");
    }
    if !open {
        // what was over when it was first seen was nobody's window
        if material && before.kind == "project" && !past && !told {
            complain("was altered quietly after its end");
        }
        return wrong;
    }
    if now.until < before.until {
        complain("was shortened");
    }
    if material && before.kind == "project" && !renewed {
        complain("was altered without a new window");
    }
    if (material || other) && !told {
        complain("was altered quietly");
    }
    if before.kind == "project" && now.kind != "project" {
        complain("became a kind that asks for less");
    }
    match (&before.withdrawn, &now.withdrawn) {
        (None, Some((reason, authority))) if reason.is_none() || authority.is_none() => {
            complain("was withdrawn without reason or authority");
        }
        _ => {}
    }
    wrong
}

fn ten_days(from: Date) -> Date {
    whole("project", from)
}

/// The last day of a whole window: so many days after the first, rolled over weekends. The days on which these
/// histories play know no holidays.
pub(super) fn whole(kind: &str, from: Date) -> Date {
    let days: i64 = match kind {
        "project" => 10,
        "points" => 3,
        _ => return from,
    };
    let mut day = from.checked_add(days.days()).unwrap();
    while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
        day = day.tomorrow().unwrap();
    }
    day
}
