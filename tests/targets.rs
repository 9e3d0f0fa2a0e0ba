//! Targets: what each has to keep, and what a server that goes wrong leaves behind.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

#[path = "publish/board.rs"]
#[expect(dead_code, reason = "shared with the tests of a folder")]
mod board;
#[path = "targets/contract.rs"]
mod contract;
#[path = "targets/engines.rs"]
mod engines;
#[path = "targets/site.rs"]
mod site;
#[path = "targets/toy.rs"]
mod toy;

use board::Board;
use contract::{Trial, holds, keeps_off_what_is_not_ours};
use site::{
    FIRST, SECOND, THIRD, complaints, done_at, edit, fails_at, first, mornings, try_at, try_in, whole,
};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex};
use toy::{Objects, Toy, Ways};
use zhangbang::publish::Ended;

/// What a visitor of the toy gets, with the prefix of the tests.
fn at<'o>(objects: &'o Objects, path: &str) -> Option<&'o [u8]> {
    objects.get(&format!("web/{path}")).map(|object| object.bytes.as_slice())
}

fn getter(toy: &Toy) -> impl Fn(&str) -> Option<Vec<u8>> + use<'_> {
    |path: &str| at(&toy.objects(), path).map(<[u8]>::to_vec)
}

/// Every notice that is open all the while, in either version.
const OPEN: &[(&str, &[&str])] = &[("村路", &["修路三公里"]), ("路灯", &["二十盏", "二十二盏"])];

/// What is wrong in a folder that a server writes into.
fn at_folder(folder: &Path, open: &[(&str, &[&str])]) -> Vec<String> {
    // lists first: what they lead to must be there when it is asked for
    let paths = ["index.html", "notices/index.html", "notices/村路/index.html", "notices/路灯/index.html"];
    let more = ["notices/水渠/index.html", "notices/批复.txt"];
    let read = |path: &&'static str| (*path, std::fs::read(folder.join(path)).ok());
    let seen: Vec<_> = paths.iter().chain(&more).map(read).collect();
    complaints(&|path| seen.iter().find(|(known, _)| *known == path)?.1.as_deref(), open)
}

/// A reader who looks after each change; what he complains of.
fn reader(toy: &Toy) -> Arc<Mutex<Vec<String>>> {
    let told = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&told);
    toy.watched_by(move |objects| {
        kept.lock().unwrap().extend(complaints(&|path| at(objects, path), OPEN));
    });
    told
}

#[test]
fn a_folder_keeps_the_contract() {
    let work = tempfile::tempdir().unwrap();
    let (www, current) = (work.path().join("www"), work.path().join("www/current"));
    let get = |path: &str| std::fs::read(current.join(path)).ok();
    holds(&Trial { url: www.to_str().unwrap().to_owned(), get: &get, days: mornings() });
    let theirs = work.path().join("theirs");
    std::fs::create_dir_all(&theirs).unwrap();
    std::fs::write(theirs.join("信.txt"), "别人的").unwrap();
    keeps_off_what_is_not_ours(theirs.to_str().unwrap(), FIRST);
}

#[test]
fn the_toy_keeps_the_contract() {
    let toy = Toy::new();
    holds(&Trial { url: toy.url("web/"), get: &getter(&toy), days: mornings() });
    toy.put("other/信.txt", b"theirs");
    keeps_off_what_is_not_ours(&toy.url("other"), FIRST);
    // a list that does not show it does not help
    toy.put("third/index.html", b"theirs");
    toy.goes(Ways { lists_nothing: true, ..Ways::default() });
    keeps_off_what_is_not_ours(&toy.url("third"), FIRST);
}

#[test]
fn a_store_without_conditions_keeps_it_too_and_that_is_told() {
    let toy = Toy::new();
    assert!(!done_at(&first(FIRST), &toy.url("held/"), FIRST).traffic.unwrap().waited);
    toy.goes(Ways { ignores_conditions: true, ..Ways::default() });
    holds(&Trial { url: toy.url("web/"), get: &getter(&toy), days: mornings() });
    assert!(done_at(&first(FIRST), &toy.url("free/"), FIRST).traffic.unwrap().waited);
}

