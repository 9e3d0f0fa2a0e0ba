//! What calls for something says until when (`field-missing`), and that is not before it was signed or went up
//! (`date-invalid`).

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::notice::Notice;
use crate::text;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let notices = facts.content.notices.iter();
    notices.flat_map(|notice| [missing(facts, notice), over(notice)]).flatten().collect()
}

fn missing(facts: &Facts, notice: &Notice) -> Option<Diagnostic> {
    let kind = facts.kind(notice).filter(|kind| kind.apply && notice.apply.is_none())?;
    if notice.item.is_unread(&["apply"]) {
        return None;
    }
    let name = &kind.name;
    let message =
        text!("{name}要写报名截止时间", "A notice of the kind {name} says until when one can apply");
    let hint = text!(
        "加上：报名: {{截止: 2026-11-30 17:00, 方式: 到村委会填表, 电话: 0999-0001234, 名额: 2}}",
        "Add: apply: {{until: 2026-11-30 17:00, how: …, phone: 0999-0001234, vacancies: 2}}"
    );
    Some(Diagnostic::new(Code::FieldMissing, notice.item.file, notice.item.head, message).hint(hint))
}

fn over(notice: &Notice) -> Option<Diagnostic> {
    let (written, until) = (notice.apply.as_ref()?.until.as_ref()?, notice.apply_until()?);
    let signed = notice.signed.as_ref().map(|signed| signed.value);
    let begins = notice.declared_from().into_iter().chain(signed).max().filter(|&begins| until < begins)?;
    let message = text!(
        "报名截止 {until} 早于公告的日期 {begins}",
        "One can apply until {until}, before the notice of {begins}"
    );
    let hint = text!("截止写 {begins} 以后的时间", "Write `until` with a later day than {begins}");
    Some(Diagnostic::new(Code::DateInvalid, notice.item.file, written.span, message).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn a_call_says_until_when() {
        let rules = ("rules.yaml", "call: {name: 征集报名, apply: true}\nnews: {name: 动态}\n");
        case(check).with([rules]).shows(expect![[r#"
            notices/open.md
            // 1:1 error[field-missing]
            // 征集报名要写报名截止时间
            // ➜ 加上：报名: {截止: 2026-11-30 17:00, 方式: 到村委会填表, 电话: 0999-0001234, 名额: 2}
            // A notice of the kind 征集报名 says until when one can apply
            // ➜ Add: apply: {until: 2026-11-30 17:00, how: …, phone: 0999-0001234, vacancies: 2}
               kind: call
            notices/over.md
               kind: 征集报名
               signed: 2026-11-10
               报名: {截止: 2026-11-09}
            //              ^^^^^^^^^^ error[date-invalid]
            // 报名截止 2026-11-09 早于公告的日期 2026-11-10
            // ➜ 截止写 2026-11-10 以后的时间
            // One can apply until 2026-11-09, before the notice of 2026-11-10
            // ➜ Write `until` with a later day than 2026-11-10
            notices/right.md
               kind: call
               signed: 2026-11-10
               apply: {until: 2026-11-10 17:00, vacancies: 2}
            notices/news.md
               kind: news
        "#]]);
    }
}
