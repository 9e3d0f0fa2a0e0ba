use super::*;
use crate::check::testing::{faults, posted};

const RULES: (&str, &str) = (
    "rules.yaml",
    "project: {name: 项目公示, posting: {min: 10}, material: [title, project, body, attachments], source: {title: 意见}}\nnews: {name: 动态}\n",
);
const SITE: (&str, &str) = ("site.yaml", "name: 县\nbase_url: https://a.example\n");
/// Posted from Monday the second to Thursday the twelfth.
const NOTICE: &str = "---\ntitle: 硬化村道\nkind: project\nissuer: 镇政府\nposting: {from: 2026-11-02, until: 2026-11-12}\ncontact: {phone: 0999-0001234}\n---\n硬化３公里。\n";

/// Faults at noon of a day in November, of a notice that went up on the second.
fn on(day: u8, notice: &str) -> Vec<String> {
    with(day, &[RULES, SITE, ("notices/a.md", notice)])
}

fn with(day: u8, files: &[(&str, &str)]) -> Vec<String> {
    let log = posted(&[RULES, SITE, ("notices/a.md", NOTICE)], "2026-11-02");
    let mut files = files.to_vec();
    files.push(("publication.jsonl", &log));
    faults(&files, &format!("2026-11-{day:02}"), check)
}

fn edited(from: &str, to: &str) -> String {
    assert!(NOTICE.contains(from));
    NOTICE.replacen(from, to, 1)
}

#[test]
fn an_open_notice_may_stay_as_it_is() {
    for day in 2..=12 {
        assert!(on(day, NOTICE).is_empty());
    }
}

#[test]
fn spelling_is_no_change() {
    let other = "---\r\n# 备注\r\n公示期:\r\n  止: 2026年11月12日\r\n  起: ２０２６/11/2\r\n发布单位: 镇政府\r\n联系方式: {电话: 0999-0001234}\r\n类别: 项目公示\r\n标题: \"硬化村道\"\r\n---\r\n\r\n硬化３公里。\r\n\r\n";
    let text = crate::read::decode(other.as_bytes().to_vec()).unwrap();
    assert_eq!(on(5, &text), Vec::<String>::new());
    assert!(on(5, &edited("until: 2026-11-12", "days: 10")).is_empty());
    // but a full-width digit that a reader sees is another digit
    assert_eq!(on(5, &edited("３公里", "3公里")), ["posting-altered content/notices/a.md:8:1"]);
}

#[test]
fn it_cannot_vanish() {
    assert_eq!(with(5, &[RULES, SITE]), ["posting-vanished content/publication.jsonl:1:1"]);
    assert_eq!(on(5, &edited("kind:", "draft: true\nkind:")), ["posting-vanished content/notices/a.md:1:1"]);
    assert_eq!(
        on(5, &edited("2026-11-02, until: 2026-11-12", "2026-11-09, until: 2026-11-20")),
        ["posting-vanished content/notices/a.md:5:17"]
    );
}

#[test]
fn it_cannot_move() {
    assert_eq!(
        with(2, &[RULES, SITE, ("notices/b.md", NOTICE)]),
        ["posting-moved content/publication.jsonl:1:1"]
    );
    let moved = ("site.yaml", "name: 县\nbase_url: https://a.example/gongshi\n");
    assert_eq!(
        with(5, &[RULES, moved, ("notices/a.md", NOTICE)]),
        ["posting-moved content/notices/a.md:1:1"]
    );
    let secure = ("site.yaml", "name: 县\nbase_url: http://a.example/\n");
    assert!(with(5, &[RULES, secure, ("notices/a.md", NOTICE)]).is_empty());
    assert!(with(5, &[RULES, SITE, ("notices/a/index.md", NOTICE)]).is_empty());
}

#[test]
fn a_quiet_change_is_refused_and_a_correction_allows_what_is_not_material() {
    let phone = edited("0001234", "0005678");
    assert_eq!(on(5, &phone), ["posting-altered content/notices/a.md:6:10"]);
    let said = phone.replacen("contact", "corrections: [{on: 2026-11-05, what: 电话写错}]\ncontact", 1);
    assert!(on(5, &said).is_empty());
    let ahead = said.replacen("on: 2026-11-05", "on: 2026-11-06", 1);
    assert_eq!(on(5, &ahead), ["posting-backdated content/notices/a.md:6:20"]);
    // what is material needs a new window
    let title = edited("硬化村道", "硬化村道和水渠");
    assert_eq!(on(5, &title), ["posting-altered content/notices/a.md:2:8"]);
    let said = title.replacen("contact", "corrections: [{on: 2026-11-05, what: 标题}]\ncontact", 1);
    assert_eq!(on(5, &said), ["posting-altered content/notices/a.md:2:8"]);
    // the fifth and ten days is Sunday the fifteenth, which rolls to Monday
    let short = title.replacen("11-12", "11-15", 1);
    assert_eq!(on(5, &short), ["posting-altered content/notices/a.md:2:8"]);
    assert!(on(5, &title.replacen("11-12", "11-16", 1)).is_empty());
}

#[test]
fn the_rule_in_the_log_decides_what_is_material() {
    let lax = (
        "rules.yaml",
        "project: {name: 项目公示, posting: {min: 10}, material: [title], source: {title: 意见}}\n",
    );
    let body = edited("３公里", "５公里").replacen(
        "contact",
        "corrections: [{on: 2026-11-05, what: 里程}]\ncontact",
        1,
    );
    assert_eq!(with(5, &[lax, SITE, ("notices/a.md", &body)]), ["posting-altered content/notices/a.md:9:1"]);
    assert!(with(5, &[lax, SITE, ("notices/a.md", NOTICE)]).is_empty());
}

