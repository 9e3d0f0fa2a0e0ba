//! Where the things lie that a list names.

use std::path::{Path, PathBuf};

/// A folder that a list names, from where the list lies.
pub fn folder(list: &Path, written: &str) -> PathBuf {
    list.parent().unwrap_or(Path::new("")).join(written)
}

/// Where a board is published to: a folder from where the list lies; an address, and a name that the board's own
/// settings give to a place, stay as they are.
pub fn target(list: &Path, written: &str) -> String {
    let is_folder = !written.contains("://") && written.contains(['/', '\\']);
    if is_folder { folder(list, written).display().to_string() } else { written.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_count_from_the_list_and_names_stay() {
        let list = Path::new("/srv/sheng/boards.yaml");
        assert_eq!(target(list, "./www/a"), "/srv/sheng/./www/a");
        assert_eq!(target(list, "/www/a"), "/www/a");
        assert_eq!(target(list, "sftp://a.example/www"), "sftp://a.example/www");
        assert_eq!(target(list, "正式"), "正式");
        assert_eq!(folder(Path::new("boards.yaml"), "a"), Path::new("a"));
    }
}
