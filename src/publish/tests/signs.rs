//! Names by which readers find their way to open notices: what is told of them, and what stands in the log.

use super::toy::{RULES, SITE, Toy, notice};
use crate::diagnostic::Code;
use crate::evidence::anchor::Carried;
use crate::evidence::restore;
use crate::model::log::PUBLISHED;
use crate::plan::words::log_sentence;
use crate::publish::{Ended, Report};

/// On the fifth, with a notice that is open until the twelfth.
fn open() -> Toy {
    let mut toy = Toy::new("2026-11-02T09:00:00");
    toy.set("notices/a.md", &original());
    toy.done();
    toy.at("2026-11-05T09:00:00");
    toy
}

fn original() -> String {
    notice("村路", "2026-11-02", "2026-11-12", "contact: {phone: 0999-0001234}\n", "三公里。")
}

const COLUMNS: &str = "columns: [{id: projects, name: 项目, kinds: [project]}]";

/// Another site.yaml, published on the fifth while a notice is open.
fn with(from: &str, to: &str) -> (Toy, Report) {
    let mut toy = open();
    assert!(SITE.contains(from), "{from}");
    toy.set("site.yaml", &SITE.replace(from, to));
    let report = toy.done();
    (toy, report)
}

fn told(report: &Report) -> Vec<&str> {
    let own = report.warnings.iter().filter(|fault| fault.code == Code::SignsChanged);
    own.map(|fault| fault.message.zh.as_str()).collect()
}

/// What the last release says of names.
fn logged(toy: &Toy) -> String {
    let log = toy.log();
    let sentence = log_sentence(&log.event(log.len()).unwrap());
    sentence.split_once('。').map(|(_, rest)| rest.to_owned()).unwrap_or_default()
}

#[test]
fn a_site_is_renamed_in_one_word_for_all() {
    let (mut toy, report) = with("name: 县\n", "name: 某县公示栏\n");
    assert_eq!(
        told(&report),
        ["站点原来叫“县”，现在叫“某县公示栏”，而有1条公告正在公示：记着原名的人会以为不是同一个网站"]
    );
    assert_eq!(logged(&toy), "网站改名，原来叫“县”，现在叫“某县公示栏”");
    // once, and what comes back from the site says it as well
    let again = toy.done();
    assert!(again.release.is_none() && told(&again).is_empty());
    let served = toy.served();
    let carried = Carried::new(served["release.json"].clone(), Some(served[PUBLISHED].clone()));
    assert_eq!(restore::published(&carried).unwrap().text(), toy.log().text());
    // whoever reads the certificate reads it, too
    toy.at("2026-11-13T09:00:00").done();
    let [certified] = &toy.certified()[..] else { panic!("no certificate") };
    let doubts: Vec<&str> = certified.sheet.reservations.iter().map(|one| one.text.as_str()).collect();
    let line = toy.log().releases().renamed()[0].0;
    let words = format!("公示期内网站改过名，原来叫“县”（张榜记录第{line}行）");
    assert!(doubts.contains(&words.as_str()), "{doubts:#?}");
}

#[test]
fn columns_that_readers_look_for_are_told() {
    let (toy, report) = with("name: 项目, kinds", "name: 工程信息, kinds");
    assert_eq!(
        told(&report),
        ["栏目原来叫“项目”，现在叫“工程信息”，里面有1条公告正在公示：按原来的栏目名找的人会找不到"]
    );
    assert_eq!(logged(&toy), "栏目“项目”改名为“工程信息”");
    assert!(told(&toy.done()).is_empty());

    let moved =
        "columns: [{id: projects, name: 项目, kinds: [news]}, {id: works, name: 工程, kinds: [项目公示]}]";
    let (toy, report) = with(COLUMNS, moved);
    assert_eq!(
        told(&report),
        [
            "有1条“项目公示”正在公示，原来列在栏目“项目”（/columns/projects/）里，现在列在“工程”里：到原来的栏目去找的人会找不到"
        ]
    );
    assert_eq!(logged(&toy), "栏目“项目”里不再列出项目公示");

    let (_, report) = with(COLUMNS, "columns: [{id: projects, name: 项目, kinds: [news]}]");
    let words = "原来列在栏目“项目”（/columns/projects/）里，现在哪个栏目都不列";
    assert!(told(&report)[0].contains(words), "{:?}", told(&report));
}

/// Reservations of the one certificate, or why there is none.
fn reserved(toy: &Toy) -> Vec<String> {
    let certified = toy.certified();
    let all = certified.iter().flat_map(|one| &one.sheet.reservations);
    all.map(|one| one.text.clone()).collect()
}

