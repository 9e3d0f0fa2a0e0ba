//! What a clerk who knows Word and Notepad gets wrong: one case a file in `tests/clerk/cases`, on the good site in
//! `tests/clerk/site`, and all that the program says of it.
//!
//! A case begins with what happened, in a line. `=== PATH` is a file as the clerk typed it; `=== PATH 改` a file of the
//! good site in which lines `<…` were replaced by lines `>…`; `=== PATH 删` one that is gone. `=== 页 PATH` is a file of
//! the built site: what must stand in it, a line each, and behind `!` what must not. `=== 说` is the whole output. A new case is a new file; `UPDATE_EXPECTED=1` writes what is said now, to be read aloud before it is kept.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests touch the world")]

use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use zhangbang::build::{self, Outcome, Silent};
use zhangbang::diagnostic::{Diagnostic, Language};
use zhangbang::model::moment::Clock;
use zhangbang::report::{Format, Style, report};
use zhangbang::source::Source;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clerk")
}

/// The day on which every case is looked at.
fn clock() -> Clock {
    Clock { instant: "2026-11-10T01:00:00Z".parse().unwrap(), given: Some(jiff::civil::date(2026, 11, 10)) }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy(&source, &target)
        } else {
            fs::write(target, fs::read(&source).unwrap()).unwrap()
        }
    }
}

/// Replaces the lines marked `<` by those marked `>`.
fn changed(old: &str, change: &str) -> String {
    let mut text = format!("\n{old}");
    let (mut from, mut to) = (String::new(), String::new());
    for line in change.lines().chain(["<"]) {
        match line.split_at_checked(1) {
            Some(("<", rest)) => {
                if !to.is_empty() || (line == "<" && !from.is_empty()) {
                    let wanted = format!("\n{from}");
                    assert!(text.contains(&wanted), "{from} is not in the good site");
                    text = text.replacen(&wanted, &format!("\n{to}"), 1);
                    (from, to) = (String::new(), String::new());
                }
                from += &format!("{rest}\n");
            }
            Some((">", rest)) => to += &format!("{rest}\n"),
            _ => panic!("{line}"),
        }
    }
    text[1..].to_owned()
}

/// Lays the files of a case over the good site.
fn lay(case: &str, root: &Path) {
    for part in case.split("\n=== ").skip(1) {
        let (name, text) = part.split_once('\n').unwrap_or((part, ""));
        match name.rsplit_once(' ') {
            _ if name == "说" || name.starts_with("页 ") => {}
            Some((path, "改")) => {
                let path = root.join(path);
                let old = fs::read_to_string(&path).unwrap();
                fs::write(path, changed(&old, text)).unwrap();
            }
            Some((path, "删")) => fs::remove_file(root.join(path)).unwrap(),
            _ => {
                let path = root.join(name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, format!("{text}\n")).unwrap();
            }
        }
    }
}

/// Everything that is said of a case; and whether it is then built, where that is asked.
fn said(case: &str, built: bool) -> String {
    let work = tempfile::tempdir().unwrap();
    let root = work.path();
    copy(&folder().join("site"), root);
    lay(case, root);
    let mut site = build::load(root, &clock()).unwrap();
    let faults = site.check_files_too(root).unwrap();
    let style = Style { language: Language::Chinese, color: false, width: None };
    let mut said = report(&faults, site.texts(), Format::Human, style);
    said += &unmended(&faults, site.texts(), root);
    if built && !faults.iter().any(Diagnostic::is_error) {
        let built = build::build(&mut site, root, &root.join("out"), &Silent);
        if !matches!(built, Ok(Outcome::Built { .. })) {
            said += "生成停住了\n";
        }
        said += &pages(case, &root.join("out"));
    }
    said
}

/// What is still said of a line after its faults were mended as they ask for; what one mending uncovers may be mended, too.
fn unmended(faults: &[Diagnostic], texts: &[Source], root: &Path) -> String {
    let mut wrong = String::new();
    for fault in faults.iter().filter(|fault| !fault.mending.is_empty()) {
        let source = &texts[fault.file.0 as usize];
        let left = once_mended(&source.path, fault.clone(), &source.text, root);
        if left > 0 {
            wrong += &format!("{} 改过一遍，第{}行还有\n", fault.code.name(), line_of(fault, &source.text));
        }
    }
    wrong
}

