//! A site in a folder of its own, with a target beside it.

use jiff::Timestamp;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use zhangbang::build::{self, Silent};
use zhangbang::disk::Disk;
use zhangbang::fingerprint::Fingerprint;
use zhangbang::model::log::PublicationLog;
use zhangbang::model::moment::Clock;
use zhangbang::publish::{Ended, Report, Request, publish};

pub(crate) const SITE: &str = "name: 试验站\nbase_url: https://shiyan.example\nhost: 甲\noperator: 乙\nid_code: \"1\"\nicp: 丙\npolice: 丁\ncontact: 戊\nhotlines: [{name: 己, phone: 12345}]\n";
const RULES: &str = "points:\n  name: 积分公示\n  posting: {min: 3}\n  material: [title, body]\n  source: {title: 办法}\nnews: {name: 动态}\n";

pub(crate) struct Board {
    work: tempfile::TempDir,
}

/// Morning of a day in November 2026, in the site's zone.
pub(crate) fn morning(day: i8) -> Clock {
    clock(&format!("2026-11-{day:02}T01:00:00Z"))
}

pub(crate) fn clock(text: &str) -> Clock {
    Clock { instant: text.parse::<Timestamp>().unwrap(), given: None }
}

impl Board {
    pub(crate) fn new() -> Board {
        let board = Board { work: tempfile::tempdir().unwrap() };
        board.put("site.yaml", SITE);
        board.put("rules.yaml", RULES);
        board.put("calendar/2026.yaml", zhangbang::commands::starter::file("calendar/2026.yaml").unwrap());
        board
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.work.path().join("site")
    }

    pub(crate) fn www(&self) -> PathBuf {
        self.work.path().join("www")
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let path = self.root().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn notice(&self, name: &str, from: &str, until: &str, body: &str) {
        let text = format!(
            "---\ntitle: {name}\nkind: points\nissuer: 村委会\nposting: {{from: {from}, until: {until}}}\n---\n{body}\n"
        );
        self.put(&format!("notices/{name}.md"), &text);
    }

    pub(crate) fn publish_with(&self, clock: Clock, disk: &Disk) -> Result<Ended, String> {
        self.publish_as(false, clock, disk)
    }

    /// As a demonstration, too.
    pub(crate) fn publish_as(&self, allow_demo: bool, clock: Clock, disk: &Disk) -> Result<Ended, String> {
        let (root, www) = (self.root(), self.www());
        let name = www.to_string_lossy().into_owned();
        let request = Request {
            root: &root,
            target_name: &name,
            clock,
            secret: |_| None,
            allow_demo,
            dry_run: false,
            moved: false,
            program: Some(Fingerprint::of(b"a program")),
        };
        publish(&request, disk, &Silent).map(|(_, ended)| ended).map_err(|error| format!("{error:?}"))
    }

    /// Publishes and expects it to be done.
    pub(crate) fn publish(&self, clock: Clock) -> Report {
        match self.publish_with(clock, &Disk::new()).unwrap() {
            Ended::Done(report) => report,
            Ended::Refused(faults) => panic!("refused: {faults:#?}"),
        }
    }

    /// Publishes and gives the codes for which it was refused.
    pub(crate) fn refused(&self, clock: Clock) -> Vec<&'static str> {
        match self.publish_with(clock, &Disk::new()).unwrap() {
            Ended::Done(report) => panic!("not refused: {report:?}"),
            Ended::Refused(faults) => {
                faults.iter().filter(|fault| fault.is_error()).map(|fault| fault.code.name()).collect()
            }
        }
    }

    pub(crate) fn log(&self) -> PublicationLog {
        build::load(&self.root(), &morning(1)).unwrap().log
    }

    /// What a visitor gets for a notice.
    pub(crate) fn seen(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.www().join("current/notices").join(name).join("index.html")).ok()
    }

    /// Every file that a visitor could get.
    pub(crate) fn all(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let shown = self.www().join("current").canonicalize().unwrap();
        let files =
            walkdir::WalkDir::new(&shown).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
        files
            .map(|e| (e.path().strip_prefix(&shown).unwrap().to_owned(), fs::read(e.path()).unwrap()))
            .collect()
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.path_is_symlink() {
            std::os::unix::fs::symlink(fs::read_link(entry.path()).unwrap(), target).unwrap();
        } else if entry.file_type().is_dir() {
            fs::create_dir_all(&target).unwrap();
        } else {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}

/// The same board, to try something else on.
impl Clone for Board {
    fn clone(&self) -> Board {
        let other = Board { work: tempfile::tempdir().unwrap() };
        copy(self.work.path(), other.work.path());
        other
    }
}
