//! Themes that a cheat would write, against an open notice. Each begins with the file that he writes; whatever it
//! makes of the notice, readers go on seeing it whole.

use crate::board::{Board, morning};
use std::fs;
use zhangbang::model::log::event::Event;

const NOTICE: &str = "---
title: 上村道路硬化项目公示
kind: project
issuer: 镇政府
posting: {from: 2026-11-02, until: 2026-11-13, boards: [村口]}
contact: {name: 公示办, phone: 0999-0001234}
project:
  name: 上村道路硬化
  category: 基础设施
  site: 上村一组
  content: 硬化道路1.2公里
  funds:
    - {source: 财政衔接资金, amount: 300000元}
    - {source: 村集体自筹, amount: 65000元}
  total: 365000元
  period: {from: 2026-11-20, until: 2026-12-20}
  goal: 方便出行
  unit: 镇政府
  responsible: 张三
  beneficiaries: 全村120户
  benefit_link: 带动就近务工
---
硬化路面长1.2公里，宽4米。

| 路段 | 长度 |
| --- | --- |
| 一组至二组 | 0.7公里 |
| 二组至三组 | 0.5公里 |
";

const SETTINGS: &str = "name: mine\nextends: gongshi\n";

/// A board with one project's notice, open, in the built-in theme.
fn open() -> Board {
    let board = Board::new();
    board.put("rules.yaml", zhangbang::commands::starter::file("rules.yaml").unwrap());
    board.put("notices/路.md", NOTICE);
    board.publish(morning(2));
    board
}

fn dress(board: &Board, files: &[(&str, &str)]) {
    let site = board.root().join("content/site.yaml");
    let text = fs::read_to_string(&site).unwrap();
    fs::write(&site, format!("{text}theme: mine\n")).unwrap();
    board.put("../themes/mine/theme.yaml", SETTINGS);
    files.iter().for_each(|(path, text)| board.put(&format!("../themes/mine/{path}"), text));
}

/// A notice page that is the built-in one with something done to it.
macro_rules! page {
    ($before:literal, $after:literal) => {
        concat!(
            "{% extends \"gongshi/notice.html\" %}{% block main %}",
            $before,
            "{{ super() }}",
            $after,
            "{% endblock main %}"
        )
    };
}

macro_rules! head {
    ($head:literal) => {
        concat!("{% extends \"gongshi/notice.html\" %}{% block head %}", $head, "{% endblock head %}")
    };
}

/// Pieces of a notice page of the cheat's own, with every fact in its place.
const TITLE: &str = "<h1>{{ notice.title }}</h1>";
const WINDOW: &str = "<p>{{ notice.posting.from | date_zh }}起，{{ notice.posting.until | date_zh }}止</p>";
const FACTS: &str = "{% for f in notice.project.facts %}<p>{{ f.label }}：{{ f.value }}</p>{% endfor %}";
const SUMS: &str = "{% for f in notice.project.funds %}<p>{{ f.source }}：{{ f.amount }}元</p>{% endfor %}<p>合计{{ notice.project.total }}元</p>";
const CONTACT: &str = "{% for f in notice.contact %}<p>{{ f.value }}</p>{% endfor %}";
const BODY: &str = "{{ body | safe }}";

/// What is done, and the files that do it.
type Trick = (&'static str, Vec<(&'static str, String)>);

fn notice(template: &str) -> Vec<(&'static str, String)> {
    vec![("templates/notice.html", template.to_owned())]
}

/// The cheat's own notice page, with one piece of it exchanged.
fn without(piece: &str, by: &str) -> Vec<(&'static str, String)> {
    let honest = [TITLE, WINDOW, FACTS, SUMS, CONTACT, BODY].concat();
    assert!(honest.contains(piece), "{piece}");
    notice(&format!(
        "{{% extends \"base.html\" %}}{{% block main %}}{}{{% endblock main %}}",
        honest.replace(piece, by)
    ))
}