#[test]
fn every_file_says_what_it_is_and_how_long_it_may_be_kept() {
    let toy = Toy::new();
    done_at(&first(FIRST), &toy.url("web/"), FIRST);
    for (key, object) in toy.objects() {
        let expected = match key.rsplit_once('.').map(|(_, ending)| ending) {
            Some("html") => "text/html; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("svg") => "image/svg+xml; charset=utf-8",
            Some("txt") => "text/plain; charset=utf-8",
            Some("json") => "application/json; charset=utf-8",
            Some("xml") => "application/xml; charset=utf-8",
            _ => continue,
        };
        assert_eq!(
            (object.content_type.as_str(), object.cache_control.as_str()),
            (expected, "no-cache"),
            "{key}"
        );
    }
}

#[test]
fn only_what_differs_travels_and_a_list_is_asked_for_once() {
    let toy = Toy::new();
    let board = first(FIRST);
    done_at(&board, &toy.url("web/"), FIRST);
    assert_eq!(toy.asked().iter().filter(|asked| *asked == "GET ").count(), 1);
    edit(&board, FIRST, SECOND);
    toy.goes(Ways::default());
    let before = toy.objects();
    let report = done_at(&board, &toy.url("web/"), SECOND);
    let own = ["web/.zhangbang/", "web/release.json"];
    let asked = toy.asked();
    let put: Vec<&String> = asked
        .iter()
        .filter(|asked| {
            asked.strip_prefix("PUT ").is_some_and(|key| !own.iter().any(|own| key.starts_with(own)))
        })
        .collect();
    let after = toy.objects();
    let is_own = |key: &str| own.iter().any(|own| key.starts_with(own));
    let differs = |(key, object): &(&String, &toy::Object)| {
        before.get(*key).is_none_or(|old| old.bytes != object.bytes)
    };
    let changed: BTreeSet<&str> =
        after.iter().filter(differs).map(|(key, _)| key.as_str()).filter(|key| !is_own(key)).collect();
    let travelled: BTreeSet<&str> = put.iter().filter_map(|asked| asked.strip_prefix("PUT ")).collect();
    assert_eq!(travelled, changed);
    assert_eq!((put.len(), changed.len()), (changed.len(), report.tally.created + report.tally.changed));
    assert!(asked.iter().all(|asked| asked != "GET "), "a list is not asked for");
    let place =
        |wanted: &str| asked.iter().position(|asked| asked == wanted).unwrap_or_else(|| panic!("{wanted}"));
    let order = ["notices/水渠/index.html", "index.html", "log/publication.jsonl", "release.json"];
    assert!(order.map(|path| place(&format!("PUT web/{path}"))).is_sorted());
    // letting go of the target comes after the report
    let (last, all) = (["GET web/.zhangbang/lease", "DELETE web/.zhangbang/lease"], asked.len());
    assert_eq!(asked[all - 2..], last);
    assert_eq!(report.traffic.unwrap().requests, all as u64 - 2);
}

#[test]
fn what_somebody_did_to_an_open_notice_is_seen_and_put_right() {
    let toy = Toy::new();
    let board = first(FIRST);
    done_at(&board, &toy.url("web/"), FIRST);
    toy.put("web/notices/村路/index.html", b"<p>nothing</p>");
    toy.put("web/notices/批复.txt", b"another");
    let report = done_at(&board, &toy.url("web/"), FIRST);
    assert_eq!(report.mended, ["notices/村路"]);
    assert!(report.release.is_some());
    whole(&board, &getter(&toy));
}

