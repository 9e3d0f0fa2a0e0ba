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
attachments: [{file: 图纸.csv, title: 图纸}]
objections: [{on: 2026-11-02, summary: 路太窄}]
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

const LIST: &str = "---
title: 两村项目计划公示
kind: project
issuer: 镇政府
posting: {from: 2026-11-02, until: 2026-11-13}
contact: {phone: 0999-0001234}
projects:
  - {name: 上村水渠, township: 云岩乡, village: 上村, category: 基础设施, site: 上村, content: 修渠1公里, total: 30万元, funds: [{source: 财政资金, amount: 30万元}], period: {from: 2026-12-01, until: 2027-03-01}, unit: 镇政府, beneficiaries: 90户, goal: 灌溉, benefit_link: 务工}
  - {name: 下村路灯, township: 云岩乡, village: 下村, category: 基础设施, site: 下村, content: 路灯20盏, total: 8万元, funds: [{source: 财政资金, amount: 8万元}], period: {from: 2026-12-01, until: 2027-03-01}, unit: 镇政府, beneficiaries: 60户, goal: 照明, benefit_link: 务工}
---
两个项目如下。
";

const POINTS: &str = "---
title: 上村第一批积分公示
kind: points
issuer: 上村村民委员会
township: 云岩乡
village: 上村
posting: {from: 2026-11-02, until: 2026-11-09}
contact: {phone: 0999-0001234}
---
第一批积分如下。
";

const BATCH: &str = "batch: S-1
village: 上村
meeting: 2026-10-30
reviewers: [何甲, 乔乙, 纪丙]
notice: notices/分
entries:
  - {household: S-001, rule: A01, on: 2026-10-20, points: 5}
  - {household: S-002, rule: B01, on: 2026-10-21, points: 6}
";

/// What the points bank needs besides.
const BANK: [(&str, &str); 4] = [
    ("places.yaml", "- {name: 云岩乡, slug: yunyan, villages: [{name: 上村}, {name: 下村}]}\n"),
    (
        "points/rules.yaml",
        "rules:\n  - {id: A01, category: 环境, deed: 参加清扫, points: 5}\n  - {id: B01, category: 互助, deed: 照看老人, points: 6}\n",
    ),
    (
        "points/households.yaml",
        "- {id: S-001, village: 上村, name: 顾*林, joined: 2026-01-01}\n- {id: S-002, village: 上村, name: 陆*平, joined: 2026-01-01}\n",
    ),
    ("points/s/one.yaml", BATCH),
];

const SETTINGS: &str = "name: mine\nextends: gongshi\n";

/// A board with notices of a project, of a list of projects and of points, open, in the built-in theme.
fn open() -> Board {
    let board = Board::new();
    board.put("rules.yaml", zhangbang::commands::starter::file("rules.yaml").unwrap());
    board.put("notices/图纸.csv", "甲,乙\n");
    BANK.iter().for_each(|(path, text)| board.put(path, text));
    for (path, text) in [("notices/路.md", NOTICE), ("notices/单.md", LIST), ("notices/分.md", POINTS)] {
        board.put(path, text);
    }
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
const FACTS: &str = "{% if notice.project %}{% for f in notice.project.facts %}<p>{{ f.label }}：{{ f.value }}</p>{% endfor %}{% endif %}";
const SUMS: &str = "{% if notice.project %}{% for f in notice.project.funds %}<p>{{ f.source }}：{{ f.amount }}元</p>{% endfor %}<p>合计{{ notice.project.total }}元</p>{% endif %}";
const CONTACT: &str = "{% for f in notice.contact %}<p>{{ f.value }}</p>{% endfor %}";
const HOTLINES: &str = "{% for h in notice.hotlines %}<p>{{ h.name }}：{{ h.phone }}</p>{% endfor %}";
const FILES: &str = "{% for a in notice.attachments %}<p><a href='{{ page.root }}{{ a.href }}'>{{ a.title }}</a></p>{% endfor %}";
const OBJECTIONS: &str = "{% for o in notice.objections or [] %}<p>{{ o.what }}</p>{% endfor %}";
const PROJECTS: &str = "{% if notice.projects %}{% for r in notice.projects.rows %}<ul><li>{{ r.name }}</li>{% for c in r.cells %}<li>{{ c.text }}</li>{% endfor %}</ul>{% endfor %}{% endif %}";
const POSTED: &str = "{% if notice.points %}{% for r in notice.points.rows %}<ul><li>{{ r.household }}</li><li>{{ r.name }}</li><li>{{ r.what }}</li><li>{{ r.on }}</li><li>{{ r.points }}分</li></ul>{% endfor %}<p>合计</p><p>{{ notice.points.total }}</p>{% endif %}";
const BODY: &str = "{{ body | safe }}";

/// What is done, and the files that do it.
type Trick = (&'static str, Vec<(&'static str, String)>);

