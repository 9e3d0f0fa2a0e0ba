//! Ways through the log, the target and the clock.

use super::Way;
use crate::diagnostic::Code;
use crate::publish::tests::toy::notice;
use std::fs;

pub(super) const WAYS: &[Way] = &[
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
