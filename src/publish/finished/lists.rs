//! The lists by which readers come to a notice: the home page and the pages of all notices.

use super::page::{Page, visible_links};
use super::styles::Styles;
use std::collections::HashSet;

/// Where the home page and the lists lead, by folder under the site: `notices/2026/x`.
#[derive(Debug, Default)]
pub struct Lists {
    led_to: HashSet<String>,
}

impl Lists {
    /// Takes a finished list page in.
    pub fn add(&mut self, page: &Page, styles: &Styles) {
        self.led_to.extend(visible_links(page, styles));
    }

    /// Whether some list has a visible link to the page of an id.
    pub fn lead_to(&self, id: &str) -> bool {
        self.led_to.contains(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_that_are_seen_count() {
        let mut lists = Lists::default();
        let html = "<main><a href='a/index.html'>甲</a><a href='b/' hidden>乙</a><a href='c/'></a></main>";
        let styles = Styles::new("https://a.example/", &|_| None);
        lists.add(&Page { path: "notices/index.html", html }, &styles);
        assert!(lists.lead_to("notices/a") && !lists.lead_to("notices/b") && !lists.lead_to("notices/c"));
    }
}
