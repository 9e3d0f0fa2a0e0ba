//! Anchors for headings that a Chinese reader can read in the address.
//!
//! Gives names only, and never the same one twice on a page.

use std::collections::HashMap;

use super::letters::{is_combining, is_variation_selector};

/// For a heading with neither letters nor digits.
const NAMELESS: &str = "section";

/// Anchors of the page around the text: a test holds them to the default theme.
const TAKEN: [&str; 9] = [
    "main",
    "menu",
    "say",
    "signup",
    "view-contrast",
    "view-huge",
    "view-large",
    "view-normal",
    "view-simple",
];

/// Whether the page around a text has such an anchor, or its footnotes have.
pub fn is_taken(id: &str) -> bool {
    let numbered = |before: &str| {
        let number = id.strip_prefix(before);
        number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    };
    TAKEN.contains(&id) || ["fn-", "fnr-"].into_iter().any(numbered)
}

/// The anchors of one page, given in the order of its headings.
#[derive(Clone, Debug, Default)]
pub struct HeadingIds {
    /// Each anchor given, and the number to try next for a heading that would have the same.
    given: HashMap<String, u32>,
}

impl HeadingIds {
    /// No anchor is taken yet.
    pub fn new() -> HeadingIds {
        HeadingIds::default()
    }

    /// The anchor of the next heading: as written in `{#…}`, else from its title: letters, digits and
    /// Han as they are, ASCII in lower case, a `-` for whatever lies between. A second heading with
    /// the same anchor gets `-2`, a third `-3`.
    pub fn id_for(&mut self, explicit: Option<&str>, title_text: &str) -> String {
        let wanted = match explicit {
            Some(id) if !id.is_empty() => id.to_owned(),
            _ => readable(title_text),
        };
        let id = self.first_free(&wanted);
        self.given.entry(id.clone()).or_insert(2);
        id
    }

    fn first_free(&mut self, wanted: &str) -> String {
        let first = is_taken(wanted).then_some(&2);
        let Some(&(mut number)) = self.given.get(wanted).or(first) else {
            return wanted.to_owned();
        };
        let mut id = format!("{wanted}-{number}");
        while self.given.contains_key(&id) || is_taken(&id) {
            number += 1;
            id = format!("{wanted}-{number}");
        }
        self.given.insert(wanted.to_owned(), number + 1);
        id
    }
}

fn readable(title: &str) -> String {
    let mut id = String::with_capacity(title.len());
    let mut gap = false;
    for c in title.chars().filter(|&c| !is_variation_selector(c)) {
        if c.is_alphanumeric() || !id.is_empty() && !gap && is_combining(c) {
            if gap && !id.is_empty() {
                id.push('-');
            }
            gap = false;
            id.push(c.to_ascii_lowercase());
        } else {
            gap = true;
        }
    }
    if id.is_empty() { NAMELESS.to_owned() } else { id }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids<const N: usize>(titles: [&str; N]) -> Vec<String> {
        let mut ids = HeadingIds::new();
        titles.iter().map(|title| ids.id_for(None, title)).collect()
    }

    #[test]
    fn titles_stay_readable() {
        for (title, id) in [
            ("一、总体要求", "一-总体要求"),
            ("（二）Funds & Goals  2026", "二-funds-goals-2026"),
            ("  “四心”行动——方案！", "四心-行动-方案"),
            ("葛\u{E0100}城 e\u{301}té", "葛城-e\u{301}té"),
            ("🎉", "section"),
            ("---", "section"),
            ("", "section"),
        ] {
            assert_eq!(ids([title]), [id], "{title}");
        }
    }

    #[test]
    fn no_anchor_is_given_twice() {
        assert_eq!(ids(["甲", "甲", "甲", "甲-2", "甲 2"]), ["甲", "甲-2", "甲-3", "甲-2-2", "甲-2-3"]);
        assert_eq!(ids(["甲 2", "甲", "甲"]), ["甲-2", "甲", "甲-3"]);
        assert_eq!(ids(["？", "！"]), ["section", "section-2"]);
    }

    #[test]
    fn no_anchor_is_one_of_the_page_around() {
        assert_eq!(
            ids(["Main", "Main", "fn 1", "fnr-2", "fn"]),
            ["main-2", "main-3", "fn-1-2", "fnr-2-2", "fn"]
        );
        assert_eq!(HeadingIds::new().id_for(Some("menu"), "目录"), "menu-2");
    }

    #[test]
    fn a_written_anchor_is_kept() {
        let mut ids = HeadingIds::new();
        assert_eq!(ids.id_for(Some("Zi_Jin"), "资金"), "Zi_Jin");
        assert_eq!(ids.id_for(Some("Zi_Jin"), "资金"), "Zi_Jin-2");
        assert_eq!(ids.id_for(Some(""), "资金"), "资金");
    }

    #[test]
    fn many_equal_titles_take_no_longer_each() {
        let mut ids = HeadingIds::new();
        let last = (0..50_000).map(|_| ids.id_for(None, "甲")).last();
        assert_eq!(last.as_deref(), Some("甲-50000"));
    }
}
