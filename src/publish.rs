//! Publishing and proving.
//!
//! [`publish`] is the story: recover, check and guard, build into a fresh release, write down what is about
//! to happen, switch with one rename, write the log, clear up. A crash at any point is finished or undone by
//! the next run, and at no point can a visitor see an open notice missing, moved or altered.
//! [`verify`] looks at what visitors get; [`certify`] makes the sheet for filing.
//!
//! Time is an argument; `publish` and `verify` are given the machine's clock and never a day of one's choice.

#![allow(clippy::disallowed_methods, reason = "publishing touches the disk; what it removes it has made")]

pub mod certify;
pub mod directory;
pub mod disk;
pub mod pending;
pub mod release;
pub mod target;
pub mod timestamp;
pub mod verify;
pub mod words;

use crate::build::{self, Outcome, Progress, Site};
use crate::diagnostic::{Code, Diagnostic, Severity, Text};
use crate::model::candidate::candidates;
use crate::model::digest::Digest;
use crate::model::guard::{Situation, judge};
use crate::model::log::PublicationLog;
use crate::model::log::event::{Event, Released};
use crate::model::log::stamp::Stamp;
use crate::model::moment::{Clock, Moment, zone};
use crate::source::Span;
use crate::text;
use disk::Disk;
use pending::{Pending, Recovered};
use release::{Page, Release};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use target::{Lock, Target};
use walkdir::WalkDir;

/// What is asked of a publication.
pub struct Request<'a> {
    pub root: &'a Path,
    /// The target as given, to be remembered while it is pending.
    pub target_name: &'a str,
    pub clock: Clock,
    pub allow_demo: bool,
    pub dry_run: bool,
}

/// How it ended.
#[derive(Debug)]
pub enum Ended {
    /// Nothing was changed; why, and with which sources to show it.
    Refused(Vec<Diagnostic>),
    /// What would be done, or was.
    Done(Report),
}

#[derive(Debug, Default)]
pub struct Report {
    pub recovered: Option<Recovered>,
    /// The new release; `None` when nothing had changed, or for a dry run.
    pub release: Option<String>,
    /// What the log says of it.
    pub events: Vec<Event>,
    pub warnings: Vec<Diagnostic>,
    pub pages: usize,
    pub next_change: Option<jiff::civil::DateTime>,
}

/// Trouble with the world: nothing was lost, and the next run goes on from there.
#[derive(Debug)]
pub enum Error {
    World(io::Error),
    Build(build::Error),
    /// Somebody else is publishing.
    Busy,
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        if error.kind() == io::ErrorKind::WouldBlock { Error::Busy } else { Error::World(error) }
    }
}

/// Publishes the site under `request.root` to a target; gives the site, too, so that faults can be shown.
///
/// # Errors
/// When the disk refuses, or another publication is under way.
pub fn publish(
    request: &Request,
    target: &impl Target,
    disk: &Disk,
    progress: &impl Progress,
) -> Result<(Site, Ended), Error> {
    let _target_lock = target.lock()?;
    let _log_lock = Lock::take(&request.root.join("content/.publication.lock"))?;
    let recovered = recover(request, target, disk)?;
    let mut site =
        build::load(request.root, &Clock { given: None, ..request.clock }).map_err(Error::World)?;
    site.moment = Moment { now: request.clock.wall(&site.content.site), pinned: false };
    let stamp = Stamp::new(&request.clock.instant.to_zoned(zone(&site.content.site)));
    let refused = refusals(request, &site, target, stamp, recovered)?;
    if refused.iter().any(Diagnostic::is_error) {
        return Ok((site, Ended::Refused(refused)));
    }
    let events = events(&site);
    let report = Report { recovered, events, warnings: refused, ..Report::default() };
    if request.dry_run {
        return Ok((site, Ended::Done(report)));
    }
    let base = site.content.log.clone();
    site.content.log = base.extended(stamp, &report.events);
    let ended = switch(request, target, disk, progress, &mut site, &base, stamp, report)?;
    Ok((site, ended))
}

fn recover(request: &Request, target: &impl Target, disk: &Disk) -> io::Result<Option<Recovered>> {
    match Pending::read(request.root)? {
        None => Ok(None),
        Some(pending) if pending.target != request.target_name => {
            let there = Path::new(&pending.target);
            pending.clone().recover(request.root, &directory::Directory::new(there, disk), disk).map(Some)
        }
        Some(pending) => pending.recover(request.root, target, disk).map(Some),
    }
}

