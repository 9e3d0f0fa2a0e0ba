//! Pages that are byte for byte what they were in the release before: nobody has to judge them again, so that a board with
//! thousands of old notices is published as quickly as a young one.

use crate::evidence::anchor::Carried;
use crate::model::digest::Digest;
use crate::model::log::PublicationLog;
use crate::model::release::Page;
use std::collections::BTreeMap;
use std::path::Path;

/// The pages of the release before; none where another theme made them.
#[derive(Default)]
pub(super) struct Before<'a> {
    pages: Option<&'a BTreeMap<String, Page>>,
}

/// A finished release.
pub(super) struct Finished<'a> {
    pub folder: &'a Path,
    /// The pages of its notices, by id.
    pub notices: &'a BTreeMap<String, Page>,
    pub before: Before<'a>,
}

impl Before<'_> {
    /// `base` is the log that they were made with.
    pub(super) fn of<'a>(shown: Option<&'a Carried>, base: &PublicationLog, theme: Digest) -> Before<'a> {
        let same = base.last_release().and_then(|(_, released)| released.theme) == Some(theme);
        let release = shown.filter(|_| same).and_then(Carried::told);
        Before { pages: release.map(|release| &release.notices) }
    }
}

impl Finished<'_> {
    /// Whether the page of a notice is what it was.
    pub(super) fn is_unaltered(&self, id: &str) -> bool {
        let digest = |pages: &BTreeMap<String, Page>| pages.get(id).map(|page| page.sha256);
        digest(self.notices).is_some_and(|now| self.before.pages.and_then(digest) == Some(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_unaltered_if_it_was_there_with_the_same_bytes() {
        let page = |text: &str| {
            let sha256 = Digest::of(text.as_bytes());
            Page { path: String::new(), sha256, open: false, files: BTreeMap::new() }
        };
        let pages = |texts: &[(&str, &str)]| {
            texts.iter().map(|(id, text)| ((*id).to_owned(), page(text))).collect::<BTreeMap<_, _>>()
        };
        let old = pages(&[("a", "12元"), ("b", "12元")]);
        let before = Before { pages: Some(&old) };
        let notices = pages(&[("a", "12元"), ("b", "13元"), ("c", "12元")]);
        let finished = Finished { folder: Path::new(""), notices: &notices, before };
        assert!(finished.is_unaltered("a"));
        assert!(["b", "c", "d"].iter().all(|id| !finished.is_unaltered(id)));
    }
}
