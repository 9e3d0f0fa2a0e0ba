//! `posting-vanished`, `posting-moved`, `posting-altered`, `posting-withdrawn-early`, `posting-backdated`:
//! what the publication log says is posted must stay up as it is. The comparison itself is
//! [`crate::model::guard`]; `publish` uses the same words.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Severity, Text};
use crate::model::candidate::candidates;
use crate::model::guard::{Fault, Finding, Situation, judge};
use crate::model::notice::{Notice, PostingEnd};
use crate::model::part::Part;
use crate::source::{SourceId, Span};
use crate::text;
use jiff::civil::Date;

/// Before the first publication, and over a broken log, there is nothing to hold the content to.
pub fn check(facts: &Facts) -> Vec<Diagnostic> {
    if facts.log.is_empty() || !facts.log.faults().is_empty() {
        return Vec::new();
    }
    let content = facts.content;
    let situation =
        Situation { today: facts.today(), calendar: &content.calendar, demo: content.site.is_demo() };
    let judgement = judge(facts.log, &candidates(content, facts.log, facts.today()), situation);
    let unsaid = |finding: &&Finding| !said_by_content(facts, finding);
    judgement.findings.iter().filter(unsaid).map(|finding| diagnose(facts, finding)).collect()
}

/// `withdrawn_early` already names what a withdrawal lacks; what is left here are days that are ahead.
fn said_by_content(facts: &Facts, finding: &Finding) -> bool {
    let withdrawn = facts.content.notice(&finding.id).and_then(|notice| notice.withdrawn.as_ref());
    finding.fault == Fault::WithdrawalIncomplete
        && withdrawn.is_some_and(|withdrawn| {
            (withdrawn.reason.is_none() || withdrawn.authority.is_none())
                && withdrawn.on.as_ref().is_some_and(|on| on.value <= facts.today())
        })
}

/// One finding in words, at its place.
pub fn diagnose(facts: &Facts, finding: &Finding) -> Diagnostic {
    let (code, message, hint) = words(&finding.id, &finding.fault);
    let (file, span) = place(facts, finding);
    let mut diagnostic = Diagnostic::new(code, file, span, message).hint(hint);
    diagnostic.severity = if finding.refused { Severity::Error } else { Severity::Warning };
    let kind = facts.content.notice(&finding.id).and_then(|n| facts.content.kinds.find(&n.kind.value));
    diagnostic.source = kind.and_then(|kind| kind.source.as_ref()).map(Text::same);
    diagnostic
}

fn words(id: &str, fault: &Fault) -> (Code, Text, Text) {
    match fault {
        Fault::Vanished { until } => vanished(id, *until),
        Fault::Moved { from, to, until } => moved(from, to, *until),
        Fault::Altered { parts, new_until } => altered(parts, *new_until),
        Fault::CorrectionAltered => (
            Code::PostingAltered,
            text!(
                "公示期内改动或删去了已经公布的更正",
                "A correction that the public has seen was changed or removed"
            ),
            text!("恢复原来的更正，另加一条新的更正说明", "Restore it, and add a further correction"),
        ),
        Fault::ObjectionAltered => (
            Code::PostingAltered,
            text!(
                "公示期内改动或删去了已经公布的异议或处理结果",
                "A published objection or its outcome was changed or removed"
            ),
            text!(
                "恢复原来的记载；异议只能增加，处理结果写上就不能改",
                "Restore it: objections are only added, and an outcome stays as written"
            ),
        ),
        Fault::CorrectionMisdated { on } => (
            Code::PostingBackdated,
            text!(
                "更正日期{on}不对：早于张榜，或者还没到",
                "The correction's date {on} is before the posting, or ahead"
            ),
            text!("写实际更正的日期", "Write the day of the correction"),
        ),
        Fault::Shortened { until, .. } => (
            Code::PostingWithdrawnEarly,
            text!(
                "公示期被缩短：已经公布公示到{until}",
                "The posting period was shortened: it is announced until {until}"
            ),
            text!("截止日改回{until}或更晚", "Set `until` back to {until} or later"),
        ),
        Fault::WithdrawalIncomplete => (
            Code::PostingWithdrawnEarly,
            text!(
                "公示期内撤销要写明原因和批准单位，日期不能在今天之后",
                "A withdrawal within the posting period needs a reason and an authority, and no date ahead"
            ),
            text!(
                "撤销: {{日期: 今天, 原因: …, 批准单位: …}}",
                "withdrawn: {{on: today, reason: …, authority: …}}"
            ),
        ),
        Fault::WithdrawalUndone { new_until } => (
            Code::PostingAltered,
            text!(
                "撤销的公告又恢复了，却没有重新公示",
                "The withdrawal was taken back, and no new posting period begun"
            ),
            text!(
                "恢复“撤销”一栏；要重新公示，截止日至少写到{new_until}",
                "Restore `withdrawn`; to post it anew, set `until` to {new_until} or later"
            ),
        ),
        Fault::Reopened { new_until } => (
            Code::PostingAltered,
            text!("公示期已经满了，不能接着延长", "The posting period has ended and cannot go on"),
            text!(
                "改回原来的截止日；要重新公示，截止日至少写到{new_until}",
                "Set `until` back; to post it anew, set it to {new_until} or later"
            ),
        ),
        Fault::Backdated { declared, seen, new_until } => backdated(*declared, *seen, *new_until),
        Fault::AlteredAfterEnd { parts, new_until } => altered_after_end(parts, *new_until),
    }
}

