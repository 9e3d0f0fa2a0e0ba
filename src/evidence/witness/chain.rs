//! A witness's lines on one board, each bound to the one before.

use super::line::Line;
use crate::model::digest::Digest;
use crate::model::log::stamp::Stamp;

/// Lines that are whole and follow one another; perhaps not from the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rounds {
    /// Oldest first.
    pub lines: Vec<Line>,
    /// SHA-256 of the last.
    pub head: Digest,
}

/// From this line of the text on, counted from 1, something was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// From 1.
    pub line: usize,
}

/// Reads whole lines of one board. What comes first need not be the first: it is taken on trust what was before.
///
/// # Errors
/// Where a line was changed, does not follow the one before, or is about another board.
pub fn read(text: &str) -> Result<Rounds, Broken> {
    let mut rounds = Rounds::default();
    for (index, text) in text.split_terminator('\n').enumerate() {
        let line = Line::decode(text).filter(|line| rounds.is_followed_by(line));
        rounds.lines.push(line.ok_or(Broken { line: index + 1 })?);
        rounds.head = Digest::of(text.as_bytes());
    }
    Ok(rounds)
}

impl Rounds {
    /// Whether a line may come next.
    pub fn is_followed_by(&self, line: &Line) -> bool {
        match self.lines.last() {
            Some(last) => {
                line.prev == self.head
                    && line.round == last.round + 1
                    && line.at >= last.at
                    && line.board == last.board
            }
            None => (line.round == 1) == (line.prev == Digest::ZERO) && line.round > 0,
        }
    }

    /// The number of the next line.
    pub fn next(&self) -> usize {
        self.lines.last().map_or(0, |line| line.round) + 1
    }

    /// When the last look began.
    pub fn latest(&self) -> Option<Stamp> {
        self.lines.last().map(|line| line.at)
    }

    /// The last look at which the board showed a log that goes on from what was seen before.
    pub fn last_accepted(&self) -> Option<&Line> {
        self.lines.iter().rev().find(|line| line.seen.accepted().is_some())
    }
}
