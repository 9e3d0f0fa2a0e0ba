//! Pages that say what they said in the release before, but for the head of the log at their foot: nobody has to judge
//! them again, so that a board with thousands of old notices is published as quickly as a young one.

use crate::evidence::anchor::Carried;
use crate::model::digest::Digest;
use crate::model::log::{Head, PublicationLog};
use crate::model::release::{Page, Release};
use std::collections::BTreeMap;

/// How much of a head a page shows, and how far before it the number of its line may stand.
const SHOWN: usize = 16;
const NEAR: usize = 64;

/// The pages of the release before; none where another theme made them.
#[derive(Default)]
pub(super) struct Before {
    pages: BTreeMap<String, Page>,
    /// The head that they show, and the one that pages show now.
    heads: Option<(Head, Head)>,
}

impl Before {
    /// `base` is the log that they were made with, `told` the one that pages are made with now.
    pub(super) fn of(
        shown: Option<&Carried>,
        base: &PublicationLog,
        told: &PublicationLog,
        theme: Digest,
    ) -> Before {
        let same = base.last_release().and_then(|(_, released)| released.theme) == Some(theme);
        let release = shown.filter(|_| same).and_then(|carried| Release::read(&carried.release));
        let pages = release.map(|release| release.notices).unwrap_or_default();
        Before { pages, heads: base.anchor().zip(told.anchor()) }
    }

    /// Whether the page of a notice says what it said.
    pub(super) fn said(&self, id: &str, html: &str) -> bool {
        let Some(page) = self.pages.get(id) else { return false };
        let stands = |html: &str| Digest::of(html.as_bytes()) == page.sha256;
        stands(html) || self.heads.is_some_and(|(then, now)| stands(&with_head(html, then, now)))
    }
}

/// A page with another head at its foot.
fn with_head(html: &str, then: Head, now: Head) -> String {
    let short = |head: Head| head.hash.to_string().chars().take(SHOWN).collect::<String>();
    let (old, new) = (short(then), short(now));
    let mut pieces = html.split(new.as_str());
    let mut page = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let line = now.line.to_string();
        if let Some(at) = page.rfind(&line).filter(|at| page.len() - at <= NEAR) {
            page.replace_range(at..at + line.len(), &then.line.to_string());
        }
        page += &old;
        page += piece;
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_head_of_the_log_may_differ() {
        let head = |line: usize| Head { line, hash: Digest::of(&[u8::try_from(line).unwrap()]) };
        let short = |line: usize| head(line).hash.to_string().chars().take(SHOWN).collect::<String>();
        let page = |words: &str, line: usize| {
            format!("<p>{words}</p><p>第 {line} 行 <code>{}</code></p>", short(line))
        };
        let then = page("12元", 9);
        let kept = Page {
            path: String::new(),
            sha256: Digest::of(then.as_bytes()),
            open: false,
            files: BTreeMap::new(),
        };
        let before = Before { pages: [("a".to_owned(), kept)].into(), heads: Some((head(9), head(12))) };
        assert!(before.said("a", &then) && before.said("a", &page("12元", 12)));
        assert!(!before.said("a", &page("13元", 12)) && !before.said("a", &page("9元", 12)));
        assert!(!before.said("a", "") && !before.said("b", &then));
    }
}
