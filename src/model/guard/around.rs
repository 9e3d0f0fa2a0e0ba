//! The surroundings of open notices: what settings make of their pages. Whoever changes one changes many pages at once,
//! which is one fault, however many there are.

use super::change::Change;
use super::finding::{Fault, Finding};
use super::remarks;
use super::situation::Situation;
use crate::model::candidate::Candidate;
use crate::model::log::around::{Around, Surrounding};
use crate::model::log::posted::Posted;
use std::collections::BTreeMap;

/// Holds the surroundings of open notices against those in the log. A notice that tells of the change in a new correction
/// is at peace with it; that it is invented after all, no correction can say of one that was posted in earnest.
pub(super) fn judge(pairs: &[(&Posted, &Candidate)], situation: Situation) -> Vec<Finding> {
    let mut found: BTreeMap<(Surrounding, &str), Vec<String>> = BTreeMap::new();
    for (posted, candidate) in pairs.iter().filter(|(posted, _)| posted.is_open(situation.today)) {
        let Some((before, now)) = both(posted, candidate) else { continue };
        let told = is_told(posted, candidate);
        for what in before.differing(now) {
            let said = if what == Surrounding::Demo { !now.demo } else { told };
            // another kind is judged for itself
            let own = what == Surrounding::Kind && posted.kept.kind != candidate.kind;
            if !said && !own {
                let kind = if what == Surrounding::Kind { candidate.kind.as_str() } else { "" };
                found.entry((what, kind)).or_default().push(candidate.id.clone());
            }
        }
    }
    found.into_iter().filter_map(|((what, _), notices)| finding(what, notices)).collect()
}

fn finding(what: Surrounding, notices: Vec<String>) -> Option<Finding> {
    let id = notices.first()?.clone();
    Some(Finding { id, fault: Fault::SurroundingAltered { what, notices }, refused: true })
}

fn is_told(posted: &Posted, candidate: &Candidate) -> bool {
    remarks::speak(&Change { posted, candidate, changed: Vec::new(), days: Vec::new() })
}

fn both<'a>(posted: &'a Posted, candidate: &'a Candidate) -> Option<(&'a Around, &'a Around)> {
    posted.kept.around.as_ref().zip(candidate.around.as_ref())
}

/// Nothing was changed that a reader has to be told, and yet the log has to know the surroundings from here on: a line of an
/// earlier program did not say them, or what was a demonstration is one no longer.
pub(super) fn is_news(posted: &Posted, candidate: &Candidate) -> bool {
    match both(posted, candidate) {
        None => candidate.around.is_some(),
        Some((before, now)) => match before.differing(now).as_slice() {
            [] => now.says_more_than(before),
            [Surrounding::Demo] => before.demo,
            _ => false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::calendar::WorkCalendar;
    use crate::model::digest::Digest;
    use crate::model::guard::{Judgement, judge};
    use crate::model::log::PublicationLog;
    use crate::model::log::event::{Action, Event, Kept, NoticeEvent};
    use crate::model::open_days::Window;
    use crate::model::part::FORMAT;
    use jiff::civil::date;

    fn around(hotline: &str) -> Around {
        Around { hotlines: Some(Digest::of(hotline.as_bytes()).print()), ..Around::default() }
    }

    /// A notice that is up since the second, with what the log says of its surroundings.
    fn judged(logged: Option<Around>, now: Around) -> Judgement {
        let mut candidate = Candidate { id: "notices/a".into(), around: Some(now), ..Candidate::default() };
        candidate.parts.files_known = true;
        candidate.parts.format = FORMAT;
        let kept = Kept {
            id: "notices/a".into(),
            format: FORMAT,
            effective: Some(Window { from: date(2026, 11, 2), until: date(2026, 11, 12) }),
            material: candidate.parts.material(&[]),
            around: logged,
            ..Kept::default()
        };
        let (changed, before_log) = (Vec::new(), false);
        let (withdrawal, filing) = (None, None);
        let posted =
            NoticeEvent { action: Action::Posted, kept, changed, before_log, withdrawal, filing, by: None };
        let at = "2026-11-02T09:00:00+08:00".parse().unwrap();
        let log = PublicationLog::default().extended(at, &[Event::Notice(Box::new(posted))]);
        let calendar = WorkCalendar::default();
        let today = date(2026, 11, 5);
        judge(&log, &[candidate], Situation { today, calendar: &calendar, demo: false, index_pattern: None })
    }

    #[test]
    fn a_log_that_does_not_say_them_is_told_once_and_holds_from_then_on() {
        let Judgement { findings, events } = judged(None, around("1"));
        assert_eq!(findings, []);
        let [Event::Notice(told)] = events.as_slice() else { panic!("{events:?}") };
        assert_eq!((told.action, &told.kept.around), (Action::Converted, &Some(around("1"))));
        assert_eq!(judged(Some(around("1")), around("1")), Judgement::default());
        let found = judged(Some(around("1")), around("2")).findings;
        let notices = vec!["notices/a".to_owned()];
        let fault = Fault::SurroundingAltered { what: Surrounding::Hotlines, notices };
        assert_eq!(found, [Finding { id: "notices/a".into(), fault, refused: true }]);
    }
}
