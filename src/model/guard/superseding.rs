//! A notice that takes the place of another: as long as that one is open, it asks what a withdrawal asks, since its
//! page, too, says at the top that it no longer holds.

use super::finding::{Fault, Finding};
use super::open::is_complete;
use super::situation::Situation;
use crate::model::candidate::Candidate;
use crate::model::log::PublicationLog;
use std::collections::BTreeMap;

/// Every candidate that supersedes an open notice without its being withdrawn.
pub(super) fn judge(
    log: &PublicationLog,
    by_id: &BTreeMap<&str, &Candidate>,
    situation: Situation,
) -> Vec<Finding> {
    let finding = |new: &&Candidate| {
        let old = *by_id.get(new.supersedes.as_deref()?)?;
        let posted = log.posted(&old.id);
        let window = match posted {
            Some(posted) => posted.kept.effective,
            None => situation.first(old, log.is_empty()).0,
        };
        let until = window.filter(|window| !window.has_ended(situation.today))?.until;
        let withdrawn = is_complete(old, situation.today);
        let fault = Fault::SupersedesOpen { old: old.id.clone(), until };
        (!withdrawn).then(|| Finding { id: new.id.clone(), fault, refused: true })
    };
    by_id.values().filter_map(finding).collect()
}
