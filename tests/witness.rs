//! Somebody else looks at many boards: what an owner, a host or the witness's own disk can do to what it sees.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

#[path = "verify/board.rs"]
#[expect(dead_code, reason = "visits need more of it")]
mod board;
#[path = "verify/server.rs"]
#[expect(dead_code, reason = "visits need more of it")]
mod server;

use board::Board;
use server::{Reply, Server};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use zhangbang::disk::Disk;
use zhangbang::evidence::visit::client::{Client, Limits};
use zhangbang::evidence::visit::trust::Trust;
use zhangbang::evidence::witness::address;
use zhangbang::evidence::witness::chain;
use zhangbang::evidence::witness::found::Found;
use zhangbang::evidence::witness::line::Seen;
use zhangbang::evidence::witness::state::{Fault, LOG, OTHER, ROUNDS, State};
use zhangbang::evidence::witness::watch::{Watched, watch};
use zhangbang::evidence::witness::words;
use zhangbang::model::log::event::{Checked, Event};
use zhangbang::model::log::stamp::Stamp;

const PATIENT: Limits = Limits { visit: Duration::from_secs(5), round: Duration::from_secs(60) };

fn at(text: &str) -> Stamp {
    format!("2026-11-{text}:00+08:00").parse().unwrap()
}

/// A witness with a folder of its own.
struct Eye {
    work: tempfile::TempDir,
}

impl Eye {
    fn new() -> Eye {
        Eye { work: tempfile::tempdir().unwrap() }
    }

    fn folder(&self) -> PathBuf {
        self.work.path().join("state")
    }

    fn watch(&self, addresses: &[&str], when: &str, limits: Limits) -> Vec<Watched> {
        let state = State::open(&self.folder(), Disk::new()).unwrap();
        let boards: Vec<_> = addresses.iter().map(|text| address::Board::of(text).unwrap()).collect();
        let client = Client::new(limits, &Trust::with(None).unwrap());
        watch(&state, &boards, "市乡村振兴局", &client, at(when))
    }

    /// The last look at one board.
    fn look(&self, address: &str, when: &str) -> Seen {
        let watched = self.watch(&[address], when, PATIENT).remove(0);
        watched.rounds.unwrap().lines.pop().unwrap().seen
    }

    fn file(&self, address: &str, name: &str) -> PathBuf {
        self.folder().join(address::Board::of(address).unwrap().folder()).join(name)
    }
}

/// A folder that is served, and that can be pointed elsewhere.
struct Host {
    work: tempfile::TempDir,
}

impl Host {
    fn of(folder: &Path) -> Host {
        let host = Host { work: tempfile::tempdir().unwrap() };
        host.show(folder);
        host
    }

    fn link(&self) -> PathBuf {
        self.work.path().join("shown")
    }

    fn show(&self, folder: &Path) {
        let _ = fs::remove_file(self.link());
        std::os::unix::fs::symlink(fs::canonicalize(folder).unwrap(), self.link()).unwrap();
    }

    fn server(&self) -> Server {
        Server::of(&self.link(), |_, _| ())
    }
}

/// What was found, as `key key notices`.
fn told(seen: &Seen) -> String {
    let found = seen.found.iter().map(Found::key);
    let notices =
        (!seen.failures.is_empty()).then(|| format!("{}:{}", seen.failures[0].id, seen.failures[0].fault));
    let site = (!seen.site.is_empty()).then(|| format!("{}:{}", seen.site[0].id, seen.site[0].fault));
    found.chain(notices).chain(site).collect::<Vec<_>>().join(" ")
}

/// Another notice on the board, from a day on.
fn one_more(board: &Board, name: &str, from: &str) {
    board.notice(name, "");
    let path = board.root().join(format!("content/notices/{name}.md"));
    let text = fs::read_to_string(&path).unwrap();
    let until = "2026-11-20";
    fs::write(
        &path,
        text.replace("from: 2026-11-02, until: 2026-11-06", &format!("from: {from}, until: {until}")),
    )
    .unwrap();
}

