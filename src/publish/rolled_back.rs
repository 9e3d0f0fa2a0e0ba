//! A site that shows an earlier release than the last: either its host went back to a backup, which publishing puts
//! right, or lines were added to the log by hand, so that a change looks as if it had been published.
//!
//! A publication keeps the record of what it posts before anybody sees it, and writes nothing that the guard would not
//! let through. So every line after the release that is shown is held to its record and judged again. Where nothing is shown,
//! because the site moves, so is every line about a notice that is open. What this cannot
//! tell: lines that are lawful in all they say, with records made to fit them, for a day on which nothing was published.
//! Source: the posting page of the design, "publish".

use super::board::Board;
use super::pending::Recovered;
use super::trouble::Error;
use crate::build;
use crate::check::{self, Facts};
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::evidence::anchor::{Carried, Misfit, log_fault, misfit};
use crate::model::guard::{Situation, could_be_said, may_be_recorded, may_be_spent, may_be_superseded};
use crate::model::log::PublicationLog;
use crate::model::log::event::{Action, Event, NoticeEvent};
use crate::model::log::posted::Version;
use crate::model::log::stamp::Stamp;
use crate::model::part::FORMAT;
use crate::model::posted_records::{Stored, record_path};
use crate::text;
use std::path::Path;

/// What a batch or an honour is held to when it is new.
const NEW: [Code; 5] = [
    Code::PointsNotice,
    Code::PointsTable,
    Code::HonourNotice,
    Code::HonourBeforePostingEnded,
    Code::HonourNotCandidate,
];

/// Why a line after the release that is shown was written by no publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// The record of what it posted is not kept, or another.
    NoRecord,
    /// No publication would have said so.
    Unlawful,
}

/// What speaks against the lines after the release that visitors get, where that is not the last.
pub(super) fn forged(
    root: &Path,
    board: &impl Board,
    recovered: Option<Recovered>,
    shown: Option<&Carried>,
    moved: bool,
) -> Result<Vec<Diagnostic>, Error> {
    let log = board.log();
    let since = Since { root, board, log };
    if shown.is_none() && moved && log.faults().is_empty() {
        let is_open = |id: &str| log.posted(id).is_some_and(|posted| posted.is_open(board.facts().today()));
        let is_asked = |event: &Event| matches!(event, Event::Notice(event) if is_open(&event.kept.id));
        let told = since.first(without_records(log), &is_asked)?;
        return Ok(told.map(|(line, why)| fault(log, line, why)).into_iter().collect());
    }
    // the site is ahead of a log that waits to be completed
    let shown = shown.filter(|_| recovered != Some(Recovered::Waiting));
    let Some(line) = behind(log, shown) else { return Ok(Vec::new()) };
    let told = since.first(line, &|_| true)?.map(|(line, why)| fault(log, line, why));
    // what became known by those lines alone is held to what anything new is held to
    let unknown = told.is_none().then(|| as_new(board, &through(log, line)));
    Ok(told.into_iter().chain(unknown.into_iter().flatten()).collect())
}

/// The line of the release that visitors get, where it is an earlier one than the last.
pub(super) fn behind(log: &PublicationLog, shown: Option<&Carried>) -> Option<usize> {
    match shown.and_then(|carried| misfit(log, carried)) {
        Some(Misfit::RolledBack { line }) => Some(line),
        _ => None,
    }
}

/// The log through a line.
fn through(log: &PublicationLog, line: usize) -> PublicationLog {
    let end = log.span_of(line).map_or(0, |span| span.end as usize + 1);
    match log.text().get(..end) {
        None | Some("") => PublicationLog::default(),
        Some(text) => PublicationLog::read(None, &text.into()),
    }
}

fn as_new(board: &impl Board, before: &PublicationLog) -> Vec<Diagnostic> {
    let now = board.facts();
    let facts = Facts::new(now.content, before, now.now);
    let rules = check::RULES.iter().filter(|rule| rule.codes.iter().any(|code| NEW.contains(code)));
    rules.flat_map(|rule| (rule.run)(&facts)).filter(Diagnostic::is_error).collect()
}

struct Since<'a, B> {
    root: &'a Path,
    board: &'a B,
    log: &'a PublicationLog,
}

