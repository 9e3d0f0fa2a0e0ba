//! A site of the fixtures, copied to where it can be published and edited.

use std::fs;
use std::path::{Path, PathBuf};
use zhangbang::build::{self, Silent};
use zhangbang::disk::Disk;
use zhangbang::model::log::PublicationLog;
use zhangbang::model::log::event::Event;
use zhangbang::model::moment::Clock;
use zhangbang::publish::{Ended, Report, Request, publish};

pub(crate) struct Site {
    work: tempfile::TempDir,
}

/// Nine in the morning of a day in November 2026, in the site's zone.
pub(crate) fn morning(day: u8) -> Clock {
    let instant = format!("2026-11-{day:02}T01:00:00Z").parse().unwrap();
    Clock { instant, given: None }
}

impl Site {
    /// A copy of `tests/records/<name>`.
    pub(crate) fn of(name: &str) -> Site {
        let site = Site { work: tempfile::tempdir().unwrap() };
        copy(&fixture(name), &site.root().join("content"));
        site
    }

    /// The board, published on three days, with a correction between.
    pub(crate) fn published() -> Site {
        let site = Site::of("board");
        site.done(2);
        site.edit("notices/road/index.md", "0999-0001234", "0999-0001235");
        site.edit(
            "notices/road/index.md",
            "原因: 录入}]",
            "原因: 录入}, {日期: 2026-11-03, 内容: 电话写错, 原因: 录入}]",
        );
        site.edit("notices/road/index.md", "天数: 10", "止: 2026-11-20");
        let list = site.root().join("content/notices/road/清单.csv");
        fs::write(&list, fs::read_to_string(&list).unwrap() + "又一项,1\n").unwrap();
        site.done(3);
        site.done(7);
        site
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.work.path().join("site")
    }

    pub(crate) fn www(&self) -> PathBuf {
        self.work.path().join("www")
    }

    /// The folder that visitors get.
    pub(crate) fn shown(&self) -> PathBuf {
        self.www().join("current").canonicalize().unwrap()
    }

    /// Replaces a text in a file under `content/`, where it must stand.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let path = self.root().join("content").join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    pub(crate) fn publish(&self, day: u8) -> Ended {
        let (root, www) = (self.root(), self.www());
        let name = www.to_string_lossy().into_owned();
        let request = Request {
            root: &root,
            target_name: &name,
            clock: morning(day),
            secret: |_| None,
            allow_demo: false,
            dry_run: false,
            // the log may come from a fixture, whose site is elsewhere
            moved: true,
            program: None,
        };
        publish(&request, &Disk::new(), &Silent).unwrap().1
    }

    /// Publishes, and it must be done.
    pub(crate) fn done(&self, day: u8) -> Report {
        match self.publish(day) {
            Ended::Done(report) => report,
            Ended::Refused(faults) => panic!("refused: {faults:#?}"),
        }
    }

    /// Publishes, and it must be refused: code and Chinese message of each error.
    pub(crate) fn refused(&self, day: u8) -> Vec<String> {
        match self.publish(day) {
            Ended::Done(report) => panic!("not refused: {report:?}"),
            Ended::Refused(faults) => {
                let errors = faults.iter().filter(|fault| fault.is_error());
                errors.map(|fault| format!("{} {}", fault.code.name(), fault.message.zh)).collect()
            }
        }
    }

    pub(crate) fn log(&self) -> PublicationLog {
        build::load(&self.root(), &morning(1)).unwrap().log
    }

    pub(crate) fn log_text(&self) -> String {
        fs::read_to_string(self.root().join("content/publication.jsonl")).unwrap()
    }
}

/// `event id` of every notice event.
pub(crate) fn events(report: &Report) -> Vec<String> {
    let of_notice = |event: &Event| match event {
        Event::Notice(notice) => Some(format!("{} {}", event.key(), notice.kept.id)),
        _ => None,
    };
    report.events.iter().filter_map(of_notice).collect()
}

pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/records").join(name)
}

pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