fn line_of(fault: &Diagnostic, text: &str) -> usize {
    text[..(fault.span.start as usize).min(text.len())].matches('\n').count() + 1
}

/// How many faults of the same code stand at the line after one mending and, where there is another, a second.
fn once_mended(path: &str, mut fault: Diagnostic, was: &str, root: &Path) -> usize {
    let (mut text, line) = (was.to_owned(), line_of(&fault, was));
    let mut left = 0;
    for _ in 0..2 {
        let mut edits = fault.mending.clone();
        edits.sort();
        for edit in edits.into_iter().rev() {
            text.replace_range(edit.span.range(), &edit.text);
        }
        fs::write(root.join(path), &text).unwrap();
        let site = build::load(root, &clock()).unwrap();
        let here = |one: &&Diagnostic| {
            let source = site.texts().get(one.file.0 as usize);
            one.code == fault.code
                && source.is_some_and(|source| source.path == path && line_of(one, &source.text) == line)
        };
        let faults = site.check();
        let same: Vec<&Diagnostic> = faults.iter().filter(here).collect();
        left = same.len();
        let Some(next) = same.into_iter().find(|one| !one.mending.is_empty()).cloned() else { break };
        fault = next;
    }
    fs::write(root.join(path), was).unwrap();
    left
}

/// What does not stand on the built pages as a case says.
fn pages(case: &str, out: &Path) -> String {
    let mut wrong = String::new();
    let parts = case.split("\n=== ").filter_map(|part| part.strip_prefix("页 ")?.split_once('\n'));
    for (path, lines) in parts {
        let page = fs::read_to_string(out.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        for line in lines.lines() {
            let (words, wanted) = line.strip_prefix('!').map_or((line, true), |words| (words, false));
            if page.contains(&words.replace("\\n", "\n")) != wanted {
                wrong += &format!("{path} {}：{words}\n", if wanted { "里没有" } else { "里还有" });
            }
        }
    }
    wrong
}

#[test]
fn every_mistake_is_answered_as_expected() {
    let cases = fs::read_dir(folder().join("cases")).unwrap().map(|entry| entry.unwrap().path());
    let cases: Vec<PathBuf> = cases.collect();
    assert!(cases.len() >= 250, "{}", cases.len());
    let wrong: Vec<String> = cases.par_iter().filter_map(|path| judge(path)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Cases on registers and activities that are several mistakes in one file.
const SEVERAL: [&str; 2] = ["register-own-place.txt", "register-own-sheet.txt"];

/// Points and honours are in `src/check/mistakes.rs`.
#[test]
fn each_mistake_in_a_register_or_activity_is_one_message() {
    let (mut registers, mut activities) = (0, 0);
    for path in fs::read_dir(folder().join("cases")).unwrap().map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let case = fs::read_to_string(&path).unwrap();
        let said = case.split_once("\n=== 说\n").unwrap_or_default().1;
        let told = said.lines().filter(|line| line.starts_with("错误[") || line.starts_with("警告[")).count();
        let counted = match name.split_once('-') {
            Some(("register", _)) => &mut registers,
            Some(("activity", _)) => &mut activities,
            _ => continue,
        };
        assert!(told <= 1 || SEVERAL.contains(&name.as_str()), "{name} says {told} things");
        *counted += usize::from(told == 1);
    }
    assert!(registers >= 25 && activities >= 12, "{registers} of registers, {activities} of activities");
}

fn judge(path: &Path) -> Option<String> {
    let case = fs::read_to_string(path).unwrap();
    let (typed, expected) = case.split_once("\n=== 说\n").unwrap_or((&case, ""));
    let name = path.file_name().unwrap().to_string_lossy();
    // building takes long, and is for those that a build once stumbled over
    let said = said(typed, name.starts_with("stop-") || typed.contains("\n=== 页 "));
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(path, format!("{typed}\n=== 说\n{said}")).unwrap();
        return None;
    }
    (said != expected).then(|| format!("{name} says now:\n{said}"))
}

#[test]
fn the_good_site_and_the_demonstration_raise_no_alarm() {
    assert_eq!(said("", true), "");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = build::load(root, &clock()).unwrap();
    let codes: Vec<&str> = site.check().iter().map(|fault| fault.code.name()).collect();
    assert_eq!(codes, ["demo-content"]);
}
