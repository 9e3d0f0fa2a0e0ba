//! Publishing by SFTP to a real OpenSSH server: what it keeps, what is told of every trouble, and what a reader sees of a
//! publication that is killed at any of its requests.

#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

#[path = "publish/board.rs"]
#[expect(dead_code, reason = "shared with the tests of a folder")]
mod board;
#[path = "sftp/server.rs"]
mod server;

use board::{Board, clock};
use server::{Server, call, surroundings};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use zhangbang::build::Silent;
use zhangbang::disk::Disk;
use zhangbang::publish::{Ended, Report, Request, publish, words};

/// As most servers have it.
const USUAL: &str = "Subsystem sftp internal-sftp";
const FIRST: &str = "2026-11-02T01:00:00Z";
const SECOND: &str = "2026-11-03T01:00:00Z";
const THIRD: &str = "2026-11-04T01:00:00Z";

/// Publishes, and says why not in Chinese when the world refuses.
fn try_in(root: &Path, url: &str, time: &str, dry_run: bool) -> Result<Ended, String> {
    let (clock, secret, allow_demo, moved) = (clock(time), surroundings, false, false);
    let program = None;
    let request = Request { root, target_name: url, clock, secret, program, allow_demo, dry_run, moved };
    publish(&request, &Disk::new(), &Silent)
        .map(|(_, ended)| ended)
        .map_err(|error| words::trouble(&error).zh)
}

fn done(board: &Board, url: &str, time: &str) -> Report {
    match try_in(&board.root(), url, time, false) {
        Ok(Ended::Done(report)) => report,
        other => panic!("{other:?}"),
    }
}

fn fails(board: &Board, url: &str, time: &str) -> String {
    try_in(&board.root(), url, time, false).map(|ended| panic!("{ended:?}")).unwrap_err()
}

/// Two open notices, one with a file.
fn first() -> Board {
    let board = Board::new();
    board.notice("村路", "2026-11-02", "2026-11-12", "柳湾村修路三公里，见[批复](批复.txt)。");
    board.put("notices/批复.txt", "批复原文");
    board.notice("路灯", "2026-11-02", "2026-11-12", "柳湾村装路灯二十盏。");
    board
}

/// One notice is corrected, one is new.
fn edit(board: &Board) {
    let corrected = "---\ntitle: 路灯\nkind: points\nissuer: 村委会\nposting: {from: 2026-11-02, until: 2026-11-18}\ncorrections: [{on: 2026-11-03, what: 盏数, reason: 数错}]\n---\n柳湾村装路灯二十二盏。\n";
    board.put("notices/路灯.md", corrected);
    board.notice("水渠", "2026-11-03", "2026-11-18", "上坪村清淤水渠五百米。");
}

/// Every file that visitors get.
fn all(site: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let shown = site.join("current").canonicalize().unwrap();
    let files =
        walkdir::WalkDir::new(&shown).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    files.map(|e| (e.path().strip_prefix(&shown).unwrap().to_owned(), fs::read(e.path()).unwrap())).collect()
}

/// What the same board, published to a folder at the same times, shows: byte for byte.
fn is_as_in_a_folder(site: &Path, board: &Board) {
    assert_eq!(board.log().faults(), []);
    let (there, here) = (all(site), board.all());
    assert_eq!(there.keys().collect::<Vec<_>>(), here.keys().collect::<Vec<_>>());
    for (path, bytes) in here {
        assert!(there[&path] == bytes, "{}", path.display());
    }
}

/// What is wrong with what a visitor gets at this moment.
fn complaints(site: &Path) -> Vec<String> {
    let page = |path: &str| fs::read_to_string(site.join("current").join(path)).unwrap_or_default();
    let open: [(&str, &[&str]); 2] = [("村路", &["修路三公里"]), ("路灯", &["二十盏", "二十二盏"])];
    let mut wrong = Vec::new();
    for (name, versions) in open {
        let text = page(&format!("notices/{name}/index.html"));
        if !versions.iter().any(|words| text.contains(words)) {
            wrong.push(format!("{name}: {} bytes", text.len()));
        }
        if !page("index.html").contains(&format!("notices/{name}/")) {
            wrong.push(format!("{name}: not in the list"));
        }
    }
    if page("notices/批复.txt") != "批复原文" {
        wrong.push("批复.txt".to_owned());
    }
    wrong
}

/// A reader who looks all the while; what was wrong, and how often it looked.
struct Reader {
    over: Arc<AtomicBool>,
    looking: JoinHandle<(Vec<String>, usize)>,
}

