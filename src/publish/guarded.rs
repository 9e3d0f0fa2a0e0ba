//! What the guards of notices and of records say of a publication.

use super::board::Board;
use crate::check::{book_guard, record_guard};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::candidate::Candidate;
use crate::model::guard::{Situation, judge, judge_books, judge_records};
use crate::model::log::event::Event;
use crate::model::log::stamp::Stamp;

/// Asks the guards, adds what it found, and gives what publishing would write down.
pub(super) fn guard(
    board: &impl Board,
    candidates: &[Candidate],
    at: Stamp,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Event> {
    // whatever is held to a log that is broken, cut or gone would only follow from that
    let is_broken = |fault: &Diagnostic| fault.code == Code::LogBroken && fault.is_error();
    let unread = board.facts().content.lacks_settings() && faults.iter().any(Diagnostic::is_error);
    if unread || !board.log().faults().is_empty() || faults.iter().any(is_broken) {
        return Vec::new();
    }
    let index_pattern = board.settings().index_pattern.as_ref().map(|pattern| pattern.value.as_str());
    let (calendar, demo) = (board.calendar(), board.settings().is_demo());
    let situation = Situation { today: at.date(), calendar, demo, index_pattern };
    let judgement = judge(board.log(), candidates, situation);
    faults.extend(judgement.findings.iter().filter_map(|finding| board.words(finding)));
    let facts = board.facts();
    let records = judge_records(facts.log, facts.content, &judgement.events, at.date());
    faults.extend(records.findings.iter().map(|wrong| record_guard::diagnose(&facts, wrong)));
    let (wrong, spent) = judge_books(facts.log, facts.content, at.date());
    faults.extend(wrong.iter().map(|wrong| book_guard::diagnose(&facts, wrong)));
    [judgement.events, records.events, spent.into_iter().collect()].concat()
}
