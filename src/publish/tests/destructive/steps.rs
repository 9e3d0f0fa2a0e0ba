//! What takes two steps, each of them lawful in itself.

use crate::diagnostic::Code;
use crate::publish::tests::harmless::{open, original, plus, with};
use crate::publish::tests::toy::RULES;

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
    let corrected =
        plus("corrections: [{on: 2026-11-05, what: 电话, reason: 核实}]").replace("0001234", "0005678");
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
    assert_eq!(toy.refused(), [Code::PostingAltered], "a whole new window, and not a word");
    let renewed = plus("corrections: [{on: 2026-11-16, what: 重新公示, reason: 有异议}]");
    toy.set("notices/a.md", &renewed.replace("until: 2026-11-12", "until: 2026-11-26"));
    toy.done();
    assert_eq!(toy.log().posted("notices/a").unwrap().kept.effective.unwrap().from.to_string(), "2026-11-16");

    // a correction under a lax rule does not make the rule lax for the window that runs
    let mut toy = open();
    toy.set("rules.yaml", &RULES.replace("title, body, attachments", "title"));
    toy.set("notices/a.md", &corrected);
    toy.done();
    let more = corrected
        .replace(
            "what: 电话, reason: 核实}",
            "what: 电话, reason: 核实}, {on: 2026-11-06, what: 造价, reason: 核实}",
        )
        .replace("三十万", "三百万");
    toy.at("2026-11-06T09:00:00").set("notices/a.md", &more);
    assert_eq!(toy.refused(), [Code::PostingAltered], "a lax rule sneaked in");
}
