//! Publishing to a directory: what the machine may do in the middle, and what nobody may do to an open notice.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

use jiff::Timestamp;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use zhangbang::build::{self, Silent};
use zhangbang::disk::{Disk, Lock};
use zhangbang::model::log::PublicationLog;
use zhangbang::model::moment::Clock;
use zhangbang::publish::{Ended, Request, publish};

const SITE: &str = "name: 试验站\nbase_url: https://shiyan.example\nhost: 甲\noperator: 乙\nid_code: \"1\"\nicp: 丙\npolice: 丁\ncontact: 戊\nhotlines: [{name: 己, phone: 12345}]\n";
const RULES: &str = "points:\n  name: 积分公示\n  posting: {min: 3}\n  material: [title, body]\n  source: {title: 办法}\nnews: {name: 动态}\n";

pub struct Board {
    work: tempfile::TempDir,
}

/// Morning of a day in November 2026, in the site's zone.
fn morning(day: i8) -> Clock {
    clock(&format!("2026-11-{day:02}T01:00:00Z"))
}

fn clock(text: &str) -> Clock {
    Clock { instant: text.parse::<Timestamp>().unwrap(), given: None }
}

impl Board {
    fn new() -> Board {
        let board = Board { work: tempfile::tempdir().unwrap() };
        board.put("site.yaml", SITE);
        board.put("rules.yaml", RULES);
        board.put("calendar/2026.yaml", zhangbang::commands::starter::file("calendar/2026.yaml").unwrap());
        board
    }

    fn root(&self) -> PathBuf {
        self.work.path().join("site")
    }

    fn www(&self) -> PathBuf {
        self.work.path().join("www")
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.root().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn notice(&self, name: &str, from: &str, until: &str, body: &str) {
        let text = format!(
            "---\ntitle: {name}\nkind: points\nissuer: 村委会\nposting: {{from: {from}, until: {until}}}\n---\n{body}\n"
        );
        self.put(&format!("notices/{name}.md"), &text);
    }

    fn publish_with(&self, clock: Clock, disk: &Disk) -> Result<Ended, String> {
        let (root, www) = (self.root(), self.www());
        let name = www.to_string_lossy().into_owned();
        let request = Request {
            root: &root,
            target_name: &name,
            clock,
            allow_demo: false,
            dry_run: false,
            moved: false,
        };
        publish(&request, disk, &Silent).map(|(_, ended)| ended).map_err(|error| format!("{error:?}"))
    }

    /// Publishes and expects it to be done.
    fn publish(&self, clock: Clock) {
        match self.publish_with(clock, &Disk::new()).unwrap() {
            Ended::Done(_) => {}
            Ended::Refused(faults) => panic!("refused: {faults:#?}"),
        }
    }

    /// Publishes and gives the codes for which it was refused.
    fn refused(&self, clock: Clock) -> Vec<&'static str> {
        match self.publish_with(clock, &Disk::new()).unwrap() {
            Ended::Done(report) => panic!("not refused: {report:?}"),
            Ended::Refused(faults) => {
                faults.iter().filter(|fault| fault.is_error()).map(|fault| fault.code.name()).collect()
            }
        }
    }

    fn log(&self) -> PublicationLog {
        build::load(&self.root(), &morning(1)).unwrap().log
    }

    /// What a visitor gets for a notice.
    fn seen(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.www().join("current/notices").join(name).join("index.html")).ok()
    }

    /// Every file that a visitor could get.
    fn all(&self) -> BTreeMap<PathBuf, Vec<u8>> {
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

#[test]
fn a_crash_at_any_step_is_finished_or_undone_and_no_visitor_sees_it() {
    let before = Board::new();
    before.notice("甲", "2026-11-02", "2026-11-06", "第一份。");
    before.publish(morning(2));
    let first = before.seen("甲").unwrap();
    before.notice("乙", "2026-11-03", "2026-11-06", "第二份。");

    let whole = before.clone();
    let disk = Disk::new();
    whole.publish_with(morning(3), &disk).unwrap();
    let steps = disk.steps();
    assert!(steps >= 10, "{steps} steps");
    for step in 1..=steps {
        let board = before.clone();
        let died = board.publish_with(morning(3), &Disk::dying_at(step));
        assert!(died.is_err(), "step {step}");
        // whatever happened, a visitor sees the open notice as it was posted, or in the new release
        let seen = board.seen("甲").unwrap_or_else(|| panic!("step {step}: an open notice is missing"));
        assert!(seen == first || board.seen("乙").is_some(), "step {step}: half a release");
        board.publish(morning(3));
        assert!(board.seen("甲").is_some() && board.seen("乙").is_some(), "step {step}");
        let log = board.log();
        assert!(log.faults().is_empty(), "step {step}: {:?}", log.faults());
        assert!(log.posted("notices/甲").is_some() && log.posted("notices/乙").is_some(), "step {step}");
        assert_eq!(log.notices().count(), 2);
        assert!(!board.root().join("content/.publication.pending").exists());
        assert!(board.refused_nothing_on_the_next_day(), "step {step}");
    }
    println!("{steps} kill points");
}

impl Board {
    fn refused_nothing_on_the_next_day(&self) -> bool {
        matches!(self.publish_with(morning(4), &Disk::new()), Ok(Ended::Done(_)))
    }
}

fn cut_to_one_line(log: &Path) {
    let text = fs::read_to_string(log).unwrap();
    fs::write(log, text.split_inclusive('\n').next().unwrap()).unwrap();
}

/// What is done, how, and the code for which it is refused.
type Edit<'a> = (&'a str, Box<dyn Fn() + 'a>, &'a str);

