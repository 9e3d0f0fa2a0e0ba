//! A notice as the site would show it now: what the guard holds against the log.

use crate::model::content::Content;
use crate::model::digest::{Digest, Print};
use crate::model::kind::Kind;
use crate::model::log::PublicationLog;
use crate::model::log::around::Around;
use crate::model::log::event::{Applied, Filing, Kept, Withdrawal};
use crate::model::masked::masked;
use crate::model::notice::{Correction, Notice};
use crate::model::open_days::Window;
use crate::model::part::{FORMAT, Part};
use crate::model::points::{Batch, Household};
use crate::model::points_table::Listed;
use crate::model::record::{Parts, files_of_entry, format1};
use crate::model::window;
use crate::source::Spanned;
use jiff::civil::Date;
use rayon::prelude::*;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// One notice, with what the log keeps of it: ready to be held against an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidate {
    /// The notice's id.
    pub id: String,
    /// As the notice gives it.
    pub title: String,
    /// The files that it names, by path under `content/`, which is their path on the site, too.
    pub files: Vec<String>,
    /// Absolute, with a final slash.
    pub url: String,
    /// A key of rules.yaml.
    pub kind: String,
    /// The window that it declares, days counted out; none where it declares none that can be.
    pub declared: Option<Window>,
    /// The first day that it declares, also where it lasts.
    pub from: Option<Date>,
    /// By which it is posted now.
    pub rule: Applied,
    /// What settings make of its page.
    pub around: Option<Around>,
    /// Digests in the present format.
    pub parts: Parts,
    /// As the first format cut it, where the log knows some notice by that.
    pub former: Option<Parts>,
    /// Its corrections, in order.
    pub corrections: Vec<Told>,
    /// The id of the notice whose place it takes.
    pub supersedes: Option<String>,
    /// Of a notice that says it is withdrawn.
    pub withdrawal: Option<Withdrawal>,
    /// Of a notice that says it is filed.
    pub filing: Option<Filing>,
}

/// A correction, as far as it can be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its day.
    pub on: Option<Date>,
    /// It says what was changed and why, in words and not in dots.
    pub in_words: bool,
}

impl Candidate {
    /// The notice cut as the log cut it: what can be compared with it.
    pub fn parts_as(&self, kept: &Kept) -> &Parts {
        self.former.as_ref().filter(|former| former.format == kept.format).unwrap_or(&self.parts)
    }
}

/// A notice as a record that was kept has it, under the rule and at the address that the log's event gives: what a
/// publication is said to have shown.
pub fn of_record(said: &Kept, record: &Map<String, Value>) -> Candidate {
    let field = |part: Part| record.get(part.key());
    let text = |part: Part| field(part).and_then(Value::as_str).unwrap_or_default().to_owned();
    let day = |part: Part| field(part).and_then(day_of);
    let told = field(Part::Corrections).and_then(Value::as_array).into_iter().flatten();
    Candidate {
        id: record.get("id").and_then(Value::as_str).unwrap_or_default().to_owned(),
        title: text(Part::Title),
        files: Vec::new(),
        url: said.url.clone(),
        kind: text(Part::Kind),
        declared: day(Part::From).zip(day(Part::Until)).map(|(from, until)| Window { from, until }),
        from: day(Part::From),
        rule: said.rule.clone(),
        around: said.around.clone(),
        parts: Parts::of_record(record),
        former: None,
        corrections: told.map(told_in).collect(),
        supersedes: field(Part::Supersedes).map(|_| text(Part::Supersedes)),
        withdrawal: field(Part::Withdrawn).map(|withdrawn| Withdrawal {
            on: withdrawn.get("on").and_then(day_of),
            reason: text_of(withdrawn, "reason"),
            authority: text_of(withdrawn, "authority"),
        }),
        filing: field(Part::Filing).map(|filing| Filing {
            on: filing.get("on").and_then(day_of),
            authority: text_of(filing, "authority"),
            receipt: text_of(filing, "receipt"),
        }),
    }
}

fn day_of(value: &Value) -> Option<Date> {
    value.as_str()?.parse().ok()
}

fn text_of(value: &Value, key: &str) -> Option<String> {
    Some(value.get(key)?.as_str()?.to_owned())
}

fn told_in(correction: &Value) -> Told {
    let in_words =
        ["what", "reason"].iter().all(|key| text_of(correction, key).is_some_and(|text| says(&text)));
    Told { on: correction.get("on").and_then(day_of), in_words }
}

/// Every notice that the site shows on `today`: no drafts, and none whose first day is ahead.
pub fn candidates(content: &Content, log: &PublicationLog, today: Date) -> Vec<Candidate> {
    let is_former = log.notices().any(|(_, posted)| posted.kept.format < FORMAT);
    let points = Shown::of(content);
    let names = |notice: &Notice| points.names(content, notice, log, today);
    content
        .notices
        .par_iter()
        .filter(|notice| !notice.draft)
        .filter_map(|notice| candidate(content, notice, today, is_former, &names))
        .collect()
}

