//! Which paths can hold anything of the site's.

use crate::model::posted_records;
use std::path::Path;

/// Whether a path relative to the root can hold anything of the site's.
pub fn is_ours(path: &str) -> bool {
    let mut parts = path.split('/');
    let is_top = matches!(parts.next(), Some("content" | "themes"));
    is_top && parts.all(|name| !name.is_empty() && is_kept(name)) && !is_stored(path)
}

/// Former records and their files are no content: they are read one by one, where the log asks for them.
fn is_stored(path: &str) -> bool {
    let below = path.strip_prefix("content/").and_then(|path| path.strip_prefix(posted_records::FOLDER));
    below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
}

pub(super) fn is_walked(root: &Path, path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    is_kept(&name) && (name != posted_records::FOLDER || !is_stored(&relative(root, path)))
}

/// Hidden files, and the droppings of Office and the desktop, are nobody's content.
fn is_kept(name: &str) -> bool {
    !(name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || name.eq_ignore_ascii_case("thumbs.db")
        || name.eq_ignore_ascii_case("desktop.ini"))
}

/// Relative to the root with `/`, whatever the platform's separator.
pub(super) fn relative(root: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Endings of the files that are read as sheets.
const SHEETS: [&str; 2] = ["csv", "xlsx"];

/// Whether a path under `content/` is a sheet's.
pub fn is_sheet(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    path.starts_with("content/") && SHEETS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Folders in which every sheet is data, and none an attachment.
pub(super) fn is_data(path: &str) -> bool {
    ["content/points/", "content/registers/"].iter().any(|folder| path.starts_with(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_known_by_their_endings() {
        assert!(is_sheet("content/points/households.CSV"));
        assert!(!is_sheet("content/points/households.xls"));
        assert!(!is_sheet("themes/x/a.csv"));
    }
}
