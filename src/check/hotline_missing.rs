//! `hotline-missing`: a site with notices names a supervision hotline (监督电话). `setting-missing`: what
//! the footer of a government site must show.
//!
//! Source: the government site conventions on the site page of the design.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::text;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let site = &facts.content.site;
    if site.name.value.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    if site.hotlines.is_empty() {
        let message = text!("没有写监督电话，群众无处反映", "No supervision hotline is set");
        let hint = text!(
            "加上：监督电话: [{{名称: 县农业农村局, 电话: 0999-0001234}}]",
            "Add: hotlines: [{{name: …, phone: 0999-0001234}}]"
        );
        found.push(Diagnostic::new(Code::HotlineMissing, site.file, Span::default(), message).hint(hint));
    }
    let settings = [
        ("host", "主办单位", site.host.is_some()),
        ("operator", "承办单位", site.operator.is_some()),
        ("id_code", "网站标识码", site.id_code.is_some()),
        ("icp", "ICP备案", site.icp.is_some()),
        ("police", "公安备案", site.police.is_some()),
        ("contact", "联系方式", site.contact.is_some()),
    ];
    let missing: Vec<_> = settings.into_iter().filter(|setting| !setting.2).collect();
    if !missing.is_empty() {
        let aliases = missing.iter().map(|setting| setting.1).collect::<Vec<_>>().join("、");
        let keys = missing.iter().map(|setting| setting.0).collect::<Vec<_>>().join(", ");
        let message = text!(
            "站点设置里还没有：{aliases}；政府网站页脚要有",
            "Settings that government sites must show in the footer are missing: {keys}"
        );
        let (alias, key) = (missing[0].1, missing[0].0);
        let hint = text!(
            "在 content/site.yaml 里每项加一行，如 {alias}: ……",
            "Add a line for each to content/site.yaml, such as {key}: …"
        );
        found.push(Diagnostic::new(Code::SettingMissing, site.file, Span::default(), message).hint(hint));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn each_missing_setting_is_said() {
        case(check).shows(expect![[r#"
            site.yaml
            // 1:1 error[hotline-missing]
            // 没有写监督电话，群众无处反映
            // ➜ 加上：监督电话: [{名称: 县农业农村局, 电话: 0999-0001234}]
            // No supervision hotline is set
            // ➜ Add: hotlines: [{name: …, phone: 0999-0001234}]
            // 1:1 warning[setting-missing]
            // 站点设置里还没有：联系方式；政府网站页脚要有
            // ➜ 在 content/site.yaml 里每项加一行，如 联系方式: ……
            // Settings that government sites must show in the footer are missing: contact
            // ➜ Add a line for each to content/site.yaml, such as contact: …
               host: 一
               operator: 二
               id_code: 3
               icp: 四
               police: 五
        "#]]);
    }
}