/// A server that is gone from a request on, for each request; the next run goes on.
#[test]
fn a_server_that_goes_away_at_any_request_is_published_to_by_the_next_run() {
    let (toy, board) = (Toy::new(), first(FIRST));
    done_at(&board, &toy.url("web/"), FIRST);
    let before = toy.objects();
    edit(&board, FIRST, SECOND);
    let all = {
        let (toy, board) = (Toy::new(), board.clone());
        toy.set_objects(before.clone());
        done_at(&board, &toy.url("web/"), SECOND);
        toy.asked().len()
    };
    let mut stopped = 0;
    for at in (1..=all).step_by(step(5)) {
        let (toy, board) = (Toy::new(), board.clone());
        toy.set_objects(before.clone());
        let told = reader(&toy);
        toy.goes(Ways { gone_from: Some(at), ..Ways::default() });
        match try_at(&board, &toy.url("web/"), SECOND, false) {
            Err(_) => stopped += 1,
            // only clearing away was left, which the next publication does
            Ok(Ended::Done(_)) => {}
            other => panic!("{at}: {other:?}"),
        }
        toy.goes(Ways::default());
        // its lease runs out where it died without a word; the same place knows its own
        done_at(&board, &toy.url("web/"), SECOND);
        assert_eq!(*told.lock().unwrap(), Vec::<String>::new(), "{at}");
        whole(&board, &getter(&toy));
        done_at(&board, &toy.url("web/"), THIRD);
        whole(&board, &getter(&toy));
        assert!(!toy.objects().contains_key("web/.zhangbang/lease"), "{at}");
    }
    println!("{all} requests; stopped at {stopped}");
    assert!(stopped > 0);
}

/// The publisher is killed at a request, before it is done or after; a rerun converges, and no reader noticed.
#[test]
fn a_publisher_killed_at_any_request_is_followed_by_one_that_finishes() {
    let (toy, board) = (Toy::new(), first(FIRST));
    done_at(&board, &toy.url("web/"), FIRST);
    let before = toy.objects();
    edit(&board, FIRST, SECOND);
    let (mut killed, mut at) = (0, 1);
    loop {
        let done = at % 2 == 0;
        let (toy, board) = (Toy::new(), board.clone());
        toy.set_objects(before.clone());
        let told = reader(&toy);
        let mut child = child(&board, &toy.url("web/"));
        toy.goes(Ways { kills: Some((at, i32::try_from(child.id()).unwrap(), done)), ..Ways::default() });
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"\n").unwrap();
        let ended = child.wait_with_output().unwrap();
        let was_killed = std::os::unix::process::ExitStatusExt::signal(&ended.status) == Some(9);
        toy.goes(Ways::default());
        done_at(&board, &toy.url("web/"), SECOND);
        assert_eq!(*told.lock().unwrap(), Vec::<String>::new(), "{at}");
        whole(&board, &getter(&toy));
        if !was_killed {
            assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stdout));
            break;
        }
        (killed, at) = (killed + 1, at + step(9));
    }
    println!("killed at {killed} requests");
    assert!(killed > 3);
}

/// Every request with `ZHANGBANG_KILLS=1`; otherwise some.
fn step(usual: usize) -> usize {
    std::env::var("ZHANGBANG_KILLS").ok().and_then(|step| step.parse().ok()).unwrap_or(usual)
}

/// Another process that publishes once it is told to.
fn child(board: &Board, url: &str) -> std::process::Child {
    std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "publishes_as_a_child", "--ignored", "--nocapture"])
        .env("ZB_ROOT", board.root())
        .env("ZB_URL", url)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
#[ignore = "called by the tests that kill it"]
fn publishes_as_a_child() {
    let (Ok(root), Ok(url)) = (std::env::var("ZB_ROOT"), std::env::var("ZB_URL")) else { return };
    std::io::stdin().read_line(&mut String::new()).unwrap();
    let ended = try_in(Path::new(&root), &url, SECOND, false).unwrap();
    assert!(matches!(ended, Ended::Done(_)), "{ended:?}");
}

