//! Where the tables of points in a notice differ from the batch.

use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::content::Content;
use crate::model::notice::Notice;
use crate::model::points::{Batch, Entry, Household};
use crate::model::points_table::{Listed, plain};
use crate::source::{SourceId, Span, Spanned};
use crate::text;
use std::collections::BTreeMap;

/// A batch beside the notice that it names.
pub(super) struct Compared<'a> {
    pub content: &'a Content,
    pub batch: &'a Batch,
    pub notice: &'a Notice,
}

/// What the batch has for one household.
#[derive(Default)]
struct Scored<'a> {
    shown: Vec<i64>,
    /// Of those, what was gained.
    gained: Vec<i64>,
    all: i64,
    first: Option<&'a Spanned<Entry>>,
}

/// Where the tables and the batch differ; each household once.
pub(super) fn differences(compared: &Compared, listed: &Listed) -> Vec<Diagnostic> {
    let scored = scored(compared, listed);
    let (by_number, mut found) = (listed.by_number, Vec::new());
    for (household, (rows, span)) in &listed.rows {
        let report = |has: String, en: String| {
            let message = text!(
                "表里“{household}”的分值和批次对不上：{has}",
                "The table and the batch differ for `{household}`: {en}"
            );
            fault(compared, by_number, (compared.notice.item.file, *span), message)
        };
        let listed = words(rows);
        match scored.get(household) {
            None => found.push(report(
                format!("表里是{listed}，批次里没有这一户"),
                format!("{listed} here, nothing there"),
            )),
            Some(scored) if !scored.fits(rows) => {
                let there = words(&scored.shown);
                found.push(report(
                    format!("表里是{listed}，批次里是{there}"),
                    format!("{listed} here, {there} there"),
                ));
            }
            Some(_) => {}
        }
    }
    let missing = scored
        .iter()
        .filter(|(household, scored)| !scored.gained.is_empty() && !listed.rows.contains_key(*household));
    found.extend(missing.filter_map(|(household, scored)| {
        let entry = scored.first?;
        let message = text!(
            "“{household}”有积分，公告的表里没有列出",
            "`{household}` has points that the notice's table does not list"
        );
        let span = entry.value.household.span;
        Some(fault(compared, by_number, (compared.batch.file, span), message))
    }));
    found
}

impl Scored<'_> {
    /// Row by row or added up, with or without what was taken back, and what was taken off.
    fn fits(&self, rows: &[i64]) -> bool {
        let sorted = |list: &[i64]| {
            let mut list = list.to_vec();
            list.sort_unstable();
            list
        };
        let same = |list: &[i64]| match rows.len() == list.len() {
            true => sorted(rows) == sorted(list),
            false => rows.iter().sum::<i64>() == list.iter().sum::<i64>(),
        };
        same(&self.shown) || same(&self.gained) || (rows.len() == 1 && rows.iter().sum::<i64>() == self.all)
    }
}

/// The batch by household, called as the table calls them. Names that several households have cannot be told apart.
fn scored<'a>(compared: &Compared<'a>, listed: &Listed) -> BTreeMap<String, Scored<'a>> {
    let bank = &compared.content.points;
    let names: BTreeMap<&str, &Household> =
        bank.households.iter().map(|household| (household.id.value.as_str(), household)).collect();
    let mut scored: BTreeMap<String, Scored> = BTreeMap::new();
    for entry in &compared.batch.entries {
        let (id, points) = (entry.value.household.value.as_str(), i64::from(entry.value.points.value));
        let called = match listed.by_number {
            true => id,
            false => names.get(id).map_or(id, |household| household.name.value.as_str()),
        };
        let scored = scored.entry(plain(called)).or_default();
        scored.all += points;
        if entry.value.is_shown() {
            scored.shown.push(points);
            scored.gained.extend((points > 0).then_some(points));
            scored.first = scored.first.or(Some(entry));
        }
    }
    scored
}

fn words(points: &[i64]) -> String {
    match points {
        [] => "0".to_owned(),
        points => points.iter().map(i64::to_string).collect::<Vec<_>>().join("、"),
    }
}

/// Names may be masked in two ways, so that nothing is stopped by them.
fn fault(compared: &Compared, by_number: bool, (file, span): (SourceId, Span), message: Text) -> Diagnostic {
    let fault = Diagnostic::new(Code::PointsTable, file, span, message).hint(hint(compared));
    if by_number { fault } else { fault.warning() }
}

fn hint(compared: &Compared) -> Text {
    let (batch, notice) = (&compared.batch.id, &compared.notice.item.id);
    text!(
        "照评议会的结果，改公告 {notice} 的表，或者改批次 {batch}，两边要一样",
        "Correct the table of the notice {notice} or the batch {batch} by what the meeting decided: both must say the same"
    )
}
