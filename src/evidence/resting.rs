//! What a certificate rests on of the content, and which faults of it speak against one.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::content::Content;
use crate::source::Source;

/// Errors that the sheet of a notice would rest on, of all that is wrong with the content: in the notice, and in what
/// it is counted and shown by. That it is not what was posted, the certificate says in its own words.
pub fn errors(faults: Vec<Diagnostic>, content: &Content, texts: &[Source], id: &str) -> Vec<Diagnostic> {
    let notice = content.notice(id).map(|notice| notice.item.file);
    let is_shared = |path: &str| {
        matches!(path, "content/site.yaml" | "content/rules.yaml") || path.starts_with("content/calendar/")
    };
    let rests = |fault: &Diagnostic| {
        let path = texts.get(fault.file.0 as usize).map_or("", |text| text.path.as_str());
        Some(fault.file) == notice || is_shared(path)
    };
    let is_own = |fault: &Diagnostic| !matches!(fault.code, Code::PostingAltered | Code::PostingVanished);
    faults.into_iter().filter(|fault| fault.is_error() && is_own(fault) && rests(fault)).collect()
}
