//! `demo-content`: the site is marked as a demonstration, which `publish` refuses. Said once.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::text;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let site = &facts.content.site;
    let Some(demo) = site.demo.as_ref().filter(|demo| demo.value) else { return Vec::new() };
    let message =
        text!("这是演示站点，不能正式发布", "This is a demonstration site and will not be published");
    let hint = match site.today {
        Some(_) => text!(
            "内容都换成真的以后，改成“演示: false”，并删去“今日”",
            "Once all content is real, write `demo: false` and remove `today`"
        ),
        None => {
            text!("内容都换成真的以后，改成“演示: false”", "Once all content is real, write `demo: false`")
        }
    };
    vec![Diagnostic::new(Code::DemoContent, site.file, demo.span, message).hint(hint)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn a_demonstration_is_said_once() {
        case(check).shows(expect![[r#"
            site.yaml
               demo: true
            //       ^^^^ warning[demo-content]
            // 这是演示站点，不能正式发布
            // ➜ 内容都换成真的以后，改成“演示: false”，并删去“今日”
            // This is a demonstration site and will not be published
            // ➜ Once all content is real, write `demo: false` and remove `today`
               today: 2026-11-10
        "#]]);
        case(check).shows(expect![[r#"
            site.yaml
               demo: false
        "#]]);
        case(check).shows(expect![[r#"
            site.yaml
               host: 一
        "#]]);
    }
}
