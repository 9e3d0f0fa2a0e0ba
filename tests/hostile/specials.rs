//! Pipes, sockets and devices in a site's folders: named, and never opened.

use crate::program::{NOTICE, Site, ended, program};
use rustix::fs::{CWD, Mode, mkfifoat};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Where a stranger may put one: text, picture, attachment, settings, log, template, style.
const PLACES: [&str; 9] = [
    "content/notices/a.md",
    "content/notices/folder/index.md",
    "content/notices/photo.jpg",
    "content/notices/table.csv",
    "content/places.yaml",
    "content/publication.jsonl",
    "content/strange",
    "themes/own/templates/notice.html",
    "themes/own/static/style.css",
];

fn pipe(site: &Site, path: &str) {
    mkfifoat(CWD, site.at(path), Mode::from_raw_mode(0o600)).unwrap();
}

/// A notice that shows and offers what lies beside it.
fn site() -> Site {
    let site = Site::new();
    let body = "![路](photo.jpg) [表](table.csv)\n";
    site.put("content/notices/good.md", format!("---\n{NOTICE}---\n{body}"));
    site.put("content/notices/photo.jpg", picture());
    site.put("content/notices/table.csv", "户,元\n甲,1\n");
    site
}

fn picture() -> Vec<u8> {
    let mut jpeg = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(8, 8).write_to(&mut jpeg, image::ImageFormat::Jpeg).unwrap();
    jpeg.into_inner()
}

#[test]
fn pipes_are_named_by_every_command_and_hold_none() {
    for path in PLACES {
        let site = site();
        let _ = std::fs::remove_file(site.at(path));
        pipe(&site, path);
        let www = site.root().join("www");
        for arguments in [&["check"][..], &["build", "--out", "public"], &["publish", www.to_str().unwrap()]]
        {
            let ran = site.run(&[arguments, &["--format", "short"]].concat());
            let said = ran.out + &ran.err;
            assert!(ran.took < Duration::from_secs(30));
            // the log is opened by publish itself, before anything is checked
            if arguments[0] == "publish" && path.ends_with(".jsonl") {
                assert_eq!(ran.status.code(), Some(2), "{path} {arguments:?}: {said}");
                assert!(said.contains(path) && said.contains("不是普通文件"), "{said}");
                continue;
            }
            assert_eq!(ran.status.code(), Some(1), "{path} {arguments:?}: {said}");
            let faults: Vec<&str> = said.lines().filter(|line| line.contains(": error[")).collect();
            let wanted = format!("{path}:1:1: error[file-type]");
            assert!(faults.len() == 1 && faults[0].starts_with(&wanted), "{path} {arguments:?}: {faults:?}");
        }
    }
}

#[test]
fn sockets_and_links_to_devices_are_named() {
    let site = site();
    let _socket = UnixListener::bind(site.at("content/notices/a.md")).unwrap();
    let _other = UnixListener::bind(site.at("content/notices/scan.pdf")).unwrap();
    symlink("/dev/zero", site.at("content/notices/b.md")).unwrap();
    pipe(&site, "content/notices/pipe.md");
    symlink("pipe.md", site.at("content/notices/link.md")).unwrap();
    let said = site.run(&["check", "--format", "short"]).out;
    let faults: Vec<&str> = said
        .lines()
        .filter_map(|line| line.split_once("] ").map_or(line.split("]: ").next(), |_| None))
        .collect();
    assert_eq!(
        faults,
        [
            "content/notices/a.md:1:1: error[file-type",
            "content/notices/b.md:1:1: error[symlink-outside",
            "content/notices/link.md:1:1: error[file-type",
            "content/notices/pipe.md:1:1: error[file-type",
            "content/notices/scan.pdf:1:1: error[file-type",
        ],
        "{said}"
    );
}

#[test]
fn a_pipe_that_comes_while_the_site_is_served_is_named_and_edits_still_show() {
    let site = site();
    let mut served = program(None);
    served.args(["serve", "--port", "0", "--lang", "en", "--root"]).arg(site.root());
    let told = site.root().join("told");
    let mut served =
        served.stdout(Stdio::piped()).stderr(std::fs::File::create(&told).unwrap()).spawn().unwrap();
    let mut said = BufReader::new(served.stdout.take().unwrap());
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    let host = line.split("//").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let page = || {
        let mut stream = TcpStream::connect(&host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        write!(stream, "GET /notices/good/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut page = String::new();
        stream.read_to_string(&mut page).unwrap();
        page
    };
    assert!(page().contains("灌渠清淤"));
    pipe(&site, "content/notices/a.md");
    pipe(&site, "themes/own/templates/notice.html");
    std::fs::remove_file(site.at("content/notices/table.csv")).unwrap();
    pipe(&site, "content/notices/table.csv");
    site.put(
        "content/notices/good.md",
        format!("---\n{}---\n[表](table.csv)\n", NOTICE.replace("清淤", "改道")),
    );
    until("the edit shows", || page().contains("灌渠改道"));
    let named = || std::fs::read_to_string(&told).unwrap();
    until("all three are named", || named().matches("a named pipe").count() >= 3);
    assert!(!named().contains("attachment-missing"), "{}", named());
    let pid = nix::unistd::Pid::from_raw(served.id().cast_signed());
    nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGINT).unwrap();
    assert!(ended(&mut served, Duration::from_secs(10)).is_some_and(|status| status.success()));
}

fn until(what: &str, happens: impl Fn() -> bool) {
    let begun = Instant::now();
    while !happens() {
        assert!(begun.elapsed() < Duration::from_secs(20), "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}
