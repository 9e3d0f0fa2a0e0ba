//! Ways by characters that look alike, or are not seen.

use super::{Later, Way};
use crate::diagnostic::Code;
use crate::publish::tests::harmless::{plus, with};
use crate::publish::tests::toy::{Toy, notice};

fn rename(toy: &mut Toy, from: &str, to: &str) {
    let text = toy.files.remove(from).unwrap();
    toy.set(to, &text);
}

/// A notice whose name and title can be written in two ways.
fn composed(toy: &mut Toy) {
    toy.set("notices/caf\u{e9}.md", &notice("Caf\u{e9}", "2026-11-05", "2026-11-16", "", "文。"));
}

pub(super) const WAYS: &[Way] = &[
    (
        "renamed in case only",
        |toy| {
            let text = toy.files.remove("notices/a.md").unwrap();
            toy.set("notices/A.md", &text);
        },
        Code::PostingMoved,
    ),
    ("a full-width digit", |toy| toy.set("notices/a.md", &with("3公里", "３公里")), Code::PostingAltered),
    (
        "a compatibility ideograph in the body",
        |toy| toy.set("notices/a.md", &with("3公里", "3公\u{F9E9}")),
        Code::PostingAltered,
    ),
    (
        "a radical in the body",
        |toy| toy.set("notices/a.md", &with("3公里", "3公\u{2FA5}")),
        Code::PostingAltered,
    ),
    (
        "a space that is not seen in the title",
        |toy| toy.set("notices/a.md", &with("硬化村道", "硬化\u{200B}村道")),
        Code::CharacterForbidden,
    ),
    (
        "text from right to left",
        |toy| toy.set("notices/a.md", &with("三十万元", "\u{202E}三十万元")),
        Code::CharacterForbidden,
    ),
    (
        "a wide space in the body",
        |toy| toy.set("notices/a.md", &with("共三十万元", "共\u{3000}三十万元")),
        Code::PostingAltered,
    ),
    (
        "full-width digits in the telephone",
        |toy| toy.set("notices/a.md", &with("0999-0001234", "0999-0005\u{FF16}78")),
        Code::PostingAltered,
    ),
    (
        "a full-width digit in the number",
        |toy| toy.set("notices/a.md", &with("县公示1号", "县公示\u{FF11}号")),
        Code::PostingAltered,
    ),
    ("renamed in full width", |toy| rename(toy, "notices/a.md", "notices/\u{FF41}.md"), Code::PostingMoved),
    (
        "renamed to a letter that looks alike",
        |toy| rename(toy, "notices/a.md", "notices/\u{430}.md"),
        Code::PostingMoved,
    ),
    (
        "another word with a correction that is not seen",
        |toy| {
            let text = plus("corrections: [{on: 2026-11-05, what: \"\u{3164}\", reason: \"\u{3164}\"}]");
            toy.set("notices/a.md", &text.replace("0001234", "0005678"));
        },
        Code::CharacterForbidden,
    ),
];

pub(super) const LATER: &[Later] = &[
    (
        "its name taken apart",
        composed,
        |toy| rename(toy, "notices/caf\u{e9}.md", "notices/cafe\u{301}.md"),
        Code::PostingMoved,
    ),
    (
        "its title taken apart",
        composed,
        |toy| {
            let text = notice("Cafe\u{301}", "2026-11-05", "2026-11-16", "", "文。");
            toy.set("notices/caf\u{e9}.md", &text);
        },
        Code::PostingAltered,
    ),
];
