//! Ways to change quietly what a notice says, while it is open and after.

use super::{Later, Way};
use crate::diagnostic::Code;
use crate::publish::tests::harmless::{original, plus, with};
use crate::publish::tests::toy::{RULES, Toy};

/// A window that is open for long, so that any change would leave a whole new one.
fn long(toy: &mut Toy) {
    toy.set("notices/a.md", &far(&original()));
}

fn far(text: &str) -> String {
    text.replace("until: 2026-11-12", "until: 2026-12-31")
}

/// A correction for which nothing has to be done yet.
fn corrected(toy: &mut Toy) {
    toy.set("notices/a.md", &plus("corrections: [{on: 2026-11-05, what: 电话, reason: 写错}]"));
}

fn ended(toy: &mut Toy) {
    toy.at("2026-11-16T09:00:00");
}

const OWN: &str = "own: {name: 公示, posting: {min: 3}, material: [title], file_within: 20, source: {title: 意见}}\nlax: {name: 公开, posting: {min: 2}, material: [title], file_within: 20, source: {title: 意见}}\nfull: {name: 告示, posting: {min: 4}, material: [title], file_within: 9, source: {title: 意见}}\n";

/// A notice of a kind of the site's own.
fn of_own_kind(toy: &mut Toy) {
    toy.set("rules.yaml", &format!("{RULES}{OWN}"));
    toy.set("notices/k.md", &own("own", ""));
}

fn own(kind: &str, lines: &str) -> String {
    format!(
        "---\ntitle: 清淤\nkind: {kind}\nissuer: 镇政府\nposting: {{from: 2026-11-05, until: 2026-11-12}}\n{lines}---\n文。\n"
    )
}

