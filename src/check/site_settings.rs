//! Settings that have a form of their own: the base URL and the time zone (`field-type`).

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceId, Span, Spanned};
use crate::text;
use jiff::tz::TimeZone;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let site = &facts.content.site;
    if site.file == SourceId::NOWHERE {
        return vec![no_settings()];
    }
    let mut found = Vec::new();
    let address = &site.base_url;
    if !address.value.is_empty() && !is_web_address(&address.value) {
        found.push(no_address(site.file, address));
    }
    if TimeZone::get(&site.time_zone).is_err() {
        let zone = &site.time_zone.value;
        let message = text!("没有“{zone}”这个时区", "There is no time zone `{zone}`");
        let hint = text!("写 Asia/Shanghai，或者不写这一项", "Write Asia/Shanghai, or leave it out");
        found.push(Diagnostic::new(Code::FieldType, site.file, site.time_zone.span, message).hint(hint));
    }
    found
}

/// A site without a name and an address must not go up.
fn no_settings() -> Diagnostic {
    let message = text!("没有 content/site.yaml，网站没有名称和网址", "There is no content/site.yaml");
    let hint = text!(
        "在一个新文件夹里运行 zhangbang init，把那里的 content/site.yaml 复制过来，填上您县里的",
        "Run zhangbang init in a new folder, copy its content/site.yaml and fill it in"
    );
    Diagnostic::new(Code::FieldMissing, SourceId::NOWHERE, Span::default(), message).hint(hint)
}

fn no_address(file: SourceId, address: &Spanned<String>) -> Diagnostic {
    let sign = address.value.chars().find(|c| SIGNS.contains(c)).filter(|_| address.value.contains("://"));
    let (message, hint) = match sign {
        Some(' ') => (
            text!("网址里不能有空格", "The base URL must not hold a space"),
            text!("把空格删去", "Remove the space"),
        ),
        Some(sign) => (
            text!("网址里不能有“{sign}”", "The base URL must not hold `{sign}`"),
            text!("删去它和后面的，只写到文件夹", "Remove it and what follows: write a folder's address"),
        ),
        None if !address.value.is_ascii() && address.value.contains("://") => (
            text!("这个域名写得不对，查不到这样的网站", "No site can have this name"),
            text!("照域名证书上的写，不要夹空格和标点", "Write it as it was registered"),
        ),
        None => (
            text!("网址要以 https:// 或 http:// 开头", "The base URL must start with https:// or http://"),
            text!("写成 https:// 加您县里的域名", "Write https:// and your domain"),
        ),
    };
    Diagnostic::new(Code::FieldType, file, address.span, message).hint(hint)
}

/// What the address of a folder does not hold.
const SIGNS: [char; 7] = ['?', '#', '"', '<', '>', ' ', '\\'];

fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !rest.contains(SIGNS))
        && text.is_ascii()
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
            // ➜ 写成 https:// 加您县里的域名
            // The base URL must start with https:// or http://
            // ➜ Write https:// and your domain
               time_zone: Mars/Olympus
            //            ^^^^^^^^^^^^ error[field-type]
            // 没有“Mars/Olympus”这个时区
            // ➜ 写 Asia/Shanghai，或者不写这一项
        "#]]);
    }
}
