//! `posting-withdrawn-early`, as far as content tells: a notice that is withdrawn before its window has
//! ended names the reason and the authority that approved it.
//!
//! Source: the posting page of the design, the guard. What the publication log has to say is not judged here.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::notice::{Notice, Withdrawal};
use crate::source::Span;
use crate::text;

pub fn check(facts: &Facts) -> Vec<Diagnostic> {
    facts.content.notices.iter().filter_map(|notice| judge(facts, notice)).collect()
}

fn judge(facts: &Facts, notice: &Notice) -> Option<Diagnostic> {
    let withdrawal = notice.withdrawn.as_ref()?;
    let (lacks_zh, lacks_en, key, alias) = lacking(withdrawal)?;
    let on = withdrawal.on.as_ref()?.value;
    // the window needs counting only where something is missing
    let last = facts.last_day(notice).filter(|&last| on <= last)?;
    if notice.draft {
        return None;
    }
    let message = text!(
        "公示期到 {last} 24:00 才满，{on} 就撤销，却没有写{lacks_zh}",
        "The posting period runs until {last} at 24:00, but the notice is withdrawn on {on} without {lacks_en}"
    );
    let hint = text!(
        "在“撤销”下面加上 {alias}；没有批准就不能撤，删去“撤销”一栏",
        "Add {key} under `withdrawn`; without approval it must stay, so remove `withdrawn`"
    );
    let span = Span::at(withdrawal.span.start as usize);
    Some(Diagnostic::new(Code::PostingWithdrawnEarly, notice.item.file, span, message).hint(hint))
}

/// What a withdrawal lacks, in words, and the fields to add.
fn lacking(withdrawal: &Withdrawal) -> Option<(&'static str, &'static str, &'static str, &'static str)> {
    match (&withdrawal.reason, &withdrawal.authority) {
        (Some(_), Some(_)) => None,
        (Some(_), None) => Some(("批准单位", "an authority", "`authority: …`", "批准单位: ……")),
        (None, Some(_)) => Some(("原因", "a reason", "`reason: …`", "原因: ……")),
        (None, None) => Some((
            "原因和批准单位",
            "a reason and an authority",
            "`reason: …` and `authority: …`",
            "原因: …… 和 批准单位: ……",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{RULES_YAML, fault_texts, faults};

    fn notice(withdrawn: &str) -> String {
        format!(
            "---\ntitle: 一\nkind: project\nissuer: 二\nposting: {{from: 2026-11-02, until: 2026-11-16}}\nwithdrawn: {{{withdrawn}}}\n---\n"
        )
    }

    fn found(withdrawn: &str) -> usize {
        faults(&[RULES_YAML, ("notices/a.md", &notice(withdrawn))], "2026-11-10", check).len()
    }

    #[test]
    fn both_are_needed_until_the_window_has_ended() {
        assert_eq!(found("on: 2026-11-06"), 1);
        assert_eq!(found("on: 2026-11-16, reason: 选址调整"), 1);
        assert_eq!(found("on: 2026-11-06, authority: 县农业农村局"), 1);
        assert_eq!(found("on: 2026-11-06, reason: 选址调整, authority: 县农业农村局"), 0);
        assert_eq!(found("on: 2026-11-17"), 0);
    }

    #[test]
    fn a_kind_without_window_may_be_withdrawn_at_any_time() {
        let news = "---\ntitle: 一\nkind: news\nissuer: 二\nwithdrawn: {on: 2026-11-06}\n---\n";
        assert!(faults(&[RULES_YAML, ("notices/a.md", news)], "2026-11-10", check).is_empty());
    }

    #[test]
    fn what_is_missing_is_named() {
        let texts = fault_texts(
            &[RULES_YAML, ("notices/a.md", &notice("on: 2026-11-06, reason: 甲"))],
            "2026-11-10",
            check,
        );
        assert!(texts[0].contains("没有写批准单位") && texts[0].contains("Add `authority: …`"), "{texts:?}");
    }
}
