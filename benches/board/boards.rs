//! A board of our own: its sources, and the builds that are timed.

use super::content::{self, Notice, TODAY};
use super::measure::{self, Cost};
use rayon::prelude::*;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use zhangbang::build::Silent;
use zhangbang::disk::Disk;
use zhangbang::fingerprint::Fingerprint;
use zhangbang::model::moment::Clock;
use zhangbang::publish::{Ended, Request, publish};

pub(crate) struct Board {
    pub root: PathBuf,
    out: PathBuf,
    copy: PathBuf,
    target: PathBuf,
    notices: u32,
}

/// What the last publication put there.
pub(crate) struct Written {
    /// Files that the release before does not have.
    pub files: u64,
    /// Of those.
    pub bytes: u64,
    /// Files of the release.
    pub all: u64,
}

/// The argument with which this program publishes: a site to a folder, in a minute of the day.
pub(crate) const PUBLISH: &str = "--publish-to";

/// Makes the sources below `folder`, afresh, as if `init` had made the rest.
///
/// # Errors
/// When something cannot be written.
pub(crate) fn make(folder: &Path, notices: u32) -> io::Result<Board> {
    let root = folder.join("zhangbang");
    starter(&root, &places())?;
    write_all(&root.join("content/notices"), "md", notices, content::file)?;
    let [out, copy, target] = ["public", "copy", "www"].map(|name| folder.join(name));
    Ok(Board { root, out, copy, target, notices })
}

/// An empty site, as if `init` had made it, with these places.
pub(crate) fn starter(root: &Path, places: &str) -> io::Result<()> {
    empty(root)?;
    let content = root.join("content");
    fs::create_dir_all(content.join("calendar"))?;
    let starter = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/commands/starter");
    fs::copy(starter.join("rules.yaml"), content.join("rules.yaml"))?;
    for year in fs::read_dir(starter.join("calendar"))? {
        let year = year?;
        fs::copy(year.path(), content.join("calendar").join(year.file_name()))?;
    }
    fs::write(content.join("site.yaml"), SITE)?;
    fs::write(content.join("places.yaml"), places)
}

/// Writes every notice as `shape` gives it.
pub(crate) fn write_all(
    folder: &Path,
    ending: &str,
    count: u32,
    shape: fn(&Notice) -> String,
) -> io::Result<()> {
    for year in 2024..=TODAY.year() {
        fs::create_dir_all(folder.join(year.to_string()))?;
    }
    (0..count).into_par_iter().try_for_each(|i| {
        let notice = content::notice(i, count);
        fs::write(folder.join(format!("{}.{ending}", notice.name)), shape(&notice))
    })
}

const SITE: &str = "\
name: 测速县公示公开栏
base_url: https://board.invalid/
description: 只用来测速，内容都是编的
host: 测速县宣传部
operator: 测速县新时代文明实践中心
id_code: \"0000000000\"
icp: 虚ICP备00000000号
police: 虚公网安备00000000000000号
contact: 测速县文明实践中心 0999-0001000
hotlines:
  - {name: 县监督电话, phone: 0999-0001300}
columns:
  - {id: villages, name: 村里的事, description: 村务公开和危房改造, kinds: [village_affairs, housing]}
  - {id: people, name: 评选招聘, description: 荣誉评选、公益岗位和招聘, kinds: [honour, welfare_post, recruitment]}
";

fn places() -> String {
    let mut text = String::new();
    for (i, township) in content::townships().iter().enumerate() {
        let _ = writeln!(text, "- name: {}\n  slug: t{}\n  villages:", township.name, i + 1);
        for (j, village) in township.villages.iter().enumerate() {
            let _ = writeln!(text, "    - {{name: {village}, slug: v{}}}", j + 1);
        }
    }
    text
}

impl Board {
    /// Builds into an empty folder.
    pub(crate) fn cold(&self) -> io::Result<Cost> {
        empty(&self.out)?;
        self.build()
    }

