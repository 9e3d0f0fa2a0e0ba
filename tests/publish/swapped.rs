//! Other bytes than records speak of: planted in the cache, put in a file's place while it is published; and targets
//! that nothing may be published to. A dry run finds all of it.

use super::board::{Board, morning};
use image::{Rgb, RgbImage};
use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use zhangbang::build::Silent;
use zhangbang::disk::{Disk, Lock};
use zhangbang::fingerprint::Fingerprint;
use zhangbang::publish::{Ended, Error, Request, publish};

/// A photograph in one colour.
fn photo(colour: [u8; 3]) -> Vec<u8> {
    let picture = RgbImage::from_fn(900, 300, |x, y| {
        let [r, g, b] = colour;
        Rgb([r ^ (x % 7) as u8, g ^ (y % 5) as u8, b])
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

fn with_pictures() -> Board {
    let board = Board::new();
    board.notice("甲", "2026-11-02", "2026-11-06", "![栏](一.jpg)");
    board.notice("乙", "2026-11-02", "2026-11-06", "![栏](二.jpg)");
    let folder = board.root().join("content/notices");
    fs::write(folder.join("一.jpg"), photo([200, 30, 30])).unwrap();
    fs::write(folder.join("二.jpg"), photo([30, 30, 200])).unwrap();
    board
}

fn ask(board: &Board, target: &Path, dry_run: bool, day: i8, disk: &Disk) -> Result<Ended, Error> {
    let (root, name) = (board.root(), target.to_string_lossy().into_owned());
    let clock = morning(day);
    let request = Request {
        root: &root,
        target_name: &name,
        clock,
        secret: |_| None,
        allow_demo: false,
        dry_run,
        moved: false,
        program: Some(Fingerprint::of(b"a program")),
    };
    publish(&request, disk, &Silent).map(|(_, ended)| ended)
}

/// The pictures that visitors get.
fn pictures(board: &Board) -> BTreeMap<String, Vec<u8>> {
    let shown = fs::canonicalize(board.www().join("current")).unwrap();
    let files = walkdir::WalkDir::new(&shown).into_iter().map(Result::unwrap);
    files
        .filter(|file| file.path().extension().is_some_and(|ending| ending == "jpg" || ending == "jpeg"))
        .map(|file| {
            let path = file.path().strip_prefix(&shown).unwrap().to_string_lossy().into_owned();
            (path, fs::read(file.path()).unwrap())
        })
        .collect()
}

/// Every picture in the cache becomes another one, each whole in itself.
fn plant(board: &Board) -> usize {
    let entries = fs::read_dir(board.root().join(".zhangbang/pictures")).unwrap();
    let mut made: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    made.retain(|path| path.extension().is_none() && fs::metadata(path).unwrap().len() > 100);
    made.sort();
    let bytes: Vec<Vec<u8>> = made.iter().map(|path| fs::read(path).unwrap()).collect();
    for (path, other) in made.iter().zip(bytes.iter().cycle().skip(1)) {
        fs::write(path, other).unwrap();
    }
    made.len()
}

#[test]
fn a_picture_planted_in_the_cache_is_never_published() {
    let whole = with_pictures();
    whole.publish(morning(2));
    let right = pictures(&whole);
    assert!(right.len() >= 4, "{:?}", right.keys());
    let board = with_pictures();
    // an ordinary build fills the cache, and somebody gets at it
    ask(&board, &board.www(), true, 2, &Disk::new()).unwrap();
    assert!(plant(&board) >= 4);
    board.publish(morning(2));
    assert!(pictures(&board) == right, "the first publication took a planted one");
    for day in [3, 10] {
        plant(&board);
        board.notice(&format!("丙{day}"), "2026-11-12", "2026-11-16", "以后。");
        board.put("notices/动态.md", &format!("---\ntitle: 动态{day}\nkind: news\nissuer: 村\n---\n文\n"));
        board.publish(morning(day));
        assert!(pictures(&board) == right, "a planted one was taken on day {day}");
    }
}

#[test]
fn a_file_that_changes_while_it_is_published_stops_that() {
    let board = Board::new();
    board.put("notices/表.csv", "户,元\n一,5\n");
    let text = "---\ntitle: 甲\nkind: points\nissuer: 村\nposting: {from: 2026-11-02, until: 2026-11-06}\nattachments: [{file: 表.csv}]\n---\n见表。\n";
    board.put("notices/甲.md", text);
    let (file, done) = (board.root().join("content/notices/表.csv"), AtomicBool::new(false));
    let releases = board.www().join("releases");
    // once it has been digested, and before it is copied
    let swap = move || {
        let staged = fs::read_dir(&releases).is_ok_and(|mut entries| entries.next().is_some());
        if staged && !done.swap(true, Ordering::SeqCst) {
            fs::write(&file, "户,元\n一,5000\n").unwrap();
        }
    };
    let ended = ask(&board, &board.www(), false, 2, &Disk::new().watched_by(swap));
    let error = ended.expect_err("other bytes than the record's were published");
    assert!(zhangbang::publish::words::trouble(&error).zh.contains("被换过"), "{error:?}");
    assert!(board.log().is_empty() && !board.www().join("current").exists());
}

#[test]
fn nothing_is_published_among_its_sources() {
    let board = Board::new();
    board.notice("甲", "2026-11-02", "2026-11-06", "文。");
    let root = board.root();
    fs::create_dir_all(root.join("themes")).unwrap();
    std::os::unix::fs::symlink(root.join("content"), root.parent().unwrap().join("link")).unwrap();
    let targets = [
        root.join("content/out"),
        root.join("content"),
        root.join("content/../content/a/b"),
        root.join("themes/x"),
        root.join(".zhangbang/www"),
        root.clone(),
        root.parent().unwrap().to_owned(),
        root.parent().unwrap().join("link/out"),
    ];
    let before = everything(&root);
    for target in targets {
        for dry_run in [true, false] {
            let ended = ask(&board, &target, dry_run, 2, &Disk::new());
            let error = ended.err().unwrap_or_else(|| panic!("{} was published to", target.display()));
            assert!(zhangbang::publish::words::trouble(&error).zh.contains("不能发布到这里"), "{error:?}");
        }
        assert_eq!(everything(&root), before, "{}", target.display());
    }
    // beside the content is where it may go
    assert!(ask(&board, &root.join("www"), false, 2, &Disk::new()).is_ok());
}

fn everything(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut all: Vec<_> =
        walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.unwrap().into_path()).collect();
    all.sort();
    all
}

#[test]
fn a_dry_run_is_stopped_by_what_would_stop_the_real_one() {
    let board = Board::new();
    board.notice("甲", "2026-11-02", "2026-11-06", "文。");
    let stopped = |what: &str, target: &Path| {
        let before = everything(board.root().parent().unwrap());
        let dry = ask(&board, target, true, 2, &Disk::new());
        assert!(dry.is_err(), "{what}: a dry run finds nothing");
        assert_eq!(everything(board.root().parent().unwrap()), before, "{what}: a dry run left something");
        assert!(ask(&board, target, false, 2, &Disk::new()).is_err(), "{what}: the real one goes through");
    };
    let file = board.root().join("a-file");
    fs::write(&file, "").unwrap();
    stopped("the target is a file", &file);
    stopped("the target is below a file", &file.join("www"));
    let foreign = board.root().join("foreign");
    fs::create_dir_all(foreign.join("letters")).unwrap();
    stopped("the target holds somebody else's things", &foreign);
    fs::create_dir_all(board.www()).unwrap();
    let held = Lock::take(&Disk::new(), &board.www().join(".lock")).unwrap();
    stopped("somebody is publishing there", &board.www());
    drop(held);
    let lock = board.root().join("content/.publication.lock");
    let held = Lock::take(&Disk::new(), &lock).unwrap();
    stopped("somebody is writing the log", &board.www());
    drop(held);
    fs::remove_file(&lock).unwrap();
    fs::create_dir(board.root().join("content/publication.jsonl")).unwrap();
    stopped("the log is a folder", &board.www());
    fs::remove_dir(board.root().join("content/publication.jsonl")).unwrap();
    let closed = board.root().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, std::os::unix::fs::PermissionsExt::from_mode(0o555)).unwrap();
    // nothing is closed to the system's administrator
    if fs::write(closed.join("probe"), "").is_err() {
        stopped("nobody may write there", &closed.join("www"));
    }
    assert!(ask(&board, &board.www(), true, 2, &Disk::new()).is_ok());
}
