//! `posting-vanished`, `posting-moved`, `posting-altered`, `posting-withdrawn-early`, `posting-backdated`:
//! what the publication log says is posted must stay up as it is. The comparison itself is
//! [`crate::model::guard`]; `publish` uses the same words.

mod altered;
mod around;
mod gone;
mod place;
mod values;
mod window;

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Severity, Text};
use crate::model::candidate::candidates;
use crate::model::guard::{Fault, Finding, Situation, judge};
use crate::model::notice::Notice;
use crate::model::part::Part;
use crate::source::SourceId;
use altered::Pen;
use place::place;

/// Before the first publication, and over a broken log, there is nothing to hold the content to; and settings that
/// cannot be read are told where they are, and not again by each notice.
pub fn check(facts: &Facts) -> Vec<Diagnostic> {
    if facts.log.is_empty() || !facts.log.faults().is_empty() || facts.content.lacks_settings() {
        return Vec::new();
    }
    let content = facts.content;
    let situation = Situation {
        today: facts.today(),
        calendar: &content.calendar,
        demo: content.site.is_demo(),
        index_pattern: content.site.index_pattern.as_deref().map(String::as_str),
    };
    let judgement = judge(facts.log, &candidates(content, facts.log, facts.today()), situation);
    judgement.findings.iter().filter_map(|finding| diagnose(facts, finding)).collect()
}

/// What another rule names where it is written: `withdrawn_early` what a withdrawal lacks (what is left here are days that
/// are ahead), `kind_unknown` a kind that is mistyped, `attachment_missing` the sheet of a list.
fn said_by_content(facts: &Facts, finding: &Finding) -> bool {
    let Some(notice) = facts.content.notice(&finding.id) else { return false };
    match &finding.fault {
        Fault::WithdrawalIncomplete => notice.withdrawn.as_ref().is_some_and(|withdrawn| {
            (withdrawn.reason.is_none() || withdrawn.authority.is_none())
                && withdrawn.on.as_ref().is_some_and(|on| on.value <= facts.today())
        }),
        Fault::Altered { parts, .. } | Fault::AlteredAfterEnd { parts, .. } => match parts[..] {
            [Part::Kind] => facts.kind(notice).is_none(),
            [Part::Projects] => lacks_its_sheet(notice),
            _ => false,
        },
        _ => false,
    }
}

/// Its list of projects stands in a sheet that is not there.
fn lacks_its_sheet(notice: &Notice) -> bool {
    let list = notice.projects.as_ref().map(|projects| &projects.value);
    list.is_some_and(|list| list.sheet.is_some() && list.file == SourceId::NOWHERE)
}

/// One finding in words, at its place; `None` for one that another rule says better.
pub fn diagnose(facts: &Facts, finding: &Finding) -> Option<Diagnostic> {
    if said_by_content(facts, finding) {
        return None;
    }
    let first = facts.content.notice(&finding.id).is_none_or(|notice| notice.corrections.is_empty());
    let pen = Pen { today: facts.today(), first };
    let (code, message, hint) = words(facts, finding, pen);
    let (file, span) = place(facts, finding);
    let mut diagnostic = Diagnostic::new(code, file, span, message).hint(hint);
    diagnostic.severity = if finding.refused { Severity::Error } else { Severity::Warning };
    let kind = facts.content.notice(&finding.id).and_then(|n| facts.content.kinds.find(&n.kind.value));
    diagnostic.source = kind.and_then(|kind| kind.source.as_ref()).map(Text::same);
    Some(diagnostic)
}

fn words(facts: &Facts, Finding { id, fault, refused: _ }: &Finding, pen: Pen) -> (Code, Text, Text) {
    let today = pen.today;
    let values = |parts: &[Part]| values::changed(facts, id, parts);
    match fault {
        Fault::Vanished { until } => gone::vanished(id, *until),
        Fault::Moved { from, to, until } => gone::moved(from, to, *until),
        Fault::BaseMoved { from, to, open } => gone::base_moved(from, to, *open),
        Fault::SchemeChanged { from, to } => gone::scheme_changed(from, to),
        Fault::SupersedesOpen { old, until } => window::supersedes_open(old, *until, today),
        Fault::Altered { parts, new_until, told } => {
            altered::altered(parts, *new_until, *told, values(parts), pen)
        }
        Fault::AlteredAfterEnd { parts, new_until, told } => {
            altered::altered_after_end(parts, *new_until, *told, values(parts), pen)
        }
        Fault::SurroundingAltered { what, notices } => around::altered(facts, *what, notices, pen),
        Fault::KindAsksLess { from, to, lowered } => altered::kind_asks_less(from, to, lowered),
        Fault::CorrectionAltered => altered::correction_altered(),
        Fault::CorrectionMisdated { on, at: _ } => altered::correction_misdated(*on, today),
        Fault::CorrectionIncomplete { .. } => altered::correction_incomplete(today),
        Fault::ObjectionAltered => altered::objection_altered(),
        Fault::Backdated { declared, seen, new_until } => window::backdated(*declared, *seen, *new_until),
        Fault::Shortened { until, .. } => window::shortened(*until),
        Fault::Reopened { new_until } => window::reopened(*new_until),
        Fault::WithdrawalIncomplete => window::withdrawal_incomplete(today),
        Fault::WithdrawalUndone { new_until } => window::withdrawal_undone(*new_until),
    }
}

#[cfg(test)]
mod tests;