impl Reader {
    fn of(site: &Path) -> Reader {
        let over = Arc::new(AtomicBool::new(false));
        let (site, until) = (site.to_owned(), Arc::clone(&over));
        let looking = thread::spawn(move || {
            let (mut told, mut looks) = (Vec::new(), 0);
            while !until.load(Ordering::Relaxed) {
                told.extend(complaints(&site));
                looks += 1;
            }
            (told, looks)
        });
        Reader { over, looking }
    }

    fn saw_everything(self) -> usize {
        self.over.store(true, Ordering::Relaxed);
        let (told, looks) = self.looking.join().unwrap();
        assert_eq!(told, Vec::<String>::new());
        looks
    }
}

#[test]
fn a_server_shows_what_a_folder_would_and_what_did_not_change_lies_there_once() {
    let Some(server) = Server::start(USUAL) else { return };
    let (board, site, url) = (first(), server.site("county"), server.url("good", "county"));
    let in_folder = board.clone();
    let folder = in_folder.www().display().to_string();
    for (time, edits) in [(FIRST, false), (SECOND, true), (THIRD, false)] {
        for board in [&board, &in_folder] {
            if edits {
                edit(board);
            }
            if time == THIRD {
                board.put("pages/about.md", "---\ntitle: 关于\n---\n这是一个试验站。\n");
            }
        }
        done(&board, &url, time);
        done(&in_folder, &folder, time);
        assert_eq!(board.log().text(), in_folder.log().text());
        is_as_in_a_folder(&site, &in_folder);
    }
    let inode = |link: &str, path: &str| fs::metadata(site.join(link).join(path)).unwrap().ino();
    assert_eq!(inode("current", "notices/批复.txt"), inode("previous", "notices/批复.txt"));
    assert_ne!(inode("current", "release.json"), inode("previous", "release.json"));
    assert_eq!(fs::read_dir(site.join("releases")).unwrap().count(), 2, "the first has gone");
    let mut left: Vec<_> = fs::read_dir(&site).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["current", "previous", "releases"]);
    // nothing has changed
    assert_eq!(done(&board, &url, "2026-11-04T02:00:00Z").release, None);
}

#[test]
fn a_reader_sees_every_open_notice_while_it_is_published_again_and_again() {
    let Some(server) = Server::start(USUAL) else { return };
    let (board, url) = (first(), server.url("good", "county"));
    done(&board, &url, FIRST);
    let reader = Reader::of(&server.site("county"));
    edit(&board);
    for minute in 0..6 {
        board.put("pages/about.md", &format!("---\ntitle: 关于\n---\n第{minute}版。\n"));
        done(&board, &url, &format!("2026-11-03T01:{minute:02}:00Z"));
    }
    println!("a reader looked {} times", reader.saw_everything());
}

/// Every request with `ZHANGBANG_KILLS=1`; otherwise one in so many.
fn step(usual: usize) -> usize {
    std::env::var("ZHANGBANG_KILLS").ok().and_then(|step| step.parse().ok()).unwrap_or(usual)
}

fn has_python() -> bool {
    let there = Command::new("python3").arg("--version").output().is_ok_and(|ran| ran.status.success());
    assert!(there || std::env::var_os("ZHANGBANG_JUDGES").is_none(), "python3 is missing");
    there
}

/// Requests of the second publication.
fn requests(server: &Server, before: &Board, url: &str) -> usize {
    let board = before.clone();
    call(&server.between("nobody", 0, "before"));
    edit(&board);
    done(&board, url, SECOND);
    server.count()
}

/// Puts the server's folder back as it was.
fn again(server: &Server, kept: &str, name: &str) {
    let (from, to) = (server.site(kept), server.site(name));
    let _ = fs::remove_dir_all(&to);
    assert!(Command::new("cp").arg("-a").args([&from, &to]).status().unwrap().success());
}

