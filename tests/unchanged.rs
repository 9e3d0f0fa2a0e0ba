//! Builds over an earlier one: whatever was edited in between, what lies there afterwards is byte for byte what a build
//! into an empty folder makes.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests touch the world")]

#[path = "unchanged/edits.rs"]
mod edits;

use edits::{Edit, Project};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use zhangbang::build::{self, Destination, Earlier, Outcome, Silent, Site};
use zhangbang::disk::Disk;
use zhangbang::fingerprint::Fingerprint;
use zhangbang::model::moment::Clock;
use zhangbang::write::{Shelf, Written};

/// How many there are, side by side; each is put through its share of the edits, one after the other.
const PROJECTS: usize = 4;

#[test]
fn a_build_over_an_earlier_one_is_a_fresh_one() {
    let steps = std::env::var("ZHANGBANG_UNCHANGED").map_or(40, |steps| steps.parse().unwrap());
    std::thread::scope(|scope| {
        for seed in 0..PROJECTS {
            scope.spawn(move || random(steps / PROJECTS, 20_261_128 + seed as u64));
        }
    });
}

fn random(steps: usize, seed: u64) {
    let mut project = Project::new(seed);
    rebuilt(&project, "the first build").expect("a site without faults");
    let (mut kept, mut built, mut faults) = (0, 0, Vec::new());
    let (mut release, mut shared) = (Release::default(), 0);
    for step in 0..steps {
        let edit = project.edit(step);
        let what = format!("seed {seed}, step {step}: {edit}");
        match rebuilt(&project, &what) {
            Ok(written) => {
                (built, kept) = (built + 1, kept + written.unchanged);
                release = release.next(&project, &what);
                shared += release.shared.load(Relaxed);
            }
            Err(found) => faults.extend(found),
        }
    }
    assert!(shared > built * 10, "only {shared} pages were shared by {built} releases");
    assert!(built * 10 >= steps * 9, "only {built} of {steps} builds came to something: {faults:?}");
    assert!(kept > built * 10, "only {kept} files were kept in {built} builds");
}

/// Builds over what is there and into an empty folder, and compares; else the faults of the content.
fn rebuilt(project: &Project, what: &str) -> Result<Written, Vec<String>> {
    let (root, empty) = (project.root(), tempfile::tempdir().unwrap());
    let mut site = load(project);
    let over = built(&mut site, root, &project.out());
    site.earlier = Earlier::Doubted;
    let fresh = built(&mut site, root, empty.path());
    assert_eq!(over.as_ref().err(), fresh.as_ref().err(), "{what}");
    fresh?;
    let (there, expected) = (tree(&project.out()), tree(empty.path()));
    for (path, bytes) in &expected {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let found = there.get(path).unwrap_or_else(|| panic!("{what}: {path} is missing"));
        assert!(found == bytes, "{what}: {path} is\n{}\nand should be\n{}", text(found), text(bytes));
    }
    let beyond = there.keys().find(|path| !expected.contains_key(*path));
    assert_eq!(beyond, None, "{what}: too much");
    over
}

/// A release, and the fingerprints of all that its pages were made from.
#[derive(Default)]
struct Release {
    folder: Option<tempfile::TempDir>,
    before: BTreeMap<String, Fingerprint>,
    made_from: Mutex<BTreeMap<String, Fingerprint>>,
    shared: AtomicUsize,
}

impl Release {
    /// Makes the next one, which shares what it may with this one; it has to be what lies in the output folder.
    fn next(self, project: &Project, what: &str) -> Release {
        let before = std::mem::take(&mut *self.made_from.lock().unwrap());
        let shelf = Release { folder: self.folder, before, ..Release::default() };
        let folder = tempfile::tempdir().unwrap();
        let (mut site, disk) = (load(project), Disk::new());
        let into = Destination::Release { disk: &disk, folder: folder.path(), shelf: &shelf };
        match build::build_into(&mut site, project.root(), into, &Silent).unwrap() {
            Outcome::Built { .. } => {}
            Outcome::Faulty(faults) => panic!("{what}: {faults:?}"),
        }
        let (there, expected) = (tree(folder.path()), tree(&project.out()));
        let different = expected.iter().find(|(path, bytes)| there.get(*path) != Some(bytes));
        assert_eq!(different.map(|(path, _)| path), None, "{what}: not as in a build");
        assert_eq!(there.len(), expected.len(), "{what}: too much");
        Release { folder: Some(folder), ..shelf }
    }
}

impl Shelf for Release {
    fn same(&self, _: &str, _: &[u8]) -> Option<PathBuf> {
        None
    }

    fn kept(&self, path: &str, made_from: Fingerprint) -> Option<PathBuf> {
        self.made_from.lock().unwrap().insert(path.to_owned(), made_from);
        let is_same = self.before.get(path) == Some(&made_from);
        let there = self.folder.as_ref().filter(|_| is_same)?.path().join(path);
        self.shared.fetch_add(1, Relaxed);
        Some(there)
    }
}

