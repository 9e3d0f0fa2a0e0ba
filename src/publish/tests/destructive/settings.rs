//! Levers in the settings: site.yaml, rules.yaml, places.yaml and the calendars.

use super::Way;
use crate::diagnostic::Code;
use crate::publish::tests::harmless::plus;
use crate::publish::tests::toy::{RULES, SITE};

pub(super) const WAYS: &[Way] = &[
    ("another host", |toy| toy.set("site.yaml", &SITE.replace("a.example", "b.example")), Code::PostingMoved),
    (
        "another path",
        |toy| toy.set("site.yaml", &SITE.replace("a.example", "a.example/x")),
        Code::PostingMoved,
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
];
