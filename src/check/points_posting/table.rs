//! Where the tables of points in a notice differ from the batch.

use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::masked::masked;
use crate::model::notice::Notice;
use crate::model::points::{Batch, Entry};
use crate::model::points_table::{Listed, plain};
use crate::source::{SourceId, Span, Spanned};
use crate::text;
use std::collections::{BTreeMap, HashMap};

/// Names of households by their numbers, as the accounts have them.
pub(super) type Accounts<'a> = HashMap<&'a str, &'a str>;

/// A batch beside the notice that it names.
pub(super) struct Compared<'a> {
    /// Asked for only where a table goes by names.
    pub accounts: &'a dyn Fn() -> &'a Accounts<'a>,
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
    let (by_number, mut found) = (listed.by_number, Vec::new());
    let (scored, listed) = (scored(compared, by_number), called_alike(listed));
    if let Some(fault) = other_names(compared, &listed, &scored).filter(|_| !by_number) {
        return vec![fault];
    }
    for (household, (rows, span)) in &listed {
        let report = |has: String, en: String| {
            let message = text!(
                "表里“{household}”的分值和批次对不上：{has}",
                "The table and the batch differ for `{household}`: {en}"
            );
            fault(compared, by_number, (compared.notice.item.file, *span), message)
        };
        let here = words(rows);
        match scored.get(household) {
            None => found.push(report(
                format!("表里是{here}，批次里没有这一户"),
                format!("{here} here, nothing there"),
            )),
            Some(scored) if !scored.fits(rows) => {
                let there = words(&scored.shown);
                found.push(report(
                    format!("表里是{here}，批次里是{there}"),
                    format!("{here} here, {there} there"),
                ));
            }
            Some(_) => {}
        }
    }
    let missing = scored
        .iter()
        .filter(|(household, scored)| !scored.gained.is_empty() && !listed.contains_key(*household));
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

/// The rows of a table by household, names as the site shows them.
fn called_alike(listed: &Listed) -> BTreeMap<String, (Vec<i64>, Span)> {
    let mut rows: BTreeMap<String, (Vec<i64>, Span)> = BTreeMap::new();
    for (household, (points, span)) in &listed.rows {
        let called = if listed.by_number { household.clone() } else { shown(household) };
        rows.entry(called).or_insert((Vec::new(), *span)).0.extend(points);
    }
    rows
}

fn shown(name: &str) -> String {
    plain(&masked(name))
}

/// Of names that do not meet at all nobody knows whose they are: one cause, and not two for each household.
fn other_names(
    compared: &Compared,
    listed: &BTreeMap<String, (Vec<i64>, Span)>,
    scored: &BTreeMap<String, Scored>,
) -> Option<Diagnostic> {
    let meet = listed.keys().filter(|name| scored.contains_key(*name)).count();
    if scored.is_empty() || meet * 2 >= listed.len() {
        return None;
    }
    let (name, &(_, span)) =
        listed.iter().filter(|(name, _)| !scored.contains_key(*name)).min_by_key(|(_, (_, span))| *span)?;
    let message = text!(
        "表里的姓名和户名册里的对不上（如“{name}”），不知道各是哪一户",
        "The names of the table are not those of the households, like `{name}`"
    );
    let hint = text!(
        "给表加一列“户号”；或者照 content/points/households.yaml 里户主的写法写，隐去的字要一样",
        "Add a column of household numbers, or hide the same characters as in content/points/households.yaml"
    );
    let file = compared.notice.item.file;
    Some(Diagnostic::new(Code::PointsTable, file, span, message).hint(hint).warning())
}

/// The batch by household, called as the table calls them. Names that several households have cannot be told apart.
fn scored<'a>(compared: &Compared<'a>, by_number: bool) -> BTreeMap<String, Scored<'a>> {
    let mut scored: BTreeMap<String, Scored> = BTreeMap::new();
    for entry in &compared.batch.entries {
        let (id, points) = (entry.value.household.value.as_str(), i64::from(entry.value.points.value));
        let called = match by_number {
            true => plain(id),
            false => shown((compared.accounts)().get(id).copied().unwrap_or(id)),
        };
        let scored = scored.entry(called).or_default();
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
