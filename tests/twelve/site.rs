//! The site of the twelve notices, laid out in a folder.

use std::fs;
use std::path::Path;

/// The day on which they are looked at.
pub(crate) const TODAY: &str = "2026-11-10";

/// Its own content, and the demonstration's rules and calendars.
pub(crate) fn lay(root: &Path) {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy(&project.join("tests/twelve/content"), &root.join("content"));
    copy(&project.join("content/calendar"), &root.join("content/calendar"));
    let rules = fs::read_to_string(project.join("content/rules.yaml")).unwrap();
    // a county names its own rules
    let rules = rules.replace("本县规定", "潞水县公示公告管理办法");
    fs::write(root.join("content/rules.yaml"), rules).unwrap();
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().flatten().filter(|one| one.file_type().is_file()) {
        let to = to.join(entry.path().strip_prefix(from).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, fs::read(entry.path()).unwrap()).unwrap();
    }
}