#[test]
fn a_board_that_keeps_its_word_passes_for_as_long_as_it_does() {
    let (board, eye) = (Board::published("https://a.example"), Eye::new());
    let server = Server::of(&board.shown(), |_, _| ());
    let seen = eye.look(&server.address, "02T09:30");
    assert_eq!((told(&seen).as_str(), seen.open, seen.visited), ("", 2, 2));
    // the log is kept, and every line is bound to the one before
    assert_eq!(
        fs::read(eye.file(&server.address, LOG)).unwrap(),
        fs::read(board.shown().join("log/publication.jsonl")).unwrap()
    );
    one_more(&board, "丙", "2026-11-03");
    board.publish("2026-11-03T00:30:00Z");
    let seen = eye.look(&server.address, "03T09:00");
    assert_eq!((told(&seen).as_str(), seen.open), ("", 3));
    // a round of its own is recorded, and something is published that is about no notice
    let round =
        Event::Checked(Checked { place: "https://a.example".into(), visits: 3, ..Checked::default() });
    zhangbang::publish::record::record(&board.root(), &board.log(), &[round], at("03T10:00"), &Disk::new())
        .unwrap();
    let site = board.root().join("content/site.yaml");
    let text = fs::read_to_string(&site).unwrap();
    fs::write(&site, text.replace("试验站", "试验台")).unwrap();
    board.publish("2026-11-04T00:30:00Z");
    assert_eq!(told(&eye.look(&server.address, "04T09:00")), "");
    // windows end, and that is in the log
    board.publish("2026-11-07T00:30:00Z");
    let seen = eye.look(&server.address, "07T09:00");
    assert_eq!((told(&seen).as_str(), seen.open), ("", 1));
    let text = fs::read_to_string(eye.file(&server.address, ROUNDS)).unwrap();
    let rounds = chain::read(&text).unwrap();
    assert_eq!((rounds.lines.len(), rounds.lines[3].round), (4, 4));
    assert!(!eye.file(&server.address, OTHER).exists());
    for (line, text) in text.lines().enumerate() {
        for change in [text.replacen("市乡村", "县乡村", 1), text.replacen("\"open\":", "\"open\":1", 1)]
        {
            let whole =
                fs::read_to_string(eye.file(&server.address, ROUNDS)).unwrap().replacen(text, &change, 1);
            assert_eq!(chain::read(&whole).unwrap_err().line, line + 1);
        }
    }
}

/// What is done to the answers, and what must be told of it.
type Way = (&'static str, fn(&str, &mut Reply), &'static str);

const WAYS: &[Way] = &[
    ("nobody is there any more", |_, reply| reply.status = "404 Not Found", "status-404"),
    ("the server fails", |_, reply| reply.status = "503 Service Unavailable", "status-503"),
    (
        "the whole site leads elsewhere",
        |_, reply| {
            reply.status = "301 Moved Permanently";
            reply.headers.push("location: https://b.example/".into());
        },
        "redirected",
    ),
    (
        "an advertisement answers to everything",
        |_, reply| reply.body = b"<h1>Buy</h1>".to_vec(),
        "not-a-board",
    ),
    ("it is cut off", |_, reply| reply.cut = Some(10), "cut"),
    ("release.json without end", |path, reply| reply.endless = path == "/release.json", "too-large"),
    ("a log without end", |path, reply| reply.endless = path.ends_with(".jsonl"), "too-large"),
    (
        "no log",
        |path, reply| {
            if path.ends_with(".jsonl") {
                reply.status = "404 Not Found";
            }
        },
        "no-log",
    ),
    (
        "one letter of the log",
        |path, reply| {
            if path.ends_with(".jsonl") {
                reply.body = String::from_utf8(std::mem::take(&mut reply.body))
                    .unwrap()
                    .replacen("11-06", "11-05", 1)
                    .into();
            }
        },
        "log-broken",
    ),
    (
        "bytes that are no text",
        |path, reply| {
            if path.ends_with(".jsonl") {
                reply.body = vec![0xff; 100];
            }
        },
        "log-broken",
    ),
    (
        "the last line of the log",
        |path, reply| {
            if path.ends_with(".jsonl") {
                let text = String::from_utf8(std::mem::take(&mut reply.body)).unwrap();
                reply.body = text.split_inclusive('\n').take(1).collect::<String>().into();
            }
        },
        "log-differs",
    ),
    (
        "a page",
        |path, reply| {
            if path == "/notices/甲/" {
                reply.body = b"<h1>soon</h1>".to_vec();
            }
        },
        "notices/甲:differs",
    ),
    (
        "a record",
        |path, reply| {
            if path == "/notices/甲/record.json" {
                reply.body = b"{}".to_vec();
            }
        },
        "notices/甲:file-differs",
    ),
    ("a page without end", |path, reply| reply.endless = path == "/notices/甲/", "notices/甲:differs"),
    (
        "styles",
        |path, reply| {
            if path == "/assets/style.css" {
                reply.body.extend(b"main{display:none}");
            }
        },
        "assets/style.css:differs",
    ),
];