#[test]
fn a_publisher_killed_at_any_request_is_followed_by_one_that_finishes() {
    let Some(server) = Server::start(USUAL).filter(|_| has_python()) else { return };
    let (before, url) = (first(), server.url("good", "county"));
    done(&before, &url, FIRST);
    fs::rename(server.site("county"), server.site("kept")).unwrap();
    again(&server, "kept", "county");
    let all = requests(&server, &before, &url);
    let (mut killed, mut looks) = (0, 0);
    for at in (2..=all).step_by(step(23)) {
        let when = if at % 2 == 0 { "before" } else { "after" };
        let board = before.clone();
        again(&server, "kept", "county");
        edit(&board);
        let reader = Reader::of(&server.site("county"));
        let mut child = Command::new(std::env::current_exe().unwrap());
        child
            .args(["--exact", "publishes_as_a_child", "--ignored", "--nocapture"])
            .env("ZB_ROOT", board.root());
        child.env("ZB_URL", &url).env("ZHANGBANG_SSH", server.between("program", at, when));
        let ended = child.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
        killed += usize::from(ended.signal() == Some(9));
        call(&server.ssh());
        done(&board, &url, SECOND);
        looks += reader.saw_everything();
        assert!(board.log().faults().is_empty(), "{at}");
        let page = fs::read_to_string(server.site("county").join("current/notices/水渠/index.html")).unwrap();
        assert!(page.contains("五百米"), "{at}");
        done(&board, &url, THIRD);
        assert!(!server.site("county").join(".lock").exists(), "{at}");
        assert_eq!(complaints(&server.site("county")), Vec::<String>::new(), "{at}");
    }
    println!("{all} requests; killed at {killed}; a reader looked {looks} times");
    assert!(killed > 3, "{killed} of {all}");
}

#[test]
#[ignore = "called by the test that kills it"]
fn publishes_as_a_child() {
    let (Ok(root), Ok(url)) = (std::env::var("ZB_ROOT"), std::env::var("ZB_URL")) else { return };
    let ended = try_in(Path::new(&root), &url, SECOND, false).unwrap();
    assert!(matches!(ended, Ended::Done(_)), "{ended:?}");
}

#[test]
fn a_connection_that_is_cut_at_any_request_is_told_and_the_next_run_finishes() {
    let Some(server) = Server::start(USUAL).filter(|_| has_python()) else { return };
    let (before, url) = (first(), server.url("good", "county"));
    done(&before, &url, FIRST);
    fs::rename(server.site("county"), server.site("kept")).unwrap();
    again(&server, "kept", "county");
    let all = requests(&server, &before, &url);
    let mut told = 0;
    for at in (2..=all).step_by(step(31)) {
        let board = before.clone();
        again(&server, "kept", "county");
        edit(&board);
        let reader = Reader::of(&server.site("county"));
        call(&server.between("line", at, if at % 2 == 0 { "before" } else { "after" }));
        match try_in(&board.root(), &url, SECOND, false) {
            Err(why) => {
                assert!(why.contains("连接中途断了；再运行一次，会接着做完"), "{at}: {why}");
                told += 1;
            }
            // only clearing away was left
            Ok(Ended::Done(_)) => {}
            other => panic!("{at}: {other:?}"),
        }
        call(&server.ssh());
        done(&board, &url, SECOND);
        done(&board, &url, THIRD);
        reader.saw_everything();
        assert!(board.log().faults().is_empty(), "{at}");
        let page = fs::read_to_string(server.site("county").join("current/notices/水渠/index.html")).unwrap();
        assert!(page.contains("五百米"), "{at}");
    }
    println!("{all} requests; cut at {told}");
    assert!(told > 3);
}

#[test]
fn every_way_of_not_getting_in_has_its_own_words() {
    let Some(server) = Server::start(USUAL) else { return };
    let board = first();
    for (host, words) in [
        ("stranger", "服务器 stranger 不认你的密钥：请管理员把你的公钥加进去，检查用户名，或先运行 ssh-add"),
        ("unknown", "第一次连服务器 unknown，还没有确认过它的主机密钥：先在终端里运行 ssh unknown"),
        ("changed", "服务器 changed 的主机密钥变了：可能是换了服务器，也可能有人冒充"),
        ("closed", "服务器 closed 拒绝连接：检查端口号，或者 SSH 服务没有开"),
        ("nowhere", "找不到服务器 nowhere：检查主机名有没有写错，网络通不通"),
    ] {
        let why = fails(&board, &server.url(host, "county"), FIRST);
        assert!(why.starts_with(words), "{why}");
    }
    call("/no/such/ssh");
    let why = fails(&board, &server.url("good", "county"), FIRST);
    assert!(why.starts_with("没能启动 /no/such/ssh"), "{why}");
    call("echo");
    let why = fails(&board, &server.url("good", "county"), FIRST);
    assert!(why.contains("说的不是 SFTP"), "{why}");
    for (url, words) in [("sftp://-oProxyCommand=x/srv", "这个地址写得不对"), ("sftp://a/srv?key=x", "key：")]
    {
        let why = fails(&board, url, FIRST);
        assert!(why.contains(words), "{why}");
    }
    assert!(!server.site("county").exists() && board.log().is_empty());
}

