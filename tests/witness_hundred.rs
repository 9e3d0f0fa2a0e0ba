//! A witness over a hundred boards behind a real web server: some rewritten, rolled back, altered, hidden, down, slow, led
//! elsewhere, taken by others, and some behind TLS. Prints how long it took and how much memory.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

#[path = "verify/board.rs"]
#[expect(dead_code, reason = "visits need more of it")]
mod board;

use board::Board;
use std::collections::BTreeMap;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use zhangbang::disk::Disk;
use zhangbang::evidence::visit::client::{Client, Limits};
use zhangbang::evidence::visit::trust::Trust;
use zhangbang::evidence::witness::address;
use zhangbang::evidence::witness::state::State;
use zhangbang::evidence::witness::watch::watch;

const BOARDS: usize = 100;

/// What is done to so many boards from the second round on, and what must be told of them.
const WAYS: &[(usize, &str, &str)] = &[
    (10, "rewritten", "rewritten"),
    (5, "rolled back", "rolled-back"),
    (5, "down", "down"),
    (5, "slow", "slow"),
    (5, "elsewhere", "redirected"),
    (5, "taken", "not-a-board"),
    (5, "emptied", "status-404"),
    (5, "page altered", "notices"),
    (3, "plain text", "site"),
    (3, "kept from search engines", "site"),
    (3, "style altered", "site"),
    (1, "another certificate", "tls"),
    (5, "behind TLS", "ok"),
    (40, "honest", "ok"),
];

fn way(board: usize) -> (&'static str, &'static str) {
    let mut before = 0;
    for (count, what, told) in WAYS {
        before += count;
        if board < before {
            return (what, told);
        }
    }
    unreachable!("as many as there are boards")
}

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg("-QUIT").arg(self.0.id().to_string()).status();
        let _ = self.0.wait();
    }
}

/// The server, once it answers.
fn nginx(program: &Path, folder: &Path, name: &str, ports: &[u16]) -> Running {
    let log = folder.join("error.log");
    let started = Command::new(program)
        .args(["-p", folder.to_str().unwrap(), "-c", name, "-e", log.to_str().unwrap(), "-g", "daemon off;"])
        .stderr(Stdio::null())
        .spawn();
    let running = Running(started.unwrap());
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", *ports.last().unwrap())).is_err() {
        assert!(begun.elapsed() < Duration::from_secs(20), "{}", fs::read_to_string(&log).unwrap());
        std::thread::sleep(Duration::from_millis(20));
    }
    running
}

/// One server a board; in the first round all of them are honest.
fn configuration(ports: &[u16], misbehaves: bool) -> String {
    let servers: String = (0..BOARDS).map(|board| server(board, ports[board], misbehaves)).collect();
    format!(
        "user root root; worker_processes 1; pid nginx.pid;\nevents {{ worker_connections 2000; }}\nhttp {{\naccess_log off;\ntypes {{ text/html html; text/css css; text/javascript js; application/json json; }}\ndefault_type application/octet-stream;\ncharset utf-8;\nserver_names_hash_bucket_size 128;\n{servers}}}\n"
    )
}

fn server(board: usize, port: u16, misbehaves: bool) -> String {
    let what = if misbehaves || way(board).1 == "ok" { way(board).0 } else { "honest" };
    let (listen, more) = match what {
        "down" => return String::new(),
        "slow" => ("", "location = /release.json { limit_rate 40; }"),
        "elsewhere" => ("", "return 301 https://elsewhere.example$request_uri;"),
        "taken" => ("", "location / { default_type text/html; return 200 \"<h1>Buy</h1>\"; }"),
        "plain text" => ("", "types {} default_type text/plain;"),
        "kept from search engines" => ("", "location ^~ /notices/ { add_header X-Robots-Tag noindex; }"),
        "behind TLS" => (" ssl", "ssl_certificate good.pem; ssl_certificate_key good.key;"),
        "another certificate" => (" ssl", "ssl_certificate other.pem; ssl_certificate_key other.key;"),
        _ => ("", ""),
    };
    format!("server {{ listen 127.0.0.1:{port}{listen}; root boards/{board}; index index.html; {more} }}\n")
}

