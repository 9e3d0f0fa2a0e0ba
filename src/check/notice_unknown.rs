//! `notice-unknown`: whoever names a notice by id must name one that exists.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::content::Content;
use crate::model::facets::{Facet, Thing};
use crate::source::{SourceId, Spanned};
use crate::text;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let (content, mut found) = (facts.content, Vec::new());
    let is_known = |id: &String| content.notice(id).is_some() || content.broken.contains(id);
    content.facets(&mut |file, _, facet| {
        if let Facet::Named(Thing::Notice, id) = facet
            && !is_known(&id.value)
        {
            found.push(report(content, file, id));
        }
    });
    found
}

fn report(content: &Content, file: SourceId, id: &Spanned<String>) -> Diagnostic {
    let written = &id.value;
    let message = text!("没有编号为“{written}”的公告", "There is no notice `{written}`");
    let tail = written.rsplit('/').next().unwrap_or(written);
    let ids = || content.notices.iter().map(|notice| &notice.item.id);
    let same_name = ids().find(|known| known.ends_with(&format!("/{tail}")));
    let near = same_name.or_else(|| ids().find(|known| is_slip(known, written)));
    let hint = match near {
        Some(near) => text!("是不是想写“{near}”？", "Did you mean `{near}`?"),
        None => text!(
            "写公告文件在 content/ 下的路径，去掉 .md，例如 notices/2026/shangcun-road",
            "Write the notice's path under content/ without .md, such as notices/2026/shangcun-road"
        ),
    };
    Diagnostic::new(Code::NoticeUnknown, file, id.span, message).hint(hint)
}

/// Whether one of the two is the other with a letter or two wrong.
fn is_slip(known: &str, written: &str) -> bool {
    known.len().abs_diff(written.len()) <= 6
        && known.len() < 200
        && strsim::damerau_levenshtein(known, written) <= 2.min(known.len() / 12)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{RULES_YAML, case};
    use expect_test::expect;

    #[test]
    fn a_superseded_notice_must_exist() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/a.md
               supersedes: notices/b
            //             ^^^^^^^^^ error[notice-unknown]
            // 没有编号为“notices/b”的公告
            // ➜ 写公告文件在 content/ 下的路径，去掉 .md，例如 notices/2026/shangcun-road
            // There is no notice `notices/b`
            // ➜ Write the notice's path under content/ without .md, such as notices/2026/shangcun-road
            notices/itself.md
               supersedes: notices/itself
        "#]]);
    }

    #[test]
    fn an_honour_or_a_batch_names_a_notice_that_exists() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            honours/h.md
               level: county
               notice: notices/x
            //         ^^^^^^^^^ error[notice-unknown]
            // 没有编号为“notices/x”的公告
            // ➜ 写公告文件在 content/ 下的路径，去掉 .md，例如 notices/2026/shangcun-road
            // There is no notice `notices/x`
            // ➜ Write the notice's path under content/ without .md, such as notices/2026/shangcun-road
            points/v/b.yaml
               notice: notices/x
            //         ^^^^^^^^^ error[notice-unknown]
               entries: []
        "#]]);
    }
}
