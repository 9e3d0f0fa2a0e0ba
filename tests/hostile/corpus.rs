//! The hostile corpus: hundreds of small files, each alone in a site, each with one clear word about it.
//!
//! `corpus.tsv` pins what is said of each: `UPDATE_EXPECTED=1 cargo test --test hostile corpus` writes it anew; read
//! the difference before it is kept. Time and memory are printed: `cargo test --release --test hostile corpus --
//! --nocapture` gives the figures that the handbook promises, which a debug build need not keep.

use crate::corpus_files::{attachments, links, logs, names, places, themes};
use crate::corpus_packed;
use crate::corpus_pictures::pictures;
use crate::corpus_texts::{bodies, front_matter, settings};
use crate::program::{Site, program, weighed};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// What a stranger put into a site.
pub(crate) struct Case {
    pub name: String,
    pub make: Box<dyn Fn(&Site) + Send + Sync>,
}

impl Case {
    pub(crate) fn new(name: impl Into<String>, make: impl Fn(&Site) + Send + Sync + 'static) -> Case {
        Case { name: name.into(), make: Box::new(make) }
    }

    /// One file.
    pub(crate) fn file(name: impl Into<String>, path: &str, bytes: impl Into<Vec<u8>>) -> Case {
        let (path, bytes) = (path.to_owned(), bytes.into());
        Case::new(name, move |site| site.put(&path, &bytes))
    }
}

/// What came of one.
struct Came {
    name: String,
    said: String,
    took: Duration,
    /// KiB.
    memory: u64,
}

/// KiB that one file may cost, all of a run included.
const MOST_MEMORY: u64 = 256 << 10;
/// KiB of addresses that a run is given at all: the allocator and the threads reserve more than is ever used.
const ADDRESSES: u64 = 512 << 10;
/// A debug build takes many times as long; the promise of a second is one of release builds.
const MOST_TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 15 } else { 3 });
const FEWEST: usize = 250;

fn cases() -> Vec<Case> {
    let all = [
        settings(),
        front_matter(),
        bodies(),
        pictures(),
        names(),
        places(),
        logs(),
        themes(),
        attachments(),
        corpus_packed::attachments(),
        links(),
    ];
    let only = std::env::var("ZHANGBANG_CASES").unwrap_or_default();
    all.into_iter().flatten().filter(|case| case.name.contains(&only)).collect()
}

#[test]
fn each_file_is_named_alone_and_costs_little() {
    let (cases, next, came) = (cases(), AtomicUsize::new(0), Mutex::new(Vec::new()));
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), cases.len(), "two have one name");
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::SeqCst)) {
                    let one = try_one(case);
                    came.lock().unwrap().push(one);
                }
            });
        }
    });
    let mut came = came.into_inner().unwrap();
    came.sort_by(|a, b| a.name.cmp(&b.name));
    tell(&came);
    pinned(&came);
    let over: Vec<&str> = came
        .iter()
        .filter(|one| one.took >= MOST_TIME || one.memory > MOST_MEMORY)
        .map(|one| one.name.as_str())
        .collect();
    assert!(over.is_empty(), "too long or too large: {over:?}");
}

fn try_one(case: &Case) -> Came {
    let site = Site::new();
    (case.make)(&site);
    let out = site.root().join("public");
    let mut command = program(Some(ADDRESSES));
    // each thread reserves addresses of its own
    command.env("RAYON_NUM_THREADS", "2");
    command.args(["build", "--format", "short", "--today", "2026-11-10", "--root"]).arg(site.root());
    command.arg("--out").arg(&out);
    let (ran, memory) = weighed(&mut command, site.root(), MOST_TIME);
    let name = case.name.clone();
    let Some(ran) = ran else { return Came { name, said: "does not end".into(), took: MOST_TIME, memory } };
    let all = ran.out + &ran.err;
    assert!(!all.contains("panicked") && ran.status.code().is_some(), "{}: {all}", case.name);
    let told = all.lines().filter_map(|line| {
        let (place, rest) = line.split_once(": error[").or_else(|| line.split_once(": warning["))?;
        let path = place.rsplitn(3, ':').last().unwrap_or(place);
        Some(format!("{} {path}", rest.split(']').next().unwrap_or_default()))
    });
    let mut told = counted(told);
    if ran.status.code() == Some(2) {
        told.push(format!(
            "trouble {}",
            all.lines().last().unwrap_or_default().replace(&*site.root().to_string_lossy(), "")
        ));
    }
    Came { name, said: told.join(" | "), took: ran.took, memory }
}

/// Each word once, with how often it was said.
fn counted(told: impl Iterator<Item = String>) -> Vec<String> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for word in told {
        match counts.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => counts.push((word, 1)),
        }
    }
    let shown = |(word, count)| if count == 1 { word } else { format!("{word} ×{count}") };
    counts.into_iter().map(shown).collect()
}

fn tell(came: &[Came]) {
    let mut slow: Vec<&Came> = came.iter().collect();
    slow.sort_by_key(|one| std::cmp::Reverse(one.took));
    println!("{} files; the slowest:", came.len());
    slow.iter().take(8).for_each(|one| println!("  {:?} {} KiB {}", one.took, one.memory, one.name));
    slow.sort_by_key(|one| std::cmp::Reverse(one.memory));
    println!("the largest:");
    slow.iter().take(8).for_each(|one| println!("  {} KiB {:?} {}", one.memory, one.took, one.name));
}

/// Holds what was said to the table, and most of it to one word a file.
fn pinned(came: &[Came]) {
    let only = std::env::var("ZHANGBANG_CASES").unwrap_or_default();
    if !only.is_empty() {
        came.iter().for_each(|one| println!("{}\t{}", one.name, one.said));
        return;
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile/corpus.tsv");
    let mut table = String::new();
    for one in came {
        let _ = writeln!(table, "{}\t{}", one.name, if one.said.is_empty() { "-" } else { &one.said });
    }
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&path, &table).unwrap();
    }
    let wanted = std::fs::read_to_string(&path).unwrap_or_default();
    let lines: BTreeSet<&str> = table.lines().collect();
    let differ: Vec<&str> = wanted.lines().filter(|line| !lines.contains(line)).collect();
    let known: BTreeSet<&str> = wanted.lines().collect();
    let new: Vec<&&str> = lines.iter().filter(|line| !known.contains(**line)).collect();
    assert!(differ.is_empty() && new.is_empty(), "wanted {differ:#?}\nsaid {new:#?}");
    let alone = |one: &&Came| !one.said.is_empty() && !one.said.contains(" | ");
    let (alone, taken) =
        (came.iter().filter(alone).count(), came.iter().filter(|one| one.said.is_empty()).count());
    println!("{alone} named by one code, {taken} taken as they are, {} by more", came.len() - alone - taken);
    let ok = |one: &Came| one.name.split(' ').nth(1) == Some("ok");
    let wrong: Vec<&str> =
        came.iter().filter(|one| ok(one) != one.said.is_empty()).map(|one| one.name.as_str()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(alone >= FEWEST, "{alone} are named");
}
