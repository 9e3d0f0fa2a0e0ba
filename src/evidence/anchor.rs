//! Holds the log against what the published site carries. An owner can rebuild a chain that nobody outside
//! has seen; this is what somebody outside has.

use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::digest::Digest;
use crate::model::log::PublicationLog;
use crate::model::log::event::Event;
use crate::model::release::Release;
use crate::source::SourceId;
use crate::text;
use std::sync::{Arc, OnceLock};

/// What a site carries that the log can be held against.
#[derive(Clone, Debug, Default)]
pub struct Carried {
    /// The bytes of `release.json`.
    pub release: Vec<u8>,
    /// The published log, where there is one.
    pub log: Option<Vec<u8>>,
    /// What the release says; read once, since it names every file of the site.
    told: OnceLock<Option<Release>>,
}

impl Carried {
    /// As a site has it.
    pub fn new(release: Vec<u8>, log: Option<Vec<u8>>) -> Carried {
        Carried { release, log, told: OnceLock::new() }
    }

    /// What the release says; `None` when it is none.
    pub fn told(&self) -> Option<&Release> {
        self.told.get_or_init(|| Release::read(&self.release)).as_ref()
    }
}

/// A log as a site carries it. That of the very first release is empty where nothing was posted: its own line comes
/// after it.
pub fn published_log(text: &Arc<str>) -> PublicationLog {
    match text.is_empty() {
        true => PublicationLog::default(),
        false => PublicationLog::read(None, text),
    }
}

/// Why a log and a site do not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// `release.json` is none.
    Unreadable,
    /// There is no log, and the site knows one of so many lines.
    Gone {
        /// From 1: the line that the site's release was made after.
        line: usize,
    },
    /// The site's log has these lines, and goes on to this one.
    Behind {
        /// How many are here.
        lines: usize,
        /// From 1: one that is not.
        line: usize,
    },
    /// From this line on the two are different.
    Differs {
        /// From 1.
        line: usize,
    },
    /// No line tells of this release.
    Untold,
    /// It is the release that an earlier line tells of.
    RolledBack {
        /// From 1: the line that tells of the release which the site now shows.
        line: usize,
    },
}

/// A fault of the log as such, shown at its last line.
pub fn log_fault(log: &PublicationLog, message: Text, hint: Text) -> Diagnostic {
    let span = log.span_of(log.len()).unwrap_or_default();
    let file = log.file().unwrap_or(SourceId::NOWHERE);
    Diagnostic::new(Code::LogBroken, file, span, message).hint(hint)
}

/// Why a log cannot be the one that a published site came from, or the site not what it published last.
///
/// Nothing is said of a log that is broken in itself: that is reported, and this would only follow from it.
pub fn misfit(log: &PublicationLog, carried: &Carried) -> Option<Misfit> {
    if !log.faults().is_empty() {
        return None;
    }
    let Some(release) = carried.told() else { return Some(Misfit::Unreadable) };
    let (line, lines) = (release.log_line, log.len());
    if log.is_empty() {
        return Some(Misfit::Gone { line });
    }
    let (ours, theirs) = (log.text().as_bytes(), carried.log.as_deref());
    match log.hash(line) {
        None if theirs.is_none_or(|theirs| theirs.starts_with(ours)) => Some(Misfit::Behind { lines, line }),
        Some(hash) if hash == release.log_head => told(log, line, Digest::of(&carried.release)),
        _ => Some(Misfit::Differs { line: first_difference(ours, theirs).unwrap_or(line) }),
    }
}

/// What the log says of a release whose head it has. Its own line comes right after that head: whatever tells of it
/// again, further on, was written by no publication.
fn told(log: &PublicationLog, head: usize, release: Digest) -> Option<Misfit> {
    let (line, last) = (head + 1, log.last_release().map_or(0, |(line, _)| line));
    match log.event(line) {
        Some(Event::Released(told)) if told.digest == release => {
            (line != last).then_some(Misfit::RolledBack { line })
        }
        _ if log.len() == head => Some(Misfit::Behind { lines: head, line }),
        _ => Some(Misfit::Untold),
    }
}

/// The number of the first line that is not the same in two logs, up to the end of the shorter.
pub fn first_difference(ours: &[u8], theirs: Option<&[u8]>) -> Option<usize> {
    let same = ours.iter().zip(theirs?).take_while(|(ours, theirs)| ours == theirs).count();
    (same < ours.len().min(theirs?.len()))
        .then(|| 1 + ours.iter().take(same).filter(|&&byte| byte == b'\n').count())
}

/// [`misfit`], in words.
pub fn disagreement(log: &PublicationLog, carried: &Carried) -> Option<Diagnostic> {
    misfit(log, carried).map(|misfit| diagnose(log, misfit))
}

fn diagnose(log: &PublicationLog, misfit: Misfit) -> Diagnostic {
    let fault = log_fault(log, message(misfit), hint(misfit));
    match misfit {
        Misfit::RolledBack { .. } => Diagnostic { code: Code::ReleaseOld, ..fault },
        _ => fault,
    }
}

fn message(misfit: Misfit) -> Text {
    match misfit {
        Misfit::Unreadable => {
            text!("网站上的 release.json 读不懂", "The published release.json cannot be read")
        }
        Misfit::Gone { line } => text!(
            "张榜记录不见了，而网站上记着它至少有{line}行",
            "The publication log is gone, and the published site knows it with at least {line} lines"
        ),
        Misfit::Behind { lines, line } => text!(
            "网站上的张榜记录比这里的长：这里只有{lines}行，网站上至少到第{line}行；同事在别的电脑上发布过，或者这里的末尾被截掉了",
            "The site carries a log that goes on from this one: {lines} lines are here, and the site knows line {line}; a colleague has published from another computer, or the end was cut off here"
        ),
        Misfit::Differs { line } => text!(
            "张榜记录从第{line}行起和网站上的不一样：被重做过，或者两台电脑各记了一段",
            "From line {line} on the log is another than the site's: it was rebuilt, or two computers each wrote one"
        ),
        Misfit::Untold => text!(
            "张榜记录里没有网站现在这一版的发布记录：网站被改过，或者两台电脑各记了一段",
            "The log has no line for the release that is published: the site was changed, or two computers each wrote a log"
        ),
        Misfit::RolledBack { line } => text!(
            "网站上是张榜记录第{line}行发布的旧版本，不是最后发布的那一版：后来的更正、撤销看不到了",
            "The site shows the release of line {line}, not the last one: later corrections and withdrawals are not to be seen"
        ),
    }
}

fn hint(misfit: Misfit) -> Text {
    match misfit {
        Misfit::Unreadable | Misfit::Untold => text!(
            "查明网站被谁改过；在别的电脑上发布过的，到那台电脑上继续",
            "Find out who changed the site; if it was published from another computer, go on there"
        ),
        Misfit::Gone { .. } | Misfit::Behind { .. } => text!(
            "从网站取回：zhangbang log restore 发布文件夹或网址",
            "Get it back from the site: zhangbang log restore DIR|URL"
        ),
        Misfit::Differs { .. } => text!(
            "从备份或 git 恢复 content/publication.jsonl；确认以网站上的为准时，把这里的移到别处留存，再运行 zhangbang log restore 发布文件夹或网址",
            "Restore content/publication.jsonl from a backup or git; if the site's is the right one, put this one aside, keep it, and run zhangbang log restore DIR|URL"
        ),
        Misfit::RolledBack { .. } => text!(
            "查明主机是不是恢复过旧备份；再运行一次 zhangbang publish，换上最新的",
            "Find out whether the host restored an old backup; run zhangbang publish again, which puts up the latest"
        ),
    }
}
