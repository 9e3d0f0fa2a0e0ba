//! What a witness's line saw of one notice.

use super::found::Found;
use super::line::{Line, Seen};
use crate::evidence::looks::Look;
use crate::evidence::visit::fault::Fault;

/// Whether a look saw a notice as published, which went up with this line of the log; `None` when nobody looked at it: it
/// was not its turn, time was over, or the log was not yet seen to know it. A board that could not be had was looked at in
/// vain.
pub fn saw(seen: &Seen, id: &str, posted_line: usize) -> Option<bool> {
    if not_yet(seen, posted_line) || seen.found.iter().any(is_nothing) {
        return None;
    }
    if seen.found.iter().any(in_vain) {
        return Some(false);
    }
    if seen.turn.as_ref().is_some_and(|turn| !turn.holds(id)) {
        return None;
    }
    if let Some(failure) = seen.failures.iter().find(|failure| failure.id == id) {
        return (!is_missed(&failure.fault)).then_some(false);
    }
    let beyond = seen.failures.last().is_some_and(|last| *id > *last.id);
    if seen.more > 0 && beyond {
        return None;
    }
    Some(seen.site.is_empty())
}

/// The log that was shown did not reach as far as this line.
pub fn not_yet(seen: &Seen, line: usize) -> bool {
    seen.accepted().is_some_and(|head| head.lines < line)
}

/// Whoever looked did not see what was published; the others speak of the log's times, or of an earlier release.
fn in_vain(found: &Found) -> bool {
    match found {
        Found::Unlogged { .. } | Found::Backdated { .. } | Found::ClockAhead { .. } => false,
        Found::Unread { .. } | Found::NotABoard | Found::NoLog | Found::TooLarge | Found::ReleaseChanged => {
            true
        }
        found => found.contradicts(),
    }
}

/// There was no time left for the board.
fn is_nothing(found: &Found) -> bool {
    matches!(found, Found::Unread { fault } if is_missed(fault))
}

fn is_missed(fault: &str) -> bool {
    Fault::of(fault).is_some_and(|fault| matches!(inner(&fault), Fault::NotVisited))
}

fn inner(fault: &Fault) -> &Fault {
    match fault {
        Fault::File(fault) => inner(fault),
        fault => fault,
    }
}

/// The looks at a notice among lines.
pub fn looks<'l>(lines: &'l [Line], id: &'l str, posted_line: usize) -> impl Iterator<Item = Look> + 'l {
    lines.iter().filter_map(move |line| Some(Look { at: line.at, saw: saw(&line.seen, id, posted_line)? }))
}
