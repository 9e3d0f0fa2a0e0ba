//! Ways to shorten a notice's window, to begin it earlier, or to end it without a reason.

use super::Way;
use crate::diagnostic::Code;
use crate::publish::tests::harmless::{plus, with};
use crate::publish::tests::toy::notice;

pub(super) const WAYS: &[Way] = &[
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
];
