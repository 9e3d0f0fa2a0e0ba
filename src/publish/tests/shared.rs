//! What a release has in common with the one before, and that nothing bad is handed on with it.

use super::crashes::{ready, settled};
use super::reader::Reader;
use super::toy::{Toy, notice};
use crate::disk::Disk;
use crate::publish::{Tally, words};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// A notice with a table, and a line of news, as they are published.
fn published() -> Toy {
    let mut toy = Toy::new("2026-11-02T09:00:00");
    toy.assets.insert("notices/表.csv".into(), b"1,2".to_vec());
    let table = "attachments: [{file: 表.csv, title: 明细}]\n";
    toy.set("notices/a.md", &notice("村路", "2026-11-02", "2026-11-12", table, "三公里。"));
    toy.set("notices/n.md", NEWS);
    toy.done();
    toy.at("2026-11-03T09:00:00").set("notices/n.md", &NEWS.replace('文', "另一段"));
    toy
}

const NEWS: &str = "---\ntitle: 动态\nkind: news\nissuer: 乙\n---\n文\n";
const PAGE: &str = "notices/a/index.html";
const TABLE: &str = "notices/表.csv";

fn current(toy: &Toy) -> PathBuf {
    fs::canonicalize(toy.target().join("current")).unwrap()
}

/// Every file of a release, by path, with the number of the file behind the name.
fn numbers(release: &Path) -> BTreeMap<String, u64> {
    let files = walkdir::WalkDir::new(release).into_iter().map(Result::unwrap);
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(release).unwrap().to_str().unwrap().to_owned();
            (path, entry.metadata().unwrap().ino())
        })
        .collect()
}

/// The paths of files that the two last releases have in common.
fn common(before: &BTreeMap<String, u64>, toy: &Toy) -> Vec<String> {
    let now = numbers(&current(toy));
    now.into_iter().filter(|(path, number)| before.get(path) == Some(number)).map(|(path, _)| path).collect()
}

#[test]
fn what_did_not_change_is_one_file_in_two_releases() {
    let toy = published();
    let (before, held) = (numbers(&current(&toy)), toy.served());
    let old = current(&toy);
    toy.done();
    let changed = ["log/publication.jsonl", "notices/n/index.html", "notices/n/record.json", "release.json"];
    let mut rest: Vec<String> = before.keys().cloned().collect();
    rest.retain(|path| !changed.contains(&path.as_str()));
    assert!(rest.len() >= 6, "{rest:?}");
    assert_eq!(common(&before, &toy), rest);
    // nothing was written into what was there
    for (path, bytes) in held {
        assert_eq!(fs::read(old.join(&path)).unwrap(), bytes, "{path}");
    }
}

#[test]
fn a_dry_run_gives_no_file_another_name() {
    let mut toy = published();
    toy.dry_run = true;
    assert!(toy.done().differs);
    for entry in walkdir::WalkDir::new(current(&toy)).into_iter().map(Result::unwrap) {
        let about = entry.metadata().unwrap();
        assert!(about.is_dir() || about.nlink() == 1, "{}", entry.path().display());
    }
}

#[test]
fn it_is_told_how_much_is_new() {
    let mut toy = published();
    toy.dry_run = true;
    let (dry, held) = (toy.done(), toy.served());
    toy.dry_run = false;
    let done = toy.done();
    assert_eq!(dry.tally, done.tally);
    // the page and the record of the news, and the log; what they were before is new
    let now = toy.served();
    let is_new = |path: &&String| *path != "release.json" && held.get(*path) != now.get(*path);
    let bytes: usize = now.keys().filter(is_new).map(|path| now[path].len()).sum();
    let unchanged = now.len() - 6;
    let tally = Tally { created: 2, changed: 3, removed: 0, unchanged, bytes: bytes as u64 };
    assert_eq!(done.tally, tally);
    let said = words::report(&done, false, "www").zh;
    let summed = format!(
        "新写 2 个文件，改写 3 个（共 {} KB），删去 0 个，未变 {unchanged} 个，1 条",
        bytes.div_ceil(1024)
    );
    assert!(said.contains(&summed), "{said}\n{summed}");
    let said = words::report(&dry, true, "www").zh;
    assert!(said.contains("试运行：会发布 2 页，新写 2 个文件，改写 3 个"), "{said}");
}

