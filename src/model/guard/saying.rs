//! What the guard has the log say of a notice.

use super::situation::Situation;
use crate::model::candidate::Candidate;
use crate::model::log::event::{Action, Kept, NoticeEvent};
use crate::model::log::posted::Posted;
use crate::model::open_days::Window;
use crate::model::part::Part;
use crate::model::record::Parts;

pub(super) fn event(action: Action, kept: Kept, changed: Vec<Part>) -> NoticeEvent {
    NoticeEvent { action, kept, changed, before_log: false, withdrawal: None, filing: None }
}

pub(super) fn kept(candidate: &Candidate, effective: Option<Window>) -> Kept {
    let kept = Kept {
        id: candidate.id.clone(),
        url: candidate.url.clone(),
        kind: candidate.kind.clone(),
        declared: candidate.declared,
        effective,
        rule: candidate.rule.clone(),
        ..Kept::default()
    };
    sealed(kept, &candidate.parts)
}

/// With the digests of a notice as it is cut now, under the rule that is kept.
pub(super) fn sealed(kept: Kept, parts: &Parts) -> Kept {
    Kept {
        format: parts.format,
        record: parts.record,
        material: parts.material(&kept.rule.material),
        parts: parts.prints(),
        corrections: parts.corrections.clone(),
        objections: parts.objections.clone(),
        ..kept
    }
}

/// What is kept under the window that runs: its rule stays as it was applied, whatever rules.yaml now says.
pub(super) fn continued(posted: &Posted, candidate: &Candidate, situation: Situation) -> Kept {
    let kept =
        Kept { rule: posted.kept.rule.clone(), ..kept(candidate, situation.prolonged(posted, candidate)) };
    sealed(kept, &candidate.parts)
}
