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
    let mut rest = path;
    while !rest.is_empty() {
        let (ascii, wide) = rest.split_at(rest.find(|c: char| !c.is_ascii()).unwrap_or(rest.len()));
        link.extend(utf8_percent_encode(ascii, LINK));
        let (wide, next) = wide.split_at(wide.find(|c: char| c.is_ascii()).unwrap_or(wide.len()));
        link.push_str(wide);
        rest = next;
    }
    link
}

/// What hosts show for a folder.
const INDEX: &str = "index.html";

/// The link to a page by its folder.
pub fn page_href(folder: &str) -> String {
    href(folder) + INDEX
}

/// Where the page of a folder is written.
pub fn page_path(folder: &str) -> String {
    [folder, INDEX].concat()
}

/// The folder of a page, by the path where it is written.
pub fn folder_of(path: &str) -> &str {
    path.strip_suffix(INDEX).unwrap_or(path)
}

/// A full address, all non-ASCII encoded. `base` ends with a slash.
pub fn absolute(base: &str, path: &str) -> String {
    let ascii = utf8_percent_encode(path, LINK).to_string();
    format!("{base}{}", utf8_percent_encode(&ascii, CONTROLS))
}

/// A link with all that is not ASCII encoded, for full addresses.
pub fn ascii(href: &str) -> String {
    utf8_percent_encode(href, CONTROLS).to_string()
}

/// What leads from a page back to the site's root: one `../` a level.
pub fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
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
}
