//! The lists by which readers come to a notice: the home page and the pages of all notices.

use super::page::visible_links;
use std::collections::HashSet;

/// Where the home page and the lists lead, by folder under the site: `notices/2026/x/`.
#[derive(Debug, Default)]
pub struct Lists {
    led_to: HashSet<String>,
}

impl Lists {
    /// Takes a finished list page in; `path` is its file under the site: `notices/page/2/index.html`.
    pub fn add(&mut self, path: &str, html: &str, sheet: &dyn Fn(&str) -> Option<String>) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.led_to.extend(visible_links(html, sheet).iter().filter_map(|link| inside(folder, link)));
    }

    pub fn lead_to(&self, id: &str) -> bool {
        self.led_to.contains(id)
    }
}

/// The folder under the site that a link of a page leads to; none for one that leads elsewhere.
fn inside(folder: &str, link: &str) -> Option<String> {
    let link = link.split(['#', '?']).next().unwrap_or_default();
    if link.contains("://") || link.starts_with('/') {
        return None;
    }
    let decoded = percent_encoding::percent_decode_str(link).decode_utf8().ok()?;
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    if parts.last() == Some(&"index.html") {
        parts.pop();
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_followed_from_where_they_stand() {
        assert_eq!(
            inside("notices", "../notices/2026/%E6%9D%91/index.html").as_deref(),
            Some("notices/2026/村")
        );
        assert_eq!(inside("", "notices/2026/a/#x").as_deref(), Some("notices/2026/a"));
        assert_eq!(inside("", "../a"), None);
        assert_eq!(inside("", "https://a.example/notices/a/"), None);
    }

    #[test]
    fn only_links_that_are_seen_count() {
        let mut lists = Lists::default();
        let html = "<main><a href='a/'>甲</a><a href='b/' hidden>乙</a><a href='c/'></a></main>";
        lists.add("notices/index.html", html, &|_| None);
        assert!(lists.lead_to("notices/a") && !lists.lead_to("notices/b") && !lists.lead_to("notices/c"));
    }
}