/// Everything that stands against publishing, and the warnings.
fn refusals(
    request: &Request,
    site: &Site,
    target: &impl Target,
    stamp: Stamp,
    recovered: Option<Recovered>,
) -> io::Result<Vec<Diagnostic>> {
    let mut faults = site.check();
    let settings = &site.content.site;
    if settings.is_demo() && !request.allow_demo {
        faults.retain(|fault| fault.code != Code::DemoContent);
        faults.push(demo(site));
    }
    let log = &site.content.log;
    if let Some(last) = log.last_time().filter(|&last| stamp < last) {
        faults.push(log_fault(
            log,
            text!(
                "电脑时钟是 {stamp}，比张榜记录最后一条 {last} 还早",
                "The clock says {stamp}, before the log's last line at {last}"
            ),
            text!("先把电脑的日期和时间校准，再发布", "Set the clock right, then publish"),
        ));
    }
    if recovered == Some(Recovered::LogChanged) {
        faults.push(log_fault(
            log,
            text!(
                "上次发布中断以后，张榜记录被人改过",
                "The log was edited after a publication was cut short"
            ),
            text!(
                "从备份或 git 恢复 content/publication.jsonl，再发布",
                "Restore content/publication.jsonl from a backup or git, then publish"
            ),
        ));
    }
    faults.extend(against_release(log, target)?);
    crate::report::sort(&mut faults, site.texts());
    Ok(faults)
}

fn demo(site: &Site) -> Diagnostic {
    let settings = &site.content.site;
    let span = settings.demo.as_ref().map_or(Span::default(), |demo| demo.span);
    let message = text!("演示站点不能正式发布", "A demonstration site is not published");
    let hint = text!(
        "内容换成真的以后，把“演示”改成 false；只是练手，加 --allow-demo",
        "Set demo to false once the content is real; to practise, add --allow-demo"
    );
    let mut fault = Diagnostic::new(Code::DemoContent, settings.file, span, message).hint(hint);
    fault.severity = Severity::Error;
    fault
}

fn log_fault(log: &PublicationLog, message: Text, hint: Text) -> Diagnostic {
    let span = log.span_of(log.len()).unwrap_or_default();
    Diagnostic::new(Code::LogBroken, log.file().unwrap_or_default(), span, message).hint(hint)
}

/// Holds the log against what the published site carries: a cut or rebuilt log does not know its head.
fn against_release(log: &PublicationLog, target: &impl Target) -> io::Result<Option<Diagnostic>> {
    let Some(bytes) = target.file(release::NAME)? else { return Ok(None) };
    Ok(disagreement(log, &bytes))
}

/// Why a log cannot be the one that a published `release.json` came from.
pub fn disagreement(log: &PublicationLog, release: &[u8]) -> Option<Diagnostic> {
    let Some(carried) = Release::read(release) else {
        return Some(log_fault(
            log,
            text!("网站上的 release.json 读不懂", "The published release.json cannot be read"),
            text!("网站被改动过：查明原因，再发布", "The published site was changed: find out why"),
        ));
    };
    let line = carried.log_line;
    if log.hash(line) != Some(carried.log_head) {
        return Some(log_fault(
            log,
            text!(
                "网站上带着张榜记录第{line}行的摘要，这份记录里对不上：记录缺了、截断了或重做过",
                "The published site carries the head of line {line}, which this log does not have: it is missing, cut or rebuilt"
            ),
            text!(
                "从备份或 git 恢复 content/publication.jsonl",
                "Restore content/publication.jsonl from a backup or git"
            ),
        ));
    }
    let digest = Digest::of(release);
    let is_this = |event| matches!(event, Event::Released(released) if released.digest == digest);
    let released = (1..=log.len()).rev().find(|&number| log.event(number).is_some_and(is_this));
    released.is_none().then(|| {
        log_fault(
            log,
            text!("张榜记录里没有网站现在这一版的发布记录：末尾被截掉了，或者网站被改过", "The log has no line for the release that is published: its tail was cut, or the site was changed"),
            text!("从备份或 git 恢复 content/publication.jsonl", "Restore content/publication.jsonl from a backup or git"),
        )
    })
}

/// What happened to notices since the last publication.
fn events(site: &Site) -> Vec<Event> {
    let (content, today) = (&site.content, site.moment.now.date());
    let situation = Situation { today, calendar: &content.calendar, demo: content.site.is_demo() };
    judge(&content.log, &candidates(content, today), situation).events
}

