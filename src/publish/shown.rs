//! What visitors see now, held against the log and against a finished release.
//!
//! `version-vanished`: what readers could once see of a former version, they always can. Source: the posting page of
//! the design, "The record of a notice".

use super::board::Board;
use super::ending::Tally;
use crate::diagnostic::{Code, Diagnostic};
use crate::evidence::anchor::{Carried, log_fault};
use crate::model::content::FileDigest;
use crate::model::digest::Digest;
use crate::model::log::{PUBLISHED, PublicationLog};
use crate::model::posted_records::record_path;
use crate::model::release::{FilePrint, Page, Prints};
use crate::source::Span;
use crate::text;

/// Open notices that do not stand as they were published.
pub(super) fn mended(shown: Option<&Carried>, now: Option<&Prints>) -> Vec<String> {
    let release = shown.and_then(Carried::told);
    let (Some(release), Some(now)) = (release, now) else { return Vec::new() };
    let stands = |path: &str, print: &Digest| now.get(path).is_some_and(|now| now.sha256 == *print);
    let altered = |page: &Page| {
        page.open
            && !(stands(&page.path, &page.sha256)
                && page.files.iter().all(|(path, print)| stands(path, print)))
    };
    release.notices.iter().filter(|(_, page)| altered(page)).map(|(id, _)| id.clone()).collect()
}

/// Whether a finished release differs from what visitors get. That their log lacks the lines which followed the last one
/// about what is posted, of which every publication adds one, is no difference.
pub(super) fn differ(
    now: Option<&Prints>,
    fresh: &Prints,
    shown: Option<&Carried>,
    log: &PublicationLog,
) -> bool {
    let (whole, least) = (log.text().as_bytes(), log.text_through_anchor().len());
    let theirs = shown.and_then(|carried| carried.log.as_deref());
    let stands = theirs.is_some_and(|theirs| theirs.len() >= least && whole.starts_with(theirs));
    now.is_none_or(|now| !counted(now, stands).eq(counted(fresh, stands)))
}

/// How a finished release differs from what visitors get, in files.
pub(super) fn tally(now: Option<&Prints>, fresh: &Prints) -> Tally {
    let mut tally = Tally::default();
    for (path, print) in fresh {
        match now.and_then(|now| now.get(path)) {
            Some(before) if before == print => {
                tally.unchanged += 1;
                continue;
            }
            Some(_) => tally.changed += 1,
            None => tally.created += 1,
        }
        tally.bytes += print.size;
    }
    let gone = now.map(|now| now.keys().filter(|path| !fresh.contains_key(*path)).count());
    tally.removed = gone.unwrap_or_default();
    tally
}

fn counted(prints: &Prints, without_log: bool) -> impl Iterator<Item = (&String, &FilePrint)> {
    prints.iter().filter(move |(path, _)| !(without_log && *path == PUBLISHED))
}

/// Another theme than the last release's, as far as the log knows that.
pub(super) fn is_another(log: &PublicationLog, theme: Digest) -> bool {
    log.last_release().and_then(|(_, released)| released.theme).is_some_and(|before| before != theme)
}

/// Files that records name and that lie in the finished release with other bytes.
pub(super) fn swapped(board: &impl Board, prints: &Prints) -> Vec<Diagnostic> {
    let assets = board.content().assets.iter();
    let differs =
        |path: &str, digest: FileDigest| prints.get(path).is_some_and(|print| print.sha256 != digest.offered);
    let files =
        assets.filter_map(|(path, asset)| asset.digest.filter(|digest| differs(path, *digest)).map(|_| path));
    let fault = |path: &String| {
        let message = text!(
            "要发布的 {path} 和记录里的不一样：生成以后被换过",
            "{path} in the finished release is not what the records say: it was changed after it was made"
        );
        let hint = text!("查明是谁换的，再运行一次", "Find out who changed it, then run it again");
        Diagnostic::new(Code::PostingAltered, board.settings().file, Span::default(), message).hint(hint)
    };
    files.map(fault).collect()
}

/// Holds the versions that visitors see now against a finished release. `found` is what a dry run would have kept.
pub(super) fn vanished(
    log: &PublicationLog,
    shown: Option<&Carried>,
    fresh: &Prints,
    found: &[String],
) -> Vec<Diagnostic> {
    let Some(release) = shown.and_then(Carried::told) else { return Vec::new() };
    let stays = |path: &str, print: &FilePrint| match fresh.get(path) {
        // a page may be worded anew; records and files are evidence
        Some(new) => path.ends_with("/index.html") || new.sha256 == print.sha256,
        None => found.iter().any(|found| found == path),
    };
    let gone = release.contents.iter().filter(|(path, print)| !stays(path, print));
    let mut gone: Vec<(&str, u32)> = gone.filter_map(|(path, _)| version_of(log, path)).collect();
    gone.dedup();
    gone.into_iter().map(|(id, number)| fault(log, id, number)).collect()
}

/// The version that a path of the site belongs to: `<id>/versions/<n>/…`.
fn version_of<'p>(log: &PublicationLog, path: &'p str) -> Option<(&'p str, u32)> {
    let (id, rest) = path.rsplit_once("/versions/")?;
    let number = rest.split_once('/')?.0.parse().ok()?;
    log.posted(id).map(|_| (id, number))
}

fn fault(log: &PublicationLog, id: &str, number: u32) -> Diagnostic {
    let path = record_path(id, number);
    let message = text!(
        "网站上有“{id}”的第{number}版旧版本，这次生成的网站里没有，或者存档不一样了",
        "The site shows version {number} of `{id}`, and the built one does not, or not as it was"
    );
    let hint = text!(
        "旧版本公开过就一直要能看到。从 git 或备份恢复 content/{path} 和同名文件夹里的文件，再发布",
        "A version that was public stays so. Restore content/{path} and the files in the folder of that name from git or a backup, then publish"
    );
    Diagnostic { code: Code::VersionVanished, ..log_fault(log, message, hint) }
}
