//! What happens to a notice whose window is over, or that lasts: another takes its place, its filing is put right, its
//! first day is moved, it is given an end. Each begins with the clerk's file and looks at the log.

use super::toy::{Toy, notice};
use crate::diagnostic::Code;
use crate::model::log::event::{Action, Event};
use crate::plan::words::log_sentence;
use crate::publish::{Ended, Report};
use jiff::civil::date;

/// On the sixteenth, with a notice whose window ended on the twelfth.
fn ended() -> Toy {
    let mut toy = Toy::new("2026-11-02T09:00:00");
    toy.set("notices/a.md", &original(""));
    toy.done();
    toy.at("2026-11-13T09:00:00").done();
    toy.at("2026-11-16T09:00:00");
    toy
}

fn original(rest: &str) -> String {
    notice("村路", "2026-11-02", "2026-11-12", rest, "三公里。")
}

/// A notice without a window that takes the place of another.
fn successor(rest: &str) -> String {
    format!("---\ntitle: 改线\nkind: news\nissuer: 镇政府\n{rest}---\n路改走河东。\n")
}

/// Which events the log got, and of which notice.
fn said(report: &Report) -> Vec<String> {
    let words = |event: &Event| match event {
        Event::Notice(event) => format!("{} {}", event.action.key(), event.kept.id),
        other => other.key().to_owned(),
    };
    report.events.iter().map(words).collect()
}

/// The last line about the first notice, in words.
fn sentence(toy: &Toy) -> String {
    let log = toy.log();
    log_sentence(&log.event(log.posted("notices/a").unwrap().last_line()).unwrap())
}

fn reserved(toy: &Toy) -> Vec<String> {
    let certified = toy.certified();
    let own = certified.iter().find(|one| one.id == "notices/a").expect("a certificate");
    own.sheet.reservations.iter().map(|one| one.text.clone()).collect()
}

#[test]
fn who_takes_the_place_of_another_is_said_in_the_log_of_the_older() {
    let mut toy = ended();
    let clean = reserved(&toy);
    toy.set("notices/b.md", &successor("supersedes: notices/a\n"));
    assert_eq!(said(&toy.done()), ["posted notices/b", "superseded notices/a", "released"]);
    let line = toy.log().posted("notices/a").unwrap().last_line();
    let text = toy.log_text().lines().nth(line - 1).unwrap().to_owned();
    assert!(text.contains("\"event\":\"superseded\"") && text.contains("\"by\":\"notices/b\""), "{text}");
    assert_eq!(sentence(&toy), "被“notices/b”替代，页面上写明");
    // whoever reads the certificate of the older one reads it
    let words = format!("已被公告“notices/b”替代（张榜记录第{line}行，2026-11-16）");
    assert!(!clean.contains(&words) && reserved(&toy).contains(&words), "{:#?}", reserved(&toy));
    // once, and it is no other version of the notice
    assert!(toy.done().release.is_none());
    assert_eq!(toy.log().posted("notices/a").unwrap().versions.len(), 1);
    // nobody makes it unsaid by taking the successor away
    let text = toy.files.remove("notices/b.md").unwrap();
    assert_eq!(toy.refused(), [Code::PostingVanished]);
    // and that it stands again is said as well
    toy.set("notices/b.md", &text.replace("supersedes: notices/a\n", ""));
    assert_eq!(said(&toy.done()), ["corrected notices/b", "superseded notices/a", "released"]);
    assert_eq!(sentence(&toy), "不再被别的公告替代");
    assert!(!reserved(&toy).iter().any(|one| one.contains("替代")));
    assert_eq!(toy.log().faults(), []);
}