/// One notice as the site shows it on `today`; `None` for one that it does not show.
pub fn of(content: &Content, log: &PublicationLog, id: &str, today: Date) -> Option<Candidate> {
    let notice = content.notice(id).filter(|notice| !notice.draft)?;
    let is_former = log.posted(id).is_some_and(|posted| posted.kept.format < FORMAT);
    let names = |notice: &Notice| Shown::of(content).names(content, notice, log, today);
    candidate(content, notice, today, is_former, &names)
}

fn candidate(
    content: &Content,
    notice: &Notice,
    today: Date,
    is_former: bool,
    names: &dyn Fn(&Notice) -> Option<Print>,
) -> Option<Candidate> {
    let kind = content.kinds.find(&notice.kind.value);
    let declared = window::declared(notice, kind, &content.calendar);
    if declared.is_some_and(|window| window.starts_in(today) > 0) {
        return None;
    }
    Some(Candidate {
        id: notice.item.id.clone(),
        title: notice.title.value.clone(),
        files: files_of_entry(content, notice).into_iter().collect(),
        url: format!("{}/{}/", content.site.base_url.value, notice.item.id),
        kind: kind.map_or(&notice.kind.value, |kind| &kind.key).clone(),
        declared,
        from: notice.declared_from(),
        rule: kind.map(|kind| applied(kind, notice)).unwrap_or_default(),
        around: Some(Around { names: names(notice), ..around(content, notice, kind) }),
        parts: Parts::of(content, notice, kind, declared),
        former: is_former.then(|| format1::parts(content, notice, kind, declared)),
        corrections: notice.corrections.iter().map(|correction| told(correction)).collect(),
        supersedes: text(notice.supersedes.as_ref()),
        withdrawal: notice.withdrawn.as_ref().map(|w| Withdrawal {
            on: w.on.as_ref().map(|on| on.value),
            reason: text(w.reason.as_ref()),
            authority: text(w.authority.as_ref()),
        }),
        filing: notice.filing.as_ref().map(|f| Filing {
            on: f.on.as_ref().map(|on| on.value),
            authority: text(f.authority.as_ref()),
            receipt: text(f.receipt.as_ref()),
        }),
    })
}

/// Whether a text says anything: dots and dashes say nothing.
pub fn says(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

fn told(correction: &Correction) -> Told {
    let Correction { on, what, reason } = correction;
    let in_words = says(&what.value) && reason.as_ref().is_some_and(|reason| says(&reason.value));
    Told { on: on.as_ref().map(|on| on.value), in_words }
}

/// The rule of a notice's kind, as the log keeps it.
fn applied(kind: &Kind, notice: &Notice) -> Applied {
    Applied {
        minimum: kind.posting.as_ref().map(|posting| posting.value),
        material: kind.material_of(notice),
        project: kind.project,
        file_within: kind.file_within,
    }
}

/// What settings make of a notice's page.
fn around(content: &Content, notice: &Notice, kind: Option<&Kind>) -> Around {
    let print = |text: &str| Digest::of(text.as_bytes()).print();
    let lines = content.site.hotlines_of(&content.places, &notice.townships);
    let lines: String = lines.map(|line| format!("{}\n{}\n", line.name.value, line.phone.value)).collect();
    let source = |kind: &Kind| kind.source.as_ref().map(ToString::to_string).unwrap_or_default();
    Around {
        site: None,
        kind: kind.map(|kind| print(&kind.name)),
        source: kind.map(|kind| print(&source(kind))),
        hotlines: Some(print(&lines)).filter(|_| !lines.is_empty()),
        names: None,
        demo: content.site.is_demo(),
    }
}

/// Whom and what the points are about that notices show.
struct Shown<'a> {
    batches: HashMap<&'a str, Vec<&'a Batch>>,
    homes: HashMap<&'a str, &'a Household>,
}

impl<'a> Shown<'a> {
    fn of(content: &'a Content) -> Shown<'a> {
        let bank = &content.points;
        let mut batches: HashMap<&str, Vec<&Batch>> = HashMap::new();
        for batch in &bank.batches {
            let notice = batch.notice.iter();
            notice.for_each(|notice| batches.entry(notice.value.as_str()).or_default().push(batch));
        }
        let homes = bank.households.iter().map(|home| (home.id.value.as_str(), home));
        Shown { batches, homes: homes.collect() }
    }

    /// Of one that is up or goes up: of names and deeds as its page shows them. What its own text lists is its own.
    fn names(&self, content: &Content, notice: &Notice, log: &PublicationLog, today: Date) -> Option<Print> {
        let batches = self.batches.get(notice.item.id.as_str())?;
        let is_over = log.posted(&notice.item.id).is_some_and(|posted| !posted.is_open(today));
        if is_over || Listed::of(notice).is_some() {
            return None;
        }
        let mut all = String::new();
        let entries = batches.iter().flat_map(|batch| &batch.entries);
        for entry in entries.map(|entry| &entry.value).filter(|entry| entry.is_shown()) {
            let home = self.homes.get(entry.household.value.as_str());
            let name = home.map(|home| masked(&home.name.value)).unwrap_or_default();
            all += &format!("{}\n{name}\n{}\n", entry.household.value, content.points.deed(entry));
        }
        Some(Digest::of(all.as_bytes()).print())
    }
}

fn text(text: Option<&Spanned<String>>) -> Option<String> {
    text.map(|text| text.value.clone())
}
