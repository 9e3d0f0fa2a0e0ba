//! Settings that have a form of their own: the base URL and the time zone (`field-type`).

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::text;
use jiff::tz::TimeZone;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let site = &facts.content.site;
    let mut found = Vec::new();
    let address = &site.base_url;
    if !address.value.is_empty() && !is_web_address(&address.value) {
        let sign = address.value.chars().find(|c| SIGNS.contains(c));
        let (message, hint) = match sign.filter(|_| address.value.contains("://")) {
            Some(sign) => (
                text!("网址里不能有“{sign}”", "The base URL must not hold `{sign}`"),
                text!(
                    "删去它；只写到文件夹，如 https://gongshi.example/a/",
                    "Remove it, as in https://gongshi.example/a/"
                ),
            ),
            None => (
                text!(
                    "网址要以 https:// 或 http:// 开头",
                    "The base URL must start with https:// or http://"
                ),
                text!(
                    "例如：网址: https://gongshi.example",
                    "For example: base_url: https://gongshi.example"
                ),
            ),
        };
        found.push(Diagnostic::new(Code::FieldType, site.file, address.span, message).hint(hint));
    }
    if TimeZone::get(&site.time_zone).is_err() {
        let zone = &site.time_zone.value;
        let message = text!("没有“{zone}”这个时区", "There is no time zone `{zone}`");
        let hint = text!("写 Asia/Shanghai，或者不写这一项", "Write Asia/Shanghai, or leave it out");
        found.push(Diagnostic::new(Code::FieldType, site.file, site.time_zone.span, message).hint(hint));
    }
    found
}

/// What the address of a folder does not hold.
const SIGNS: [char; 7] = ['?', '#', '"', '<', '>', ' ', '\\'];

fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !rest.contains(SIGNS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn addresses_and_zones_have_a_form() {
        case(check).shows(expect![[r#"
            site.yaml
               base_url: https://a.example/b
               time_zone: Asia/Shanghai
        "#]]);
        case(check).shows(expect![[r#"
            site.yaml
               base_url: a.example
            //           ^^^^^^^^^ error[field-type]
            // 网址要以 https:// 或 http:// 开头
            // ➜ 例如：网址: https://gongshi.example
            // The base URL must start with https:// or http://
            // ➜ For example: base_url: https://gongshi.example
               time_zone: Mars/Olympus
            //            ^^^^^^^^^^^^ error[field-type]
            // 没有“Mars/Olympus”这个时区
            // ➜ 写 Asia/Shanghai，或者不写这一项
        "#]]);
    }
}
