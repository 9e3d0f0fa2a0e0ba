//! The files that the binary carries and `init` writes out.

use include_dir::{Dir, include_dir};

static STARTER: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/starter");

/// Every starter file: its path under `content/` and its text, in order of path.
pub fn files() -> Vec<(&'static str, &'static str)> {
    let mut files = Vec::new();
    gather(&STARTER, &mut files);
    files.sort_unstable();
    files
}

fn gather(folder: &'static Dir<'static>, files: &mut Vec<(&'static str, &'static str)>) {
    for file in folder.files() {
        if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
            files.push((path, text));
        }
    }
    for inner in folder.dirs() {
        gather(inner, files);
    }
}

/// One starter file by its path under `content/`.
pub fn file(path: &str) -> Option<&'static str> {
    STARTER.get_file(path)?.contents_utf8()
}
