//! What `publish` would say to what is on disk. Nothing is written for that, and no target is looked at.

use super::told::Findings;
use crate::build;
use crate::diagnostic::Text;
use crate::disk::{self, Stamp};
use crate::model::content::{Content, FileDigest};
use crate::model::log::PublicationLog;
use crate::model::moment::Clock;
use crate::text;
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// Whether it could be published, and the words for it.
pub(super) struct Standing {
    pub ok: bool,
    pub words: Text,
}

impl Standing {
    /// `shown` is the day on show, when it is not the clock's; `files_known` when all files were looked into.
    pub(super) fn of(
        findings: &Findings,
        content: &Content,
        log: &PublicationLog,
        clock: &Clock,
        shown: Option<Date>,
        files_known: bool,
    ) -> Standing {
        let no = |words| Standing { ok: false, words };
        let ahead = log.latest().map(|(_, at)| at).filter(|at| clock.instant < at.timestamp());
        if let Some((message, path)) = findings.worst() {
            let (Text { zh, en }, errors) = (message, findings.errors());
            return no(text!(
                "现在不能发布，有 {errors} 个错误。{path}：{zh}",
                "It cannot be published now; errors: {errors}. {path}: {en}"
            ));
        }
        if let Some(last) = ahead {
            return no(text!(
                "现在不能发布：电脑时钟比张榜记录里的 {last} 还早，请先校准",
                "It cannot be published now: the clock is behind the log ({last}); set it right"
            ));
        }
        if content.site.is_demo() {
            return no(text!("演示站点，不能正式发布", "A demonstration site, which is not published"));
        }
        let (zh, en) = match files_known {
            true => ("", ""),
            false => ("（图片和附件里面还在看）", " (pictures and attachments are still being looked into)"),
        };
        let words = match shown {
            None => text!("可以发布{zh}", "It can be published{en}"),
            Some(day) => text!(
                "在{day}这一天看，可以发布{zh}；正式发布按电脑时钟",
                "As of {day} it can be published{en}; publish goes by the clock"
            ),
        };
        Standing { ok: true, words }
    }
}

/// Files of open notices, each digested once as long as it is not written again: the guard asks whether
/// they are as they were published.
pub(super) struct PostedFiles {
    root: PathBuf,
    known: Mutex<HashMap<String, (Stamp, FileDigest)>>,
}

impl PostedFiles {
    pub(super) fn under(root: PathBuf) -> PostedFiles {
        PostedFiles { root, known: Mutex::default() }
    }

    /// The content with digests where the guard needs them; `None` when it needs none.
    pub(super) fn digested(&self, content: &Content, log: &PublicationLog, today: Date) -> Option<Content> {
        let paths = build::open_files(content, log, today);
        (!paths.is_empty()).then(|| self.with_digests(content, &paths))
    }

    /// The content with the digests of some files, by path under `content/`.
    pub(super) fn with_digests(&self, content: &Content, paths: &BTreeSet<String>) -> Content {
        let mut content = content.clone();
        for path in paths {
            let digest = self.digest(path);
            if let Some(asset) = content.assets.get_mut(path) {
                asset.digest = digest;
            }
        }
        content
    }

    fn digest(&self, path: &str) -> Option<FileDigest> {
        let stamp = disk::weigh(&self.root.join("content").join(path)).ok()?;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, digest)) = known.get(path).filter(|(before, _)| *before == stamp) {
            return Some(*digest);
        }
        let digest = build::file_digest(&self.root, path).ok()?;
        known.insert(path.to_owned(), (stamp, digest));
        Some(digest)
    }
}
