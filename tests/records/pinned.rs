//! Records and digests as they are for good. Whoever changes one changes the format: that needs a new
//! `model::part::FORMAT`, and the old one kept readable. `UPDATE_EXPECTED=1` writes them.

use super::site::{Site, fixture};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use zhangbang::model::digest::Digest;

const LOG: &str = "log/publication.jsonl";

/// Every record below a folder, and the log, by path.
fn records(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let records = files.filter(|file| file.file_name() == "record.json" || file.path().ends_with(LOG));
    let path =
        |file: &walkdir::DirEntry| file.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
    records.map(|file| (path(&file), fs::read(file.path()).unwrap())).collect()
}

/// As `sha256sum` lists them.
fn sums(records: &BTreeMap<String, Vec<u8>>) -> String {
    records.iter().map(|(path, bytes)| format!("{}  {path}\n", Digest::of(bytes))).collect()
}

#[test]
fn records_and_digests_are_those_of_the_format() {
    let site = Site::of("board");
    site.done(2);
    let (made, folder) = (records(&site.shown()), fixture("expected"));
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        let _ = fs::remove_dir_all(&folder);
        for (path, bytes) in &made {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        fs::write(folder.join("SHA256SUMS"), sums(&made)).unwrap();
    }
    let expected = records(&folder);
    assert_eq!(made.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (path, bytes) in &made {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        assert_eq!(text(bytes), text(&expected[path]), "{path}: a new format?");
    }
    assert_eq!(sums(&made), fs::read_to_string(folder.join("SHA256SUMS")).unwrap());
}

#[test]
fn records_say_nothing_that_pages_do_not_show() {
    let said: String =
        records(&fixture("expected")).into_values().map(|bytes| String::from_utf8(bytes).unwrap()).collect();
    // reviewers, proposers, evidence, whose points were taken off, photographs of boards, comments
    for hidden in ["子", "卯", "照片", "A02", "栏.png", "每一样都有"] {
        assert!(!said.contains(hidden), "{hidden}");
    }
    let honour = fs::read_to_string(fixture("expected").join("honours/star/record.json")).unwrap();
    assert!(!honour.contains("SY-"), "a name with the account that masks it");
}
