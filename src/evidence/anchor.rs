//! Holds the log against what the published site carries. An owner can rebuild a chain that nobody outside
//! has seen; this is what somebody outside has.

use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::digest::Digest;
use crate::model::log::PublicationLog;
use crate::model::log::event::Event;
use crate::model::release::Release;
use crate::source::SourceId;
use crate::text;

/// A fault of the log as such, shown at its last line.
pub fn log_fault(log: &PublicationLog, message: Text, hint: Text) -> Diagnostic {
    let span = log.span_of(log.len()).unwrap_or_default();
    let file = log.file().unwrap_or(SourceId::NOWHERE);
    Diagnostic::new(Code::LogBroken, file, span, message).hint(hint)
}

/// Why a log cannot be the one that a published `release.json` came from: the line that was its head then
/// is another or missing, or no line tells of this release.
///
/// Nothing is said of a log that is broken in itself: that is reported, and this would only follow from it.
pub fn disagreement(log: &PublicationLog, release: &[u8]) -> Option<Diagnostic> {
    if !log.faults().is_empty() {
        return None;
    }
    let Some(carried) = Release::read(release) else {
        return Some(log_fault(
            log,
            text!("网站上的 release.json 读不懂", "The published release.json cannot be read"),
            text!("网站被改动过：查明原因，再发布", "The published site was changed: find out why"),
        ));
    };
    misfit(log, &carried, Digest::of(release)).map(|message| {
        let hint = text!(
            "从备份或 git 恢复 content/publication.jsonl；发布过的每一行都要在",
            "Restore content/publication.jsonl from a backup or git, with every line that was ever published"
        );
        log_fault(log, message, hint)
    })
}

fn misfit(log: &PublicationLog, carried: &Release, digest: Digest) -> Option<Text> {
    let (line, lines) = (carried.log_line, log.len());
    match log.hash(line) {
        None if log.is_empty() => Some(text!(
            "张榜记录不见了，而网站上记着它至少有{line}行",
            "The publication log is gone, and the published site knows it with at least {line} lines"
        )),
        None => Some(text!(
            "张榜记录的末尾被截掉了：现在{lines}行，网站上记着至少{line}行",
            "The publication log was cut: it has {lines} lines, and the published site knows at least {line}"
        )),
        Some(hash) if hash != carried.log_head => Some(text!(
            "张榜记录被重做过：第{line}行和网站上记着的不一样",
            "The publication log was rebuilt: line {line} is not the one that the published site knows"
        )),
        Some(_) if !tells_of(log, line, digest) => Some(text!(
            "张榜记录里没有网站现在这一版的发布记录：末尾被截掉了，或者网站被改过",
            "The log has no line for the release that is published: its tail was cut, or the site was changed"
        )),
        Some(_) => None,
    }
}

/// The release's own line comes after the head that it carries.
fn tells_of(log: &PublicationLog, after: usize, digest: Digest) -> bool {
    let is_this = |event| matches!(event, Event::Released(released) if released.digest == digest);
    (after + 1..=log.len()).any(|line| log.event(line).is_some_and(is_this))
}
