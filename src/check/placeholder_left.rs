//! `placeholder-left`: an instruction of the template that nobody has replaced. A warning on a demonstration and in a
//! draft; else nothing is published with it.
//!
//! A value that is 某某 and nothing else is a remark: who is meant may be withheld with good reason, and boards that
//! stand have it.

use super::Facts;
use super::graded::graded;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::facets::Facet;
use crate::model::item::Item;
use crate::model::placeholder::{MARK, is_bare};
use crate::source::{SourceId, Span, Spanned};
use crate::text;
use memchr::memmem;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let demo = facts.content.site.is_demo();
    let grade = |item, fault: Diagnostic| if demo { fault.warning() } else { graded(facts, item, fault) };
    let of_item = |item| reports(item).map(move |fault| grade(Some(item), fault)).collect::<Vec<_>>();
    let mut found: Vec<Diagnostic> = facts.content.items().flat_map(of_item).collect();
    facts.content.facets(&mut |file, item, facet| {
        let (Facet::Words(text, _) | Facet::Phone(text)) = facet else { return };
        // an entry's own file was gone through as a whole
        if item.is_none_or(|item| item.file != file)
            && let Some(at) = text.value.find(MARK)
        {
            found.push(grade(item, report(file, text.span, instruction(&text.value, at))));
        } else if item.is_some() && is_bare(&text.value) {
            found.push(bare(file, text));
        }
    });
    found
}

/// What the template says at a mark.
fn instruction(text: &str, at: usize) -> &str {
    let told = &text[at + "（".len()..];
    &told[..told.find(['）', '\n']).unwrap_or(told.len())]
}

fn report(file: SourceId, span: Span, told: &str) -> Diagnostic {
    let message =
        text!("还没有填，模板在这里说：{told}", "Not filled in yet; the template says here: {told}");
    let hint = text!("换成真的内容，连括号一起删去", "Write what is asked and delete the brackets");
    Diagnostic::new(Code::PlaceholderLeft, file, span, message).hint(hint)
}

fn bare(file: SourceId, written: &Spanned<String>) -> Diagnostic {
    let said = &written.value;
    let message = text!("只写了“{said}”，看的人不知道是谁、是什么", "`{said}` alone tells readers nothing");
    let hint = text!(
        "写上真的；姓名不便公开的，写职务，如 镇项目办主任，或者留下姓，如 顾某某",
        "Write who or what it is; where a name is withheld, an office, or the family name: 顾某某"
    );
    Diagnostic::new(Code::PlaceholderLeft, file, written.span, message).hint(hint).warning()
}

fn reports(item: &Item) -> impl Iterator<Item = Diagnostic> {
    let text = item.body.whole_file();
    // what stands between fences of code is shown, not meant; marks and fences both come in order
    let (mut fences, mut within) = (text.match_indices("\n```").peekable(), false);
    let mut is_code = move |at: usize| {
        while fences.next_if(|(fence, _)| *fence < at).is_some() {
            within = !within;
        }
        within
    };
    // （改成……） speaks of the mark itself
    let is_named = move |at: usize| text[at + MARK.len()..].starts_with('…');
    let left = memmem::find_iter(text.as_bytes(), MARK).filter(move |at| !is_code(*at) && !is_named(*at));
    left.map(move |at| {
        let told = instruction(text, at);
        let end = at + "（".len() + told.len();
        let closing = if text[end..].starts_with('）') { '）'.len_utf8() } else { 0 };
        report(item.file, Span::new(at, end + closing), told)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn a_draft_may_still_have_them() {
        case(check).shows(expect![[r#"
            notices/a.md
               issuer: 县某某局（改成发布单位全称）
            //                 ^^^^^^^^^^^^^^^^^^^^ error[placeholder-left]
            // 还没有填，模板在这里说：改成发布单位全称
            // ➜ 换成真的内容，连括号一起删去
            // Not filled in yet; the template says here: 改成发布单位全称
            // ➜ Write what is asked and delete the brackets
            notices/b.md
               draft: true
               issuer: 县某某局（改成发布单位全称）
            //                 ^^^^^^^^^^^^^^^^^^^^ warning[placeholder-left]
        "#]]);
    }

    #[test]
    fn a_batch_is_asked_for_what_its_template_asks_and_a_name_that_is_none_is_a_remark() {
        case(check).shows(expect![[r#"
            points/甲村/一.yaml
               batch: 一
               village: 甲村
               meeting: 2026-11-02
               reviewers: [（改成第一位）, 顾国林]
            //             ^^^^^^^^^^^^^^ error[placeholder-left]
            // 还没有填，模板在这里说：改成第一位
            // ➜ 换成真的内容，连括号一起删去
            // Not filled in yet; the template says here: 改成第一位
            // ➜ Write what is asked and delete the brackets
               entries: []
            notices/a.md
               contact: {name: 某某, phone: （改成电话）}
            //                 ^^^^ warning[placeholder-left]
            // 只写了“某某”，看的人不知道是谁、是什么
            // ➜ 写上真的；姓名不便公开的，写职务，如 镇项目办主任，或者留下姓，如 顾某某
            //                              ^^^^^^^^^^^^ error[placeholder-left]
            // 还没有填，模板在这里说：改成电话
            // ➜ 换成真的内容，连括号一起删去
               township: 甲镇
        "#]]);
    }

    #[test]
    fn what_is_shown_as_code_is_not_meant() {
        case(check).shows(expect![[r#"
            pages/a.md
               ---
               title: 甲
               ---
               ```
               （改成单位）
               ```
               （改成电话）
            // ^^^^^^^^^^^^ error[placeholder-left]
            // 还没有填，模板在这里说：改成电话
            // ➜ 换成真的内容，连括号一起删去
            // Not filled in yet; the template says here: 改成电话
            // ➜ Write what is asked and delete the brackets
               ```
               （改成地点）
               ```
               （改成日期）
            // ^^^^^^^^^^^^ error[placeholder-left]
            // 还没有填，模板在这里说：改成日期
            // ➜ 换成真的内容，连括号一起删去
        "#]]);
    }
}
