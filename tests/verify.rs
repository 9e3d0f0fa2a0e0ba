//! Visits to a published board: what a server, or whoever holds it, can do to what readers get.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

#[path = "verify/board.rs"]
mod board;
#[path = "verify/server.rs"]
mod server;

use board::{Board, next_day};
use server::{Reply, Server};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use zhangbang::evidence::anchor::{Misfit, disagreement, misfit};
use zhangbang::evidence::restore::{Refusal, Restored, restore};
use zhangbang::evidence::verify::{self, Round, round};
use zhangbang::evidence::visit::client::{Client, Limits};
use zhangbang::evidence::visit::place::Place;
use zhangbang::evidence::visit::trust::Trust;
use zhangbang::model::log::PublicationLog;
use zhangbang::model::log::event::{Checked, Event};

const PATIENT: Limits = Limits { visit: Duration::from_secs(5), round: Duration::from_secs(60) };

fn client(limits: Limits) -> Client {
    Client::new(limits, &Trust::with(None).unwrap())
}

fn visit(board: &Board, place: &Place, limits: Limits) -> Round {
    round(&board.log(), place, &client(limits), next_day())
}

/// Looks at a server that does this to its answers.
fn looked(board: &Board, alter: impl Fn(&str, &mut Reply) + Send + Sync + 'static) -> Round {
    let server = Server::of(&board.shown(), alter);
    visit(board, &Place::of(Some(&server.address), ""), PATIENT)
}

/// Faults of the round, as `what: key`, in order.
fn faults(round: &Round) -> Vec<String> {
    let release = round.release_fault.iter().map(|fault| format!("release.json: {}", fault.key()));
    let visits = round.site.iter().chain(&round.visits);
    let visits = visits.filter_map(|visit| Some(format!("{}: {}", visit.id, visit.fault.as_ref()?.key())));
    let mut all: Vec<String> = release.chain(visits).collect();
    all.sort();
    all
}

#[test]
fn a_board_as_it_was_published_passes_and_is_asked_for_as_by_a_browser() {
    let board = Board::published("https://a.example");
    let server = Server::of(&board.shown(), |_, _| ());
    let seen = visit(&board, &Place::of(Some(&server.address), ""), PATIENT);
    assert_eq!(faults(&seen), [""; 0]);
    assert!(seen.passed() && seen.visits.len() == 2 && seen.site.len() >= 6, "{:?}", seen.site);
    assert_eq!((seen.server_ahead, seen.longest_gap), (Some(0), 86_400));
    let asked = server.asked.lock().unwrap();
    assert!(asked.iter().all(|request| request.contains("Mozilla/5.0") && !request.contains("zhangbang")));
    for path in ["/robots.txt", "/assets/style.css", "/notices/", "/columns/all/", "/notices/%E8%A1%A8.csv"] {
        assert!(asked.iter().any(|request| request.starts_with(&format!("GET {path} "))), "{path}");
    }
    // the folder itself, and the one that it was published to
    for folder in [board.shown(), board.www()] {
        let seen = visit(&board, &Place::of(folder.to_str(), ""), PATIENT);
        assert_eq!((faults(&seen), seen.place.as_str()), (vec![], "directory"));
    }
}

