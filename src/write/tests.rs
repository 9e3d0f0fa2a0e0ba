use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use rayon::prelude::*;
use tempfile::{TempDir, tempdir};

use super::*;
use crate::fingerprint::Fingerprint;

type Site<'a> = &'a [(&'a str, &'a str)];
type Built = Result<Written, Failure<&'static str>>;

fn build(out: &Path, site: Site) -> Built {
    build_on(&Disk::default(), out, site)
}

fn build_on(disk: &Disk, out: &Path, site: Site) -> Built {
    write_on(disk, out, site.par_iter().map(|(path, text)| Ok(file(path, text))), Earlier::Believed)
}

fn file(path: &str, text: &str) -> OutputFile {
    OutputFile::new(path, text.as_bytes())
}

/// Every file with its text, and every empty folder with a `/` behind it; our own folder left out.
fn tree(out: &Path) -> BTreeMap<String, String> {
    let mut tree = BTreeMap::new();
    grow(&mut tree, out, "");
    tree
}

fn grow(tree: &mut BTreeMap<String, String>, folder: &Path, prefix: &str) {
    let entries: Vec<_> = fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
    if entries.is_empty() {
        tree.insert(prefix.to_owned(), String::new());
    }
    for entry in entries.into_iter().filter(|entry| entry.file_name() != PRIVATE) {
        let name = format!("{prefix}{}", entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            grow(tree, &entry.path(), &format!("{name}/"));
        } else {
            tree.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
}

fn expected(sites: &[Site]) -> BTreeMap<String, String> {
    let all = sites.iter().flat_map(|site| site.iter());
    all.map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn put(out: &Path, site: Site) {
    for (path, text) in site {
        let path = out.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn refusal(built: Built) -> (PathBuf, Refusal) {
    match built {
        Err(Failure::World(Trouble::Refused { path, refusal })) => (path, refusal),
        other => panic!("not refused: {other:?}"),
    }
}

const SMALL: Site =
    &[("index.html", "home"), ("公示/上村/index.html", "road"), ("公示/下村/index.html", "canal")];

#[test]
fn a_fresh_folder_is_filled() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("new/public");
    let written = build(&out, SMALL).unwrap();
    assert_eq!(written, Written { created: 3, bytes: 13, ..Written::default() });
    assert_eq!(tree(&out), expected(&[SMALL]));
}

#[test]
fn a_second_build_changes_nothing_at_all() {
    let dir = tempdir().unwrap();
    build(dir.path(), SMALL).unwrap();
    let before = stamps(dir.path());
    let disk = Disk::default();
    let written = build_on(&disk, dir.path(), SMALL).unwrap();
    assert_eq!(written, Written { unchanged: 3, ..Written::default() });
    assert_eq!(disk.steps(), 0);
    assert_eq!(stamps(dir.path()), before);
}

/// Path, time of last change and, where there is one, inode of everything, our own folder included.
fn stamps(folder: &Path) -> BTreeMap<PathBuf, (std::time::SystemTime, u64)> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let metadata = entry.metadata().unwrap();
        if metadata.is_dir() {
            all.extend(stamps(&entry.path()));
        }
        all.insert(entry.path(), (metadata.modified().unwrap(), inode(&metadata)));
    }
    all
}

#[cfg(unix)]
fn inode(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_: &fs::Metadata) -> u64 {
    0
}

#[test]
fn only_what_changed_is_written() {
    let dir = tempdir().unwrap();
    build(dir.path(), SMALL).unwrap();
    let site: Site =
        &[SMALL[0], ("公示/上村/index.html", "bridge"), ("公示/下村/index.html", "canal"), ("新", "new")];
    let written = build(dir.path(), site).unwrap();
    assert_eq!(written, Written { created: 1, changed: 1, unchanged: 2, removed: 0, bytes: 9 });
    assert_eq!(tree(dir.path()), expected(&[site]));
}

#[test]
fn what_is_no_longer_made_goes_with_its_empty_folders() {
    let dir = tempdir().unwrap();
    build(dir.path(), SMALL).unwrap();
    let written = build(dir.path(), &SMALL[..2]).unwrap();
    assert_eq!(written, Written { unchanged: 2, removed: 1, ..Written::default() });
    assert_eq!(tree(dir.path()), expected(&[&SMALL[..2]]));
}

#[test]
fn files_and_folders_of_others_stay() {
    let dir = tempdir().unwrap();
    let own: Site = &[("CNAME", "board.example"), ("公示/下村/photo.jpg", "photo")];
    put(dir.path(), own);
    fs::create_dir_all(dir.path().join("places/empty")).unwrap();
    let with_place: Site = &[SMALL[0], SMALL[1], SMALL[2], ("places/empty/index.html", "place")];
    build(dir.path(), with_place).unwrap();
    build(dir.path(), with_place).unwrap();
    build(dir.path(), &[]).unwrap();
    assert_eq!(tree(dir.path()), expected(&[own, &[("places/empty/", "")]]));
    let manifest = fs::read_to_string(dir.path().join(".zhangbang/manifest")).unwrap();
    assert_eq!(manifest, "zhangbang 2\n");
}

#[test]
fn a_file_of_others_is_never_overwritten() {
    let dir = tempdir().unwrap();
    put(dir.path(), &[("index.html", "mine")]);
    assert_eq!(refusal(build(dir.path(), SMALL)), (dir.path().join("index.html"), Refusal::Foreign));
    assert_eq!(tree(dir.path())["index.html"], "mine");
    fs::remove_file(dir.path().join("index.html")).unwrap();
    build(dir.path(), SMALL).unwrap();
    assert_eq!(tree(dir.path()), expected(&[SMALL]));
}

#[test]
fn a_file_of_others_that_is_the_same_is_taken_over() {
    let dir = tempdir().unwrap();
    put(dir.path(), SMALL);
    assert_eq!(build(dir.path(), SMALL).unwrap(), Written { unchanged: 3, ..Written::default() });
    assert_eq!(build(dir.path(), &SMALL[..1]).unwrap().removed, 2);
}

#[test]
fn an_edit_by_hand_is_undone() {
    let dir = tempdir().unwrap();
    build(dir.path(), SMALL).unwrap();
    put(dir.path(), &[("index.html", "HOME"), ("公示/上村/index.html", "longer")]);
    fs::remove_file(dir.path().join("公示/下村/index.html")).unwrap();
    let written = build(dir.path(), SMALL).unwrap();
    assert_eq!(written, Written { created: 1, changed: 2, bytes: 13, ..Written::default() });
    assert_eq!(tree(dir.path()), expected(&[SMALL]));
}

/// What it is made from is a word, and it must be made only when that is another, or somebody changed the file.
struct Word(&'static str, &'static str);

impl Coming for Word {
    type Fault = &'static str;

    fn known(&self) -> Option<(&str, Fingerprint)> {
        Some((self.0, Fingerprint::of(self.1.as_bytes())))
    }

    fn make(self) -> Result<OutputFile, &'static str> {
        let Word(path, word) = self;
        let made_from = self.known().map(|(_, print)| print);
        match word {
            "never" => Err("made"),
            word => Ok(OutputFile { made_from, ..OutputFile::new(path, word) }),
        }
    }
}

#[test]
fn what_was_made_from_the_very_same_is_not_made_again() {
    let dir = tempdir().unwrap();
    let words = |words: &[(&'static str, &'static str)], earlier| {
        let files: Vec<Word> = words.iter().map(|(path, word)| Word(path, word)).collect();
        write(dir.path(), files.into_par_iter(), earlier)
    };
    let both = [("a/x", "one"), ("b", "two")];
    assert_eq!(words(&both, Earlier::Believed).unwrap().created, 2);
    // as if it had been made from what cannot be made any more: it is not asked to
    let list = dir.path().join(".zhangbang/manifest");
    let [one, never] = ["one", "never"].map(|word| Fingerprint::of(word.as_bytes()));
    let text = fs::read_to_string(&list).unwrap();
    fs::write(&list, text.replace(&format!("{one} a/x"), &format!("{never} a/x"))).unwrap();
    // files older than the list, so that the clock's tick leaves no doubt
    let later = std::time::SystemTime::now() + Duration::from_secs(5);
    fs::File::options().write(true).open(&list).unwrap().set_modified(later).unwrap();
    let kept = words(&[("a/x", "never"), ("b", "two")], Earlier::Believed).unwrap();
    assert_eq!(kept, Written { unchanged: 2, ..Written::default() });
    assert_eq!(tree(dir.path()), expected(&[&[("a/x", "one"), ("b", "two")]]));
    assert!(matches!(words(&[("a/x", "never")], Earlier::Doubted), Err(Failure::Content(_))));
    put(dir.path(), &[("a/x", "by hand")]);
    assert!(matches!(words(&[("a/x", "never")], Earlier::Believed), Err(Failure::Content(_))));
    assert_eq!(words(&both, Earlier::Believed).unwrap().changed, 1);
    assert_eq!(tree(dir.path()), expected(&[&both]));
}

/// With size and time as they were: only who doubts the list sees it.
#[test]
fn an_edit_that_hides_itself_is_undone_when_nothing_is_believed() {
    let dir = tempdir().unwrap();
    build(dir.path(), SMALL).unwrap();
    let page = dir.path().join("index.html");
    let written = fs::metadata(&page).unwrap().modified().unwrap() - Duration::from_secs(60);
    fs::File::options().write(true).open(&page).unwrap().set_modified(written).unwrap();
    build(dir.path(), SMALL).unwrap();
    fs::write(&page, "HOME").unwrap();
    fs::File::options().write(true).open(&page).unwrap().set_modified(written).unwrap();
    assert_eq!(build(dir.path(), SMALL).unwrap().changed, 0);
    let files = SMALL.par_iter().map(|(path, text)| Ok::<_, ()>(file(path, text)));
    assert_eq!(write(dir.path(), files, Earlier::Doubted).unwrap().changed, 1);
    assert_eq!(tree(dir.path()), expected(&[SMALL]));
}

/// File systems count time in ticks: an edit right after the build can leave size and time as they were.
#[test]
fn an_edit_within_a_tick_is_undone_too() {
    let dir = tempdir().unwrap();
    build(dir.path(), SMALL).unwrap();
    let page = dir.path().join("index.html");
    let tick = fs::metadata(&page).unwrap().modified().unwrap();
    fs::write(&page, "HOME").unwrap();
    for path in [page, dir.path().join(".zhangbang/manifest")] {
        fs::File::options().write(true).open(path).unwrap().set_modified(tick).unwrap();
    }
    assert_eq!(build(dir.path(), SMALL).unwrap().changed, 1);
    assert_eq!(tree(dir.path()), expected(&[SMALL]));
}

#[test]
fn a_file_and_a_folder_can_change_places() {
    let dir = tempdir().unwrap();
    let one: Site = &[("a", "file"), ("b/c/d", "deep"), ("b/e", "too")];
    let two: Site = &[("a/x", "now in a folder"), ("b", "now a file")];
    build(dir.path(), one).unwrap();
    assert_eq!(
        build(dir.path(), two).unwrap(),
        Written { created: 2, removed: 3, bytes: 25, ..Written::default() }
    );
    assert_eq!(tree(dir.path()), expected(&[two]));
    put(dir.path(), &[("a/mine", "x")]);
    assert_eq!(refusal(build(dir.path(), one)), (dir.path().join("a"), Refusal::InTheWay));
    assert_eq!(tree(dir.path())["a/mine"], "x");
}

#[test]
fn a_fault_in_one_page_removes_nothing() {
    let dir = tempdir().unwrap();
    build(dir.path(), SMALL).unwrap();
    let files = vec![Err("no title"), Ok(file("index.html", "home")), Err("no date")];
    match write(dir.path(), files.into_par_iter(), Earlier::Believed) {
        Err(Failure::Content(mut faults)) => {
            faults.sort_unstable();
            assert_eq!(faults, ["no date", "no title"]);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(tree(dir.path()), expected(&[SMALL]));
}

#[test]
fn after_a_fault_nothing_more_is_written() {
    let dir = tempdir().unwrap();
    let files = [Ok(file("first", "1")), Err("no title"), Ok(file("second", "2"))];
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    one_thread.install(|| write(dir.path(), files.into_par_iter(), Earlier::Believed)).unwrap_err();
    assert_eq!(tree(dir.path()), expected(&[&[("first", "1")]]));
}

#[test]
fn paths_that_lead_elsewhere_or_come_twice_are_refused() {
    let dir = tempdir().unwrap();
    for path in ["../x", "/x", "a//b", "a\\b", ".zhangbang/manifest"] {
        assert_eq!(refusal(build(dir.path(), &[(path, "")])).1, Refusal::UnsafePath, "{path}");
    }
    let twice = refusal(build(dir.path(), &[("a", "1"), ("b", "2"), ("a", "1")]));
    assert_eq!(twice, (dir.path().join("a"), Refusal::Twice));
}

#[test]
fn a_name_too_long_for_the_system_is_named() {
    let dir = tempdir().unwrap();
    let long = "长".repeat(100);
    match build(dir.path(), &[(&long, "x")]) {
        Err(Failure::World(trouble)) => {
            assert_eq!(trouble.path(), dir.path().join(&long));
            assert!(trouble.zh().ends_with("文件名太长或含有不能用的字符"), "{}", trouble.zh());
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_builds_at_once_are_refused() {
    let dir = tempdir().unwrap();
    build(dir.path(), SMALL).unwrap();
    let private = Private::below(dir.path());
    let lock = private.open(&Disk::default()).unwrap();
    assert_eq!(refusal(build(dir.path(), SMALL)).1, Refusal::Busy);
    drop(lock);
    build(dir.path(), SMALL).unwrap();
}

#[test]
fn a_damaged_manifest_stops_the_build() {
    let dir = tempdir().unwrap();
    build(dir.path(), SMALL).unwrap();
    put(dir.path(), &[(".zhangbang/manifest", "zhangbang 1\nfile 2a 1 1 ../outside\n")]);
    assert_eq!(refusal(build(dir.path(), SMALL)).1, Refusal::Damaged);
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_folder_that_is_a_link_is_not_written_through() {
        let (dir, elsewhere) = (tempdir().unwrap(), tempdir().unwrap());
        symlink(elsewhere.path(), dir.path().join("公示")).unwrap();
        assert_eq!(refusal(build(dir.path(), SMALL)), (dir.path().join("公示"), Refusal::Link));
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }

    #[test]
    fn nothing_is_removed_through_a_link() {
        let (dir, elsewhere) = (tempdir().unwrap(), tempdir().unwrap());
        build(dir.path(), SMALL).unwrap();
        fs::rename(dir.path().join("公示"), elsewhere.path().join("moved")).unwrap();
        symlink(elsewhere.path().join("moved"), dir.path().join("公示")).unwrap();
        fs::remove_file(elsewhere.path().join("moved/上村/index.html")).unwrap();
        assert_eq!(build(dir.path(), &SMALL[..1]).unwrap().removed, 0);
        let there = expected(&[&[("moved/上村/", ""), ("moved/下村/index.html", "canal")]]);
        assert_eq!(tree(elsewhere.path()), there);
    }

    #[test]
    fn a_file_that_became_a_link_is_replaced_and_its_target_left_alone() {
        let (dir, elsewhere) = (tempdir().unwrap(), tempdir().unwrap());
        build(dir.path(), SMALL).unwrap();
        let (page, target) = (dir.path().join("index.html"), elsewhere.path().join("precious"));
        fs::write(&target, "precious").unwrap();
        fs::remove_file(&page).unwrap();
        symlink(&target, &page).unwrap();
        assert_eq!(build(dir.path(), SMALL).unwrap().changed, 1);
        assert_eq!(tree(dir.path()), expected(&[SMALL]));
        assert_eq!(fs::read_to_string(target).unwrap(), "precious");
    }

    #[test]
    fn a_link_of_others_is_not_replaced() {
        let dir = tempdir().unwrap();
        symlink("elsewhere", dir.path().join("index.html")).unwrap();
        assert_eq!(refusal(build(dir.path(), SMALL)), (dir.path().join("index.html"), Refusal::Foreign));
    }
}

/// A folder with a finished build in it and files of other people, and three sites that it may be
/// turned into. Together they hold every way in which a path can change.
struct Stage {
    dir: TempDir,
}

const OLD: Site = &[
    ("same/index.html", "same"),
    ("index.html", "old home"),
    ("gone/deep/a", "gone"),
    ("gone/b", "gone too"),
    ("swap", "a file"),
    ("paws/in/x", "in a folder"),
    ("nest/swap", "alone"),
];
const NEW: Site = &[
    ("same/index.html", "same"),
    ("index.html", "new home"),
    ("fresh/deep/a", "fresh"),
    ("fresh/b", "fresh too"),
    ("swap/x", "in a folder"),
    ("paws", "a file"),
    ("nest/swap/x", "alone"),
    ("own/page", "in a folder of others"),
    ("vacant/page", "in an empty folder of others"),
];
const LATER: Site = &[
    ("same/index.html", "same"),
    ("index.html", "later home"),
    ("fresh/b", "later, and longer"),
    ("swap/x", "later in a folder"),
    ("own/later", "x"),
];
const OTHERS: Site =
    &[("CNAME", "board.example"), ("gone/deep/notes.txt", "mine"), ("own/notes.txt", "mine")];

impl Stage {
    fn set() -> Stage {
        let dir = tempdir().unwrap();
        build(dir.path(), OLD).unwrap();
        put(dir.path(), OTHERS);
        fs::create_dir(dir.path().join("vacant")).unwrap();
        Stage { dir }
    }

    fn out(&self) -> &Path {
        self.dir.path()
    }

    /// No file is half one thing and half another, and nothing of others is missing.
    fn every_file_is_whole(&self) {
        let known = [OLD, NEW, LATER, OTHERS].concat();
        for (path, text) in tree(self.out()).iter().filter(|(path, _)| !path.ends_with('/')) {
            assert!(known.contains(&(path.as_str(), text.as_str())), "{path}: {text}");
        }
        let tree = tree(self.out());
        assert!(OTHERS.iter().all(|(path, text)| tree.get(*path).is_some_and(|there| there == text)));
    }

    fn ends_in(&self, site: Site) {
        build(self.out(), site).unwrap();
        let mut expected = expected(&[site, OTHERS]);
        if !expected.contains_key("vacant/page") {
            expected.insert("vacant/".to_owned(), String::new());
        }
        assert_eq!(tree(self.out()), expected);
        assert!(!self.out().join(".zhangbang/journal").exists());
        let disk = Disk::default();
        build_on(&disk, self.out(), site).unwrap();
        assert_eq!(disk.steps(), 0, "the next build still had something to do");
    }
}

/// How many changes a build from OLD to NEW takes.
fn steps() -> usize {
    let stage = Stage::set();
    let disk = Disk::default();
    build_on(&disk, stage.out(), NEW).unwrap();
    disk.steps()
}

#[test]
fn a_build_killed_before_any_change_is_taken_up_again() {
    for step in 1..=steps() {
        for site in [NEW, OLD, LATER] {
            let stage = Stage::set();
            build_on(&Disk::dying_at(step), stage.out(), NEW).unwrap_err();
            stage.every_file_is_whole();
            stage.ends_in(site);
        }
    }
}

#[test]
fn builds_killed_one_after_another_are_taken_up_again() {
    let steps = steps();
    for step in 1..=steps {
        let stage = Stage::set();
        for (end, site) in [(step, NEW), (step * 7 % steps + 1, LATER), (step * 5 % steps + 1, NEW)] {
            let _ = build_on(&Disk::dying_at(end), stage.out(), site);
            stage.every_file_is_whole();
        }
        stage.ends_in(LATER);
    }
}

#[test]
fn a_first_build_killed_before_any_change_is_taken_up_again() {
    let counted = Disk::default();
    build_on(&counted, &tempdir().unwrap().path().join("out"), NEW).unwrap();
    for step in 1..=counted.steps() {
        let dir = tempdir().unwrap();
        let out = dir.path().join("out");
        build_on(&Disk::dying_at(step), &out, NEW).unwrap_err();
        build(&out, LATER).unwrap();
        assert_eq!(tree(&out), expected(&[LATER]), "killed at {step}");
    }
}

#[test]
fn any_one_failure_is_named_and_overcome() {
    for step in 1..=steps() {
        let stage = Stage::set();
        match build_on(&Disk::failing_at(step), stage.out(), NEW) {
            Err(Failure::World(trouble)) => assert!(trouble.path().starts_with(stage.out()), "{trouble}"),
            other => panic!("failure at {step} went unnoticed: {other:?}"),
        }
        stage.every_file_is_whole();
        stage.ends_in(LATER);
    }
}

/// What somebody puts into the folder after a crash is not taken for ours, wherever the crash was.
#[test]
fn after_a_crash_files_of_others_are_still_told_apart() {
    for step in 1..=steps() {
        let stage = Stage::set();
        build_on(&Disk::dying_at(step), stage.out(), NEW).unwrap_err();
        if stage.out().join("fresh").is_dir() {
            put(stage.out(), &[("fresh/b", "put here by hand")]);
            let there = || tree(stage.out())["fresh/b"].clone();
            if !finished(stage.out()) {
                assert_eq!(refusal(build(stage.out(), NEW)).1, Refusal::Foreign, "killed at {step}");
                assert_eq!(there(), "put here by hand");
                build(stage.out(), OLD).unwrap();
                assert_eq!(there(), "put here by hand");
            }
        }
    }
}

fn finished(out: &Path) -> bool {
    fs::read_to_string(out.join(".zhangbang/manifest")).unwrap().contains("fresh/b")
}

#[test]
fn a_journal_cut_off_in_a_line_is_taken_up_again() {
    let dir = tempdir().unwrap();
    put(dir.path(), &[(".zhangbang/journal", "file 00")]);
    let before_manifest = 10;
    build_on(&Disk::dying_at(before_manifest), dir.path(), &[("index.html", "home")]).unwrap_err();
    assert_eq!(tree(dir.path())["index.html"], "home");
    build(dir.path(), &[("index.html", "another")]).unwrap();
    assert_eq!(tree(dir.path())["index.html"], "another");
}

#[test]
fn an_empty_file_left_by_a_power_cut_is_made_again() {
    let dir = tempdir().unwrap();
    put(dir.path(), &[("index.html", ""), (".zhangbang/journal", "")]);
    build(dir.path(), SMALL).unwrap();
    assert_eq!(tree(dir.path()), expected(&[SMALL]));
}

const VICTIM: &str = "ZHANGBANG_TEST_VICTIM";

/// Really killed, at whatever moment it is.
#[test]
fn a_killed_process_leaves_whole_files() {
    let dir = tempdir().unwrap();
    for round in 0..12 {
        let mut child = victim(dir.path());
        sleep(Duration::from_millis(15 + 9 * round));
        assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
        child.kill().unwrap();
        child.wait().unwrap();
        if dir.path().join("out").exists() {
            let tree = tree(&dir.path().join("out"));
            let half = tree.iter().find(|(path, text)| !path.ends_with('/') && !is_generation(path, text));
            assert_eq!(half.map(|(path, _)| path), None);
        }
    }
    build_generation(dir.path(), 2);
    let expected: BTreeMap<_, _> = generation(2).into_iter().map(|file| (file.path, file.bytes)).collect();
    let there = tree(&dir.path().join("out"));
    assert_eq!(there.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    assert!(there.values().map(String::as_bytes).eq(expected.values()));
}

fn victim(dir: &Path) -> Child {
    let this = std::env::current_exe().unwrap();
    let name = concat!(module_path!(), "::builds_until_killed");
    let (_, name) = name.split_once("::").unwrap();
    let mut command = Command::new(this);
    command.args([name, "--exact", "--ignored"]).env(VICTIM, dir).stdout(Stdio::null()).spawn().unwrap()
}

#[test]
#[ignore = "started by the test above"]
fn builds_until_killed() {
    let Some(dir) = std::env::var_os(VICTIM) else {
        return;
    };
    for number in 0.. {
        build_generation(Path::new(&dir), number);
    }
}

fn build_generation(dir: &Path, number: usize) {
    let files = generation(number).into_par_iter().map(Ok::<_, ()>);
    write(&dir.join("out"), files, Earlier::Believed).unwrap();
}

/// A hundred files, some of which come, go, change or stay from one generation to the next.
fn generation(number: usize) -> Vec<OutputFile> {
    let here = (0..100).filter(|index| !(index + number).is_multiple_of(3));
    here.map(|index| file(&format!("{}/{index}/x", index % 7), &content(index, number / 2))).collect()
}

fn content(index: usize, version: usize) -> String {
    format!("{index} in {}\n", if index.is_multiple_of(2) { 0 } else { version }).repeat(800)
}

fn is_generation(path: &str, text: &str) -> bool {
    let index = path.split('/').nth(1).unwrap();
    let Some(first) = text.lines().next() else {
        return false;
    };
    first.starts_with(&format!("{index} in ")) && text == format!("{first}\n").repeat(800)
}