fn vanished(id: &str, until: Option<Date>) -> (Code, Text, Text) {
    let message = match until {
        Some(until) => text!(
            "公告“{id}”不见了，它要公示到{until}",
            "The notice `{id}` is gone; it is posted until {until}"
        ),
        None => text!("公告“{id}”不见了", "The notice `{id}` is gone"),
    };
    let hint = text!(
        "恢复 content/{id}.md（不能删除、改成草稿，也不能把起始日改到以后）；确需撤下，写“撤销”一栏，页面保留",
        "Restore content/{id}.md (it cannot be deleted, made a draft or moved ahead); to take it down lawfully, add `withdrawn`: the page stays"
    );
    (Code::PostingVanished, message, hint)
}

fn moved(from: &str, to: &str, until: Option<Date>) -> (Code, Text, Text) {
    let message = match until {
        Some(until) => text!(
            "公示期到{until}，网址却从 {from} 变成了 {to}",
            "Posted until {until}, yet its address changed from {from} to {to}"
        ),
        None => text!("网址从 {from} 变成了 {to}", "The address changed from {from} to {to}"),
    };
    let hint = text!(
        "把文件名（或站点网址）改回原样，网址公布后不再变",
        "Restore the file's name (or base_url): a published address does not change"
    );
    (Code::PostingMoved, message, hint)
}

fn altered(parts: &[Part], new_until: Option<Date>) -> (Code, Text, Text) {
    let (zh, en) = names(parts);
    let message = text!("公示期内改动了{zh}", "Changed while it is posted: {en}");
    let hint = match new_until {
        Some(until) => text!(
            "这是重要事项：改回原样，或者重新公示，截止日至少写到{until}",
            "This is material: restore it, or post it anew with `until` no earlier than {until}"
        ),
        None => text!(
            "改回原样，或者加一条更正：更正: [{{日期: …, 内容: …, 原因: …}}]",
            "Restore it, or add a correction: corrections: [{{on: …, what: …, reason: …}}]"
        ),
    };
    (Code::PostingAltered, message, hint)
}

fn altered_after_end(parts: &[Part], new_until: Date) -> (Code, Text, Text) {
    let (zh, en) = names(parts);
    (
        Code::PostingAltered,
        text!("公示期满后改动了重要事项：{zh}", "Changed after the posting period: {en}, which is material"),
        text!(
            "张榜记录会记下这次改动；需要重新公示的，截止日至少写到{new_until}",
            "The log will record it; if it must be posted anew, set `until` to {new_until} or later"
        ),
    )
}

fn backdated(declared: Date, seen: Date, new_until: Option<Date>) -> (Code, Text, Text) {
    let message = text!(
        "公示起始日{declared}早于实际张榜日{seen}",
        "The posting period claims to begin on {declared}, but the notice went up on {seen}"
    );
    let hint = match new_until {
        Some(until) => text!(
            "起始日改成{seen}，截止日至少写到{until}",
            "Set `from` to {seen} and `until` to {until} or later"
        ),
        None => text!("起始日改回{seen}或更晚", "Set `from` back to {seen} or later"),
    };
    (Code::PostingBackdated, message, hint)
}

fn names(parts: &[Part]) -> (String, String) {
    let zh: Vec<&str> = parts.iter().map(|part| part.name_zh()).collect();
    let en: Vec<&str> = parts.iter().map(|part| part.key()).collect();
    (zh.join("、"), en.join(", "))
}

/// In the notice's file where there is one, otherwise at the log's last line about it.
fn place(facts: &Facts, finding: &Finding) -> (SourceId, Span) {
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
            posting.and_then(|posting| posting.end.as_ref()).map(end)
        }
        Fault::WithdrawalIncomplete => notice.withdrawn.as_ref().map(|w| Span::at(w.span.start as usize)),
        Fault::CorrectionMisdated { on } => notice
            .corrections
            .iter()
            .filter_map(|correction| correction.on.as_ref())
            .find(|date| date.value == *on)
            .map(|date| date.span),
        Fault::ObjectionAltered => {
            notice.objections.as_ref().and_then(|list| Some(Span::at(list.first()?.span.start as usize)))
        }
        Fault::CorrectionAltered => {
            notice.corrections.first().map(|first| Span::at(first.span.start as usize))
        }
        Fault::Altered { parts, .. } | Fault::AlteredAfterEnd { parts, .. } => {
            parts.iter().find_map(|&part| part_span(notice, part))
        }
        Fault::Moved { .. } | Fault::WithdrawalUndone { .. } => None,
    };
    found.unwrap_or(notice.item.head)
}

fn end(end: &PostingEnd) -> Span {
    match end {
        PostingEnd::Until(until) => until.span,
        PostingEnd::Days(days) => days.span,
    }
}

fn part_span(notice: &Notice, part: Part) -> Option<Span> {
    let start = |span: Span| Span::at(span.start as usize);
    match part {
        Part::Title => Some(notice.title.span),
        Part::Kind => Some(notice.kind.span),
        Part::Number => notice.number.as_ref().map(|number| number.span),
        Part::Issuer => Some(notice.issuer.span),
        Part::Township => notice.township.as_ref().map(|township| township.span),
        Part::Village => notice.village.as_ref().map(|village| village.span),
        Part::Signed => notice.signed.as_ref().map(|signed| signed.span),
        Part::From | Part::Until | Part::Boards => notice.posting.as_ref().map(|posting| start(posting.span)),
        Part::Contact => notice.contact.as_ref().map(|contact| start(contact.span)),
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

#[cfg(test)]
mod tests;