fn tricks() -> Vec<Trick> {
    let style = |css: &str| {
        vec![
            ("static/mine.css", css.to_owned()),
            (
                "templates/notice.html",
                head!("<link rel=\"stylesheet\" href=\"{{ page.root }}assets/mine.css\">").to_owned(),
            ),
        ]
    };
    vec![
        ("a style sheet hides it all", style("main { display: none }")),
        (
            "a style sheet of the same name as the built-in one",
            vec![("static/style.css", ".t-notice .body { visibility: hidden }".to_owned())],
        ),
        (
            "a style sheet that another one imports",
            vec![
                ("static/mine.css", "@import 'deep.css';".to_owned()),
                ("static/deep.css", "article { opacity: 0 }".to_owned()),
                style("").remove(1),
            ],
        ),
        (
            "a style in the head",
            notice(head!("<style>article > * { position: absolute; left: -9999px }</style>")),
        ),
        (
            "a style for readers without scripts",
            notice(head!("<noscript><style>main { display: none }</style></noscript>")),
        ),
        (
            "a style sheet from elsewhere",
            notice(head!("<link rel=\"stylesheet\" href=\"https://c.example/x.css\">")),
        ),
        ("another place to begin from", notice(head!("<base href=\"https://c.example/\">"))),
        ("hidden inline", notice(page!("<div style=\"display:none\">", "</div>"))),
        ("hidden by an attribute", notice(page!("<div hidden>", "</div>"))),
        ("folded away", notice(page!("<details><summary>公示</summary>", "</details>"))),
        ("in a template element", notice(page!("<template>", "</template>"))),
        ("the body left out", without(BODY, "")),
        ("the body's table left out", without(BODY, "{{ body | safe | split(pat=\"<table\") | first }}")),
        ("declared to be over", notice(page!("<p class=\"banner\">本公示已过期</p>", ""))),
        ("declared void by the style sheet", style("article::before { content: '已作废' }")),
        ("struck out", without(TITLE, "<h1><del>{{ notice.title }}</del></h1>")),
        (
            "sends readers on",
            notice(head!("<meta http-equiv=\"refresh\" content=\"0;url=https://c.example/\">")),
        ),
        ("kept from search engines", notice(head!("<meta name=\"robots\" content=\"noindex\">"))),
        ("another length", without(BODY, "{{ body | replace(from=\"1.2公里\", to=\"9.9公里\") | safe }}")),
        (
            "another sum",
            without(
                "{{ notice.project.total }}",
                "{{ notice.project.total | replace(from=\"365\", to=\"36.5\") }}",
            ),
        ),
        (
            "another last day",
            without("{{ notice.posting.until | date_zh }}", "{{ notice.posting.from | date_zh }}"),
        ),
        ("nobody to turn to", without(CONTACT, "")),
        ("the title in a comment only", without(TITLE, "<!-- {{ notice.title }} --><h1>公示</h1>")),
        ("no main", without(TITLE, "<h1>{{ notice.title }}</h1></main><main>")),
        (
            "in no list",
            vec![
                (
                    "templates/home.html",
                    "{% extends \"base.html\" %}{% block main %}<p>首页</p>{% endblock main %}".to_owned(),
                ),
                (
                    "templates/notices.html",
                    "{% extends \"base.html\" %}{% block main %}<p>公告</p>{% endblock main %}".to_owned(),
                ),
            ],
        ),
        (
            "in lists that nobody sees",
            vec![("static/style.css", ".t-home main, .t-notices main { font-size: 0 }".to_owned())],
        ),
    ]
}

#[test]
fn no_theme_hides_an_open_notice() {
    let open = open();
    let shown = open.all();
    let log = fs::read(open.root().join("content/publication.jsonl")).unwrap();
    for (what, files) in tricks() {
        let board = open.clone();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        dress(&board, &files);
        let codes = board.refused(morning(3));
        assert!(!codes.is_empty() && codes.iter().all(|code| *code == "posting-hidden"), "{what}: {codes:?}");
        assert_eq!(board.all(), shown, "{what}");
        assert_eq!(fs::read(board.root().join("content/publication.jsonl")).unwrap(), log, "{what}");
    }
    println!("{} tricks", tricks().len());
}

/// The page from which the tricks leave something out is a good one.
#[test]
fn an_honest_theme_of_ones_own_is_published_and_told_of() {
    let board = open();
    let honest = without(TITLE, TITLE);
    dress(&board, &[(honest[0].0, &honest[0].1)]);
    let report = board.publish(morning(3));
    assert!(report.theme_changed && report.warnings.iter().any(|fault| fault.code.name() == "theme-changed"));
    let themes: Vec<_> = (1..=board.log().len())
        .filter_map(|line| match board.log().event(line) {
            Some(Event::Released(released)) => released.theme,
            _ => None,
        })
        .collect();
    assert!(themes.len() == 2 && themes[0] != themes[1], "{themes:?}");
    assert!(!board.publish(morning(4)).theme_changed, "said once");
}

/// What a script does cannot be judged: that the theme is another is said, and the log keeps its fingerprint.
#[test]
fn a_script_that_takes_the_notice_away_is_told_as_another_theme() {
    let board = open();
    dress(
        &board,
        &[(
            "templates/notice.html",
            head!("<script>addEventListener('load', () => document.querySelector('main').remove())</script>"),
        )],
    );
    let report = board.publish(morning(3));
    assert!(report.theme_changed);
}

/// Nothing to look for would be found everywhere.
#[test]
fn a_notice_without_a_title_is_not_published() {
    let board = open();
    for title in ["title: \"\"", "title: \"  \"", "title: \u{3000}"] {
        board.put("notices/路.md", &NOTICE.replace("title: 上村道路硬化项目公示", title));
        assert!(!board.refused(morning(3)).is_empty(), "{title}");
    }
}