/// On the first evening after the window, closed and superseded at once; and open, by a withdrawal of its own.
#[test]
fn it_is_said_after_what_else_is_said_of_it() {
    let mut toy = Toy::new("2026-11-02T09:00:00");
    toy.set("notices/a.md", &original(""));
    toy.done();
    let mut open = toy.copy();
    toy.set("notices/b.md", &successor("supersedes: notices/a\n"));
    assert_eq!(
        said(&toy.at("2026-11-13T20:00:00").done()),
        ["closed notices/a", "posted notices/b", "superseded notices/a", "released"]
    );
    assert!(toy.log().posted("notices/a").unwrap().closed.is_some());
    open.at("2026-11-04T09:00:00").set("notices/b.md", &successor("supersedes: notices/a\n"));
    assert_eq!(open.refused(), [Code::PostingWithdrawnEarly]);
    let withdrawn = "withdrawn: {on: 2026-11-04, reason: 改线, authority: 县政府}\n";
    open.set("notices/a.md", &original(withdrawn));
    assert_eq!(
        said(&open.at("2026-11-04T09:00:00").done()),
        ["withdrawn notices/a", "posted notices/b", "superseded notices/a", "released"]
    );
    let log = open.log();
    let posted = log.posted("notices/a").unwrap();
    assert!(posted.withdrawn.is_some() && posted.superseded_by.as_deref() == Some("notices/b"));
}

/// A draft takes nobody's place, and what never went up has none.
#[test]
fn only_what_is_up_takes_a_place_and_only_of_what_was_up() {
    let mut toy = ended();
    toy.set("notices/b.md", &successor("supersedes: notices/a\ndraft: true\n"));
    assert!(toy.done().events.is_empty());
    toy.set("notices/b.md", &successor(""));
    toy.set("notices/c.md", &successor("supersedes: notices/b\n").replace("路改走河东", "路改走河西"));
    // readers never saw the one without the other
    assert_eq!(said(&toy.done()), ["posted notices/b", "posted notices/c", "released"]);
    assert!(toy.done().release.is_none());
    // but they see it when the claim comes later
    let c = toy.files["notices/c.md"].clone();
    toy.set("notices/c.md", &c.replace("supersedes: notices/b\n", ""));
    assert_eq!(said(&toy.done()), ["corrected notices/c", "released"]);
    toy.set("notices/c.md", &c);
    assert_eq!(said(&toy.done()), ["corrected notices/c", "superseded notices/b", "released"]);
    assert!(toy.done().release.is_none());
}

const FILED: &str = "filing: {authority: 县局, on: 2026-11-16, receipt: 备3}\n";

#[test]
fn a_filing_that_is_put_right_is_no_second_filing() {
    let mut toy = ended();
    toy.set("notices/a.md", &original(FILED));
    assert_eq!(said(&toy.done()), ["filed notices/a", "released"]);
    let filed = toy.log().posted("notices/a").unwrap().filed;
    let told = "corrections: [{on: 2026-11-17, what: 回执号, reason: 抄错}]\n";
    toy.set("notices/a.md", &original(&format!("{}{told}", FILED.replace("备3", "备8"))));
    assert_eq!(said(&toy.at("2026-11-17T09:00:00").done()), ["corrected notices/a", "released"]);
    assert!(sentence(&toy).starts_with("改动了更正、备案"), "{}", sentence(&toy));
    assert_eq!(toy.log().posted("notices/a").unwrap().filed, filed, "the day on which it was filed stands");
    // taken out with a word, and written again: that is a filing
    let out = "corrections: [{on: 2026-11-17, what: 回执号, reason: 抄错}, {on: 2026-11-18, what: 备案, reason: 退回}]\n";
    toy.set("notices/a.md", &original(out));
    assert_eq!(said(&toy.at("2026-11-18T09:00:00").done()), ["corrected notices/a", "released"]);
    toy.set("notices/a.md", &original(&format!("{}{out}", FILED.replace("备3", "备9"))));
    assert_eq!(said(&toy.done()), ["filed notices/a", "released"]);
}

/// A notice that lasts, first seen on the second.
fn lasting(posting: &str, rest: &str) -> String {
    format!("---\ntitle: 办事指南\nkind: news\nissuer: 镇政府\n公示期: {posting}\n{rest}---\n每周一办理。\n")
}

fn told(toy: &Toy) -> Vec<(Code, String)> {
    match toy.publish().unwrap() {
        Ended::Done(report) => panic!("not refused: {report:?}"),
        Ended::Refused(faults) => {
            let errors = faults.into_iter().filter(|fault| fault.is_error());
            errors.map(|fault| (fault.code, fault.message.zh)).collect()
        }
    }
}

