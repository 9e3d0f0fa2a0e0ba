//! `check --fix`: shows what is beyond doubt as it is and as it would be, and writes it when somebody says yes.
//!
//! What is posted is left alone: there every change of the text asks for a correction, or begins the days anew.

use super::ask::Asked;
use super::desk::{Desk, Ending, Ran, trouble};
use super::output::say;
use crate::build::Site;
use crate::diagnostic::{Diagnostic, Edit, Text, applied};
use crate::disk::{self, Disk};
use crate::read;
use crate::source::{Source, SourceId};
use crate::text;
use std::collections::BTreeMap;

/// A file as it would be.
struct Mended<'s> {
    source: &'s Source,
    text: String,
}

/// Shows all mendings, asks, and writes them.
pub(super) fn mend(desk: &Desk, site: &Site, faults: &[Diagnostic], yes: bool) -> Ran {
    let posted = |path: &str| {
        let id = path.trim_start_matches("content/").trim_end_matches(".md").trim_end_matches("/index");
        site.log.posted(id).is_some()
    };
    let mut files: Vec<Mended> = Vec::new();
    for (file, edits) in by_file(faults) {
        let Some(source) = site.texts().get(file.0 as usize).filter(|source| !posted(&source.path)) else {
            continue;
        };
        files.push(Mended::new(source, &edits));
    }
    let unlike = unlike(desk, site, &files)?;
    if files.is_empty() && unlike.is_empty() {
        say(desk, &text!("没有能代劳的毛病\n", "There is nothing to mend here\n"));
        return Ok(Ending::of(faults));
    }
    for file in &files {
        say(desk, &Text::same(file.shown()));
    }
    for source in &unlike {
        let path = &source.path;
        say(desk, &text!("{path}：编码和换行统一成 UTF-8\n", "{path}: becomes UTF-8 with plain line ends\n"));
    }
    let question = text!("照这样改吗？（是/否）", "Write this? (y/n)");
    if !yes && !Asked::at(desk, false).yes(&question) {
        say(
            desk,
            &text!("什么都没有写；要写进文件，加上 --yes\n", "Nothing was written; add --yes to write it\n"),
        );
        return Ok(Ending::of(faults));
    }
    let disk = Disk::new();
    let whole = unlike.iter().map(|source| (source.path.as_str(), source.text.as_ref()));
    let all = files.iter().map(|file| (file.source.path.as_str(), file.text.as_str())).chain(whole);
    let mut count = 0;
    for (path, text) in all {
        disk.replace(&desk.options.root.join(path), text.as_bytes()).map_err(|lost| trouble(&lost))?;
        count += 1;
    }
    say(
        desk,
        &text!(
            "改好了{count}个文件；再运行 zhangbang check 看看\n",
            "Mended {count} files; run zhangbang check again\n"
        ),
    );
    Ok(Ending::Done)
}

/// The edits of each file, in order of place; of two that touch each other, the first.
fn by_file(faults: &[Diagnostic]) -> BTreeMap<SourceId, Vec<Edit>> {
    let mut files: BTreeMap<SourceId, Vec<Edit>> = BTreeMap::new();
    for fault in faults {
        let edits = files.entry(fault.file).or_default();
        let over = |new: &Edit, old: &Edit| new.span.start < old.span.end && old.span.start < new.span.end;
        if !fault.mending.iter().any(|new| edits.iter().any(|old| new == old || over(new, old))) {
            edits.extend(fault.mending.iter().cloned());
        }
    }
    files.retain(|_, edits| !edits.is_empty());
    files.values_mut().for_each(|edits| edits.sort());
    files
}

/// Content files whose bytes are not what they were read as: other encodings and line ends.
fn unlike<'s>(desk: &Desk, site: &'s Site, files: &[Mended]) -> Result<Vec<&'s Source>, Text> {
    let mut found = Vec::new();
    let refused =
        |path: &str| site.sources.refused.iter().any(|(id, _)| site.texts()[id.0 as usize].path == path);
    for source in site.texts() {
        let is_text = source.path.starts_with("content/") && !source.path.ends_with(".jsonl");
        let known = files.iter().any(|file| file.source.path == source.path);
        if !is_text || known || refused(&source.path) {
            continue;
        }
        let bytes = disk::read_at_most(&desk.options.root.join(&source.path), read::TEXT_LIMIT);
        let bytes = bytes.map_err(|lost| trouble(&lost))?;
        if bytes != source.text.as_bytes() && read::decode(bytes).is_some_and(|text| *text == *source.text) {
            found.push(source);
        }
    }
    Ok(found)
}

impl<'s> Mended<'s> {
    fn new(source: &'s Source, edits: &[Edit]) -> Mended<'s> {
        Mended { source, text: applied(&source.text, edits) }
    }

    /// Every line that changes, before and after.
    fn shown(&self) -> String {
        let mut shown = format!("{}\n", self.source.path);
        let (before, after) = (self.source.text.as_ref(), self.text.as_str());
        let old: Vec<&str> = before.lines().collect();
        let new: Vec<&str> = after.lines().collect();
        let (mut i, mut j) = (0, 0);
        while i < old.len() || j < new.len() {
            if i < old.len() && j < new.len() && old[i] == new[j] {
                (i, j) = (i + 1, j + 1);
                continue;
            }
            // as far as the next line that both have
            let (skip_old, skip_new) = next_alike(&old[i..], &new[j..]);
            for line in &old[i..i + skip_old] {
                shown += &format!("  - {line}\n");
            }
            for line in &new[j..j + skip_new] {
                shown += &format!("  + {line}\n");
            }
            (i, j) = (i + skip_old, j + skip_new);
        }
        shown
    }
}

/// How many lines of each to pass until both go on alike.
fn next_alike(old: &[&str], new: &[&str]) -> (usize, usize) {
    const FAR: usize = 200;
    for sum in 1..FAR {
        for in_old in 0..=sum.min(old.len()) {
            let in_new = sum - in_old;
            if in_new > new.len() {
                continue;
            }
            match (old.get(in_old), new.get(in_new)) {
                (Some(one), Some(other)) if one == other && !one.is_empty() => return (in_old, in_new),
                (None, None) => return (in_old, in_new),
                _ => {}
            }
        }
    }
    (old.len(), new.len())
}