pub(super) const WAYS: &[Way] = &[
    ("another title", |toy| toy.set("notices/a.md", &with("硬化村道", "硬化水渠")), Code::PostingAltered),
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
                &plus("corrections: [{on: 2026-11-05, what: 造价, reason: 核实}]")
                    .replace("三十万", "三百万"),
            );
        },
        Code::PostingAltered,
    ),
    (
        "another body and a window one day short",
        |toy| {
            toy.set(
                "notices/a.md",
                &plus("corrections: [{on: 2026-11-05, what: 造价, reason: 核实}]")
                    .replace("三十万", "三百万")
                    .replace("until: 2026-11-12", "until: 2026-11-15"),
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
            toy.set("notices/a.md", &plus("corrections: [{on: 2026-11-05, what: 表, reason: 核实}]"));
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
        "another telephone, and a correction without a reason",
        |toy| {
            let text = plus("corrections: [{on: 2026-11-05, what: 电话}]").replace("0001234", "0005678");
            toy.set("notices/a.md", &text);
        },
        Code::PostingAltered,
    ),
    (
        "another telephone, and the hint pasted as it is",
        |toy| {
            let text = plus("corrections: [{on: 2026-11-05, what: 联系方式……, reason: ……}]");
            toy.set("notices/a.md", &text.replace("0001234", "0005678"));
        },
        Code::PostingAltered,
    ),
    (
        "another telephone, and a correction of dots",
        |toy| {
            let text =
                plus("corrections: [{on: 2026-11-05, what: 。, reason: 。}]").replace("0001234", "0005678");
            toy.set("notices/a.md", &text);
        },
        Code::PostingAltered,
    ),
    (
        "another telephone, and a correction dated two days ago",
        |toy| {
            let text = plus("corrections: [{on: 2026-11-03, what: 电话, reason: 写错}]");
            toy.set("notices/a.md", &text.replace("0001234", "0005678"));
        },
        Code::PostingBackdated,
    ),
    (
        "another telephone, and a correction without a day",
        |toy| {
            let text = plus("corrections: [{what: 电话, reason: 写错}]").replace("0001234", "0005678");
            toy.set("notices/a.md", &text);
        },
        Code::PostingAltered,
    ),
    (
        "another body with a whole new window and not a word",
        |toy| {
            toy.set(
                "notices/a.md",
                &with("3公里", "5公里").replace("until: 2026-11-12", "until: 2026-11-16"),
            );
        },
        Code::PostingAltered,
    ),
    ("a village added", |toy| toy.set("notices/a.md", &plus("village: 上村")), Code::PostingAltered),
    (
        "a day of signing added",
        |toy| toy.set("notices/a.md", &plus("signed: 2026-10-30")),
        Code::PostingAltered,
    ),
    (
        "a project added",
        |toy| toy.set("notices/a.md", &plus("project: {name: 村道, total: 900000}")),
        Code::PostingAltered,
    ),
    (
        "the table emptied",
        |toy| drop(toy.assets.insert("notices/表.csv".into(), Vec::new())),
        Code::PostingAltered,
    ),
    ("the table's file deleted", |toy| drop(toy.assets.remove("notices/表.csv")), Code::AttachmentMissing),
    (
        "another table under another name",
        |toy| {
            toy.assets.insert("notices/表2.csv".into(), b"9,9".to_vec());
            toy.set("notices/a.md", &with("file: 表.csv", "file: 表2.csv"));
        },
        Code::PostingAltered,
    ),
    (
        "a second table attached",
        |toy| {
            toy.assets.insert("notices/表2.csv".into(), b"9,9".to_vec());
            toy.set("notices/a.md", &with("title: 明细}", "title: 明细}, {file: 表2.csv, title: 附表}"));
        },
        Code::PostingAltered,
    ),
];

pub(super) const LATER: &[Later] = &[
    (
        "another title under a window that is open for long",
        long,
        |toy| toy.set("notices/a.md", &far(&with("硬化村道", "硬化水渠"))),
        Code::PostingAltered,
    ),
    (
        "another sum under a window that is open for long",
        long,
        |toy| toy.set("notices/a.md", &far(&with("三十万", "三百万"))),
        Code::PostingAltered,
    ),
    (
        "another village under a window that is open for long",
        long,
        |toy| toy.set("notices/a.md", &far(&plus("village: 下村"))),
        Code::PostingAltered,
    ),
    (
        "another table under a window that is open for long",
        long,
        |toy| drop(toy.assets.insert("notices/表.csv".into(), b"9,9".to_vec())),
        Code::PostingAltered,
    ),
    (
        "made news under a window that is open for long",
        long,
        |toy| toy.set("notices/a.md", &far(&with("kind: project", "kind: news"))),
        Code::PostingAltered,
    ),
    (
        "made news, and told so",
        long,
        |toy| {
            let text = plus("corrections: [{on: 2026-11-05, what: 类别, reason: 写错}]");
            toy.set("notices/a.md", &far(&text.replace("kind: project", "kind: news")));
        },
        Code::PostingAltered,
    ),
    (
        "a kind that asks for fewer days, and told so",
        of_own_kind,
        |toy| {
            toy.set(
                "notices/k.md",
                &own("lax", "corrections: [{on: 2026-11-05, what: 类别, reason: 写错}]\n"),
            )
        },
        Code::PostingAltered,
    ),
    (
        "a kind that asks for more, and not told",
        of_own_kind,
        |toy| toy.set("notices/k.md", &own("full", "")),
        Code::PostingAltered,
    ),
    (
        "a correction in the words of an earlier one",
        corrected,
        |toy| {
            let one = "{on: 2026-11-05, what: 电话, reason: 写错}";
            let text = plus(&format!("corrections: [{one}, {one}]")).replace("0001234", "0005678");
            toy.set("notices/a.md", &text);
        },
        Code::PostingAltered,
    ),
    (
        "an earlier correction made to tell of a new change",
        corrected,
        |toy| {
            let text = plus("corrections: [{on: 2026-11-05, what: 电话和单位, reason: 写错}]");
            toy.set("notices/a.md", &text.replace("镇政府", "县政府"));
        },
        Code::PostingAltered,
    ),
    (
        "an earlier correction gone when the window was over",
        corrected,
        |toy| {
            toy.set("notices/a.md", &original());
            toy.at("2026-11-16T09:00:00");
        },
        Code::PostingAltered,
    ),
    (
        "another sum when the window was over",
        ended,
        |toy| toy.set("notices/a.md", &with("三十万", "三百万")),
        Code::PostingAltered,
    ),
    (
        "another table when the window was over",
        ended,
        |toy| drop(toy.assets.insert("notices/表.csv".into(), b"9,9".to_vec())),
        Code::PostingAltered,
    ),
    (
        "an objection gone when the window was over",
        ended,
        |toy| {
            toy.set(
                "notices/a.md",
                &with("objections: [{on: 2026-11-02, summary: 里程}]\n", "objections: []\n"),
            )
        },
        Code::PostingAltered,
    ),
    (
        "the withdrawal taken back when the window was over",
        |toy| toy.set("notices/a.md", &plus("withdrawn: {on: 2026-11-05, reason: 停建, authority: 县政府}")),
        |toy| {
            toy.set("notices/a.md", &original());
            toy.at("2026-11-16T09:00:00");
        },
        Code::PostingAltered,
    ),
    (
        "the withdrawal for another reason",
        |toy| toy.set("notices/a.md", &plus("withdrawn: {on: 2026-11-05, reason: 停建, authority: 县政府}")),
        |toy| toy.set("notices/a.md", &plus("withdrawn: {on: 2026-11-05, reason: 完工, authority: 县政府}")),
        Code::PostingAltered,
    ),
    (
        "the filing taken out again",
        |toy| {
            ended(toy);
            toy.set("notices/a.md", &filed("县局"));
        },
        |toy| {
            toy.set("notices/a.md", &filed("县局").replace("filing: {authority: 县局, on: 2026-11-16}\n", ""))
        },
        Code::PostingAltered,
    ),
    (
        "the filing at another department",
        |toy| {
            ended(toy);
            toy.set("notices/a.md", &filed("县局"));
        },
        |toy| toy.set("notices/a.md", &filed("省局")),
        Code::PostingAltered,
    ),
    (
        "opened again with other words and no correction",
        ended,
        |toy| {
            let text = with("3公里", "5公里")
                .replace("2026-11-02, until: 2026-11-12", "2026-11-16, until: 2026-11-26");
            toy.set("notices/a.md", &text);
        },
        Code::PostingAltered,
    ),
];

fn filed(authority: &str) -> String {
    with("summary: 里程}", "summary: 里程, outcome: 属实}").replacen(
        "contact:",
        &format!("filing: {{authority: {authority}, on: 2026-11-16}}\ncontact:"),
        1,
    )
}