#[test]
fn what_a_certificate_prints_of_settings_is_what_readers_saw() {
    let mut toy = open();
    toy.at("2026-11-13T09:00:00").done();
    let clean = reserved(&toy);
    toy.set("rules.yaml", &RULES.replace("项目公示", "往期公告").replace("title: 意见", "title: 某办法"));
    toy.done();
    let words = "公示期满以后，rules.yaml 里的类别名称、依据改过：这里印的不是公示时页面上写的".to_owned();
    assert!(!clean.contains(&words) && reserved(&toy).contains(&words), "{:#?}", reserved(&toy));
    // other boards and another telephone than readers saw
    let told = "contact: {phone: 0999-0005678}\ncorrections: [{on: 2026-11-13, what: 电话和张贴地点, reason: 换号}]\n";
    let other = original().replace("contact: {phone: 0999-0001234}\n", told);
    let other = other.replace("until: 2026-11-12", "until: 2026-11-12, boards: [集市]");
    toy.set("notices/a.md", &other);
    toy.done();
    let line = toy.log().len() - 1;
    let words = format!("（张榜记录第{line}行，2026-11-13）：公示时读者看到的不是现在写的");
    assert!(reserved(&toy).iter().any(|one| one.contains(&words)), "{:#?}", reserved(&toy));
}

/// Ten days in which every page said that all is invented are no posting.
#[test]
fn a_demonstration_that_becomes_real_is_not_certified() {
    let mut toy = Toy::new("2026-11-02T09:00:00");
    toy.set("notices/a.md", &notice("村路", "2026-11-02", "2026-11-12", "", "三公里。"));
    toy.set("site.yaml", &format!("{SITE}demo: true\n"));
    toy.demo = true;
    toy.done();
    toy.at("2026-11-12T18:00:00").set("site.yaml", SITE);
    toy.demo = false;
    toy.done();
    toy.at("2026-11-13T09:00:00").done();
    assert!(toy.certified().is_empty());
    // posted anew in earnest, it is
    let told = "corrections: [{on: 2026-11-13, what: 重新公示, reason: 原来是演示}]\n";
    toy.set("notices/a.md", &notice("村路", "2026-11-13", "2026-11-30", told, "三公里。"));
    toy.done();
    toy.at("2026-12-01T09:00:00").done();
    assert_eq!(toy.certified().len(), 1);
}

#[test]
fn who_answers_for_the_site_is_told() {
    let (toy, report) = with("contact: 己", "contact: 有异议请只打0999-0000009");
    assert_eq!(
        told(&report),
        ["每一页下面的联系方式原来是“己”，现在是“有异议请只打0999-0000009”，而有1条公告正在公示"]
    );
    assert_eq!(logged(&toy), "网站的联系方式原来是“己”，现在是“有异议请只打0999-0000009”");
}

/// The page of a column is an address, whatever the target that it is published to.
#[test]
fn the_page_of_a_column_does_not_go_with_a_move() {
    let mut toy = open();
    toy.set("site.yaml", &SITE.replace("id: projects", "id: old"));
    std::fs::rename(toy.target(), toy.root.join("elsewhere")).unwrap();
    toy.moved = true;
    assert_eq!(toy.refused(), [Code::PostingMoved]);
}

#[test]
fn nothing_is_told_where_nothing_is_open() {
    let mut toy = open();
    toy.at("2026-11-13T09:00:00").done();
    toy.set(
        "site.yaml",
        &SITE.replace("name: 县\n", "name: 某县\n").replace("name: 项目, kinds", "name: 工程, kinds"),
    );
    let report = toy.done();
    assert!(told(&report).is_empty());
    assert_eq!(logged(&toy), "网站改名，原来叫“县”，现在叫“某县”。栏目“项目”改名为“工程”");
}

/// A slip in the settings, or in the notice, is told where it is, and not again by what follows from it.
#[test]
fn a_slip_is_one_message_while_a_notice_is_open() {
    let errors = |toy: &Toy| toy.refused();
    let mut toy = open();
    toy.set("site.yaml", &SITE.replace("kinds: [project]", "kinds: [projct]"));
    let Ended::Refused(all) = toy.publish().unwrap() else { panic!("published") };
    let told: Vec<Code> = all.iter().map(|fault| fault.code).collect();
    assert_eq!(told.iter().filter(|code| **code == Code::KindUnknown).count(), 1, "{told:?}");
    assert!(!told.contains(&Code::SignsChanged) && !told.contains(&Code::ColumnEmpty), "{told:?}");
    let mut toy = open();
    toy.set("notices/a.md", &original().replace("kind: project", "kind: projct"));
    assert_eq!(errors(&toy), [Code::KindUnknown]);
    // with something else besides, that is told as well
    toy.set(
        "notices/a.md",
        &original().replace("kind: project", "kind: projct").replace("0001234", "0005678"),
    );
    assert_eq!(errors(&toy), [Code::KindUnknown, Code::PostingAltered]);
    toy.at("2026-11-13T09:00:00").set("notices/a.md", &original().replace("kind: project", "kind: projct"));
    assert_eq!(errors(&toy), [Code::KindUnknown]);
}