/// A run that cannot be gone on from, since its workshop is lost: what it brought is put right by the next.
#[test]
fn without_the_workshop_of_the_run_that_died_the_next_one_puts_all_right() {
    let (toy, board) = (Toy::new(), first(FIRST));
    done_at(&board, &toy.url("web/"), FIRST);
    edit(&board, FIRST, SECOND);
    // right before `release.json`: everything else is there
    let last = {
        let (twin, board) = (Toy::new(), board.clone());
        twin.set_objects(toy.objects());
        done_at(&board, &twin.url("web/"), SECOND);
        twin.asked().iter().position(|asked| asked == "PUT web/release.json").unwrap() + 1
    };
    toy.goes(Ways { gone_from: Some(last), ..Ways::default() });
    fails_at(&board, &toy.url("web/"), SECOND);
    std::fs::remove_dir_all(board.root().join(".zhangbang/targets")).unwrap();
    toy.goes(Ways::default());
    toy.later(121);
    // and somebody thought better of it
    std::fs::remove_file(board.root().join("content/notices/水渠.md")).unwrap();
    done_at(&board, &toy.url("web/"), SECOND);
    whole(&board, &getter(&toy));
    assert!(toy.objects().contains_key("web/notices/水渠/index.html"));
    board.put("pages/new.md", "---\ntitle: 新\n---\n新的一页。\n");
    done_at(&board, &toy.url("web/"), THIRD);
    whole(&board, &getter(&toy));
    assert!(!toy.objects().contains_key("web/notices/水渠/index.html"), "cleared away one release later");
}

#[test]
fn two_publishers_are_told_apart() {
    let (toy, board) = (Toy::new(), first(FIRST));
    done_at(&board, &toy.url("web/"), FIRST);
    toy.put("web/.zhangbang/lease", b"somebody");
    edit(&board, FIRST, SECOND);
    assert!(fails_at(&board, &toy.url("web/"), SECOND).contains("另一个发布正在进行"));
    assert!(try_at(&board, &toy.url("web/"), SECOND, true).unwrap_err().contains("另一个发布正在进行"));
    toy.later(119);
    fails_at(&board, &toy.url("web/"), SECOND);
    // after two minutes without a sign of life it is over
    toy.later(2);
    done_at(&board, &toy.url("web/"), SECOND);
    assert!(!toy.objects().contains_key("web/.zhangbang/lease"));
}

/// Somebody takes the target in the middle: nothing more is written, and what follows finds its way.
#[test]
fn whoever_lost_the_target_stops() {
    let (toy, board) = (Toy::new(), first(FIRST));
    done_at(&board, &toy.url("web/"), FIRST);
    edit(&board, FIRST, SECOND);
    let other = toy.clone();
    let mut told = false;
    toy.watched_by(move |objects| {
        if !told && objects.contains_key("web/notices/水渠/index.html") {
            told = true;
            let other = other.clone();
            std::thread::spawn(move || other.put("web/.zhangbang/lease", b"somebody"));
        }
    });
    let why = fails_at(&board, &toy.url("web/"), SECOND);
    assert!(why.contains("另有人占用了这里"), "{why}");
    assert_eq!(at(&toy.objects(), ".zhangbang/lease"), Some(b"somebody".as_slice()));
    toy.watched_by(|_| {});
    toy.later(121);
    done_at(&board, &toy.url("web/"), SECOND);
    whole(&board, &getter(&toy));
}

#[test]
fn storms_and_cut_bodies_are_weathered() {
    for ways in [
        Ways { busy: Some((3, 503)), ..Ways::default() },
        Ways { busy: Some((4, 429)), ..Ways::default() },
        Ways { busy: Some((5, 500)), cuts: Some(7), ..Ways::default() },
    ] {
        let (toy, board) = (Toy::new(), first(FIRST));
        toy.goes(ways);
        let report = done_at(&board, &toy.url("web/"), FIRST);
        assert!(report.traffic.unwrap().again > 0);
        edit(&board, FIRST, SECOND);
        done_at(&board, &toy.url("web/"), SECOND);
        toy.goes(Ways::default());
        whole(&board, &getter(&toy));
    }
}

