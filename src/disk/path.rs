//! Paths that stay below a folder on every system: plain names joined by `/`.

/// More than any system opens; keeps a hostile path from costing anything.
const LONGEST: usize = 4096;

/// Whether a path is plain names joined by `/`: neither absolute nor leading upwards.
pub fn is_plain(path: &str) -> bool {
    !path.is_empty() && path.len() <= LONGEST && path.split('/').all(is_name)
}

/// A backslash or a colon would start a new path on Windows; a line end would forge a line in our lists.
fn is_name(segment: &str) -> bool {
    let forbidden = |c: char| c == '\\' || c.is_control() || (cfg!(windows) && c == ':');
    !matches!(segment, "" | "." | "..") && !segment.contains(forbidden)
}

/// The folder a path is in; the one that paths are relative to is the empty path.
pub fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// All folders a path is in, innermost first, without the one that paths are relative to.
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
            assert!(is_plain(good), "{good}");
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
            long.as_str(),
        ];
        for bad in bad {
            assert!(!is_plain(bad), "{bad:?}");
        }
    }

    #[test]
    fn folders_run_from_the_inside_out() {
        assert_eq!(folders("a/b/c.html").collect::<Vec<_>>(), ["a/b", "a"]);
        assert_eq!(folders("index.html").count(), 0);
    }
}
