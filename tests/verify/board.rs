//! A small board with two open notices, published to a folder.

use jiff::Timestamp;
use std::fs;
use std::path::PathBuf;
use zhangbang::build::{self, Silent};
use zhangbang::disk::Disk;
use zhangbang::model::log::PublicationLog;
use zhangbang::model::log::stamp::Stamp;
use zhangbang::model::moment::Clock;
use zhangbang::publish::{Ended, Request, publish};

const SITE: &str = "name: 试验站\nhost: 甲\noperator: 乙\nid_code: \"1\"\nicp: 丙\npolice: 丁\ncontact: 戊\nhotlines: [{name: 己, phone: 12345}]\ncolumns: [{id: all, name: 公示, kinds: [points]}]\n";
const RULES: &str = "points:\n  name: 积分公示\n  posting: {min: 3}\n  file_within: 10\n  material: [title, body]\n  source: {title: 办法}\nnews: {name: 动态}\n";

pub(crate) struct Board {
    work: tempfile::TempDir,
}

impl Board {
    /// Published on the second of November.
    pub(crate) fn published(base_url: &str) -> Board {
        let board = Board { work: tempfile::tempdir().unwrap() };
        board.put("site.yaml", &format!("{SITE}base_url: {base_url}\n"));
        board.put("rules.yaml", RULES);
        board.put("calendar/2026.yaml", zhangbang::commands::starter::file("calendar/2026.yaml").unwrap());
        board.put("notices/表.csv", "户,分\n甲,3\n");
        board.notice("甲", "attachments: [{file: 表.csv}]\n");
        board.notice("乙", "");
        board.publish("2026-11-02T01:00:00Z");
        board
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.work.path().join("site")
    }

    pub(crate) fn www(&self) -> PathBuf {
        self.work.path().join("www")
    }

    pub(crate) fn shown(&self) -> PathBuf {
        self.www().join("current")
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let path = self.root().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn notice(&self, name: &str, more: &str) {
        let text = format!(
            "---\ntitle: {name}\nkind: points\nissuer: 村委会\nposting: {{from: 2026-11-02, until: 2026-11-06}}\n{more}---\n第一季度。\n"
        );
        self.put(&format!("notices/{name}.md"), &text);
    }

    pub(crate) fn publish(&self, now: &str) {
        let clock = Clock { instant: now.parse::<Timestamp>().unwrap(), given: None };
        let (root, www, disk) = (self.root(), self.www(), Disk::new());
        let name = www.to_string_lossy().into_owned();
        let request = Request {
            root: &root,
            target_name: &name,
            clock,
            secret: |_| None,
            allow_demo: false,
            dry_run: false,
            moved: false,
            program: None,
        };
        match publish(&request, &disk, &Silent).unwrap() {
            (_, Ended::Done(_)) => {}
            (_, Ended::Refused(faults)) => panic!("{faults:#?}"),
        }
    }

    pub(crate) fn log(&self) -> PublicationLog {
        let clock = Clock { instant: Timestamp::UNIX_EPOCH, given: None };
        build::load(&self.root(), &clock).unwrap().log
    }

    pub(crate) fn log_path(&self) -> PathBuf {
        self.root().join("content/publication.jsonl")
    }
}

/// A time on the day after the board went up, in the site's zone.
pub(crate) fn next_day() -> Stamp {
    "2026-11-03T09:00:00+08:00".parse().unwrap()
}