fn notice(template: &str) -> Vec<(&'static str, String)> {
    vec![("templates/notice.html", template.to_owned())]
}

/// The cheat's own notice page, with one piece of it exchanged.
fn without(piece: &str, by: &str) -> Vec<(&'static str, String)> {
    let honest =
        [TITLE, WINDOW, FACTS, SUMS, CONTACT, HOTLINES, FILES, OBJECTIONS, PROJECTS, POSTED, BODY].concat();
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
        ("the telephone for complaints left out", without(HOTLINES, "{% for h in [] %}{% endfor %}")),
        ("the way to the attached file left out", without(FILES, "<p>图纸</p>")),
        ("an objection left out", without(OBJECTIONS, "")),
        (
            "each project with the money of another",
            without(
                "<li>{{ r.name }}</li>{% for c",
                "<li>{% for q in notice.projects.rows %}{% if q.name != r.name %}{{ q.name }}{% endif %}{% endfor %}</li>{% for c",
            ),
        ),
        (
            "each source with the money of another",
            without(
                "{{ f.source }}",
                "{% for q in notice.project.funds %}{% if q.source != f.source %}{{ q.source }}{% endif %}{% endfor %}",
            ),
        ),
        ("points twice as many", without("{{ r.points }}", "{{ r.points * 2 }}")),
        ("points without the deed", without("<li>{{ r.what }}</li>", "")),
        (
            "points under another's name",
            without(
                "<li>{{ r.name }}</li><li>{{ r.what }}</li>",
                "<li>{% for q in notice.points.rows %}{% if q.name != r.name %}{{ q.name }}{% endif %}{% endfor %}</li><li>{{ r.what }}</li>",
            ),
        ),
        ("another sum of points", without("{{ notice.points.total }}", "{{ notice.points.total + 9 }}")),
        (
            "taken back above the notice",
            vec![("templates/base.html", {
                let base = fs::read_to_string(concat!(
                    env!("CARGO_MANIFEST_DIR"),
                    "/themes/gongshi/templates/base.html"
                ));
                base.unwrap().replacen("</header>", "</header>\n<p>以下公示已作废，停止公示</p>", 1)
            })],
        ),
        (
            "all that a reviewer could think of, at once",
            style(
                "main:read-only{display:none} @media print and (color), screen{main{display:none}} main{--x:none;display:var(--x);clip-path:inset(99%);zoom:.001}",
            ),
        ),
        ("a popover", notice(page!("<div popover>", "</div>"))),
        ("in a drawing", notice(page!("<canvas>", "</canvas>"))),
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

/// One cause is one message.
#[test]
fn a_page_that_is_hidden_whole_is_said_once() {
    let board = open();
    dress(
        &board,
        &[
            ("static/mine.css", "main{display:none !important}"),
            (
                "templates/notice.html",
                head!("<link rel=\"stylesheet\" href=\"{{ page.root }}assets/mine.css\">"),
            ),
        ],
    );
    assert_eq!(board.refused(morning(3)), ["posting-hidden"]);
}

/// An honest sheet for paper leaves out what is for screens.
#[test]
fn a_sheet_for_paper_alone_hides_nothing() {
    let board = open();
    dress(
        &board,
        &[
            ("static/p.css", "aside, .facts { display: none }"),
            (
                "templates/notice.html",
                head!("<link rel=\"stylesheet\" media=\"print\" href=\"{{ page.root }}assets/p.css\">"),
            ),
        ],
    );
    board.publish(morning(3));
}

/// What was posted stays readable after its window.
#[test]
fn no_theme_empties_what_is_over() {
    let board = open();
    board.publish(morning(17));
    let files = notice(
        "{% extends \"gongshi/notice.html\" %}{% block main %}{% if notice.posting.days_left is none %}<p>已作废</p>{% else %}{{ super() }}{% endif %}{% endblock main %}",
    );
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    dress(&board, &files);
    let shown = board.all();
    let codes = board.refused(morning(18));
    assert!(!codes.is_empty() && codes.iter().all(|code| *code == "posting-hidden"), "{codes:?}");
    assert_eq!(board.all(), shown);
}

/// Nothing is open, and the theme is another: that is told, too.
#[test]
fn another_theme_is_told_of_when_nothing_is_open() {
    let board = open();
    board.publish(morning(17));
    dress(&board, &[("static/mine.css", "main { color: black }")]);
    let report = board.publish(morning(18));
    assert!(report.theme_changed && report.warnings.iter().any(|fault| fault.code.name() == "theme-changed"));
}

/// A former version shows what stood then, and no telephone of today.
#[test]
fn a_former_version_has_no_telephones_of_today() {
    let board = open();
    let told = "corrections: [{on: 2026-11-03, what: 电话, reason: 写错}]\ncontact: {name: 公示办, phone: 0999-0005678}";
    let corrected = NOTICE.replace("contact: {name: 公示办, phone: 0999-0001234}", told);
    board.put("notices/路.md", &corrected);
    board.publish(morning(3));
    let page = fs::read_to_string(board.www().join("current/notices/路/versions/1/index.html")).unwrap();
    assert!(
        page.contains("0999-0001234") && !page.contains("12345</a>") && !page.contains("监督电话"),
        "{page}"
    );
}

/// A filing that is put right is shown from and to, and not as a second one.
#[test]
fn what_is_put_right_in_a_filing_is_no_new_filing() {
    let board = open();
    board.publish(morning(17));
    let answered = NOTICE.replace("summary: 路太窄", "summary: 路太窄, outcome: 已加宽");
    let with = |lines: &str| answered.replace("contact: {name", &format!("{lines}\ncontact: {{name"));
    let filed = "filing: {authority: 县局, on: 2026-11-17, receipt: 备3}";
    board.put("notices/路.md", &with(filed));
    board.publish(morning(17));
    let page = board.seen("路").unwrap();
    assert!(page.contains("新登记：备案") && page.contains("备3"), "{page}");
    let told = "\ncorrections: [{on: 2026-11-18, what: 回执号, reason: 抄错}]";
    board.put("notices/路.md", &with(&(filed.replace("备3", "备8") + told)));
    board.publish(morning(18));
    let page = board.seen("路").unwrap();
    assert!(page.contains("备3") && page.contains("备8"), "{page}");
    assert_eq!(page.matches("新登记：备案").count(), 1, "of the day before: {page}");
    let log = fs::read_to_string(board.www().join("current/log/index.html")).unwrap();
    assert_eq!(log.matches("登记备案").count(), 1, "{log}");
}

/// A notice that another took the place of says so on its page, and the readable log says it, too.
#[test]
fn the_page_and_the_log_say_what_took_the_place_of_a_notice() {
    let board = open();
    board.publish(morning(17));
    board.put(
        "notices/改线.md",
        "---\ntitle: 改线\nkind: news\nissuer: 镇政府\nsupersedes: notices/路\n---\n路改走河东。\n",
    );
    board.publish(morning(18));
    let page = board.seen("路").unwrap();
    assert!(page.contains("替代") && page.contains("改线"), "{page}");
    let log = fs::read_to_string(board.www().join("current/log/index.html")).unwrap();
    assert!(log.contains("被“notices/改线”替代，页面上写明"), "{log}");
}

/// The sheet of a list of projects is not there any more: that is said, and not besides that the list is another.
#[test]
fn a_sheet_that_is_missing_is_one_message() {
    let board = Board::new();
    board.put("rules.yaml", zhangbang::commands::starter::file("rules.yaml").unwrap());
    board.put("places.yaml", BANK[0].1);
    let (head, _) = LIST.split_once("projects:").unwrap();
    board.put("notices/单.md", &format!("{head}projects: 清单.csv\n---\n项目见表。\n"));
    let sheet = "名称,乡镇,村,类型,地点,建设内容,总额,实施单位\n上村水渠,云岩乡,上村,基础设施,上村,修渠1公里,30万元,镇政府\n";
    board.put("notices/清单.csv", sheet);
    board.publish(morning(2));
    let shown = board.all();
    fs::remove_file(board.root().join("content/notices/清单.csv")).unwrap();
    assert_eq!(board.refused(morning(3)), ["attachment-missing"]);
    // emptied of a row, or with another sum, it is told as what it is
    board.put("notices/清单.csv", &sheet.replace("30万元", "90万元"));
    assert_eq!(board.refused(morning(3)), ["posting-altered"]);
    assert_eq!(board.all(), shown);
}
