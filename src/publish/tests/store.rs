//! What was posted stays: the store of former records, and those who would rather that it did not.

use super::toy::{Toy, notice};
use crate::diagnostic::Code;
use crate::model::digest::Digest;
use crate::publish::Ended;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const LIST: &str = "attachments: [{file: 表.csv}]\n";

/// Posted with an attachment.
fn monday() -> Toy {
    let mut toy = Toy::new("2026-11-02T09:00:00");
    toy.set("notices/a.md", &notice("村路", "2026-11-02", "2026-11-12", LIST, "三公里。"));
    toy.assets.insert("notices/表.csv".into(), b"1".to_vec());
    toy
}

/// The same, and on the next day text and attachment corrected.
fn tuesday() -> Toy {
    let mut toy = monday();
    toy.done();
    let rest = format!("{LIST}corrections: [{{on: 2026-11-03, what: 里程, reason: 量错}}]\n");
    toy.set("notices/a.md", &notice("村路", "2026-11-02", "2026-11-16", &rest, "四公里。"));
    toy.assets.insert("notices/表.csv".into(), b"2".to_vec());
    toy.at("2026-11-03T09:00:00");
    toy
}

fn store(toy: &Toy) -> PathBuf {
    toy.root.join("content/posted/notices/a")
}

/// Of every version in the log, the very bytes lie in the store.
pub(super) fn holds_every_record(toy: &Toy) {
    for (id, posted) in toy.log().notices() {
        for version in &posted.versions {
            let path = toy.root.join(format!("content/posted/{id}/{}.json", version.number));
            assert_eq!(Digest::of(&fs::read(&path).unwrap()), version.record, "{}", path.display());
        }
    }
}

/// Everything below a folder, with its bytes.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let all = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = all.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap())).collect()
}

#[test]
fn what_is_posted_is_kept_and_what_changes_is_kept_as_it_was() {
    let toy = tuesday();
    holds_every_record(&toy);
    let first = fs::read(store(&toy).join("1.json")).unwrap();
    assert_eq!(toy.served()["notices/a/record.json"], first);
    toy.done();
    holds_every_record(&toy);
    assert_eq!(toy.log().posted("notices/a").unwrap().versions.len(), 2);
    assert_eq!(fs::read(store(&toy).join("1.json")).unwrap(), first);
    assert_eq!(fs::read(store(&toy).join("1/表.csv")).unwrap(), b"1");
    let served = toy.served();
    assert_eq!(served["notices/a/versions/1/record.json"], first);
    assert_eq!((&*served["notices/a/versions/1/表.csv"], &*served["notices/表.csv"]), (&b"1"[..], &b"2"[..]));
    assert!(!tree(&store(&toy)).keys().any(|path| path.extension().is_some_and(|end| end == "half")));
}

/// What comes back after another one is the third version, and the first stays the first, with its file.
#[test]
fn a_record_that_comes_back_has_a_number_of_its_own() {
    let mut toy = Toy::new("2026-11-02T09:00:00");
    let news = |body: &str| format!("---\ntitle: 动态\nkind: news\nissuer: 乙\n{LIST}---\n{body}\n");
    let mut records = Vec::new();
    for (day, body, table) in [(2, "甲。", "1"), (3, "乙。", "2"), (4, "甲。", "1"), (5, "丙。", "3")]
    {
        toy.set("notices/a.md", &news(body));
        toy.assets.insert("notices/表.csv".into(), table.as_bytes().to_vec());
        toy.at(&format!("2026-11-{day:02}T09:00:00")).done();
        records.push(toy.served()["notices/a/record.json"].clone());
        holds_every_record(&toy);
        let served = toy.served();
        for (at, former) in records[..records.len() - 1].iter().enumerate() {
            assert_eq!(served[&format!("notices/a/versions/{}/record.json", at + 1)], *former, "{day}");
        }
    }
    assert_eq!(records[0], records[2]);
    let log = toy.log();
    let numbers: Vec<u32> = log.posted("notices/a").unwrap().versions.iter().map(|one| one.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4]);
    let served = toy.served();
    for (number, table) in [(1, "1"), (2, "2"), (3, "1")] {
        assert_eq!(served[&format!("notices/a/versions/{number}/表.csv")], table.as_bytes(), "{number}");
    }
}

