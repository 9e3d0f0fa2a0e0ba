//! What must not be posted, and stops nothing where it is not, or no longer can be mended.

use super::Facts;
use crate::diagnostic::Diagnostic;
use crate::model::item::Item;

/// A remark in a draft, which is not published, and on what was posted before anybody looked.
pub(super) fn graded(facts: &Facts, item: Option<&Item>, fault: Diagnostic) -> Diagnostic {
    let Some(item) = item else { return fault };
    let is_draft = facts.content.notice(&item.id).is_some_and(|notice| notice.draft);
    if is_draft || facts.log.posted(&item.id).is_some() { fault.warning() } else { fault }
}
