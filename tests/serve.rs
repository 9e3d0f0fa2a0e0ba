//! `serve` over real sockets and real files: who is let in, what follows a save, what survives a fault.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

#[path = "serve/board.rs"]
mod board;
#[cfg(unix)]
#[path = "serve/crowd.rs"]
mod crowd;

use board::{Board, get, raw};
use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Barrier;
use std::time::{Duration, Instant};
use zhangbang::serve::Told;

#[test]
fn nothing_outside_the_site_can_be_had() {
    let board = Board::new();
    fs::write(board.root().join("secret.txt"), "secret").unwrap();
    let climbs = [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2E./secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/%252e%252e/secret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/%uff0e%uff0e/secret.txt",
        "/..;/secret.txt",
        "/....//secret.txt",
        "//secret.txt",
        "/assets/../../secret.txt",
        "/secret.txt%00.html",
        "/notices/%00/../../secret.txt",
        "/content/site.yaml",
        "/site.yaml",
    ];
    for path in climbs {
        let reply = raw(
            &board,
            &format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", board.host()),
        );
        assert!(reply.starts_with("HTTP/1.1 40"), "{path}: {reply}");
        assert!(!reply.contains("secret\n") && !reply.ends_with("secret"), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_site_are_not_followed() {
    let board = Board::new();
    fs::write(board.root().join("secret.txt"), "secret").unwrap();
    let beside = board.root().join("content/notices/n0/plan.txt");
    assert_eq!(get(&board, "/notices/n0/plan.txt").status, 200);
    fs::remove_file(&beside).unwrap();
    std::os::unix::fs::symlink(board.root().join("secret.txt"), &beside).unwrap();
    // at once, before anybody was told, and after
    assert_eq!(get(&board, "/notices/n0/plan.txt").status, 404);
    board.until("the link is refused", |state| state["faults"].to_string().contains("symlink-outside"));
    assert_eq!(get(&board, "/notices/n0/plan.txt").status, 404);
}

#[test]
fn only_this_machine_asking_for_itself_is_answered() {
    let board = Board::new();
    let ask = |headers: &str| raw(&board, &format!("GET / HTTP/1.1\r\n{headers}Connection: close\r\n\r\n"));
    let (host, port) = (board.host(), board.port());
    assert!(ask(&format!("Host: {host}\r\n")).starts_with("HTTP/1.1 200"));
    assert!(ask(&format!("Host: localhost:{port}\r\n")).starts_with("HTTP/1.1 200"));
    assert!(ask(&format!("Host: {host}\r\nOrigin: http://{host}\r\n")).starts_with("HTTP/1.1 200"));
    for host in
        ["evil.example", "127.0.0.1", "localhost:1", "127.0.0.1.evil.example", "localhost.evil.example:80"]
    {
        assert!(ask(&format!("Host: {host}\r\n")).starts_with("HTTP/1.1 403"), "{host}");
    }
    for origin in ["http://evil.example", "null", "https://localhost", &format!("http://{host}.evil.example")]
    {
        let reply = ask(&format!("Host: {host}\r\nOrigin: {origin}\r\n"));
        assert!(reply.starts_with("HTTP/1.1 403"), "{origin}");
        assert!(!reply.to_ascii_lowercase().contains("access-control"), "{origin}");
    }
    assert!(ask("").starts_with("HTTP/1.1 400"));
    assert!(ask(&format!("Host: {host}\r\nHost: {host}\r\n")).starts_with("HTTP/1.1 403"));
}

#[test]
fn only_reading_is_allowed() {
    let board = Board::new();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE"] {
        let reply = raw(
            &board,
            &format!("{method} / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", board.host()),
        );
        assert!(reply.starts_with("HTTP/1.1 405"), "{method}: {reply}");
    }
    let long = "x".repeat(20_000);
    let reply = raw(&board, &format!("GET / HTTP/1.1\r\nHost: {}\r\nX-Long: {long}\r\n\r\n", board.host()));
    assert!(reply.starts_with("HTTP/1.1 431"), "{reply}");
}

#[test]
fn head_ranges_and_types() {
    let board = Board::new();
    let whole = get(&board, "/notices/n0/plan.txt");
    assert_eq!((whole.status, whole.body.as_str()), (200, "0123456789"));
    assert_eq!(whole.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(whole.header("x-content-type-options"), "nosniff");
    let head = board.ask("HEAD", "/notices/n0/plan.txt", "");
    assert_eq!((head.header("content-length"), head.body.as_str()), ("10", ""));
    let part = |range: &str| {
        let reply = board.ask("GET", "/notices/n0/plan.txt", &format!("Range: {range}\r\n"));
        (reply.status, reply.header("content-range").to_owned(), reply.body)
    };
    assert_eq!(part("bytes=2-4"), (206, "bytes 2-4/10".into(), "234".into()));
    assert_eq!(part("bytes=7-"), (206, "bytes 7-9/10".into(), "789".into()));
    assert_eq!(part("bytes=-2"), (206, "bytes 8-9/10".into(), "89".into()));
    assert_eq!(part("bytes=0-99"), (206, "bytes 0-9/10".into(), "0123456789".into()));
    assert_eq!(part("bytes=10-").0, 416);
    assert_eq!(part("bytes=5-2").0, 416);
    assert_eq!(part("bytes=0-1,4-5").2, "0123456789");
    let tag = whole.header("etag").to_owned();
    assert_eq!(board.ask("GET", "/notices/n0/plan.txt", &format!("If-None-Match: {tag}\r\n")).status, 304);
    assert_eq!(get(&board, "/").header("content-type"), "text/html; charset=utf-8");
    assert_eq!(get(&board, "/assets/style.css").header("content-type"), "text/css; charset=utf-8");
    let missing = get(&board, "/notices/none/");
    assert!(missing.status == 404 && missing.body.contains("没有这个页面"), "{}", missing.body);
    assert_eq!(board.ask("GET", "/notices/n0", "").header("location"), "/notices/n0/");
}

#[cfg(unix)]
#[test]
fn five_hundred_slow_connections_do_not_stop_a_page() {
    let board = Board::new();
    let process = board.process();
    let slow: Vec<TcpStream> = (0..500)
        .map(|i| {
            let mut stream = TcpStream::connect(process.address()).unwrap();
            // some say nothing, some begin and stop
            if i % 2 == 0 {
                stream.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap();
            }
            stream
        })
        .collect();
    let begun = Instant::now();
    for _ in 0..20 {
        process.until_page("/", "示例县公示");
    }
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    // the server gives up on all of them
    let begun = Instant::now();
    for mut stream in slow {
        stream.set_read_timeout(Some(Duration::from_secs(12))).unwrap();
        assert_eq!(stream.read(&mut [0; 1]).unwrap(), 0);
    }
    assert!(begun.elapsed() < Duration::from_secs(12), "{:?}", begun.elapsed());
}

/// As browsers ask: many connections in one moment, of which some say nothing and some listen without end.
#[test]
fn no_request_of_a_burst_is_left_lying() {
    let board = Board::new();
    let mut times: Vec<Duration> = (0..100).flat_map(|_| burst(&board)).collect();
    times.sort();
    let slowest = times[times.len() - 1];
    println!(
        "{} requests in 100 bursts, median {:?}, slowest {slowest:?}",
        times.len(),
        times[times.len() / 2]
    );
    assert!(slowest < Duration::from_secs(1), "{slowest:?}");
}

fn burst(board: &Board) -> Vec<Duration> {
    let (host, start) = (board.host(), Barrier::new(16));
    let ask = |i: usize| {
        start.wait();
        let begun = Instant::now();
        let mut stream = TcpStream::connect(&host).unwrap();
        let path = match i {
            0..6 => return (stream, None),
            6 => "__zhangbang/events",
            _ => "assets/style.css",
        };
        let request = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: keep-alive\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut reply = [0; 12];
        stream.read_exact(&mut reply).unwrap();
        assert_eq!(&reply, b"HTTP/1.1 200");
        (stream, Some(begun.elapsed()))
    };
    // nobody goes before all have been answered
    let all: Vec<_> = std::thread::scope(|scope| {
        let asking: Vec<_> = (0..16)
            .map(|i| {
                scope.spawn({
                    let ask = &ask;
                    move || ask(i)
                })
            })
            .collect();
        asking.into_iter().map(|asked| asked.join().unwrap()).collect()
    });
    all.into_iter().filter_map(|(_, took)| took).collect()
}

#[test]
fn a_body_of_any_length_does_no_harm() {
    let board = Board::new();
    for length in ["5", "100000", "999999999999999", "99999999999999999999"] {
        let request =
            format!("POST / HTTP/1.1\r\nHost: {}\r\nContent-Length: {length}\r\n\r\n", board.host());
        let mut stream = TcpStream::connect(board.host()).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream.write_all(b"GET /").unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut reply = String::new();
        stream.set_read_timeout(Some(Duration::from_secs(1))).unwrap();
        let _ = stream.read_to_string(&mut reply);
        assert!(reply.starts_with("HTTP/1.1 405"), "{length}: {reply}");
        assert_eq!(get(&board, "/").status, 200);
    }
}

/// A connection is for one request, whatever its headers say, and what follows is never answered.
#[test]
fn what_is_asked_after_the_first_is_not_answered() {
    let board = Board::new();
    for connection in ["", "Connection: close\r\n", "Connection: keep-alive\r\n"] {
        let one = format!("GET /robots.txt HTTP/1.1\r\nHost: {}\r\n{connection}\r\n", board.host());
        let reply = raw(&board, &one.repeat(5));
        assert_eq!(reply.matches("HTTP/1.1 ").count(), 1, "{connection}: {reply}");
        assert!(reply.starts_with("HTTP/1.1 200") && reply.contains("\r\nConnection: close\r\n"), "{reply}");
    }
}

/// A client that resets its connection at once, before the library looks who it is.
#[test]
fn a_reset_at_once_does_no_harm() {
    let board = Board::new();
    let process = board.process();
    let request = format!("GET / HTTP/1.1\r\nHost: {}\r\n\r\n", process.address());
    for _ in 0..500 {
        let mut stream = TcpStream::connect(process.address()).unwrap();
        socket2::SockRef::from(&stream).set_linger(Some(Duration::ZERO)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
    }
    process.until_page("/", "示例县公示");
}

#[test]
fn faults_show_and_heal_without_a_restart() {
    let board = Board::new();
    let error = |code: &'static str| {
        move |state: &serde_json::Value| state["errors"] != 0 && state["faults"].to_string().contains(code)
    };
    let healed = |state: &serde_json::Value| state["errors"] == 0;
    let cases = [
        ("content/notices/n1.md", "---\ntitle: [\n---\n", "yaml-syntax", "/notices/n1/"),
        ("content/site.yaml", "name: {", "yaml-syntax", "/"),
        ("themes/gongshi/templates/home.html", "{% if %}", "theme-invalid", "/"),
        ("themes/gongshi/templates/home.html", "{{ home.open_count.nothing.at_all }}", "theme-invalid", "/"),
    ];
    for (path, broken, code, page) in cases {
        let file = board.root().join(path);
        let good = fs::read(&file).ok();
        let before = board.page(page);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, broken).unwrap();
        let state = board.until(code, error(code));
        let fault = &state["faults"].as_array().unwrap()[0];
        assert!(fault["file"] == path && fault["line"].as_u64() > Some(0), "{fault}");
        assert_eq!(board.page(page), before, "{path}: the last good version stays");
        match good {
            Some(good) => fs::write(&file, good).unwrap(),
            None => fs::remove_file(&file).unwrap(),
        }
        board.until("healed", healed);
        assert_eq!(board.page(page), before, "{path}: as before");
    }
}

#[test]
fn what_a_build_writes_wakes_nobody() {
    let board = Board::new();
    let before = board.state();
    let built = board.command(&["build", "--out", board.root().join("public").to_str().unwrap()]);
    assert!(built.status.success(), "{built:?}");
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(board.state()["edition"], before["edition"]);
    fs::write(board.root().join("content/pages/p.md"), "---\ntitle: 新页\n---\n").unwrap();
    board.until("a real change", |state| state["edition"] != before["edition"]);
}

#[test]
fn another_day_is_shown_when_our_own_script_asks() {
    let board = Board::new();
    assert_eq!(get(&board, "/__zhangbang/today?date=2026-12-24").status, 403);
    let ask = |date: &str| {
        board.ask("GET", &format!("/__zhangbang/today?date={date}"), "X-Zhangbang: 1\r\n").status
    };
    assert_eq!(ask("2026-13-01"), 400);
    assert!(board.page("/notices/n0/").contains("公示中"));
    assert_eq!(ask("2026-12-24"), 204);
    board.until("the day", |state| state["today"] == "2026-12-24" && state["chosen"] == true);
    assert!(board.page("/notices/n0/").contains("公示期满"));
    assert_eq!(ask(""), 204);
    board.until("today again", |state| state["chosen"] == false);
}

#[cfg(unix)]
#[test]
fn it_ends_within_a_second_with_twenty_streams_open() {
    let board = Board::new();
    let mut process = board.process();
    let address = process.address();
    let streams: Vec<TcpStream> = (0..20)
        .map(|_| {
            let mut stream = TcpStream::connect(&address).unwrap();
            write!(stream, "GET /__zhangbang/events HTTP/1.1\r\nHost: {address}\r\n\r\n").unwrap();
            stream.read_exact(&mut [0; 20]).unwrap();
            stream
        })
        .collect();
    let begun = Instant::now();
    process.interrupt();
    let status = process.wait();
    assert!(status.success() && begun.elapsed() < Duration::from_secs(1), "{status} {:?}", begun.elapsed());
    drop(streams);
}

#[test]
fn whatever_happens_to_the_files_a_fresh_build_says_the_same() {
    let steps = std::env::var("ZHANGBANG_EDITS").ok().and_then(|steps| steps.parse().ok()).unwrap_or(200);
    board::edits::random(&Board::new(), steps, 20_261_122);
    board::edits::random(&Board::polling(), 3, 7);
}

#[test]
fn memory_stays_flat() {
    let rebuilds =
        std::env::var("ZHANGBANG_REBUILDS").ok().and_then(|count| count.parse().ok()).unwrap_or(300);
    let board = Board::new();
    let mut process = board.process();
    let mut early = 0;
    for i in 0..rebuilds {
        let text = board::notice(&format!("第{i}次"), 1);
        fs::write(board.root().join("content/notices/n1.md"), text).unwrap();
        process.until_page("/notices/n1/", &format!("第{i}次"));
        if i == 99 {
            early = process.memory();
        }
    }
    let late = process.memory();
    println!("after 100 rebuilds {early} KiB, after {rebuilds} {late} KiB");
    assert!(late < early + early / 4, "after 100 rebuilds {early} KiB, after {rebuilds} {late} KiB");
    process.interrupt();
    process.wait();
}

/// What `publish` would refuse shows in the bar and in the terminal, in words, and goes when it is mended.
#[test]
fn what_could_not_be_published_is_said_with_its_reason() {
    let board = Board::new();
    board.publish();
    board.until("published", |state| state["publish"]["ok"] == true);
    let path = |name: &str| board.root().join("content/notices").join(name);
    let shorter = |text: &str| text.replace("until: 2026-11-20", "until: 2026-11-12");
    let cases: [(&str, Option<String>, &str); 4] = [
        ("n1.md", None, "不见了，它公示到2026-11-20"),
        ("n2.md", Some(shorter(&board::notice("第2号", 2))), "公示期被缩短"),
        ("n3.md", Some(board::notice("第3号", 4)), "公示期内改动了正文"),
        ("n0/plan.txt", Some("9876543210".into()), "公示期内改动了图片和文件"),
    ];
    for (name, text, words) in cases {
        let good = fs::read(path(name)).unwrap();
        match text {
            None => fs::remove_file(path(name)).unwrap(),
            Some(text) => fs::write(path(name), text).unwrap(),
        }
        let state = board.until(name, |state| state["publish"]["ok"] == false);
        let said = state["publish"]["words"].as_str().unwrap();
        assert!(said.starts_with("现在不能发布") && said.contains(words), "{name}: {said}");
        let reports: Vec<String> = board
            .told
            .lock()
            .unwrap()
            .iter()
            .filter_map(|told| match told {
                Told::Faults(report) => Some(report.clone()),
                _ => None,
            })
            .collect();
        let report = reports.last().unwrap();
        assert!(report.contains("It cannot be published now") && report.contains("posting-"), "{report}");
        fs::write(path(name), good).unwrap();
        board.until("mended", |state| state["publish"]["ok"] == true);
    }
}

/// What is inside pictures and attachments is told as `check` tells it, and goes when the file is mended.
#[test]
fn what_is_wrong_inside_files_shows_and_heals() {
    let board = Board::new();
    let folder = board.root().join("content/notices/n0");
    let photo =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("content/notices/2026/shiyanping-terrace/梯田现状.jpg");
    let photo = fs::read(photo).unwrap();
    fs::write(folder.join("photo.jpg"), &photo).unwrap();
    let text = board::notice("带附件", 2) + "[方案](plan.txt)\n\n![梯田](photo.jpg)\n\n[名单](list.csv)\n";
    fs::write(folder.join("list.csv"), "姓名,户号\n某某,A01\n").unwrap();
    fs::write(folder.join("index.md"), text).unwrap();
    let is_clean = |state: &serde_json::Value| {
        let words = state["publish"]["words"].as_str().unwrap_or_default();
        words.contains("可以发布") && !words.contains("还在看")
    };
    board.until("clean, with every file looked into", is_clean);
    assert!(!board.root().join(".zhangbang").exists(), "a preview writes nothing");
    let cases: [(&str, Vec<u8>, &str); 2] = [
        ("photo.jpg", photo[..photo.len() / 2].to_vec(), "picture-invalid"),
        ("list.csv", "姓名,证件\n某某,110101199003072316\n".into(), "privacy-id-number"),
    ];
    for (name, bytes, code) in cases {
        let good = fs::read(folder.join(name)).unwrap();
        fs::write(folder.join(name), bytes).unwrap();
        let of_code = |state: &serde_json::Value| {
            let faults = state["faults"].as_array().cloned().unwrap_or_default();
            faults.into_iter().find(|fault| fault["code"] == code)
        };
        let state = board.until(code, |state| of_code(state).is_some());
        let shown = of_code(&state).unwrap();
        assert_eq!(state["publish"]["ok"], false, "{name}");
        let site = zhangbang::build::load(board.root(), &board::clock()).unwrap();
        let told = site.check_files_too(board.root()).unwrap();
        let told = told.iter().find(|fault| fault.code.name() == code).unwrap();
        let source = &site.texts()[told.file.0 as usize];
        let line = source.position(told.span.start as usize).line;
        let words = (shown["file"].as_str(), shown["line"].as_u64(), shown["message"].as_str());
        assert_eq!(words, (Some(&*source.path), Some(line as u64), Some(&*told.message.zh)), "{name}");
        fs::write(folder.join(name), good).unwrap();
        board.until("healed", is_clean);
    }
}

/// What is wrong because a file is missing, or is none that can be read, is told as `check` tells it.
#[test]
fn faults_that_have_no_text_show_and_heal() {
    let board = Board::new();
    let rules = board.root().join("content/rules.yaml");
    let good = fs::read(&rules).unwrap();
    fs::remove_file(&rules).unwrap();
    let of_code = |state: &serde_json::Value, code: &str| {
        let faults = state["faults"].as_array().cloned().unwrap_or_default();
        faults.into_iter().find(|fault| fault["code"] == code)
    };
    let state = board.until("no rules", |state| of_code(state, "kind-unknown").is_some());
    let fault = of_code(&state, "kind-unknown").unwrap();
    assert_eq!((fault["place"].as_str(), fault["error"].as_bool()), (Some("content"), Some(true)), "{fault}");
    assert!(fault["message"].as_str().unwrap().contains("没有 content/rules.yaml"), "{fault}");
    assert_eq!(state["publish"]["ok"], false);
    let words = state["publish"]["words"].as_str().unwrap();
    assert!(words.contains("content：没有 content/rules.yaml"), "{words}");
    fs::write(&rules, good).unwrap();
    board.until("rules again", |state| state["errors"] == 0 && of_code(state, "kind-unknown").is_none());

    board.put("content/notices/通知.docx", "not a page");
    let state = board.until("an unread file", |state| of_code(state, "file-unread").is_some());
    let fault = of_code(&state, "file-unread").unwrap();
    assert_eq!(fault["place"], "content/notices/通知.docx", "{fault}");
    fs::remove_file(board.root().join("content/notices/通知.docx")).unwrap();
    board.until("it is gone", |state| of_code(state, "file-unread").is_none());
}

/// Faults of a sheet are told by cell, and go when nothing names the sheet any more.
#[test]
fn faults_of_a_sheet_show_by_cell_and_go_with_its_name() {
    let board = Board::new();
    board.put(
        "content/registers/台账.csv",
        "发现日期,问题,责任单位,整改时限\n2026-11-01,路灯不亮,村委会,2026-13-01\n",
    );
    let named = "标题: 问题台账\n种类: 问题台账\n文件: 台账.csv\n";
    board.put("content/registers/wenti.yaml", named);
    let of_sheet = |state: &serde_json::Value| {
        let faults = state["faults"].as_array().cloned().unwrap_or_default();
        faults.into_iter().find(|fault| fault["code"] == "date-invalid")
    };
    let state = board.until("the sheet", |state| of_sheet(state).is_some());
    let fault = of_sheet(&state).unwrap();
    assert_eq!(
        (&fault["place"], &fault["file"]),
        (&"content/registers/台账.csv!D2".into(), &"content/registers/台账.csv".into())
    );
    let excerpt: Vec<&str> =
        fault["excerpt"].as_array().unwrap().iter().filter_map(|part| part.as_str()).collect();
    assert_eq!(excerpt, ["2026-11-01 | 路灯不亮 | 村委会 | ", "2026-13-01", ""]);
    let rows = "标题: 问题台账\n种类: 问题台账\n行:\n  - 发现日期: 2026-11-01\n    问题: 路灯不亮\n    责任单位: 村委会\n    整改时限: 2026-12-01\n";
    board.put("content/registers/wenti.yaml", rows);
    board.until("named no longer", |state| of_sheet(state).is_none());
    board.put("content/registers/wenti.yaml", named);
    board.until("named again", |state| of_sheet(state).is_some());
}

/// Every picture that a page of the demonstration shows is there, as the kind that it is.
#[test]
fn pictures_show() {
    let board = Board::of(Path::new(env!("CARGO_MANIFEST_DIR")));
    let (mut seen, mut kinds) = (BTreeSet::new(), BTreeSet::new());
    let pages = [
        "/notices/2026/luzhu-hall/",
        "/notices/2026/zhujianwu-road/",
        "/notices/2026/suoyidu-canal/",
        "/activities/2026/river-clean/",
        "/honours/2026/county-yard/",
        "/",
    ];
    for page in pages {
        let html = board.page(page);
        let sources = html.split("<img ").skip(1).map(|tag| tag.split('>').next().unwrap());
        for tag in sources {
            let listed = |name: &str| {
                tag.split(&format!(" {name}=\"")).nth(1).or_else(|| tag.strip_prefix(&format!("{name}=\"")))
            };
            let src = listed("src").unwrap().split('"').next().unwrap();
            let set = listed("srcset").map_or("", |set| set.split('"').next().unwrap());
            let set = set.split(", ").filter_map(|one| one.split(' ').next()).filter(|one| !one.is_empty());
            seen.extend(set.chain([src]).map(|url| resolve(page, url)));
        }
    }
    for url in &seen {
        let (status, kind, bytes) = board.bytes(url);
        assert_eq!(status, 200, "{url}");
        assert_eq!(Some(kind.as_str()), kind_of(&bytes), "{url}");
        kinds.insert(kind);
    }
    assert!(seen.len() > 6 && kinds.len() > 1, "{seen:?} {kinds:?}");
}

fn resolve(page: &str, url: &str) -> String {
    let mut parts: Vec<&str> = page.trim_matches('/').split('/').filter(|part| !part.is_empty()).collect();
    for part in url.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

fn kind_of(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [b'R', b'I', b'F', b'F', ..] => Some("image/webp"),
        _ => None,
    }
}

/// What a clerk sees, in a real browser.
#[test]
fn the_preview_in_a_browser() {
    let judges = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges");
    let browser = ["/usr/bin/chromium", "/usr/bin/chromium-browser"]
        .map(Path::new)
        .into_iter()
        .find(|path| path.exists());
    let (true, Some(browser)) = (judges.join("node_modules/playwright-core").is_dir(), browser) else {
        assert!(
            std::env::var_os("ZHANGBANG_JUDGES").is_none(),
            "Chromium and `npm ci` in tests/judges are needed"
        );
        println!("skipped: no Chromium, or no playwright-core in tests/judges");
        return;
    };
    let board = Board::new();
    board.put("content/notices/long.md", &(board::notice("长公告", 60) + "第一稿\n"));
    let marked = |line: &str| board::notice("还没有公开的事", 1).replace("kind:", &format!("{line}\nkind:"));
    board.put("content/notices/draft.md", &marked("draft: true"));
    let later = board::notice("还没有公开的事", 1)
        .replace("from: 2026-11-02", "from: 2026-11-20")
        .replace("until: 2026-11-20", "until: 2026-11-30");
    board.put("content/notices/later.md", &later);
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/gongshi");
    for name in ["templates/notice.html", "static/style.css"] {
        board.put(&format!("themes/gongshi/{name}"), &fs::read_to_string(own.join(name)).unwrap());
    }
    let mut process = board.process();
    let mut judge = std::process::Command::new("node");
    judge.arg(judges.join("preview.mjs")).arg(format!("http://{}/", process.address())).arg(board.root());
    let judged = judge.env("CHROMIUM", browser).stdin(process.words()).output().unwrap();
    let words =
        String::from_utf8_lossy(&judged.stdout).into_owned() + &String::from_utf8_lossy(&judged.stderr);
    assert!(judged.status.success(), "{words}");
    println!("{words}");
}
