//! Ways to take down, move, shorten, backdate or quietly alter an open notice: all refused, and not one byte
//! that visitors get is changed.

use super::harmless::{open, original, plus, with};
use super::toy::{RULES, SITE, Toy, notice};
use crate::diagnostic::Code;
use std::fs;

type Way = (&'static str, fn(&mut Toy), Code);

const WAYS: &[Way] = &[
    ("deleted", |toy| drop(toy.files.remove("notices/a.md")), Code::PostingVanished),
    (
        "deleted on its last day",
        |toy| {
            toy.files.remove("notices/a.md");
            toy.at("2026-11-12T23:59:59");
        },
        Code::PostingVanished,
    ),
    (
        "deleted and another put up",
        |toy| {
            toy.files.remove("notices/a.md");
            toy.set("notices/b.md", &notice("路灯", "2026-11-05", "2026-11-16", "", "二十盏。"));
        },
        Code::PostingVanished,
    ),
    ("made a draft", |toy| toy.set("notices/a.md", &plus("draft: true")), Code::PostingVanished),
    (
        "put off to a later day",
        |toy| {
            toy.set("notices/a.md", &with("2026-11-02, until: 2026-11-12", "2026-11-09, until: 2026-11-19"));
        },
        Code::PostingVanished,
    ),
    (
        "made a page",
        |toy| {
            toy.files.remove("notices/a.md");
            toy.set("pages/a.md", "---\ntitle: 硬化村道\n---\n硬化3公里。\n");
        },
        Code::PostingVanished,
    ),
    ("its file emptied", |toy| toy.set("notices/a.md", ""), Code::FrontMatterMissing),
    (
        "its front matter broken",
        |toy| toy.set("notices/a.md", &with("title: 硬", "title: [硬")),
        Code::YamlSyntax,
    ),
    ("its title left out by the theme", |toy| toy.theme = vec![("硬化村道", "")], Code::PostingHidden),
    (
        "renamed",
        |toy| {
            let text = toy.files.remove("notices/a.md").unwrap();
            toy.set("notices/b.md", &text);
        },
        Code::PostingMoved,
    ),
    (
        "moved to a folder",
        |toy| {
            let text = toy.files.remove("notices/a.md").unwrap();
            toy.set("notices/2026/a.md", &text.replace("file: 表.csv", "file: ../表.csv"));
        },
        Code::PostingVanished,
    ),
    (
        "renamed in case only",
        |toy| {
            let text = toy.files.remove("notices/a.md").unwrap();
            toy.set("notices/A.md", &text);
        },
        Code::PostingMoved,
    ),
    ("another host", |toy| toy.set("site.yaml", &SITE.replace("a.example", "b.example")), Code::PostingMoved),
    (
        "another path",
        |toy| toy.set("site.yaml", &SITE.replace("a.example", "a.example/x")),
        Code::PostingMoved,
    ),
    (
        "swapped with another",
        |toy| {
            toy.set("notices/b.md", &original());
            toy.set("notices/a.md", &notice("路灯", "2026-11-05", "2026-11-12", "", "二十盏。"));
        },
        Code::PostingAltered,
    ),
    ("another title", |toy| toy.set("notices/a.md", &with("硬化村道", "硬化水渠")), Code::PostingAltered),
    ("a full-width digit", |toy| toy.set("notices/a.md", &with("3公里", "３公里")), Code::PostingAltered),
    ("another body", |toy| toy.set("notices/a.md", &with("三十万", "三百万")), Code::PostingAltered),
    (
        "a sentence more",
        |toy| toy.set("notices/a.md", &with("三十万元。", "三十万元。另付十万。")),
        Code::PostingAltered,
    ),
    (
        "no body",
        |toy| toy.set("notices/a.md", &with("硬化3公里。\n\n## 投资\n\n共三十万元。", "")),
        Code::PostingAltered,
    ),
    (
        "another body and a correction",
        |toy| {
            toy.set(
                "notices/a.md",
                &plus("corrections: [{on: 2026-11-05, what: 造价}]").replace("三十万", "三百万"),
            );
        },
        Code::PostingAltered,
    ),
    (
        "another body and a window one day short",
        |toy| {
            toy.set(
                "notices/a.md",
                &with("三十万", "三百万").replace("until: 2026-11-12", "until: 2026-11-15"),
            );
        },
        Code::PostingAltered,
    ),
    (
        "another body, the rule made lax",
        |toy| {
            toy.set("rules.yaml", &RULES.replace("title, body, attachments", "title"));
            toy.set(
                "notices/a.md",
                &plus("corrections: [{on: 2026-11-05, what: 造价}]").replace("三十万", "三百万"),
            );
        },
        Code::PostingAltered,
    ),
    (
        "a table with other figures",
        |toy| {
            toy.assets.insert("notices/表.csv".into(), b"9,9".to_vec());
        },
        Code::PostingAltered,
    ),
    (
        "a table with other figures and a correction",
        |toy| {
            toy.assets.insert("notices/表.csv".into(), b"9,9".to_vec());
            toy.set("notices/a.md", &plus("corrections: [{on: 2026-11-05, what: 表}]"));
        },
        Code::PostingAltered,
    ),
    (
        "the table gone",
        |toy| {
            toy.set("notices/a.md", &with("attachments: [{file: 表.csv, title: 明细}]\n", ""));
        },
        Code::PostingAltered,
    ),
    (
        "the table under another title",
        |toy| toy.set("notices/a.md", &with("title: 明细", "title: 简表")),
        Code::PostingAltered,
    ),
    (
        "another kind",
        |toy| toy.set("notices/a.md", &with("kind: project", "kind: news")),
        Code::PostingAltered,
    ),
    ("another issuer", |toy| toy.set("notices/a.md", &with("镇政府", "县政府")), Code::PostingAltered),
    ("another telephone", |toy| toy.set("notices/a.md", &with("0001234", "0005678")), Code::PostingAltered),
    (
        "no telephone",
        |toy| {
            toy.set("notices/a.md", &with("contact: {phone: 0999-0001234}\n", ""));
        },
        Code::PostingAltered,
    ),
    ("another number", |toy| toy.set("notices/a.md", &with("县公示1号", "县公示2号")), Code::PostingAltered),
    (
        "boards",
        |toy| toy.set("notices/a.md", &with("until: 2026-11-12", "until: 2026-11-12, boards: [村口]")),
        Code::PostingAltered,
    ),
    (
        "an objection gone",
        |toy| {
            toy.set(
                "notices/a.md",
                &with("objections: [{on: 2026-11-02, summary: 里程}]\n", "objections: []\n"),
            );
        },
        Code::PostingAltered,
    ),
    (
        "an objection in other words",
        |toy| toy.set("notices/a.md", &with("summary: 里程", "summary: 无")),
        Code::PostingAltered,
    ),
    (
        "shortened by a day",
        |toy| toy.set("notices/a.md", &with("2026-11-12", "2026-11-11")),
        Code::PostingWithdrawnEarly,
    ),
    (
        "shortened to yesterday",
        |toy| toy.set("notices/a.md", &with("2026-11-12", "2026-11-04")),
        Code::PostingWithdrawnEarly,
    ),
    (
        "shortened, with a correction",
        |toy| {
            let text =
                plus("corrections: [{on: 2026-11-05, what: 公示期}]").replace("2026-11-12", "2026-11-11");
            toy.set("notices/a.md", &text);
        },
        Code::PostingWithdrawnEarly,
    ),
    (
        "no posting period",
        |toy| {
            toy.set("notices/a.md", &with("posting: {from: 2026-11-02, until: 2026-11-12}\n", ""));
        },
        Code::PostingWithdrawnEarly,
    ),
    (
        "five days in place of the last day",
        |toy| toy.set("notices/a.md", &with("until: 2026-11-12", "days: 5")),
        Code::PostingWithdrawnEarly,
    ),
    (
        "withdrawn without a word",
        |toy| toy.set("notices/a.md", &plus("withdrawn: {on: 2026-11-05}")),
        Code::PostingWithdrawnEarly,
    ),
    (
        "withdrawn without authority",
        |toy| {
            toy.set("notices/a.md", &plus("withdrawn: {on: 2026-11-05, reason: 停建}"));
        },
        Code::PostingWithdrawnEarly,
    ),
    (
        "withdrawn ahead of time",
        |toy| {
            toy.set("notices/a.md", &plus("withdrawn: {on: 2026-11-06, reason: 停建, authority: 县政府}"));
        },
        Code::PostingWithdrawnEarly,
    ),
    (
        "withdrawn, and altered with it",
        |toy| {
            let text = plus("withdrawn: {on: 2026-11-05, reason: 停建, authority: 县政府}")
                .replace("3公里", "5公里");
            toy.set("notices/a.md", &text);
        },
        Code::PostingAltered,
    ),
    (
        "backdated by a day",
        |toy| toy.set("notices/a.md", &with("from: 2026-11-02", "from: 2026-11-01")),
        Code::PostingBackdated,
    ),
    (
        "backdated, with a correction",
        |toy| {
            let text = plus("corrections: [{on: 2026-11-05, what: 日期}]")
                .replace("from: 2026-11-02", "from: 2026-10-26");
            toy.set("notices/a.md", &text);
        },
        Code::PostingBackdated,
    ),
    (
        "backdated after the end",
        |toy| {
            toy.set("notices/a.md", &with("from: 2026-11-02", "from: 2026-10-26"));
            toy.at("2026-11-20T09:00:00");
        },
        Code::PostingBackdated,
    ),
    (
        "a new notice with an earlier first day",
        |toy| {
            toy.set("notices/b.md", &notice("路灯", "2026-11-04", "2026-11-20", "", "二十盏。"));
        },
        Code::PostingBackdated,
    ),
    (
        "a correction dated before the posting",
        |toy| {
            toy.set("notices/a.md", &plus("corrections: [{on: 2026-11-01, what: 说明}]"));
        },
        Code::PostingBackdated,
    ),
    (
        "a correction dated ahead",
        |toy| {
            toy.set("notices/a.md", &plus("corrections: [{on: 2026-11-06, what: 说明}]"));
        },
        Code::PostingBackdated,
    ),
    (
        "the log deleted with it",
        |toy| {
            toy.files.remove("notices/a.md");
            fs::remove_file(toy.log_path()).unwrap();
        },
        Code::LogBroken,
    ),
    (
        "its lines taken out of the log",
        |toy| {
            toy.files.remove("notices/a.md");
            let text = toy.log_text();
            fs::write(toy.log_path(), text.split_inclusive('\n').skip(1).collect::<String>()).unwrap();
        },
        Code::LogBroken,
    ),
    (
        "its window shortened in the log",
        |toy| {
            let text = toy.log_text();
            fs::write(toy.log_path(), text.replace("2026-11-12", "2026-11-04")).unwrap();
            toy.files.remove("notices/a.md");
        },
        Code::LogBroken,
    ),
    (
        "the clock set back",
        |toy| {
            toy.set("notices/b.md", &notice("路灯", "2026-11-01", "2026-11-20", "", "二十盏。"));
            toy.at("2026-11-01T09:00:00");
        },
        Code::LogClock,
    ),
];

#[test]
fn all_of_these_are_refused_and_change_nothing() {
    let open = open();
    let served = open.served();
    for (what, way, code) in WAYS {
        let mut toy = open.copy();
        way(&mut toy);
        let log = toy.log_text();
        assert!(toy.refused().contains(code), "{what}: {:?}, not {code:?}", toy.refused());
        assert_eq!(toy.served(), served, "{what}");
        assert_eq!(toy.log_text(), log, "{what}");
        assert_eq!(fs::read_dir(toy.target().join("releases")).unwrap().count(), 1, "{what}");
        // a dry run says the same
        toy.dry_run = true;
        assert!(toy.refused().contains(code), "{what}: dry");
    }
    println!("{} destructive ways refused", WAYS.len());
    assert!(WAYS.len() >= 40);
}

/// What takes two steps, each of them lawful in itself.
#[test]
fn a_notice_cannot_be_taken_down_in_two_steps() {
    let withdrawn = plus("withdrawn: {on: 2026-11-05, reason: 停建, authority: 县政府}");
    let mut toy = open();
    toy.set("notices/a.md", &withdrawn);
    toy.done();
    toy.at("2026-11-06T09:00:00").files.remove("notices/a.md");
    assert_eq!(toy.refused(), [Code::PostingVanished], "withdrawn, then deleted");
    toy.set("notices/a.md", &original());
    assert_eq!(toy.refused(), [Code::PostingAltered], "withdrawn, then put back as if nothing had been");

    let mut toy = open();
    toy.set("notices/a.md", &with("until: 2026-11-12", "until: 2026-11-20"));
    toy.done();
    toy.at("2026-11-06T09:00:00").set("notices/a.md", &original());
    assert_eq!(toy.refused(), [Code::PostingWithdrawnEarly], "prolonged, then shortened");

    let mut toy = open();
    let corrected = plus("corrections: [{on: 2026-11-05, what: 电话}]").replace("0001234", "0005678");
    toy.set("notices/a.md", &corrected);
    toy.done();
    toy.at("2026-11-06T09:00:00").set("notices/a.md", &corrected.replace("what: 电话", "what: 无"));
    assert_eq!(toy.refused(), [Code::PostingAltered], "a correction in other words");
    toy.set("notices/a.md", &original());
    assert!(toy.refused().contains(&Code::PostingAltered), "a correction taken back");

    let mut toy = open();
    toy.at("2026-11-13T09:00:00").done();
    toy.at("2026-11-16T09:00:00").set("notices/a.md", &with("until: 2026-11-12", "until: 2026-11-20"));
    assert_eq!(toy.refused(), [Code::PostingAltered], "ended, then made to look as if it had gone on");
    toy.set("notices/a.md", &with("until: 2026-11-12", "until: 2026-11-26"));
    toy.done();
    assert_eq!(toy.log().posted("notices/a").unwrap().kept.effective.unwrap().from.to_string(), "2026-11-16");

    // a correction under a lax rule does not make the rule lax for the window that runs
    let mut toy = open();
    toy.set("rules.yaml", &RULES.replace("title, body, attachments", "title"));
    toy.set("notices/a.md", &corrected);
    toy.done();
    let more = corrected
        .replace("what: 电话}", "what: 电话}, {on: 2026-11-06, what: 造价}")
        .replace("三十万", "三百万");
    toy.at("2026-11-06T09:00:00").set("notices/a.md", &more);
    assert_eq!(toy.refused(), [Code::PostingAltered], "a lax rule sneaked in");
}