#[test]
fn a_server_without_sftp_or_without_renaming_over_is_refused_by_name() {
    let Some(_server) = Server::start("# none") else { return };
    let why = fails(&first(), &_server.url("good", "county"), FIRST);
    assert!(why.starts_with("服务器 good 没有开 SFTP"), "{why}");
    let Some(server) = Server::start("Subsystem sftp internal-sftp -P posix-rename") else { return };
    let why = fails(&first(), &server.url("good", "county"), FIRST);
    assert!(why.contains("不能一步替换文件"), "{why}");
    assert!(!server.site("county").exists());
}

#[test]
fn a_server_without_second_names_gets_every_file() {
    let Some(server) = Server::start("Subsystem sftp internal-sftp -P hardlink,fsync,statvfs") else {
        return;
    };
    let (board, url) = (first(), server.url("good", "county"));
    let in_folder = board.clone();
    for time in [FIRST, SECOND] {
        done(&board, &url, time);
        done(&in_folder, in_folder.www().to_str().unwrap(), time);
        edit(&board);
        edit(&in_folder);
    }
    is_as_in_a_folder(&server.site("county"), &in_folder);
    let page = server.site("county").join("current/notices/村路/index.html");
    assert_eq!(fs::metadata(page).unwrap().nlink(), 1);
}

#[test]
fn whoever_holds_the_target_is_told_with_name_and_time_and_how_it_is_taken_off() {
    let Some(server) = Server::start(USUAL) else { return };
    let (board, url) = (first(), server.url("good", "county"));
    done(&board, &url, FIRST);
    let lock = server.site("county").join(".lock");
    fs::write(&lock, "0123456789abcdef li@bangong\u{1b}[2J").unwrap();
    let since = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_793_581_200);
    fs::File::options().write(true).open(&lock).unwrap().set_modified(since).unwrap();
    edit(&board);
    let words = format!(
        "另一个发布正在进行：li@bangong[2J 从 2026-11-02 09:00 起占用着这里。等对方发布完再试；确知对方已经中断的，删掉服务器上的 {} 再运行",
        lock.display()
    );
    assert_eq!(fails(&board, &url, SECOND), words);
    assert_eq!(try_in(&board.root(), &url, SECOND, true).unwrap_err(), words);
    assert_eq!(fs::read_to_string(&lock).unwrap(), "0123456789abcdef li@bangong\u{1b}[2J");
    fs::remove_file(&lock).unwrap();
    done(&board, &url, SECOND);
    // the same site somewhere else is another holder, one that died here is known again
    let mark = fs::read_dir(board.root().join(".zhangbang/targets"))
        .unwrap()
        .flatten()
        .find_map(|entry| fs::read_to_string(entry.path().join("holder")).ok());
    fs::write(&lock, mark.unwrap()).unwrap();
    done(&board, &url, THIRD);
    assert!(!lock.exists());
}

#[test]
fn what_is_not_ours_stays_alone() {
    let Some(server) = Server::start(USUAL) else { return };
    let board = first();
    fs::create_dir_all(server.site("theirs")).unwrap();
    fs::write(server.site("theirs").join("信.txt"), "别人的").unwrap();
    fs::write(server.site("file"), "文件").unwrap();
    fs::create_dir_all(server.site("led/releases")).unwrap();
    std::os::unix::fs::symlink("/etc", server.site("led").join("current")).unwrap();
    fs::create_dir_all(server.site("linked")).unwrap();
    std::os::unix::fs::symlink("/tmp", server.site("linked").join("releases")).unwrap();
    for (name, words) in [
        ("theirs", "里面有别的东西"),
        ("file", "这是一个文件，不是文件夹"),
        ("led", "这个链接不是发布留下的"),
        ("linked", "这是一个链接，没有跟着它走"),
    ] {
        let why = fails(&board, &server.url("good", name), FIRST);
        assert!(why.contains(words), "{why}");
    }
    assert_eq!(fs::read_dir(server.site("theirs")).unwrap().count(), 1);
    // another board does not publish over one
    done(&board, &server.url("good", "county"), FIRST);
    let other = try_in(&first().root(), &server.url("good", "county"), SECOND, false);
    assert!(matches!(other, Ok(Ended::Refused(_))), "{other:?}");
}

