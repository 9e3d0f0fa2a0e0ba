//! All boards at a glance, and each with its rounds: values that a page shows.

use super::address::Board;
use super::chain::Rounds;
use super::line::Line;
use super::sight::looks;
use super::state::State;
use super::watch::Watched;
use super::words;
use crate::evidence::looks::{Span, seen};
use crate::evidence::visit::place::Place;
use crate::model::log::PublicationLog;
use crate::model::log::posted::Posted;
use crate::model::log::stamp::Stamp;
use crate::model::open_days::Window;
use serde::Serialize;

/// Rows of a table on a page; how many more there are is told.
const ROWS: usize = 300;

/// A page: of all boards, or of one.
#[derive(Clone, Debug, Serialize)]
pub struct Overview {
    /// Who looks.
    pub witness: String,
    /// When the last round began, to the minute.
    pub at: String,
    /// The program's style sheet, from the page.
    pub style: &'static str,
    /// All boards; empty on the page of one.
    pub boards: Vec<BoardView>,
    /// The board that the page is about.
    pub board: Option<BoardView>,
    /// How many boards are as they should be.
    pub well: usize,
}

/// A board.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BoardView {
    /// What the board calls itself, or its address.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Its page, from the overview.
    pub href: String,
    /// It is as it should be.
    pub passed: bool,
    /// In one word.
    pub outcome: String,
    /// That sentence.
    pub words: String,
    /// How many looks there were.
    pub rounds: usize,
    /// At how many looks all was well.
    pub well: usize,
    /// The first look, to the minute.
    pub since: String,
    /// The longest time in hours in which an open notice was not seen.
    pub longest_gap_hours: u64,
    /// Notices that have to be up, those that end first in front.
    pub open: Vec<OpenView>,
    /// Notices whose filing is awaited.
    pub due: Vec<DueView>,
    /// Looks that found its past changed.
    pub past: Vec<RoundView>,
    /// The last looks, newest first.
    pub last: Vec<RoundView>,
    /// Open notices that have no row.
    pub more_open: usize,
    /// Filings awaited that have no row.
    pub more_due: usize,
    /// Looks at a changed past that have no row.
    pub more_past: usize,
    /// Looks that have no row.
    pub more_last: usize,
    /// The head of its chain of lines.
    pub head_line: usize,
    /// SHA-256 of its last line.
    pub head: String,
}

/// A notice that has to be up.
#[derive(Clone, Debug, Serialize)]
pub struct OpenView {
    /// Its id on the board.
    pub id: String,
    /// Its address.
    pub href: String,
    /// The last day that it must be up, included.
    pub until: String,
    /// Looks at it so far.
    pub looks: usize,
    /// How many of them did not see it as it was published.
    pub failed: usize,
    /// The longest time in hours in which it was not seen.
    pub longest_gap_hours: u64,
}

/// A notice whose window has ended and that the log does not say was filed.
#[derive(Clone, Debug, Serialize)]
pub struct DueView {
    /// Its id on the board.
    pub id: String,
    /// Its address.
    pub href: String,
    /// The last day of its window.
    pub until: String,
    /// Days since.
    pub days: i64,
    /// More days than the rule gives.
    pub overdue: bool,
    /// An objection has no outcome.
    pub objection: bool,
}

/// One look.
#[derive(Clone, Debug, Serialize)]
pub struct RoundView {
    /// Its number, from 1.
    pub round: usize,
    /// When, to the minute.
    pub at: String,
    /// All was as it should be.
    pub passed: bool,
    /// In one word.
    pub outcome: String,
    /// In a sentence.
    pub words: String,
}

/// A board as it stands after a round; where its lines or its log are no use, that is what stands there.
pub fn board(state: &State, watched: &Watched, now: Stamp) -> BoardView {
    let Watched { board, rounds } = watched;
    let href = format!("{}.html", board.folder());
    let (title, url) = (board.title().to_owned(), format!("{}/", board.url));
    let view = BoardView { title, url, href, ..BoardView::default() };
    let kept = rounds.as_ref().map_err(words::state_fault).and_then(|rounds| {
        let kept = state.log(board, rounds).map_err(|fault| words::state_fault(&fault))?;
        Ok((rounds, kept))
    });
    match kept {
        Ok((rounds, kept)) => of_log(of_rounds(view, rounds), board, rounds, &kept.log, now),
        Err(words) => BoardView { outcome: "没有记下".to_owned(), words: words.zh, ..view },
    }
}

