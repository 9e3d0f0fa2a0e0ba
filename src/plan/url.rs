//! Paths and addresses: what a page is called on disk, in links and in full.
//!
//! A page's *folder* is its path under the site with a final slash (`notices/2026/x/`, empty for home);
//! it is written to `<folder>index.html`. Links name `index.html`, so that they also work from a local
//! folder; the full address does not.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What must be encoded in a link inside HTML; Chinese stays readable.
const LINK: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'#')
    .add(b'`')
    .add(b'\\')
    .add(b'{')
    .add(b'}')
    .add(b'[')
    .add(b']')
    .add(b'^')
    .add(b'|');

/// A path under the site as a link: relative to the site's root.
pub fn href(path: &str) -> String {
    let mut link = String::with_capacity(path.len() + 16);
    for c in path.chars() {
        let mut buffer = [0; 4];
        match c.is_ascii() {
            true => link.extend(utf8_percent_encode(c.encode_utf8(&mut buffer), LINK)),
            false => link.push(c),
        }
    }
    link
}

/// The link to a page by its folder.
pub fn page_href(folder: &str) -> String {
    href(folder) + "index.html"
}

/// A full address, all non-ASCII encoded. `base` ends with a slash.
pub fn absolute(base: &str, path: &str) -> String {
    let ascii = utf8_percent_encode(path, LINK).to_string();
    format!("{base}{}", utf8_percent_encode(&ascii, CONTROLS))
}

/// What leads from a page back to the site's root: one `../` a level.
pub fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// One segment of a generated URL from free text: no slash, no dot alone, no control character.
pub fn segment(text: &str) -> String {
    let cleaned: String = text
        .trim()
        .chars()
        .map(|c| if c.is_control() || c.is_whitespace() || "/\\?#%:*\"<>|".contains(c) { '-' } else { c })
        .collect();
    match cleaned.trim_matches(['.', '-']) {
        "" => "_".to_owned(),
        segment => segment.to_owned(),
    }
}

/// The QR code of an address: an SVG path over modules of size 1, and the modules a side. Empty for an
/// address too long for any code.
pub fn qr(address: &str) -> (String, usize) {
    let Ok(code) = qrcode::QrCode::with_error_correction_level(address, qrcode::EcLevel::M) else {
        return (String::new(), 0);
    };
    let (size, modules) = (code.width(), code.into_colors());
    let mut path = String::with_capacity(size * size * 3);
    for (y, row) in modules.chunks(size).enumerate() {
        let mut x = 0;
        while x < size {
            let run = row[x..].iter().take_while(|&&module| module == qrcode::Color::Dark).count();
            if run > 0 {
                path.push_str(&format!("M{x} {y}h{run}v1h-{run}z"));
            }
            x += run.max(1);
        }
    }
    (path, size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_keep_chinese_and_encode_the_rest() {
        assert_eq!(page_href("notices/上村 道路/"), "notices/上村%20道路/index.html");
        assert_eq!(absolute("https://a.example/b/", "村/"), "https://a.example/b/%E6%9D%91/");
        assert_eq!((root_of("index.html"), root_of("a/b/index.html")), (String::new(), "../../".into()));
    }

    #[test]
    fn segments_cannot_climb() {
        assert_eq!(
            (segment(".."), segment("a/b"), segment(" 文明 家庭 ")),
            ("_".into(), "a-b".into(), "文明-家庭".into())
        );
    }
}