/// What is done to the answers, and what must be told of it.
type Way = (&'static str, fn(&str, &mut Reply), &'static [&'static str]);

const WAYS: &[Way] = &[
    (
        "the notice is hidden by the style sheet on the server",
        |path, reply| {
            if path == "/assets/style.css" {
                reply.body.extend(b"main{display:none}");
            }
        },
        &["assets/style.css: differs"],
    ),
    (
        "a script is put in its place",
        |path, reply| {
            if path == "/assets/site.js" {
                reply.body = b"document.body.remove()".to_vec();
            }
        },
        &["assets/site.js: differs"],
    ),
    (
        "the lists are gone",
        |path, reply| {
            if path == "/notices/" {
                reply.status = "404 Not Found";
            }
        },
        &["notices/index.html: status-404"],
    ),
    (
        "the home page is another",
        |path, reply| {
            if path == "/" {
                reply.body = b"<h1>soon</h1>".to_vec();
            }
        },
        &["index.html: differs"],
    ),
    (
        "robots.txt keeps search engines away",
        |path, reply| {
            if path == "/robots.txt" {
                reply.body = b"User-agent: *\nDisallow: /notices/".to_vec();
            }
        },
        &["robots.txt: robots"],
    ),
    (
        "a header keeps them away",
        |path, reply| {
            if path == "/notices/甲/" {
                reply.headers.push("X-Robots-Tag: noindex".into());
            }
        },
        &["notices/甲: noindex"],
    ),
    (
        "a header sends readers on",
        |path, reply| {
            if path == "/notices/甲/" {
                reply.headers.push("Refresh: 0; url=/".into());
            }
        },
        &["notices/甲: refresh"],
    ),
    (
        "the page is saved instead of shown",
        |path, reply| {
            if path == "/notices/甲/" {
                reply.headers.push("Content-Disposition: attachment".into());
            }
        },
        &["notices/甲: download"],
    ),
    (
        "the page comes as plain text",
        |path, reply| {
            if path == "/notices/甲/" {
                reply.headers[0] = "content-type: text/plain".into();
            }
        },
        &["notices/甲: content-type"],
    ),
    (
        "the page comes in an encoding that it is not in",
        |path, reply| {
            if path == "/notices/甲/" {
                reply.headers[0] = "content-type: text/html; charset=iso-8859-1".into();
            }
        },
        &["notices/甲: content-type"],
    ),
    (
        "a style sheet by a header",
        |path, reply| {
            if path == "/notices/甲/" {
                reply.headers.push("Link: </x.css>; rel=stylesheet".into());
            }
        },
        &["notices/甲: sheet"],
    ),
    (
        "one letter",
        |path, reply| {
            if path == "/notices/甲/" {
                let text = String::from_utf8(std::mem::take(&mut reply.body)).unwrap();
                reply.body = text.replace("第一季度", "第二季度").into_bytes();
            }
        },
        &["notices/甲: differs"],
    ),
    (
        "one number in the attachment",
        |path, reply| {
            if path.ends_with(".csv") && path.starts_with("/notices") {
                reply.body =
                    String::from_utf8(std::mem::take(&mut reply.body)).unwrap().replace('3', "8").into();
            }
        },
        &["notices/甲: file-differs"],
    ),
    (
        "the attachment is gone",
        |path, reply| {
            if path == "/notices/表.csv" {
                reply.status = "410 Gone";
            }
        },
        &["notices/甲: file-status-410"],
    ),
    (
        "it leads elsewhere",
        |path, reply| {
            if path == "/notices/甲/" {
                reply.status = "302 Found";
                reply.headers.push("location: /".into());
            }
        },
        &["notices/甲: redirected"],
    ),
    (
        "the server fails",
        |path, reply| {
            if path == "/notices/甲/" {
                reply.status = "503 Service Unavailable";
            }
        },
        &["notices/甲: status-503"],
    ),
    (
        "the body is cut, which is no time-out",
        |path, reply| {
            if path == "/notices/甲/" {
                reply.cut = Some(100);
            }
        },
        &["notices/甲: cut"],
    ),
    (
        "a body without end",
        |path, reply| {
            if path == "/notices/甲/" {
                reply.endless = true;
            }
        },
        &["notices/甲: differs"],
    ),
    (
        "another release.json",
        |path, reply| {
            if path == "/release.json" {
                reply.body =
                    String::from_utf8(std::mem::take(&mut reply.body)).unwrap().replace("+08", "+07").into();
            }
        },
        &["release.json: release-unknown"],
    ),
];

#[test]
fn whatever_a_server_does_to_a_page_is_told_by_its_name() {
    let board = Board::published("https://a.example");
    for (what, way, told) in WAYS {
        let seen = looked(&board, way);
        assert_eq!(faults(&seen), *told, "{what}");
        assert!(!seen.passed(), "{what}");
        // as the log keeps it: what concerns all of them lets none count as seen
        let Event::Checked(checked) = seen.event() else { panic!() };
        assert!(!checked.saw("notices/甲"), "{what}");
        assert_eq!(checked.saw("notices/乙"), checked.site.is_empty(), "{what}");
    }
    println!("{} ways told", WAYS.len());
}

#[test]
fn a_page_that_is_slow_or_a_server_that_is_not_there_is_told_as_such() {
    let board = Board::published("https://a.example");
    let server = Server::of(&board.shown(), |path, reply| {
        if path == "/notices/甲/" {
            reply.wait = Duration::from_secs(3);
        }
    });
    let hasty = Limits { visit: Duration::from_secs(1), ..PATIENT };
    let seen = visit(&board, &Place::of(Some(&server.address), ""), hasty);
    assert_eq!(faults(&seen), ["notices/甲: timeout"]);
    let seen = visit(&board, &Place::of(Some("http://127.0.0.1:9"), ""), hasty);
    assert_eq!(
        faults(&seen),
        ["notices/乙: unreachable", "notices/甲: unreachable", "release.json: unreachable"]
    );
    // no word of TLS on that port
    let seen = visit(&board, &Place::of(Some(&server.address.replace("http:", "https:")), ""), hasty);
    assert_eq!(faults(&seen)[2], "release.json: tls");
}

/// A server that takes every question and says nothing must not hold a round for hours.
#[test]
fn a_round_ends_whatever_the_server_does() {
    let board = Board::published("https://a.example");
    for number in 0..60 {
        board.notice(&format!("多{number}"), "");
    }
    // the others are backdated by a day, so they begin on the third
    for number in 0..60 {
        let path = board.root().join(format!("content/notices/多{number}.md"));
        let text = fs::read_to_string(&path).unwrap().replace("from: 2026-11-02", "from: 2026-11-03");
        fs::write(path, text).unwrap();
    }
    board.publish("2026-11-03T00:30:00Z");
    let silent = Server::of(&board.shown(), |_, reply| reply.wait = Duration::from_secs(600));
    let begun = Instant::now();
    let hasty = Limits { visit: Duration::from_millis(400), round: Duration::from_secs(60) };
    let seen = visit(&board, &Place::of(Some(&silent.address), ""), hasty);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    assert_eq!(seen.visits.len(), 62);
    let told = |key: &str| faults(&seen).iter().filter(|fault| fault.ends_with(key)).count();
    assert!(told("timeout") >= 10 && told("not-visited") >= 40, "{:?}", faults(&seen));

    // one that answers, and slowly: the round has an end, and what was not asked for is told
    let slow = Server::of(&board.shown(), |_, reply| reply.wait = Duration::from_millis(300));
    let short = Limits { visit: Duration::from_secs(5), round: Duration::from_secs(4) };
    let begun = Instant::now();
    let seen = visit(&board, &Place::of(Some(&slow.address), ""), short);
    assert!(begun.elapsed() < Duration::from_secs(6), "{:?}", begun.elapsed());
    let missed = seen.visits.iter().filter(|visit| visit.fault.is_some()).count();
    assert!((1..62).contains(&missed), "{missed}");
    assert!(
        faults(&seen)
            .iter()
            .all(|fault| fault.ends_with(": not-visited") || fault.ends_with("file-not-visited")),
        "{:?}",
        faults(&seen)
    );
}

/// A host that restores a backup shows what was true once.
#[test]
fn a_site_rolled_back_does_not_pass() {
    let board = Board::published("https://a.example");
    let old = fs::read_link(board.shown()).unwrap();
    board.notice("乙", "withdrawn: {on: 2026-11-03, reason: 重复, authority: 镇政府}\n");
    board.publish("2026-11-03T00:30:00Z");
    fs::remove_file(board.shown()).unwrap();
    std::os::unix::fs::symlink(old, board.shown()).unwrap();
    let seen = visit(&board, &Place::of(board.www().to_str(), ""), PATIENT);
    assert_eq!(faults(&seen), ["notices/乙: record-differs", "release.json: release-old"]);
}

/// An answer as long as memory is digested as it comes.
#[test]
fn a_body_without_end_takes_no_memory() {
    let board = Board::published("https://a.example");
    let before = memory();
    let seen = looked(&board, |path, reply| reply.endless = path != "/release.json");
    assert!(seen.visits.iter().all(|visit| visit.fault.is_some()));
    assert!(memory() < before + 160 * 1024, "{} KiB", memory() - before);
}

/// The most memory that this process ever held, in KiB; nothing where the system does not tell.
fn memory() -> usize {
    let status = fs::read_to_string(Path::new("/proc/self/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

/// The log back from the site, and never over one that stands here.
#[test]
fn a_log_comes_back_from_the_site_and_nothing_is_written_over() {
    let board = Board::published("https://a.example");
    board.notice("丙", "");
    let path = board.root().join("content/notices/丙.md");
    fs::write(&path, fs::read_to_string(&path).unwrap().replace("from: 2026-11-02", "from: 2026-11-03"))
        .unwrap();
    board.publish("2026-11-03T00:30:00Z");
    let whole = fs::read(board.log_path()).unwrap();
    let server = Server::of(&board.shown(), |_, _| ());
    let places = [board.www().to_str().unwrap().to_owned(), server.address.clone()];
    let carried = |place: &str| verify::carried(&Place::of(Some(place), ""), &client(PATIENT)).unwrap();
    for place in &places {
        let carried = carried(place);
        let becomes = |local: &[u8]| match restore(local, &carried) {
            Ok(Restored::Becomes { text, lines }) => {
                assert_eq!((text.as_bytes(), lines), (&whole[..], 5), "{place}");
            }
            other => panic!("{other:?}"),
        };
        // gone; of a colleague who has not published since; cut in the middle of a line; without the last line, which
        // tells of the release itself
        let ends: Vec<usize> = (0..whole.len()).filter(|&at| whole[at] == b'\n').map(|at| at + 1).collect();
        for local in [0, ends[2], ends[3] + 20, ends[3]] {
            becomes(&whole[..local]);
        }
        assert_eq!(restore(&whole, &carried), Ok(Restored::Nothing { lines: 5 }));
        // rounds have been recorded since: nothing is taken away
        let longer = [&whole[..], b"{}\n"].concat();
        assert_eq!(restore(&longer, &carried), Ok(Restored::Nothing { lines: 5 }));
        // another line: told, with both
        let other = String::from_utf8(whole.clone()).unwrap().replacen(
            "\"at\":\"2026-11-03",
            "\"at\":\"2026-11-04",
            1,
        );
        let Err(Refusal::Differs { line: 4, ours, theirs }) = restore(other.as_bytes(), &carried) else {
            panic!()
        };
        assert!(ours.contains("2026-11-04") && theirs.contains("2026-11-03"));
    }
    // a site that was changed is no source
    let log = board.shown().join("log/publication.jsonl");
    let text = fs::read_to_string(&log).unwrap();
    fs::write(&log, text.replacen("11-06", "11-05", 1)).unwrap();
    assert_eq!(restore(b"", &carried(&places[0])), Err(Refusal::Broken { line: 1 }));
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    fs::write(&log, lines[..3].concat()).unwrap();
    assert_eq!(restore(b"", &carried(&places[0])), Err(Refusal::Unanchored));
    fs::remove_file(&log).unwrap();
    assert_eq!(restore(b"", &carried(&places[0])), Err(Refusal::NoLog));
}

/// Publishing from another computer, and a log that was rebuilt, each by its own words.
#[test]
fn a_log_is_held_against_the_one_that_the_site_carries() {
    let board = Board::published("https://a.example");
    let early = fs::read_to_string(board.log_path()).unwrap();
    board.notice("丙", "");
    let path = board.root().join("content/notices/丙.md");
    fs::write(&path, fs::read_to_string(&path).unwrap().replace("from: 2026-11-02", "from: 2026-11-03"))
        .unwrap();
    board.publish("2026-11-03T00:30:00Z");
    let whole = fs::read_to_string(board.log_path()).unwrap();
    let carried = verify::carried(&Place::of(board.www().to_str(), ""), &client(PATIENT)).unwrap();
    let held = |text: &str| misfit(&PublicationLog::read(None, &text.into()), &carried);
    assert_eq!(held(&whole), None);
    assert_eq!(held(&early), Some(Misfit::Behind { lines: 3, line: 4 }));
    let all_but_the_last: String = whole.split_inclusive('\n').take(4).collect();
    assert_eq!(held(&all_but_the_last), Some(Misfit::Behind { lines: 4, line: 5 }));
    // two computers: here a round was recorded, there somebody published
    let early = PublicationLog::read(None, &early.as_str().into());
    let forked = early.extended(next_day(), &[Event::Checked(Checked::default())]);
    assert_eq!(held(forked.text()), Some(Misfit::Differs { line: 4 }));
    let words = disagreement(&early, &carried).unwrap();
    assert!(words.message.zh.contains("同事") && words.hint.unwrap().zh.contains("log restore"));
}