/// Whatever its name is.
#[test]
fn what_somebody_put_beside_it_is_not_handed_on() {
    use std::os::unix::ffi::OsStrExt;
    let toy = published();
    for name in [&b"\xff\xfe.html"[..], b"x.gz"] {
        fs::write(current(&toy).join(std::ffi::OsStr::from_bytes(name)), "theirs").unwrap();
    }
    let report = toy.done();
    assert_eq!(report.tally.removed, 2);
    assert!(toy.served().keys().all(|path| path.is_ascii() || path == TABLE), "{:?}", toy.served().keys());
}

type Tampering = (&'static str, fn(&Path));

/// What was done to the page, which says the same all the same or not, on the server.
const TAMPERED: &[Tampering] = &[
    ("other words, as long and as old", |page| {
        let (text, about) = (fs::read_to_string(page).unwrap(), fs::metadata(page).unwrap());
        fs::write(page, text.replace("三公里", "九公里")).unwrap();
        fs::File::options().write(true).open(page).unwrap().set_modified(about.modified().unwrap()).unwrap();
        assert_eq!(fs::metadata(page).unwrap().len(), about.len());
    }),
    ("nothing in it", |page| fs::write(page, "").unwrap()),
    ("gone", |page| fs::remove_file(page).unwrap()),
    ("a link to a copy", |page| {
        let copy = page.with_extension("copy");
        fs::rename(page, &copy).unwrap();
        symlink(copy, page).unwrap();
    }),
    ("its folder is a link to another", |page| {
        let (folder, other) = (page.parent().unwrap(), page.ancestors().nth(4).unwrap().join("elsewhere"));
        fs::rename(folder, &other).unwrap();
        symlink(other, folder).unwrap();
    }),
    ("everybody may write into it", |page| {
        fs::set_permissions(page, fs::Permissions::from_mode(0o666)).unwrap();
    }),
];

#[test]
fn what_somebody_had_a_hand_in_is_written_anew() {
    for (what, tamper) in TAMPERED {
        let toy = published();
        let (page, right) = (current(&toy).join(PAGE), toy.served()[PAGE].clone());
        let before = numbers(&current(&toy));
        tamper(&page);
        toy.done();
        let common = common(&before, &toy);
        assert!(!common.contains(&PAGE.to_owned()), "{what}: {common:?}");
        assert!(common.contains(&TABLE.to_owned()), "{what}: {common:?}");
        assert_eq!(toy.served()[PAGE], right, "{what}");
        let about = fs::symlink_metadata(current(&toy).join(PAGE)).unwrap();
        assert!(about.is_file() && about.nlink() == 1 && about.mode() & 0o022 == 0, "{what}");
    }
}

/// Whatever is refused, a name for a file that is there or anything else, goes another way or is put right by the next run.
#[test]
fn whichever_step_is_refused_a_rerun_ends_as_if_nothing_had_happened() {
    let ready = ready();
    let (whole, disk) = (ready.copy(), Disk::new());
    let before = numbers(&current(&whole));
    whole.publish_on(&disk).unwrap();
    let (points, shared) = (disk.steps(), common(&before, &whole).len());
    let mut went_on = 0;
    for point in 1..=points {
        let mut toy = ready.copy();
        let before = numbers(&current(&toy));
        let reader = Arc::new(Mutex::new(Reader::new(toy.target())));
        reader.lock().unwrap().look(jiff::civil::date(2026, 11, 2));
        let (looking, today) = (Arc::clone(&reader), toy.now.date());
        let disk = Disk::failing_at(point).watched_by(move || looking.lock().unwrap().look(today));
        if toy.publish_on(&disk).is_ok() && common(&before, &toy).len() + 1 == shared {
            went_on += 1;
        }
        toy.at("2026-11-04T09:30:00").done();
        let mut reader = reader.lock().unwrap();
        reader.look(today);
        assert!(reader.complaints.is_empty(), "point {point}: {:?}", reader.complaints);
        settled(&toy, &whole, point);
    }
    assert!(shared >= 3);
    assert_eq!(went_on, shared, "each file that could not be shared is written");
}
