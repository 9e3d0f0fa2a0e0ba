//! Certificates, asked for by a clerk and by somebody who would like to have one.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests touch the world")]

#[path = "verify/board.rs"]
#[expect(dead_code, reason = "visits need more of it")]
mod board;

use board::Board;
use jiff::Timestamp;
use serde_json::Value;
use std::fs;
use zhangbang::commands::{self, Ending, Surroundings};
use zhangbang::disk::Disk;
use zhangbang::model::log::event::{Checked, Event, Failure};
use zhangbang::publish::record::record;

const BASE: &str = "https://a.example";

/// The ninth of November: the windows of the board's notices have ended on the sixth.
fn after() -> Timestamp {
    "2026-11-09T01:00:00Z".parse().unwrap()
}

fn before() -> Timestamp {
    "2026-11-05T01:00:00Z".parse().unwrap()
}

/// Runs the program as it is called.
fn run(board: &Board, now: fn() -> Timestamp, arguments: &[&str]) -> Ending {
    let root = board.root();
    let all = [&["zhangbang", "--quiet", "--root", root.to_str().unwrap()], arguments].concat();
    let surroundings =
        Surroundings { now, locale: None, source_date_epoch: None, secret: |_| None, no_color: true };
    commands::run(all.into_iter().map(Into::into).collect(), surroundings)
}

/// How asking for a certificate of 甲 ends, and the sheet.
fn asked(board: &Board, now: fn() -> Timestamp, more: &[&str]) -> (Ending, Option<Value>) {
    let out = board.root().join("out");
    let _ = fs::remove_dir_all(&out);
    let ending =
        run(board, now, &[&["certify", "notices/甲", "--out", out.to_str().unwrap()], more].concat());
    let sheet = fs::read_to_string(out.join("公示证明-甲.json")).ok();
    let page = fs::read_to_string(out.join("公示证明-甲.html")).unwrap_or_default();
    let sheet: Option<Value> = sheet.map(|text| serde_json::from_str(&text).unwrap());
    for said in sheet.iter().flat_map(|sheet| sheet["reservations"].as_array().unwrap()) {
        let said = said["text"].as_str().unwrap();
        assert!(page.contains(said.split('/').next().unwrap()), "{said} is on the paper, too");
    }
    (ending, sheet)
}

/// The keys of what a draft says against itself, or a certificate besides.
fn keys(sheet: Option<&Value>) -> Vec<String> {
    let said = sheet.unwrap()["reservations"].as_array().unwrap().iter();
    said.map(|said| said["key"].as_str().unwrap().to_owned()).collect()
}

/// It is refused, and a draft says why.
fn refused(board: &Board, now: fn() -> Timestamp) -> Vec<String> {
    let (ending, sheet) = asked(board, now, &[]);
    assert_eq!((ending, sheet), (Ending::Refused, None));
    let (ending, sheet) = asked(board, now, &["--draft"]);
    assert_eq!(ending, Ending::Done);
    assert_eq!(sheet.as_ref().unwrap()["draft"], true);
    keys(sheet.as_ref())
}

fn round(board: &Board, at: &str, place: &str, failures: &[&str]) {
    let failed = |id: &&str| Failure { id: (*id).to_owned(), fault: "status-404".into() };
    let failures = failures.iter().map(failed).collect();
    let round = Event::Checked(Checked { place: place.into(), visits: 2, failures, ..Checked::default() });
    let at = format!("2026-11-{at}:00+08:00").parse().unwrap();
    record(&board.root(), &board.log(), &[round], at, &Disk::new()).unwrap();
}

/// Published, seen once a day, ended, published again.
fn posted() -> Board {
    let board = Board::published(BASE);
    for day in 2..=6 {
        round(&board, &format!("{day:02}T18:00"), BASE, &[]);
    }
    board.publish("2026-11-07T01:00:00Z");
    board
}