#[test]
fn a_file_that_was_stored_broken_is_brought_again_or_stops_everything() {
    let (toy, board) = (Toy::new(), first(FIRST));
    let spoiled =
        |times| Ways { spoils: Some(("web/notices/村路/index.html".into(), times)), ..Ways::default() };
    toy.goes(spoiled(1));
    done_at(&board, &toy.url("web/"), FIRST);
    whole(&board, &getter(&toy));
    let (toy, board) = (Toy::new(), first(FIRST));
    toy.goes(spoiled(99));
    let why = fails_at(&board, &toy.url("web/"), FIRST);
    assert_eq!(
        why,
        "notices/村路/index.html：上传没有成功：读回来的和传上去的不一样，再运行一次；还不行，找服务商"
    );
    assert!(at(&toy.objects(), "release.json").is_none() && board.log().is_empty());
}

/// What is told for each trouble; visitors keep what they had, and afterwards all goes well.
#[test]
fn every_trouble_has_its_own_words() {
    let (toy, board) = (Toy::new(), first(FIRST));
    done_at(&board, &toy.url("web/"), FIRST);
    edit(&board, FIRST, SECOND);
    let refuses = |status, code| Ways { refuses: Some((status, code)), ..Ways::default() };
    let cases = [
        (
            refuses(404, "NoSuchBucket"),
            "release.json：从服务器读取没有成功：存储桶或文件夹不存在，先在服务商那里建好",
        ),
        (
            refuses(403, "InvalidAccessKeyId"),
            "release.json：从服务器读取没有成功：服务器不认这个账号或密钥，核对后再运行",
        ),
        (
            refuses(403, "SignatureDoesNotMatch"),
            "release.json：从服务器读取没有成功：服务器不认这个账号或密钥，核对后再运行",
        ),
        (refuses(403, "AccessDenied"), "release.json：从服务器读取没有成功：这个账号没有权限，请管理员开通"),
        (
            refuses(403, "RequestTimeTooSkewed"),
            "release.json：从服务器读取没有成功：这台电脑的时钟和服务器差得太多，校准时钟再运行",
        ),
        (
            refuses(503, "SlowDown"),
            "release.json：从服务器读取没有成功：服务器一直忙（503），稍后再运行一次，会接着办",
        ),
        (refuses(418, "Teapot"), "release.json：从服务器读取没有成功：服务器回答 418 Teapot"),
        (
            Ways { forbidden: Some("web/notices/水渠/index.html".into()), ..Ways::default() },
            "notices/水渠/index.html：上传没有成功：这个账号没有权限，请管理员开通",
        ),
        (
            Ways { room: Some(1), ..Ways::default() },
            ".zhangbang/lease：占用发布位置没有成功：空间或额度用完了",
        ),
    ];
    for (ways, words) in cases {
        toy.goes(ways);
        let why = fails_at(&board, &toy.url("web/"), SECOND);
        assert!(
            why.ends_with(words) || (words.starts_with(".zhangbang") && why.contains("额度用完了")),
            "{why}"
        );
        assert!(!why.contains("X-Amz") && !why.contains("testsecret"), "{why}");
        toy.goes(Ways::default());
    }
    done_at(&board, &toy.url("web/"), SECOND);
    whole(&board, &getter(&toy));
}

#[test]
fn what_cannot_be_an_address_is_told_before_anything_is_asked() {
    let board = first(FIRST);
    for (url, words) in [
        ("s3://board/web?endpoint=ftp://a.example", "这个地址写得不对"),
        ("oss://board/web", "这个地址写得不对"),
        ("s3://board/web?endpont=http://127.0.0.1:1", "endpont：没有这样的选项"),
        ("gopher://board/web", "不认识这种地址"),
        ("s3://key:geheim@board/web", "地址里写了密码"),
        (
            "cos://board/web?region=ap-x",
            "登录没有成功：没有找到账号密钥；设置环境变量 COS_ACCESS_KEY_ID、COS_SECRET_ACCESS_KEY",
        ),
        ("webdav://a.example/web", "密码会明着传"),
        ("s3://board/web?endpoint=http://127.0.0.1:1", "连不上，检查地址和网络"),
    ] {
        let why = fails_at(&board, url, FIRST);
        assert!(why.contains(words), "{url}: {why}");
        assert!(!why.contains("geheim"), "{why}");
    }
}
