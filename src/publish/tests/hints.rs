//! Hints of the guard are what to type: a clerk who does what one says can publish.

use super::harmless::{open, original, plus, with};
use super::toy::{RULES, SITE, Toy, notice};
use crate::diagnostic::{Code, Diagnostic};
use crate::publish::Ended;

/// What is wrong, the code, words that the hint must have, and how it is followed.
type Hinted = (&'static str, fn(&mut Toy), Code, &'static str, fn(&mut Toy, &str));

#[rustfmt::skip]
const HINTS: &[Hinted] = &[
    ("another telephone", |toy| toy.set("notices/a.md", &with("0001234", "0005678")), Code::PostingAltered,
        "更正: [{日期: 2026-11-05, 内容: \"联系方式由“0999-0001234”改为“0999-0005678”\", 原因: ……}]", paste),
    ("another number", |toy| toy.set("notices/a.md", &with("县公示1号", "县公示2号")), Code::PostingAltered,
        "内容: 文号由“县公示1号”改为“县公示2号”", paste),
    ("another issuer and no number", |toy| toy.set("notices/a.md", &with("镇政府", "乡政府").replace("number: 县公示1号\n", "")), Code::PostingAltered,
        "内容: 文号去掉“县公示1号”；发布单位由“镇政府”改为“乡政府”", paste),
    ("boards", |toy| toy.set("notices/a.md", &with("until: 2026-11-12", "until: 2026-11-12, boards: [村口, 镇口]")), Code::PostingAltered,
        "内容: 张贴地点加上“村口、镇口”", paste),
    ("another title", |toy| toy.set("notices/a.md", &with("硬化村道", "硬化水渠")), Code::PostingAltered,
        "内容: 标题由“硬化村道”改为“硬化水渠”", renew),
    ("another body", |toy| toy.set("notices/a.md", &with("3公里", "5公里")), Code::PostingAltered,
        "内容: 正文由“硬化3公里。”改为“硬化5公里。”", renew),
    ("a long body", |toy| toy.set("notices/a.md", &with("共三十万元。", &"共三百万元。另付十万元。".repeat(5))), Code::PostingAltered,
        "内容: 正文……", renew),
    ("another table", |toy| drop(toy.assets.insert("notices/表.csv".into(), b"9".to_vec())), Code::PostingAltered,
        "内容: 附件……", renew),
    ("a second change after a correction", |toy| {
        let told = plus("corrections: [{on: 2026-11-05, what: 电话, reason: 写错}]").replace("0001234", "0005678");
        toy.set("notices/a.md", &told);
        toy.done();
        toy.at("2026-11-06T09:00:00").set("notices/a.md", &told.replace("0005678", "0005679"));
    }, Code::PostingAltered, "{日期: 2026-11-06, 内容: \"联系方式由“0999-0005678”改为“0999-0005679”\", 原因: ……}", paste),
    ("words that YAML would read otherwise", |toy| toy.set("notices/a.md", &with("县公示1号", "\"[1]: a, b\"")), Code::PostingAltered,
        "改为“[1]: a, b”\"", paste),
    ("a correction without a reason", |toy| toy.set("notices/a.md", &plus("corrections: [{on: 2026-11-05, what: 电话}]").replace("0001234", "0005678")),
        Code::PostingAltered, "写成：{日期: 2026-11-05, 内容: 改了什么, 原因: 为什么改}", |toy, hint| {
        let text = toy.files["notices/a.md"].replace("{on: 2026-11-05, what: 电话}", &entry(hint));
        toy.set("notices/a.md", &text);
    }),
    ("a correction of another day", |toy| toy.set("notices/a.md", &plus("corrections: [{on: 2026-11-04, what: 电话, reason: 写错}]").replace("0001234", "0005678")),
        Code::PostingBackdated, "日期写2026-11-05", |toy, hint| {
        let text = toy.files["notices/a.md"].replace("2026-11-04", &day(hint, "日期写"));
        toy.set("notices/a.md", &text);
    }),
    ("a kind that asks less", |toy| toy.set("notices/a.md", &with("kind: project", "kind: news")), Code::PostingAltered,
        "改回“类别: project”", |toy, _| {
        let text = toy.files["notices/a.md"].replace("kind: news", "类别: project");
        toy.set("notices/a.md", &text);
    }),
    ("an objection taken out", |toy| toy.set("notices/a.md", &with("summary: 里程", "summary: 造价")), Code::PostingAltered,
        "恢复原来的记载", restore),
    ("a new notice that claims yesterday", |toy| {
        toy.set("notices/b.md", &notice("路灯", "2026-11-04", "2026-11-13", "", "二十盏。"));
    }, Code::PostingBackdated, "起始日改成2026-11-05，截止日至少写到2026-11-16", |toy, hint| {
        let (from, until) = (day(hint, "起始日改成"), day(hint, "至少写到"));
        toy.set("notices/b.md", &notice("路灯", &from, &until, "", "二十盏。"));
    }),
    ("a first day before it went up", |toy| toy.set("notices/a.md", &with("from: 2026-11-02", "from: 2026-11-01")), Code::PostingBackdated,
        "起始日改回2026-11-02", |toy, hint| toy.set("notices/a.md", &with("2026-11-02", &day(hint, "起始日改回")))),
    ("a window cut short", |toy| toy.set("notices/a.md", &with("until: 2026-11-12", "until: 2026-11-09")), Code::PostingWithdrawnEarly,
        "截止日改回2026-11-12", |toy, hint| toy.set("notices/a.md", &with("2026-11-12", &day(hint, "截止日改回")))),
    ("a withdrawal without authority", |toy| toy.set("notices/a.md", &plus("withdrawn: {on: 2026-11-06, reason: 停建, authority: 县政府}")), Code::PostingWithdrawnEarly,
        "撤销: {日期: 2026-11-05, 原因: ……, 批准单位: ……}", |toy, hint| toy.set("notices/a.md", &plus(&hint.replace("……", "镇政府停建")))),
    ("a notice in the place of another", |toy| {
        toy.set("notices/b.md", &notice("新村道", "2026-11-05", "2026-11-16", "supersedes: notices/a\n", "另一条。"));
    }, Code::PostingWithdrawnEarly, "撤销: {", |toy, hint| {
        let line = &hint[hint.find("撤销: {").unwrap()..];
        let line = &line[..=line.find('}').unwrap()];
        toy.set("notices/a.md", &plus(&line.replace("……", "镇政府改线")));
    }),
    ("deleted", |toy| drop(toy.files.remove("notices/a.md")), Code::PostingVanished, "恢复 content/notices/a.md", restore),
    ("renamed", |toy| {
        let text = toy.files.remove("notices/a.md").unwrap();
        toy.set("notices/b.md", &text);
    }, Code::PostingMoved, "把文件名改回原样", |toy, hint| {
        toy.files.remove("notices/b.md");
        restore(toy, hint);
    }),
    ("another host", |toy| toy.set("site.yaml", &SITE.replace("a.example", "b.example")), Code::PostingMoved, "网址改回 https://a.example", |toy, hint| {
        let rest = hint.strip_prefix("网址改回 ").unwrap();
        toy.set("site.yaml", &SITE.replace("https://a.example", rest.split('；').next().unwrap()));
    }),
    ("another telephone to complain to", |toy| toy.set("site.yaml", &SITE.replace("0001300", "0001301")), Code::PostingAltered,
        "在content/notices/a.md里各加一条更正（放在最后）：更正: [{日期: 2026-11-05, 内容: \"监督电话改为监督电话 0999-0001301\", 原因: ……}]", paste),
    ("its kind called something else", |toy| toy.set("rules.yaml", &RULES.replace("项目公示", "工程公示")), Code::PostingAltered,
        "内容: 类别名称改为工程公示", paste),
    ("the end of the window, then another body", |toy| {
        toy.at("2026-11-13T09:00:00").done();
        toy.set("notices/a.md", &with("3公里", "5公里"));
    }, Code::PostingAltered, "更正: [{日期: 2026-11-13, 内容: 正文", paste),
    ("the end of the window, then a later last day", |toy| {
        toy.at("2026-11-13T09:00:00").done();
        toy.set("notices/a.md", &with("until: 2026-11-12", "until: 2026-11-20"));
    }, Code::PostingAltered, "改回原来的截止日", restore),
    ("a withdrawal taken back", |toy| {
        toy.set("notices/a.md", &plus("withdrawn: {on: 2026-11-05, reason: 停建, authority: 县政府}"));
        toy.done();
        toy.at("2026-11-06T09:00:00").set("notices/a.md", &original());
    }, Code::PostingAltered, "恢复“撤销”一栏", |toy, _| {
        toy.set("notices/a.md", &plus("withdrawn: {on: 2026-11-05, reason: 停建, authority: 县政府}"));
    }),
];

