//! What a witness saw of a board, by the lines that it keeps.

use crate::disk;
use crate::evidence::witness::address;
use crate::evidence::witness::line::Line;
use crate::evidence::witness::state::ROUNDS;
use crate::evidence::witness::{chain, words};
use std::path::Path;

/// More lines than a witness writes in ten years.
const MOST: u64 = 256 << 20;

/// What it saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Witnessed {
    /// It has no lines on this board.
    Nothing,
    /// Its lines were changed, or are none.
    Broken,
    /// They are whole.
    Seen {
        /// Who looked last.
        witness: String,
        /// When, to the minute.
        at: String,
        /// The board was as it should be.
        passed: bool,
        /// In one word.
        outcome: String,
        /// In a sentence.
        words: String,
        /// How often it looked.
        rounds: usize,
        /// How often all was well.
        well: usize,
    },
}

/// Reads its lines on a board.
pub fn witnessed(folder: &Path, url: &str) -> Witnessed {
    let Ok(board) = address::Board::of(url) else { return Witnessed::Nothing };
    let path = folder.join(board.folder()).join(ROUNDS);
    let Ok(bytes) = disk::read_at_most(&path, MOST) else { return Witnessed::Nothing };
    // a line that is just being written is none yet
    let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let text = std::str::from_utf8(bytes.get(..whole).unwrap_or_default());
    match text.ok().and_then(|text| chain::read(text).ok()) {
        None => Witnessed::Broken,
        Some(rounds) => match rounds.lines.last() {
            Some(last) if last.board == board.url => seen(last, &rounds.lines),
            Some(_) => Witnessed::Broken,
            None => Witnessed::Nothing,
        },
    }
}

fn seen(last: &Line, lines: &[Line]) -> Witnessed {
    Witnessed::Seen {
        witness: last.witness.clone(),
        at: last.at.minute(),
        passed: last.seen.passed(),
        outcome: words::outcome(&last.seen).zh,
        words: words::seen(&last.seen).zh,
        rounds: lines.len(),
        well: lines.iter().filter(|line| line.seen.passed()).count(),
    }
}
