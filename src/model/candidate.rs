//! A notice as the site would show it now: what the guard holds against the log.

use crate::model::content::Content;
use crate::model::kind::Kind;
use crate::model::log::event::{Applied, Filing, ObjectionPrint, Withdrawal};
use crate::model::notice::Notice;
use crate::model::parts::{self, Parts};
use crate::model::window::{self, Window};
use crate::source::Spanned;
use jiff::civil::Date;
use rayon::prelude::*;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidate {
    pub id: String,
    pub title: String,
    /// The files that it shows or offers, by path under `content/`, which is their path on the site, too.
    pub files: Vec<String>,
    /// Absolute, with a final slash.
    pub url: String,
    /// A key of rules.yaml.
    pub kind: String,
    pub declared: Option<Window>,
    pub rule: Applied,
    pub parts: Parts,
    pub corrections: Vec<DatedPrint>,
    pub objections: Vec<ObjectionPrint>,
    pub withdrawal: Option<Withdrawal>,
    pub filing: Option<Filing>,
}

/// A correction: its day and its print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatedPrint {
    pub on: Option<Date>,
    pub print: crate::model::digest::Print,
}

/// Every notice that the site shows on `today`: no drafts, and none whose first day is ahead.
pub fn candidates(content: &Content, today: Date) -> Vec<Candidate> {
    content
        .notices
        .par_iter()
        .filter(|notice| !notice.draft)
        .filter_map(|notice| candidate(content, notice, today))
        .collect()
}

fn candidate(content: &Content, notice: &Notice, today: Date) -> Option<Candidate> {
    let kind = content.kinds.find(&notice.kind.value);
    let declared = window::declared(notice, kind, &content.calendar);
    if declared.is_some_and(|window| today < window.from) {
        return None;
    }
    Some(Candidate {
        id: notice.item.id.clone(),
        title: notice.title.value.clone(),
        files: parts::files(content, notice).into_iter().collect(),
        url: format!("{}/{}/", content.site.base_url.value, notice.item.id),
        kind: kind.map_or(&notice.kind.value, |kind| &kind.key).clone(),
        declared,
        rule: kind.map(|kind| applied(kind, notice)).unwrap_or_default(),
        parts: parts::parts(content, notice, kind, declared),
        corrections: notice.corrections.iter().map(|c| dated(c)).collect(),
        objections: notice.objections.iter().flatten().map(|o| objection(o)).collect(),
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

/// The rule of a notice's kind, as the log keeps it.
fn applied(kind: &Kind, notice: &Notice) -> Applied {
    Applied {
        minimum: kind.posting.as_ref().map(|posting| posting.value),
        material: kind.material_of(notice),
    }
}

fn dated(correction: &crate::model::notice::Correction) -> DatedPrint {
    let on = correction.on.as_ref().map(|on| on.value);
    DatedPrint { on, print: parts::correction(correction).print() }
}

fn objection(objection: &crate::model::notice::Objection) -> ObjectionPrint {
    let (what, outcome) = parts::objection(objection);
    ObjectionPrint { what: what.print(), outcome: outcome.map(|outcome| outcome.print()) }
}

fn text(text: Option<&Spanned<String>>) -> Option<String> {
    text.map(|text| text.value.clone())
}