#[expect(clippy::too_many_arguments, reason = "the one place where everything of a publication meets")]
fn switch(
    request: &Request,
    target: &impl Target,
    disk: &Disk,
    progress: &impl Progress,
    site: &mut Site,
    base: &PublicationLog,
    stamp: Stamp,
    mut report: Report,
) -> Result<Ended, Error> {
    let name = format!("{}-{}", stamp.civil().strftime("%Y%m%d-%H%M%S"), base.len());
    let folder = target.stage(&name)?;
    disk.step()?;
    match build::build(site, request.root, &folder, progress).map_err(Error::Build)? {
        Outcome::Faulty(faults) => {
            target.discard(&name)?;
            return Ok(Ended::Refused(faults));
        }
        Outcome::Built { pages, next_change, .. } => {
            (report.pages, report.next_change) = (pages, next_change)
        }
    }
    let release = seal(site, &folder, stamp)?;
    let before = target.current()?;
    let shown = target.file(release::NAME)?.and_then(|bytes| Release::read(&bytes));
    if report.events.is_empty() && shown.is_some_and(|shown| shown.digest == release.digest) {
        target.discard(&name)?;
        return Ok(Ended::Done(report));
    }
    let bytes = release.bytes();
    fs::write(folder.join(release::NAME), &bytes)?;
    target.settle(&name)?;
    let lines = lines_of(site, base, stamp, &release, &bytes, &mut report);
    pending(request, base, &name, lines.clone()).write(request.root, disk)?;
    target.switch(&name)?;
    disk.append(&pending::log_path(request.root), lines.as_bytes())?;
    Pending::clear(request.root, disk)?;
    target.prune(before.as_deref())?;
    report.release = Some(name);
    Ok(Ended::Done(report))
}

/// The lines to be added to the log: what happened to notices, then the release itself.
fn lines_of(
    site: &mut Site,
    base: &PublicationLog,
    stamp: Stamp,
    release: &Release,
    bytes: &[u8],
    report: &mut Report,
) -> String {
    let count = |open: bool| {
        u64::try_from(release.notices.values().filter(|page| page.open || !open).count()).unwrap_or_default()
    };
    let released = Released {
        digest: Digest::of(bytes),
        files: release.files,
        notices: count(false),
        open: count(true),
    };
    report.events.push(Event::Released(released));
    site.content.log = base.extended(stamp, &report.events);
    site.content.log.text().get(base.text().len()..).unwrap_or_default().to_owned()
}

fn pending(request: &Request, base: &PublicationLog, release: &str, lines: String) -> Pending {
    Pending {
        target: request.target_name.to_owned(),
        release: release.to_owned(),
        length: base.text().len(),
        base: Digest::of(base.text().as_bytes()),
        lines,
    }
}

/// Takes the build's own notes out of a release and says what is in it. A second look: every open notice
/// has its page.
fn seal(site: &Site, folder: &Path, stamp: Stamp) -> Result<Release, Error> {
    let notes = folder.join(crate::write::PRIVATE);
    if notes.is_dir() {
        fs::remove_dir_all(&notes)?;
    }
    let prints = prints(folder)?;
    let today = site.moment.now.date();
    let log = &site.content.log;
    let mut notices = BTreeMap::new();
    for (id, posted) in log.notices() {
        let path = format!("{id}/index.html");
        let open = posted.is_open(today);
        match prints.get(&path) {
            Some(&sha256) => {
                notices.insert(id.to_owned(), Page { path, sha256, open });
            }
            None if open => {
                return Err(Error::World(io::Error::other(format!("{path}: not in the new release"))));
            }
            None => {}
        }
    }
    let mut all = String::new();
    for (path, print) in &prints {
        all += &format!("{path}\0{print}\n");
    }
    Ok(Release {
        at: stamp.to_string(),
        log_line: log.len(),
        log_head: log.hash(log.len()).unwrap_or(Digest::ZERO),
        digest: Digest::of(all.as_bytes()),
        files: u64::try_from(prints.len()).unwrap_or_default(),
        notices,
    })
}

/// Path and SHA-256 of every file below a folder.
fn prints(folder: &Path) -> io::Result<BTreeMap<String, Digest>> {
    use rayon::prelude::*;
    let files: Vec<_> = WalkDir::new(folder)
        .into_iter()
        .filter(|entry| entry.as_ref().map_or(true, |entry| entry.file_type().is_file()))
        .collect::<Result<_, _>>()?;
    files
        .par_iter()
        .map(|entry| {
            let bytes = fs::read(entry.path()).map_err(|error| disk::named(entry.path(), &error))?;
            let inner = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let path = inner
                .components()
                .map(|part| part.as_os_str().to_string_lossy())
                .collect::<Vec<_>>()
                .join("/");
            Ok((path, Digest::of(&bytes)))
        })
        .collect()
}