#[test]
fn the_first_day_of_what_lasts_is_held_as_it_was_published() {
    let mut toy = Toy::new("2026-11-02T09:00:00");
    toy.set("notices/a.md", &lasting("{起: 2026-11-02, 止: 长期}", ""));
    toy.done();
    assert_eq!(toy.log().posted("notices/a").unwrap().kept.effective, None);
    let correction = "更正: [{日期: 2026-11-03, 内容: 起始日, 原因: 早就公开了}]\n";
    // with a word and without one
    for rest in ["", correction] {
        toy.at("2026-11-03T09:00:00").set("notices/a.md", &lasting("{起: 2026-01-01, 止: 长期}", rest));
        let found = told(&toy);
        let [(Code::PostingBackdated, message)] = &found[..] else { panic!("{found:?}") };
        assert_eq!(message, "公示起始日2026-01-01早于实际张榜日2026-11-02");
    }
    // one that was always said to be older stays as it is
    let mut old = Toy::new("2026-11-02T09:00:00");
    old.set("notices/a.md", &lasting("{起: 2026-01-01, 止: 长期}", ""));
    old.done();
    old.set("notices/a.md", &lasting("{起: 2026-01-01, 止: 长期}", "number: 镇1号\n"));
    assert_eq!(said(&old.at("2026-11-03T09:00:00").done()), ["corrected notices/a", "released"]);
    old.set("notices/a.md", &lasting("{起: 2025-01-01, 止: 长期}", "number: 镇1号\n"));
    assert_eq!(told(&old)[0].0, Code::PostingBackdated);
}

#[test]
fn what_lasted_is_given_an_end_and_a_backdated_one_is_one_message() {
    let mut toy = Toy::new("2026-11-02T09:00:00");
    toy.set("notices/a.md", &lasting("{起: 2026-11-02, 止: 长期}", ""));
    toy.done();
    let correction = "更正: [{日期: 2026-11-03, 内容: 截止日, 原因: 只办到月底}]\n";
    toy.at("2026-11-03T09:00:00")
        .set("notices/a.md", &lasting("{起: 2026-10-01, 止: 2026-12-05}", correction));
    let found = told(&toy);
    let [(Code::PostingBackdated, message)] = &found[..] else { panic!("{found:?}") };
    assert_eq!(message, "公示起始日2026-10-01早于实际张榜日2026-11-02");
    // from the day on which it was seen: the window runs from today
    toy.set("notices/a.md", &lasting("{起: 2026-11-02, 止: 2026-12-05}", correction));
    let report = toy.done();
    assert_eq!(said(&report), ["reposted notices/a", "released"]);
    let window = toy.log().posted("notices/a").unwrap().kept.effective.unwrap();
    assert_eq!((window.from, window.until), (date(2026, 11, 3), date(2026, 12, 5)));
}

/// A host that went back to the release before: what was said since is what publishing wrote.
#[test]
fn a_site_rolled_back_to_before_it_is_put_right() {
    let mut toy = ended();
    toy.done();
    let link = toy.target().join("current");
    let before = std::fs::read_link(&link).unwrap();
    toy.set("notices/b.md", &successor("supersedes: notices/a\n"));
    toy.done();
    std::fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink(before, &link).unwrap();
    toy.done();
    assert!(toy.served().contains_key("notices/b/index.html"));
    // a line by hand that says something else of it besides is none of those, whatever release it brings along
    let log = toy.log();
    let last = log.posted("notices/a").unwrap().last_line();
    let Some(Event::Notice(mut event)) = log.event(last) else { panic!("no event") };
    assert_eq!(event.action, Action::Superseded);
    event.kept.url = "https://a.example/notices/z/".into();
    let shown = log.event(log.last_release().unwrap().0).unwrap();
    let forged = log.extended("2026-11-16T10:00:00+08:00".parse().unwrap(), &[Event::Notice(event), shown]);
    std::fs::write(toy.log_path(), forged.text()).unwrap();
    assert_eq!(toy.at("2026-11-17T09:00:00").refused(), [Code::LogBroken]);
}
