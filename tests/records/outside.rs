//! `check.py`, which knows only what is published and shares no code with the program, on a published site and on
//! copies of it in which one thing was changed.

use super::site::{Site, copy, fixture};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Where Python is; `None` where there is none.
fn python() -> Option<&'static Path> {
    // the system's own starts sooner than what a version manager puts before it
    let system = Path::new("/usr/bin/python3");
    let python = if system.exists() { system } else { Path::new("python3") };
    if Command::new(python).arg("--version").output().is_ok() {
        return Some(python);
    }
    assert!(std::env::var_os("ZHANGBANG_JUDGES").is_none(), "Python is needed");
    println!("skipped: no python3");
    None
}

/// What the script says of a published folder, and whether it is content; `None` where there is no Python.
fn checked(folder: &Path) -> Option<(bool, String)> {
    let asked = Command::new(python()?).arg(fixture("check.py")).arg(folder).output().unwrap();
    let said = String::from_utf8_lossy(&asked.stdout).into_owned() + &String::from_utf8_lossy(&asked.stderr);
    Some((asked.status.success(), said))
}

#[test]
fn an_outsider_finds_a_published_board_as_it_was_posted() {
    let site = Site::published();
    let Some((ok, said)) = checked(&site.shown()) else { return };
    assert!(ok, "{said}");
    assert_eq!(said, "9 records, 1 former versions as posted, 9 by the log\n");
    let old = Site::of("format1");
    old.done(4);
    let (ok, said) = checked(&old.shown()).unwrap();
    assert!(ok && said.starts_with("4 records"), "{said}");
}

/// A copy of what was published, to be damaged.
struct Copy {
    work: tempfile::TempDir,
}

impl Copy {
    fn of(site: &Site) -> Copy {
        let work = tempfile::tempdir().unwrap();
        copy(&site.shown(), work.path());
        Copy { work }
    }

    fn read(&self, path: &str) -> Vec<u8> {
        fs::read(self.work.path().join(path)).unwrap()
    }

    /// What the script says when one file is changed; the file is put back.
    fn with(&self, path: &str, change: impl FnOnce(&mut Vec<u8>)) -> Option<(bool, String)> {
        let (file, good) = (self.work.path().join(path), self.read(path));
        let mut bytes = good.clone();
        change(&mut bytes);
        assert_ne!(bytes, good, "{path}");
        fs::write(&file, bytes).unwrap();
        let said = checked(self.work.path());
        fs::write(file, good).unwrap();
        said
    }
}

#[test]
fn an_outsider_finds_what_was_changed() {
    let copy = Copy::of(&Site::published());
    let Some(python) = python() else { return };
    let damage = |script: &str| fixture(script).into_os_string();
    let asked = Command::new(python)
        .args([damage("damage.py"), damage("check.py"), copy.work.path().into(), "220".into()])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&asked.stdout).into_owned() + &String::from_utf8_lossy(&asked.stderr);
    assert!(said.ends_with(", 0 not found\n"), "{said}");
    let tried: usize = said.split_whitespace().next().unwrap().parse().unwrap();
    assert!(tried >= 200, "{said}");
}

#[test]
fn an_outsider_finds_what_was_spelled_otherwise_swapped_or_cut() {
    let copy = Copy::of(&Site::published());
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let spaced = |bytes: &mut Vec<u8>| *bytes = text(bytes).replacen("\":", "\": ", 1).into_bytes();
    let Some((ok, _)) = copy.with("notices/wall/record.json", spaced) else { return };
    assert!(!ok, "a space");
    let honour = copy.with("honours/star/record.json", spaced).unwrap();
    assert!(!honour.0, "a space in a record that no log names");
    let (wall, log) = ("notices/wall/record.json", "log/publication.jsonl");
    let other = copy.read("notices/road/record.json");
    assert!(!copy.with(wall, |bytes| *bytes = other).unwrap().0, "another's record");
    assert!(!copy.with(log, |bytes| bytes.truncate(bytes.len() - 1)).unwrap().0, "the log's end");
    let first = copy.read(log).iter().position(|&byte| byte == b'\n').unwrap();
    assert!(!copy.with(log, |bytes| drop(bytes.drain(..=first))).unwrap().0, "the log's beginning");
    for path in ["notices/road/versions/1/record.json", wall] {
        let whole = Copy::of(&Site::published());
        fs::remove_file(whole.work.path().join(path)).unwrap();
        assert!(!checked(whole.work.path()).unwrap().0, "{path} is gone");
    }
}

/// The page of the log with its script, in Chromium; one of the long runs.
#[test]
fn a_browser_finds_what_was_changed_in_the_log() {
    if std::env::var_os("ZHANGBANG_JUDGES").is_none() {
        println!("skipped: ZHANGBANG_JUDGES is not set");
        return;
    }
    let (site, judge) = (Site::published(), fixture("../judges/log.mjs"));
    let asked = Command::new("node").arg(judge).args([site.shown(), "notices/road".into()]).output().unwrap();
    let said = String::from_utf8_lossy(&asked.stdout).into_owned() + &String::from_utf8_lossy(&asked.stderr);
    assert!(asked.status.success(), "{said}");
}
