//! Ways to take a notice down or to move it, while it is open and after.

use super::{Later, Way};
use crate::diagnostic::Code;
use crate::publish::tests::harmless::{original, plus, with};
use crate::publish::tests::toy::{Toy, notice};

const NEWS: &str = "---\ntitle: 动态\nkind: news\nissuer: 乙\n---\n文\n";

fn rename(toy: &mut Toy, from: &str, to: &str) {
    let text = toy.files.remove(from).unwrap();
    toy.set(to, &text);
}

fn with_news(toy: &mut Toy) {
    toy.set("notices/n.md", NEWS);
}

fn ended(toy: &mut Toy) {
    toy.at("2026-11-16T09:00:00");
}

fn filed(toy: &mut Toy) {
    ended(toy);
    let text = with("summary: 里程}", "summary: 里程, outcome: 属实}");
    toy.set(
        "notices/a.md",
        &text.replacen("contact:", "filing: {authority: 县局, on: 2026-11-16}\ncontact:", 1),
    );
}

pub(super) const WAYS: &[Way] = &[
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
        "swapped with another",
        |toy| {
            toy.set("notices/b.md", &original());
            toy.set("notices/a.md", &notice("路灯", "2026-11-05", "2026-11-12", "", "二十盏。"));
        },
        Code::PostingAltered,
    ),
    (
        "replaced by a note that it was taken down",
        |toy| {
            toy.files.remove("notices/a.md");
            toy.set(
                "notices/b.md",
                "---\ntitle: 关于硬化村道公示的说明\nkind: news\nissuer: 镇政府\n---\n撤下。\n",
            );
        },
        Code::PostingVanished,
    ),
    (
        "superseded by news",
        |toy| toy.set("notices/n.md", &NEWS.replace("issuer:", "supersedes: notices/a\nissuer:")),
        Code::PostingWithdrawnEarly,
    ),
    (
        "superseded by a notice of the same kind",
        |toy| {
            let text = notice("新村道", "2026-11-05", "2026-11-16", "supersedes: notices/a\n", "另一条。");
            toy.set("notices/b.md", &text);
        },
        Code::PostingWithdrawnEarly,
    ),
    (
        "withdrawn in dots, as the hint is pasted",
        |toy| {
            toy.set("notices/a.md", &plus("withdrawn: {on: 2026-11-05, reason: ……, authority: ……}"));
        },
        Code::PostingWithdrawnEarly,
    ),
    (
        "superseded, and withdrawn without authority",
        |toy| {
            toy.set("notices/n.md", &NEWS.replace("issuer:", "supersedes: notices/a\nissuer:"));
            toy.set("notices/a.md", &plus("withdrawn: {on: 2026-11-05, reason: 停建}"));
        },
        Code::PostingWithdrawnEarly,
    ),
    (
        "put up already superseded",
        |toy| {
            toy.set("notices/b.md", &notice("路灯", "2026-11-05", "2026-11-16", "", "二十盏。"));
            toy.set("notices/n.md", &NEWS.replace("issuer:", "supersedes: notices/b\nissuer:"));
        },
        Code::PostingWithdrawnEarly,
    ),
];

pub(super) const LATER: &[Later] = &[
    (
        "deleted when its window was over",
        ended,
        |toy| drop(toy.files.remove("notices/a.md")),
        Code::PostingVanished,
    ),
    (
        "renamed when its window was over",
        ended,
        |toy| rename(toy, "notices/a.md", "notices/b.md"),
        Code::PostingMoved,
    ),
    (
        "made a draft when its window was over",
        ended,
        |toy| toy.set("notices/a.md", &plus("draft: true")),
        Code::PostingVanished,
    ),
    (
        "put off when its window was over",
        ended,
        |toy| {
            toy.set("notices/a.md", &with("2026-11-02, until: 2026-11-12", "2026-11-20, until: 2026-11-30"))
        },
        Code::PostingVanished,
    ),
    ("deleted when it was filed", filed, |toy| drop(toy.files.remove("notices/a.md")), Code::PostingVanished),
    (
        "deleted a year later",
        ended,
        |toy| {
            toy.files.remove("notices/a.md");
            toy.at("2027-11-16T09:00:00");
        },
        Code::PostingVanished,
    ),
    ("news deleted", with_news, |toy| drop(toy.files.remove("notices/n.md")), Code::PostingVanished),
    ("news renamed", with_news, |toy| rename(toy, "notices/n.md", "notices/m.md"), Code::PostingMoved),
    (
        "news made a draft",
        with_news,
        |toy| {
            toy.set("notices/n.md", &NEWS.replace("issuer:", "draft: true\nissuer:"));
        },
        Code::PostingVanished,
    ),
    (
        "news given a first day that is ahead",
        with_news,
        |toy| {
            toy.set(
                "notices/n.md",
                &NEWS.replace("issuer:", "posting: {from: 2026-11-09, until: 2026-11-12}\nissuer:"),
            );
        },
        Code::PostingVanished,
    ),
    (
        "withdrawn lawfully, then deleted",
        |toy| toy.set("notices/a.md", &plus("withdrawn: {on: 2026-11-05, reason: 停建, authority: 县政府}")),
        |toy| drop(toy.files.remove("notices/a.md")),
        Code::PostingVanished,
    ),
    (
        "superseded lawfully, then the newer deleted",
        |toy| {
            toy.set("notices/a.md", &plus("withdrawn: {on: 2026-11-05, reason: 停建, authority: 县政府}"));
            toy.set("notices/n.md", &NEWS.replace("issuer:", "supersedes: notices/a\nissuer:"));
        },
        |toy| {
            toy.set("notices/a.md", &original());
            toy.files.remove("notices/n.md");
        },
        Code::PostingVanished,
    ),
    (
        "the clock set far ahead to delete it",
        |_| {},
        |toy| {
            toy.files.remove("notices/a.md");
            toy.at("2027-01-10T09:00:00");
        },
        Code::PostingVanished,
    ),
];
