//! `placeholder-left`: an instruction of the template that nobody has replaced. A warning on a demonstration and in a
//! draft; else nothing is published with it.

use super::Facts;
use super::graded::graded;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::item::Item;
use crate::source::Span;
use crate::text;

/// How `new` marks what a clerk has still to write: 县某某局（改成发布单位全称）.
const PLACEHOLDER: &str = "（改成";

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let demo = facts.content.site.is_demo();
    let grade =
        |item, fault: Diagnostic| if demo { fault.warning() } else { graded(facts, Some(item), fault) };
    let of_item = |item| reports(item).map(move |fault| grade(item, fault)).collect::<Vec<_>>();
    facts.content.items().flat_map(of_item).collect()
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
    let is_named = move |at: usize| text[at + PLACEHOLDER.len()..].starts_with('…');
    let left = text.match_indices(PLACEHOLDER).filter(move |(at, _)| !is_code(*at) && !is_named(*at));
    left.map(move |(at, mark)| {
        let length = text[at..].find(['）', '\n']).unwrap_or(mark.len());
        let told = text[at + "（".len()..at + length].to_owned();
        let closing = if text[at + length..].starts_with('）') { '）'.len_utf8() } else { 0 };
        let message =
            text!("还没有填，模板在这里说：{told}", "Not filled in yet; the template says here: {told}");
        let hint = text!("换成真的内容，连括号一起删去", "Write what is asked and delete the brackets");
        let span = Span::new(at, at + length + closing);
        Diagnostic::new(Code::PlaceholderLeft, item.file, span, message).hint(hint)
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