#[test]
fn whatever_is_done_to_one_board_is_told_by_its_name_and_stops_no_other() {
    let board = Board::published("https://a.example");
    let eye = Eye::new();
    let servers: Vec<Server> = WAYS.iter().map(|(_, way, _)| Server::of(&board.shown(), *way)).collect();
    let good = Server::of(&board.shown(), |_, _| ());
    let slow = Server::of(&board.shown(), |_, reply| reply.wait = Duration::from_secs(30));
    let tls = good.address.replace("http:", "https:");
    let mut addresses: Vec<&str> = servers.iter().map(|server| server.address.as_str()).collect();
    addresses.extend(["http://127.0.0.1:9", &slow.address, &tls, &good.address]);
    let hasty = Limits { visit: Duration::from_secs(2), ..PATIENT };
    let watched = eye.watch(&addresses, "02T09:30", hasty);
    let wanted = WAYS.iter().map(|(what, _, wanted)| (*what, *wanted));
    let others = [("down", "down"), ("slow", "slow"), ("tls", "tls"), ("good", "")];
    for ((what, wanted), watched) in wanted.chain(others).zip(&watched) {
        let seen = &watched.rounds.as_ref().unwrap().lines[0].seen;
        assert_eq!(told(seen), wanted, "{what}");
        assert_eq!(watched.passed(), wanted.is_empty(), "{what}");
        let said = words::seen(seen);
        assert!(said.zh.chars().any(|c| c > '一') && !said.en.is_empty(), "{what}: {said:?}");
    }
    assert_eq!(watched.len(), WAYS.len() + 4);
}

/// An owner who begins anew, with another past.
#[test]
fn a_past_that_was_rewritten_is_told_with_the_first_line_that_differs() {
    let (honest, other, eye) =
        (Board::published("https://a.example"), Board::published("https://a.example"), Eye::new());
    one_more(&honest, "丙", "2026-11-03");
    honest.publish("2026-11-03T00:30:00Z");
    one_more(&other, "丁", "2026-11-03");
    other.publish("2026-11-03T00:30:00Z");
    let host = Host::of(&honest.shown());
    let server = host.server();
    assert_eq!(told(&eye.look(&server.address, "03T09:00")), "");
    host.show(&other.shown());
    let seen = eye.look(&server.address, "03T10:00");
    assert_eq!(seen.found, [Found::Rewritten { line: 4 }]);
    assert!(words::seen(&seen).zh.contains("第4行"));
    // what had to be up by the honest log is missed by its name
    assert!(told(&seen).contains("notices/丙:"), "{}", told(&seen));
    assert_eq!(
        fs::read(eye.file(&server.address, OTHER)).unwrap(),
        fs::read(other.shown().join("log/publication.jsonl")).unwrap()
    );
    // it stays so, however long it goes on
    one_more(&other, "戊", "2026-11-04");
    other.publish("2026-11-04T00:30:00Z");
    host.show(&other.shown());
    assert_eq!(eye.look(&server.address, "04T09:00").found, [Found::Rewritten { line: 4 }]);
    // and is over once the honest one is back
    host.show(&honest.shown());
    assert_eq!(told(&eye.look(&server.address, "04T10:00")), "");
}

