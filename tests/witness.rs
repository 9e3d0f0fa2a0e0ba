//! Somebody else looks at many boards: what an owner, a host or the witness's own disk can do to what it sees.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests touch the world")]

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
use zhangbang::commands::{self, Ending, Surroundings};
use zhangbang::disk::Disk;
use zhangbang::evidence::visit::client::{Client, Limits};
use zhangbang::evidence::visit::trust::Trust;
use zhangbang::evidence::witness::address;
use zhangbang::evidence::witness::chain;
use zhangbang::evidence::witness::found::Found;
use zhangbang::evidence::witness::line::Seen;
use zhangbang::evidence::witness::sight::saw;
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

fn early() -> jiff::Timestamp {
    "2026-11-03T01:00:00Z".parse().unwrap()
}

fn late() -> jiff::Timestamp {
    "2026-11-09T01:00:00Z".parse().unwrap()
}

/// Runs the program as it is called.
fn run(now: fn() -> jiff::Timestamp, arguments: &[&str]) -> Ending {
    let surroundings =
        Surroundings { now, locale: None, source_date_epoch: None, secret: |_| None, no_color: true };
    let all = ["zhangbang", "--quiet"].iter().chain(arguments).map(Into::into).collect();
    commands::run(all, surroundings)
}

fn witness(eye: &Eye, now: fn() -> jiff::Timestamp, arguments: &[&str]) -> Ending {
    let state = eye.folder();
    let own = ["witness", "--name", "市乡村振兴局", "--state", state.to_str().unwrap()];
    run(now, &[&own[..], arguments].concat())
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
    fs::write(&site, text.replace("host: 甲", "host: 癸")).unwrap();
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

/// The first line, from 1, in which the logs of two boards differ.
fn first_difference(one: &Board, other: &Board) -> usize {
    let log = |board: &Board| fs::read_to_string(board.log_path()).unwrap();
    let (one, other) = (log(one), log(other));
    let line = one.lines().zip(other.lines()).position(|(one, other)| one != other).unwrap() + 1;
    assert!(line <= 4, "{line}");
    line
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
    // the fourth, unless a slow machine came to an earlier one a second later
    let line = first_difference(&honest, &other);
    let host = Host::of(&honest.shown());
    let server = host.server();
    assert_eq!(told(&eye.look(&server.address, "03T09:00")), "");
    host.show(&other.shown());
    let seen = eye.look(&server.address, "03T10:00");
    assert_eq!(seen.found, [Found::Rewritten { line }]);
    assert!(words::seen(&seen).zh.contains(&format!("第{line}行")));
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
    assert_eq!(eye.look(&server.address, "04T09:00").found, [Found::Rewritten { line }]);
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
    // one that names a line which its log does not have yet, so that there is none to hold it to
    let release = fs::read_to_string(forged.path().join("release.json")).unwrap();
    let (_, line) = release.split_once("\"log_line\": ").unwrap();
    let line: usize = line.split([',', '\n']).next().unwrap().parse().unwrap();
    let ahead = release.replace(&format!("\"log_line\": {line}"), &format!("\"log_line\": {}", line + 1));
    fs::write(forged.path().join("release.json"), ahead).unwrap();
    host.show(forged.path());
    assert!(told(&eye.look(&server.address, "02T12:30")).contains("log-differs"));
    host.show(&board.shown());
    eye.look(&server.address, "02T13:30");
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

/// A board of an owner's own making: a log of so many notices, a release that goes with it, and pages that do.
fn made_up(ids: impl Iterator<Item = String>, more: &[Event]) -> tempfile::TempDir {
    use zhangbang::model::digest::Digest;
    use zhangbang::model::log::PublicationLog;
    use zhangbang::model::log::event::{Action, Kept, NoticeEvent};
    use zhangbang::model::open_days::Window;
    use zhangbang::model::part::FORMAT;
    use zhangbang::model::release::{FilePrint, Page, Release};
    let folder = tempfile::tempdir().unwrap();
    let window = Window { from: "2026-11-02".parse().unwrap(), until: "2026-11-12".parse().unwrap() };
    let record = Digest::of(RECORD);
    let kept = |id: String| Kept {
        url: format!("javascript:alert(1)//{id}"),
        id,
        kind: "points".into(),
        effective: Some(window),
        declared: Some(window),
        format: FORMAT,
        record,
        ..Kept::default()
    };
    let event = |id| {
        Event::Notice(Box::new(NoticeEvent {
            action: Action::Posted,
            kept: kept(id),
            changed: vec![],
            before_log: false,
            withdrawal: None,
            filing: None,
            by: None,
        }))
    };
    let events: Vec<Event> = ids.map(event).chain(more.iter().cloned()).collect();
    let log = PublicationLog::default().extended(at("02T09:00"), &events);
    let page = |(id, _): (&str, _)| {
        let page = Page {
            path: format!("{id}/index.html"),
            sha256: Digest::of(PAGE),
            open: true,
            files: Default::default(),
        };
        (id.to_owned(), page)
    };
    let print = |bytes: &[u8]| FilePrint { sha256: Digest::of(bytes), size: bytes.len() as u64 };
    let release = Release {
        at: at("02T09:00").to_string(),
        log_line: log.len(),
        log_head: log.hash(log.len()).unwrap(),
        digest: Digest::ZERO,
        files: 1,
        moved: false,
        theme: None,
        records: None,
        behind: None,
        signs: None,
        notices: log.notices().map(page).collect(),
        contents: [("log/publication.jsonl".to_owned(), print(log.text().as_bytes()))].into(),
    };
    fs::create_dir(folder.path().join("log")).unwrap();
    fs::write(folder.path().join("log/publication.jsonl"), log.text()).unwrap();
    fs::write(folder.path().join("release.json"), serde_json::to_vec(&release).unwrap()).unwrap();
    folder
}

const PAGE: &[u8] = b"<h1>page</h1>";
const RECORD: &[u8] = b"{}";

/// Serves the same page for every notice.
fn serve_made_up(folder: &Path) -> Server {
    Server::of(folder, |path, reply| {
        if path.starts_with("/notices/") {
            let record = path.ends_with("record.json");
            (reply.status, reply.body) = ("200 OK", if record { RECORD.to_vec() } else { PAGE.to_vec() });
            reply.headers[0] = "content-type: text/html; charset=utf-8".into();
        }
    })
}

/// More open notices than one round has time for: each has its turn, and what had not is told.
#[test]
fn a_board_with_very_many_notices_is_seen_in_turns() {
    let many = if std::env::var_os("ZHANGBANG_JUDGES").is_some() { 100_000 } else { 2_500 };
    let folder = made_up((0..many).map(|number| format!("notices/{number:06}")), &[]);
    let (server, eye) = (serve_made_up(folder.path()), Eye::new());
    let seen = eye.look(&server.address, "03T09:00");
    assert_eq!((told(&seen).as_str(), seen.open, seen.visited), ("", many, 1000));
    let turn = seen.turn.clone().unwrap();
    assert_eq!((turn.from.as_str(), turn.until.as_str()), ("notices/000000", "notices/000999"));
    assert!(words::seen(&seen).zh.contains(&format!("没轮到或没来得及看 {} 份", many - 1000)));
    assert_eq!((saw(&seen, "notices/000999", 1), saw(&seen, "notices/001000", 1)), (Some(true), None));
    let seen = eye.look(&server.address, "03T10:00");
    let turn = seen.turn.clone().unwrap();
    assert_eq!((turn.from.as_str(), turn.until.as_str()), ("notices/001000", "notices/001999"));
    let line = fs::metadata(eye.file(&server.address, ROUNDS)).unwrap().len();
    assert!(line < 4000, "{line}");
}

/// What was published of points batches and honours stays, too.
#[test]
fn the_record_of_a_batch_is_held_against_the_log() {
    use zhangbang::model::digest::Digest;
    use zhangbang::model::log::recorded::{Recorded, Sort};
    let recorded = |id: &str, record: &[u8]| {
        let parts = Default::default();
        let (id, record) = (id.to_owned(), Digest::of(record));
        Event::Recorded(Box::new(Recorded { id, sort: Sort::PointsBatch, record, notice: None, parts }))
    };
    let more = [recorded("notices/points/a", RECORD), recorded("notices/points/b", b"another")];
    let (folder, eye) = (made_up(["notices/a".to_owned()].into_iter(), &more), Eye::new());
    let server = serve_made_up(folder.path());
    let seen = eye.look(&server.address, "03T09:00");
    assert_eq!((seen.outcome().as_str(), seen.records.len(), told(&seen).as_str()), ("records", 1, ""));
    assert_eq!((seen.records[0].id.as_str(), &*seen.records[0].fault), ("notices/points/b", "differs"));
    assert!(words::seen(&seen).zh.contains("积分批次或荣誉的存档：notices/points/b"));
    let odd = [recorded("../a", RECORD)];
    let folder = made_up(["notices/a".to_owned()].into_iter(), &odd);
    let server = serve_made_up(folder.path());
    assert_eq!(Eye::new().look(&server.address, "03T09:00").found, [Found::LogBroken { line: 2 }]);
}

/// Nothing that a board says leads out of the folder, onto a terminal or into a page.
#[test]
fn what_a_board_says_is_only_said() {
    for id in [
        "../../../etc/cron.d/x",
        "notices/../../x",
        "/etc/passwd",
        "notices/\u{1b}[2J",
        "a//b",
        &"x".repeat(400),
    ] {
        let (folder, eye) = (made_up([id.to_owned()].into_iter(), &[]), Eye::new());
        let server = serve_made_up(folder.path());
        assert_eq!(eye.look(&server.address, "03T09:00").found, [Found::LogBroken { line: 1 }], "{id}");
    }
    let (eye, id) = (Eye::new(), "notices/<script>alert(1)<\u{202e}script>");
    let folder = made_up([id.to_owned()].into_iter(), &[]);
    let server = serve_made_up(folder.path());
    let site = eye.work.path().join("site");
    let run = |at| witness(&eye, at, &[&server.address, "--site", site.to_str().unwrap()]);
    assert_eq!(run(early), Ending::Done);
    let page = fs::read_to_string(
        fs::read_dir(&site)
            .unwrap()
            .map(|file| file.unwrap().path())
            .find(|path| path.to_string_lossy().contains("127"))
            .unwrap(),
    )
    .unwrap();
    assert!(
        page.contains("&lt;script&gt;") && !page.contains("<script") && !page.contains("javascript:"),
        "{page}"
    );
}

/// The command: lists, exit codes, and pages of which only its own are ever removed.
#[test]
fn the_command_reads_a_list_and_writes_pages() {
    let (board, eye) = (Board::published("https://a.example"), Eye::new());
    let host = Host::of(&board.shown());
    let (first, second) = (host.server(), host.server());
    let list = eye.work.path().join("boards.txt");
    let site = eye.work.path().join("site");
    let arguments = [list.to_str().unwrap(), "--site", site.to_str().unwrap()];
    fs::write(&list, format!("# 全市\r\n{} 甲县<b>\r\n{}\r\n", first.address, second.address)).unwrap();
    fs::create_dir(&site).unwrap();
    fs::write(site.join("mine.txt"), "mine").unwrap();
    assert_eq!(witness(&eye, early, &arguments), Ending::Done);
    let files = || {
        let files = fs::read_dir(&site).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        files.filter(|name| !name.starts_with('.')).count()
    };
    // an overview, a page each, the style, and what was there
    assert_eq!(files(), 5);
    let all = fs::read_to_string(site.join("index.html")).unwrap();
    assert!(
        all.contains("甲县&lt;b&gt;") && all.contains("市乡村振兴局") && !all.contains("<script"),
        "{all}"
    );
    assert!(all.contains("2 块正常"), "{all}");
    // one board less, whose window has ended and that nobody filed; the lines of the other stay
    fs::write(&list, &first.address).unwrap();
    assert_eq!(witness(&eye, late, &arguments), Ending::Done);
    assert_eq!((files(), fs::read_to_string(site.join("mine.txt")).unwrap()), (4, "mine".to_owned()));
    assert!(eye.file(&second.address, ROUNDS).exists());
    let name = format!("{}.html", address::Board::of(&first.address).unwrap().folder());
    let page = fs::read_to_string(site.join(name)).unwrap();
    assert!(
        page.contains("期满待备案") && page.contains("notices/甲") && page.contains("2026-11-06"),
        "{page}"
    );
    // what falls short, what is no list, what is trouble of one's own
    assert_eq!(witness(&eye, late, &["http://127.0.0.1:9"]), Ending::Refused);
    assert_eq!(witness(&eye, late, &["ftp://a.example"]), Ending::Failed);
    assert_eq!(witness(&eye, late, &[eye.work.path().join("none").to_str().unwrap()]), Ending::Failed);
    assert_eq!(witness(&eye, late, &[&first.address, "--today", "2026-11-03"]), Ending::Failed);
    assert_eq!(witness(&eye, early, &[&first.address]), Ending::Failed, "the clock is behind");
    assert_eq!(witness(&eye, late, &[&first.address, "--name", "a\u{1b}b"]), Ending::Failed);
}

/// How asking for a certificate of 甲 ends, and the sheet; the windows have ended.
fn certified(board: &Board, lines: &Path, more: &[&str]) -> (Ending, Option<serde_json::Value>) {
    let (root, out) = (board.root(), board.root().join("out"));
    let _ = fs::remove_dir_all(&out);
    let asked = ["certify", "notices/甲", "--root", root.to_str().unwrap(), "--out", out.to_str().unwrap()];
    let ending = run(late, &[&asked[..], &["--witness", lines.to_str().unwrap()], more].concat());
    let sheet = fs::read_to_string(out.join("公示证明-甲.json")).ok();
    (ending, sheet.map(|text| serde_json::from_str(&text).unwrap()))
}

/// A board at its own address, seen twice a day but for the third, when it was down.
fn seen_for_a_week() -> (Board, Eye, Server) {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let board = Board::published(&format!("http://127.0.0.1:{port}"));
    let down = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let is_down = std::sync::Arc::clone(&down);
    let server = Server::at(port, &board.shown(), move |_, reply| {
        if is_down.load(std::sync::atomic::Ordering::SeqCst) {
            reply.status = "503 Service Unavailable";
        }
    });
    let eye = Eye::new();
    for day in 2..=7 {
        down.store(day == 3, std::sync::atomic::Ordering::SeqCst);
        for hour in [12, 20] {
            eye.look(&server.address, &format!("{day:02}T{hour}:00"));
        }
    }
    board.publish("2026-11-07T13:00:00Z");
    (board, eye, server)
}

#[test]
fn a_certificate_cites_what_a_witness_saw() {
    let (board, eye, server) = seen_for_a_week();
    let lines = eye.file(&server.address, ROUNDS);
    let (ending, sheet) = certified(&board, &lines, &[]);
    let sheet = sheet.unwrap();
    let told = &sheet["witness"];
    assert_eq!(ending, Ending::Done);
    assert_eq!(told["name"], "市乡村振兴局");
    assert_eq!((&told["looks"], &told["seen"], &told["failed"]), (&10.into(), &8.into(), &2.into()));
    assert_eq!((&told["from"], &told["until"]), (&"2026-11-02 12:00".into(), &"2026-11-06 20:00".into()));
    assert_eq!((&told["longest_gap_hours"], &told["line"]), (&40.into(), &12.into()));
    // its head is what anybody computes from the file
    let text = fs::read_to_string(&lines).unwrap();
    let last = text.lines().last().unwrap();
    assert_eq!(told["hash"], zhangbang::model::digest::Digest::of(last.as_bytes()).to_string());
    let page = fs::read_to_string(board.root().join("out/公示证明-甲.html")).unwrap();
    assert!(page.contains("市乡村振兴局在 2026-11-02 12:00 至 2026-11-06 20:00 另外查看 10 次"), "{page}");
    // some of its lines are enough
    let some = eye.work.path().join("some");
    fs::write(&some, text.split_inclusive('\n').skip(4).take(4).collect::<String>()).unwrap();
    let (ending, sheet) = certified(&board, &some, &[]);
    assert_eq!((ending, &sheet.unwrap()["witness"]["looks"]), (Ending::Done, &4.into()));
    // seen from somewhere else
    fs::write(&some, text.replace("市乡村", "县乡村")).unwrap();
    refused(&board, &some, "被改过");
    fs::write(
        &some,
        text.split_inclusive('\n').take(3).chain(text.split_inclusive('\n').skip(4)).collect::<String>(),
    )
    .unwrap();
    refused(&board, &some, "第4行起被改过");
    fs::write(&some, "").unwrap();
    refused(&board, &some, "空的");
    fs::write(&some, fs::read_to_string(board.log_path()).unwrap()).unwrap();
    refused(&board, &some, "不是见证记录");
    assert_eq!(certified(&board, &eye.work.path().join("none"), &[]).0, Ending::Failed);
}

/// There is no certificate with these lines, and a draft says why.
fn refused(board: &Board, lines: &Path, why: &str) {
    assert_eq!(certified(board, lines, &[]), (Ending::Refused, None), "{why}");
    let (ending, sheet) = certified(board, lines, &["--draft"]);
    let sheet = sheet.unwrap();
    assert_eq!(
        (ending, &sheet["draft"], &sheet["witness"]),
        (Ending::Done, &true.into(), &serde_json::Value::Null)
    );
    let said = sheet["reservations"].as_array().unwrap().iter();
    let said: Vec<&str> = said.map(|said| said["text"].as_str().unwrap()).collect();
    assert!(said.iter().any(|said| said.contains(why)), "{why}: {said:?}");
}

#[test]
fn a_witness_that_saw_something_else_bears_no_witness() {
    let (board, eye, server) = seen_for_a_week();
    let lines = eye.file(&server.address, ROUNDS);
    // somebody else's board
    let other = Server::of(&board.shown(), |_, _| ());
    eye.look(&other.address, "07T22:00");
    refused(&board, &eye.file(&other.address, ROUNDS), "另一个网站");
    // the log here was made anew
    let log = fs::read_to_string(board.log_path()).unwrap();
    fs::remove_file(board.log_path()).unwrap();
    fs::remove_dir_all(board.www()).unwrap();
    board.publish("2026-11-02T01:00:01Z");
    board.publish("2026-11-07T13:00:00Z");
    refused(&board, &lines, "见证第 1 轮");
    fs::write(board.log_path(), log).unwrap();
    assert_eq!(certified(&board, &lines, &[]).0, Ending::Done);
}

/// A notice that the log says was up from the second, put there on the fifth by a clock that was set back.
#[test]
fn a_backdated_notice_is_not_certified_with_a_witness() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let board = Board::published(&format!("http://127.0.0.1:{port}"));
    let first = fs::canonicalize(board.shown()).unwrap();
    let host = Host::of(&first);
    let server = Server::at(port, &host.link(), |_, _| ());
    let eye = Eye::new();
    for day in 2..=5 {
        assert!(eye.look(&server.address, &format!("{day:02}T20:00")).passed());
    }
    board.notice("丙", "");
    board.publish("2026-11-02T01:00:00Z");
    host.show(&board.shown());
    assert!(matches!(eye.look(&server.address, "05T21:00").found[..], [Found::Backdated { line: 4, .. }]));
    eye.look(&server.address, "06T20:00");
    board.publish("2026-11-07T13:00:00Z");
    let asked = |lines: &Path, id: &str| {
        let (root, out) = (board.root(), board.root().join("out"));
        let (root, out) = (root.to_str().unwrap(), out.to_str().unwrap());
        run(late, &["certify", id, "--root", root, "--out", out, "--witness", lines.to_str().unwrap()])
    };
    let lines = eye.file(&server.address, ROUNDS);
    assert_eq!(asked(&lines, "notices/甲"), Ending::Done);
    assert_eq!(asked(&lines, "notices/丙"), Ending::Refused);
}