impl<B: Board> Since<'_, B> {
    /// The first line after this one, of those that are asked for, that no publication wrote.
    fn first(&self, shown: usize, is_asked: &dyn Fn(&Event) -> bool) -> Result<Option<(usize, Why)>, Error> {
        let mut release = shown;
        let mut before: Option<PublicationLog> = None;
        let mut said: Vec<Event> = Vec::new();
        for line in shown + 1..=self.log.len() {
            let (Some(event), Some(at)) = (self.log.event(line), self.log.time_of(line)) else { continue };
            if matches!(event, Event::Released(_)) {
                (release, before, said) = (line, None, Vec::new());
                continue;
            }
            if is_asked(&event) {
                let before = before.get_or_insert_with(|| through(self.log, release));
                if let Some(why) = self.wrong((before, &said), &event, line, at)? {
                    return Ok(Some((line, why)));
                }
            }
            said.push(event);
        }
        Ok(None)
    }

    /// What speaks against a line, given the log before its publication and what that said before.
    fn wrong(
        &self,
        (before, said): (&PublicationLog, &[Event]),
        event: &Event,
        line: usize,
        at: Stamp,
    ) -> Result<Option<Why>, Error> {
        let may_be = match event {
            Event::Notice(event) if event.action == Action::Superseded => {
                may_be_superseded(before, event, said)
            }
            Event::Notice(event) => return self.notice(before, event, line, at),
            Event::Recorded(recorded) => may_be_recorded(before, recorded, said, at.date()),
            Event::Spent(spent) => may_be_spent(before, spent, self.board.content(), at.date()),
            Event::Checked(_) | Event::Clock(_) | Event::Released(_) => true,
        };
        Ok((!may_be).then_some(Why::Unlawful))
    }

    fn notice(
        &self,
        before: &PublicationLog,
        event: &NoticeEvent,
        line: usize,
        at: Stamp,
    ) -> Result<Option<Why>, Error> {
        let (today, calendar) = (at.date(), self.board.calendar());
        let situation = Situation { today, calendar, demo: false, index_pattern: None };
        let says = |record| could_be_said(before, event, record, situation);
        if event.action == Action::Closed {
            return Ok((!says(None)).then_some(Why::Unlawful));
        }
        let stored = match self.version(event, line).filter(|_| event.kept.format == FORMAT) {
            Some(version) => {
                build::posted_record(self.root, &event.kept.id, version).map_err(build::Error::Read)?
            }
            None => Stored::Missing,
        };
        let Stored::Whole(record) = stored else { return Ok(Some(Why::NoRecord)) };
        Ok((!says(Some(&record.value))).then_some(Why::Unlawful))
    }

    /// What stood from this line on.
    fn version(&self, event: &NoticeEvent, line: usize) -> Option<&Version> {
        let posted = self.log.posted(&event.kept.id)?;
        posted.versions.iter().rfind(|version| version.line <= line && version.record == event.kept.record)
    }
}

/// The lines at the beginning of a log of the first format, whose publications kept no records.
fn without_records(log: &PublicationLog) -> usize {
    let keeps =
        |line: &usize| matches!(log.event(*line), Some(Event::Notice(event)) if event.kept.format == FORMAT);
    (1..=log.len()).find(keeps).map_or(log.len(), |line| line - 1)
}

fn fault(log: &PublicationLog, line: usize, why: Why) -> Diagnostic {
    let (message, hint) = words(log, line, why);
    let fault = log_fault(log, message, hint);
    Diagnostic { span: log.span_of(line).unwrap_or(fault.span), ..fault }
}

fn words(log: &PublicationLog, line: usize, why: Why) -> (Text, Text) {
    let (id, path) = match log.event(line) {
        Some(Event::Notice(event)) => {
            let number = log.posted(&event.kept.id).and_then(|posted| {
                Some(posted.versions.iter().rfind(|version| version.line <= line)?.number)
            });
            let path = record_path(&event.kept.id, number.unwrap_or(1));
            (event.kept.id, path)
        }
        Some(Event::Recorded(recorded)) => (recorded.id, String::new()),
        _ => (String::new(), String::new()),
    };
    let message = match why {
        Why::NoRecord => text!(
            "张榜记录第{line}行记着“{id}”又发布过一次，网站上却是更早的一版，发布时留存的 content/{path} 也没有或者对不上：这一行不能当真",
            "Line {line} of the log says that `{id}` was published, yet the site shows an earlier release, and the record content/{path} that publishing keeps is missing or another: the line cannot be believed"
        ),
        Why::Unlawful => text!(
            "张榜记录第{line}行（“{id}”）不是发布时写的：网站上是更早的一版，而这样的改动发布时通不过，或者和留存的内容对不上",
            "Line {line} of the log (`{id}`) was written by no publication: the site shows an earlier release, and publishing would have refused such a change, or it is not what was kept"
        ),
    };
    let hint = text!(
        "从 git 或备份恢复 content/publication.jsonl 和 content/posted/，再发布；主机退回过旧备份的，请主机换回最后发布的那一版。查明这一行是谁加的",
        "Restore content/publication.jsonl and content/posted/ from git or a backup, then publish; if the host went back to a backup, have it put the last release up again. Find out who added the line"
    );
    (message, hint)
}
