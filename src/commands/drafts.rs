//! What lies ready and does not go up: drafts, named so that nobody waits for one.

use crate::diagnostic::Text;
use crate::model::content::Content;
use crate::text;

/// Drafts that are named; of more only how many.
const NAMED: usize = 5;

/// Which notices are drafts, and how they cease to be; nothing where there is none.
pub(super) fn told(content: &Content) -> Text {
    let drafts: Vec<&str> =
        content.notices.iter().filter(|notice| notice.draft).map(|notice| notice.item.id.as_str()).collect();
    if drafts.is_empty() {
        return Text::default();
    }
    let count = drafts.len();
    let named = |mark: &str, more: &str| {
        let lines = drafts.iter().take(NAMED).map(|id| format!("  {mark}{id}\n"));
        lines.chain((count > NAMED).then(|| format!("  {more}\n"))).collect::<String>()
    };
    let (zh, en) = (named("草稿  ", "……"), named("", "…"));
    text!(
        "{count} 份草稿不会公布；填好以后，删去“草稿”那一行：\n{zh}",
        "{count} drafts are not published until their line of the draft is removed:\n{en}"
    )
}