#[test]
fn a_notice_that_was_posted_is_certified_with_what_anybody_can_check() {
    let board = posted();
    let (ending, sheet) = asked(&board, after, &[]);
    let sheet = sheet.unwrap();
    assert_eq!((ending, &sheet["draft"]), (Ending::Done, &false.into()));
    assert_eq!(keys(Some(&sheet)), [""; 0]);
    assert_eq!(sheet["visits"]["rounds"], 5);
    assert_eq!((&sheet["visits"]["seen"], &sheet["visits"]["longest_gap_hours"]), (&5.into(), &24.into()));
    let record = fs::read(board.shown().join("notices/甲/record.json")).unwrap();
    let digest = zhangbang::model::digest::Digest::of(&record).to_string();
    assert_eq!(sheet["digest"], digest.as_str());
    assert_eq!(sheet["record"], "https://a.example/notices/甲/record.json");
    let page = fs::read_to_string(board.root().join("out/公示证明-甲.html")).unwrap();
    assert!(page.contains("sha256sum record.json") && page.contains(&digest));
    // asked for as a draft, it is none the less whole
    assert_eq!(asked(&board, after, &["--draft"]).1.unwrap()["draft"], false);
    assert_eq!(refused(&board, before)[0], "not-ended");
}

/// After the window the money in the file is another, and nothing was published.
#[test]
fn what_was_not_posted_is_not_certified() {
    let board = posted();
    let path = board.root().join("content/notices/甲.md");
    let text = fs::read_to_string(&path).unwrap();
    for (from, to) in [("第一季度", "第二季度"), ("title: 甲", "title: 甲乙"), ("村委会", "镇政府")]
    {
        fs::write(&path, text.replace(from, to)).unwrap();
        assert_eq!(refused(&board, after), ["differs"], "{to}");
    }
    fs::write(&path, text.replace("issuer", "objections: []\nissuer")).unwrap();
    assert_eq!(refused(&board, after), ["differs"], "said, and not yet published");
    fs::write(&path, text.replace("issuer", "draft: true\nissuer")).unwrap();
    assert_eq!(refused(&board, after), ["differs"], "taken down");
    fs::write(&path, &text).unwrap();
    board.put("notices/表.csv", "户,分\n甲,8\n");
    assert_eq!(refused(&board, after), ["differs"], "another attachment");
    board.put("notices/表.csv", "户,分\n甲,3\n");
    assert_eq!(asked(&board, after, &[]).0, Ending::Done);
}

#[test]
fn errors_and_a_broken_log_are_no_ground_to_stand_on() {
    let board = posted();
    let path = board.root().join("content/notices/甲.md");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("issuer: 村委会", "issuer: 村委会\nsigned: 2026-13-01")).unwrap();
    assert!(refused(&board, after).contains(&"faulty".to_owned()));
    fs::write(&path, &text).unwrap();
    // somebody else's fault is no matter here
    board.put("notices/坏.md", "---\ntitle: 坏\nkind: points\n---\n");
    assert_eq!(asked(&board, after, &[]).0, Ending::Done);
    // one letter of the log, a line of it, a publication that was cut short
    let log = fs::read_to_string(board.log_path()).unwrap();
    let lines: Vec<&str> = log.split_inclusive('\n').collect();
    for broken in [log.replacen("11-06", "11-05", 1), [&lines[..2], &lines[3..]].concat().concat()] {
        fs::write(board.log_path(), broken).unwrap();
        for more in [&[][..], &["--draft"]] {
            assert_eq!(asked(&board, after, more), (Ending::Refused, None));
        }
    }
    fs::write(board.log_path(), &log).unwrap();
    let pending = serde_json::json!({"target": "/nowhere", "release": "20261107-010000-9", "length": 0, "base": "0".repeat(64), "lines": ""});
    fs::write(board.root().join("content/.publication.pending"), pending.to_string()).unwrap();
    assert_eq!(asked(&board, after, &[]), (Ending::Failed, None));
}