#[test]
fn whoever_does_what_a_hint_says_can_publish() {
    for (what, change, code, words, follow) in HINTS {
        let mut toy = open();
        change(&mut toy);
        let hint = hint(&toy, what, *code);
        assert!(hint.contains(words), "{what}: {hint}");
        follow(&mut toy, &hint);
        let ended = toy.publish().unwrap();
        assert!(matches!(ended, Ended::Done(_)), "{what}: {hint}\n{ended:#?}");
    }
}

/// The hint of the one fault of the guard.
fn hint(toy: &Toy, what: &str, code: Code) -> String {
    let Ended::Refused(faults) = toy.publish().unwrap() else { panic!("{what} is published") };
    let errors: Vec<&Diagnostic> =
        faults.iter().filter(|fault| fault.is_error() && fault.code == code).collect();
    assert!(!errors.is_empty(), "{what}: {faults:#?}");
    errors[0].hint.as_ref().unwrap().zh.clone()
}

/// The entry in a hint, with a reason in place of the dots.
fn entry(hint: &str) -> String {
    let at = hint.find("更正: [").or_else(|| hint.find("{日期")).unwrap();
    let (mut depth, mut quoted) = (0, false);
    let end = hint[at..].char_indices().find(|&(_, c)| {
        quoted ^= c == '"';
        depth += match c {
            '[' | '{' if !quoted => 1,
            ']' | '}' if !quoted => -1,
            _ => 0,
        };
        depth == 0 && matches!(c, ']' | '}') && !quoted
    });
    let end = at + end.unwrap().0;
    hint[at..=end].replace("原因: ……", "原因: 核实")
}

/// The day after a word.
fn day(hint: &str, word: &str) -> String {
    hint.split(word).nth(1).unwrap().chars().take("2026-11-05".len()).collect()
}

/// Pastes the entry, as the last.
fn paste(toy: &mut Toy, hint: &str) {
    let (text, entry) = (&toy.files["notices/a.md"], entry(hint));
    let text = match entry.starts_with("更正") {
        true => text.replacen("contact:", &format!("{entry}\ncontact:"), 1),
        false => text.replacen("reason: 写错}]", &format!("reason: 写错}}, {entry}]"), 1),
    };
    toy.set("notices/a.md", &text);
}

/// Posts it anew, with the entry.
fn renew(toy: &mut Toy, hint: &str) {
    paste(toy, hint);
    let until = format!("until: {}", day(hint, "至少写到"));
    let text = toy.files["notices/a.md"].replace("until: 2026-11-12", &until);
    toy.set("notices/a.md", &text);
}

fn restore(toy: &mut Toy, _: &str) {
    toy.set("notices/a.md", &original());
}