fn of_rounds(view: BoardView, rounds: &Rounds) -> BoardView {
    let lines = &rounds.lines;
    let is_past = |line: &&Line| line.seen.found.iter().any(super::found::Found::is_about_the_past);
    let (past, more_past) = first_of(lines.iter().rev().filter(is_past).map(round).collect());
    let last: Vec<RoundView> = lines.iter().rev().take(ROWS).map(round).collect();
    let seen = lines.last().map(|line| &line.seen);
    BoardView {
        passed: seen.is_some_and(super::line::Seen::passed),
        outcome: seen.map(|seen| words::outcome(seen).zh).unwrap_or_default(),
        words: seen.map(|seen| words::seen(seen).zh).unwrap_or_default(),
        rounds: lines.len(),
        well: lines.iter().filter(|line| line.seen.passed()).count(),
        since: lines.first().map(|line| line.at.minute()).unwrap_or_default(),
        past,
        more_past,
        more_last: lines.len() - last.len(),
        last,
        head_line: lines.last().map_or(0, |line| line.round),
        head: rounds.head.to_string(),
        ..view
    }
}

fn round(line: &Line) -> RoundView {
    RoundView {
        round: line.round,
        at: line.at.minute(),
        passed: line.seen.passed(),
        outcome: words::outcome(&line.seen).zh,
        words: words::seen(&line.seen).zh,
    }
}

/// As many as have room, and how many have not.
fn first_of<T>(mut all: Vec<T>) -> (Vec<T>, usize) {
    let more = all.len().saturating_sub(ROWS);
    all.truncate(ROWS);
    (all, more)
}

fn of_log(view: BoardView, board: &Board, rounds: &Rounds, log: &PublicationLog, now: Stamp) -> BoardView {
    let place = Place::Web(board.url.clone());
    let mut open: Vec<(&str, &Posted, Window)> = Vec::new();
    let mut due: Vec<DueView> = Vec::new();
    for (id, posted) in log.notices() {
        let Some(window) = posted.kept.effective else { continue };
        if !window.has_ended(now.date()) {
            open.push((id, posted, window));
        } else if posted.awaits_filing() {
            due.push(DueView {
                id: id.to_owned(),
                href: place.address(&format!("{id}/")),
                until: window.until.to_string(),
                days: -window.days_left(now.date()),
                overdue: posted
                    .kept
                    .rule
                    .file_within
                    .is_some_and(|most| -window.days_left(now.date()) > most.into()),
                objection: posted.kept.objections.iter().any(|objection| objection.outcome.is_none()),
            });
        }
    }
    open.sort_by_key(|(_, _, window)| window.until);
    due.sort_by(|a, b| a.until.cmp(&b.until));
    let open: Vec<OpenView> = open.into_iter().map(|open| of_notice(&place, rounds, open, now)).collect();
    // of all, not only of those that have a row
    let longest_gap_hours = open.iter().map(|open| open.longest_gap_hours).max().unwrap_or_default();
    let (open, more_open) = first_of(open);
    let (due, more_due) = first_of(due);
    BoardView { longest_gap_hours, open, more_open, due, more_due, ..view }
}

fn of_notice(
    place: &Place,
    rounds: &Rounds,
    (id, posted, window): (&str, &Posted, Window),
    now: Stamp,
) -> OpenView {
    // the witness may have begun to look later than it was posted: nobody knows of the time before
    let span = Span::of(posted, window, now);
    let from = rounds.lines.first().map_or(span.from, |first| first.at.max(span.from));
    // the look of this moment counts
    let to = span.to.later_by(1);
    let sum = seen(looks(&rounds.lines, id, posted.posted_line()), Span { from, to });
    OpenView {
        id: id.to_owned(),
        href: place.address(&format!("{id}/")),
        until: window.until.to_string(),
        looks: sum.looks,
        failed: sum.looks - sum.seen,
        longest_gap_hours: sum.longest_gap_hours(),
    }
}