#[test]
fn what_nobody_saw_is_said_or_refused() {
    // of five visits none saw it
    let board = Board::published(BASE);
    for day in 2..=6 {
        round(&board, &format!("{day:02}T18:00"), BASE, &["notices/甲"]);
    }
    assert_eq!(refused(&board, after), ["never-seen"]);
    // wiped after the first day
    let board = Board::published(BASE);
    round(&board, "02T18:00", BASE, &[]);
    for day in 3..=6 {
        round(&board, &format!("{day:02}T18:00"), BASE, &["notices/甲"]);
    }
    assert_eq!(refused(&board, after), ["gone"]);
    // a day on which the server was down, nobody looked, or looked into the folder: said
    let board = Board::published(BASE);
    for (day, failures) in [(2, &[][..]), (3, &["notices/甲"]), (5, &[]), (6, &[])] {
        round(&board, &format!("{day:02}T18:00"), BASE, failures);
    }
    let (ending, sheet) = asked(&board, after, &[]);
    assert_eq!((ending, keys(sheet.as_ref())), (Ending::Done, vec!["days-unseen".to_owned()]));
    let sheet = sheet.unwrap();
    assert_eq!((&sheet["visits"]["rounds"], &sheet["visits"]["seen"]), (&4.into(), &3.into()));
    assert_eq!(sheet["visits"]["longest_gap_hours"], 72);
    let board = Board::published(BASE);
    round(&board, "03T18:00", "directory", &[]);
    round(&board, "04T18:00", "http://127.0.0.1:8000", &[]);
    let (ending, sheet) = asked(&board, after, &[]);
    assert_eq!((ending, keys(sheet.as_ref())), (Ending::Done, vec!["nobody-looked".to_owned()]));
    let visits = &sheet.unwrap()["visits"];
    assert_eq!((&visits["rounds"], &visits["elsewhere"]), (&0.into(), &2.into()));
}

/// Declared for the second to the sixth, and first published on the ninth: days that nobody saw.
#[test]
fn days_before_the_log_are_marked_and_not_certified() {
    fn later() -> Timestamp {
        "2026-11-20T01:00:00Z".parse().unwrap()
    }
    let board = Board::published(BASE);
    fs::remove_dir_all(board.www()).unwrap();
    fs::remove_file(board.log_path()).unwrap();
    board.publish("2026-11-09T01:00:00Z");
    assert_eq!(refused(&board, later), ["before-log"]);
    let sheet = asked(&board, later, &["--draft"]).1.unwrap();
    let notes: Vec<&str> =
        sheet["days"].as_array().unwrap().iter().map(|day| day["note"].as_str().unwrap()).collect();
    assert!(
        notes.len() >= 4
            && notes.iter().all(|note| *note == "启用前，记录不能证明" || note.starts_with("超过")),
        "{notes:?}"
    );
}

/// The clock of whoever looks is ten minutes behind: nothing is written that later lines could not follow.
#[test]
fn a_round_by_a_clock_that_is_behind_is_not_written() {
    fn behind() -> Timestamp {
        "2026-11-02T00:50:00Z".parse().unwrap()
    }
    fn right() -> Timestamp {
        "2026-11-02T01:10:00Z".parse().unwrap()
    }
    let board = Board::published(BASE);
    let (log, www) = (fs::read_to_string(board.log_path()).unwrap(), board.www());
    let look = |now| run(&board, now, &["verify", www.to_str().unwrap(), "--record"]);
    assert_ne!(look(behind), Ending::Done);
    assert_eq!(fs::read_to_string(board.log_path()).unwrap(), log);
    assert_eq!(look(right), Ending::Done);
    assert!(fs::read_to_string(board.log_path()).unwrap().contains("\"event\":\"checked\""));
    board.publish("2026-11-02T02:00:00Z");
    assert_eq!((board.log().faults(), board.log().backwards()), (&[][..], &[][..]));
}

/// A theme of one's own cannot leave out what has to be said.
#[test]
fn a_theme_cannot_hide_a_reservation() {
    let board = Board::published(BASE);
    let site = fs::read_to_string(board.root().join("content/site.yaml")).unwrap();
    board.put("site.yaml", &format!("{site}theme: 自家\n"));
    let theme = board.root().join("themes/自家");
    fs::create_dir_all(theme.join("templates")).unwrap();
    fs::write(theme.join("theme.yaml"), "name: 自家\nextends: gongshi\n").unwrap();
    let silent =
        "<!doctype html><html lang=zh><title>公示证明</title><h1>{{ c.title }}</h1><p>公示期内一直在榜。</p>";
    fs::write(theme.join("templates/certificate.html"), silent).unwrap();
    assert_eq!(asked(&board, after, &[]), (Ending::Refused, None));
    let honest = format!("{silent}{{% for r in c.reservations %}}<p>{{{{ r.text }}}}</p>{{% endfor %}}");
    fs::write(theme.join("templates/certificate.html"), honest).unwrap();
    assert_eq!(asked(&board, after, &[]).0, Ending::Done);
}
