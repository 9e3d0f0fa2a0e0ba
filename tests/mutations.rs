//! The demonstration's files, changed at random as slips of the hand and bad tools change them: whatever comes of it,
//! nothing panics or takes long, no fault points beyond its file, and a site that passes the check is built.
//!
//! `ZHANGBANG_MUTATIONS=100000 cargo test --release --test mutations -- --nocapture` is the long run;
//! `ZHANGBANG_SEED` plays one again.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use zhangbang::build::{self, Outcome, Silent};
use zhangbang::diagnostic::{Diagnostic, Language};
use zhangbang::model::moment::Clock;
use zhangbang::parse;
use zhangbang::read::{self, Sources};
use zhangbang::report::{Format, Style, report};
use zhangbang::source::{Source, SourceId};

/// Mutations that one whole site is built of.
const A_BUILD: usize = 250;

/// A generator small enough to be read: xorshift64*.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most.max(1) as u64).unwrap()
    }

    fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

/// What gets into files by slips, pastes and tools.
const PIECES: [&str; 40] = [
    "：", "　", "\u{A0}", "\t", "\n", "\n\n", "---", "----", "- ", "-", "*", "**", "\"", "'", "“", "#", "##",
    "|", "｜", "[", "]", "{", "}", "（", "）", "&", "@", "%", "!", "\u{B}", "\u{200B}", "\u{FDD0}", "0", "9",
    "2026", "万", "元", "<", "[^1]", "`",
];

/// One slip, anywhere in the text.
fn mutated(text: &str, random: &mut Random) -> String {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let at = places[random.below(places.len())];
    let far = 1 + random.below(12);
    let end = text[at..].char_indices().nth(far).map_or(text.len(), |(more, _)| at + more);
    match random.below(6) {
        0 => format!("{}{}", &text[..at], &text[end..]),
        1 => format!("{}{}{}", &text[..at], random.one(&PIECES), &text[at..]),
        2 => format!("{}{}{}", &text[..at], random.one(&PIECES), &text[end..]),
        3 => format!("{}{}{}", &text[..end], &text[at..end], &text[end..]),
        4 => text[..at].to_owned(),
        _ => {
            let mut lines: Vec<&str> = text.split('\n').collect();
            let (one, other) = (random.below(lines.len()), random.below(lines.len()));
            lines.swap(one, other);
            lines.join("\n")
        }
    }
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

fn holds(faults: &[Diagnostic], texts: &[Source], what: &str) {
    for fault in faults.iter().filter(|fault| fault.file != SourceId::NOWHERE) {
        let text = &texts[fault.file.0 as usize].text;
        let (start, end) = (fault.span.start as usize, fault.span.end as usize);
        assert!(start <= end && end <= text.len(), "{what}: {fault:?} points beyond {} bytes", text.len());
        assert!(text.is_char_boundary(start), "{what}: {fault:?} points into a character");
        for edit in &fault.mending {
            let range = edit.span.range();
            assert!(text.get(range).is_some(), "{what}: {fault:?} mends beyond the text");
        }
    }
    for format in [Format::Human, Format::Short, Format::Json] {
        report(faults, texts, format, Style { language: Language::Chinese, color: false, width: None });
    }
}

#[test]
fn slips_at_random_hurt_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (count, seed) = (number("ZHANGBANG_MUTATIONS", 400), number("ZHANGBANG_SEED", 20_261_128));
    println!("ZHANGBANG_MUTATIONS={count} ZHANGBANG_SEED={seed}");
    let mut random = Random(seed);
    let sources = read::read(root).unwrap();
    let ours: Vec<&Source> = sources.texts.iter().filter(|text| text.path.starts_with("content/")).collect();
    let (mut longest, mut told) = (Duration::ZERO, 0_usize);
    let mut changed: Vec<(String, String)> = Vec::new();
    for run in 0..count {
        let source = random.one(&ours);
        let mut text = source.text.to_string();
        for _ in 0..=random.below(3) {
            text = mutated(&text, &mut random);
        }
        let what = format!("seed {seed}, run {run}, {}", source.path);
        let one = Source::new(source.path.clone(), text.as_str());
        let begun = Instant::now();
        let only = Sources { texts: vec![one.clone()], ..Sources::default() };
        let faults = parse::parse(&only).diagnostics;
        holds(&faults, &only.texts, &what);
        let took = begun.elapsed();
        assert!(took < Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 }), "{what}: {took:?}");
        (longest, told) = (longest.max(took), told + faults.len());
        if faults.is_empty() {
            changed.push((source.path.clone(), text));
        }
        if changed.len() == A_BUILD || run + 1 == count {
            builds_if_clean(root, &std::mem::take(&mut changed), seed);
        }
    }
    println!("{told} faults told, {longest:?} at the longest");
}

/// What no file alone is blamed for, all at once in a copy of the site.
fn builds_if_clean(root: &Path, changed: &[(String, String)], seed: u64) {
    let work = tempfile::tempdir().unwrap();
    let status =
        std::process::Command::new("cp").arg("-r").arg(root.join("content")).arg(work.path()).status();
    assert!(status.unwrap().success());
    for (path, text) in changed {
        fs::write(work.path().join(path), text).unwrap();
    }
    let clock = Clock { instant: "2026-11-10T01:00:00Z".parse().unwrap(), given: None };
    // what the rules blame goes back to what it was, until nothing is blamed
    let mut left: BTreeSet<&str> = changed.iter().map(|(path, _)| path.as_str()).collect();
    while !left.is_empty() {
        let mut site = build::load(work.path(), &clock).unwrap();
        let faults = site.check_files_too(work.path()).unwrap();
        holds(&faults, site.texts(), &format!("seed {seed}"));
        let errors: Vec<&Diagnostic> = faults.iter().filter(|fault| fault.is_error()).collect();
        if errors.is_empty() {
            let built = build::build(&mut site, work.path(), &work.path().join("out"), &Silent);
            assert!(
                matches!(built, Ok(Outcome::Built { .. })),
                "seed {seed}: the check was clean, and nothing was built"
            );
            return;
        }
        let placed = errors.iter().filter(|fault| fault.file != SourceId::NOWHERE);
        let blamed = placed.map(|fault| site.texts()[fault.file.0 as usize].path.as_str());
        let blamed: BTreeSet<&str> = blamed.filter(|path| left.contains(path)).collect();
        // the fault may lie with another file than the one that is blamed
        let back: Vec<&str> =
            left.iter().filter(|path| blamed.is_empty() || blamed.contains(*path)).copied().collect();
        for path in back {
            fs::copy(root.join(path), work.path().join(path)).unwrap();
            left.remove(path);
        }
    }
}
