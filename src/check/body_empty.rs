//! `body-empty`: a notice says nothing below its fields.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::text;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let empty = facts.content.notices.iter().filter(|notice| notice.body_key().is_empty());
    let report = |notice: &crate::model::notice::Notice| {
        let message = text!("信息栏下面没有正文", "There is no text below the front matter");
        let hint = text!(
            "在最后一行 --- 下面写正文，至少一句，例如：现将……予以公示。",
            "Write the text below the last ---, one sentence at the least"
        );
        // where the text would begin
        let end = notice.item.body.whole_file()[..notice.item.body.offset()].trim_end().len();
        let fence = Span::new(end.saturating_sub(3), end);
        Diagnostic::new(Code::BodyEmpty, notice.item.file, fence, message).hint(hint)
    };
    empty.map(report).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn a_notice_has_a_text() {
        case(check).shows(expect![[r#"
            notices/a.md
            // 6:1 warning[body-empty]
            // 信息栏下面没有正文
            // ➜ 在最后一行 --- 下面写正文，至少一句，例如：现将……予以公示。
            // There is no text below the front matter
            // ➜ Write the text below the last ---, one sentence at the least
               number: 1
            pages/a.md
               title: 甲
        "#]]);
    }
}