fn load(project: &Project) -> Site {
    let clock = Clock { instant: project.now, given: None };
    let mut site = build::load(project.root(), &clock).unwrap();
    site.program = Some(project.program);
    site
}

fn built(site: &mut Site, root: &Path, out: &Path) -> Result<Written, Vec<String>> {
    match build::build(site, root, out, &Silent).unwrap() {
        Outcome::Built { written, .. } => Ok(written),
        Outcome::Faulty(faults) => Err(faults.iter().map(|fault| fault.message.en.clone()).collect()),
    }
}

/// Every file with its bytes, but for our own notes.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap) {
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        if entry.file_type().is_file() && !path.starts_with(".zhangbang/") {
            files.insert(path, fs::read(entry.path()).unwrap());
        }
    }
    files
}

#[test]
fn what_did_not_change_is_not_made_again() {
    let mut project = Project::new(1);
    let pages = |project: &Project| built(&mut load(project), project.root(), &project.out()).unwrap();
    let first = pages(&project);
    let (spoilt, _) = spoil(&project);
    assert_eq!(pages(&project), Written { unchanged: first.created, ..Written::default() });
    assert_eq!(lying(&project, &spoilt), "spoilt", "was made again");
    // another program may make another page, and what is doubted is looked at
    project.program = Fingerprint::of(b"another program");
    assert_eq!(pages(&project).changed, 1);
    let (spoilt, page) = spoil(&project);
    project.apply(&Edit::Append("notices/甲.md", "又一句。"));
    assert!(pages(&project).changed > 0);
    assert_eq!(lying(&project, &spoilt), "spoilt", "an edit elsewhere had it made again");
    let mut site = load(&project);
    site.earlier = Earlier::Doubted;
    assert_eq!(built(&mut site, project.root(), &project.out()).unwrap().changed, 1);
    assert_eq!(lying(&project, &spoilt), page);
}

#[test]
fn a_text_that_was_clean_is_looked_through_again_as_soon_as_it_says_anything_else() {
    let mut project = Project::new(2);
    let build = |project: &Project| built(&mut load(project), project.root(), &project.out());
    build(&project).unwrap();
    let known = || fs::read(project.out().join(".zhangbang/looked")).unwrap();
    let first = known();
    build(&project).unwrap();
    assert_eq!(known(), first);
    let number = "13800001234";
    for (file, from, to) in [
        ("notices/丙.md", "一句。", format!("一句。{number}")),
        ("notices/丙.md", "title: 植树", format!("title: 植树{number}")),
        ("activities/扫街.md", "risk: 路上有车", format!("risk: 路上有车{number}")),
    ] {
        project.apply(&Edit::Replace(file, from, to.clone()));
        for _ in 0..2 {
            let told = build(&project).unwrap_err();
            assert_eq!(
                told.iter().filter(|said| *said == "A mobile number is shown here").count(),
                1,
                "{to}"
            );
        }
        project.apply(&Edit::Replace(file, Box::leak(to.into_boxed_str()), from.to_owned()));
        assert!(build(&project).is_ok(), "{from}");
    }
    let known = || fs::read(project.out().join(".zhangbang/looked")).unwrap();
    assert_eq!(known(), first);
    // another program may know better, and what is cut or gone is no reason to stop
    project.program = Fingerprint::of(b"another program");
    let looked = project.out().join(".zhangbang/looked");
    for damaged in [&b""[..], &first[..first.len() - 1], b"zhangbang"] {
        fs::write(&looked, damaged).unwrap();
        build(&project).unwrap();
        let now = fs::read(&looked).unwrap();
        assert!(now.len() == first.len() && now != first);
    }
}

/// Changes a page that nothing else shows anything of, and has the list say that it was made so: as if its bytes had
/// never been looked at. Gives its path and what it was.
fn spoil(project: &Project) -> (String, String) {
    let path = "pages/关于/index.html".to_owned();
    let page = lying(project, &path);
    let list = project.out().join(".zhangbang/manifest");
    let text = fs::read_to_string(&list).unwrap();
    let (bytes, spoilt) = (Fingerprint::of(page.as_bytes()), Fingerprint::of(b"spoilt"));
    let file = project.out().join(&path);
    let modified = fs::metadata(&file).unwrap().modified().unwrap();
    fs::write(&file, "spoilt").unwrap();
    fs::File::options().write(true).open(&file).unwrap().set_modified(modified).unwrap();
    let was = format!("file {bytes} {} ", page.len());
    assert!(text.contains(&was));
    fs::write(&list, text.replace(&was, &format!("file {spoilt} 6 "))).unwrap();
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(5);
    fs::File::options().write(true).open(&list).unwrap().set_modified(later).unwrap();
    (path, page)
}

fn lying(project: &Project, path: &str) -> String {
    fs::read_to_string(project.out().join(path)).unwrap()
}