fn certificate(folder: &Path, name: &str) {
    let (key, cert) = (format!("{name}.key"), format!("{name}.pem"));
    let made = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "2",
        ])
        .args(["-subj", &format!("/CN={name}"), "-addext", "subjectAltName=IP:127.0.0.1"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE"])
        .args(["-keyout", &key, "-out", &cert])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

/// What the boards show: honest ones one release, the others another past, an earlier release, or a copy that was altered.
fn point(folder: &Path, shown: &BTreeMap<&str, &Path>, misbehaves: bool) {
    let boards = folder.join("boards");
    let _ = fs::create_dir(&boards);
    for board in 0..BOARDS {
        let link = boards.join(board.to_string());
        let _ = fs::remove_file(&link);
        let what = if misbehaves { way(board).0 } else { "honest" };
        symlink(shown.get(what).unwrap_or(&shown["honest"]), link).unwrap();
    }
}

fn copy(from: &Path, to: &Path) {
    assert!(Command::new("cp").arg("-rL").arg(from).arg(to).status().unwrap().success());
}

fn one_more(board: &Board, name: &str) {
    board.notice(name, "");
    let path = board.root().join(format!("content/notices/{name}.md"));
    let text = fs::read_to_string(&path).unwrap();
    fs::write(
        &path,
        text.replace("from: 2026-11-02, until: 2026-11-06", "from: 2026-11-03, until: 2026-11-07"),
    )
    .unwrap();
    board.publish("2026-11-03T00:30:00Z");
}

/// The most memory that this process ever held, in KiB; nothing where the system does not tell.
fn memory() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

#[test]
fn of_a_hundred_boards_every_one_is_named_rightly() {
    if std::env::var_os("ZHANGBANG_JUDGES").is_none() {
        println!("skipped: this one runs with ZHANGBANG_JUDGES=1, as in tests/all.sh");
        return;
    }
    let programs = ["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx"];
    let program = programs.into_iter().map(Path::new).find(|path| path.exists()).expect("nginx is needed");
    assert_eq!(WAYS.iter().map(|(count, ..)| count).sum::<usize>(), BOARDS);
    let (honest, other) = (Board::published("https://a.example"), Board::published("https://a.example"));
    let first = fs::canonicalize(honest.shown()).unwrap();
    one_more(&honest, "丙");
    one_more(&other, "丁");
    let work = tempfile::tempdir().unwrap();
    let [page, style, nothing] = ["page", "style", "nothing"].map(|name| work.path().join(name));
    let (now, another) =
        (fs::canonicalize(honest.shown()).unwrap(), fs::canonicalize(other.shown()).unwrap());
    copy(&now, &page);
    fs::write(page.join("notices/甲/index.html"), "<h1>soon</h1>").unwrap();
    copy(&now, &style);
    fs::write(style.join("assets/style.css"), "main{display:none}").unwrap();
    fs::create_dir(&nothing).unwrap();
    let shown: BTreeMap<&str, &Path> = [
        ("honest", &*now),
        ("rewritten", &*another),
        ("rolled back", &*first),
        ("page altered", &*page),
        ("style altered", &*style),
        ("emptied", &*nothing),
    ]
    .into();
    certificate(work.path(), "good");
    certificate(work.path(), "other");
    let free: Vec<TcpListener> = (0..BOARDS).map(|_| TcpListener::bind("127.0.0.1:0").unwrap()).collect();
    let ports: Vec<u16> = free.iter().map(|free| free.local_addr().unwrap().port()).collect();
    drop(free);
    let boards: Vec<address::Board> = (0..BOARDS)
        .map(|board| {
            let is_tls = matches!(way(board).0, "behind TLS" | "another certificate");
            let scheme = if is_tls { "https" } else { "http" };
            address::Board::of(&format!("{scheme}://127.0.0.1:{}/", ports[board])).unwrap()
        })
        .collect();
    let trust = Trust::with(Some(&work.path().join("good.pem"))).unwrap();
    let limits = Limits { visit: Duration::from_secs(5), round: Duration::from_secs(300) };
    let state = State::open(&work.path().join("state"), Disk::new()).unwrap();
    for (name, misbehaves, at) in
        [("first", false, "03T09"), ("second", true, "03T10"), ("third", false, "03T11")]
    {
        point(work.path(), &shown, misbehaves);
        fs::write(work.path().join(name), configuration(&ports, misbehaves)).unwrap();
        let server = nginx(program, work.path(), name, &ports);
        let begun = Instant::now();
        let at = format!("2026-11-{at}:00:00+08:00").parse().unwrap();
        let watched = watch(&state, &boards, "市乡村振兴局", &Client::new(limits, &trust), at);
        println!("{name} round: {:?}, at most {} KiB", begun.elapsed(), memory());
        drop(server);
        assert_eq!(watched.len(), BOARDS);
        let mut counted: BTreeMap<String, usize> = BTreeMap::new();
        for (board, watched) in watched.iter().enumerate() {
            let seen = &watched.rounds.as_ref().map_err(|_| board).unwrap().lines.last().unwrap().seen;
            let (what, told) = way(board);
            // plain HTTP answers to TLS in the rounds in which all are honest
            let told = if misbehaves {
                told
            } else if what == "another certificate" {
                "tls"
            } else {
                "ok"
            };
            assert_eq!(seen.outcome(), told, "{name} round, board {board}, {what}: {seen:?}");
            *counted.entry(seen.outcome()).or_default() += 1;
        }
        println!("{counted:?}");
    }
}