#[test]
fn a_dry_run_changes_nothing_there() {
    let Some(server) = Server::start(USUAL) else { return };
    let (board, url) = (first(), server.url("good", "deep/county"));
    assert!(matches!(try_in(&board.root(), &url, FIRST, true), Ok(Ended::Done(_))));
    assert!(!server.site("deep").exists());
    done(&board, &url, FIRST);
    edit(&board);
    let before = all(&server.site("deep/county"));
    assert!(matches!(try_in(&board.root(), &url, SECOND, true), Ok(Ended::Done(_))));
    assert_eq!(all(&server.site("deep/county")), before);
}

#[test]
fn what_somebody_did_to_an_open_notice_there_is_seen_and_put_right() {
    let Some(server) = Server::start(USUAL) else { return };
    let (board, url) = (first(), server.url("good", "county"));
    done(&board, &url, FIRST);
    let page = server.site("county").join("current/notices/村路/index.html");
    let whole = fs::read(&page).unwrap();
    fs::write(&page, "<p>没有了</p>").unwrap();
    let report = done(&board, &url, SECOND);
    assert_eq!(report.mended, ["notices/村路"]);
    assert!(String::from_utf8(fs::read(&page).unwrap()).unwrap().contains("修路三公里") && !whole.is_empty());
    fs::remove_file(server.site("county").join("current/notices/批复.txt")).unwrap();
    done(&board, &url, THIRD);
    assert_eq!(complaints(&server.site("county")), Vec::<String>::new());
}

/// A small file system of its own, as root may make it.
#[test]
fn a_full_disk_there_is_told_and_visitors_keep_what_they_had() {
    let Some(server) = Server::start(USUAL) else { return };
    let (board, url, site) = (first(), server.url("good", "small"), server.site("small"));
    fs::create_dir_all(&site).unwrap();
    let mount = |size: &str| {
        let options = format!("size={size},remount");
        let options = if site.join("current").exists() { options.as_str() } else { "size=4m" };
        Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(&site).output()
    };
    if !mount("4m").is_ok_and(|ran| ran.status.success()) {
        println!("skipped: no leave to mount");
        return;
    }
    struct Mounted(PathBuf);
    impl Drop for Mounted {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg(&self.0).status();
        }
    }
    let mounted = Mounted(site.clone());
    done(&board, &url, FIRST);
    edit(&board);
    board.put("notices/大图.txt", &"大".repeat(2_000_000));
    board.notice("长文", "2026-11-03", "2026-11-18", "见[附件](大图.txt)。");
    let reader = Reader::of(&site);
    let why = fails(&board, &url, SECOND);
    assert!(why.ends_with("服务器没有让写入：服务器的磁盘空间不足"), "{why}");
    assert!(mount("64m").unwrap().status.success());
    done(&board, &url, SECOND);
    reader.saw_everything();
    assert!(site.join("current/notices/大图.txt").exists());
    drop(mounted);
}

/// What one edit costs on a large board, beside a folder: `cargo test --release --test sftp large -- --ignored --nocapture`.
#[test]
#[ignore = "prints figures, and takes a while"]
fn what_one_edit_costs_on_a_large_board() {
    let Some(server) = Server::start(USUAL) else { return };
    let many = std::env::var("ZHANGBANG_NOTICES").ok().and_then(|many| many.parse().ok()).unwrap_or(10_000);
    let board = first();
    for n in 0..many {
        let (day, month) = (1 + n % 28, 1 + n / 28 % 9);
        let (from, until) = (format!("2026-{month:02}-{day:02}"), format!("2026-{:02}-{day:02}", month + 1));
        board.notice(&format!("公告{n}"), &from, &until, &format!("柳湾村第{n}号公告。"));
    }
    call(&server.between("nobody", 0, "before"));
    for (name, url) in
        [("a folder", board.clone().www().display().to_string()), ("SFTP", server.url("good", "county"))]
    {
        let board = board.clone();
        for (what, time) in [("first", FIRST), ("one edit", SECOND), ("another edit", THIRD)] {
            board.put("pages/about.md", &format!("---\ntitle: 关于\n---\n{what}。\n"));
            let begun = std::time::Instant::now();
            let report = done(&board, &url, time);
            let written = report.tally.created + report.tally.changed;
            println!("{name}, {what}: {:.1} s, {written} files", begun.elapsed().as_secs_f64());
            if name == "SFTP" {
                println!("  {} requests", server.count());
            }
        }
    }
}