#[test]
fn what_a_project_shows_is_material_whatever_the_rule_lists() {
    let correction = "corrections: [{on: 2026-11-05, what: 标点}]\n---\n";
    let swapped =
        |notice: &str| notice.replace("３公里", "５公里").replace("---\n硬化", &format!("{correction}硬化"));
    let marked = (
        "rules.yaml",
        "project: {name: 项目公示, posting: {min: 10}, project: true, material: [number], source: {title: 意见}}\n",
    );
    let log = posted(&[marked, SITE, ("notices/a.md", NOTICE)], "2026-11-02");
    let altered = ["posting-altered content/notices/a.md:9:1"];
    let on_the_fifth = |rules, log: &str, notice: &str| {
        faults(&[rules, SITE, ("notices/a.md", notice), ("publication.jsonl", log)], "2026-11-05", check)
    };
    assert_eq!(on_the_fifth(marked, &log, &swapped(NOTICE)), altered);
    // a project under a rule for something else, logged before the floor was known
    let unmarked = (
        "rules.yaml",
        "project: {name: 项目公示, posting: {min: 10}, material: [number], source: {title: 意见}}\n",
    );
    let project = NOTICE.replace("contact:", "project: {name: 村道}\ncontact:");
    let log = posted(&[unmarked, SITE, ("notices/a.md", &project)], "2026-11-02");
    assert_eq!(
        on_the_fifth(unmarked, &log, &swapped(&project)),
        ["posting-altered content/notices/a.md:10:1"]
    );
    let log = posted(&[unmarked, SITE, ("notices/a.md", NOTICE)], "2026-11-02");
    assert!(on_the_fifth(unmarked, &log, &swapped(NOTICE)).is_empty(), "no project: the rule decides");
}

#[test]
fn the_window_cannot_be_shortened_or_begin_earlier() {
    assert_eq!(
        on(5, &edited("until: 2026-11-12", "until: 2026-11-11")),
        ["posting-withdrawn-early content/notices/a.md:5:36"]
    );
    assert_eq!(on(5, &edited("posting: {from: 2026-11-02, until: 2026-11-12}\n", "")).len(), 2);
    assert!(on(5, &edited("until: 2026-11-12", "until: 2026-11-20")).is_empty());
    let earlier = edited("from: 2026-11-02", "from: 2026-11-01");
    assert_eq!(
        on(5, &earlier),
        ["posting-altered content/notices/a.md:5:10", "posting-backdated content/notices/a.md:5:17"]
    );
    // not even when it is over
    assert_eq!(on(25, &earlier), ["posting-backdated content/notices/a.md:5:17"]);
}

#[test]
fn a_withdrawal_needs_reason_and_authority() {
    let withdrawn = |fields: &str| edited("kind:", &format!("withdrawn: {{{fields}}}\nkind:"));
    let withdrawal = |fields: &str| on(5, &withdrawn(fields));
    assert!(withdrawal("on: 2026-11-05, reason: 停建").is_empty(), "said by withdrawn_early");
    assert_eq!(
        on(5, &withdrawn("on: 2026-11-06, reason: 停建, authority: 县政府")),
        ["posting-withdrawn-early content/notices/a.md:3:12"]
    );
    assert!(on(5, &withdrawn("on: 2026-11-05, reason: 停建, authority: 县政府")).is_empty());
}

#[test]
fn objections_grow_and_never_shrink() {
    let with_objections = |list: &str| edited("kind:", &format!("objections: {list}\nkind:"));
    let one = "[{on: 2026-11-03, summary: 里程}]";
    let answered = "[{on: 2026-11-03, summary: 里程, outcome: 属实}]";
    let day = |before: &str, after: &str| {
        let files = [RULES, SITE, ("notices/a.md", &with_objections(before))];
        let log = posted(&files, "2026-11-02");
        let text = with_objections(after);
        faults(&[RULES, SITE, ("notices/a.md", &text), ("publication.jsonl", &log)], "2026-11-05", check)
    };
    assert!(day("[]", one).is_empty());
    assert!(day(one, answered).is_empty());
    assert_eq!(day(answered, one), ["posting-altered content/notices/a.md:3:14"]);
    assert_eq!(day(one, "[]"), ["posting-altered content/notices/a.md:1:1"]);
    assert_eq!(day(one, "[{on: 2026-11-03, summary: 别的}]"), ["posting-altered content/notices/a.md:3:14"]);
}

#[test]
fn after_the_end_it_is_only_warned() {
    // warnings carry the same codes; the day after the last is the thirteenth
    assert_eq!(with(13, &[RULES, SITE]), ["posting-vanished content/publication.jsonl:1:1"]);
    assert_eq!(with(12, &[RULES, SITE]), ["posting-vanished content/publication.jsonl:1:1"]);
    assert!(on(13, &edited("0001234", "0005678")).is_empty());
    assert_eq!(on(13, &edited("硬化村道", "硬化")), ["posting-altered content/notices/a.md:2:8"]);
}

#[test]
fn a_new_notice_cannot_claim_an_earlier_day() {
    let late = NOTICE.replace("2026-11-02", "2026-11-04").replace("2026-11-12", "2026-11-20");
    let second = |day| with(day, &[RULES, SITE, ("notices/a.md", NOTICE), ("notices/b.md", &late)]);
    assert!(second(3).is_empty(), "it is ahead");
    assert!(second(4).is_empty());
    assert_eq!(second(5), ["posting-backdated content/notices/b.md:5:17"]);
}

#[test]
fn nothing_is_held_to_a_log_that_is_not_there() {
    assert!(faults(&[RULES, SITE, ("notices/a.md", NOTICE)], "2026-11-20", check).is_empty());
}
