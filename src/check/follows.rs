//! Faults that only follow from another one: whoever mends that is rid of them, and is told once.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::content::Content;
use crate::source::SourceId;
use std::collections::HashSet;

/// Codes that say "not in this list", and the file with the list. While that cannot be read, which is a fault
/// of its own, everything would be missing from it. The log is such a list, too.
const LISTED_IN: &[(Code, &str)] = &[
    (Code::KindUnknown, "rules"),
    (Code::PlaceUnknown, "places"),
    (Code::HouseholdUnknown, "points/households"),
    (Code::PointsRuleUnknown, "points/rules"),
    (Code::GoodsUnknown, "points/goods"),
    (Code::LogBroken, "publication.jsonl"),
    // whether it is a demonstration
    (Code::SampleLeft, "site"),
    (Code::PlaceholderLeft, "site"),
];

/// What is said of balances: nothing, while it is not known what they are made of.
const OF_BALANCES: [Code; 3] = [Code::PointsOverdrawn, Code::PointsNotYetSpendable, Code::PointsTable];

/// What is left when those that only follow are taken away.
pub(super) fn without_followers(facts: &Facts, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let content = facts.content;
    let files = |code: Code| -> HashSet<SourceId> {
        found.iter().filter(|fault| fault.code == code).map(|fault| fault.file).collect()
    };
    let (misplaced, strangers) = (files(Code::PlaceUnknown), files(Code::HouseholdUnknown));
    let unposted = files(Code::NoticeUnknown);
    let unsettled = !strangers.is_empty()
        || content.points.batches.iter().any(|batch| unposted.contains(&batch.file))
        || is_unreadable(content);
    let follows = |fault: &Diagnostic| {
        LISTED_IN.iter().any(|(code, list)| *code == fault.code && content.broken.contains(*list))
            || (unsettled && OF_BALANCES.contains(&fault.code))
            || (fault.code == Code::PointsAmount && fault.span.end == 0)
            || (matches!(fault.code, Code::PointsNotice | Code::HouseholdUnknown)
                && misplaced.contains(&fault.file))
    };
    found.into_iter().filter(|fault| !follows(fault)).collect()
}

/// A batch, the notice of one, or the points of an entry cannot be read.
fn is_unreadable(content: &Content) -> bool {
    let batches = &content.points.batches;
    let unposted = |notice: &String| content.broken.contains(notice);
    content.broken.iter().any(|id| id.starts_with("points/"))
        || batches.iter().any(|batch| batch.notice.as_ref().is_some_and(|notice| unposted(&notice.value)))
        || batches.iter().flat_map(|batch| &batch.entries).any(|entry| entry.value.points.span.end == 0)
}
