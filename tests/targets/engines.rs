//! The contract on real servers, each started by its script on the loopback and stopped again. Where a server is not
//! installed its test is skipped with a word; Ceph, which takes half a minute and 700 MB, is asked for by
//! `ZHANGBANG_CEPH=1 cargo test --test targets ceph -- --nocapture`.

use crate::contract::{Trial, holds, keeps_off_what_is_not_ours};
use crate::site::{FIRST, SECOND, complaints, done_at, edit, first, moments, mornings, whole};
use crate::{OPEN, at_folder};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A server that runs until it is dropped.
struct Engine {
    script: PathBuf,
    folder: tempfile::TempDir,
    port: u16,
}

impl Engine {
    /// Started; `None` when it is not installed.
    fn start(name: &str, port: Option<u16>) -> Option<Engine> {
        let free = || TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/targets").join(name);
        let engine = Engine { script, folder: tempfile::tempdir().unwrap(), port: port.unwrap_or_else(free) };
        match engine.run(&["start", engine.folder().as_str(), &engine.port.to_string()]) {
            Some(0) => Some(engine),
            Some(3) => {
                println!("skipped: {name} finds no server here");
                None
            }
            other => panic!("{name}: {other:?}"),
        }
    }

    fn folder(&self) -> String {
        self.folder.path().to_str().unwrap().to_owned()
    }

    fn run(&self, arguments: &[&str]) -> Option<i32> {
        Command::new("bash").arg(&self.script).args(arguments).status().unwrap().code()
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.run(&["stop", &self.folder()]);
    }
}

/// A WebDAV server keeps the contract, and a reader who looks all the while sees every notice.
fn dav(script: &str) {
    let Some(engine) = Engine::start(script, None) else { return };
    let url = |path: &str| format!("webdav://127.0.0.1:{}/gongshi/{path}", engine.port);
    let files = engine.folder.path().join("root/gongshi");
    let get = |path: &str| std::fs::read(files.join("web").join(path)).ok();
    holds(&Trial { url: url("web"), get: &get, days: mornings() });
    std::fs::create_dir_all(files.join("theirs")).unwrap();
    std::fs::write(files.join("theirs/信.txt"), "别人的").unwrap();
    keeps_off_what_is_not_ours(&url("theirs"), FIRST);
    let board = first(FIRST);
    done_at(&board, &url("watched"), FIRST);
    edit(&board, FIRST, SECOND);
    let over = Arc::new(AtomicBool::new(false));
    let reader = {
        let (over, web) = (Arc::clone(&over), files.join("watched"));
        std::thread::spawn(move || {
            let (mut told, mut looks) = (Vec::new(), 0);
            while !over.load(Ordering::Relaxed) {
                looks += 1;
                told.extend(at_folder(&web, OPEN));
            }
            (told, looks)
        })
    };
    done_at(&board, &url("watched"), SECOND);
    over.store(true, Ordering::Relaxed);
    let (told, looks) = reader.join().unwrap();
    assert_eq!(told, Vec::<String>::new());
    println!("{script}: a reader looked {looks} times");
    whole(&board, &|path: &str| std::fs::read(files.join("watched").join(path)).ok());
}

#[test]
fn apache_keeps_the_contract() {
    dav("apache.sh");
}

#[test]
fn nginx_keeps_the_contract() {
    dav("nginx.sh");
}

/// Ceph's gateway with three stores, one of which is killed in the middle of a publication.
#[test]
fn ceph_keeps_the_contract() {
    if std::env::var_os("ZHANGBANG_CEPH").is_none() {
        println!("skipped: ZHANGBANG_CEPH is not set");
        return;
    }
    let Some(engine) = Engine::start("ceph.sh", Some(18480)) else { return };
    let bucket = Bucket::new();
    bucket.ask("PUT", "");
    let url = |path: &str| format!("s3://board/{path}?endpoint=http://127.0.0.1:18480");
    holds(&Trial { url: url("web"), get: &|path: &str| bucket.get(&format!("web/{path}")), days: moments() });
    bucket.ask("PUT", "theirs/a.txt");
    let days = moments();
    keeps_off_what_is_not_ours(&url("theirs"), &days.first);
    let board = first(&days.first);
    assert!(!done_at(&board, &url("killed"), &days.first).traffic.unwrap().waited, "its conditions hold");
    edit(&board, &days.first, &days.second);
    let over = Arc::new(AtomicBool::new(false));
    let reader = {
        let over = Arc::clone(&over);
        std::thread::spawn(move || {
            let (bucket, mut told, mut looks) = (Bucket::new(), Vec::new(), 0);
            while !over.load(Ordering::Relaxed) {
                let paths = [
                    "index.html",
                    "notices/index.html",
                    "notices/村路/index.html",
                    "notices/路灯/index.html",
                    "notices/水渠/index.html",
                    "notices/批复.txt",
                ];
                // lists first: what they lead to must be there when it is asked for
                let seen: Vec<_> =
                    paths.iter().map(|path| (*path, bucket.get(&format!("killed/{path}")))).collect();
                let get = |path: &str| seen.iter().find(|(known, _)| *known == path)?.1.as_deref();
                told.extend(complaints(&get, OPEN));
                looks += 1;
            }
            (told, looks)
        })
    };
    let killer = {
        let folder = engine.folder();
        let script = engine.script.clone();
        std::thread::spawn(move || {
            std::thread::sleep(std::time::Duration::from_millis(300));
            Command::new("bash").arg(script).args(["kill", &folder, "1"]).status().unwrap()
        })
    };
    done_at(&board, &url("killed"), &days.second);
    assert!(killer.join().unwrap().success());
    over.store(true, Ordering::Relaxed);
    let (told, looks) = reader.join().unwrap();
    assert_eq!(told, Vec::<String>::new());
    println!("ceph: a store was killed; a reader looked {looks} times");
    whole(&board, &|path: &str| bucket.get(&format!("killed/{path}")));
    engine.run(&["again", &engine.folder(), "1"]);
}

/// The bucket as somebody with its key sees it.
struct Bucket {
    bucket: rusty_s3::Bucket,
    credentials: rusty_s3::Credentials,
}

impl Bucket {
    fn new() -> Bucket {
        let endpoint = "http://127.0.0.1:18480".parse().unwrap();
        let bucket = rusty_s3::Bucket::new(endpoint, rusty_s3::UrlStyle::Path, "board", "us-east-1").unwrap();
        Bucket { bucket, credentials: rusty_s3::Credentials::new("testkey", "testsecret") }
    }

    fn url(&self, method: rusty_s3::Method, path: &str) -> String {
        let url = if path.is_empty() { self.bucket.base_url().clone() } else { self.bucket.object_url(path) };
        let (key, secret) = (self.credentials.key(), self.credentials.secret());
        let (none, now) = (std::iter::empty::<(&str, &str)>(), jiff::Timestamp::now());
        rusty_s3::signing::sign(&now, method, url, key, secret, None, "us-east-1", 60, none.clone(), none)
            .into()
    }

    fn ask(&self, method: &str, path: &str) {
        assert_eq!(method, "PUT");
        let answer = ureq::put(self.url(rusty_s3::Method::Put, path)).send_empty().unwrap();
        assert_eq!(answer.status(), 200);
    }

    fn get(&self, path: &str) -> Option<Vec<u8>> {
        let mut answer = ureq::get(self.url(rusty_s3::Method::Get, path)).call().ok()?;
        answer.body_mut().read_to_vec().ok()
    }
}
