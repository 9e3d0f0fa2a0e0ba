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
    // names of a demonstration are invented
    let all = |item| reports(item).chain(nobodies(item).filter(move |_| !demo));
    let of_item = |item| all(item).map(move |fault| grade(item, fault)).collect::<Vec<_>>();
    facts.content.items().flat_map(of_item).collect()
}

/// Somebody or other, who is nobody.
const NOBODY: &str = "某某";
/// What follows the word where it is no person whose name is kept back: 某某县, 某某镇.
const OFFICES: [&str; 10] = ["县", "镇", "乡", "村", "局", "办", "街道", "单位", "公司", "项目"];

/// The word in fields where nobody's name is kept back.
fn nobodies(item: &Item) -> impl Iterator<Item = Diagnostic> {
    let fields = item.body.whole_file().get(..item.body.offset()).unwrap_or_default();
    let left = fields
        .match_indices(NOBODY)
        .filter(|(at, _)| is_nobody(&fields[..*at], &fields[at + NOBODY.len()..]));
    left.map(|(at, word)| {
        let message = text!("“某某”不是真的名字", "`某某` stands for a name that was never written");
        let hint = text!("换成真的名称、姓名", "Write the real name");
        Diagnostic::new(Code::PlaceholderLeft, item.file, Span::new(at, at + word.len()), message).hint(hint)
    })
}

/// Whether the word between two texts begins a value, and is all of it or names an office or a place. 房某某 is somebody
/// whose name is kept back; what stands behind `#` is a remark, and （改成……） is told by itself.
fn is_nobody(before: &str, after: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let rest = after.lines().next().unwrap_or_default();
    let opens = line.trim_end_matches([' ', '"', '\'']).ends_with([':', '[', ',', '{', '-', '县']);
    let value = rest.split([',', '}', ']', '#']).next().unwrap_or_default();
    let closes = value.trim_matches([' ', '"', '\'']).is_empty();
    let office = OFFICES.iter().any(|office| rest.starts_with(office));
    opens && (closes || office) && !line.contains('#') && !rest.contains(PLACEHOLDER)
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