    /// Builds over what is there.
    pub(crate) fn build(&self) -> io::Result<Cost> {
        let (root, out) = (self.root.as_os_str(), self.out.as_os_str());
        let today = TODAY.to_string();
        let arguments = ["build".as_ref(), "--quiet".as_ref(), "--today".as_ref(), today.as_ref()];
        let folders = ["--root".as_ref(), root, "--out".as_ref(), out];
        measure::run(env!("CARGO_BIN_EXE_zhangbang"), &[arguments, folders].concat())
    }

    /// Adds a sentence to a notice in the middle.
    pub(crate) fn change_one(&self, run: u32) -> io::Result<()> {
        let mut notice = content::notice(self.notices / 2, self.notices);
        let _ = write!(notice.body, "\n已第{}次补充说明。\n", run + 1);
        fs::write(self.root.join(format!("content/notices/{}.md", notice.name)), content::file(&notice))
    }

    /// As if it had never been published.
    pub(crate) fn unpublish(&self) -> io::Result<()> {
        empty(&self.target)?;
        empty(&self.root.join("content/posted"))?;
        match fs::remove_file(self.root.join("content/publication.jsonl")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Publishes in a minute of the day, each later than the one before.
    pub(crate) fn publish(&self, minute: u32) -> io::Result<Cost> {
        let minute = minute.to_string();
        let arguments = [PUBLISH.as_ref(), self.root.as_os_str(), self.target.as_os_str(), minute.as_ref()];
        measure::run_part(&arguments)
    }

    /// What that wrote.
    pub(crate) fn written(&self) -> io::Result<Written> {
        let mut written = Written { files: 0, bytes: 0, all: 0 };
        for entry in walkdir::WalkDir::new(self.target.join("current/")) {
            let about = entry?.metadata()?;
            if about.is_file() {
                written.all += 1;
                if names(&about) == 1 {
                    (written.files, written.bytes) = (written.files + 1, written.bytes + about.len());
                }
            }
        }
        Ok(written)
    }

    /// Copies the output.
    pub(crate) fn copy(&self) -> io::Result<Cost> {
        empty(&self.copy)?;
        measure::run("cp", &["-r".as_ref(), self.out.as_os_str(), self.copy.as_os_str()])
    }
}

/// Removes a folder of ours, if it is there.
pub(crate) fn empty(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// How many names a file has; one where systems do not tell.
#[cfg(unix)]
fn names(about: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(about)
}

#[cfg(not(unix))]
fn names(_: &fs::Metadata) -> u64 {
    1
}

/// The other side: publishes.
///
/// # Errors
/// When that is refused, or the disk refuses.
pub(crate) fn published(root: &str, target: &str, minute: &str) -> io::Result<()> {
    let minute: i64 = minute.parse().map_err(io::Error::other)?;
    let morning = TODAY.at(8, 0, 0, 0).in_tz("Asia/Shanghai").map_err(io::Error::other)?;
    let instant = morning.timestamp() + jiff::SignedDuration::from_mins(minute);
    let clock = Clock { instant, given: None };
    let (root, target_name) = (Path::new(root), target);
    let program = std::env::current_exe().and_then(fs::File::open).and_then(Fingerprint::of_all).ok();
    let request = Request {
        root,
        target_name,
        clock,
        secret: |_| None,
        allow_demo: false,
        dry_run: false,
        moved: false,
        program,
    };
    match publish(&request, &Disk::new(), &Silent).map(|(_, ended)| ended) {
        Ok(Ended::Done(_)) => Ok(()),
        Ok(Ended::Refused(faults)) => {
            let fault = faults.into_iter().find(zhangbang::diagnostic::Diagnostic::is_error);
            Err(io::Error::other(format!("refused: {fault:?}")))
        }
        Err(error) => Err(io::Error::other(format!("{error:?}"))),
    }
}
