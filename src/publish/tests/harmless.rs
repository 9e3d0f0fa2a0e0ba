//! What nobody may be stopped from doing to the site while a notice is open.

use super::toy::{PLACES, RULES, SITE, Toy, notice};
use crate::model::log::event::Event;
use std::fs;

/// A notice with a table that goes up on the second, open until the twelfth.
pub(super) fn open() -> Toy {
    let mut toy = Toy::new("2026-11-02T09:00:00");
    toy.assets.insert("notices/表.csv".into(), b"1,2".to_vec());
    toy.set("places.yaml", PLACES);
    toy.set("notices/a.md", &original());
    toy.done();
    toy.at("2026-11-05T09:00:00");
    toy
}

pub(super) fn original() -> String {
    let rest = "contact: {phone: 0999-0001234}\nattachments: [{file: 表.csv, title: 明细}]\nnumber: 县公示1号\ntownship: 云岩乡\nobjections: [{on: 2026-11-02, summary: 里程}]\n";
    notice("硬化村道", "2026-11-02", "2026-11-12", rest, "硬化3公里。\n\n## 投资\n\n共三十万元。")
}

/// The notice with one thing changed.
pub(super) fn with(from: &str, to: &str) -> String {
    let original = original();
    assert!(original.contains(from), "{from}");
    original.replacen(from, to, 1)
}

/// The notice with further lines of front matter.
pub(super) fn plus(lines: &str) -> String {
    with("contact:", &format!("{lines}\ncontact:"))
}

/// Published, and then the host goes back to a backup of what was there before.
fn rolled_back(toy: &mut Toy) {
    let link = toy.target().join("current");
    let before = fs::read_link(&link).unwrap();
    assert!(toy.done().release.is_some());
    fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink(before, &link).unwrap();
}

