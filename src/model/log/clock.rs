//! The clock by which lines are written: a line never claims to be earlier than what was there before it.
//!
//! Two things can have gone wrong. A clock may *have been* ahead: lines from a day that is still to come stand
//! in the log, and no new line could follow them before that day. Or the clock *is* behind: a new line would
//! claim an earlier time than is true, which is how backdating is done. From one machine nobody can tell the
//! two apart, so going on from a line of the future takes somebody who answers for it: a statement in the
//! content, which the log keeps for good as an event of its own, and of which every certificate speaks that
//! rests on a line written so.

use super::PublicationLog;
use super::event::ClockSet;
use super::stamp::Stamp;

/// A statement in the content: from this line on the log was written with a clock that was ahead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excuse {
    /// From 1.
    pub line: usize,
    /// In the words of whoever answers for it.
    pub reason: String,
    /// Who answers for it.
    pub authority: String,
}

/// A line written now would be earlier than what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Behind {
    /// The first line with a time that is still ahead; it is the one that an excuse would have to name.
    pub first: usize,
    /// The latest time in the log, and its line.
    pub line: usize,
    /// That time.
    pub at: Stamp,
}

/// Whether a line may be written now; with what has to be written before it, when the content excuses lines
/// whose time is still ahead.
///
/// # Errors
/// When the clock is behind the log, and nobody answers for the lines that are ahead of it.
pub fn hold(log: &PublicationLog, now: Stamp, excuses: &[Excuse]) -> Result<Option<ClockSet>, Behind> {
    let Some((line, at)) = log.latest().filter(|&(_, at)| now < at) else { return Ok(None) };
    let ahead = |&line: &usize| !log.is_disowned(line) && log.time_of(line).is_some_and(|at| now < at);
    let first = (1..=log.len()).find(ahead).unwrap_or(line);
    let excuse = excuses.iter().find(|excuse| excuse.line == first).ok_or(Behind { first, line, at })?;
    let (reason, authority) = (excuse.reason.clone(), excuse.authority.clone());
    Ok(Some(ClockSet { from: first, until: log.len(), reason, authority }))
}