#[test]
fn an_earlier_release_is_a_roll_back_and_a_shorter_log_is_cut() {
    let (board, eye) = (Board::published("https://a.example"), Eye::new());
    let old = fs::canonicalize(board.shown()).unwrap();
    let kept = tempfile::tempdir().unwrap();
    copy(&old, kept.path());
    one_more(&board, "丙", "2026-11-03");
    board.publish("2026-11-03T00:30:00Z");
    let host = Host::of(&board.shown());
    let server = host.server();
    assert_eq!(told(&eye.look(&server.address, "03T09:00")), "");
    host.show(&old);
    let seen = eye.look(&server.address, "03T10:00");
    assert_eq!(told(&seen).split(' ').next(), Some("rolled-back"));
    assert!(told(&seen).contains("notices/丙:"), "{}", told(&seen));
    // the same with a release of one's own making
    let release = fs::read_to_string(kept.path().join("release.json")).unwrap();
    fs::write(kept.path().join("release.json"), release.replace("2026-11-02T", "2026-11-04T")).unwrap();
    host.show(kept.path());
    let seen = eye.look(&server.address, "04T10:00");
    assert_eq!(seen.found, [Found::Cut { lines: 2, before: 4 }]);
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy(&path, &target);
        } else {
            fs::copy(path, target).unwrap();
        }
    }
}

/// A clock that was set back: the chain is whole, and only somebody who looked knows better.
#[test]
fn a_line_that_claims_to_be_older_than_the_look_before_it_is_told() {
    let (board, eye) = (Board::published("https://a.example"), Eye::new());
    let server = Server::of(&board.shown(), |_, _| ());
    assert_eq!(told(&eye.look(&server.address, "05T09:00")), "");
    one_more(&board, "丙", "2026-11-03");
    board.publish("2026-11-03T00:30:00Z");
    let seen = eye.look(&server.address, "05T12:00");
    assert_eq!(seen.found, [Found::Backdated { line: 4, at: at("03T08:30"), seen: at("05T09:00") }]);
    // told once: from here on it is known
    assert_eq!(told(&eye.look(&server.address, "05T13:00")), "");
    // and one that is ahead
    one_more(&board, "丁", "2026-11-09");
    board.publish("2026-11-09T00:30:00Z");
    assert_eq!(told(&eye.look(&server.address, "05T14:00")), "clock-ahead");
}

/// Pages that were changed for a while, with a `release.json` that goes with them.
#[test]
fn a_release_that_the_log_does_not_tell_of_is_found_at_once_and_when_the_log_goes_on() {
    let (board, eye) = (Board::published("https://a.example"), Eye::new());
    let host = Host::of(&board.shown());
    let server = host.server();
    assert_eq!(told(&eye.look(&server.address, "02T09:30")), "");
    let forged = tempfile::tempdir().unwrap();
    copy(&board.shown(), forged.path());
    let page = forged.path().join("notices/甲/index.html");
    let text = fs::read_to_string(&page).unwrap();
    let digest = |text: &str| zhangbang::model::digest::Digest::of(text.as_bytes()).to_string();
    let other = text.replace("第一季度", "第二季度");
    let release = fs::read_to_string(forged.path().join("release.json")).unwrap();
    fs::write(&page, &other).unwrap();
    let release = release.replace(&digest(&text), &digest(&other));
    let size = |text: &str| format!("\"size\": {}", text.len());
    assert_eq!(size(&text), size(&other));
    fs::write(forged.path().join("release.json"), release).unwrap();
    host.show(forged.path());
    assert_eq!(told(&eye.look(&server.address, "02T10:30")), "release-changed");
    host.show(&board.shown());
    assert_eq!(told(&eye.look(&server.address, "02T11:30")), "release-changed", "and back");
    one_more(&board, "丙", "2026-11-03");
    board.publish("2026-11-03T00:30:00Z");
    host.show(&board.shown());
    assert_eq!(eye.look(&server.address, "03T09:30").found, [Found::Unlogged { line: 3 }]);
    assert_eq!(told(&eye.look(&server.address, "03T10:30")), "", "told once");
}

#[test]
fn two_runs_do_not_write_at_once_and_a_clock_that_is_behind_writes_nothing() {
    let (board, eye) = (Board::published("https://a.example"), Eye::new());
    let server = Server::of(&board.shown(), |_, _| ());
    eye.look(&server.address, "03T09:00");
    let _first = State::open(&eye.folder(), Disk::new()).unwrap();
    assert!(matches!(State::open(&eye.folder(), Disk::new()), Err(Fault::Busy(_))));
    drop(_first);
    let watched = eye.watch(&[&server.address], "03T08:00", PATIENT).remove(0);
    assert!(matches!(watched.rounds, Err(Fault::Clock { .. })));
}

