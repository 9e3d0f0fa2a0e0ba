//! The log back from the published site: when the one here is gone, or a colleague has published since.

use super::anchor::{Carried, first_difference, log_fault, published_log};
use crate::diagnostic::{Diagnostic, Text};
use crate::model::log::PublicationLog;
use crate::model::log::event::Event;
use crate::model::log::stamp::Stamp;
use crate::model::release::Release;
use crate::text;
use std::str;
use std::sync::Arc;

/// What there is to be done about the log here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Restored {
    /// It becomes this one, of so many lines, which goes on from what is here.
    Becomes {
        /// All of it, as it is to stand on disk.
        text: String,
        /// How many it has.
        lines: usize,
    },
    /// It has all that the site has.
    Nothing {
        /// How many are here.
        lines: usize,
    },
}

/// Why the site's log cannot be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The site carries no log: it was published by an earlier program.
    NoLog,
    /// The site's log is broken, from this line on.
    Broken {
        /// From 1.
        line: usize,
    },
    /// The site's log is not the one that its `release.json` speaks of.
    Unanchored,
    /// Here stands another line.
    Differs {
        /// From 1: the first that is not the same.
        line: usize,
        /// What stands here, without its line end.
        ours: String,
        /// What the site has there.
        theirs: String,
    },
}

/// The log that the site stands for: the published one, and the line that tells of the release itself, which cannot
/// be part of what it digests.
///
/// # Errors
/// When there is none, or it is not whole.
pub fn published(carried: &Carried) -> Result<PublicationLog, Refusal> {
    let bytes = carried.log.as_ref().ok_or(Refusal::NoLog)?;
    let broken = |line| Refusal::Broken { line };
    let text: Arc<str> = str::from_utf8(bytes).map_err(|_| broken(1))?.into();
    let log = published_log(&text);
    if let Some(fault) = log.faults().first() {
        return Err(broken(fault.line));
    }
    let release = Release::read(&carried.release).ok_or(Refusal::Unanchored)?;
    let at: Stamp = release.at.parse().map_err(|_| Refusal::Unanchored)?;
    if log.len() != release.log_line || log.hash(log.len()) != Some(release.log_head) {
        return Err(Refusal::Unanchored);
    }
    Ok(log.extended(at, &[Event::Released(release.event(&carried.release))]))
}

/// What becomes of the log here; `local` are its bytes, none when it is gone. Nothing that stands here is ever
/// changed or taken away.
///
/// # Errors
/// Why the site's log is not taken over.
pub fn restore(local: &[u8], carried: &Carried) -> Result<Restored, Refusal> {
    let whole = published(carried)?;
    let (lines, text) = (whole.len(), whole.text());
    if local.starts_with(text.as_bytes()) {
        return Ok(Restored::Nothing { lines });
    }
    if text.as_bytes().starts_with(local) {
        return Ok(Restored::Becomes { text: text.to_owned(), lines });
    }
    let line = first_difference(local, Some(text.as_bytes())).unwrap_or(1);
    let at = |text: &str| text.lines().nth(line - 1).unwrap_or_default().to_owned();
    Err(Refusal::Differs { line, ours: at(&String::from_utf8_lossy(local)), theirs: at(text) })
}

/// A refusal in words, at the line that it is about.
pub fn fault(log: &PublicationLog, refusal: &Refusal) -> Diagnostic {
    let (message, hint) = words(refusal);
    let fault = log_fault(log, message, hint);
    match refusal {
        Refusal::Differs { line, .. } => {
            Diagnostic { span: log.span_of(*line).unwrap_or(fault.span), ..fault }
        }
        _ => fault,
    }
}

fn words(refusal: &Refusal) -> (Text, Text) {
    match refusal {
        Refusal::NoLog => (
            text!("网站上没有张榜记录的副本", "The site carries no copy of the log"),
            text!(
                "它是旧版本的程序发布的：只能从备份或 git 恢复",
                "It was published by an earlier program: restore the log from a backup or git"
            ),
        ),
        Refusal::Broken { line } => (
            text!(
                "网站上的张榜记录从第{line}行起不完整，不能用",
                "The site's log is broken from line {line} on"
            ),
            text!(
                "查明网站被谁改过；从备份或 git 恢复",
                "Find out who changed the site; restore the log from a backup or git"
            ),
        ),
        Refusal::Unanchored => (
            text!(
                "网站上的张榜记录和它的 release.json 对不上，不能用",
                "The site's log is not the one that its release.json speaks of"
            ),
            text!(
                "查明网站被谁改过；从备份或 git 恢复",
                "Find out who changed the site; restore the log from a backup or git"
            ),
        ),
        Refusal::Differs { line, ours, theirs } => (
            text!(
                "第{line}行和网站上的不一样，没有动这里的记录。\n这里：{ours}\n网站：{theirs}",
                "Line {line} is another than the site's; the log here was not touched.\nhere: {ours}\nsite: {theirs}"
            ),
            text!(
                "两本记录只有一本是真的：先弄清是哪一本。以网站上的为准时，把这里的移到别处留存，再运行一次",
                "Only one of the two is right: find out which. If it is the site's, put the one here aside, keep it, and run this again"
            ),
        ),
    }
}
