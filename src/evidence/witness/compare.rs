//! What a board says now, held against what it said before. A log once seen may only grow, a release once shown has to
//! be in it, and no line may claim to be older than a look at which it was not there.

use super::chain::Rounds;
use super::found::Found;
use super::line::{Head, Shown};
use crate::evidence::anchor::first_difference;
use crate::model::log::PublicationLog;
use crate::model::log::event::Event;
use crate::model::log::stamp::Stamp;
use std::collections::BTreeSet;

/// In seconds: a release may take a while to build and to travel, and clocks are not all the same.
const A_WHILE: i64 = 3600;

/// What is known of a board from before.
#[derive(Clone, Copy)]
pub struct Before<'a> {
    /// Its lines.
    pub rounds: &'a Rounds,
    /// The log that was seen last; not needed where what is shown now goes on from it.
    pub log: Option<&'a PublicationLog>,
}

/// Whether a log goes on from the one that was seen last. Each line is bound to all before it, so one is enough.
pub fn goes_on(log: &PublicationLog, rounds: &Rounds) -> bool {
    seen(rounds).is_none_or(|head| log.hash(head.lines) == Some(head.hash))
}

fn seen(rounds: &Rounds) -> Option<Head> {
    rounds.last_accepted().and_then(|line| line.seen.accepted())
}

/// Everything that is wrong with what a board shows now, worst first.
pub fn compare(log: &PublicationLog, shown: &Shown, before: Before, now: Stamp) -> Vec<Found> {
    let Before { rounds, log: seen_log } = before;
    let last = rounds.last_accepted();
    let older = last.and_then(|line| line.seen.release).filter(|last| is_older(shown, last));
    let rolled_back = older.map(|last| Found::RolledBack { at: shown.at, before: last.at });
    if !goes_on(log, rounds) {
        let none = PublicationLog::default();
        let seen_log = seen_log.unwrap_or(&none);
        // what is merely behind was true once, if it was published
        return match (rewritten(log, seen_log), rolled_back) {
            (Found::Cut { .. }, Some(back)) if was_published(shown, seen_log, rounds) => vec![back],
            (found, _) => vec![found],
        };
    }
    let mut found: Vec<Found> = rolled_back.into_iter().collect();
    let changed = |last: &Shown| last.line == shown.line && last.digest != shown.digest;
    if found.is_empty() {
        let last = last.and_then(|line| line.seen.release);
        found.extend(last.filter(changed).map(|_| Found::ReleaseChanged));
    }
    found.extend(unlogged(log, rounds));
    let lines = seen(rounds).map_or(0, |head| head.lines);
    found.extend(last.and_then(|line| backdated(log, lines, line.at)));
    found.extend(ahead(log, now));
    found
}

fn is_older(shown: &Shown, last: &Shown) -> bool {
    shown.line < last.line || (shown.line == last.line && shown.at < last.at)
}

/// Whether it is a release that the log tells of, or that was seen before.
fn was_published(shown: &Shown, log: &PublicationLog, rounds: &Rounds) -> bool {
    missing(log, shown).is_none()
        || rounds.lines.iter().any(|line| line.seen.release.is_some_and(|seen| seen.digest == shown.digest))
}

/// The log is not what was seen before and more.
fn rewritten(log: &PublicationLog, seen: &PublicationLog) -> Found {
    match first_difference(log.text().as_bytes(), Some(seen.text().as_bytes())) {
        Some(line) => Found::Rewritten { line },
        None => Found::Cut { lines: log.len(), before: seen.len() },
    }
}

/// A release that was shown and that the log, though it goes on beyond it, does not tell of; each is told once.
fn unlogged(log: &PublicationLog, rounds: &Rounds) -> Option<Found> {
    let told: BTreeSet<usize> =
        rounds.lines.iter().flat_map(|line| &line.seen.found).filter_map(unlogged_line).collect();
    let mut known = BTreeSet::new();
    let shown = rounds.lines.iter().filter(|line| line.seen.accepted().is_some());
    let mut shown = shown.filter_map(|line| line.seen.release).filter(|shown| known.insert(shown.digest));
    let line = shown.find_map(|shown| missing(log, &shown).filter(|line| !told.contains(line)))?;
    Some(Found::Unlogged { line })
}

fn unlogged_line(found: &Found) -> Option<usize> {
    match found {
        Found::Unlogged { line } => Some(*line),
        _ => None,
    }
}

/// The line that is not what a release had promised. A release is told of by the line after the one that it names.
fn missing(log: &PublicationLog, shown: &Shown) -> Option<usize> {
    let hash = log.hash(shown.line)?;
    if hash != shown.head {
        return Some(shown.line);
    }
    let next = log.event(shown.line + 1)?;
    let tells = matches!(next, Event::Released(release) if release.digest == shown.digest);
    (!tells).then_some(shown.line + 1)
}

/// A line about what is posted that was not there at the last look, and says that it was. Rounds and releases go out with the
/// next line about a notice, so they may well be older.
fn backdated(log: &PublicationLog, seen: usize, last: Stamp) -> Option<Found> {
    let about = |line: &usize| matches!(log.event(*line), Some(Event::Notice(_) | Event::Recorded(_)));
    let early = |line: &usize| log.time_of(*line).is_some_and(|at| last.seconds_since(at) > A_WHILE);
    let line = (seen + 1..=log.len()).find(|line| early(line) && about(line))?;
    Some(Found::Backdated { line, at: log.time_of(line)?, seen: last })
}

fn ahead(log: &PublicationLog, now: Stamp) -> Option<Found> {
    let (line, at) = log.latest()?;
    (at.seconds_since(now) > A_WHILE).then_some(Found::ClockAhead { line, at })
}
