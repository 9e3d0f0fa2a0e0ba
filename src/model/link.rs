//! Where a link in a body leads.

use crate::model::content::Content;
use crate::model::item::Item;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use percent_encoding::percent_decode_str;

/// The meaning of a link's destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Another Markdown file, or the file itself.
    Item {
        /// Which one.
        id: String,
        /// A heading in it, without `#`.
        anchor: Option<String>,
    },
    /// A picture or attachment, by its path under `content/`.
    Asset(String),
    /// http, https, mailto, tel.
    Outside,
    /// A page that planning makes, such as `/notices/`: site-absolute, cannot be judged here.
    Generated(String),
    /// A scheme that is not allowed.
    Forbidden,
    /// Nothing is there.
    Nowhere,
}

/// Schemes that a link may have. Source: the quality page of the design.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Resolves a destination as written in `item`: relative to its file, `/` from the root of `content/`.
pub fn resolve(content: &Content, item: &Item, destination: &str) -> Target {
    if let Some(scheme) = scheme(destination) {
        return if SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) {
            Target::Outside
        } else {
            Target::Forbidden
        };
    }
    if destination.starts_with("//") || destination.contains(['\\', '\0']) {
        return Target::Forbidden;
    }
    let (path, anchor) = match destination.split_once('#') {
        Some((path, anchor)) => (path, Some(percent_decode_str(anchor).decode_utf8_lossy().into_owned())),
        None => (destination, None),
    };
    if path.is_empty() {
        return Target::Item { id: item.id.clone(), anchor };
    }
    let path = percent_decode_str(path.split('?').next().unwrap_or(path)).decode_utf8_lossy();
    let Some(joined) = join(item.folder_path(), &path) else { return Target::Nowhere };
    let spellings = spellings(&joined).into_iter();
    let mut found = spellings.filter_map(|spelling| look_up(content, &spelling, anchor.as_deref()));
    found.next().unwrap_or_else(|| match path.starts_with('/') && !joined.ends_with(".md") {
        true => Target::Generated(joined),
        false => Target::Nowhere,
    })
}

/// A path as it is written, and as systems spell the same: letters with their marks in one piece, and apart, as macOS
/// names files.
fn spellings(path: &str) -> Vec<String> {
    let mut all = vec![path.to_owned()];
    if !path.is_ascii() {
        all.push(ComposingNormalizerBorrowed::new_nfc().normalize(path).into_owned());
        all.push(DecomposingNormalizerBorrowed::new_nfd().normalize(path).into_owned());
        all.dedup();
    }
    all
}

/// What comes before a colon, when it looks like a scheme; control characters inside do not hide it.
fn scheme(destination: &str) -> Option<String> {
    let (front, _) = destination.split_once(':')?;
    if front.contains(['/', '?', '#', '.']) {
        return None;
    }
    let scheme: String = front.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-".contains(&b)).then_some(scheme)
}

/// Joins and normalises; `None` when it climbs out of `content/`.
pub fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = if path.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|p| !p.is_empty()).collect()
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn look_up(content: &Content, joined: &str, anchor: Option<&str>) -> Option<Target> {
    let stem = joined.strip_suffix(".md").map(|stem| stem.strip_suffix("/index").unwrap_or(stem));
    let id = stem.unwrap_or(joined);
    if content.knows(id) {
        return Some(Target::Item { id: id.to_owned(), anchor: anchor.map(str::to_owned) });
    }
    content.assets.contains_key(joined).then(|| Target::Asset(joined.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_cannot_be_hidden() {
        let (content, item) = (Content::default(), Item { id: "pages/a".into(), ..Item::default() });
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "java\tscript:x",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example/",
            "file:///etc/passwd",
        ] {
            assert_eq!(resolve(&content, &item, bad), Target::Forbidden, "{bad}");
        }
        for good in ["https://a.example/x:y", "mailto:a@b.example", "tel:12345"] {
            assert_eq!(resolve(&content, &item, good), Target::Outside, "{good}");
        }
    }

    #[test]
    fn paths_stay_inside() {
        assert_eq!(join("notices/2026", "../2025/x.md").as_deref(), Some("notices/2025/x.md"));
        assert_eq!(join("notices", "../../x"), None);
        assert_eq!(join("a/b", "/c").as_deref(), Some("c"));
    }
}
