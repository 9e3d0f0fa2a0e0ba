//! A witness's lines, cited on the certificate of a notice.

use super::chain;
use super::line::Line;
use super::sight::{looks, not_yet};
use crate::evidence::looks::{Gone, Span, is_of, seen};
use crate::evidence::sheet::Witness;
use crate::model::log::PublicationLog;
use crate::model::log::posted::Posted;
use crate::model::log::stamp::Stamp;

/// Why a witness's lines cannot be cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// There is no line.
    Empty,
    /// From this line of the file on it was changed, or is no witness's.
    Broken {
        /// Counted from 1.
        line: usize,
    },
    /// They are about another board.
    OtherBoard {
        /// Its address.
        board: String,
    },
    /// In this round the witness saw a log that this one does not go on from.
    OtherLog {
        /// Counted from 1.
        round: usize,
    },
    /// In this round, later than the log says that the notice went up, the log that was shown did not know of it.
    NotYet {
        /// Counted from 1.
        round: usize,
        /// When it looked.
        at: Stamp,
    },
    /// It looked so often, and never saw the notice as it was published.
    NeverSaw {
        /// How often.
        looks: usize,
    },
    /// It did not see it any more from some moment on, though it looked.
    Gone(Gone),
}

/// In seconds: so long a publication may take to be seen.
const A_WHILE: i64 = 3600;

/// Cites the lines in a text for a notice and the time in which it had to be up.
///
/// # Errors
/// When they were changed, or do not fit the log.
pub fn cite(text: &str, log: &PublicationLog, posted: &Posted, span: Span) -> Result<Witness, Unfit> {
    let rounds = chain::read(text).map_err(|broken| Unfit::Broken { line: broken.line })?;
    let last = rounds.lines.last().ok_or(Unfit::Empty)?;
    if !is_of(&last.board, &posted.kept.url) {
        return Err(Unfit::OtherBoard { board: last.board.clone() });
    }
    fits(&rounds.lines, log, posted)?;
    let all: Vec<_> = looks(&rounds.lines, &posted.kept.id, begins(posted, log))
        .filter(|look| span.holds(look.at))
        .collect();
    let (first, until) = (all.first(), all.last());
    let from_until = first.zip(until).map(|(first, last)| (first.at.minute(), last.at.minute()));
    let (from, until) = from_until.unzip();
    let sum = seen(all, span);
    match (sum.seen, sum.gone) {
        (0, _) if sum.looks > 0 => return Err(Unfit::NeverSaw { looks: sum.looks }),
        (_, Some(gone)) => return Err(Unfit::Gone(gone)),
        _ => {}
    }
    Ok(Witness {
        name: last.witness.clone(),
        board: last.board.clone(),
        looks: sum.looks,
        seen: sum.seen,
        failed: sum.looks - sum.seen,
        from,
        until,
        longest_gap_hours: sum.longest_gap_hours(),
        line: last.round,
        at: last.at.minute(),
        hash: rounds.head.to_string(),
    })
}

/// The line with which its window began: who saw a log without it saw an earlier version, or none.
fn begins(posted: &Posted, log: &PublicationLog) -> usize {
    let lines = posted.lines.iter();
    let begun = lines.rev().find(|&&line| log.time_of(line) == Some(posted.last_material_change));
    begun.copied().unwrap_or(posted.posted_line())
}

fn fits(lines: &[Line], log: &PublicationLog, posted: &Posted) -> Result<(), Unfit> {
    let begun = begins(posted, log);
    for line in lines {
        let Some(head) = line.seen.accepted() else { continue };
        if log.hash(head.lines) != Some(head.hash) {
            return Err(Unfit::OtherLog { round: line.round });
        }
        if not_yet(&line.seen, begun) && line.at.seconds_since(posted.last_material_change) > A_WHILE {
            return Err(Unfit::NotYet { round: line.round, at: line.at });
        }
    }
    Ok(())
}