/// A picture is published smaller than it is, so that the site has no copy to get it back from.
#[test]
fn a_picture_that_was_only_shown_is_kept_as_it_was() {
    let mut toy = monday();
    let picture = |toy: &mut Toy, bytes: &[u8]| {
        fs::create_dir_all(toy.root.join("content/notices")).unwrap();
        fs::write(toy.root.join("content/notices/桥.png"), bytes).unwrap();
        toy.assets.insert("notices/桥.png".into(), bytes.to_vec());
    };
    let text =
        |rest: &str, until: &str| notice("村路", "2026-11-02", until, rest, "三公里。\n\n![桥面](桥.png)");
    toy.set("notices/a.md", &text(LIST, "2026-11-12"));
    picture(&mut toy, b"before");
    toy.done();
    assert_eq!(fs::read(store(&toy).join("1/桥.png")).unwrap(), b"before");
    let rest = format!("{LIST}corrections: [{{on: 2026-11-03, what: 图片, reason: 拍错}}]\n");
    toy.set("notices/a.md", &text(&rest, "2026-11-16"));
    picture(&mut toy, b"after");
    toy.at("2026-11-03T09:00:00").done();
    assert_eq!(toy.served()["notices/a/versions/1/桥.png"], b"before");
    assert_eq!(fs::read(store(&toy).join("2/桥.png")).unwrap(), b"after");
    assert!(!toy.served().contains_key("notices/a/versions/2/桥.png"));
    // bytes of somebody's own are no picture of that version
    fs::write(store(&toy).join("1/桥.png"), "planted").unwrap();
    toy.at("2026-11-04T09:00:00").done();
    assert_eq!(fs::read(store(&toy).join("1/桥.png")).unwrap(), b"before");
}

#[test]
fn a_dry_run_keeps_nothing_and_finds_the_same() {
    let mut toy = tuesday();
    fs::remove_dir_all(toy.root.join("content/posted")).unwrap();
    toy.dry_run = true;
    assert!(toy.done().differs);
    assert!(!toy.root.join("content/posted").exists());
    toy.dry_run = false;
    toy.done();
    fs::remove_dir_all(toy.root.join("content/posted")).unwrap();
    toy.dry_run = true;
    assert!(matches!(toy.at("2026-11-04T09:00:00").publish().unwrap(), Ended::Done(_)));
    assert!(!toy.root.join("content/posted").exists());
}

#[test]
fn a_store_that_was_deleted_comes_back_from_the_site() {
    // before the change, so that what it replaces is only on the site
    let toy = tuesday();
    fs::remove_dir_all(toy.root.join("content/posted")).unwrap();
    toy.done();
    holds_every_record(&toy);
    assert_eq!(fs::read(store(&toy).join("1/表.csv")).unwrap(), b"1");
    // after it, so that it is only in the folder of the version
    let (mut toy, before) = (toy, tree(&store(&tuesday_done())));
    fs::remove_dir_all(toy.root.join("content/posted")).unwrap();
    let served = toy.served();
    assert!(toy.at("2026-11-04T09:00:00").done().release.is_none());
    holds_every_record(&toy);
    assert_eq!(toy.served(), served);
    assert_eq!(tree(&store(&toy)).len(), before.len());
}

fn tuesday_done() -> Toy {
    let toy = tuesday();
    toy.done();
    toy
}

#[test]
fn a_version_that_was_public_cannot_be_made_to_vanish() {
    let mut toy = tuesday_done();
    toy.at("2026-11-04T09:00:00");
    let whole = toy.served();
    // a swapped record
    fs::write(store(&toy).join("1.json"), "{}").unwrap();
    assert_eq!(toy.refused(), [Code::VersionDiffers]);
    // a link to another place
    fs::remove_file(store(&toy).join("1.json")).unwrap();
    std::os::unix::fs::symlink("2.json", store(&toy).join("1.json")).unwrap();
    assert_eq!(toy.refused(), [Code::VersionDiffers]);
    assert_eq!(toy.served(), whole);
    fs::remove_file(store(&toy).join("1.json")).unwrap();
    // the record with its page on the server, and the store: nobody has it any more
    let version = fs::canonicalize(toy.target().join("current/")).unwrap().join("notices/a/versions/1");
    fs::remove_dir_all(version).unwrap();
    let left = toy.served();
    assert_eq!(toy.refused(), [Code::VersionVanished]);
    assert_eq!(toy.served(), left);
}

#[test]
fn a_folder_that_leads_elsewhere_is_not_written_through() {
    let toy = tuesday();
    let elsewhere = toy.root.join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::remove_dir_all(toy.root.join("content/posted")).unwrap();
    std::os::unix::fs::symlink(&elsewhere, toy.root.join("content/posted")).unwrap();
    let served = toy.served();
    assert!(toy.publish().is_err());
    assert_eq!((fs::read_dir(&elsewhere).unwrap().count(), toy.served()), (0, served));
}

#[test]
fn what_lies_ready_for_the_next_version_is_not_believed() {
    let toy = tuesday();
    fs::write(store(&toy).join("2.json"), br#"{"title":"planted"}"#).unwrap();
    fs::write(store(&toy).join("2.json.half"), "planted").unwrap();
    toy.done();
    holds_every_record(&toy);
}

#[test]
fn a_theme_that_hides_what_was_changed_or_the_way_to_it_is_refused() {
    for part in ["旧版", "<p>三公里。</p>"] {
        let mut toy = tuesday();
        let before = toy.served();
        toy.theme = vec![(part, "")];
        assert_eq!(toy.refused(), [Code::PostingHidden], "{part}");
        assert_eq!(toy.served(), before);
    }
}
