//! `posting-withdrawn-early`, as far as content tells: a notice that is withdrawn before its window has
//! ended names the reason and the authority that approved it.
//!
//! Source: the posting page of the design, the guard. What the publication log has to say is not judged here.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::notice::{Notice, Withdrawal};
use crate::source::Span;
use crate::text;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
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
    use crate::check::testing::{RULES_YAML, case};
    use expect_test::expect;

    #[test]
    fn reason_and_authority_are_needed_until_the_window_has_ended() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/neither.md
               kind: project
               posting: {from: 2026-11-02, until: 2026-11-16}
               withdrawn: {on: 2026-11-06}
            //            ^ error[posting-withdrawn-early]
            // 公示期到 2026-11-16 24:00 才满，2026-11-06 就撤销，却没有写原因和批准单位
            // ➜ 在“撤销”下面加上 原因: …… 和 批准单位: ……；没有批准就不能撤，删去“撤销”一栏
            // The posting period runs until 2026-11-16 at 24:00, but the notice is withdrawn on 2026-11-06 without a reason and an authority
            // ➜ Add `reason: …` and `authority: …` under `withdrawn`; without approval it must stay, so remove `withdrawn`
            notices/no-authority.md
               kind: project
               posting: {from: 2026-11-02, until: 2026-11-16}
               withdrawn: {on: 2026-11-16, reason: 选址调整}
            //            ^ error[posting-withdrawn-early]
            // 公示期到 2026-11-16 24:00 才满，2026-11-16 就撤销，却没有写批准单位
            // ➜ 在“撤销”下面加上 批准单位: ……；没有批准就不能撤，删去“撤销”一栏
            notices/no-reason.md
               kind: project
               posting: {from: 2026-11-02, until: 2026-11-16}
               withdrawn: {on: 2026-11-06, authority: 县农业农村局}
            //            ^ error[posting-withdrawn-early]
            // 公示期到 2026-11-16 24:00 才满，2026-11-06 就撤销，却没有写原因
            // ➜ 在“撤销”下面加上 原因: ……；没有批准就不能撤，删去“撤销”一栏
            notices/both.md
               kind: project
               posting: {from: 2026-11-02, until: 2026-11-16}
               withdrawn: {on: 2026-11-06, reason: 选址调整, authority: 县农业农村局}
            notices/after.md
               kind: project
               posting: {from: 2026-11-02, until: 2026-11-16}
               withdrawn: {on: 2026-11-17}
        "#]]);
    }

    #[test]
    fn a_kind_without_window_may_be_withdrawn_at_any_time() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/a.md
               withdrawn: {on: 2026-11-06}
        "#]]);
    }
}
