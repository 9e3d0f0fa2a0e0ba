//! A round over all boards: several at a time, those of one host one after the other, and none that is bad stops another.

use super::address::Board;
use super::chain::Rounds;
use super::round;
use super::state::{Fault, Look, State};
use crate::evidence::visit::client::Client;
use crate::model::log::stamp::Stamp;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Boards looked at, at the same time.
const BOARDS: usize = 16;
/// The time for one board.
const A_BOARD: Duration = Duration::from_secs(300);

/// What became of a look at one board.
pub struct Watched {
    /// Which board.
    pub board: Board,
    /// With the look, as its last line; or why nothing was kept.
    pub rounds: Result<Rounds, Fault>,
}

impl Watched {
    /// It was looked at, and is as it should be.
    pub fn passed(&self) -> bool {
        let last = self.rounds.as_ref().ok().and_then(|rounds| rounds.lines.last());
        last.is_some_and(|line| line.seen.passed())
    }
}

/// Looks at every board once, in the name of a witness; in the order of the list.
pub fn watch(state: &State, boards: &[Board], witness: &str, client: &Client, at: Stamp) -> Vec<Watched> {
    let mut hosts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    boards.iter().enumerate().for_each(|(i, board)| hosts.entry(board.host()).or_default().push(i));
    let (queue, done) = (Mutex::new(hosts.into_values()), Mutex::new(BTreeMap::new()));
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        while let Some(of_a_host) = next() {
            for i in of_a_host {
                let Some(board) = boards.get(i) else { continue };
                let rounds = one(state, board, witness, client, at);
                done.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .insert(i, Watched { board: board.clone(), rounds });
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..BOARDS.min(boards.len()) {
            scope.spawn(work);
        }
    });
    done.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect()
}

fn one(state: &State, board: &Board, witness: &str, client: &Client, at: Stamp) -> Result<Rounds, Fault> {
    let mut rounds = state.rounds(board, at)?;
    let seen = round::look(state, board, &rounds, &client.anew(A_BOARD), at)?;
    state.add(board, &mut rounds, Look { witness: witness.to_owned(), at, seen })?;
    Ok(rounds)
}
