//! In which order the files of a release travel to a server that cannot switch at once. A page comes before whatever leads
//! to it, and after whatever it shows, so that no reader ever finds a list without its notice or a notice without its files.

use crate::model::log::PUBLISHED;
use crate::model::release::{FilePrint, Release};

/// When a file travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    /// Nobody has its address yet, or pages show it: files, pictures, styles.
    Files,
    /// Pages of notices, with what lies beside them.
    Notices,
    /// Pages that nobody has the address of yet: a list goes on, or is new.
    NewLists,
    /// Whatever leads to them: home, lists, feeds, search, data.
    Lists,
    /// The log, which says that all of the above is there.
    Log,
}

/// When a file travels that was there before or not.
pub(super) fn turn(path: &str, was_there: bool, release: &Release) -> Turn {
    let is_page = path.ends_with(".html");
    let is_unseen = !was_there && (!is_page || path.contains("/versions/"));
    if path == PUBLISHED {
        Turn::Log
    } else if is_unseen || is_look(path) {
        Turn::Files
    } else if of_notice(path, release) {
        Turn::Notices
    } else if was_there {
        Turn::Lists
    } else {
        Turn::NewLists
    }
}

fn is_look(path: &str) -> bool {
    [".css", ".js", ".svg", ".woff2"].iter().any(|ending| path.ends_with(ending))
}

/// Whether it lies in the folder of a notice, which its address names: `<id>/…`.
fn of_notice(path: &str, release: &Release) -> bool {
    path.match_indices('/').any(|(at, _)| release.notices.contains_key(&path[..at]))
}

/// How long browsers may keep a file: for good when its name says which bytes it holds.
pub(super) fn cache_control(path: &str, print: FilePrint) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let digest = print.sha256.to_string();
    let names_it = digest.get(..8).is_some_and(|beginning| name.contains(beginning));
    if names_it { "public, max-age=31536000, immutable" } else { "no-cache" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::digest::Digest;
    use crate::model::release::Page;
    use std::collections::BTreeMap;

    #[test]
    fn whatever_leads_somewhere_comes_after_what_it_leads_to() {
        let page = Page { path: String::new(), sha256: Digest::ZERO, open: true, files: BTreeMap::new() };
        let release = Release {
            at: String::new(),
            log_line: 0,
            log_head: Digest::ZERO,
            digest: Digest::ZERO,
            files: 0,
            moved: false,
            theme: None,
            behind: None,
            signs: None,
            records: None,
            notices: [("notices/2026/村路".to_owned(), page)].into(),
            contents: BTreeMap::new(),
        };
        for (path, was_there, expected) in [
            ("notices/2026/村路/批复.pdf", false, Turn::Files),
            ("assets/style.css", true, Turn::Files),
            ("feed.xml", false, Turn::Files),
            ("notices/2026/村路/批复.pdf", true, Turn::Notices),
            ("notices/2026/村路/index.html", false, Turn::Notices),
            ("notices/2026/村路/versions/1/index.html", false, Turn::Files),
            ("notices/page/2/index.html", false, Turn::NewLists),
            ("notices/2026/index.html", true, Turn::Lists),
            ("index.html", true, Turn::Lists),
            ("feed.xml", true, Turn::Lists),
            ("log/publication.jsonl", false, Turn::Log),
            ("log/index.html", true, Turn::Lists),
        ] {
            assert_eq!(turn(path, was_there, &release), expected, "{path}");
        }
        let order = [Turn::Files, Turn::Notices, Turn::NewLists, Turn::Lists, Turn::Log];
        assert!(order.is_sorted());
    }

    #[test]
    fn only_a_name_that_tells_the_bytes_is_kept_for_good() {
        let print = FilePrint { sha256: Digest::of(b"a"), size: 1 };
        assert_eq!(cache_control("assets/style.css", print), "no-cache");
        let named = "assets/style-ca978112.css";
        assert!(cache_control(named, print).contains("immutable"));
        assert_eq!(cache_control(named, FilePrint { sha256: Digest::of(b"b"), size: 1 }), "no-cache");
        assert_eq!(cache_control("ca978112/style.css", print), "no-cache");
    }
}
