//! Emphasis beside CJK characters: the same as markdown-it with markdown-it-cjk-friendly.
//!
//! `emphasis.jsonl` is what `node oracle.mjs 2026 3000` printed. Where the packages of `tests/judges`
//! are installed, 3,000 further cases of a fresh seed are compared as well.

#![expect(clippy::disallowed_methods, reason = "whether judges must be there is said by the environment")]

use std::hash::{BuildHasher, RandomState};
use std::io::Write;
use std::path::Path;
use std::process::Command;

use super::{html, is_cut};

const PINNED: &str = include_str!("emphasis.jsonl");
const FRESH: usize = 3_000;

#[test]
fn three_thousand_pinned_cases_equal_the_oracle() {
    assert_eq!(compare(PINNED, "the pinned file"), 3_000);
}

#[test]
fn three_thousand_fresh_cases_equal_the_oracle() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    if !tests.join("judges/node_modules/markdown-it-cjk-friendly").is_dir() {
        assert_ne!(std::env::var("ZHANGBANG_JUDGES").as_deref(), Ok("1"), "run `npm ci` in tests/judges");
        return say("skipped: fresh emphasis cases (needs Node and `npm ci` in tests/judges)");
    }
    let seed = RandomState::new().hash_one(FRESH) as u32;
    let oracle = Command::new("node")
        .arg(tests.join("markdown/oracle.mjs"))
        .args([seed.to_string(), FRESH.to_string()])
        .output()
        .expect("node runs");
    assert!(oracle.status.success(), "{}", String::from_utf8_lossy(&oracle.stderr));
    let cases = String::from_utf8(oracle.stdout).expect("the oracle prints UTF-8");
    assert_eq!(compare(&cases, &format!("seed {seed}")), FRESH);
}

/// To the terminal, past the test runner, which keeps the output of tests that pass.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// How many cases there are; all of them must agree.
fn compare(cases: &str, origin: &str) -> usize {
    let mut differences = String::new();
    for line in cases.lines() {
        let (text, oracle): (String, String) = serde_json::from_str(line).expect("[markdown, html]");
        let ours = html(&text);
        if is_cut(&text) {
            continue;
        }
        if bare(&ours) != bare(&oracle) && !is_lost_break(&text) {
            differences += &format!("\n{text:?}\n  oracle {oracle:?}\n  ours   {ours:?}\n");
        }
    }
    assert!(differences.is_empty(), "{origin}:\n{differences}");
    cases.lines().count()
}

/// A `\` at the end of the words of a link, which pulldown-cmark takes for a letter where a sign of emphasis stands
/// in them; no doing of the dialect.
fn is_lost_break(text: &str) -> bool {
    text.contains("\\\n]")
}

#[test]
fn the_parser_alone_still_loses_a_break_before_the_end_of_a_link() {
    // once it no longer does, `is_lost_break` goes
    let mut alone = String::new();
    pulldown_cmark::html::push_html(&mut alone, pulldown_cmark::Parser::new("[a*\\\n](x)"));
    assert_eq!(alone, "<p><a href=\"x\">a*\\</a></p>\n");
    assert!(is_lost_break("[a*\\\n](x)") && !is_lost_break("[a*\\\nb](x)"));
}

/// The HTML with nothing but tags and text. Gone is what the two write differently and what has no
/// part in emphasis: attributes (URLs, alternative texts), white space (line breaks, trimming at a
/// paragraph's ends), `&quot;` for `"`, and the name of the strikethrough tag.
fn bare(html: &str) -> String {
    let mut bare = String::new();
    for piece in html.replace("&quot;", "\"").split_inclusive('>') {
        let (text, tag) = piece.split_once('<').map_or((piece, None), |(text, tag)| (text, Some(tag)));
        bare.extend(text.chars().filter(|c| !c.is_whitespace()));
        bare.extend(tag.map(|tag| match tag.split([' ', '>']).next() {
            Some("s") => "<del>".to_owned(),
            Some("/s") => "</del>".to_owned(),
            name => format!("<{}>", name.unwrap_or_default().trim_end_matches('/')),
        }));
    }
    bare
}

#[test]
fn the_comparison_sees_emphasis() {
    assert_eq!(
        bare("<p>一 <a href=\"x\"><s>\"二\"</s></a>\n<br>三</p>\n"),
        "<p>一<a><del>\"二\"</del></a><br>三</p>"
    );
    assert_eq!(bare("<p>&quot;一<br />\n<img src=\"x\" alt=\"\" />*</p>"), "<p>\"一<br><img>*</p>");
    assert_ne!(bare("<p><em>一</em></p>"), bare("<p><strong>一</strong></p>"));
    assert_ne!(bare("<p><em>一</em></p>"), bare("<p>*一*</p>"));
}