type Change = (&'static str, fn(&mut Toy));

const CHANGES: &[Change] = &[
    ("nothing", |_| {}),
    ("another theme", |toy| toy.theme = vec![("</body>", "<footer>新样式</footer></body>")]),
    ("another style", |toy| toy.style = "main { color: black } nav { display: none }".into()),
    ("a print sheet that leaves out what is for screens", |toy| {
        let sheet = "<link rel=stylesheet media=print href=\"data:text/css,main{display:none}\">";
        toy.theme = vec![
            (
                "<head>",
                "<head><link rel=stylesheet media=\"only print and (color)\" href=\"x.css\"><style media=print>main { display: none }</style>",
            ),
            ("<body>", sheet),
        ];
    }),
    ("rules for paper, for hands and for other languages", |toy| {
        toy.style = "@media print { p { display: none } } p:hover { opacity: 0; color: #fff } body { background: #fff; color: #222 } @media (prefers-color-scheme: dark) { body { background: #111; color: #eee } } :lang(en) main { display: none } main:target { display: none }".into();
    }),
    ("a theme with colours, columns and movement", |toy| {
        toy.style = ":root { --w: 60rem; --s: 90%; --c: rgb(0 0 0 / 80%) } main { max-width: var(--w); margin: 0 auto; padding: 1rem max(1rem, calc((100% - var(--w)) / 2)); overflow: hidden; color: var(--c, #000) } p { font-size: var(--s); text-indent: 2em; white-space: normal } @keyframes in { from { opacity: 0 } } main { animation: in .3s ease-out }".into();
    }),
    ("a header that stays, and a picture behind it all", |toy| {
        toy.theme = vec![("<body>", "<body><header>站</header>")];
        toy.style = "header { position: sticky; top: 0; left: 0; right: 0; height: 4rem; background: #fff } body::before { content: ''; position: fixed; inset: 0; z-index: -1; background: url(paper.png) } main::after { content: ''; display: block; width: 100%; height: 1px; background: red }".into();
    }),
    ("links in a list that are cut to a line", |toy| {
        toy.style = "li a { display: block; max-width: 20em; overflow: hidden; white-space: nowrap; text-overflow: ellipsis } li { -webkit-line-clamp: 2 }".into();
    }),
    ("other notices that are over, beside it", |toy| {
        toy.theme =
            vec![("<body>", "<body><aside><h2>往期公示</h2><a href=\"/x/\">已作废的旧公示</a></aside>")];
    }),
    ("places where lines may break", |toy| toy.theme = vec![("0999-0001234", "0999\u{200B}-000\u{AD}1234")]),
    ("a comment", |toy| toy.set("notices/a.md", &plus("# 备注"))),
    ("CRLF", |toy| toy.set("notices/a.md", &original().replace('\n', "\r\n"))),
    ("a byte-order mark", |toy| toy.set("notices/a.md", &format!("\u{FEFF}{}", original()))),
    ("blank lines at the end", |toy| toy.set("notices/a.md", &format!("{}\n\n", original()))),
    ("Chinese keys", |toy| {
        let text = original()
            .replacen("title:", "标题:", 1)
            .replace("kind:", "类别:")
            .replace("issuer:", "发布单位:");
        toy.set("notices/a.md", &text);
    }),
    ("the kind by its name", |toy| toy.set("notices/a.md", &with("kind: project", "kind: 项目公示"))),
    ("another order of fields", |toy| {
        let text = with("title: 硬化村道\nkind: project\n", "kind: project\ntitle: 硬化村道\n");
        toy.set("notices/a.md", &text);
    }),
    ("quotes", |toy| toy.set("notices/a.md", &with("硬化村道", "\"硬化村道\""))),
    ("dates in Chinese", |toy| {
        toy.set(
            "notices/a.md",
            &with("from: 2026-11-02, until: 2026-11-12", "from: 2026年11月2日, until: 2026/11/12"),
        );
    }),
    ("full-width digits in a date", |toy| {
        toy.set("notices/a.md", &with("from: 2026-11-02", "from: ２０２６-11-02"))
    }),
    ("days in place of the last day", |toy| toy.set("notices/a.md", &with("until: 2026-11-12", "days: 10"))),
    ("another notice", |toy| {
        toy.set("notices/b.md", &notice("路灯", "2026-11-05", "2026-11-16", "", "二十盏。"));
    }),
    ("a scheduled notice", |toy| {
        toy.set("notices/b.md", &notice("路灯", "2026-11-09", "2026-11-19", "", "二十盏。"));
    }),
    ("a draft", |toy| {
        toy.set("notices/b.md", &notice("路灯", "2026-11-01", "2026-11-19", "draft: true\n", "二十盏。"));
    }),
    ("news", |toy| toy.set("notices/n.md", "---\ntitle: 动态\nkind: news\nissuer: 乙\n---\n文\n")),
    ("a page", |toy| toy.set("pages/about.md", "---\ntitle: 关于\n---\n文\n")),
    ("a stricter rule", |toy| {
        toy.set("rules.yaml", &RULES.replace("min: 10", "min: 10, count_first_day: false"))
    }),
    ("fewer material fields", |toy| toy.set("rules.yaml", &RULES.replace("title, body, ", ""))),
    ("another hotline, and a word in the open notice", |toy| {
        toy.set("site.yaml", &SITE.replace("0001300", "0001301"));
        let told = "corrections: [{on: 2026-11-05, what: 监督电话改为0999-0001301, reason: 换号}]";
        toy.set("notices/a.md", &plus(told));
    }),
    ("a hotline of another township", |toy| {
        toy.set("places.yaml", &format!("{PLACES}- {{name: 石门乡}}\n"));
        let more = "phone: 0999-0001300}, {name: 石门乡纪检, phone: 0999-0001302}";
        toy.set("site.yaml", &SITE.replace("phone: 0999-0001300}", more));
    }),
    ("the end of the window, then another hotline and another name", |toy| {
        toy.set("site.yaml", &SITE.replace("0001300", "0001301").replace("name: 县\n", "name: 某县\n"));
        toy.set("rules.yaml", &RULES.replace("项目公示", "工程公示"));
        toy.at("2026-11-13T09:00:00");
    }),
    ("another name of a kind of which nothing is open", |toy| {
        toy.set("rules.yaml", &RULES.replace("动态", "工作动态"));
    }),
    ("another name of its kind, and a word", |toy| {
        toy.set("rules.yaml", &RULES.replace("项目公示", "工程项目公示"));
        toy.set("notices/a.md", &plus("corrections: [{on: 2026-11-05, what: 类别名称, reason: 更准确}]"));
    }),
    ("a township more, and another column", |toy| {
        toy.set("places.yaml", &format!("{PLACES}- {{name: 石门乡, slug: shimen}}\n"));
        let more = "kinds: [project]}, {id: news, name: 动态, kinds: [news]}]";
        toy.set("site.yaml", &SITE.replace("kinds: [project]}]", more));
    }),
    ("another township, and a word in the notice", |toy| {
        toy.set("places.yaml", "- {name: 石门乡, slug: shimen, villages: [{name: 上村}]}\n");
        let told = plus("corrections: [{on: 2026-11-05, what: 乡镇, reason: 写错}]");
        toy.set("notices/a.md", &told.replace("云岩乡", "石门乡"));
    }),
    ("another name of its column", |toy| {
        toy.set("site.yaml", &SITE.replace("name: 项目, kinds", "name: 项目资金, kinds"));
    }),
    ("the end of the window, then another slug and no column", |toy| {
        toy.set("places.yaml", &PLACES.replace("yunyan", "yy"));
        toy.set("site.yaml", &SITE.replace("columns: [{id: projects, name: 项目, kinds: [project]}]\n", ""));
        toy.at("2026-11-13T09:00:00");
    }),
    ("a zone with the same time", |toy| toy.set("site.yaml", &format!("{SITE}time_zone: Asia/Singapore\n"))),
    ("a holiday of the county's own", |toy| {
        let calendar = "year: 2026\nsource: {title: 通知}\nholidays: [{name: 县庆, from: 2026-12-01, until: 2026-12-01}]\n";
        toy.set("calendar/2026.yaml", calendar);
    }),
    ("a longer posting for projects to come", |toy| {
        toy.set("rules.yaml", &RULES.replace("min: 10", "min: 15"))
    }),
    ("a kind more", |toy| {
        let works = "works: {name: 工程公示, project: true, posting: {min: 12}, source: {title: 意见}}\n";
        toy.set("rules.yaml", &format!("{RULES}{works}"));
    }),
    ("https", |toy| toy.set("site.yaml", &SITE.replace("https:", "http:"))),
    ("a later last day", |toy| toy.set("notices/a.md", &with("until: 2026-11-12", "until: 2026-11-20"))),
    ("a correction alone", |toy| {
        toy.set("notices/a.md", &plus("corrections: [{on: 2026-11-05, what: 说明一点, reason: 群众来问}]"));
    }),
    ("another telephone, with a correction", |toy| {
        let text =
            plus("corrections: [{on: 2026-11-05, what: 电话, reason: 写错}]").replace("0001234", "0005678");
        toy.set("notices/a.md", &text);
    }),
    ("another number, with a correction dated on the day of the last publication", |toy| {
        let text = plus("corrections: [{on: 2026-11-02, what: 文号, reason: 写错}]")
            .replace("县公示1号", "县公示2号");
        toy.set("notices/a.md", &text);
    }),
    ("a further objection", |toy| {
        toy.set("notices/a.md", &with("summary: 里程}", "summary: 里程}, {on: 2026-11-04, summary: 造价}"));
    }),
    ("an outcome", |toy| toy.set("notices/a.md", &with("summary: 里程}", "summary: 里程, outcome: 属实}"))),
    ("a withdrawal with reason and authority", |toy| {
        toy.set("notices/a.md", &plus("withdrawn: {on: 2026-11-05, reason: 停建, authority: 县政府}"));
    }),
    ("another body, with a whole new window and a word", |toy| {
        let text =
            plus("corrections: [{on: 2026-11-05, what: 里程, reason: 重测}]").replace("3公里", "5公里");
        toy.set("notices/a.md", &text.replace("until: 2026-11-12", "until: 2026-11-16"));
    }),
    ("another table, with a whole new window and a word", |toy| {
        toy.assets.insert("notices/表.csv".into(), b"3,4".to_vec());
        let text = plus("corrections: [{on: 2026-11-05, what: 明细表, reason: 漏了一行}]");
        toy.set("notices/a.md", &text.replace("until: 2026-11-12", "until: 2026-11-16"));
    }),
    ("another village, with a whole new window and a word", |toy| {
        let text = plus("village: 上村\ncorrections: [{on: 2026-11-05, what: 村名, reason: 漏写}]");
        toy.set("notices/a.md", &text.replace("until: 2026-11-12", "until: 2026-11-16"));
    }),
    ("a notice that supersedes it, and a withdrawal", |toy| {
        let text = notice("新村道", "2026-11-05", "2026-11-16", "supersedes: notices/a\n", "另一条。");
        toy.set("notices/b.md", &text);
        toy.set("notices/a.md", &plus("withdrawn: {on: 2026-11-05, reason: 改线, authority: 县政府}"));
    }),
    ("a notice that supersedes it after its end", |toy| {
        let text = notice("新村道", "2026-11-16", "2026-11-26", "supersedes: notices/a\n", "另一条。");
        toy.set("notices/b.md", &text);
        toy.at("2026-11-16T09:00:00");
    }),
    ("a renewal after the end, with a word", |toy| {
        let text = plus("corrections: [{on: 2026-11-16, what: 重新公示, reason: 有异议}]");
        toy.set(
            "notices/a.md",
            &text.replace("2026-11-02, until: 2026-11-12", "2026-11-16, until: 2026-11-26"),
        );
        toy.at("2026-11-16T09:00:00");
    }),
    ("the end of the window, then other words and a word about them", |toy| {
        let text =
            plus("corrections: [{on: 2026-11-13, what: 里程, reason: 改成汉字}]").replace("3公里", "三公里");
        toy.set("notices/a.md", &text);
        toy.at("2026-11-13T09:00:00");
    }),
    ("the site moved after a correction, a new posting and another notice", |toy| {
        let told = "corrections: [{on: 2026-11-05, what: 电话, reason: 写错}]";
        toy.set("notices/a.md", &plus(told).replace("0001234", "0005678"));
        toy.done();
        toy.at("2026-11-06T09:00:00");
        let told = told.replace("}]", "}, {on: 2026-11-06, what: 里程, reason: 重测}]");
        let text = plus(&told).replace("0001234", "0005678").replace("3公里", "5公里");
        toy.set("notices/a.md", &text.replace("until: 2026-11-12", "until: 2026-11-16"));
        toy.set("notices/b.md", &notice("路灯", "2026-11-06", "2026-11-16", "", "二十盏。"));
        toy.done();
        fs::rename(toy.target(), toy.root.join("elsewhere")).unwrap();
        toy.moved = true;
        toy.done();
        toy.moved = false;
    }),
    ("the host back at the release before a correction", |toy| {
        let text =
            plus("corrections: [{on: 2026-11-05, what: 电话, reason: 写错}]").replace("0001234", "0005678");
        toy.set("notices/a.md", &text);
        rolled_back(toy);
    }),
    ("the host back at the release before a new posting and another notice", |toy| {
        let text =
            plus("corrections: [{on: 2026-11-05, what: 里程, reason: 重测}]").replace("3公里", "5公里");
        toy.set("notices/a.md", &text.replace("until: 2026-11-12", "until: 2026-11-16"));
        toy.set("notices/b.md", &notice("路灯", "2026-11-05", "2026-11-16", "", "二十盏。"));
        rolled_back(toy);
    }),
    ("the host back at the release before a withdrawal", |toy| {
        toy.set("notices/a.md", &plus("withdrawn: {on: 2026-11-05, reason: 停建, authority: 县政府}"));
        rolled_back(toy);
    }),
    ("the host back at the release before the end of the window and its filing", |toy| {
        toy.set("notices/a.md", &with("summary: 里程}", "summary: 里程, outcome: 属实}"));
        toy.at("2026-11-06T09:00:00").done();
        let text = toy.files["notices/a.md"].replacen(
            "contact:",
            "filing: {authority: 县局, on: 2026-11-16}\ncontact:",
            1,
        );
        toy.set("notices/a.md", &text);
        toy.at("2026-11-16T09:00:00");
        rolled_back(toy);
    }),
    ("the end of the window, then another telephone", |toy| {
        toy.set("notices/a.md", &with("0001234", "0005678"));
        toy.at("2026-11-13T09:00:00");
    }),
    ("the end of the window, then withdrawn", |toy| {
        toy.set("notices/a.md", &plus("withdrawn: {on: 2026-11-13, reason: 停建, authority: 县政府}"));
        toy.at("2026-11-13T09:00:00");
    }),
    ("the end of the window, then another host", |toy| {
        toy.set("site.yaml", &SITE.replace("a.example", "b.example"));
        toy.at("2026-11-13T09:00:00");
    }),
    ("the end of the window, then filed", |toy| {
        let text = with("summary: 里程}", "summary: 里程, outcome: 属实}").replacen(
            "contact:",
            "filing: {authority: 县局, on: 2026-11-16}\ncontact:",
            1,
        );
        toy.set("notices/a.md", &text);
        toy.at("2026-11-16T09:00:00");
    }),
];

#[test]
fn none_of_these_is_refused() {
    let open = open();
    for (what, change) in CHANGES {
        let mut toy = open.copy();
        change(&mut toy);
        let ended = toy.publish().unwrap_or_else(|error| panic!("{what}: {error:?}"));
        assert!(matches!(ended, crate::publish::Ended::Done(_)), "{what}: {ended:#?}");
        assert_eq!(toy.log().faults(), [], "{what}");
        // and it is at rest: the same again is nothing new
        assert!(toy.done().release.is_none(), "{what}");
    }
    println!("{} harmless changes", CHANGES.len());
    assert!(CHANGES.len() >= 62);
}

#[test]
fn how_it_was_written_changes_no_digest() {
    let open = open();
    for (what, change) in &CHANGES[..14] {
        let mut toy = open.copy();
        change(&mut toy);
        let events = toy.done().events;
        let told = events.iter().any(|event| matches!(event, Event::Notice(_)));
        assert!(!told, "{what} is an event: {events:?}");
    }
}