/// What somebody did to the witness's own files is told, and hides no other board.
#[test]
fn a_changed_line_or_log_of_ones_own_is_no_ground_to_go_on_from() {
    let (board, other, eye) =
        (Board::published("https://a.example"), Board::published("https://a.example"), Eye::new());
    one_more(&board, "丙", "2026-11-03");
    board.publish("2026-11-03T00:30:00Z");
    let host = Host::of(&board.shown());
    let (first, second) = (host.server(), host.server());
    let both = [first.address.as_str(), second.address.as_str()];
    eye.watch(&both, "03T09:00", PATIENT);
    let rounds = eye.file(&first.address, ROUNDS);
    let text = fs::read_to_string(&rounds).unwrap();
    fs::write(&rounds, text.replace("03T09", "03T08")).unwrap();
    let watched = eye.watch(&both, "03T10:00", PATIENT);
    assert!(matches!(watched[0].rounds, Err(Fault::Broken { line: 1, .. })));
    assert!(watched[1].passed());
    fs::write(&rounds, &text).unwrap();
    // of another board
    fs::create_dir_all(eye.file("https://b.example", "")).unwrap();
    fs::write(eye.file("https://b.example", ROUNDS), &text).unwrap();
    let watched = eye.watch(&["https://b.example"], "03T10:00", PATIENT);
    assert!(matches!(watched[0].rounds, Err(Fault::OtherBoard(_))));
    // the log that was seen is needed to say what differs, and is not what it was
    fs::copy(other.shown().join("log/publication.jsonl"), eye.file(&first.address, LOG)).unwrap();
    host.show(&other.shown());
    let watched = eye.watch(&both, "03T11:00", PATIENT);
    assert!(matches!(watched[0].rounds, Err(Fault::OtherLog(_))));
    assert_eq!(
        told(&watched[1].rounds.as_ref().unwrap().lines[2].seen).split(' ').next(),
        Some("rolled-back")
    );
    // a link in the place of a file is not followed
    let secret = eye.work.path().join("secret");
    fs::write(&secret, "").unwrap();
    fs::remove_file(&rounds).unwrap();
    std::os::unix::fs::symlink(&secret, &rounds).unwrap();
    assert!(matches!(eye.watch(&both, "03T12:00", PATIENT)[0].rounds, Err(Fault::Disk(_))));
    assert_eq!(fs::read(&secret).unwrap(), b"");
}

/// The machine dies before any step of the first run or the second: what is there is whole, and the next run goes on.
#[test]
fn a_run_that_dies_at_any_step_leaves_whole_lines() {
    let board = Board::published("https://a.example");
    let server = Server::of(&board.shown(), |_, _| ());
    let address = address::Board::of(&server.address).unwrap();
    let client = || Client::new(PATIENT, &Trust::with(None).unwrap());
    let run = |eye: &Eye, disk: Disk, when: &str| {
        let state = State::open(&eye.folder(), disk);
        state
            .map(|state| watch(&state, std::slice::from_ref(&address), "某局", &client(), at(when)).remove(0))
    };
    for first in [true, false] {
        let mut deaths = 0;
        for step in 1.. {
            let eye = Eye::new();
            if !first {
                assert!(run(&eye, Disk::new(), "02T09:10").unwrap().passed());
            }
            let died = run(&eye, Disk::dying_at(step), "02T09:20").is_ok_and(|watched| watched.passed());
            let lines = run(&eye, Disk::new(), "02T09:30").unwrap().rounds.unwrap().lines.len();
            let least = 1 + usize::from(!first);
            assert!((least..=least + 1).contains(&lines), "step {step}: {lines} lines");
            chain::read(&fs::read_to_string(eye.file(&server.address, ROUNDS)).unwrap()).unwrap();
            if died {
                break;
            }
            deaths += 1;
        }
        assert!(deaths >= 4, "{deaths}");
    }
}
