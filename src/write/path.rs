//! Which paths may be written: plain relative ones that stay below the output folder on every system.

use super::trouble::{Refusal, Trouble};

/// Our own folder inside the output: the list of what was made, the journal, half-written files. No
/// page can be put there.
pub const PRIVATE: &str = ".zhangbang";

/// More than any system opens; keeps a hostile path from costing anything.
const LONGEST: usize = 4096;

/// Refuses every path that is not plain segments joined by `/`.
pub fn check(path: &str) -> Result<(), Trouble> {
    let plain = !path.is_empty() && path.len() <= LONGEST && path.split('/').all(is_plain);
    let private = path.split('/').next().is_some_and(|first| first.eq_ignore_ascii_case(PRIVATE));
    if plain && !private { Ok(()) } else { Err(Trouble::refused(path, Refusal::UnsafePath)) }
}

/// A backslash or a colon would start a new path on Windows; a line end would forge a line in our lists.
fn is_plain(segment: &str) -> bool {
    let forbidden = |c: char| c == '\\' || c.is_control() || (cfg!(windows) && c == ':');
    !matches!(segment, "" | "." | "..") && !segment.contains(forbidden)
}

/// The folder a path is in; the output folder itself is the empty path.
pub fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// All folders a path is in, innermost first, without the output folder itself.
pub fn folders(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(parent(path)), |inner| Some(parent(inner)))
        .take_while(|folder| !folder.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_relative_paths_pass() {
        for good in ["index.html", "公示/上村/index.html", "a/.well-known/x", "a..b/...", "a b"] {
            assert!(check(good).is_ok(), "{good}");
        }
        let long = "x/".repeat(3000) + "x";
        let bad = [
            "",
            "/",
            "/etc/passwd",
            "a/",
            "a//b",
            ".",
            "..",
            "../a",
            "a/../b",
            "a/./b",
            "a\\b",
            "a\0b",
            "a\nb",
            ".zhangbang/manifest",
            ".ZhangBang",
            long.as_str(),
        ];
        for bad in bad {
            assert!(check(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn folders_run_from_the_inside_out() {
        assert_eq!(folders("a/b/c.html").collect::<Vec<_>>(), ["a/b", "a"]);
        assert_eq!(folders("index.html").count(), 0);
    }
}
