//! `placeholder-left`: a rule still cites what the starter put there for the county's own document.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::kind::Kind;
use crate::text;

/// What the starter's rules cite until somebody writes the document's name.
const PLACEHOLDER: &str = "本县规定";

/// Told once, at the first of them; a demonstration may keep them.
pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let site = &facts.content.site;
    if site.demo.as_ref().is_some_and(|demo| demo.value) {
        return Vec::new();
    }
    let left = |kind: &&Kind| kind.source.as_ref().is_some_and(|source| source.title == PLACEHOLDER);
    let kinds: Vec<&Kind> = facts.content.kinds.iter().filter(left).collect();
    let Some(first) = kinds.first() else { return Vec::new() };
    let names = kinds.iter().map(|kind| kind.name.as_str()).collect::<Vec<_>>().join("、");
    let message = text!(
        "这几类的依据还是样板里的《本县规定》：{names}",
        "These kinds still cite the starter's 《本县规定》: {names}"
    );
    let hint = text!(
        "换成本县文件的全名和文号，如 依据: {{名称: 某某县文明家庭评选办法, 文号: 某文〔2026〕1号}}；它会印在公告和公示证明上",
        "Write the document's full name and number: they are printed on notices and certificates"
    );
    vec![Diagnostic::new(Code::PlaceholderLeft, first.file, first.span, message).hint(hint).warning()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    const RULES: &str = "honour: {name: 荣誉公示, posting: {min: 5}, source: {title: 本县规定}}\npoints: {name: 积分公示, posting: {min: 3}, source: {title: 本县规定}}\n";

    #[test]
    fn a_real_site_names_the_countys_own_document() {
        case(check).shows(expect![[r#"
            rules.yaml
               honour: {name: 荣誉公示, posting: {min: 5}, source: {title: 本县规定}}
            // ^^^^^^ warning[placeholder-left]
            // 这几类的依据还是样板里的《本县规定》：荣誉公示、积分公示
            // ➜ 换成本县文件的全名和文号，如 依据: {名称: 某某县文明家庭评选办法, 文号: 某文〔2026〕1号}；它会印在公告和公示证明上
            // These kinds still cite the starter's 《本县规定》: 荣誉公示、积分公示
            // ➜ Write the document's full name and number: they are printed on notices and certificates
               points: {name: 积分公示, posting: {min: 3}, source: {title: 本县规定}}
               project: {name: 项目公示, posting: {min: 10}, source: {title: 某县意见}}
        "#]]);
        case(check).with([("rules.yaml", RULES)]).shows(expect![[r#"
            site.yaml
               demo: true
        "#]]);
    }
}