#[test]
fn nothing_takes_an_open_notice_down_moves_or_quietly_changes_it() {
    let board = Board::new();
    board.notice("甲", "2026-11-02", "2026-11-05", "原文。");
    board.publish(morning(2));
    let shown = board.all();
    let path = |name: &str| board.root().join("content/notices").join(format!("{name}.md"));
    let original = fs::read_to_string(path("甲")).unwrap();
    let log_path = board.root().join("content/publication.jsonl");
    let (notice, text) = (&path("甲"), &original);
    let put = |from: &'static str, to: &'static str| -> Box<dyn Fn() + '_> {
        assert!(text.contains(from), "{from}");
        Box::new(move || fs::write(notice, text.replace(from, to)).unwrap())
    };
    let edits: Vec<Edit> = vec![
        ("deleted", Box::new(|| fs::remove_file(path("甲")).unwrap()), "posting-vanished"),
        ("renamed", Box::new(|| fs::rename(path("甲"), path("丙")).unwrap()), "posting-moved"),
        ("drafted", put("issuer", "draft: true\nissuer"), "posting-vanished"),
        ("altered", put("原文", "改文"), "posting-altered"),
        ("retitled", put("title: 甲", "title: 乙"), "posting-altered"),
        ("shortened", put("until: 2026-11-05", "until: 2026-11-04"), "posting-withdrawn-early"),
        ("backdated", put("from: 2026-11-02", "from: 2026-10-30"), "posting-backdated"),
        (
            "postponed",
            put("from: 2026-11-02, until: 2026-11-05", "from: 2026-11-04, until: 2026-11-10"),
            "posting-vanished",
        ),
        (
            "withdrawn without reason",
            put("issuer", "withdrawn: {on: 2026-11-03}\nissuer"),
            "posting-withdrawn-early",
        ),
        ("log deleted", Box::new(|| fs::remove_file(&log_path).unwrap()), "log-broken"),
        ("log emptied", Box::new(|| fs::write(&log_path, "").unwrap()), "log-broken"),
        ("log cut", Box::new(|| cut_to_one_line(&log_path)), "log-broken"),
    ];
    let log = fs::read(&log_path).unwrap();
    for (name, edit, code) in edits {
        edit();
        let codes = board.refused(morning(3));
        assert!(codes.contains(&code), "{name}: {codes:?}");
        assert_eq!(board.all(), shown, "{name}");
        let _ = fs::remove_file(path("丙"));
        fs::write(path("甲"), &original).unwrap();
        fs::write(&log_path, &log).unwrap();
    }
    board.publish(morning(3));
}

#[test]
fn lawful_changes_are_published() {
    let board = Board::new();
    board.notice("甲", "2026-11-02", "2026-11-06", "原文。");
    board.publish(morning(2));
    let path = board.root().join("content/notices/甲.md");
    let original = fs::read_to_string(&path).unwrap();
    let contact = original.replace(
        "issuer",
        "contact: {phone: 0999-0001234}\ncorrections: [{on: 2026-11-03, what: 补写电话}]\nissuer",
    );
    let again = contact.replace("原文", "新文").replace("until: 2026-11-06", "until: 2026-11-09");
    for (day, text) in [
        (2, original.replace('\n', "\r\n")),
        (2, original.replace("title:", "# 说明\ntitle:")),
        (2, original.replace("title", "标题").replace("kind", "类别")),
        (3, contact.clone()),
        (4, again.clone()),
        (
            5,
            again.replace(
                "issuer",
                "withdrawn: {on: 2026-11-05, reason: 项目取消, authority: 镇政府}\nissuer",
            ),
        ),
    ] {
        fs::write(&path, text).unwrap();
        board.publish(morning(day));
        assert!(board.seen("甲").is_some());
    }
    let log = board.log();
    let posted = log.posted("notices/甲").unwrap();
    assert!(posted.withdrawn.is_some());
    assert_eq!(posted.kept.effective.unwrap().until.to_string(), "2026-11-09");
}

#[test]
fn an_unchanged_site_is_not_published_twice_and_the_clock_may_not_go_back() {
    let board = Board::new();
    board.notice("甲", "2026-11-02", "2026-11-06", "原文。");
    board.publish(morning(2));
    let lines = board.log().len();
    board.publish(morning(2));
    assert_eq!(board.log().len(), lines);
    assert!(board.refused(clock("2026-11-02T00:59:00Z")).contains(&"log-clock"));
}

#[test]
fn odd_targets_are_refused_and_left_alone() {
    let board = Board::new();
    board.notice("甲", "2026-11-02", "2026-11-06", "原文。");
    fs::write(board.www(), "a file").unwrap();
    assert!(board.publish_with(morning(2), &Disk::new()).is_err());
    assert_eq!(fs::read_to_string(board.www()).unwrap(), "a file");
    fs::remove_file(board.www()).unwrap();
    fs::create_dir_all(board.www()).unwrap();
    fs::write(board.www().join("foreign.txt"), "theirs").unwrap();
    assert!(board.publish_with(morning(2), &Disk::new()).is_err());
    assert_eq!(fs::read_dir(board.www()).unwrap().count(), 1);
}

#[test]
fn two_publications_do_not_meet() {
    let board = Board::new();
    board.notice("甲", "2026-11-02", "2026-11-06", "原文。");
    fs::create_dir_all(board.www().join("releases")).unwrap();
    let held = Lock::take(&Disk::new(), &board.www().join(".lock")).unwrap().unwrap();
    assert_eq!(board.publish_with(morning(2), &Disk::new()).unwrap_err(), "Busy");
    drop(held);
    board.publish(morning(2));
}
