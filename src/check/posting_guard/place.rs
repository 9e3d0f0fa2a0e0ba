//! Where a finding of the guard is shown.

use super::around;
use crate::check::Facts;
use crate::model::guard::{Fault, Finding};
use crate::model::notice::{Notice, PostingEnd};
use crate::model::part::Part;
use crate::source::{SourceId, Span};

/// In the notice's file where there is one, otherwise at the log's last line about it.
pub(super) fn place(facts: &Facts, finding: &Finding) -> (SourceId, Span) {
    if matches!(finding.fault, Fault::BaseMoved { .. } | Fault::SchemeChanged { .. }) {
        let site = &facts.content.site;
        return (site.file, site.base_url.span);
    }
    if let Fault::SurroundingAltered { what, .. } = &finding.fault {
        return around::place(facts, *what, &finding.id);
    }
    match facts.content.notice(&finding.id) {
        Some(notice) => (notice.item.file, field(notice, &finding.fault)),
        None => {
            let line = facts.log.posted(&finding.id).map_or(1, |posted| posted.last_line());
            let file = facts.log.file().unwrap_or(facts.content.site.file);
            (file, facts.log.span_of(line).unwrap_or_default())
        }
    }
}

fn field(notice: &Notice, fault: &Fault) -> Span {
    let posting = notice.posting.as_ref();
    let from = posting.and_then(|posting| posting.from.as_ref()).map(|from| from.span);
    let found = match fault {
        Fault::Backdated { .. } => from,
        Fault::Vanished { .. } => from.filter(|_| !notice.draft),
        Fault::Shortened { .. } | Fault::Reopened { .. } => {
            posting.and_then(|posting| posting.end.as_ref()).map(PostingEnd::span)
        }
        Fault::WithdrawalIncomplete => notice.withdrawn.as_ref().map(|w| Span::at(w.span.start as usize)),
        Fault::KindAsksLess { .. } => Some(notice.kind.span),
        Fault::CorrectionIncomplete { at } => {
            notice.corrections.get(*at).map(|correction| Span::at(correction.span.start as usize))
        }
        Fault::CorrectionMisdated { at, on: _ } => {
            notice.corrections.get(*at).and_then(|correction| Some(correction.on.as_ref()?.span))
        }
        Fault::ObjectionAltered => {
            notice.objections.as_ref().and_then(|list| Some(Span::at(list.first()?.span.start as usize)))
        }
        Fault::CorrectionAltered => {
            notice.corrections.first().map(|first| Span::at(first.span.start as usize))
        }
        Fault::Altered { parts, .. } | Fault::AlteredAfterEnd { parts, .. } => {
            parts.iter().find_map(|&part| part_span(notice, part))
        }
        Fault::SupersedesOpen { .. } => notice.supersedes.as_ref().map(|supersedes| supersedes.span),
        Fault::Moved { .. }
        | Fault::BaseMoved { .. }
        | Fault::SchemeChanged { .. }
        | Fault::SurroundingAltered { .. }
        | Fault::WithdrawalUndone { .. } => None,
    };
    found.unwrap_or(notice.item.head)
}

fn part_span(notice: &Notice, part: Part) -> Option<Span> {
    let start = |span: Span| Span::at(span.start as usize);
    match part {
        Part::Title => Some(notice.title.span),
        Part::Kind => Some(notice.kind.span),
        Part::Number => notice.number.as_ref().map(|number| number.span),
        Part::Issuer => Some(notice.issuer.span),
        Part::Township => notice.townships.first().map(|township| township.span),
        Part::Village => notice.villages.first().map(|village| village.span),
        Part::Signed => notice.signed.as_ref().map(|signed| signed.span),
        Part::From | Part::Until | Part::Boards => notice.posting.as_ref().map(|posting| start(posting.span)),
        Part::Contact => notice.contact.as_ref().map(|contact| start(contact.span)),
        Part::Apply => notice.apply.as_ref().map(|apply| start(apply.span)),
        Part::Supervision => notice.supervision.first().map(|first| start(first.span)),
        Part::Progress => {
            let steps = notice.project.as_ref().map(|project| project.progress.iter());
            steps.into_iter().flatten().next().map(|first| start(first.span))
        }
        Part::Projects => notice.projects.as_ref().map(|projects| projects.span),
        Part::Project => notice.project.as_ref().map(|project| start(project.span)),
        Part::Attachments => notice.attachments.first().map(|first| start(first.span)),
        Part::Supersedes => notice.supersedes.as_ref().map(|supersedes| supersedes.span),
        Part::Body | Part::Files => Some(Span::at(notice.item.body.offset())),
        Part::Corrections => notice.corrections.first().map(|first| start(first.span)),
        Part::Withdrawn => notice.withdrawn.as_ref().map(|withdrawn| start(withdrawn.span)),
        Part::Objections => notice.objections.iter().flatten().next().map(|first| start(first.span)),
        Part::Filing => notice.filing.as_ref().map(|filing| start(filing.span)),
    }
}
