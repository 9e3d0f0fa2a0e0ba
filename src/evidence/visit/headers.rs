//! How a page was answered: what stands in the headers can take it from readers as well as what stands in it.

use super::fault::Fault;
use ureq::http::HeaderMap;

/// What was asked for, which decides how it has to be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// HTML, to be shown.
    Page,
    /// A style sheet.
    Sheet,
    /// A script.
    Script,
    /// A file to be had: it may be saved, and be of any type.
    File,
}

impl Sort {
    /// What a published file is, by its name.
    pub fn of(path: &str) -> Sort {
        match path.rsplit_once('.').map(|(_, ending)| ending) {
            _ if path.is_empty() || path.ends_with('/') => Sort::Page,
            Some("html") => Sort::Page,
            Some("css") => Sort::Sheet,
            Some("js") => Sort::Script,
            _ => Sort::File,
        }
    }
}

/// What in the headers keeps a reader from what was asked for.
pub fn judge(headers: &HeaderMap, sort: Sort) -> Option<Fault> {
    let has = |name: &str, speaks: &dyn Fn(&str) -> bool| values(headers, name).any(|value| speaks(&value));
    if sort != Sort::File && has("content-disposition", &|value| value.trim_start().starts_with("attachment"))
    {
        return Some(Fault::Download);
    }
    if sort == Sort::Page {
        if has("x-robots-tag", &hides) {
            return Some(Fault::NoIndex);
        }
        if headers.contains_key("refresh") {
            return Some(Fault::Refresh);
        }
        if has("link", &|value| value.contains("stylesheet")) {
            return Some(Fault::Sheet);
        }
    }
    (!is_type(headers, sort)).then_some(Fault::ContentType)
}

/// In lower case; what is no text says nothing.
fn values<'h>(headers: &'h HeaderMap, name: &str) -> impl Iterator<Item = String> + use<'h> {
    headers.get_all(name).into_iter().filter_map(|value| Some(value.to_str().ok()?.to_ascii_lowercase()))
}

/// Whether directives, for all or for one search engine, ask for the page to be passed by.
fn hides(value: &str) -> bool {
    value.split([',', ':', ' ']).any(|word| matches!(word, "noindex" | "none" | "unavailable_after"))
}

/// Without a type, browsers look at the bytes, unless they are told not to.
fn is_type(headers: &HeaderMap, sort: Sort) -> bool {
    let wanted: &[&str] = match sort {
        Sort::File => return true,
        Sort::Page => &["text/html", "application/xhtml+xml"],
        Sort::Sheet => &["text/css"],
        Sort::Script => &["text/javascript", "application/javascript", "application/x-javascript"],
    };
    let Some(value) = values(headers, "content-type").next() else {
        return !values(headers, "x-content-type-options").any(|value| value.contains("nosniff"));
    };
    let mut pieces = value.split(';').map(str::trim);
    let essence = pieces.next().unwrap_or_default();
    let charset = pieces.find_map(|piece| piece.strip_prefix("charset="));
    let is_utf8 = charset.is_none_or(|charset| matches!(charset.trim_matches('"'), "utf-8" | "utf8"));
    wanted.contains(&essence) && is_utf8
}

#[cfg(test)]
mod tests {
    use super::*;
    use ureq::http::HeaderValue;

    fn judged(sort: Sort, lines: &[(&'static str, &str)]) -> Option<Fault> {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, HeaderValue::from_str(value).unwrap());
        }
        judge(&headers, sort)
    }

    #[test]
    fn what_takes_a_page_from_readers_is_seen() {
        let html = ("content-type", "text/html; charset=UTF-8");
        let page = |name, value| judged(Sort::Page, &[html, (name, value)]);
        assert_eq!(judged(Sort::Page, &[html]), None);
        for value in ["noindex", "noarchive, NoIndex", "googlebot: none", "unavailable_after: 1 Dec 2026"] {
            assert_eq!(page("x-robots-tag", value), Some(Fault::NoIndex), "{value}");
        }
        assert_eq!(page("x-robots-tag", "noarchive"), None);
        assert_eq!(page("refresh", "0; url=/moved"), Some(Fault::Refresh));
        assert_eq!(page("content-disposition", "attachment; filename=x"), Some(Fault::Download));
        assert_eq!(page("content-disposition", "inline"), None);
        assert_eq!(page("link", "</x.css>; rel=stylesheet"), Some(Fault::Sheet));
        assert_eq!(page("link", "</feed.xml>; rel=alternate"), None);
    }

    #[test]
    fn a_page_is_answered_as_a_page() {
        let typed = |sort, value| judged(sort, &[("content-type", value)]);
        assert_eq!(typed(Sort::Page, "text/plain"), Some(Fault::ContentType));
        assert_eq!(typed(Sort::Page, "text/html; charset=iso-8859-1"), Some(Fault::ContentType));
        assert_eq!(typed(Sort::Page, "text/html; charset=\"utf-8\""), None);
        assert_eq!(typed(Sort::Page, "application/xhtml+xml"), None);
        assert_eq!(typed(Sort::Sheet, "text/html"), Some(Fault::ContentType));
        assert_eq!(typed(Sort::File, "application/octet-stream"), None);
        assert_eq!(judged(Sort::Page, &[]), None);
        assert_eq!(judged(Sort::Page, &[("x-content-type-options", "nosniff")]), Some(Fault::ContentType));
        let saved = [("content-disposition", "attachment")];
        assert_eq!(judged(Sort::File, &saved), None);
    }
}
