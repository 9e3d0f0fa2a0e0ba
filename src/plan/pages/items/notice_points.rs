//! The points that a notice posts: typed once, in the batch.

use crate::model::points::{Batch, Entry};
use crate::model::points_table::Listed;
use crate::plan::facts::{Facts, Related};
use crate::plan::view::{PostedPointsRow, PostedPointsView};
use crate::plan::words;

/// What the batch says, unless the notice's own text lists it.
pub(super) fn posted_points(facts: &Facts, i: usize) -> Option<PostedPointsView> {
    let batches = facts.notices.related(i).iter().filter_map(|thing| match thing {
        Related::Batch(batch) => Some(&facts.content.points.batches[*batch as usize]),
        Related::Honour(_) => None,
    });
    let batch = batches.into_iter().next()?;
    Listed::of(&facts.content.notices[i]).is_none().then(|| table(facts, batch))
}

fn table(facts: &Facts, batch: &Batch) -> PostedPointsView {
    let bank = &facts.content.points;
    let name = |id: &str| {
        let household = &bank.households[facts.accounts.find(id)?];
        Some(words::masked(&household.name.value).into_owned())
    };
    let (shown, hidden): (Vec<&Entry>, Vec<&Entry>) =
        batch.entries.iter().map(|entry| &entry.value).partition(|entry| entry.is_shown());
    let row = |entry: &Entry| PostedPointsRow {
        household: entry.household.value.clone(),
        name: name(&entry.household.value).unwrap_or_default(),
        what: words::posted_deed(bank, entry),
        on: entry.on.as_ref().map(|on| words::iso(on.value)),
        points: entry.points.value.into(),
    };
    let taken: i64 = hidden.iter().map(|entry| i64::from(entry.points.value)).sum();
    PostedPointsView {
        name: batch.batch.value.clone(),
        meeting: batch.meeting.as_ref().map(|meeting| words::iso(meeting.value)),
        rows: shown.into_iter().map(row).collect(),
        deductions: (!hidden.is_empty()).then_some(taken),
        total: batch.points(),
    }
}
